"""One call that fails, or all from one on: the result is right or there is one clear line, and the same command mends it."""

from faults import INTERRUPTIBLE, OK, WRITES, FaultCase, clear_failure, completes, fresh, main, run, run_jobs, sample, state_of, verb_jobs

ERRORS = ("EIO", "ENOSPC", "EDQUOT")


def faults_of(call, number, spread):
    """The orders that make sense for a call. `spread`: of a call that is made hundreds of times, one error and one of the
    rest, by turns."""
    more = [f"{ERRORS[number % 3]}:{number}+"]
    if call in INTERRUPTIBLE:
        more.append(f"EINTR:{number}")
    if call in WRITES:
        more.append(f"short:{number}")
    if call == "flock":
        more.append(f"ENOLCK:{number}")
    if spread:
        return [f"{ERRORS[number % 3]}:{number}", more[number // 3 % len(more)]]
    return [f"{error}:{number}" for error in ERRORS] + more


class Fault(FaultCase):
    def points(self, jobs, reads):
        points = {}
        for job in jobs:
            calls, _, _ = job.prepare().calls(reads)
            for number, call in enumerate(calls, 1):
                if reads and call not in ("open", "read", "pread"):
                    continue
                # HDF5 writes and reads hundreds of pieces by one and the same call.
                for fault in faults_of(call, number, call in ("pwrite", "pread")):
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
        taken = sample(points, most, kind=lambda name: name[1])
        self.at_each(what, taken, lambda name, folder: self.failed(points[name], folder))

    def test_results_files(self):
        for job in run_jobs():
            with self.subTest(job=job.name):
                self.fault(f"faults, run ({job.name})", [job], 14)

    def test_every_verb_with_an_output(self):
        self.fault("faults, other verbs", verb_jobs(), 20)

    def test_reading(self):
        """Calls that read fail too, which the counts above leave out."""
        for job in (*run_jobs(), *verb_jobs()):
            if job.name in ("add", "show", "log"):
                with self.subTest(job=job.name):
                    self.fault(f"faults of reading, {job.name}", [job], 8, reads=True)


if __name__ == "__main__":
    main()
