"""Holds what the receivers recorded against what the senders sent, value by value, without any code of Schakel.

A fact is one value of one pupil: (pupil, test, part, kind) -> value. What a sender sent becomes facts; what a receiver
recorded becomes facts; in each direction the first, less what the receiver's standard cannot say, must be the second, each
fact exactly once. What the standard cannot say must stand in the loss report of that direction, counted to the last value;
and so must what a receiver got that nobody sent, which can only be the scaled score that xAPI has beside points and maximum.
"""

import base64
import collections
import dataclasses
import decimal
import hashlib
import hmac
import json
import re
import xml.etree.ElementTree as xml

import school
import send_xapi

LR = "{http://www.edustandaard.nl/leerresultaten/2/leerresultaten}"
OSO = "{http://www.edustandaard.nl/oso_gegevensset/1.2/dossier}"
OSO_COUNTS = {"aantalopgaven": "number-of-items", "aantalgoed": "number-correct", "aantalfout": "number-incorrect",
              "tijd": "duration", "vaardigheidsscore": "skill"}
SCORE_KINDS = {"ScorePoints": "points", "NumberItems": "number-of-items", "NumberCorrect": "number-correct",
               "NumberIncorrect": "number-incorrect", "DurationInSeconds": "duration", "SkillScore": "skill",
               "PercentageCorrect": "percentage-correct"}


def plain(text):
    """17, 17.0 and 17.00 are one value."""
    return str(decimal.Decimal(str(text)).normalize() + 0) if re.fullmatch(r"-?[0-9.]+", str(text)) else str(text)


# ---------------------------------------------------------------- what was sent

def sent_facts(sittings, with_limits):
    """`with_limits`: kinds of limits that the sender's standard has beside a raw score."""
    facts = {}
    for sitting in sittings:
        test = sitting.test
        points = {"": test.points, **{part.code: part.points for part in test.parts}}
        name = lambda part, kind: (sitting.pupil, test.code, part, kind)
        if sitting.absent:
            facts[name("", "absent")] = "true"
            continue
        facts[name("", "day")] = test.day
        for result in sitting.results:
            for kind, value in result.scores.items():
                facts[name(result.part, kind)] = plain(value)
            if "points" in result.scores:
                for limit in with_limits:
                    facts[name(result.part, limit)] = plain(points[result.part] if limit == "maximum" else 0)
            for mark in result.marks:
                facts[name(result.part, f"mark {mark.type}")] = plain(mark.value)
            if result.success is not None:
                facts[name(result.part, "success")] = str(result.success).lower()
            if result.completed is not None:
                facts[name(result.part, "completed")] = str(result.completed).lower()
    return facts


# ---------------------------------------------------------------- what was received

def uwlr_facts(body):
    for taken in xml.fromstring(body).iter(f"{LR}toetsafname"):
        pupil = taken.findtext(f"{LR}leerlingid")
        for result in taken.iter(f"{LR}resultaat"):
            test, part = result.findtext(f"{LR}toetscode"), result.findtext(f"{LR}toetsonderdeelcode") or ""
            yield pupil, test, "", "day", result.findtext(f"{LR}afnamedatum")
            if (score := result.findtext(f"{LR}score")) is not None:
                yield pupil, test, part, "points", score
            for count in result.iterfind(f"{LR}osoresultaat/{OSO}toetsscore/*"):
                if kind := OSO_COUNTS.get(count.tag.removeprefix(OSO)):
                    yield pupil, test, part, kind, count.text
            for reference in result.iterfind(f"{LR}osoresultaat/{OSO}referentiescore"):
                code = reference.findtext(f"{OSO}codereferentiescore")
                yield pupil, test, part, f"mark {code}", reference.findtext(f"{OSO}waarde")


def edu_v_facts(body):
    message = json.loads(body)
    test = message["assessmentDefinition"]["id"]
    for record in message["studentScoresAndResults"]:
        pupil = record["student"]["userMasterIdentifier"]
        if record.get("missing"):
            yield pupil, test, "", "absent", "true"
            continue
        yield pupil, test, "", "day", school.in_amsterdam(instant(message["assessmentDateTime"])).date().isoformat()
        for score in record.get("scores", []):
            part = score.get("assessmentPartId", "")
            yield pupil, test, part, SCORE_KINDS[score["scoreType"]], score["scoreValue"]
            if "scoreMaximum" in score:
                yield pupil, test, part, "maximum", score["scoreMaximum"]
        for result in record.get("results", []):
            yield pupil, test, result.get("assessmentPartId", ""), f"mark {result['resultType']}", result["resultValue"]


