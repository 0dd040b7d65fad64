"""Holds what the administration got (UWLR) against what became of each goal between the two releases of the curriculum,
and what anybody may ask for in CASE against the release of today."""

import dataclasses
import json
import re
import urllib.parse
import xml.etree.ElementTree as xml

import send_goals
import web
from verify import LR

SENDER, RECEIVER = "oefen-doelen", "las-doelen"
DOCUMENTS = "/ims/case/v1p1/CFDocuments"
OLD, TODAY = (label for label, _ in send_goals.RELEASES)


@dataclasses.dataclass
class Arrival:
    goal: dict  # of 2019, as the sender named it
    named: list  # addresses of goals that the receiver got
    sentence: str  # the explanation that it got
    explanation: str = ""  # the whole of it, from the loss report


@dataclasses.dataclass
class Verdict:
    arrivals: list
    served: int = 0
    problems: list = dataclasses.field(default_factory=list)


def words(goal):
    """What a goal says, without punctuation and without the word that says how far it is."""
    return re.sub(r"\W+", " ", goal["title"].lower()).strip().removeprefix("concept ")


def expected(goal):
    """The address of today that a result on it may arrive at; none where the words changed, or nothing stands there."""
    today = send_goals.goals(TODAY)
    successors = today[goal["id"]].get("replacedBy", [])
    same = [one for one in successors if words(today[one]) == words(goal)]
    return [send_goals.ADDRESS + same[0]] if len(successors) == 1 and same else []


def arrivals(folder):
    """One for each goal of which a result arrived, in the order of the goals."""
    messages = [xml.fromstring(file.read_text()) for file in sorted(folder.glob("*.xml"))]
    by_pupil = {taken.findtext(f"{LR}leerlingid"): root for root in messages for taken in root.iter(f"{LR}toetsafname")}
    for pupil, goal in send_goals.results():
        if (root := by_pupil.get(pupil.key)) is not None:
            named = [one.text for one in root.iter() if (one.text or "").startswith(send_goals.ADDRESS)]
            yield Arrival(goal, named, " ".join(one.text or "" for one in root.iter(f"{LR}commentaar")))


def explanations(messages):
    """Address that the sender named -> the whole explanation in Dutch."""
    found = {}
    for shown in messages:
        for delivery in shown["deliveries"]:
            for one in (delivery.get("loss") or {}).get("goals", []):
                found[one["reference"]] = one["record"]["explanation"]["nl"]
    return found


def served_goals(url):
    """uuids of the framework's goals, as anybody may ask for them in CASE 1.1."""
    connection = web.Connection(url)
    _, told = connection.request("GET", DOCUMENTS)
    address = json.loads(told)["CFDocuments"][0]["CFPackageURI"]["uri"]
    _, told = connection.request("GET", urllib.parse.urlsplit(address).path)
    connection.close()
    return {one["identifier"] for one in json.loads(told)["CFItems"]}


def verify(folder, messages, url):
    verdict = Verdict(list(arrivals(folder)))
    whole = explanations(messages)
    if len(verdict.arrivals) != len(send_goals.results()):
        verdict.problems.append(f"{len(verdict.arrivals)} of {len(send_goals.results())} results arrived")
    today = {send_goals.ADDRESS + one for one in send_goals.goals(TODAY)} - {
        send_goals.ADDRESS + one for one in send_goals.goals(OLD)}
    for one in verdict.arrivals:
        one.explanation = whole.get(send_goals.ADDRESS + one.goal["id"], "")
        if [each for each in one.named if each in today] != expected(one.goal):
            verdict.problems.append(f"{one.goal['prefix']} arrived as {one.named}, expected {expected(one.goal)}")
        if not one.sentence or not one.explanation:
            verdict.problems.append(f"{one.goal['prefix']} came without an explanation")
    served = served_goals(url)
    live = {address.removeprefix(send_goals.ADDRESS) for address in today}
    verdict.served = len(live & served)
    if not live <= served:
        verdict.problems.append(f"CASE lacks {sorted(live - served)}")
    return verdict
