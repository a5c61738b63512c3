"""One call that fails, or all from one on: the result is right or there is one clear line, and the same command mends it."""

from faults import INTERRUPTIBLE, OK, WRITES, FaultCase, clear_failure, completes, fresh, main, run, run_jobs, sample, state_of, verb_jobs

ERRORS = ("EIO", "ENOSPC", "EDQUOT")


def faults_of(call, number, spread):
    """The orders that make sense for a call. `spread`: of errors that the program cannot tell apart, one for each call."""
    errors = (ERRORS[number % len(ERRORS)],) if spread else ERRORS
    orders = [f"{error}:{number}" for error in errors] + [f"{errors[0]}:{number}+"]
    if call in INTERRUPTIBLE:
        orders.append(f"EINTR:{number}")
    if call in WRITES:
        orders.append(f"short:{number}")
    if call == "flock":
        orders.append(f"ENOLCK:{number}")
    return orders


class Fault(FaultCase):
    def points(self, jobs, reads):
        points = {}
        for job in jobs:
            calls, _, _ = job.prepare().calls(reads)
            for number, call in enumerate(calls, 1):
                # HDF5 writes hundreds of pieces by one and the same call.
                spread = call in ("pwrite", "read", "pread") or reads
                for fault in faults_of(call, number, spread):
                    points[job.name, call, fault] = (job, fault, reads)
        return points

    def failed(self, point, folder):
        job, fault, reads = point
        result = run(job.command, fresh(job, folder), fault=fault, reads=reads)
        if result.returncode < 0:
            return f"ended by signal {-result.returncode}: {result.stderr.strip()[-200:]}"
        if result.returncode in job.codes:
            if (folder / job.output).is_file() and (folder / job.output).read_bytes() != job.end[job.output]:
                return "exit 0 and a wrong file"
        else:
            unclear = clear_failure(result)
            if unclear:
                return f"{unclear}: {result.stderr.strip()[-400:]!r}"
        return state_of(job, folder) or completes(job, folder)

    def fault(self, what, jobs, most, reads=False):
        points = self.points(jobs, reads)
        self.at_each(what, sample(list(points), most), lambda name, folder: self.failed(points[name], folder))

    def test_results_files(self):
        for job in run_jobs():
            with self.subTest(job=job.name):
                self.fault(f"faults, run ({job.name})", [job], 16)

    def test_every_verb_with_an_output(self):
        self.fault("faults, other verbs", verb_jobs(), 28)

    def test_reading(self):
        """Calls that read fail too, which the counts above leave out."""
        reading = [job for job in run_jobs() if job.name in ("add", "replace")]
        self.fault("faults of reading, run", reading, 16, reads=True)
        readers = [job for job in verb_jobs() if "x.h5" in job.command]
        self.fault("faults of reading, other verbs", readers, 16, reads=True)


if __name__ == "__main__":
    main()
