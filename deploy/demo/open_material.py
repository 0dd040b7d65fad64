"""A pupil opens material: a learning environment that signs LTI 1.1, a browser, a publisher that checks LTI 1.3, and who manages
entitlements. None of them has any code of Schakel."""

import base64
import dataclasses
import hashlib
import hmac
import html.parser
import http.server
import json
import secrets
import threading
import time
import urllib.parse
import uuid

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

import web

PRODUCT = "9789000000014"
PUPIL = "akker-6-01"  # as the learning environment calls it
CONSUMER, SECRET = "elo-akker", "demo-secret-of-elo-akker"
MANAGER = ("aanspraken", "demo-secret-of-aanspraken")
CLIENT = "leesplank-99xx"
LAUNCH, KEYS, TELL = "/lti/1.1/launch", "/lti/1.3/jwks", "/edu-v/entitlement/v1/entitlements"
UNKNOWN = "launch.entitlement-unknown"
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"


def decoded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


# ---------------------------------------------------------------- the publisher

class Publisher:
    """Leesplank: begins the login that LTI 1.3 asks for, and opens only for an id_token that the gateway signed."""

    def __init__(self, port):
        self.gateway, self.nonces, self.opened, self.refused = None, set(), [], []
        publisher = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                publisher.login(self, dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query)))

            def do_POST(self):
                form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
                publisher.login(self, form) if self.path.startswith("/login") else publisher.open(self, form)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def login(self, request, asked):
        nonce = secrets.token_urlsafe(16)
        self.nonces.add(nonce)
        fields = {"scope": "openid", "response_type": "id_token", "response_mode": "form_post", "prompt": "none",
                  "client_id": CLIENT, "redirect_uri": f"http://127.0.0.1:{self.port}/open", "state": secrets.token_urlsafe(16),
                  "nonce": nonce, "login_hint": asked["login_hint"]}
        if "lti_message_hint" in asked:
            fields["lti_message_hint"] = asked["lti_message_hint"]
        request.send_response(302)
        request.send_header("Location", self.gateway + "/lti/1.3/authorize?" + urllib.parse.urlencode(fields))
        request.end_headers()

    def open(self, request, form):
        try:
            claims = self.verified(form["id_token"])
            self.opened.append(claims)
            self.answer(request, 200, "Leesplank: veel leesplezier")
        except Exception as fault:  # told to the demo, which counts them
            self.refused.append(repr(fault))
            self.answer(request, 403, "Leesplank: geen toegang")

    def verified(self, token):
        head, body, signature = token.split(".")
        named = json.loads(decoded(head))
        listed = json.loads(web.Connection(self.gateway).request("GET", KEYS)[1])["keys"]
        key = next(one for one in listed if one["kid"] == named["kid"])
        numbers = rsa.RSAPublicNumbers(*(int.from_bytes(decoded(key[part]), "big") for part in ("e", "n")))
        numbers.public_key().verify(decoded(signature), f"{head}.{body}".encode(), padding.PKCS1v15(), hashes.SHA256())
        claims = json.loads(decoded(body))
        self.nonces.remove(claims["nonce"])
        if claims["aud"] != CLIENT or not claims["iat"] - 60 <= time.time() <= claims["exp"]:
            raise ValueError("a token for somebody else, or of another time")
        return claims

    @staticmethod
    def answer(request, status, text):
        request.send_response(status)
        request.send_header("Content-Type", "text/plain; charset=utf-8")
        request.end_headers()
        request.wfile.write(text.encode())

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


# ---------------------------------------------------------------- the learning environment

def quoted(text):
    return urllib.parse.quote(text, safe="-._~")


def signed_launch(address):
    """The form with which LTI 1.1 opens a link, signed with OAuth 1.0a."""
    fields = {"lti_message_type": "basic-lti-launch-request", "lti_version": "LTI-1p0", "resource_link_id": "leesboek-les-3",
              "resource_link_title": "Les 3", "user_id": PUPIL, "roles": "Learner", "lis_person_name_full": "Noor de Vries",
              "context_id": "groep-6", "custom_product": PRODUCT, "launch_presentation_locale": "nl-NL",
              "oauth_consumer_key": CONSUMER, "oauth_signature_method": "HMAC-SHA1", "oauth_version": "1.0",
              "oauth_timestamp": str(int(time.time())), "oauth_nonce": secrets.token_hex(16), "oauth_callback": "about:blank"}
    pairs = sorted((quoted(name), quoted(value)) for name, value in fields.items())
    base = "&".join(("POST", quoted(address), quoted("&".join(f"{name}={value}" for name, value in pairs))))
    mac = hmac.new(f"{quoted(SECRET)}&".encode(), base.encode(), hashlib.sha1).digest()
    return {**fields, "oauth_signature": base64.b64encode(mac).decode()}


