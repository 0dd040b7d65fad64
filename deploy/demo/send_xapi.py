"""Oefenprogramma Springplank: sends its class as xAPI 1.0.3 statements, up to 25 sittings in a batch.

A sitting is one statement for the test and one for each part, under one registration; a sitting is never divided.
"""

import base64
import json
import uuid

import school
import web

PATH = "/xapi/statements"
VERBS = "http://adlnet.gov/expapi/verbs/"
TYPES = "http://adlnet.gov/expapi/activities/"
ACTIVITIES = "https://springplank.example/toetsen/"
IDS = uuid.uuid5(uuid.NAMESPACE_URL, "https://springplank.example/statements")
SITTINGS_IN_A_BATCH = 25


def activity(code, name, kind):
    return {"id": ACTIVITIES + code, "definition": {"name": {"nl-NL": name}, "type": TYPES + kind}}


def number(text):
    value = float(text)
    return int(value) if value == int(value) else value


def result_of(result, points):
    one = {"score": {"raw": number(result.scores["points"]), "min": 0, "max": points}}
    if "scaled" in result.scores:
        one["score"]["scaled"] = number(result.scores["scaled"])
    if "duration" in result.scores:
        one["duration"] = f"PT{result.scores['duration']}S"
    if result.success is not None:
        one["success"] = result.success
    if result.completed is not None:
        one["completion"] = result.completed
    return one


def statement(sitting, result):
    test = sitting.test
    whole = activity(test.code, test.name, "assessment")
    part = next((part for part in test.parts if part.code == result.part), None)
    verb = "scored" if part else "passed" if result.success else "failed"
    one = {
        "id": str(uuid.uuid5(IDS, f"{sitting.pupil.key}.{result.part or test.code}")),
        "actor": {"objectType": "Agent", "account": {"homePage": school.ACCOUNTS, "name": sitting.pupil.key}},
        "verb": {"id": VERBS + verb, "display": {"en-US": verb}},
        "object": activity(part.code, part.name, "module") if part else whole,
        "result": result_of(result, part.points if part else test.points),
        "context": {"registration": str(uuid.uuid5(IDS, f"{sitting.pupil.key} takes {test.code}"))},
        "timestamp": school.in_amsterdam(test.moment).isoformat(),
    }
    if part:
        one["context"]["contextActivities"] = {"parent": [whole]}
    return one


def batches():
    taken = [one for one in school.class_of_springplank() if not one.absent]
    for start in range(0, len(taken), SITTINGS_IN_A_BATCH):
        yield [statement(one, result) for one in taken[start:start + SITTINGS_IN_A_BATCH] for result in one.results]


def send(url, user, password):
    tally = web.Tally()
    connection = web.Connection(url)
    headers = {"Content-Type": "application/json", "X-Experience-API-Version": "1.0.3",
               "Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}
    for batch in batches():
        status, told = connection.request("POST", PATH, json.dumps(batch), headers)
        same_ids = status == 200 and json.loads(told) == [one["id"] for one in batch]
        tally.note(same_ids, f"{status} {told[:2000]}")
    connection.close()
    return tally
