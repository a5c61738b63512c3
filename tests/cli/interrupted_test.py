"""A run that is stopped, killed, starved of disk or damaged: it says so, and the same command continues to the same bytes."""

import os
import random
import resource
import shutil
import signal
import subprocess
import unittest

from program import BUSY_SHOP, FAILURE, INTERRUPTED, INVALID, OK, PROGRAM, SLOWNESS, Case, silowalk, start, stop, verbs, wait_until

# Long enough to be met on the way. Under a sanitizer the program is many times slower and a smaller shop is as long.
LONG = (
    BUSY_SHOP.replace("customers = 300", f"customers = {2500 // SLOWNESS}")
    .replace('"2 per day"', f'"{20 / SLOWNESS:g} per day"')
    .replace("agents = 2", "agents = 16")
)


class Interrupted(Case):
    replications = 48

    @classmethod
    def setUpClass(cls):
        """The bytes of a run that nothing disturbed."""
        case = Case()
        case.setUp()
        cls.addClassCleanup(case.doCleanups)
        scenario = case.write("long.toml", LONG)
        case.run_ok("run", scenario, "-o", case.folder / "o.h5", "--replications", cls.replications)
        cls.undisturbed = (case.folder / "o.h5").read_bytes()

    def setUp(self):
        super().setUp()
        self.scenario = self.write("long.toml", LONG)
        self.output = self.folder / "o.h5"
        self.command = ["run", self.scenario, "-o", self.output, "--replications", self.replications, "--threads", 2]

    def files_beside(self):
        """The part files, whatever they are called, with what they hold."""
        return sorted(path for path in self.folder.rglob("*") if path.is_file() and path not in (self.output, self.scenario))

    def parts(self):
        return [path for path in self.files_beside() if not path.name.startswith(".") and "tmp" not in path.name]

    def interrupt(self, with_signal=signal.SIGTERM, parts=2):
        process = start(*self.command)
        wait_until(lambda: len(self.parts()) >= parts or process.poll() is not None)
        self.assertIsNone(process.poll(), "the run was over before it could be interrupted")
        return stop(process, with_signal)

    def assertCompletes(self, *more):
        result = self.run_ok(*self.command, *more)
        self.assertEqual(self.output.read_bytes(), self.undisturbed)
        self.assertEqual(self.files_beside(), [], "left beside the output")
        return result

    def test_sigterm_and_sigint_save_and_the_same_command_continues(self):
        for with_signal in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(with_signal=with_signal):
                code, said = self.interrupt(with_signal)
                self.assertEqual(code, INTERRUPTED, said)
                self.assertIn("same command", said)
                self.assertFalse(self.output.exists())
                self.assertGreater(len(self.parts()), 0)
                self.assertCompletes()
                self.output.unlink()

    def test_sigkill_at_random_moments(self):
        moments = random.Random(4)
        for _ in range(12):
            process = start(*self.command)
            try:
                process.wait(moments.uniform(0.02, 0.5))
            except subprocess.TimeoutExpired:
                process.kill()
            _, said = process.communicate()
            self.assertIn(process.returncode, (OK, -signal.SIGKILL), said)
            if process.returncode == OK:
                break
        self.assertCompletes()

    def test_continues_with_scenarios_in_another_order_and_with_more(self):
        """Parts are named by what they are of, not by a place in the command."""
        other = self.write("other.toml", LONG.replace("Corner shop", "Other shop").replace("success = 0.9\n", "success = 0.8\n"))
        code, said = self.interrupt(signal.SIGKILL, parts=5)
        self.assertEqual(code, -signal.SIGKILL, said)
        kept = [path for path in self.parts() if path.suffix == ".part"]
        more = ["run", other, self.scenario, "-o", self.output, "--replications", self.replications, "--threads", 2]
        continued = self.run_ok(*more)
        self.assertIn(f"{len(kept)} of {2 * self.replications // 4} blocks", continued.stdout)
        whole = self.write_bytes("whole.h5", self.undisturbed)
        self.addCleanup(whole.unlink)
        self.assertEqual(self.digests(self.output)["Corner shop"], self.digests(whole)["Corner shop"])

    def test_finished_parts_are_not_simulated_again(self):
        self.interrupt(parts=4)
        kept = {path: path.stat().st_mtime_ns for path in self.parts()}
        code, _ = self.interrupt(parts=len(kept) + 2)
        self.assertEqual(code, INTERRUPTED)
        for path, time_written in kept.items():
            self.assertEqual(path.stat().st_mtime_ns, time_written, path)

    def test_parts_of_another_run_are_not_mixed_in(self):
        self.interrupt()
        other = silowalk(*self.command, "--set", "silo.sales.agents=15")
        if other.returncode == OK:  # it put the foreign parts aside
            self.assertNotEqual(self.output.read_bytes(), self.undisturbed)
        else:
            self.assertIn(other.returncode, (FAILURE, INVALID, 2), other.stderr)
            self.assertIn("--force", other.stderr)
            self.assertCompletes()

    def test_one_flipped_bit_in_a_part_is_noticed(self):
        self.interrupt(parts=3)
        chance = random.Random(5)
        saved = self.folder.with_name(self.folder.name + ".saved")
        shutil.copytree(self.folder, saved)
        self.addCleanup(shutil.rmtree, saved)
        for _ in range(6):
            shutil.rmtree(self.folder)
            shutil.copytree(saved, self.folder)
            part = chance.choice(self.parts())
            data = bytearray(part.read_bytes())
            place = chance.randrange(len(data))
            data[place] ^= 1 << chance.randrange(8)
            part.write_bytes(data)
            with self.subTest(part=part.name, byte=place, of=len(data)):
                result = silowalk(*self.command)
                if result.returncode == OK:
                    self.assertIn(part.name, result.stderr)
                    self.assertEqual(self.output.read_bytes(), self.undisturbed)
                else:
                    self.assertIn(result.returncode, (FAILURE, INVALID), result.stderr)
                    self.assertIn(part.name, result.stderr)
                    self.assertFalse(self.output.exists())
                    part.unlink()  # what the message must have said to do
                    self.assertCompletes()

    def test_a_flipped_bit_in_the_results_is_noticed(self):
        self.output.write_bytes(self.undisturbed)
        digest = self.digest(self.output)
        chance, noticed = random.Random(6), 0
        for _ in range(25):
            data = bytearray(self.undisturbed)
            place = chance.randrange(len(data))
            data[place] ^= 1 << chance.randrange(8)
            self.output.write_bytes(data)
            result = silowalk("verify", self.output)
            self.assertGreaterEqual(result.returncode, 0, f"byte {place}: killed by a signal")
            if result.returncode == OK:
                self.assertEqual(result.stdout, digest, f"byte {place}")  # a bit that carries nothing
            else:
                self.assertIn(result.returncode, (FAILURE, INVALID, 4), result.stderr)
                noticed += 1
        # Of a smaller shop's file more is room for what is not there.
        self.assertGreater(noticed, 12 if SLOWNESS == 1 else 4)

    def test_a_limit_on_file_size_is_an_ordinary_error(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

        # restore_signals=False keeps Python's own SIG_IGN for SIGXFSZ: the write fails instead of killing.
        result = silowalk(*self.command, preexec_fn=limit, restore_signals=False)
        self.assertExit(result, FAILURE)
        self.assertIn("error", result.stderr)
        self.assertFalse(self.output.exists())
        self.assertCompletes()

    def test_a_limit_that_only_the_results_file_meets(self):
        """The parts are small; the file is cut off while HDF5 writes it, at many places."""
        size = len(self.undisturbed)
        for share in (0.02, 0.3, 0.6, 0.95, 1 - 1 / size):
            limit = int(size * share)
            with self.subTest(limit=limit):
                set_limit = lambda limit=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # noqa: E731
                result = silowalk(*self.command, preexec_fn=set_limit, restore_signals=False)
                self.assertExit(result, FAILURE)
                self.assertIn("error", result.stderr)
                self.assertFalse(self.output.exists())
                self.assertEqual([path for path in self.files_beside() if path.suffix == ".tmp"], [])
        self.assertCompletes()

    @unittest.skipUnless(os.geteuid() == 0, "a small disk needs root")
    def test_a_full_disk_is_an_ordinary_error_and_loses_nothing(self):
        disk = self.folder / "disk"
        disk.mkdir()
        command = " ".join(f"'{word}'" for word in [PROGRAM, "run", self.scenario, "-o", disk / "o.h5", "--replications", self.replications])
        script = f"""
            mount -t tmpfs -o size=64k none '{disk}' || exit 99
            {command} 2>'{self.folder}/said'; echo $? >'{self.folder}/code'
            ls -A '{disk}' >'{self.folder}/left'
            mount -o remount,size=256m '{disk}' || exit 99
            {command} || exit 98
            cp '{disk}/o.h5' '{self.folder}/o.h5'
        """
        status = subprocess.run(["unshare", "--mount", "bash", "-c", script], check=False, capture_output=True, text=True)
        if status.returncode == 99 or "unshare" in status.stderr:
            self.skipTest("no small disk to be had here: " + status.stderr)
        said = (self.folder / "said").read_text()
        self.assertEqual((self.folder / "code").read_text().strip(), str(FAILURE), said)
        self.assertIn("No space left", said)
        self.assertNotIn("o.h5", (self.folder / "left").read_text().splitlines())
        self.assertEqual(status.returncode, 0, status.stderr)
        self.assertEqual(self.output.read_bytes(), self.undisturbed)


if __name__ == "__main__":
    if not {"run", "show", "verify"} <= set(verbs()):
        print("run, show and verify are not all there: skipped")
        raise SystemExit(77)
    unittest.main()
