"""What the fault tests share: the program with the shim preloaded, and the jobs whose every call is made to go wrong."""

import concurrent.futures
import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ.get("SILOWALK_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])
sys.path.insert(0, str(ROOT / "tests/cli"))

from program import FAILURE, OK, PROGRAM, SHOP, SLOWNESS  # noqa: E402

SHIM = os.environ.get("SILOWALK_FAULTS_SHIM") or str(ROOT / "build-release/tests/faults/libsilowalk_faults.so")

# --every: the full form, with every call; else an even sample of the calls.
EVERY = "--every" in sys.argv
WORKERS = min(2, len(os.sched_getaffinity(0)))

# Memory, where there is one: what is tested is the order of the calls, not the disk.
SCRATCH = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None

# Small, so that a run takes some hundredths of a second: one process for every call.
SMALL = SHOP.replace("months  = 12", "months  = 2").replace('warm_up = "1 month"\n', "").replace("customers = 300", "customers = 40")
OTHER = SMALL.replace("Corner shop", "Other shop").replace("success = 0.9", "success = 0.8")
CHANGED = OTHER.replace("success = 0.8", "success = 0.7")

LEVERS = """\
[lever.counter]
title = "A better counter"
set   = { "touchpoint.counter.success" = 0.95 }

[lever.survey]
title = "More answers"
set   = { "touchpoint.counter.survey.response" = 0.5 }
"""

WRITES = {"write", "pwrite", "writev", "copy_file_range", "sendfile"}
# Calls that a signal can interrupt.
INTERRUPTIBLE = WRITES | {"open", "fsync", "fdatasync", "ftruncate", "flock", "close", "read", "pread"}

RUN = ("--threads", "1", "--quiet")
SCENARIOS = {"a.toml": SMALL, "b.toml": OTHER, "c.toml": CHANGED, "levers.toml": LEVERS}


def run(arguments, folder, fault=None, count=None, log=None, allocation=None, reads=False, timeout=60):
    """Runs the program to its end in a folder, with an order for the shim, or without it where there is none."""
    orders = {
        "SILOWALK_FAULT": fault,
        "SILOWALK_FAULT_COUNT": count,
        "SILOWALK_FAULT_LOG": log,
        "SILOWALK_FAULT_ALLOCATION": allocation,
        "SILOWALK_FAULT_READS": "1" if reads else None,
    }
    orders = {key: str(value) for key, value in orders.items() if value is not None}
    environment = {**os.environ, **orders, **({"LD_PRELOAD": SHIM} if orders else {})}
    # A limit on time and no input: a program that waits for ever is a failure, not a test that hangs.
    return subprocess.run(
        [PROGRAM, *map(str, arguments)],
        cwd=folder,
        env=environment,
        timeout=timeout,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )


def content(folder):
    """{path: bytes} of all files below a folder, and {path + "/": None} of its folders."""
    found = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_dir():
            found[name + "/"] = None
        else:
            found[name] = path.read_bytes()
    return found


def put(folder, files):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in sorted(files.items()):
        path = folder / name
        if data is None:
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


@dataclasses.dataclass
class Job:
    """A command of the program, the folder that it begins in, and the folder that it leaves where nothing goes wrong."""

    name: str
    command: tuple
    output: str
    before: tuple = ()  # commands
    forced: bool = False  # the same command again wants --force where the output is there
    codes: tuple = (OK,)  # exit codes where nothing goes wrong
    start: dict = dataclasses.field(default_factory=dict)
    end: dict = dataclasses.field(default_factory=dict)

    def prepare(self):
        with tempfile.TemporaryDirectory(dir=SCRATCH) as name:
            folder = put(pathlib.Path(name), SCENARIOS)
            for command in self.before:
                result = run(command, folder)
                assert result.returncode == OK, (command, result.stderr)
            self.start = content(folder)
            result = run(self.command, folder)
            assert result.returncode in self.codes, (self.command, result.returncode, result.stderr)
            self.end = content(folder)
            assert self.output in self.end or self.output + "/" in self.end, (self.command, sorted(self.end))
        return self

    def calls(self, reads=False):
        """The names of the calls of a run where nothing goes wrong, and the allocations with call stacks of their own."""
        with tempfile.TemporaryDirectory(dir=SCRATCH) as name:
            folder = put(pathlib.Path(name) / "work", self.start)
            listed = pathlib.Path(name) / "calls"
            result = run(self.command, folder, count=listed, reads=reads)
            assert result.returncode in self.codes, result.stderr
            assert content(folder) == self.end, "the shim changes the result"
            rows = [line.split() for line in listed.read_text().splitlines()]
        calls = [word for word, _ in rows if not word.startswith("allocation")]
        stacks = [int(number) for word, number in rows if word == "allocation"]
        return calls, stacks, int(rows[-1][1])

    def again(self, folder):
        """The same command once more."""
        there = self.forced and (folder / self.output).exists()
        return run((*self.command, *(("--force",) if there else ())), folder)


def run_jobs():
    """Every way to write a results file."""
    two = ("run", "a.toml", "b.toml", "-o", "o.h5", "--replications")
    one = ("run", "a.toml", "-o", "o.h5", "--replications", "8", *RUN)
    return [
        Job("run", (*two, "8", *RUN), "o.h5"),
        Job("add", ("run", "b.toml", "-o", "o.h5", "--replications", "8", "--add", *RUN), "o.h5", (one,)),
        Job("extend", ("run", "a.toml", "-o", "o.h5", "--replications", "12", *RUN), "o.h5", (one,)),
        Job("replace", ("run", "c.toml", "-o", "o.h5", "--replications", "8", "--replace", "Other shop", *RUN), "o.h5", ((*two, "8", *RUN),)),
    ]


def verb_jobs():
    """Every verb that takes -o, and `new`, which writes a folder."""
    there = (("run", "a.toml", "b.toml", "-o", "x.h5", "--replications", "4", *RUN),)

    def job(output, *command, codes=(OK,)):
        return Job(command[0], (*command, "-o", output), output, there, True, codes)

    return [
        job("o.txt", "attribute", "a.toml", "--levers", "levers.toml", "--replications", "4", "--threads", "1"),
        job("o.html", "audit", "a.toml", codes=(OK, 5)),
        job("o.md", "check", "a.toml"),
        job("o.html", "compare", "x.h5"),
        job("o.graphml", "graph", "a.toml"),
        job("o.xes", "log", "x.h5", "--scenario", "Corner shop"),
        job("o.csv", "money", "a.toml", "--replications", "4", "--threads", "1"),
        job("o.toml", "print", "a.toml"),
        job("o.json", "schema"),
        job("o.html", "show", "x.h5"),
        job("o.txt", "twins", "x.h5", "A", "B", "--over", "1"),
        job("o.json", "verify", "x.h5"),
        job("o.html", "walk", "x.h5", "--scenario", "Corner shop", "--pick", "typical"),
        Job("new", ("new", "mine"), "mine", (), True),
    ]


def sample(points, most, kind=lambda point: None, most_in_full=None):
    """All points in the full form, or as many as `most_in_full`; else at most `most` of them. Of each kind as many as there
    are, or as is fair, evenly."""
    if EVERY and most_in_full is None:
        return list(points)
    most = most_in_full if EVERY else most
    groups = {}
    for point in points:
        groups.setdefault(kind(point), []).append(point)
    taken = []
    for left, group in zip(range(len(groups), 0, -1), sorted(groups.values(), key=len)):
        fair = min(len(group), max(1, (most - len(taken)) // left))
        taken += [group[i * len(group) // fair] for i in range(fair)]
    return taken


def clear_failure(result):
    """What is wrong with how a failure is told; "" where it is one line that a user understands."""
    if result.returncode != FAILURE:
        return f"exit {result.returncode}"
    lines = result.stderr.splitlines()
    told = [line for line in lines if line.startswith("silowalk: error: ")]
    others = [line for line in lines if not line.startswith(("silowalk: error: ", "warning: "))]
    if len(told) != 1 or others:
        return "not one line"
    for word in ("std::", "vector", "basic_string", "HDF5-DIAG", "H5", "Success", "terminate"):
        if word in told[0]:
            return f"'{word}' in the message"
    return ""


@unittest.skipUnless(SLOWNESS == 1, "a sanitizer wants to be the first library")
class FaultCase(unittest.TestCase):
    """A test that does something at many points; all that fails is listed at the end."""

    figures = []

    @classmethod
    def setUpClass(cls):
        if not pathlib.Path(SHIM).exists():
            raise unittest.SkipTest(f"{SHIM} is not built")

    @classmethod
    def tearDownClass(cls):
        for figure in cls.figures:
            print(figure)
        cls.figures.clear()

    def at_each(self, what, points, work):
        """Calls work(point, folder), which returns what is wrong, or "", at each point; folder is a new one's path."""

        def one(point):
            with tempfile.TemporaryDirectory(prefix="silowalk-faults.", dir=SCRATCH) as name:
                try:
                    return work(point, pathlib.Path(name) / "work")
                except subprocess.TimeoutExpired as error:
                    return f"hangs: {error.cmd}"

        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            wrong = [f"{point}: {said}" for point, said in zip(points, pool.map(one, points)) if said]
        self.figures.append(f"{what}: {len(points)} points, {len(wrong)} wrong")
        self.assertGreater(len(points), 0, what)
        if wrong:
            self.fail(f"{what}: {len(wrong)} of {len(points)}\n" + "\n".join(wrong[:40]))


def difference(folder, expected):
    """What differs between a folder and what is expected in it; "" where nothing does."""
    there = content(folder)
    for name in sorted(there.keys() | expected.keys()):
        if name not in expected:
            return f"'{name}' is left over"
        if name not in there:
            return f"'{name}' is missing"
        if there[name] != expected[name]:
            return f"'{name}' has other bytes"
    return ""


def state_of(job, folder):
    """What is wrong with the output of a job that was cut short: it has to be the old one, or the new one, or absent."""
    path = folder / job.output
    if job.output + "/" in job.end or not path.exists():
        return "" if job.output not in job.start else f"'{job.output}' is gone"
    if path.read_bytes() in (job.end[job.output], job.start.get(job.output)):
        return ""
    return f"'{job.output}' is neither the old nor the new one"


def completes(job, folder):
    """What is wrong with the same command, given once more; "" where it completes and leaves what it should."""
    result = job.again(folder)
    if result.returncode not in job.codes:
        return f"again: exit {result.returncode}: {result.stderr.strip()[-300:]}"
    wrong = difference(folder, job.end)
    return f"again: {wrong}" if wrong else ""


def main():
    if EVERY:
        sys.argv.remove("--every")
    if SLOWNESS > 1 or not pathlib.Path(SHIM).exists():
        print("the shim is not built, or a sanitizer wants to be the first library: skipped")
        raise SystemExit(77)
    unittest.main()


def fresh(job, folder):
    """A folder as the job finds it."""
    shutil.rmtree(folder, ignore_errors=True)
    return put(folder, job.start)
