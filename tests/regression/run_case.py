"""run_case.py CASE: runs the commands of one case and compares what they print with expected.txt."""

import difflib
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile


def transcript(commands, program, folder):
    said = []
    for command in commands:
        result = subprocess.run(
            [program, *shlex.split(command)], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=240, check=False
        )
        said.append(f"$ silowalk {command}\n{result.stdout}{result.stderr}=> {result.returncode}\n")
    return "".join(said)


def main(case):
    here = pathlib.Path(__file__).resolve().parent / case
    commands = [line for line in (here / "command").read_text().splitlines() if line and not line.startswith("#")]
    with tempfile.TemporaryDirectory(prefix="silowalk-regression.") as folder:
        copy = pathlib.Path(folder) / case
        shutil.copytree(here, copy)
        (pathlib.Path(folder) / "source").symlink_to(here.parents[2])  # a case may run ../source/scenarios/...
        got = transcript(commands, os.environ["SILOWALK_PROGRAM"], copy)
    expected_file = here / "expected.txt"
    if os.environ.get("SILOWALK_UPDATE"):
        expected_file.write_text(got)
        print(f"{expected_file} written: read it before you commit it")
        return 0
    expected = expected_file.read_text() if expected_file.exists() else ""
    if got == expected:
        return 0
    sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), got.splitlines(True), "expected.txt", "now"))
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