def xapi_facts(body):
    statements = json.loads(body)
    for statement in statements if isinstance(statements, list) else [statements]:
        pupil = statement["actor"]["account"]["name"]
        parent = statement.get("context", {}).get("contextActivities", {}).get("parent", [])
        whole = parent[0] if parent else statement["object"]
        test = own(whole, "assessment-code")
        part = own(statement["object"], "part-code") if parent else ""
        result = statement["result"]
        yield pupil, test, "", "day", school.in_amsterdam(instant(statement["timestamp"])).date().isoformat()
        for member, kind in (("raw", "points"), ("min", "minimum"), ("max", "maximum"), ("scaled", "scaled")):
            if member in result.get("score", {}):
                yield pupil, test, part, kind, result["score"][member]
        if "duration" in result:
            yield pupil, test, part, "duration", seconds(result["duration"])
        for member, kind in (("success", "success"), ("completion", "completed")):
            if member in result:
                yield pupil, test, part, kind, str(result[member]).lower()
        extensions = result.get("extensions", {})
        for kind, value in extensions.get("urn:schakel:scores", {}).items():
            yield pupil, test, part, kind, value
        for mark in extensions.get("urn:schakel:qualifications", []):
            yield pupil, test, part, f"mark {mark['type']}", mark["value"]


def own(activity, name):
    return activity.get("definition", {}).get("extensions", {}).get(f"urn:schakel:{name}", activity["id"])


def instant(text):
    return school.datetime.datetime.fromisoformat(text)


