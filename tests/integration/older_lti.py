"""LTI 1.1 on both sides of a gateway: a publisher whose judges are Python's oauthlib and npm's ims-lti, and a learning
environment whose launches oauthlib or npm's oauth-1.0a sign. Neither shares code with the product."""

import base64
import hashlib
import html
import json
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
import xml.etree.ElementTree as ElementTree
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from oauthlib import oauth1

from cases import ROOT

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
POX = "{http://www.imsglobal.org/services/ltiv1p1/xsd/imsoms_v1p0}"
LINK = "application/vnd.ims.lti.v1.ltilink"


def node(*orders):
    """What the npm packages ims-lti and oauth-1.0a make of it."""
    done = subprocess.run(["node", str(ROOT / "tests" / "peers" / "lti_1_1.mjs")], input=json.dumps(orders),
                          stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


class Judge(oauth1.RequestValidator):
    """Signature, time and nonce as oauthlib judges them."""
    enforce_ssl = False
    allowed_signature_methods = ("HMAC-SHA1", "HMAC-SHA256")
    dummy_client = "niemand"

    def __init__(self, keys):
        super().__init__()
        self.keys, self.seen, self.lock = dict(keys), set(), threading.Lock()

    def check_client_key(self, key):
        return True

    def check_nonce(self, nonce):
        return 16 <= len(nonce) <= 64

    def validate_client_key(self, key, request):
        return key in self.keys

    def get_client_secret(self, key, request):
        return self.keys.get(key, "niets")

    def validate_timestamp_and_nonce(self, key, timestamp, nonce, request, **_):
        with self.lock:
            once = (key, timestamp, nonce)
            fresh = once not in self.seen and abs(time.time() - int(timestamp)) < 300
            self.seen.add(once)
            return fresh

    def accepts(self, url, body, headers):
        good, _ = oauth1.SignatureOnlyEndpoint(self).validate_request(url, "POST", body, headers)
        return good

    def accepts_message(self, url, body, headers):
        """A message whose signature covers its body by oauth_body_hash."""
        shown = dict(urllib.parse.unquote(part.strip()).split("=", 1)
                     for part in headers.get("Authorization", "").removeprefix("OAuth ").split(",") if "=" in part)
        digest = base64.b64encode(hashlib.sha1(body.encode()).digest()).decode()
        return shown.get("oauth_body_hash", "").strip('"') == digest and self.accepts(url, body, headers)


def signed_by_oauthlib(url, fields, key, secret):
    client = oauth1.Client(key, client_secret=secret, signature_type=oauth1.SIGNATURE_TYPE_BODY)
    _, _, body = client.sign(url, "POST", fields, FORM)
    inside = urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query, keep_blank_values=True)
    return [one for one in urllib.parse.parse_qsl(body, keep_blank_values=True) if one not in inside]


def signed_by_oauth_1_0a(url, fields, key, secret):
    signed = node({"do": "sign", "url": url, "key": key, "secret": secret, "method": "HMAC-SHA1", "fields": fields})[0]["fields"]
    return [*fields.items(), *((name, str(value)) for name, value in signed.items() if name not in fields)]


