"""A loss of power at any call: what was not synchronised is gone, or there in part, or in another order.

The shim logs what the program does to files. From the log the test makes the folder that a disk may hold after a loss of
power, and gives the same command again there. The model is harsher than file systems are: the content of a file is safe only
after fsync of that file, the names in a folder only after fsync of that folder; until then each may be there or not. Changes of
names in one folder keep their order, as in a journal.
"""

import dataclasses
import pathlib
import posixpath
import random
import tempfile

from faults import SCRATCH, FaultCase, completes, main, put, run, run_jobs, sample, verb_jobs


@dataclasses.dataclass
class Operation:
    what: str
    first: str
    second: str
    number: int
    data: bytes


def read_log(data):
    operations, at = [], 0
    while at < len(data):
        end = data.index(b"\n", at)
        what, first, second, number, size = data[at:end].decode().split("\t")
        operations.append(Operation(what, first, second, int(number), data[end + 1 : end + 1 + int(size)]))
        at = end + 1 + int(size)
    return operations


class File:
    """What is on the disk for certain, and the changes since."""

    def __init__(self, content=b""):
        self.safe = content
        self.changes = []  # ("write", offset, data), ("resize", size, None)

    @staticmethod
    def after(content, changes):
        content = bytearray(content)
        for what, number, data in changes:
            if what == "resize":
                content = content[:number] + bytes(max(0, number - len(content)))
            else:
                content += bytes(max(0, number - len(content)))
                content[number : number + len(data)] = data
        return bytes(content)

    def synchronise(self):
        self.safe, self.changes = self.after(self.safe, self.changes), []


class Disk:
    """Files, and for each folder its names: those that are safe, and the changes since."""

    def __init__(self, start):
        self.folders = {"": {}}  # as the program sees them: {folder: {name: File or None for a folder}}
        self.safe = {"": {}}
        self.pending = {"": []}  # changes of names: (name, File or None, or "gone")
        self.open = {}
        for path, data in start.items():
            folder, name = posixpath.split(path.rstrip("/"))
            entry = None if data is None else File(data)
            self.folders[folder][name] = self.safe[folder][name] = entry
            if data is None:
                self.add_folder(path.rstrip("/"))

    def add_folder(self, path):
        self.folders[path], self.safe[path], self.pending[path] = {}, {}, []

    def change(self, path, entry):
        folder, name = posixpath.split(path)
        if entry == "gone":
            self.folders[folder].pop(name)
        else:
            self.folders[folder][name] = entry
        self.pending[folder].append((name, entry))

    def at(self, path):
        folder, name = posixpath.split(path)
        return self.folders[folder].get(name, "gone")

    def do(self, operation):
        getattr(self, "do_" + operation.what.replace("+", "_"))(operation)

    @staticmethod
    def path(text):
        path = posixpath.normpath(text)
        return "" if path == "." else path.removeprefix("/")

    def do_open(self, operation):
        path = self.path(operation.first)
        self.open[operation.number] = path if path in self.folders else self.at(path)

    def do_create(self, operation):
        path = self.path(operation.first)
        if self.at(path) == "gone":
            self.change(path, File())
        self.open[operation.number] = self.at(path)

    def do_create_empty(self, operation):
        self.do_create(operation)
        self.open[operation.number].changes.append(("resize", 0, None))

    def do_empty(self, operation):
        self.do_open(operation)
        self.open[operation.number].changes.append(("resize", 0, None))

    def do_write(self, operation):
        self.open[int(operation.first)].changes.append(("write", operation.number, operation.data))

    def do_resize(self, operation):
        self.open[int(operation.first)].changes.append(("resize", operation.number, None))

    def do_sync(self, operation):
        there = self.open[int(operation.first)]
        if isinstance(there, File):
            there.synchronise()
            return
        self.safe[there], self.pending[there] = dict(self.folders[there]), []

    def do_rename(self, operation):
        entry = self.at(self.path(operation.first))
        # One change for both names, since a rename is atomic.
        source, target = self.path(operation.first), self.path(operation.second)
        folder = posixpath.dirname(source)
        assert folder == posixpath.dirname(target), "a rename between folders"
        del self.folders[folder][posixpath.basename(source)]
        self.folders[folder][posixpath.basename(target)] = entry
        self.pending[folder].append((posixpath.basename(source), "gone", posixpath.basename(target), entry))

    def do_unlink(self, operation):
        self.change(self.path(operation.first), "gone")

    def do_mkdir(self, operation):
        path = self.path(operation.first)
        self.change(path, None)
        self.add_folder(path)

    def do_rmdir(self, operation):
        self.change(self.path(operation.first), "gone")

    def after_loss(self, names_of, content_of):
        """{path: bytes or None}: what is there after the loss. `names_of` chooses from the changes of names in a folder,
        `content_of` gives the bytes of a file."""
        found = {}

        def add(folder):
            names = dict(self.safe[folder])
            for change in names_of(self.pending[folder]):
                for name, entry in zip(change[::2], change[1::2]):
                    if entry == "gone":
                        names.pop(name, None)
                    else:
                        names[name] = entry
            for name, entry in names.items():
                path = posixpath.join(folder, name)
                if entry is None:
                    found[path + "/"] = None
                    add(path)
                else:
                    found[path] = content_of(entry)

        add("")
        return found


