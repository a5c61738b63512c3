"""One hash on every CPU: the probe of the engine's arithmetic, built by both compilers at several levels of optimisation
and run with and without the vector units of this machine, always prints the same line."""

import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from sources import ROOT

PROBE = ROOT / "tests/unit/base/portable_probe.cpp"
NO_VECTOR_UNITS = "glibc.cpu.hwcaps=-AVX512F,-AVX2,-FMA"


def compilers():
    for compiler in ("g++", "clang++"):
        if shutil.which(compiler):
            yield compiler
        else:
            print(f"{compiler} is not installed: not tried", file=sys.stderr)


def probe_sources():
    """The probe and the sources of the engine that its first comment names."""
    comment = re.match(r"(?://.*\n)*", PROBE.read_text()).group()
    return [str(PROBE), *(str(ROOT / name) for name in sorted(set(re.findall(r"engine/[\w/]+\.cpp", comment))))]


LEVELS = (["-O1"], ["-O3"], ["-O3", "-march=native"])


class PortableDigest(unittest.TestCase):
    def hashes_of(self, compiler, level, folder):
        """{how it was built and run: what it printed}"""
        how = " ".join([compiler, *level])
        program = pathlib.Path(folder) / how.replace(" ", "_")
        command = [compiler, "-std=c++20", "-ffp-contract=off", *level, f"-I{ROOT}", *probe_sources(), "-o", str(program)]
        built = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual(built.returncode, 0, built.stderr[-3000:])
        printed = {}
        for name, tunables in ((how, ""), (how + " without AVX and FMA", NO_VECTOR_UNITS)):
            ran = subprocess.run(
                [str(program)], capture_output=True, text=True, check=True, env={**os.environ, "GLIBC_TUNABLES": tunables}
            )
            printed[name] = ran.stdout.strip()
        return printed

    def test_is_one(self):
        hashes = {}
        with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            tasks = [pool.submit(self.hashes_of, compiler, level, folder) for compiler in compilers() for level in LEVELS]
            for task in tasks:
                hashes.update(task.result())
        for how, digest in hashes.items():
            print(f"{digest}  {how}", file=sys.stderr)
        self.assertGreaterEqual(len(hashes), 6)
        self.assertTrue(all(hashes.values()))
        self.assertEqual(len(set(hashes.values())), 1)


if __name__ == "__main__":
    if not PROBE.exists():
        print("no probe yet: skipped")
        sys.exit(77)
    unittest.main()
