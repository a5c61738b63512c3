"""A process that is killed before, or in the middle of, any call: the same command then gives the same bytes."""

import signal

from faults import WRITES, FaultCase, completes, fresh, main, run, run_jobs, sample, state_of, verb_jobs


class Crash(FaultCase):
    def points(self, jobs):
        points = {}
        for job in jobs:
            calls, _, _ = job.prepare().calls()
            for number, call in enumerate(calls, 1):
                points[job.name, call, f"kill:{number}"] = job
                if call in WRITES:
                    points[job.name, call, f"tear:{number}"] = job
        return points

    def killed(self, job, fault, folder):
        result = run(job.command, fresh(job, folder), fault=fault)
        if result.returncode != -signal.SIGKILL:
            return f"was not killed: exit {result.returncode}: {result.stderr.strip()[-200:]}"
        return state_of(job, folder) or completes(job, folder)

    def crash(self, what, jobs, most):
        points = self.points(jobs)
        taken = sample(points, most, kind=lambda name: name[1])
        self.at_each(what, taken, lambda name, folder: self.killed(points[name], name[2], folder))

    def test_results_files(self):
        for job in run_jobs():
            with self.subTest(job=job.name):
                self.crash(f"crash points, run ({job.name})", [job], 14)

    def test_every_verb_with_an_output(self):
        self.crash("crash points, other verbs", verb_jobs(), 20)


if __name__ == "__main__":
    main()
