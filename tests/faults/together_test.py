"""Two processes on one output: the first is stopped before a call, the second runs to its end, the first continues."""

import json
import os
import signal
import subprocess
import tempfile

from faults import FAILURE, OK, OTHER, PROGRAM, RUN, SCENARIOS, SCRATCH, SHIM, FaultCase, content, main, put, run, sample

THIRD = OTHER.replace("Other shop", "Third shop").replace("success = 0.8", "success = 0.6")
EIGHT = ("-o", "o.h5", "--replications", "8", *RUN)
A, B, C = ("run", "a.toml", *EIGHT), ("run", "b.toml", "--add", *EIGHT), ("run", "d.toml", "--add", *EIGHT)
BOTH = ("run", "a.toml", "b.toml", *EIGHT)


def digests(folder):
    """{scenario: digest} of a file that verifies; the complaint where it does not."""
    result = run(("verify", "o.h5", "--json"), folder)
    if result.returncode != OK:
        return f"verify: exit {result.returncode}: {result.stderr.strip()[-200:]}"
    return {each["name"]: each["digest"] for each in json.loads(result.stdout)["scenarios"]}


def start_stopped(command, folder, number):
    """Starts a command that stops itself before a call. Returns it stopped, or ended where it has no such call."""
    environment = {**os.environ, "LD_PRELOAD": SHIM, "SILOWALK_FAULT": f"stop:{number}"}
    process = subprocess.Popen(
        [PROGRAM, *command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    # WNOWAIT: where it has ended instead, its status is left to Popen.
    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    return process


class Together(FaultCase):
    def setUp(self):
        """Folders that the pairs begin with."""
        scratch = tempfile.TemporaryDirectory(dir=SCRATCH)
        self.addCleanup(scratch.cleanup)
        self.scratch = scratch.name
        self.scenarios = {**SCENARIOS, "d.toml": THIRD}

    def folder_after(self, name, *commands):
        folder = put(f"{self.scratch}/{name}", self.scenarios)
        for command in commands:
            result = run(command, folder)
            self.assertEqual(result.returncode, OK, result.stderr)
        return content(folder)

    def calls(self, start, command):
        """{number: name}"""
        folder = put(f"{self.scratch}/count", start)
        listed = f"{self.scratch}/calls"
        self.assertEqual(run(command, folder, count=listed).returncode, OK)
        with open(listed, encoding="utf-8") as lines:
            return {int(line.split()[1]): line.split()[0] for line in lines if not line.startswith("allocation")}

    def each_stop(self, what, start, first, second, check, most=10):
        """check(folder, first's exit code, second's, what they said) after each stop of the first."""
        calls = self.calls(start, first)

        def one(number, folder):
            put(folder, start)
            process = start_stopped(first, folder, number)
            try:
                other = run(second, folder)
                process.send_signal(signal.SIGCONT)
                _, said = process.communicate(timeout=60)
            finally:
                process.kill()
            for code, words in ((process.returncode, said), (other.returncode, other.stderr)):
                if code != OK and (code != FAILURE or "silowalk: error: " not in words):
                    return f"exit {code}: {words.strip()[-200:]}"
            return check(folder, process.returncode, other.returncode, said + other.stderr)

        self.at_each(what, sample(calls, most, calls.get, 100), one)

    def all_there(self, expected, first, second):
        """Whoever was refused tries again; then everything has to be there, and nothing besides."""

        def check(folder, first_code, second_code, said):
            if first_code != OK and second_code != OK:
                return f"neither was let through: {said}"
            for code, command in ((first_code, first), (second_code, second)):
                if code == OK:
                    continue
                if "in use" not in said:
                    return f"refused for another reason: {said.strip()[-300:]}"
                again = run(command, folder)
                if again.returncode != OK:
                    return f"again: exit {again.returncode}: {again.stderr.strip()[-300:]}"
            there = digests(folder)
            if there != expected:
                return f"{there}"
            left = content(folder).keys() - self.scenarios.keys() - {"o.h5"}
            return f"left over: {left}" if left else ""

        return check

    def test_two_that_add(self):
        start = self.folder_after("start", A)
        self.folder_after("end", A, B, C)
        expected = digests(f"{self.scratch}/end")
        self.each_stop("stops, --add beside --add", start, B, C, self.all_there(expected, B, C), 16)

    def test_one_that_extends_and_one_that_adds(self):
        more = ("run", "a.toml", "-o", "o.h5", "--replications", "12", *RUN)
        longer = tuple("12" if word == "8" else word for word in B)
        start = self.folder_after("start", A)
        self.folder_after("end", more, longer)
        expected = digests(f"{self.scratch}/end")
        self.each_stop("stops, --add beside an extension", start, longer, more, self.grown(expected))

    def grown(self, expected):
        """Of one that extends what there is and one that adds: the one that comes second may find another file than it
        wants, and say so; no scenario is lost."""

        def check(folder, first_code, second_code, said):
            if first_code != OK and second_code != OK:
                return f"neither was let through: {said}"
            there = digests(folder)
            if isinstance(there, str):
                return there
            if "Corner shop" not in there:
                return f"lost: {there}"
            if first_code == OK and there != expected:
                return f"added, but {there}"
            return ""

        return check

    def test_two_of_the_same(self):
        start = self.folder_after("start")
        self.folder_after("end", BOTH)
        expected = digests(f"{self.scratch}/end")
        self.each_stop("stops, run beside the same run", start, BOTH, BOTH, self.all_there(expected, BOTH, BOTH))

    def test_reader_beside_writer(self):
        start = self.folder_after("start", A)
        self.folder_after("end", A, B)
        old, new = start["o.h5"], content(f"{self.scratch}/end")["o.h5"]
        shown = {}
        for data in (old, new):
            folder = put(f"{self.scratch}/shown", {"o.h5": data})
            shown[run(("show", "o.h5", "--json"), folder).stdout] = True

        def check(folder, writer, reader, said):
            if (writer, reader) != (OK, OK):
                return f"exit {writer} and {reader}: {said}"
            if (folder / "seen.json").read_text() not in shown:
                return "the reader saw neither the old nor the new file"
            return "" if (folder / "o.h5").read_bytes() == new else "the writer was disturbed"

        self.each_stop("stops, show beside --add", start, B, ("show", "o.h5", "-o", "seen.json"), check)

        def verified(folder, writer, reader, said):
            if (writer, reader) != (OK, OK):
                return f"exit {writer} and {reader}: {said}"
            return "" if (folder / "o.h5").read_bytes() == new else "the writer was disturbed"

        self.each_stop("stops, verify beside --add", start, B, ("verify", "o.h5"), verified)

    def half_done(self):
        """What a run leaves that was killed when it had two of its parts."""
        folder = put(f"{self.scratch}/half", self.scenarios)
        renames = 0
        listed = f"{self.scratch}/renames"
        run(BOTH, put(f"{self.scratch}/counted", self.scenarios), count=listed)
        with open(listed, encoding="utf-8") as lines:
            for line in lines:
                name, number = line.split()
                renames += name == "rename"
                if renames == 4:
                    break
        self.assertEqual(run(BOTH, folder, fault=f"kill:{number}").returncode, -signal.SIGKILL)
        self.assertTrue(any(name.endswith(".part") for name in content(folder)))
        return content(folder)

    def test_force_beside_a_run_that_continues(self):
        start = self.half_done()
        self.folder_after("end", BOTH)
        expected = digests(f"{self.scratch}/end")
        forced = (*BOTH, "--force")
        self.each_stop("stops, --force beside a continued run", start, BOTH, forced, self.all_there(expected, BOTH, forced))
        self.each_stop("stops, a continued run beside --force", start, forced, BOTH, self.all_there(expected, forced, BOTH))

    def test_force_of_other_scenarios_beside_a_run_that_continues(self):
        start = self.half_done()
        other = ("run", "c.toml", *EIGHT, "--force")
        self.folder_after("end", BOTH)
        self.folder_after("other", other)
        whole = [digests(f"{self.scratch}/end"), digests(f"{self.scratch}/other")]

        def check(folder, first_code, second_code, said):
            if first_code != OK and second_code != OK:
                return f"neither was let through: {said}"
            there = digests(folder)
            return "" if there in whole else f"neither the one nor the other: {there}"

        self.each_stop("stops, --force of others beside a continued run", start, BOTH, other, check)
        self.each_stop("stops, a continued run beside --force of others", start, other, BOTH, check)


if __name__ == "__main__":
    main()
