"""What the tests of the program share: how it is run, and the small companies it is run on."""

import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(os.environ.get("SILOWALK_SOURCE_DIR") or pathlib.Path(__file__).resolve().parents[2])
PROGRAM = os.environ.get("SILOWALK_PROGRAM") or str(ROOT / "build-release/tools/silowalk")

# How many times slower the program runs than a plain build: the presets with sanitizers say so.
SLOWNESS = int(os.environ.get("SILOWALK_SLOWNESS", "1"))

OK, FAILURE, USAGE, INVALID, INCOMPLETE, GAPS, INTERRUPTED = 0, 1, 2, 3, 4, 5, 75

# Nothing queues, one kind of customer, months pass quickly.
SHOP = """\
name = "Corner shop"

[horizon]
months  = 12
warm_up = "1 month"

[segment.regular]
customers = 300
arrivals  = "2 per day"
entry     = "counter"
revenue   = "9 per month"
churn     = { rate = "0.03 per month", sensitivity = 0.5, frailty_cv = 0.5 }

[silo.sales]

[touchpoint.counter]
silo    = "sales"
success = 0.9
trust   = { gain = 0.1, loss = 0.5 }
survey  = { response = 0.3 }
next.success = [ { to = "counter", after = { distribution = "exponential", mean = "9 days" } } ]
next.failure = [ { to = "counter", share = 0.9, after = "5 days" }, { to = "gone", share = 0.1 } ]

[exit.gone]
kind = "churn"
"""

# The same with a till that queues and closes, so that customers depend on each other.
BUSY_SHOP = SHOP.replace(
    "[silo.sales]\n",
    '[silo.sales]\nagents = 2\nshifts = "mon-fri 09:00-17:00"\ncost   = "3000 per month"\n',
).replace(
    "success = 0.9\n",
    """success = 0.9
handling = { distribution = "lognormal", mean = "15 min", cv = 0.8 }
patience = { distribution = "exponential", mean = "20 min" }
next.abandoned = [ { to = "counter", after = "1 day" } ]
""",
)


def silowalk(*arguments, timeout=240, **options):
    """Runs the program to its end, its standard input closed; text in, text out."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "stdin": subprocess.DEVNULL, **options}
    return subprocess.run([PROGRAM, *map(str, arguments)], timeout=timeout, check=False, **options)


def start(*arguments, **options):
    """Starts the program and returns at once."""
    options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True, "stdin": subprocess.DEVNULL, **options}
    return subprocess.Popen([PROGRAM, *map(str, arguments)], **options)


def verbs():
    return [each["name"] for each in json.loads(silowalk("help", "--json").stdout)["verbs"]]


class Case(unittest.TestCase):
    """A test with a folder of its own, and with scenarios in it."""

    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="silowalk-cli.")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path

    def write_bytes(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        return path

    def assertExit(self, result, code):
        self.assertEqual(result.returncode, code, f"{result.args}\nsaid: {result.stdout[-2000:]}\nand: {result.stderr[-3000:]}")
        return result

    def run_ok(self, *arguments, **options):
        return self.assertExit(silowalk(*arguments, **options), OK)

    def assertFormats(self, command):
        """A report comes in every format, by --format and by the ending of its file; another ending is refused."""
        for ending, begin in (("txt", ""), ("md", "# "), ("html", "<!DOCTYPE html>"), ("json", "{"), ("csv", "")):
            with self.subTest(ending=ending):
                path = self.folder / f"report.{ending}"
                self.assertEqual(self.run_ok(*command, "-o", path).stdout, "")
                written = path.read_text(encoding="utf-8")
                self.assertTrue(written.strip() and written.startswith(begin), written[:200])
                named = "text" if ending == "txt" else ending
                self.assertEqual(self.run_ok(*command, "--format", named).stdout, written)
        self.assertIn("is not a format", self.assertExit(silowalk(*command, "-o", self.folder / "report.pdf"), USAGE).stderr)

    def digests(self, output):
        """{scenario: digest} of a results file, by `silowalk verify`."""
        return {each["name"]: each["digest"] for each in json.loads(self.run_ok("verify", output, "--json").stdout)["scenarios"]}

    def digest(self, output, **options):
        """What `silowalk verify` prints of a results file."""
        return self.run_ok("verify", output, **options).stdout


def wait_until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("what was waited for did not happen")
        time.sleep(0.005)


def stop(process, with_signal=signal.SIGTERM, seconds=120):
    process.send_signal(with_signal)
    try:
        _, said = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    return process.returncode, said