def form_page(action, fields):
    inputs = "".join(f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">' for name, value in fields)
    return f'<!doctype html><form method="post" action="{html.escape(action)}">{inputs}<button>Verder</button></form>'


class Site:
    """An HTTP server on a port of its own; `answer` gives status, type and text."""

    def __init__(self):
        self.records, site = [], self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _any(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                status, kind, text = site.answer(self.command, self.path, self.headers, body)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

            do_GET = do_POST = _any

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda *_: None  # a gateway that is killed does not wait for its answer
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://localhost:{self.server.server_port}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def seen(self, what):
        return [one for one in self.records if one["what"] == what]


# ---------------------------------------------------------------- outcomes

def envelope(operation, sourced_id, score=None):
    result = f"<result><resultScore><language>nl</language><textString>{score}</textString></resultScore></result>" if score is not None else ""
    return (f'<?xml version="1.0" encoding="UTF-8"?><imsx_POXEnvelopeRequest xmlns="{POX[1:-1]}"><imsx_POXHeader>'
            f"<imsx_POXRequestHeaderInfo><imsx_version>V1.0</imsx_version><imsx_messageIdentifier>{uuid.uuid4()}</imsx_messageIdentifier>"
            f"</imsx_POXRequestHeaderInfo></imsx_POXHeader><imsx_POXBody><{operation}Request><resultRecord><sourcedGUID><sourcedId>"
            f"{html.escape(sourced_id)}</sourcedId></sourcedGUID>{result}</resultRecord></{operation}Request></imsx_POXBody></imsx_POXEnvelopeRequest>")


class Told:
    """An answer to an outcome."""

    def __init__(self, status, text):
        self.status, self.text = status, text
        root = ElementTree.fromstring(text) if text else ElementTree.Element("none")
        find = lambda name: next((one.text or "" for one in root.iter(POX + name)), None)  # noqa: E731
        self.major, self.minor, self.description = find("imsx_codeMajor"), find("imsx_codeMinorFieldValue"), find("imsx_description")
        self.operation, self.score = find("imsx_operationRefIdentifier"), find("textString")

    def __repr__(self):
        return f"{self.status} {self.text[:900]}"


def post(url, body, headers):
    request = urllib.request.Request(url, body.encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return Told(answer.status, answer.read().decode())
    except urllib.error.HTTPError as refused:
        return Told(refused.code, refused.read().decode())


def signed_message(url, body, key, secret):
    _, headers, _ = oauth1.Client(key, client_secret=secret).sign(url, "POST", body, {"Content-Type": "application/xml"})
    return headers


# ---------------------------------------------------------------- a publisher

class Publisher(Site):
    """Takes launches at /lti/…; what a teacher is offered is one chapter and one article."""

    def __init__(self, key, secret):
        super().__init__()
        self.key, self.secret, self.judge = key, secret, Judge({key: secret})

    def answer(self, method, path, headers, body):
        fields, url = dict(urllib.parse.parse_qsl(body, keep_blank_values=True)), self.url + path
        good = method == "POST" and self.judge.accepts(url, body, {**FORM, **dict(headers)})
        self.records.append({"what": "launch", "url": url, "good": good, "fields": fields})
        if not good:
            return 401, "text/html", "<h1>geen geldige handtekening</h1>"
        if fields["lti_message_type"] == "ContentItemSelectionRequest":
            return 200, "text/html; charset=utf-8", self.choice(fields)
        return 200, "text/html; charset=utf-8", f'<link rel="icon" href="data:,"><h1 id="opened">Geopend</h1><p id="who">{html.escape(fields["user_id"])}</p>'

    def choice(self, asked):
        items = {"@context": "http://purl.imsglobal.org/ctx/lti/v1/ContentItem", "@graph": [
            {"@type": "LtiLinkItem", "mediaType": LINK, "url": self.url + "/lti/hoofdstuk-2?boek=3", "title": "Hoofdstuk 2",
             "custom": {"hoofdstuk": "2"}, "lineItem": {"@type": "LineItem", "label": "Hoofdstuk 2", "scoreConstraints": {
                 "@type": "NumericLimits", "normalMaximum": 10, "totalMaximum": 10}}},
            {"@type": "ContentItem", "mediaType": "text/html", "url": self.url + "/artikel", "title": "Artikel"}]}
        fields = {"lti_message_type": "ContentItemSelection", "lti_version": "LTI-1p0", "content_items": json.dumps(items)}
        if "data" in asked:
            fields["data"] = asked["data"]
        to = asked["content_item_return_url"]
        return form_page(to, signed_by_oauthlib(to, fields, self.key, self.secret))

    def launches(self):
        return [one["fields"] for one in self.seen("launch") if one["good"]]

    def party(self, **more):
        """How a gateway's settings describe it."""
        return {"standard": "lti-1.1", "launch_url": self.url + "/lti", "keys": [{"key": self.key, "secret": self.secret}], **more}

    def accepted_by_ims_lti(self, launch):
        """ims-lti's own opinion, some moments later."""
        return node({"do": "verify", "url": launch["url"], "key": self.key, "secret": self.secret, "fields": launch["fields"]})[0]

    def outcome(self, launch, operation, score=None, **instead):
        """Sends it and gives what was answered. `instead`: another sourced_id, key, secret or headers."""
        url = launch["lis_outcome_service_url"]
        body = envelope(operation, instead.get("sourced_id", launch["lis_result_sourcedid"]), score)
        headers = instead.get("headers") or signed_message(url, body, instead.get("key", self.key), instead.get("secret", self.secret))
        return post(url, body, headers)

    def outcome_by_ims_lti(self, launch, operation, score=None):
        return node({"do": "send", "operation": operation, "to": launch["lis_outcome_service_url"], "key": self.key,
                     "secret": self.secret, "sourcedid": launch["lis_result_sourcedid"], "score": score})[0]


# ---------------------------------------------------------------- a learning environment

class Environment(Site):
    """/start?… gives a signed form; /outcomes takes grades, signed with the last of its keys; /choice takes what was chosen."""

    def __init__(self, keys):
        super().__init__()
        self.keys, self.judge, self.gateway = dict(keys), Judge(keys), ""
        self.key = next(iter(keys))
        self.judge_of_grades, self.refuses_with = Judge(list(keys.items())[-1:]), 401
        self.sign = signed_by_oauthlib

    def answer(self, method, path, headers, body):
        at = urllib.parse.urlsplit(path)
        if at.path == "/start":
            return 200, "text/html; charset=utf-8", self.start_page(dict(urllib.parse.parse_qsl(at.query, keep_blank_values=True)))
        if at.path == "/outcomes":
            return self.take_grade(self.url + path, dict(headers), body)
        if at.path == "/choice":
            return self.take_choice(self.url + path, dict(headers), body)
        return 200, "text/html; charset=utf-8", '<h1 id="back">Terug</h1>'

    def start(self, **hint):
        return self.url + "/start?" + urllib.parse.urlencode(hint)

    def fields(self, hint):
        user, link = hint.get("user", "leerling-1"), hint.get("link", "link-1")
        out = {"lti_version": "LTI-1p0", "user_id": user, "roles": hint.get("role", "Learner"), "context_id": "klas-2a",
               "context_title": "Wiskunde 2A", "context_type": "CourseSection", "lis_person_name_full": "Noor van Dijk",
               "lis_person_name_given": "Noor", "lis_person_name_family": "van Dijk",
               "lis_person_contact_email_primary": "noor@school.example", "launch_presentation_locale": hint.get("locale", "nl-NL"),
               "launch_presentation_return_url": self.url + "/terug", "tool_consumer_instance_guid": "oude-elo.example",
               "custom_hoofdstuk": "1", "custom_geheim": "blijft hier", "oauth_callback": "about:blank"}
        if hint.get("kind") == "deep_linking":
            return {**out, "lti_message_type": "ContentItemSelectionRequest", "content_item_return_url": self.url + "/choice?cursus=7",
                    "accept_media_types": LINK + ",text/html", "accept_presentation_document_targets": "iframe,window",
                    "accept_multiple": "true", "data": "csrf-7"}
        out.update(lti_message_type="basic-lti-launch-request", resource_link_id=link, resource_link_title="Hoofdstuk 1")
        if hint.get("role", "Learner") == "Learner":
            out.update(lis_outcome_service_url=self.url + "/outcomes?cursus=7", lis_result_sourcedid=json.dumps({"u": user, "l": link}))
        return out

    def start_page(self, hint):
        to, fields = hint.get("to") or self.gateway + "/launch", self.fields(hint)
        if "product" in hint:
            fields["custom_product"] = hint["product"]
        key = hint.get("key", self.key)
        return form_page(to, self.sign(to, fields, key, hint.get("secret", self.keys.get(key, "onbekend"))))

    def take_grade(self, url, headers, body):
        good = self.judge_of_grades.accepts_message(url, body, headers)
        root = ElementTree.fromstring(body)
        operation = next(one for one in root.iter(POX + "imsx_POXBody"))[0].tag.removeprefix(POX).removesuffix("Request")
        sourced, score = (next((one.text for one in root.iter(POX + name)), None) for name in ("sourcedId", "textString"))
        key = headers.get("Authorization", "").partition('oauth_consumer_key="')[2].partition('"')[0]
        self.records.append({"what": "grade", "good": good, "operation": operation, "sourced_id": sourced, "score": score, "key": key})
        major = "success" if good else "failure"
        minor = "fullsuccess" if good else "unauthorizedrequest"
        return (200 if good else self.refuses_with), "application/xml", (
            f'<?xml version="1.0" encoding="UTF-8"?><imsx_POXEnvelopeResponse xmlns="{POX[1:-1]}"><imsx_POXHeader><imsx_POXResponseHeaderInfo>'
            f"<imsx_version>V1.0</imsx_version><imsx_messageIdentifier>{uuid.uuid4()}</imsx_messageIdentifier><imsx_statusInfo>"
            f"<imsx_codeMajor>{major}</imsx_codeMajor><imsx_severity>status</imsx_severity><imsx_codeMinor><imsx_codeMinorField>"
            f"<imsx_codeMinorFieldName>TargetEndSystem</imsx_codeMinorFieldName><imsx_codeMinorFieldValue>{minor}</imsx_codeMinorFieldValue>"
            f"</imsx_codeMinorField></imsx_codeMinor></imsx_statusInfo></imsx_POXResponseHeaderInfo>"
            f"</imsx_POXHeader><imsx_POXBody><{operation}Response/></imsx_POXBody></imsx_POXEnvelopeResponse>")

    def take_choice(self, url, headers, body):
        fields = dict(urllib.parse.parse_qsl(body, keep_blank_values=True))
        self.records.append({"what": "choice", "good": self.judge.accepts(url, body, {**FORM, **headers}), "fields": fields})
        return 200, "text/html; charset=utf-8", '<h1 id="chosen">Gekozen</h1>'

    def source(self, school, **more):
        keys = [{"key": key, "secret": secret} for key, secret in self.keys.items()]
        return {"standard": "lti-1.1", "issuer": self.url, "keys": keys, "default_school": school,
                "identifiers": {"lti.user": "las.key"}, **more}
