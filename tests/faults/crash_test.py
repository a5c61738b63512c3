"""A process that is killed before, or in the middle of, any call: the same command then gives the same bytes."""

import signal

from faults import WRITES, FaultCase, completes, fresh, main, run, run_jobs, sample, state_of, verb_jobs


class Crash(FaultCase):
    def points(self, jobs):
        points = []
        for job in jobs:
            calls, _, _ = job.prepare().calls()
            points += [(job, "kill", number) for number in range(1, len(calls) + 1)]
            points += [(job, "tear", number) for number, call in enumerate(calls, 1) if call in WRITES]
        return points

    def killed(self, point, folder):
        job, deed, number = point
        result = run(job.command, fresh(job, folder), fault=f"{deed}:{number}")
        if result.returncode != -signal.SIGKILL:
            return f"was not killed: exit {result.returncode}: {result.stderr.strip()[-200:]}"
        return state_of(job, folder) or completes(job, folder)

    def crash(self, what, jobs, most):
        points = sample(self.points(jobs), most)
        names = {(job.name, deed, number): (job, deed, number) for job, deed, number in points}
        self.at_each(what, list(names), lambda name, folder: self.killed(names[name], folder))

    def test_results_files(self):
        for job in run_jobs():
            with self.subTest(job=job.name):
                self.crash(f"crash points, run ({job.name})", [job], 16)

    def test_every_verb_with_an_output(self):
        self.crash("crash points, other verbs", verb_jobs(), 24)


if __name__ == "__main__":
    main()
