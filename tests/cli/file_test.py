"""The results file opens in whatever a reader has: h5py, xarray with both engines, ncdump."""

import importlib.util
import re
import shutil
import subprocess
import unittest

from program import BUSY_SHOP, Case, verbs


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
                self.assertIsNone(h5py.check_string_dtype(item.dtype).length, f"{name}: fixed-length text")
            else:
                self.assertIn(item.dtype.kind, "iuf", f"{name}: {item.dtype}")
            for axis, dimension in enumerate(item.dims):
                if not h5py.h5ds.is_scale(item.id):
                    self.assertEqual(len(dimension), 1, f"{name}: axis {axis} has no scale")
            if len(item.shape) > 1:
                for attribute in ("units", "long_name"):
                    self.assertIn(attribute, item.attrs, name)

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

    @unittest.skipUnless(have("h5py") and have("xarray"), "no xarray")
    def test_xarray_adds_up_heads(self):
        """open + new - lost - ended = close, per replication, month and segment, by whoever reads the file."""
        import xarray

        for group in self.groups():
            with xarray.open_dataset(self.file, group=group, engine="h5netcdf") as data:
                names = {
                    part: next((v for v in data.variables if re.fullmatch(rf"segment_(customers_|heads_)?{part}", v)), None)
                    for part in ("open", "new", "lost", "ended", "close")
                }
                if all(names.values()):
                    of = {part: data[name].values.astype("int64") for part, name in names.items()}
                    self.assertTrue((of["open"] + of["new"] - of["lost"] - of["ended"] == of["close"]).all())
                    self.assertTrue((of["open"][:, 1:] == of["close"][:, :-1]).all())
                    return
        self.skipTest("the heads are not named as looked for here")

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
