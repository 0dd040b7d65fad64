#!/usr/bin/python3
"""`deploy/promises` makes the table out of results: what was shown stands there with day and commit, a promise without a passing run says
so, one that is broken does too and ends the program with 1; and a suite shows by the lines that it prints."""

import dataclasses
import json
import subprocess
import sys

from cases import ROOT, Cases, scratch

sys.path.insert(0, str(ROOT / "tests" / "support"))

import suite_results  # noqa: E402

MACHINE = {"cpu": "2 cores", "disk": "ext4 /dev/x"}


@dataclasses.dataclass
class Outcome:
    suite: str
    passed: int
    failed: int
    output: str
    skipped: int = 0
    seconds: float = 1.0


def result(name, lines=(), **more):
    return {"name": name, "date": "2026-01-02 03:04 UTC", "commit": "abc1234", "machine": MACHINE, "nightly": False, "passed": 3, "failed": 0,
            "lines": [dict(zip(("promise", "by", "told", "outcome"), line)) for line in lines], **more}


def table(folder, *results):
    for number, one in enumerate(results):
        (folder / f"{number}.json").write_text(json.dumps(one))
    done = subprocess.run([sys.executable, ROOT / "deploy" / "promises", "--results", folder, "--out", "-"], capture_output=True, text=True)
    rows = {row.split("|")[1].strip(): row for row in done.stdout.splitlines() if row.startswith("| P")}
    return done, rows


def main():
    cases = Cases()
    with scratch() as folder:
        done, rows = table(folder)
        cases.equal("the table has every promise", list(rows), [f"P{number}" for number in range(1, 13)])
        cases.check("without results every line says so", all("no passing run" in row for row in rows.values()), rows)
    with scratch() as folder:
        done, rows = table(folder, result("unit_x", [("P5", "F12", "1,000 of 1,000 found", "held")]), result("integration/kills"),
                           result("bench-a", [("", "speed 2", "0.9x the loop", "held")], machine={**MACHINE, "note": "virtual"}))
        cases.check("what was shown stands with its amounts, day and commit",
                    "F12: 1,000 of 1,000 found (2026-01-02, abc1234)" in rows["P5"] and "held" in rows["P5"], rows["P5"])
        cases.check("a suite without lines is named for what it shows", "integration/kills, 3 cases" in rows["P1"], rows["P1"])
        cases.check("figures of speed stand apart", "| speed 2 | 0.9x the loop" in done.stdout, done.stdout)
        cases.check("a virtual disk is named as what it is", "a real power cut on a real disk is not shown" in done.stdout, done.stdout)
        cases.equal("nothing is broken", done.returncode, 0)
    with scratch() as folder:
        done, rows = table(folder, result("unit_x", [("P5", "F12", "7 flips", "held")]), result("unit_y", [("P1", "F3", "all", "held")], nightly=True))
        cases.check("what a short run shows is told from what a night shows", "held, in short" in rows["P5"] and "| held |" in rows["P1"], rows)
    with scratch() as folder:
        done, rows = table(folder, result("integration/kills", failed=1), result("unit_x", [("P1", "F3", "10 seeds", "held")]))
        cases.check("one failure breaks a promise, whatever else was shown", "**BROKEN**" in rows["P1"] and "F3: 10 seeds" in rows["P1"], rows["P1"])
        cases.equal("and the exit code tells", done.returncode, 1)
    with scratch() as folder:
        notes = suite_results.Results(ROOT, "release", True)
        notes.folder, notes.commit = folder, "abc1234"
        notes.write(Outcome("a/b", 2, 0, "noise\nshown P1 F3: 10,000 seeds, 0 lost  \nx.cpp:3: MESSAGE: shown P5 F12: 7 flips\n"))
        notes.write(Outcome("c", 1, 1, "shown P1 F2: all"))
        told = json.loads((folder / "a-b.nightly.json").read_text())
        cases.equal("lines of a suite are found, also those of doctest", [(one["promise"], one["by"], one["told"]) for one in told["lines"]],
                    [("P1", "F3", "10,000 seeds, 0 lost"), ("P5", "F12", "7 flips")])
        cases.equal("a night goes on after what passed", [notes.passed_before(name) for name in ("a/b", "c", "d")], [True, False, False])
        notes.commit = "def5678"
        cases.check("and begins anew with another commit", not notes.passed_before("a/b"))
    cases.finish()


if __name__ == "__main__":
    main()