def seconds(duration):
    found = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?", duration)
    hours, minutes, rest = (decimal.Decimal(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + rest


READERS = {"uwlr": uwlr_facts, "edu-v": edu_v_facts, "xapi": xapi_facts}


def recorded(folder):
    """Bodies that the receiver accepted, and how many it refused."""
    index = folder / "index.jsonl"
    entries = [json.loads(line) for line in index.read_text().splitlines()] if index.exists() else []
    bodies = [(folder / entry["file"]).read_bytes() for entry in entries if entry["outcome"] == "accepted"]
    return bodies, sum(entry["outcome"] == "refused" for entry in entries)


# ---------------------------------------------------------------- directions

@dataclasses.dataclass(frozen=True)
class Sender:
    name: str
    sittings: object  # function
    limits: tuple  # what its standard says beside a raw score
    prefix: str  # of its test codes as the receivers see them
    lost_at: dict  # kind -> where its loss is told, as the end of a path in the sender's standard
    says_absent: bool


SENDERS = (
    Sender("toets-uwlr", school.class_of_meetlat, (), "ml-", {"mark DQ": "referentiescore/waarde"}, False),
    Sender("toets-eduv", school.class_of_vizier, ("maximum",), "vz-", {
        "points": "scores/scoreValue", "percentage-correct": "scores/scoreValue", "maximum": "scores/scoreMaximum",
        "mark Grade0.0-10.0": "results/resultValue", "absent": "studentScoresAndResults/missing"}, True),
    Sender("oefen-xapi", school.class_of_springplank, ("minimum", "maximum"), send_xapi.ACTIVITIES + "sp-", {
        "points": "result/score/raw", "scaled": "result/score/scaled", "minimum": "result/score/min",
        "maximum": "result/score/max", "success": "result/success", "completed": "result/completion"}, False),
)


def uwlr_can_say(kind, value):
    if kind == "points":
        return "." not in value  # a whole number
    return kind in ("day", *OSO_COUNTS.values()) or kind in ("mark AE", "mark DLE", "mark DQ")


def edu_v_can_say(kind, value):
    return kind in ("day", "maximum", "absent", *SCORE_KINDS.values(), "mark AE", "mark DLE", "mark Grade0.0-10.0")


def xapi_can_say(kind, value):
    return kind != "absent"


@dataclasses.dataclass(frozen=True)
class Receiver:
    name: str
    standard: str
    can_say: object
    name_of: object  # how this receiver knows a pupil


def account(secret, pupil):
    """The account that one receiver knows a pupil by: an HMAC of the key in the school's administration, and of the school."""
    mac = hmac.new(secret.encode(), f"las.key\0{pupil.key}\0{school.ID}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac[:16]).rstrip(b"=").decode()


RECEIVERS = (
    Receiver("las-uwlr", "uwlr", uwlr_can_say, lambda pupil: pupil.key),
    Receiver("las-eduv", "edu-v", edu_v_can_say, lambda pupil: pupil.eckid),
    Receiver("lrs-xapi", "xapi", xapi_can_say, lambda pupil: account("demo-secret-for-accounts-at-rugzak", pupil)),
)

ROUTES = (("toets-uwlr", "las-eduv"), ("toets-uwlr", "lrs-xapi"), ("toets-eduv", "las-uwlr"), ("toets-eduv", "lrs-xapi"),
          ("oefen-xapi", "las-uwlr"), ("oefen-xapi", "las-eduv"))


@dataclasses.dataclass
class Verdict:
    sender: str
    receiver: str
    expected: int = 0
    arrived: int = 0
    named_losses: int = 0
    derived: int = 0
    problems: list = dataclasses.field(default_factory=list)


def verify(sender, receiver, folder, losses):
    """`losses`: rows of the loss reports of this direction, {"path", "outcome", "count", …}."""
    verdict = Verdict(sender.name, receiver.name)
    # A class differs between senders in its test codes only by this prefix.
    code_of = lambda code: sender.prefix + code.split("-", 1)[1]
    facts = sent_facts(sender.sittings(), sender.limits)
    expected, lost = {}, collections.Counter()
    for (pupil, test, part, kind), value in facts.items():
        if kind == "absent" and not sender.says_absent:
            continue
        if receiver.can_say(kind, value):
            expected[receiver.name_of(pupil), code_of(test), code_of(part) if part else "", kind] = value
        else:
            lost[kind] += 1
    compare(verdict, expected, received_facts(sender, receiver, folder, verdict))
    check_losses(verdict, sender, lost, losses)
    return verdict


def received_facts(sender, receiver, folder, verdict):
    bodies, refused = recorded(folder)
    if refused:
        verdict.problems.append(f"the receiver refused {refused} messages")
    found = collections.defaultdict(list)
    for body in bodies:
        for pupil, test, part, kind, value in READERS[receiver.standard](body):
            if test.startswith(sender.prefix):
                found[pupil, test, part, kind].append(plain(value))
    return found


def compare(verdict, expected, found):
    verdict.expected = len(expected)
    faults = collections.Counter()
    for name, value in expected.items():
        values = found.pop(name, [])
        once = len(set(values)) == 1 if name[3] == "day" else len(values) == 1  # every part repeats the day
        if not values:
            faults[f"missing: {name[3]}"] += 1
        elif values[0] != value:
            faults[f"wrong value: {name[3]} (for instance {values[0]} for {value})"] += 1
        elif not once:
            faults[f"more than once: {name[3]}"] += 1
        else:
            verdict.arrived += 1
    for name, values in found.items():
        if follows(name, values, expected):
            verdict.derived += 1
        else:
            faults[f"never sent: {name[3]}"] += 1
    verdict.problems += [f"{count} x {fault}" for fault, count in sorted(faults.items())]


def follows(name, values, expected):
    """A scaled score is the points divided by their maximum."""
    points, maximum = expected.get((*name[:3], "points")), expected.get((*name[:3], "maximum"))
    if name[3] != "scaled" or len(values) != 1 or not points or not maximum:
        return False
    return abs(decimal.Decimal(values[0]) - decimal.Decimal(points) / decimal.Decimal(maximum)) < decimal.Decimal("0.0001")


def check_losses(verdict, sender, lost, losses):
    """Kinds whose values stand at one place of the sender's standard are counted together."""
    places = collections.Counter()
    for kind, count in lost.items():
        if kind not in sender.lost_at:
            verdict.problems.append(f"{count} x {kind} lost, and no place is known where that is told")
        places[sender.lost_at.get(kind, "")] += count
    for place, count in places.items():
        told = sum(row["count"] for row in losses if row["outcome"] == "dropped" and row["path"].endswith(place))
        if told == count:
            verdict.named_losses += count
        else:
            verdict.problems.append(f"{count} values at {place} were lost, the loss report names {told}")
    told = sum(row["count"] for row in losses if row["outcome"] == "defaulted" and row["path"].endswith("score/scaled"))
    if told != verdict.derived:
        verdict.problems.append(f"{verdict.derived} scaled scores were derived, the loss report names {told}")
