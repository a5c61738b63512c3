"""clang-tidy over the sources of a build folder, several at once; what has passed there and is the same since is not looked at again.

    python3 tests/architecture/tidy.py BUILD FILES_AT_ONCE

A file is the same where its preprocessed text, its command, the configuration and clang-tidy are. The exit code is 1 where
clang-tidy complains.
"""

import concurrent.futures
import hashlib
import json
import pathlib
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def output_of(command, **options):
    return subprocess.run(command, check=True, capture_output=True, **options).stdout


def state_of(entry, tools):
    """A digest of all that clang-tidy's answer depends on. Comments count: they switch checks off."""
    command = shlex.split(entry["command"])
    del command[command.index("-o") : command.index("-o") + 2]
    text = output_of([*command, "-E", "-C", "-dD"], cwd=entry["directory"])
    return hashlib.sha256(b"\0".join([tools, shlex.join(command).encode(), text])).hexdigest()


def look_at(entry, build, tools):
    """Returns clang-tidy's complaints; "" for none."""
    passed = build / "tidy" / state_of(entry, tools)
    if passed.exists():
        return ""
    result = subprocess.run(
        ["clang-tidy", "--quiet", "-p", str(build), entry["file"]], capture_output=True, text=True, check=False
    )
    if result.returncode == 0:
        passed.touch()
        return ""
    return f"{entry['file']}\n{result.stdout}{result.stderr}"


def main(build, at_once):
    (build / "tidy").mkdir(exist_ok=True)
    entries = json.loads((build / "compile_commands.json").read_text())
    ours = [entry for entry in entries if entry["file"].startswith((f"{ROOT}/engine/", f"{ROOT}/tools/"))]
    tools = output_of(["clang-tidy", "--version"]) + (ROOT / ".clang-tidy").read_bytes()
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        complaints = [each for each in pool.map(lambda entry: look_at(entry, build, tools), ours) if each]
    print("\n".join([*complaints, f"{len(ours)} files, {len(complaints)} with complaints"]))
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2])))