def losses(disk, number):
    """{name: files}: several disks after one loss of power."""
    chance = random.Random(number)

    def some(changes):
        """A random part of the writes, in another order, of which some are torn."""
        kept = [change for change in changes if chance.random() < 0.5]
        chance.shuffle(kept)
        return [
            (what, at, data[: len(data) // 2] if what == "write" and chance.random() < 0.3 else data) for what, at, data in kept
        ]

    none, all_of = (lambda changes: []), (lambda changes: changes)
    beginning = lambda changes: changes[: chance.randrange(len(changes) + 1)]  # noqa: E731
    safe = lambda file: file.safe  # noqa: E731
    whole = lambda file: File.after(file.safe, file.changes)  # noqa: E731
    mixed = lambda file: File.after(file.safe, some(file.changes))  # noqa: E731
    return {
        "nothing that was not synchronised": disk.after_loss(none, safe),
        "names without content": disk.after_loss(all_of, safe),
        "content without names": disk.after_loss(none, whole),
        "names, and content in another order": disk.after_loss(all_of, mixed),
        "some names, some content": disk.after_loss(beginning, mixed),
    }


class Power(FaultCase):
    def points(self, job):
        """{(job, last operation, its number, loss): (job, files)}, without those that are as another one is."""
        job.prepare()
        with tempfile.TemporaryDirectory(dir=SCRATCH) as name:
            log = pathlib.Path(name) / "log"
            result = run(job.command, put(pathlib.Path(name) / "work", job.start), log=log)
            self.assertIn(result.returncode, job.codes, result.stderr)
            operations = read_log(log.read_bytes())
        disk, points, seen = Disk(job.start), {}, set()
        for number, operation in enumerate([None, *operations]):
            if operation is not None:
                disk.do(operation)
            if operation is not None and operation.what == "open":
                continue
            for loss, files in losses(disk, number).items():
                key = hash(tuple(sorted((path, data) for path, data in files.items() if data is not None)))
                if key not in seen:
                    seen.add(key)
                    points[job.name, operation.what if operation else "", number, loss] = (job, files)
        # At the end everything has to be safe, whatever the disk had still to do.
        for loss, files in losses(disk, len(operations)).items():
            if files.get(job.output) != job.end[job.output]:
                self.fail(f"{job.name}: a loss of power after the end loses '{job.output}' ({loss})")
        return points

    def lost(self, point, folder):
        job, files = point
        put(folder, files)
        there = files.get(job.output)
        if job.output in job.start and there not in (job.start[job.output], job.end[job.output]):
            return f"'{job.output}' was complete and is not any more"
        if there is not None and there not in (job.start.get(job.output), job.end[job.output]):
            return f"'{job.output}' is there and is not whole"
        return completes(job, folder)

    def power(self, what, jobs, most):
        points = {}
        for job in jobs:
            points.update(self.points(job))
        taken = sample(points, most, kind=lambda name: name[1])
        self.at_each(what, taken, lambda name, folder: self.lost(points[name], folder))

    def test_results_files(self):
        for job in run_jobs():
            with self.subTest(job=job.name):
                self.power(f"losses of power, run ({job.name})", [job], 20)

    def test_every_verb_with_an_output(self):
        self.power("losses of power, other verbs", [job for job in verb_jobs() if job.name != "new"], 20)


if __name__ == "__main__":
    main()
