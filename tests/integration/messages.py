"""Messages of the three standards, built from a few values, and read back to those values. Shares nothing with the product.

A result here is (test, pupil, score). The test's code is its name in every standard; the score counts up when a result is
sent again, so that order can be judged by it.
"""

import collections
import datetime
import json
import uuid
import xml.etree.ElementTree as ElementTree
from xml.sax.saxutils import escape

import configuration

Result = collections.namedtuple("Result", "test pupil score")

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
RESULTS = "http://www.edustandaard.nl/leerresultaten/2/leerresultaten"
AUTHORISATION = "http://www.edustandaard.nl/leerresultaten/2/autorisatie"
CODE = "urn:schakel:assessment-code"
SCHOOL = "urn:schakel:school"
PUPIL_SCHEME = "urn:schakel:pupil-scheme"


def yesterday():
    return datetime.datetime.now(datetime.timezone.utc).date() - datetime.timedelta(days=1)


def school_year(day):
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}-{first + 1}"


# ---------------------------------------------------------------- building


def record_id(result):
    """Of a pupil's record; it stays the same when the score changes, and does not tell who the pupil is."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{result.test} {result.pupil}"))


def uwlr(results, key=configuration.UWLR_KEY, code=configuration.UWLR_CODE, name=configuration.UWLR_NAME,
         brin=configuration.BRIN, version="2.2"):
    day = yesterday()
    sittings = "".join(f"""
<toetsafname><leerlingid>{escape(one.pupil)}</leerlingid><resultaten><resultaat key="{record_id(one)}">
<afnamedatum>{day}</afnamedatum><toetscode>{escape(one.test)}</toetscode><score>{one.score}</score>
</resultaat></resultaten></toetsafname>""" for one in results)
    tests = "".join(f"""
<toets><toetscode>{escape(test)}</toetscode><toetsnaam>Oefentoets</toetsnaam><toetsnormering>
<norm><term>Gemaakt</term><beginnormwaarde>0</beginnormwaarde><eindnormwaarde>999999</eindnormwaarde></norm>
</toetsnormering></toets>""" for test in sorted({one.test for one in results}))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="{SOAP}"><soap:Header><aut:autorisatie xmlns:aut="{AUTHORISATION}">
<aut:autorisatiesleutel>{key}</aut:autorisatiesleutel><aut:klantcode>{code}</aut:klantcode>
<aut:klantnaam>{name}</aut:klantnaam></aut:autorisatie></soap:Header>
<soap:Body><leerresultaten_verzoek xmlns="{RESULTS}"><school><schooljaar>{school_year(day)}</schooljaar>
<brincode>{brin}</brincode><dependancecode>00</dependancecode>
<aanmaakdatum>{day + datetime.timedelta(days=1)}T00:00:01Z</aanmaakdatum>
<auteur>Oefenplatform</auteur><xsdversie>{version}</xsdversie></school>
<toetsafnames>{sittings}
</toetsafnames><toetsen>{tests}
</toetsen></leerresultaten_verzoek></soap:Body></soap:Envelope>
""".encode()


def edu_v(results, brin=configuration.BRIN, message_id=None):
    day = yesterday()
    return json.dumps({
        "id": message_id or str(uuid.uuid4()), "timestamp": f"{day + datetime.timedelta(days=1)}T00:00:01Z",
        "toolName": "Oefenplatform",
        "school": {"organisationIds": [{"organisationId": brin, "organisationIdType": "OIE_CODE"}]},
        "schoolPeriod": school_year(day),
        "assessmentDefinition": {"id": results[0].test, "name": "Oefentoets"},
        "assessmentDateTime": f"{day}T08:30:00Z",
        "studentScoresAndResults": [{
            "id": record_id(one),
            "student": {"userIds": [{"userId": one.pupil, "userIdType": "ASI"}]},
            "dateCreated": f"{day}T10:15:00Z", "dateLastModified": f"{day}T10:15:00Z", "status": "Final",
            "scores": [{"scoreType": "ScorePoints", "scoreValue": str(one.score), "assessmentId": one.test}],
        } for one in results]}, indent=1).encode()


def statement(result, statement_id=None, **more):
    return {
        "id": statement_id or str(uuid.uuid4()),
        "actor": {"objectType": "Agent", "account": {"homePage": configuration.HOME_PAGE, "name": result.pupil}},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/scored", "display": {"nl": "scoorde"}},
        "object": {"id": "https://oefenplatform.example/" + result.test, "definition": {
            "type": "http://adlnet.gov/expapi/activities/assessment", "name": {"nl": "Oefentoets"},
            "extensions": {CODE: result.test}}},
        "result": {"score": {"raw": result.score}},
        "timestamp": f"{yesterday()}T08:30:00Z",
        **more,
    }


def xapi(results):
    return json.dumps([statement(one) for one in results], indent=1).encode()


def labelled_xapi(results):
    """Statements that name their school, and say that an account's name is a key of the administration."""
    context = {"extensions": {SCHOOL: {"brin": configuration.BRIN}, PUPIL_SCHEME: "las.key"}}
    return json.dumps([statement(one, context=context) for one in results], indent=1).encode()


# ---------------------------------------------------------------- reading


def standard_of(path, body):
    if path.partition("?")[0].endswith("/statements"):
        return "xapi"
    if "/assessmentLineItems/" in path or "/assessmentResults/" in path:
        return "gradebook"
    return "uwlr" if body.lstrip()[:1] == b"<" else "edu-v"


def _read_uwlr(body):
    for sitting in ElementTree.fromstring(body).iter(f"{{{RESULTS}}}toetsafname"):
        pupil = sitting.findtext(f"{{{RESULTS}}}leerlingid")
        for one in sitting.iter(f"{{{RESULTS}}}resultaat"):
            score = one.findtext(f"{{{RESULTS}}}score")
            yield Result(one.findtext(f"{{{RESULTS}}}toetscode"), pupil, None if score is None else int(score))


def _read_edu_v(body):
    message = json.loads(body)
    for one in message["studentScoresAndResults"]:
        ids = {of["userIdType"]: of["userId"] for of in one["student"].get("userIds", [])}
        points = [score["scoreValue"] for score in one.get("scores", []) if score["scoreType"] == "ScorePoints"]
        score = int(points[0]) if points else None
        yield Result(message["assessmentDefinition"]["id"], ids.get("ASI"), score)


def statements_of(body):
    content = json.loads(body)
    return content if isinstance(content, list) else [content]


def _read_xapi(body):
    for one in statements_of(body):
        activity = one["object"]
        code = activity.get("definition", {}).get("extensions", {}).get(CODE, activity.get("id"))
        score = one.get("result", {}).get("score", {}).get("raw")
        yield Result(code, None, score)  # who it is about travels as a pseudonym


def _read_gradebook(body):
    """Of a line item nothing; which test and pupil a result is about stands in other objects."""
    one = json.loads(body).get("assessmentResult")
    if one:
        yield Result(None, None, one.get("score"))


READERS = {"uwlr": _read_uwlr, "edu-v": _read_edu_v, "xapi": _read_xapi, "gradebook": _read_gradebook}


def results_of(path, body):
    """What a message says, or None when it is no message of a standard we know."""
    try:
        return [list(one) for one in READERS[standard_of(path, body)](body)]
    except (KeyError, ValueError, TypeError, ElementTree.ParseError):
        return None
