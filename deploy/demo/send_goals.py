"""Oefenprogramma Kompas: tags its results (xAPI 1.0.3) with goals of the curriculum as it was in 2019. Which goals those
are, and what the curriculum of today made of them, stands in goals/; the texts are invented, the form is SLO's."""

import base64
import json
import pathlib
import subprocess
import uuid

import school
import web

FOLDER = pathlib.Path(__file__).parent / "goals"
RELEASES = (("2019.1", "2019-07-17"), ("2026.1", "2026-01-07"))
FRAMEWORK = "slo:kerndoelen"
ADDRESS = "https://opendata.slo.nl/curriculum/uuid/"
PATH = "/xapi/statements"
ACTIVITIES = "https://kompas.example/opdrachten/"
IDS = uuid.uuid5(uuid.NAMESPACE_URL, "https://kompas.example/statements")


def import_releases(schakel, config):
    """Both releases, into the store of a gateway that does not run yet."""
    (config.parent / "data").mkdir(mode=0o700, exist_ok=True)
    for label, day in RELEASES:
        done = subprocess.run([schakel, "goals", "import", "--config", config, "--as", "slo", "--release", label,
                               "--published", day, FOLDER / label], stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode:
            raise RuntimeError(f"release {label} was not imported:\n{done.stderr.decode()}")


def goals(label):
    """uuid -> entity, as the release has it; of the newest also what it replaced."""
    files = sorted((FOLDER / label / "kerndoelen" / "data").glob("*.json"))
    return {one["id"]: one for file in files for one in json.loads(file.read_text())}


def results():
    """(pupil, goal of 2019): four pupils, a goal each."""
    return list(zip(school.pupils(), goals("2019.1").values()))


def statement(number, pupil, goal):
    return {
        "id": str(uuid.uuid5(IDS, f"{pupil.key} {goal['id']}")),
        "actor": {"objectType": "Agent", "account": {"homePage": school.ACCOUNTS, "name": pupil.key}},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/passed", "display": {"en-US": "passed"}},
        "object": {"id": f"{ACTIVITIES}{number}", "definition": {
            "name": {"nl-NL": f"Opdracht {number}"}, "type": "http://adlnet.gov/expapi/activities/assessment"}},
        "result": {"score": {"raw": 8, "min": 0, "max": 10}, "success": True, "completion": True},
        "context": {"registration": str(uuid.uuid5(IDS, f"{pupil.key} makes {number}")), "contextActivities": {
            "grouping": [{"id": ADDRESS + goal["id"], "definition": {
                "name": {"nl-NL": goal["prefix"]}, "type": "http://adlnet.gov/expapi/activities/objective"}}]}},
        "timestamp": f"2026-09-{number:02}T09:30:00+02:00",
    }


def send(url, user, password):
    tally = web.Tally()
    connection = web.Connection(url)
    headers = {"Content-Type": "application/json", "X-Experience-API-Version": "1.0.3",
               "Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}
    for number, (pupil, goal) in enumerate(results(), 1):
        body = [statement(number, pupil, goal)]
        status, told = connection.request("POST", PATH, json.dumps(body), headers)
        tally.note(status == 200 and json.loads(told) == [body[0]["id"]], f"{status} {told[:2000]}")
    connection.close()
    return tally
