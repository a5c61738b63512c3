"""A results file, its page, and the readers that people use: h5py, xarray with both engines, ncdump."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

try:
    import h5netcdf  # noqa: F401
    import h5py
    import netCDF4  # noqa: F401
    import numpy
    import xarray
except ImportError as missing:
    print(f"skipped: {missing}", file=sys.stderr)
    sys.exit(77)

ROOT = pathlib.Path(os.environ["SILOWALK_SOURCE_DIR"])
TOOL = os.environ["SILOWALK_PAGE_TOOL"]
PAGE = (ROOT / "results/README.md").read_text()
DIMENSIONS = ["replication", "month", "touchpoint", "silo", "segment", "initiative", "wait_bin", "as_written_file", "as_written_override"]


def tool(*arguments):
    return subprocess.run([TOOL, *arguments], check=True, capture_output=True, text=True).stdout


def documented():
    """Every dataset that a table of the page has: name -> (axes, type, units)."""
    rows = re.findall(r"^\| `(\w+)` \| ([\w, -]*) \| (\w+) \| ([^|]*) \|", PAGE, re.MULTILINE)
    return {name: ([a for a in axes.split(", ") if a not in ("", "-")], kind, units.strip()) for name, axes, kind, units in rows}


def bytes_of_texts(name):
    """Whether this is the axis of the bytes of texts, which has no table row of its own."""
    return re.fullmatch(r"string\d+", name) is not None


def groups_of(file):
    return [each for each in file.values() if isinstance(each, h5py.Group)]


def text(row):
    return row.tobytes().rstrip(b"\0").decode()


def heap_users(file):
    """Every dataset and attribute with texts of variable length."""
    found = []

    def look(name, item):
        for each in item.attrs:
            kind = item.attrs.get_id(each).get_type()
            if isinstance(kind, h5py.h5t.TypeStringID) and kind.is_variable_str():
                found.append(f"{name}@{each}")
        if isinstance(item, h5py.Dataset) and h5py.check_string_dtype(item.dtype) is not None and item.dtype != "S1":
            found.append(name)

    look("/", file)
    file.visititems(look)
    return found


class Readers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = os.path.join(cls.folder.name, "out.h5")
        tool("file", cls.path)
        cls.cells = json.loads(tool("cells"))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_the_page_is_up_to_date(self):
        generated = PAGE.split("<!-- generated: page_tool page -->\n")[1].split("<!-- end -->")[0]
        self.assertEqual(generated.strip(), tool("page").strip())
        outputs = PAGE.split("<!-- generated: page_tool outputs -->\n")[1].split("<!-- end of outputs -->")[0]
        self.assertEqual(outputs.strip(), tool("outputs").strip())

    def test_the_page_has_every_dataset_of_the_file_and_no_other(self):
        page = documented()
        with h5py.File(self.path) as file:
            for group in groups_of(file):
                self.assertEqual(sorted(name for name in group if not bytes_of_texts(name)), sorted(page))
                for name, dataset in group.items():
                    if bytes_of_texts(name):
                        continue
                    axes, kind, units = page[name]
                    texts = dataset.dtype == "S1"
                    self.assertEqual(kind, "text" if texts else dataset.dtype.name, name)
                    self.assertEqual(dataset.ndim, len(axes) + texts, name)
                    self.assertTrue(dataset.fletcher32, name)
                    if dataset.ndim and name not in DIMENSIONS:
                        attached = [dict(dim).popitem()[1].name.split("/")[-1] for dim in dataset.dims]
                        if texts:
                            self.assertEqual(attached.pop(), f"string{dataset.shape[-1]}", name)
                        self.assertEqual(attached, axes, name)
                    self.assertIn("long_name", dataset.attrs, name)
                    if units == "days since the start":
                        self.assertEqual(dataset.attrs["units"], b"days since 2026-03-01")
                    elif units:
                        expected = "EUR" if units == "currency" else units
                        self.assertEqual(dataset.attrs["units"].decode(), expected, name)

    def test_no_text_has_a_variable_length(self):
        with h5py.File(self.path) as file:
            self.assertEqual(heap_users(file), [])

    def test_the_page_has_every_attribute(self):
        with h5py.File(self.path) as file:
            for owner in (file, *groups_of(file)):
                for name in owner.attrs:
                    self.assertIn(f"| `{name}` |", PAGE)
            for group in (file, *groups_of(file)):
                for dataset in group.values():
                    for name in dataset.attrs:
                        self.assertIn(f"`{name}`", PAGE)

    def test_attributes_are_plain(self):
        with h5py.File(self.path) as file:
            self.assertEqual(file.attrs["filetype"], b"silowalk-results")
            self.assertEqual(file.attrs["seed"], 42)
            self.assertEqual(file.attrs["complete"], 1)
            self.assertEqual([group.name for group in groups_of(file)], ["/as_is", "/as_is_2"])
            self.assertEqual(file["as_is_2"].attrs["name"], b"as-is")
            self.assertIn("café", text(file["as_is/scenario_text"][()]))
            self.assertEqual([text(row) for row in file["as_is/silo"][()]], ["sales", "care", "(company)"])

    def test_axes_have_numbers_of_their_own(self):
        numbers = []
        with h5py.File(self.path) as file:
            file.visititems(lambda _, item: numbers.extend([item.attrs["_Netcdf4Dimid"]] if "_Netcdf4Dimid" in item.attrs else []))
        self.assertEqual(sorted(numbers), list(range(len(numbers))))

    def test_both_engines_of_xarray_read_every_number(self):
        for engine in ("netcdf4", "h5netcdf"):
            with xarray.open_dataset(self.path, group="as_is", engine=engine) as dataset:
                self.assertEqual(list(dataset.touchpoint.values), ["order", "care_call", "(subscription)", "(overhead)"])
                self.assertEqual(dataset.sizes["replication"], 70)
                for name, (first, last) in self.cells.items():
                    cells = dataset[name].isel(replication=3).values.ravel()
                    self.assertEqual([float(cells[0]), float(cells[-1])], [first, last], f"{engine}: {name}")
                    self.assertNotIn("timedelta", str(dataset[name].dtype), name)
                wait = dataset.touchpoint_wait.sel(touchpoint="care_call").sum("month")
                self.assertEqual(wait.dims, ("replication",))
                self.assertIn("café", str(dataset.scenario_text.values))
                self.assertEqual(set(documented()), set(dataset.variables), engine)
                self.assertEqual(str(dataset.as_written.sel(as_written_file="plan.toml").values), "# café\n")

    def test_months_have_dates_and_names_have_titles(self):
        for engine in ("netcdf4", "h5netcdf"):
            with xarray.open_dataset(self.path, group="as_is", engine=engine) as dataset:
                coordinates = {"month_start", "month_date", "touchpoint_title"}
                self.assertLessEqual(coordinates, set(dataset.touchpoint_visits.coords))
                self.assertEqual(str(dataset.month_start.values[0])[:10], "2026-03-01")
                self.assertEqual([str(each) for each in dataset.month_date.values], ["2026-03-01", "2026-03-31", "2026-04-30"])
                self.assertEqual(list(dataset.silo_title.values), ["Verkauf & Läden", "care", "(company)"])

    def test_outputs_of_all_scenarios_follow_from_their_formulas(self):
        for engine in ("netcdf4", "h5netcdf"):
            with xarray.open_dataset(self.path, engine=engine) as everything:
                self.assertEqual(list(everything.scenario.values), ["as is", "as-is"])
                self.assertEqual(list(everything.scenario_group.values), ["as_is", "as_is_2"])
                for place, group in enumerate(everything.scenario_group.values):
                    with xarray.open_dataset(self.path, group=group, engine=engine) as quantities:
                        self.check_outputs(everything.isel(scenario=place), quantities)

    def check_outputs(self, row, quantities):
        def over(months):
            chosen = quantities.isel(month=months)
            names = {
                "sum": lambda cells: cells.sum(["month", "segment"]),
                "first": lambda cells: cells.isel(month=0).sum("segment"),
                "last": lambda cells: cells.isel(month=-1).sum("segment"),
                "discount_per_year": quantities.attrs["discount_per_year"],
                "length_days": (months.stop or quantities.sizes["month"]) * 365.25 / 12,
            }
            return {**names, **{name: chosen[name] for name in chosen if name.startswith("segment_")}}

        names = [name for name in row if not name.endswith("_by_month")]
        self.assertIn("value_at_close", names)
        self.assertEqual(quantities.attrs["length_days"], over(slice(0, None))["length_days"])
        for name in names:
            formula = row[name].attrs["formula"]
            self.assert_same(row[name], eval(formula, over(slice(0, None))))
            for month in row.month.values:
                self.assert_same(row[name + "_by_month"].isel(month=month), eval(formula, over(slice(month, month + 1))))

    def assert_same(self, stored, computed):
        plain = [each.drop_vars([name for name in each.coords if name != "replication"]) for each in (stored, computed)]
        xarray.testing.assert_allclose(*plain, rtol=1e-12)

    def test_a_table_comes_out(self):
        with xarray.open_dataset(self.path, group="as_is") as dataset:
            table = dataset[["segment_lost", "segment_revenue"]].to_dataframe()
            self.assertEqual(len(table), 70 * 3 * 3)

    def after(self, change):
        """What verify finds once `change` was made to the file."""
        changed = os.path.join(self.folder.name, "changed.h5")
        shutil.copy(self.path, changed)
        with h5py.File(changed, "r+") as file:
            change(file)
        return tool("verify", changed).strip()

    def test_everything_that_is_said_is_sealed(self):
        def first_cell(name):
            def change(file):
                cells = file[name]
                place = (0,) * cells.ndim
                cells[place] = b"~" if cells.dtype == "S1" else cells[place] + 1

            return change

        def attribute(owner, name):
            def change(file):
                attributes = file[owner].attrs
                value = attributes[name]
                attributes.modify(name, b"~" + value[1:] if isinstance(value, bytes) else value + 1)

            return change

        self.assertEqual(self.after(lambda file: None), "matches")
        with h5py.File(self.path) as file:
            group = file["as_is_2"]
            named = [f"as_is_2/{name}" for name in group if group[name].ndim < 2 + (group[name].dtype == "S1") and not bytes_of_texts(name)]
            named += [name for name in file if isinstance(file[name], h5py.Dataset) and not bytes_of_texts(name)]
            attributes = [("/", name) for name in file.attrs] + [("as_is", name) for name in file["as_is"].attrs]
            attributes += [(f"as_is/{name}", each) for name in list(group)[::8] for each in ("units", "long_name") if each in group[name].attrs]
            attributes += [("value_at_close", "formula")]
        self.assertGreater(len(named), 40)
        for name in named:
            with self.subTest(cells=name):
                self.assertNotEqual(self.after(first_cell(name)), "matches")
        for owner, name in attributes:
            with self.subTest(owner=owner, attribute=name):
                self.assertNotEqual(self.after(attribute(owner, name)), "matches")
        self.assertEqual(self.after(first_cell("as_is/wait_bin_upper_edge")), "seal")
        self.assertEqual(self.after(first_cell("as_is/touchpoint_visits")), "digest")
        self.assertEqual(self.after(attribute("/", "engine_version")), "seal")
        self.assertEqual(self.after(lambda file: file["as_is"].attrs.create("note", numpy.bytes_(b"trust me"))), "seal")

    def test_a_file_of_version_2_is_refused_by_name(self):
        def as_version_2(file):
            file.attrs.modify("format_version", 2)
            for name in ("filetype", "engine_version"):
                text = file.attrs[name].decode()
                del file.attrs[name]
                file.attrs[name] = text

        self.assertIn("its format is version 2, and this silowalk reads version 3: run the scenario again", self.after(as_version_2))

    def test_attributes_of_another_shape_or_type_are_refused(self):
        for name, value in (("seed", numpy.full(64, 0x4141414141414141, "u8")), ("seed", "42"), ("complete", numpy.ones(64)), ("plan_digest", 7)):
            with self.subTest(name=name):

                def change(file, name=name, value=value):
                    del file.attrs[name]
                    file.attrs.create(name, value)

                self.assertIn(f"the attribute {name} has a wrong type", self.after(change))

    @unittest.skipUnless(shutil.which("ncdump"), "ncdump is not installed")
    def test_ncdump_shows_it(self):
        shown = subprocess.run(["ncdump", "-h", self.path], check=True, capture_output=True, text=True).stdout
        self.assertIn("int64 touchpoint_visits(replication, month, touchpoint)", shown)
        self.assertRegex(shown, r"char touchpoint\(touchpoint, string\d+\)")
        self.assertIn('double touchpoint_wait(replication, month, touchpoint)', shown)
        self.assertNotIn("phony_dim", shown)
        everything = subprocess.run(["ncdump", self.path], check=True, capture_output=True, text=True).stdout
        self.assertIn('"care_call"', everything)

    def test_a_flipped_bit_is_reported(self):
        with h5py.File(self.path) as file:
            where = file["as_is/segment_revenue"].id.get_chunk_info(0).byte_offset
        data = bytearray(pathlib.Path(self.path).read_bytes())
        data[where + 20] ^= 1
        damaged = pathlib.Path(self.folder.name) / "damaged.h5"
        damaged.write_bytes(data)
        with h5py.File(damaged) as file, self.assertRaises(OSError):
            file["as_is/segment_revenue"][:]


if __name__ == "__main__":
    unittest.main()
