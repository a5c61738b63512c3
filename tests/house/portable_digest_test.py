"""One hash on every CPU: the probe of the engine's arithmetic, built by both compilers at several levels of optimisation
and run with and without the vector units of this machine, always prints the same line."""

import os
import pathlib
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


def engine_sources():
    """The .cpp files that the probe's room consists of, should it need more than headers."""
    return sorted(str(path) for path in (ROOT / "engine/base").glob("*.cpp"))


class PortableDigest(unittest.TestCase):
    def test_is_one(self):
        levels = [["-O1"], ["-O3"], ["-O3", "-march=native"]]
        hashes = {}
        with tempfile.TemporaryDirectory() as folder:
            for compiler in compilers():
                for level in levels:
                    how = " ".join([compiler, *level])
                    program = pathlib.Path(folder) / how.replace(" ", "_")
                    command = [compiler, "-std=c++20", "-ffp-contract=off", *level, f"-I{ROOT}", str(PROBE), "-o", str(program)]
                    built = subprocess.run(command, capture_output=True, text=True, check=False)
                    if built.returncode != 0 and "undefined reference" in built.stderr:
                        command[-2:-2] = engine_sources()
                        built = subprocess.run([*command, "-lfmt"], capture_output=True, text=True, check=False)
                    self.assertEqual(built.returncode, 0, built.stderr[-3000:])
                    for tunables in ("", NO_VECTOR_UNITS):
                        environment = {**os.environ, "GLIBC_TUNABLES": tunables}
                        ran = subprocess.run([str(program)], capture_output=True, text=True, check=True, env=environment)
                        hashes[how + (" without AVX and FMA" if tunables else "")] = ran.stdout.strip()
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