# ---------------------------------------------------------------- a browser

class Form(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.action, self.fields = None, {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if tag == "form" and self.action is None:
            self.action = told.get("action")
        elif tag == "input" and "name" in told:
            self.fields[told["name"]] = told.get("value", "")


class Browser:
    """Follows redirects and forms that send themselves, with one jar of cookies; ends at a page that does neither."""

    def __init__(self):
        self.cookies = {}

    def go(self, method, url, fields=None):
        for _ in range(12):
            parts = urllib.parse.urlsplit(url)
            headers = {"Accept-Language": "nl", "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            if fields is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = None if fields is None else urllib.parse.urlencode(fields)
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            status, told, text = web.Connection(f"{parts.scheme}://{parts.netloc}").exchange(method, target, body, headers)
            if "set-cookie" in told:
                name, _, value = told["set-cookie"].split(";")[0].partition("=")
                self.cookies[name] = value
            form = Form(text)
            if 300 <= status < 400:
                method, url, fields = "GET", urllib.parse.urljoin(url, told["location"]), None
            elif status == 200 and form.action:
                method, url, fields = "POST", urllib.parse.urljoin(url, form.action), form.fields
            else:
                return status, text
        return 0, "no end"


# ---------------------------------------------------------------- who manages entitlements

def tell_entitlement(gateway, eckid, school_id):
    """Edu-V: one entitlement of one pupil. The status of the answer."""
    link = web.Connection(gateway)
    login = base64.b64encode(":".join(MANAGER).encode()).decode()
    _, text = link.request("POST", "/oauth2/token", "grant_type=client_credentials",
                           {"Content-Type": "application/x-www-form-urlencoded", "Authorization": "Basic " + login})
    entitlement = {
        "entitlementId": str(uuid.uuid4()), "productId": PRODUCT, "startDate": "2026-08-01", "activationUntilDate": "2099-07-31",
        "entitlementType": "school-student", "entitlementStatus": "entitled", "dateCreated": "2026-06-01T08:00:00Z",
        "dateLastModified": "2026-06-01T08:00:00Z",
        "entitlementSpecification": {"school": {"organisationMasterIdentifier": school_id},
                                     "student": {"userMasterIdentifier": eckid}}}
    body = json.dumps({"entitlementReferenceId": str(uuid.uuid4()), "entitlement": entitlement})
    return link.request("PUT", TELL, body, {"Content-Type": "application/json",
                                            "Authorization": "Bearer " + json.loads(text)["access_token"]})[0]


# ---------------------------------------------------------------- the story

@dataclasses.dataclass
class Verdict:
    code: str = ""       # of the refusal, as the pupil's page shows it
    pseudonym: str = ""  # by which the publisher knows the pupil
    problems: list = dataclasses.field(default_factory=list)

    def expect(self, holds, what):
        if not holds:
            self.problems.append(what)


def play(gateway, publisher, eckid, school_id):
    verdict, address = Verdict(), gateway + LAUNCH
    publisher.gateway = gateway
    status, text = Browser().go("POST", address, signed_launch(address))
    verdict.code = UNKNOWN if UNKNOWN in text else str(status)
    verdict.expect(UNKNOWN in text and not publisher.opened, f"without entitlement: {status} {text[:200]!r}")
    verdict.expect(tell_entitlement(gateway, eckid, school_id) == 202, "the entitlement was not accepted")
    status, text = Browser().go("POST", address, signed_launch(address))
    verdict.expect(status == 200 and "veel leesplezier" in text, f"with entitlement: {status} {text[:300]!r} {publisher.refused}")
    if publisher.opened:
        told = publisher.opened[-1]
        verdict.pseudonym = told["sub"]
        whole = json.dumps(told)
        verdict.expect(PUPIL not in whole and "Noor" not in whole and eckid not in whole, "the publisher learned who the pupil is")
        verdict.expect(told[CLAIM + "roles"] == ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"], "the role is lost")
    return verdict
