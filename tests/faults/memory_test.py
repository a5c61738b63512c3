"""One allocation that fails, or all from one on: the program says that memory is used up, and the same command mends it.

A run has tens of thousands of allocations by a few thousand different call stacks. Taken is the first one of each call stack,
evenly: 300 of each way to write a results file and 60 of each verb in the full form.
"""

import re

from faults import FaultCase, clear_failure, completes, fresh, main, run, run_jobs, sample, state_of, verb_jobs


# libhdf5 1.10 does not survive that its own allocations fail: it reads through null pointers or calls exit(-1). The shim
# gives such an end a code of its own. Nothing may be lost by it.
ENDED_INSIDE_HDF5 = 98
HDF5_SPEAKS = re.compile(r"^(HDF5-DIAG| +#\d+:| +major:| +minor:).*\n", re.MULTILINE)


class Memory(FaultCase):
    inside_hdf5 = []
    spoken_by_hdf5 = []

    def points(self, job, most, most_in_full):
        _, stacks, _ = job.prepare().calls()
        orders = [f"{number}{'+' if place % 4 == 0 else ''}" for place, number in enumerate(stacks)]
        return {(job.name, order): (job, order) for order in sample(orders, most, most_in_full=most_in_full)}

    def refused(self, point, folder):
        job, order = point
        result = run(job.command, fresh(job, folder), allocation=order)
        if result.returncode == ENDED_INSIDE_HDF5:
            self.inside_hdf5.append(point)
            return state_of(job, folder) or completes(job, folder)
        if "HDF5-DIAG" in result.stderr:
            # While libhdf5 starts, nobody can tell it to be silent yet.
            self.spoken_by_hdf5.append(point)
            result.stderr = HDF5_SPEAKS.sub("", result.stderr)
        if result.returncode < 0:
            return f"ended by signal {-result.returncode}: {result.stderr.strip()[-200:]}"
        if result.returncode in job.codes:
            if (folder / job.output).is_file() and (folder / job.output).read_bytes() != job.end[job.output]:
                return "exit 0 and a wrong file"
        else:
            # The library sometimes tells a later failure than that of memory, such as "can't locate ID".
            names_memory = "memory" in result.stderr or "(HDF5: " in result.stderr
            unclear = clear_failure(result) or ("" if names_memory else "it does not name memory")
            if unclear:
                return f"{unclear}: {result.stderr.strip()[-300:]!r}"
        return state_of(job, folder) or completes(job, folder)

    def memory(self, what, jobs, most, most_in_full):
        """At most so many points of each job, in the short and in the full form."""
        points = {}
        for job in jobs:
            points.update(self.points(job, most, most_in_full))
        self.inside_hdf5.clear()
        self.spoken_by_hdf5.clear()
        self.at_each(what, list(points), lambda name, folder: self.refused(points[name], folder))
        ended, spoken = len(self.inside_hdf5), len(self.spoken_by_hdf5)
        self.figures.append(f"{what}: of them {ended} ended inside libhdf5, {spoken} with lines of libhdf5")

    def test_results_files(self):
        for job in run_jobs():
            with self.subTest(job=job.name):
                self.memory(f"allocations, run ({job.name})", [job], 14, 300)

    def test_every_verb_with_an_output(self):
        self.memory("allocations, other verbs", verb_jobs(), 2, 60)


if __name__ == "__main__":
    main()
