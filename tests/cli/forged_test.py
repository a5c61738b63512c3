"""Results files that somebody else wrote, or that were damaged: every verb refuses them with a word, or answers as for
the file that they were made from. Nothing crashes, nothing waits, nothing is read from elsewhere."""

import os
import random
import unittest

from program import FAILURE, OK, SHOP, Case, silowalk, verbs

try:
    import h5py
    import numpy as np
except ImportError:
    h5py = None

DECIDING = SHOP.replace("months  = 12", "months  = 6") + """
[initiative.training]
owner    = "sales"
duration = "30 days"
cost     = { once = 100 }
start    = "30 days"
effects  = [ { on = "touchpoint.counter.success", log_odds = 0.1 } ]
"""

# How many random damages are tried; `tools/test --all` tries more.
DAMAGES = int(os.environ.get("SILOWALK_DAMAGES", "60"))


def groups(file):
    """The scenarios' groups, which have a text."""
    return [name for name, each in file.items() if isinstance(each, h5py.Group) and "scenario_text" in each]


def replace(where, name, value):
    del where.attrs[name]
    where.attrs.create(name, value)


def replace_dataset(group, name, data, **options):
    """Under the same name, with other content; what refers to it as an axis keeps the old one."""
    del group[name]
    group.create_dataset(name, data=data, **options)


class Prepared(Case):
    @classmethod
    def setUpClass(cls):
        case = Case()
        case.setUp()
        cls.addClassCleanup(case.doCleanups)
        a = case.write("a.toml", DECIDING)
        b = case.write("b.toml", DECIDING.replace("Corner shop", "Other shop").replace("success = 0.9", "success = 0.8"))
        case.run_ok("run", a, b, "-o", case.folder / "o.h5", "--replications", 4, "--quiet")
        cls.whole = (case.folder / "o.h5").read_bytes()

    def setUp(self):
        super().setUp()
        self.output = self.folder / "o.h5"
        self.output.write_bytes(self.whole)
        self.scenario = self.write("a.toml", DECIDING)
        self.reading = [
            ["show", self.output],
            ["show", self.output, "--commitments"],
            ["show", self.output, "--funnel"],
            ["compare", self.output],
            ["verify", self.output],
            ["walk", self.output, "--scenario", "A"],
            ["twins", self.output, "A", "B"],
            ["log", self.output, "--scenario", "A", "--format", "csv"],
            ["run", self.scenario, "-o", self.output, "--add", "--replications", 4, "--quiet"],
        ]



