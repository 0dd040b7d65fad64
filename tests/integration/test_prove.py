#!/usr/bin/python3
"""`schakel prove`: it shows what it says on this machine, and it finds a gateway that breaks a promise: one that forgets at
each start what it accepted, one that is slow to come back, one that writes pupils into its log, one that does not start."""

import json
import os
import subprocess

from cases import BINARY, Cases, scratch

ALONE = "`schakel prove` compares how long messages take"
FAULTS = ("F1", "F4", "F8", "F9", "F12")
FORGETS = 'rm -f "$(dirname "$3")"/data/schakel.db*'  # $3 is the configuration: run --config FILE
SABOTEURS = {
    "forgets what it accepted": (FORGETS, "P1"),
    "needs three seconds to start": ("sleep 3", "P4"),
    "writes a pupil into its log": ("echo geheim-proefkind-7 >&2", "P11"),
}


def prove(*words, amount="--quick", **options):
    return subprocess.run([BINARY, "prove", amount, *map(str, words)], capture_output=True, text=True, timeout=7200, **options)


def saboteur(folder, name, does):
    script = folder / name.replace(" ", "-")
    script.write_text(f'#!/bin/sh\n{does}\nexec "{BINARY}" "$@"\n')
    script.chmod(0o755)
    return script


def outcomes(done):
    return {one["id"]: one for one in json.loads(done.stdout)["promises"]}


def a_whole_proof(cases, folder):
    done = prove("--json", "--in", folder / "whole", amount="--long" if os.environ.get("SCHAKEL_NIGHTLY") else "--quick")
    table = outcomes(done)
    cases.equal("every promise has a line", list(table), [f"P{number}" for number in range(1, 13)])
    broken = [one for one in table.values() if one["outcome"] == "BROKEN"]
    cases.check("no promise is broken here, and the exit code says so", done.returncode == 0 and not broken, broken or done.stderr)
    shown = {showing["fault"] for one in table.values() for showing in one["shown"]}
    cases.equal("every fault was played", shown, set(FAULTS))
    for promise in ("P1", "P2", "P3", "P4", "P5", "P6", "P8", "P11"):
        cases.equal(f"{promise} was shown", table[promise]["outcome"], "held")
    for promise, one in table.items():
        for showing in (each for each in one["shown"] if each["outcome"] == "held"):
            print(f"shown {promise} {showing['fault']}: in `schakel prove`: {showing['told']}")
    silent = [one["id"] for one in table.values() if one["outcome"] == "not shown" and not one.get("why_not") and not one["shown"]]
    cases.equal("what was not shown says why", silent, [])
    again = prove("--in", folder / "whole")
    cases.check("a folder that is not empty is refused", again.returncode == 2 and "not an empty folder" in again.stderr, again)


def broken_promises(cases, folder):
    for name, (does, promise) in SABOTEURS.items():
        done = prove("--json", "--only", "F1", "--program", saboteur(folder, name, does), "--in", folder / promise)
        table = outcomes(done)
        cases.check(f"a gateway that {name} breaks {promise}", table[promise]["outcome"] == "BROKEN", table[promise])
        cases.equal(f"and the exit code tells of the one that {name}", done.returncode, 1)
    done = prove("--only", "F1", "--program", saboteur(folder, "ends at once", "exit 1"))
    cases.check("a gateway that does not start shows nothing, which is no success",
                done.returncode == 1 and "did not start" in done.stdout, done.stdout)


def for_people(cases, folder):
    environment = {**os.environ, "TMPDIR": str(folder)}
    before = set(folder.iterdir())
    done = prove("--only", "F12", env=environment)
    cases.check("the table names version, machine and outcome",
                all(word in done.stdout for word in ("schakel ", "cpu ", "disk ", "P5  held", "no promise was broken")), done.stdout)
    cases.equal("what it made below the temporary directory is gone when all went well", set(folder.iterdir()) - before, set())
    wrong = prove("--only", "F99")
    cases.check("an unknown fault is a usage error", wrong.returncode == 2 and "F99" in wrong.stderr, wrong.stderr)


def main():
    cases = Cases()
    with scratch() as folder:
        with cases.part("a whole proof"):
            a_whole_proof(cases, folder)
        with cases.part("broken promises"):
            broken_promises(cases, folder)
        with cases.part("for people"):
            for_people(cases, folder)
    cases.finish()


if __name__ == "__main__":
    main()
