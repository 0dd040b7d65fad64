"""LTI 1.1 with other products: launches that we sign are judged by Python's oauthlib and npm's ims-lti, and launches and
outcomes that oauthlib, ims-lti and oauth-1.0a sign are judged by the adapter (tests/adapters/lti_1_1/peer.cpp)."""

import json
import os
import pathlib
import subprocess
import sys
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "peers"))

import installed  # noqa: E402
from cases import Cases  # noqa: E402

BUILD = pathlib.Path(os.environ.get("SCHAKEL_BUILD", HERE.parents[1] / "build" / "release"))
TOOL = "https://uitgever.example/lti/launch?boek=3&x=a+b"
BASE = "https://gw.example/lti/1.1"
SECRETS = ["geheim", "geheim&met tekens=ü"]
KEY = "sleutel"
ANSWER = """<?xml version="1.0" encoding="UTF-8"?><imsx_POXEnvelopeResponse xmlns="http://www.imsglobal.org/services/ltiv1p1/xsd/imsoms_v1p0">
<imsx_POXHeader><imsx_POXResponseHeaderInfo><imsx_version>V1.0</imsx_version><imsx_statusInfo><imsx_codeMajor>success</imsx_codeMajor>
<imsx_severity>status</imsx_severity></imsx_statusInfo></imsx_POXResponseHeaderInfo></imsx_POXHeader><imsx_POXBody/></imsx_POXEnvelopeResponse>"""
LAUNCH = {
    "lti_message_type": "basic-lti-launch-request", "lti_version": "LTI-1p0", "resource_link_id": "les-1",
    "resource_link_title": "Hoofdstuk 3 & meer", "user_id": "leerling-7", "roles": "Learner,urn:lti:instrole:ims/lis/Student",
    "lis_person_name_full": "Zoë van 't Hof-Çelik", "leeg": "", "custom_tekens": "!*'();:@&=+$,/?#[]%~-._ \"<>^`{|}",
}


