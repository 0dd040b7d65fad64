"""What became of each suite, for the promise table and for going on with a night that was broken off.

build/PRESET/results/SUITE.json, or SUITE.nightly.json: outcome, counts, date, commit, machine, and what the suite showed. A suite shows
by lines of what it prints:

    shown P5 F12: 1,000 flips, 1,000 found, 0 altered bodies delivered

the id of the promise, that of the fault, model or load, and the amounts.
"""

import datetime
import json
import re
import sys

SHOWN = re.compile(r"^(?:.*MESSAGE: )?shown (P\d+) ([A-Z]+\d+): (.+?)\s*$", re.MULTILINE)


class Results:
    def __init__(self, root, preset, nightly):
        sys.path.insert(0, str(root / "tests" / "bench" / "support"))
        import machine

        self.folder = root / "build" / preset / "results"
        self.nightly = nightly
        facts = dict(line.split(None, 1) for line in machine.facts(root, root).splitlines())
        self.commit = facts["commit"]
        self.machine = {name: facts[name] for name in ("cpu", "disk", "kernel", "note") if name in facts}

    def file(self, suite):
        return self.folder / (suite.replace("/", "-") + (".nightly.json" if self.nightly else ".json"))

    def passed_before(self, suite):
        """With the commit that is checked out now; with changes nothing is known."""
        if not self.file(suite).exists() or "changes" in self.commit:
            return False
        told = json.loads(self.file(suite).read_text())
        return told["commit"] == self.commit and told["failed"] == 0 and told["passed"] > 0

    def write(self, outcome):
        good = outcome.failed == 0 and outcome.passed > 0
        lines = [{"promise": promise, "by": by, "told": told, "outcome": "held" if good else "BROKEN"}
                 for promise, by, told in SHOWN.findall(outcome.output)]
        content = {
            "name": outcome.suite, "date": f"{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d %H:%M} UTC", "commit": self.commit,
            "machine": self.machine, "nightly": self.nightly, "passed": outcome.passed, "failed": outcome.failed,
            "skipped": outcome.skipped, "seconds": round(outcome.seconds, 1), "lines": lines}
        self.folder.mkdir(parents=True, exist_ok=True)
        self.file(outcome.suite).write_text(json.dumps(content, indent=1) + "\n")