@unittest.skipIf(h5py is None, "h5py is not there")
class ForgedResults(Prepared):
    def assertRefused(self, change, *words, commands=None):
        """Every reading verb ends with exit code 1 and one line that says why."""
        self.output.write_bytes(self.whole)
        with h5py.File(self.output, "r+") as file:
            change(file)
        changed = self.output.read_bytes()
        for command in commands or self.reading:
            with self.subTest(verb=command[0], options=command[2:]):
                result = self.assertExit(silowalk(*command, timeout=20), FAILURE)
                self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
                for word in words:
                    self.assertIn(word, result.stderr)
                self.assertEqual(self.output.read_bytes(), changed)

    def test_attributes_of_another_class_or_of_many_values(self):
        """Read into one variable, sixty-four numbers would overwrite the stack."""
        for name, value in (
            ("seed", np.full(64, 0x4141414141414141, "u8")),
            ("seed", 0.5),
            ("format_version", np.full(64, 0x41414141, "i4")),
            ("complete", np.full(4096, 1, "i1")),
            ("plan_digest", 7),
            ("engine_version", np.full(64, 1, "i4")),
        ):
            with self.subTest(attribute=name):
                self.assertRefused(lambda file, name=name, value=value: replace(file, name, value), name, commands=self.reading[:2])
        for name, value in (
            ("name", 3.5),
            ("discount_per_year", np.full(64, 0.5)),
            ("length_days", np.full(4, 30.0)),
            ("scenario_digest", np.full(8, 2, "i8")),
        ):
            with self.subTest(attribute=name):
                self.assertRefused(
                    lambda file, name=name, value=value: replace(file[groups(file)[0]], name, value), name, commands=self.reading[:2]
                )

    def test_axes_that_the_text_does_not_have(self):
        def longer(file):
            group = file[groups(file)[0]]
            replace_dataset(group, "touchpoint", np.concatenate([group["touchpoint"][...]] * 2))

        def shorter(file):
            group = file[groups(file)[0]]
            replace_dataset(group, "silo", group["silo"][...][:1])

        self.assertRefused(longer, "touchpoint")
        self.assertRefused(shorter, "silo")
        self.assertRefused(lambda file: file[groups(file)[0]].pop("initiative"), "initiative")

    def test_a_file_without_scenarios(self):
        self.assertRefused(lambda file: [file.pop(name) for name in groups(file)], "no scenario")

    def test_links_and_storage_that_lead_elsewhere(self):
        secret = self.write("secret", "x" * 65536)

        def external(file):
            group = file[groups(file)[0]]
            shape = group["segment_lost"].shape
            replace_dataset(group, "segment_lost", None, shape=shape, dtype="i8", external=[(str(secret), 0, h5py.h5f.UNLIMITED)])

        def virtual(file):
            group = file[groups(file)[0]]
            shape = group["segment_lost"].shape
            del group["segment_lost"]
            layout = h5py.VirtualLayout(shape=shape, dtype="i8")
            layout[...] = h5py.VirtualSource(str(self.output), f"{group.name}/segment_lost", shape=shape)
            group.create_virtual_dataset("segment_lost", layout)

        def soft(file):
            group = file[groups(file)[0]]
            del group["segment_lost"]
            group["segment_lost"] = h5py.SoftLink("segment_new")

        def elsewhere(file):
            group = file[groups(file)[0]]
            del group["segment_lost"]
            group["segment_lost"] = h5py.ExternalLink("/etc/passwd", "segment_lost")

        for change in (external, virtual, soft, elsewhere):
            with self.subTest(change=change.__name__):
                self.assertRefused(change, "segment_lost", commands=self.reading[:5])

    def test_texts_that_are_kept_elsewhere(self):
        """A pipe in the place of a text would be waited for, for ever; another file's content is not ours to read."""
        pipe, secret = self.folder / "pipe", self.write("secret", "x" * 65536)
        os.mkfifo(pipe)

        def external(place):
            def change(file):
                group = file[groups(file)[0]]
                shape = group[name].shape
                replace_dataset(group, name, None, shape=shape, dtype="S1", external=[(str(place), 0, h5py.h5f.UNLIMITED)])

            return change

        def virtual(file):
            group = file[groups(file)[0]]
            shape = group[name].shape
            del group[name]
            layout = h5py.VirtualLayout(shape=shape, dtype="S1")
            layout[...] = h5py.VirtualSource(str(self.output), f"{group.name}/{name}", shape=shape)
            group.create_virtual_dataset(name, layout)

        for name in ("scenario_text", "assumptions", "touchpoint", "silo_title"):
            for change in (external(pipe), external(secret), virtual):
                with self.subTest(name=name):
                    self.assertRefused(change, name, "another place", commands=self.reading[:1])

    def test_a_text_that_is_not_in_the_file(self):
        def unwritten(file):
            group = file[groups(file)[0]]
            like = group["assumptions"].id
            kind, properties = like.get_type(), like.get_create_plist()
            properties.set_chunk((2**27,))
            del group["assumptions"]
            h5py.h5d.create(group.id, b"assumptions", kind, h5py.h5s.create_simple((2**27,)), properties)

        self.assertRefused(unwritten, "assumptions", "missing", commands=self.reading[:1])

    def test_numbers_of_another_type_shape_or_filter(self):
        def replaced(file, **options):
            group = file[groups(file)[0]]
            data = group["segment_lost"][...]
            replace_dataset(group, "segment_lost", data, **options)

        for options in ({"dtype": "f8"}, {"dtype": "i4"}, {}, {"chunks": (1, 1, 1)}, {"compression": "lzf"}):
            with self.subTest(options=options):
                self.assertRefused(lambda file, options=options: replaced(file, **options), "segment_lost", commands=self.reading[:5])

    def test_replications_that_are_not_there(self):
        """A shape costs nothing; reading it would."""

        def many(file):
            group = file[groups(file)[0]]
            like = group["segment_lost"]
            shape = (2**28, *like.shape[1:])
            chunk = (64, *like.shape[1:])
            del group["segment_lost"]
            group.create_dataset("segment_lost", shape=shape, dtype="i8", chunks=chunk, shuffle=True, compression=4, fletcher32=True)
            del group["replication"]
            group.create_dataset("replication", shape=(2**28,), dtype="i4", chunks=(64,), shuffle=True, compression=4, fletcher32=True)

        self.assertRefused(many, commands=self.reading[:5])

    def test_a_text_that_is_another(self):
        def changed(file):
            text = file[groups(file)[0]]["scenario_text"]
            text[10] = b"!"

        self.assertRefused(changed, "does not match its digest")

    def test_what_the_author_wrote_is_another(self):
        printing = [["print", self.output, "--scenario", "A", "--as-written"], *self.reading[:5]]

        def changed(file):
            file[groups(file)[0]]["as_written"][0, 0] = b"!"

        def of_another_shape(file):
            group = file[groups(file)[0]]
            replace_dataset(group, "as_written", np.full((4097, 1024), b" ", "S1"), chunks=True)

        def without_names(file):
            del file[groups(file)[0]]["as_written_file"]

        self.assertRefused(changed, "seal", commands=[printing[0], printing[1]])
        self.assertRefused(of_another_shape, "as_written", commands=printing)
        self.assertRefused(without_names, "as_written", commands=printing)

    def test_a_folder_a_pipe_and_a_device_are_no_results_files(self):
        os.mkfifo(self.folder / "pipe.h5")
        for path in (self.folder / "pipe.h5", "/dev/zero", self.folder):
            with self.subTest(path=path):
                self.assertExit(silowalk("show", path, timeout=20), FAILURE)