def peer(*orders):
    done = subprocess.run([str(BUILD / "bin" / "lti_1_1_peer")], input=json.dumps(orders), stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def node(*orders):
    done = subprocess.run(["node", str(HERE.parent / "peers" / "lti_1_1.mjs")], input=json.dumps(orders), stdout=subprocess.PIPE,
                          text=True, check=True)
    return json.loads(done.stdout)


def started(secret, method="HMAC-SHA1", url=TOOL):
    return peer({"do": "start", "url": url, "secret": secret, "method": method, "now": int(time.time()), "title": "Rekenen"})[0]


def judged(fields, secret, query=()):
    return peer({"do": "judge", "base": BASE, "secret": secret, "now": int(time.time()), "fields": list(map(list, fields)),
                 "query": list(map(list, query))})[0]["code"]


def our_launches_for_oauthlib(case):
    from oauthlib import oauth1

    class Validator(oauth1.RequestValidator):
        dummy_client = "niemand"

        def __init__(self, secret, methods):
            super().__init__()
            self.secret, self.methods = secret, methods

        @property
        def allowed_signature_methods(self):
            return self.methods

        def validate_client_key(self, key, request):
            return key == KEY

        def get_client_secret(self, key, request):
            return self.secret

        def validate_timestamp_and_nonce(self, *_, **__):
            return True

        def check_client_key(self, key):
            return True

        def check_nonce(self, nonce):
            return len(nonce) >= 16

    for method in ("HMAC-SHA1", "HMAC-SHA256"):
        for secret in SECRETS:
            form = started(secret, method)
            body = urllib.parse.urlencode([tuple(one) for one in form["fields"]])
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            endpoint = oauth1.SignatureOnlyEndpoint(Validator(secret, (method,)))
            good, _ = endpoint.validate_request(form["action"], "POST", body, headers)
            case.check(f"oauthlib accepts our launch with {method}", good)
            bad, _ = endpoint.validate_request(form["action"], "POST", body.replace("Rekenen", "Taal"), headers)
            case.check("and not an altered one", not bad)


def our_launches_for_ims_lti(case):
    form = started("geheim")
    fields = dict(map(tuple, form["fields"]))
    good, altered = node({"do": "verify", "url": form["action"], "key": KEY, "secret": "geheim", "fields": fields},
                         {"do": "verify", "url": form["action"], "key": KEY, "secret": "geheim",
                          "fields": {**fields, "user_id": "ander"}})
    case.check("ims-lti accepts our launch", good["good"], good["error"])
    case.check("and not an altered one", not altered["good"])


def launches_of_oauthlib(case):
    from oauthlib import oauth1

    for method in (oauth1.SIGNATURE_HMAC_SHA1, oauth1.SIGNATURE_HMAC_SHA256):
        for secret in SECRETS:
            client = oauth1.Client(KEY, client_secret=secret, signature_method=method, signature_type=oauth1.SIGNATURE_TYPE_BODY)
            _, _, body = client.sign(f"{BASE}/launch?item=7", "POST", LAUNCH, {"Content-Type": "application/x-www-form-urlencoded"})
            fields = urllib.parse.parse_qsl(body, keep_blank_values=True)
            case.equal(f"a launch that oauthlib signed with {method}", judged(fields, secret, [("item", "7")]), "not refused")
            case.equal("at another address", judged(fields, secret, [("item", "8")]), "lti11.signature")


def launches_of_oauth_1_0a(case):
    for method in ("HMAC-SHA1", "HMAC-SHA256"):
        for secret in SECRETS:
            signed = node({"do": "sign", "url": f"{BASE}/launch", "key": KEY, "secret": secret, "method": method, "fields": LAUNCH})
            fields = {**LAUNCH, **{name: str(value) for name, value in signed[0]["fields"].items()}}
            case.equal(f"a launch that oauth-1.0a signed with {method}", judged(fields.items(), secret), "not refused")
            case.equal("an altered one", judged({**fields, "roles": "Instructor"}.items(), secret), "lti11.signature")


def outcomes_of_ims_lti(case):
    for operation in ("replaceResult", "readResult", "deleteResult"):
        seen = node({"do": "outcome", "operation": operation, "path": "/lti/1.1/outcomes?ctx=7", "key": KEY, "secret": "geheim",
                     "sourcedid": "a&b:\"7\"", "answer": ANSWER})[0]
        base, _, _ = seen["url"].partition("/outcomes")
        order = {"do": "message", "base": base, "secret": "geheim", "now": int(time.time()), "query": [["ctx", "7"]],
                 "authorization": seen["authorization"], "body": seen["body"]}
        altered = {**order, "body": seen["body"].replace("b:", "c:")}
        case.equal(f"{operation} of ims-lti", [one["code"] for one in peer(order, altered)], ["good", "unauthenticated"])


def outcomes_of_oauthlib(case):
    from oauthlib import oauth1

    client = oauth1.Client(KEY, client_secret=SECRETS[1])
    body = "<imsx_POXEnvelopeRequest/>"
    _, headers, _ = client.sign(f"{BASE}/outcomes", "POST", body, {"Content-Type": "application/xml"})
    order = {"do": "message", "base": BASE, "secret": SECRETS[1], "now": int(time.time()), "query": [],
             "authorization": headers["Authorization"], "body": body}
    case.equal("oauthlib's body hash", [one["code"] for one in peer(order, {**order, "body": body + " "})], ["good", "unauthenticated"])


def main():
    cases = Cases()
    try:
        import oauthlib  # noqa: F401
    except ImportError:
        cases.skip("oauthlib", "python3-oauthlib is not installed")
    else:
        for one in (our_launches_for_oauthlib, launches_of_oauthlib, outcomes_of_oauthlib):
            with cases.part(one.__name__.replace("_", " ")):
                one(cases)
    try:
        installed.packages()
    except installed.Absent as why:
        cases.skip("npm", str(why))
    else:
        for one in (our_launches_for_ims_lti, launches_of_oauth_1_0a, outcomes_of_ims_lti):
            with cases.part(one.__name__.replace("_", " ")):
                one(cases)
    cases.finish()


if __name__ == "__main__":
    main()
