"""Compares the ledger of a load with the ledger of a sink.

    ledger_check.py SENT RECEIVED SLOT... [--junit FILE]     0 clean, 1 faults, 2 usage

For each slot, all of which must have got everything that was accepted:
    lost                    accepted (2xx) and never received
    altered                 received with values that were never sent
    delivered after reject  received although the sender was refused (4xx)
    out of order            an older score of a test came after a newer one
    duplicated              received more than once: counted, and judged by who knows how many are allowed
A message without an answer may arrive or not; when it does, it counts for order. A delivery whose sender had died before the
sink came to it (an orphan) proves nothing: it is no delivery that could be confirmed, and its place in the order is chance.
"""

import argparse
import collections
import sys
import xml.etree.ElementTree as ElementTree

from json_lines import read_lines

FAULTS = ("lost", "altered", "after_reject", "out_of_order")


class Verdict:
    def __init__(self, slot):
        self.slot = slot
        self.lost, self.altered, self.after_reject, self.out_of_order = [], [], [], []
        self.duplicates = self.received = 0

    def faults(self):
        return {name: getattr(self, name) for name in FAULTS if getattr(self, name)}

    def clean(self):
        return not self.faults()

    def __str__(self):
        told = ", ".join(f"{len(found)} {name} ({found[:3]} ...)" for name, found in self.faults().items())
        return f"{self.slot}: {self.received} received, {self.duplicates} duplicates, {told or 'clean'}"


def _add(verdict, test, pupil, score, sent):
    """False when these values were never sent."""
    verdict.received += 1
    line = sent.get((test, score))
    if line is None or (pupil is not None and pupil != line["pupil"]):
        verdict.altered.append([test, pupil, score])
        return False
    if 400 <= line["status"] < 500:
        verdict.after_reject.append([test, score])
    return True


def compare(sent_lines, received_lines, slot):
    """The verdict on one slot. A delivery counts as received when the sink answered it well ("ok" mode)."""
    verdict = Verdict(slot)
    sent = {(line["test"], line["score"]): line for line in sent_lines}
    latest, times, confirmed = {}, collections.Counter(), set()
    for line in received_lines:
        if line["slot"] != slot or line["mode"] != "ok":
            continue
        if line["results"] is None:
            verdict.altered.append(line["sha256"])
            continue
        for test, pupil, score in line["results"]:
            if not _add(verdict, test, pupil, score, sent):
                continue
            times[test, score] += 1
            if line["orphan"]:
                continue
            if score < latest.get(test, -1):
                verdict.out_of_order.append([test, score, line["delivery"], line["time"]])
            latest[test] = max(score, latest.get(test, -1))
            confirmed.add((test, score))
    verdict.duplicates = sum(count - 1 for count in times.values())
    accepted = [key for key, line in sent.items() if 200 <= line["status"] < 300]
    verdict.lost = [list(key) for key in accepted if key not in confirmed]
    return verdict


def write_junit(path, verdicts):
    suite = ElementTree.Element("testsuite", name="ledger", tests=str(len(verdicts) * len(FAULTS)))
    for verdict in verdicts:
        for name in FAULTS:
            case = ElementTree.SubElement(suite, "testcase", classname=verdict.slot, name=name)
            if found := getattr(verdict, name):
                ElementTree.SubElement(case, "failure", message=f"{len(found)}: {found[:5]}")
    ElementTree.ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("sent")
    parser.add_argument("received")
    parser.add_argument("slots", nargs="+")
    parser.add_argument("--junit")
    options = parser.parse_args()
    sent, received = read_lines(options.sent), read_lines(options.received)
    verdicts = [compare(sent, received, slot) for slot in options.slots]
    for verdict in verdicts:
        print(verdict)
    if options.junit:
        write_junit(options.junit, verdicts)
    return 0 if all(verdict.clean() for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
