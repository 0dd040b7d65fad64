"""Toetsplatform Vizier: sends its class over Edu-V Results 2.1, one message for each test.

Its token comes from our token end point (client credentials, private_key_jwt) and is used until shortly before its end.
"""

import base64
import json
import secrets
import time
import urllib.parse

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

import school
import web

PATH = "/edu-v/results/v2/results"
CLIENT_ID = "vizier"
ISSUER = "https://schakel.example"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
SCORE_TYPES = {
    "points": "ScorePoints", "number-of-items": "NumberItems", "number-correct": "NumberCorrect",
    "number-incorrect": "NumberIncorrect", "duration": "DurationInSeconds", "skill": "SkillScore",
    "percentage-correct": "PercentageCorrect",
}


def make_key(private_file, public_file):
    """A P-256 key pair: ours stays in `private_file`, the gateway gets `public_file`."""
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    private_file.touch(mode=0o600)
    private_file.write_bytes(pem)
    public_file.write_bytes(key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo))


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def assertion(key):
    """ES256 over the claims that RFC 7523 asks for."""
    now = int(time.time())
    claims = {"iss": CLIENT_ID, "sub": CLIENT_ID, "aud": ISSUER, "iat": now, "exp": now + 60, "jti": secrets.token_hex(16)}
    parts = [base64url(json.dumps(part).encode()) for part in ({"alg": "ES256", "typ": "JWT"}, claims)]
    signed = key.sign(".".join(parts).encode(), ec.ECDSA(hashes.SHA256()))
    r, s = utils.decode_dss_signature(signed)
    return ".".join([*parts, base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))])


class Tokens:
    def __init__(self, connection, key_file):
        self.connection = connection
        self.key = serialization.load_pem_private_key(key_file.read_bytes(), None)
        self.token, self.until = "", 0.0

    def get(self):
        if time.monotonic() > self.until - 30:
            self.fetch()
        return self.token

    def fetch(self):
        form = {"grant_type": "client_credentials", "client_id": CLIENT_ID, "scope": "eduv.result",
                "client_assertion_type": ASSERTION, "client_assertion": assertion(self.key)}
        status, told = self.connection.request(
            "POST", "/oauth2/token", urllib.parse.urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})
        if status != 200:
            raise RuntimeError(f"no token: {status} {told}")
        answer = json.loads(told)
        self.token, self.until = answer["access_token"], time.monotonic() + answer["expires_in"]


def score(test, kind, value, part, points):
    one = {"scoreType": SCORE_TYPES[kind], "scoreValue": value, "assessmentId": test.code}
    if kind == "points":
        one["scoreMaximum"] = str(points)
    if kind == "points" and test.subject != "wer":  # half points fit no range of whole ones
        one["scoreScaleIds"] = [f"schaal-{part or test.code}"]
    if part:
        one["assessmentPartId"] = part
    return one


def record(sitting):
    test = sitting.test
    points = {"": test.points, **{part.code: part.points for part in test.parts}}
    moment = test.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    one = {"id": f"{sitting.pupil.key}.{test.code}", "student": {"userMasterIdentifier": sitting.pupil.eckid},
           "dateCreated": moment, "dateLastModified": moment, "status": "Final"}
    if sitting.absent:
        return {**one, "missing": True}
    one["scores"] = [score(test, kind, value, result.part, points[result.part])
                     for result in sitting.results for kind, value in result.scores.items()]
    one["results"] = [{"resultType": mark.type, "resultValue": mark.value, "assessmentId": test.code}
                      for result in sitting.results for mark in result.marks]
    return one


def scales(test):
    if test.subject in ("lez", "wer"):
        return []
    of = [(test.code, test.name, test.points), *((part.code, part.name, part.points) for part in test.parts)]
    return [{"id": f"schaal-{code}", "name": name,
             "scoreScaleEntries": [{"LHS": f"{low}-{high}", "RHS": term} for term, low, high in school.norms(points)]}
            for code, name, points in of]


def message(test, sittings):
    _, prefix, subject = school.SUBJECTS[test.subject]
    return {
        "id": f"vizier-{test.code}",
        "timestamp": "2025-11-03T15:00:00Z",
        "school": {"organisationMasterIdentifier": school.RIO},
        "schoolPeriod": school.SCHOOL_YEAR,
        "assessmentDefinition": {
            "id": test.code, "name": test.name, "version": test.version,
            "subjects": [{"subjectPrefix": prefix, "subjectName": subject}],
            "parts": [{"id": part.code, "name": part.name, "index": index} for index, part in enumerate(test.parts, 1)]},
        "assessmentDateTime": test.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "scoreScaleDefinitions": scales(test),
        "studentScoresAndResults": [record(one) for one in sittings],
        "toolName": "Vizier",
    }


def messages():
    of_test = {}
    for sitting in school.class_of_vizier():
        of_test.setdefault(sitting.test, []).append(sitting)
    for test, sittings in of_test.items():
        yield message(test, sittings)


def send(url, key_file):
    tally = web.Tally()
    connection = web.Connection(url)
    tokens = Tokens(connection, key_file)
    for body in messages():
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {tokens.get()}"}
        status, told = connection.request("POST", PATH, json.dumps(body), headers)
        tally.note(status in (201, 202), f"{status} {told[:2000]}")
    connection.close()
    return tally
