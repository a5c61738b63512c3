"""The results file opens in whatever a reader has: h5py, xarray with both engines, ncdump."""

import importlib.util
import shutil
import subprocess
import unittest

from program import BUSY_SHOP, SHOP, Case, verbs


def have(module):
    return importlib.util.find_spec(module) is not None


class File(Case):
    @classmethod
    def setUpClass(cls):
        case = Case()
        case.setUp()
        cls.addClassCleanup(case.doCleanups)
        cls.file = case.folder / "o.h5"
        case.run_ok("run", case.write("busy.toml", BUSY_SHOP), "-o", cls.file, "--replications", 6)

    @unittest.skipUnless(have("h5py"), "no h5py")
    def test_h5py_sees_plain_numbers_with_units_and_axes(self):
        import h5py

        seen = []

        def look(name, item):
            if not isinstance(item, h5py.Dataset):
                return
            seen.append(name)
            item[()]
            if h5py.check_string_dtype(item.dtype):
                # netCDF's characters: netCDF 4.9 crashes on longer strings, and HDF5 gives variable ones no checksum.
                self.assertEqual(item.dtype, "S1", f"{name}: text of another type")
                self.assertTrue(item.fletcher32, name)
            else:
                self.assertIn(item.dtype.kind, "iuf", f"{name}: {item.dtype}")
            for axis, dimension in enumerate(item.dims):
                if not h5py.h5ds.is_scale(item.id):
                    self.assertEqual(len(dimension), 1, f"{name}: axis {axis} has no scale")
            self.assertIn("long_name", item.attrs, name)
            if len(item.shape) > 1 and item.dtype != "S1":
                self.assertIn("units", item.attrs, name)

        with h5py.File(self.file) as file:
            file.visititems(look)
            for attribute in ("format_version", "Conventions"):
                self.assertIn(attribute, file.attrs)
        self.assertGreater(len(seen), 20)

    def groups(self):
        import h5py

        found = []
        with h5py.File(self.file) as file:
            file.visititems(
                lambda name, item: found.append(name)
                if isinstance(item, h5py.Group) and any(isinstance(v, h5py.Dataset) for v in item.values())
                else None
            )
        return found

    @unittest.skipUnless(have("h5py") and have("xarray"), "no xarray")
    def test_xarray_opens_every_group_with_both_engines(self):
        import xarray

        groups = self.groups()
        self.assertGreater(len(groups), 0)
        for engine, module in (("h5netcdf", "h5netcdf"), ("netcdf4", "netCDF4")):
            if not have(module):
                continue
            for group in groups:
                with self.subTest(engine=engine, group=group):
                    with xarray.open_dataset(self.file, group=group, engine=engine) as data:
                        data.load()
                        self.assertGreater(len(data.variables), 0)

    def millionths(self, values):
        """Money and worth are whole millionths, so that sums of them can be compared exactly."""
        import numpy

        whole = numpy.rint(values * 1e6)
        self.assertLess(abs(values * 1e6 - whole).max(), 1e-3)
        return whole.astype("int64")

    @unittest.skipUnless(have("h5py") and have("xarray"), "no xarray")
    def test_the_customer_asset_statement_balances_in_every_row(self):
        import xarray

        with xarray.open_dataset(self.file, group="Corner_shop", engine="h5netcdf") as data:
            heads = {part: data[f"segment_{part}"].values for part in ("customers_open", "joined", "lost", "ended", "customers_close")}
            self.assertEqual({values.dtype.kind for values in heads.values()}, {"i"})
            self.assertGreater(heads["lost"].sum(), 0)
            close = heads["customers_open"] + heads["joined"] - heads["lost"] - heads["ended"]
            self.assertTrue((close == heads["customers_close"]).all())
            self.assertTrue((heads["customers_open"][:, 1:] == heads["customers_close"][:, :-1]).all())
            worth = {
                part: self.millionths(data[f"segment_value_{part}"].values)
                for part in ("open", "joined", "lost", "ended", "revaluation", "close")
            }
            close = worth["open"] + worth["joined"] - worth["lost"] - worth["ended"] + worth["revaluation"]
            self.assertTrue((close == worth["close"]).all())

    @unittest.skipUnless(have("h5py") and have("xarray"), "no xarray")
    def test_money_is_the_same_by_touchpoint_silo_and_segment(self):
        import xarray

        with xarray.open_dataset(self.file, group="Corner_shop", engine="h5netcdf") as data:
            for money in ("revenue", "cost", "revenue_discounted", "cost_discounted"):
                totals = [self.millionths(data[f"{by}_{money}"].values).sum(axis=2) for by in ("touchpoint", "silo", "segment")]
                self.assertTrue((totals[0] == totals[1]).all() and (totals[0] == totals[2]).all(), money)
                self.assertGreater(abs(totals[0]).sum(), 0, money)

    @unittest.skipUnless(have("xarray") and have("h5netcdf"), "no xarray")
    def test_scenarios_stand_side_by_side_with_titles_and_dates(self):
        import xarray

        case = Case()
        case.setUp()
        self.addCleanup(case.doCleanups)
        out = case.folder / "several.h5"
        titled = SHOP.replace("[silo.sales]\n", '[silo.sales]\ntitle = "Läden"\n').replace("[horizon]\n", '[horizon]\nstart = 2025-11-01\n')
        for name in ("p1", "p2", "p12"):
            file = case.write(f"{name}.toml", titled.replace("Corner shop", name))
            case.run_ok("run", file, "--add", "-o", out, "--replications", 2, "-q")
        with xarray.open_dataset(out, engine="h5netcdf") as data:
            self.assertEqual(list(data.scenario.values), ["p1", "p2", "p12"])
            lost = data.lost.sel(scenario="p12").values
        with xarray.open_dataset(out, group="p12", engine="h5netcdf") as data:
            self.assertEqual(list(lost), list(data.segment_lost.sum(["month", "segment"]).values))
            self.assertEqual(list(data.silo_title.values), ["Läden", "(company)"])
            self.assertEqual(str(data.month_start.values[0])[:10], "2025-11-01")
            self.assertEqual(str(data.month_date.values[1]), "2025-12-01")
        with xarray.open_dataset(self.file, group="Corner_shop", engine="h5netcdf") as data:
            self.assertEqual(str(data.month_date.values[0]), "2024-01-01")

    @unittest.skipUnless(shutil.which("ncdump"), "no ncdump")
    def test_ncdump_shows_the_header_and_all_data(self):
        for options in (["-h"], []):
            shown = subprocess.run(["ncdump", *options, self.file], capture_output=True, text=True, check=False)
            self.assertEqual(shown.returncode, 0, shown.stderr)
            self.assertIn("replication", shown.stdout)

    @unittest.skipUnless(shutil.which("h5dump"), "no h5dump")
    def test_h5dump_reads_all(self):
        shown = subprocess.run(["h5dump", self.file], capture_output=True, check=False)
        self.assertEqual(shown.returncode, 0, shown.stderr)


if __name__ == "__main__":
    if not {"run", "show", "verify"} <= set(verbs()):
        print("run, show and verify are not all there: skipped")
        raise SystemExit(77)
    unittest.main()
