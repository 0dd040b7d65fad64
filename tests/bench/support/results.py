"""What a bench showed, for the promise table: build/PRESET/results/bench-NAME.json, which deploy/promises reads."""

import json

import machine

LEFT_OUT = "load "  # of the machine's facts: it is about the moment


class Results:
    """Lines that are printed as they come, and written when the bench has ended."""

    def __init__(self, root, binaries, name, nightly=False):
        self.root, self.folder, self.name, self.nightly = root, binaries / "results", name, nightly
        self.lines = []

    def bar(self, promise, by, told, holds):
        """A figure beside its bar. `promise` may be "": a figure of speed that belongs to no promise."""
        self.lines.append({"promise": promise, "by": by, "told": told, "outcome": "held" if holds else "BROKEN"})
        print(f"{'reached    ' if holds else 'NOT REACHED'} {by}: {told}", flush=True)
        return holds

    def figure(self, by, told):
        self.lines.append({"promise": "", "by": by, "told": told, "outcome": "measured"})
        print(f"            {by}: {told}", flush=True)

    def good(self):
        return all(line["outcome"] != "BROKEN" for line in self.lines)

    def write(self):
        """A run that judged nothing, such as one of a side without its peers, leaves what an earlier one showed."""
        if not self.lines:
            return
        facts = [line for line in machine.facts(self.root, self.root).splitlines() if not line.startswith(LEFT_OUT)]
        told = dict(line.split(None, 1) for line in facts)
        self.folder.mkdir(parents=True, exist_ok=True)
        content = {"name": "bench-" + self.name, "date": told.pop("date"), "commit": told.pop("commit"), "machine": told,
                   "nightly": self.nightly, "lines": self.lines}
        (self.folder / f"bench-{self.name}.json").write_text(json.dumps(content, indent=1) + "\n")
