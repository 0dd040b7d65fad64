"""Holds what an asking party was told of a roster against what the owner tells of it: every value, or a reason why not."""

import collections
import dataclasses

# What the release of the demo keeps from a learning environment.
WITHHELD = ("birth date", "sex", "begin of year 3")


@dataclasses.dataclass
class Verdict:
    owner: str
    asker: str
    records: collections.Counter = dataclasses.field(default_factory=collections.Counter)
    expected: int = 0
    arrived: int = 0
    withheld: int = 0
    no_place: int = 0
    problems: list = dataclasses.field(default_factory=list)


def verify(owner, asker, told_by_owner, told_to_asker, no_place=()):
    """Facts are (kind, key, what) -> value. `no_place`: what the asker's standard cannot say, as (kind, what)."""
    verdict = Verdict(owner, asker)
    faults = collections.Counter()
    left = dict(told_to_asker)
    verdict.records = collections.Counter(kind for kind, _ in {name[:2] for name in told_by_owner})
    for name, value in told_by_owner.items():
        kind, _, what = name
        if (kind, what) in no_place:
            verdict.no_place += 1
            continue
        if what in WITHHELD:
            verdict.withheld += 1
            continue
        verdict.expected += 1
        got = left.pop(name, None)
        if got == value:
            verdict.arrived += 1
        elif got is None:
            faults[f"missing: {kind}, {what}"] += 1
        else:
            faults[f"wrong value: {kind}, {what}"] += 1
    for kind, _, what in left:
        faults[f"{'withheld and told' if what in WITHHELD else 'never told by the owner'}: {kind}, {what}"] += 1
    verdict.problems = [f"{count} x {fault}" for fault, count in sorted(faults.items())][:12]
    return verdict
