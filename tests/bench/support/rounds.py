"""Rounds of load on every side in turn, and the table of what came of them."""

import dataclasses
import json
import statistics
import subprocess
import time

PATIENCE = 30  # seconds without a new statement at the sink after which the rest is taken for lost


@dataclasses.dataclass
class Round:
    requests: float  # confirmed, per second
    p50: float
    p99: float
    cpu: float  # milliseconds of the server's processes per request, until all was delivered
    delivered: float  # statements per second, until all was delivered


@dataclasses.dataclass
class Outcome:
    name: str
    rounds: list
    peak_mib: float
    results: int
    statements: int
    failed: int

    @property
    def valid(self):
        return self.failed == 0 and self.results == self.statements

    def median(self, figure):
        return statistics.median(getattr(one, figure) for one in self.rounds)

    def spread(self, figure):
        values = [getattr(one, figure) for one in self.rounds]
        return f"[{min(values):.0f}-{max(values):.0f}]"


class Subject:
    """A side at work: what it confirmed so far, what arrived of it."""

    def __init__(self, side, options, binaries):
        self.side, self.options, self.binaries = side, options, binaries
        self.next = self.results = self.failed = 0

    def load(self, seconds):
        command = [self.binaries / "bin" / "bench_load", "--path", "/soap/uwlr/2.2/leerresultaten",
                   "--port", str(self.side.server.port), "--connections", str(self.options.connections),
                   "--seconds", str(seconds), "--first", str(self.next)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
        told = json.loads(done.stdout)
        self.next = told["next"]
        self.results += told["results"]
        self.failed += told["failed"]
        return told

    def wait_until_delivered(self):
        seen, since = -1, time.monotonic()
        while (now := self.side.sink.statements()) < self.results and time.monotonic() - since < PATIENCE:
            if now > seen:
                seen, since = now, time.monotonic()
            time.sleep(0.02)

    def round(self, seconds):
        cpu, start = self.side.server.cpu_seconds(), time.monotonic()
        told = self.load(seconds)
        self.wait_until_delivered()
        lasted = time.monotonic() - start
        used = self.side.server.cpu_seconds() - cpu
        confirmed = max(told["confirmed"], 1)
        return Round(told["confirmed"] / told["seconds"], told["p50_ms"], told["p99_ms"], 1000 * used / confirmed,
                     told["results"] / lasted)


def run(chosen, options, binaries):
    sides = []
    try:
        for _, start in chosen:
            sides.append(start())
        subjects = [Subject(side, options, binaries) for side in sides]
        for subject in subjects:
            subject.round(options.warm_up)
        figures = [[] for _ in subjects]
        for number in range(options.rounds):
            for subject, own in zip(subjects, figures):
                own.append(subject.round(options.seconds))
                print(f"  round {number + 1} {subject.side.name}: {own[-1].requests:.0f}/s", flush=True)
        return [Outcome(subject.side.name, own, subject.side.server.peak_mib(), subject.results,
                        subject.side.sink.statements(), subject.failed)
                for subject, own in zip(subjects, figures)]
    finally:
        for side in sides:
            side.stop()


def table(outcomes):
    """Medians; the ratios say how often the first side's figure is that of each other."""
    first = outcomes[0]
    lines = [f"{'side':<14}{'requests/s':>10} {'[min-max]':<14}{'p50 ms':>8}{'p99 ms':>9}{'CPU ms':>9}{'peak MiB':>10}"
             f"{'delivered/s':>13}   {first.name} is"]
    for one in outcomes:
        ratio = ""
        if one is not first and one.valid and first.valid:
            ratio = (f"{first.median('requests') / one.median('requests'):.1f}x the requests/s, "
                     f"{one.median('cpu') / first.median('cpu'):.1f}x less CPU")
        lines.append(f"{one.name:<14}{one.median('requests'):>10.0f} {one.spread('requests'):<14}{one.median('p50'):>8.1f}"
                     f"{one.median('p99'):>9.1f}{one.median('cpu'):>9.2f}{one.peak_mib:>10.0f}"
                     f"{one.median('delivered'):>13.0f}   {ratio}".rstrip())
    for one in outcomes:
        accepted = f"{one.name}: {one.results} results accepted, {one.statements} statements delivered"
        lines.append(accepted + ("" if one.valid else f", {one.failed} requests failed: ITS FIGURES ARE VOID"))
    return "\n".join(lines)