def damage(chance, path):
    """Changes a file at random: values, shapes, types, names, links, bytes. Returns what it did."""
    if chance.random() < 0.4:
        data = bytearray(path.read_bytes())
        for _ in range(chance.choice((1, 1, 4, 64))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        return "bits"
    with h5py.File(path, "r+") as file:
        where = file if chance.random() < 0.2 else file[chance.choice(groups(file))]
        names = sorted(name for name, each in where.items() if isinstance(each, h5py.Dataset))
        kind = chance.choice(("attribute", "attribute", "value", "value", "value", "drop", "swap", "type", "shape", "link") if names else ("attribute",))
        if kind == "attribute":
            name = chance.choice(sorted(where.attrs))
            value = chance.choice((np.full(chance.choice((1, 3, 500)), 65, "u8"), 0, -1, 2**63 - 1, float("nan"), 1e308, "x" * 300, np.array("", "S1")))
            try:
                replace(where, name, value)
            except (OSError, KeyError, TypeError, ValueError):
                return "nothing"
            return f"attribute {name} = {value!r}"
        name = chance.choice(names)
        dataset = where[name]
        if kind == "value":
            data = dataset[...]
            if data.size == 0:
                return "nothing"
            flat = data.reshape(-1)
            flat[chance.randrange(flat.size)] = chance.choice((0, 1, 7, 100)) if data.dtype.kind != "S" else b"?"
            dataset[...] = data
        elif kind == "drop":
            del where[name]
        elif kind == "swap":
            other = chance.choice(names)
            if other == name:
                return "nothing"
            where.move(name, "swapped.for.a.moment")
            where.move(other, name)
            where.move("swapped.for.a.moment", other)
            return f"swap {name} and {other}"
        elif kind == "type":
            data = dataset[...]
            replace_dataset(where, name, data.astype("f4") if data.dtype.kind != "S" else np.zeros(data.shape, "i1"))
        elif kind == "shape":
            data = dataset[...]
            replace_dataset(where, name, data[..., :-1] if chance.random() < 0.5 else np.concatenate([data, data]))
        else:
            del where[name]
            where[name] = chance.choice((h5py.SoftLink("/"), h5py.SoftLink(name), h5py.ExternalLink("/etc/passwd", "/")))
        return f"{kind} of {name}"


@unittest.skipIf(h5py is None, "h5py is not there")
class RandomDamage(Prepared):
    def test_random_damage_never_changes_an_answer_without_a_word(self):
        chance = random.Random(11)
        commands = (["show", self.output], ["compare", self.output], ["verify", self.output])
        self.output.write_bytes(self.whole)
        right = [self.run_ok(*command).stdout for command in commands]
        said = same = 0
        for number in range(DAMAGES):
            self.output.write_bytes(self.whole)
            what = damage(chance, self.output)
            for command, answer in zip(commands, right):
                with self.subTest(number=number, what=what, verb=command[0]):
                    result = silowalk(*command, timeout=30)
                    self.assertGreaterEqual(result.returncode, 0, f"{what}: killed by a signal")
                    if result.returncode == OK and not result.stderr:
                        self.assertEqual(result.stdout, answer)
                        same += 1
                    else:
                        self.assertIn(result.returncode, (OK, FAILURE, 3), result.stderr)
                        said += 1
        self.assertGreater(said, same / 2)  # most damages matter


if __name__ == "__main__":
    if not {"run", "show", "verify"} <= set(verbs()):
        print("run, show and verify are not all there: skipped")
        raise SystemExit(77)
    unittest.main()
