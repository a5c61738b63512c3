"""A file system that refuses locks: the run warns, goes on, and writes the same file."""

from faults import OK, FaultCase, content, fresh, main, run, run_jobs

WARNING = "warning: the file system of 'o.h5.parts' has no locks: make sure that no other process writes to it\n"


class Lock(FaultCase):
    def without_locks(self, point, folder):
        job, fault = point
        result = run(job.command, fresh(job, folder), fault=fault)
        if result.returncode != OK:
            return f"exit {result.returncode}: {result.stderr.strip()[-200:]}"
        if result.stderr != WARNING:
            return f"not one warning: {result.stderr!r}"
        return "" if content(folder) == job.end else "other files"

    def test_the_run_warns_and_goes_on(self):
        points = {}
        for job in map(lambda job: job.prepare(), run_jobs()):
            for error in ("ENOLCK", "EOPNOTSUPP"):
                points[f"{job.name}, {error}"] = (job, f"{error}:flock")
        self.at_each("no locks", points, lambda name, folder: self.without_locks(points[name], folder))


if __name__ == "__main__":
    main()
