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
    import xarray
except ImportError as missing:
    print(f"skipped: {missing}", file=sys.stderr)
    sys.exit(77)

ROOT = pathlib.Path(os.environ["SILOWALK_SOURCE_DIR"])
TOOL = os.environ["SILOWALK_PAGE_TOOL"]
PAGE = (ROOT / "results/README.md").read_text()
DIMENSIONS = ["replication", "month", "touchpoint", "silo", "segment", "initiative", "wait_bin"]


def tool(*arguments):
    return subprocess.run([TOOL, *arguments], check=True, capture_output=True, text=True).stdout


def documented():
    """Every dataset that a table of the page has: name -> (axes, type, units)."""
    rows = re.findall(r"^\| `(\w+)` \| ([\w, -]*) \| (\w+) \| ([^|]*) \|", PAGE, re.MULTILINE)
    return {name: ([a for a in axes.split(", ") if a not in ("", "-")], kind, units.strip()) for name, axes, kind, units in rows}


def bytes_of_texts(name):
    """Whether this is the axis of the bytes of texts, which has no table row of its own."""
    return re.fullmatch(r"string\d+", name) is not None


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

    def test_the_page_has_every_dataset_of_the_file_and_no_other(self):
        page = documented()
        with h5py.File(self.path) as file:
            for group in file.values():
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
                    if units:
                        expected = "EUR" if units == "currency" else units
                        self.assertEqual(dataset.attrs["units"].decode(), expected, name)

    def test_no_text_has_a_variable_length(self):
        with h5py.File(self.path) as file:
            self.assertEqual(heap_users(file), [])

    def test_the_page_has_every_attribute(self):
        with h5py.File(self.path) as file:
            for owner in (file, *file.values()):
                for name in owner.attrs:
                    self.assertIn(f"| `{name}` |", PAGE)
            for group in file.values():
                for dataset in group.values():
                    for name in dataset.attrs:
                        self.assertIn(name, PAGE)

    def test_attributes_are_plain(self):
        with h5py.File(self.path) as file:
            self.assertEqual(file.attrs["filetype"], b"silowalk-results")
            self.assertEqual(file.attrs["seed"], 42)
            self.assertEqual(file.attrs["complete"], 1)
            self.assertEqual(list(file), ["as_is", "as_is_2"])
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

    def test_a_table_comes_out(self):
        with xarray.open_dataset(self.path, group="as_is") as dataset:
            table = dataset[["segment_lost", "segment_revenue"]].to_dataframe()
            self.assertEqual(len(table), 70 * 3 * 3)

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
