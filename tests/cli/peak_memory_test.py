"""Peak memory: it does not grow with the number of replications, neither where a results file is written nor where it is read."""

import os
import subprocess
import unittest

from program import PROGRAM, SHOP, SLOWNESS, Case

MIB = 1 << 20
FEW, MANY = 64, 1024

# A tally of 36 months of it has more than 50 KiB. The program holds 64 at once (replications_at_once in
# engine/archive/layout.h), which FEW fills: about 4 MiB. All of MANY would take over 50 MiB more. What may grow are a number
# for each output and replication, the list of parts, and the caches of HDF5: less than four times the 64 tallies.
MAY_GROW = 16 * MIB
LONG_SHOP = (
    SHOP.replace("months  = 12", "months  = 36").replace('warm_up = "1 month"\n', "")
    .replace("customers = 300", "customers = 5").replace('"2 per day"', '"0.01 per day"')
    + """
[initiative.mend]
owner   = "sales"
start   = "month 1"
cost    = { once = 1000 }
effects = [ { on = "touchpoint.counter.success", log_odds = 0.5 } ]
"""
)

READERS = (("verify",), ("show",), ("show", "--by", "segment"), ("show", "--funnel"), ("show", "--commitments"), ("show", "--goals"), ("compare",))


def peak(*arguments):
    """The greatest resident memory of the program, in bytes; at least that of Python, from which it is started."""
    process = subprocess.Popen([PROGRAM, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, (arguments, process.returncode)
    return usage.ru_maxrss * 1024


@unittest.skipUnless(SLOWNESS == 1, "a sanitizer has memory of its own")
class PeakMemory(Case):
    def peaks(self, replications):
        """{command: bytes} of a run, the run that continues it, and the verbs that read the file."""
        out = self.folder / f"{replications}.h5"
        scenarios = [self.write(f"{name}.toml", LONG_SHOP.replace("Corner shop", name)) for name in ("long", "twin")]
        run = ("run", *scenarios, "-o", out, "--threads", 1, "-q", "--replications")
        found = {("run",): peak(*run, replications // 2), ("run", "continued"): peak(*run, replications)}
        found.update({reader: peak(reader[0], out, *reader[1:]) for reader in READERS})
        return found

    def test_it_does_not_grow_with_the_replications(self):
        few, many = self.peaks(FEW), self.peaks(MANY)
        grown = {command: (many[command] - few[command]) / MIB for command in few}
        self.assertEqual({command: round(size) for command, size in grown.items() if size * MIB > MAY_GROW}, {}, grown)


if __name__ == "__main__":
    unittest.main()
