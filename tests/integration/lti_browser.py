"""A browser for launches, and a learning environment that speaks LTI 1.3, both made without the product's help: cookies,
redirects and self-posting forms on one side, a signed id_token on the other."""

import base64
import html.parser
import http.client
import json
import time
import urllib.parse

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
DEEP = "https://purl.imsglobal.org/spec/lti-dl/claim/"
ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/"
NRPS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"


# ---------------------------------------------------------------- a browser

class Form(html.parser.HTMLParser):
    """The first form of a page: where it goes and what it sends."""

    def __init__(self, text):
        super().__init__()
        self.action, self.method, self.fields, self._inside = None, "GET", [], False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        at = dict(attributes)
        if tag == "form" and self.action is None:
            self.action, self.method, self._inside = at.get("action", ""), at.get("method", "get").upper(), True
        elif tag == "input" and self._inside and at.get("name"):
            self.fields.append((at["name"], at.get("value", "")))

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False

    def value(self, name):
        return dict(self.fields).get(name)


class Page:
    def __init__(self, url, status, headers, body):
        self.url, self.status, self.body = url, status, body.decode("utf-8", "replace")
        self.headers = {name.lower(): value for name, value in headers}

    @property
    def location(self):
        return urllib.parse.urljoin(self.url, self.headers["location"]) if 300 <= self.status < 400 else None

    def form(self):
        return Form(self.body)

    def json(self):
        return json.loads(self.body)

    def query(self):
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.location or self.url).query, keep_blank_values=True))

    def __repr__(self):
        return f"{self.status} {self.url[:150]} {self.headers.get('location', '')[:200]} {self.body[:600]!r}"


class Browser:
    """Cookies belong to a host whatever the port, as browsers have it."""

    def __init__(self):
        self.cookies = {}

    def get(self, url, headers=None):
        return self._send("GET", url, None, headers)

    def post(self, url, fields):
        body = urllib.parse.urlencode(fields)
        return self._send("POST", url, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def submit(self, page):
        form = page.form()
        action = urllib.parse.urljoin(page.url, form.action)
        if form.method == "POST":
            return self.post(action, form.fields)
        joint = "&" if urllib.parse.urlsplit(action).query else "?"
        return self.get(action + (joint + urllib.parse.urlencode(form.fields) if form.fields else ""))

    def onward(self, page, until=None, steps=12):
        """Redirects and self-posting forms, until a page is neither or its address is where `until` leads."""
        for _ in range(steps):
            if until and until(page):
                return page
            if page.location:
                page = self.get(page.location)
            elif page.status == 200 and page.form().action:
                page = self.submit(page)
            else:
                return page
        raise RuntimeError(f"no end: {page}")

    def _send(self, method, url, body, headers):
        parts = urllib.parse.urlsplit(url)
        connection = http.client.HTTPConnection(parts.netloc, timeout=60)
        try:
            head = dict(headers or {})
            if self.cookies:
                head["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            connection.request(method, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, head)
            answer = connection.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    self._keep(value)
            return Page(url, answer.status, answer.getheaders(), answer.read())
        finally:
            connection.close()

    def _keep(self, header):
        pair, *attributes = header.split(";")
        name, _, value = pair.strip().partition("=")
        if any(one.strip().lower() == "max-age=0" for one in attributes):
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value


# ---------------------------------------------------------------- signatures

def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def claims_of(token):
    return json.loads(unb64(token.split(".")[1]))


class Signer:
    """Signs with a key of its own, or with one that is given as PEM."""

    def __init__(self, kid="sleutel-1", pem=None):
        made = serialization.load_pem_private_key(pem.encode(), None) if pem else None
        self.kid, self.key = kid, made or rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def sign(self, claims):
        head = b64(json.dumps({"alg": "RS256", "typ": "JWT", "kid": self.kid}).encode())
        text = head + "." + b64(json.dumps(claims).encode())
        return text + "." + b64(self.key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))

    def jwks(self):
        numbers = self.key.public_key().public_numbers()
        wide = lambda number: b64(number.to_bytes((number.bit_length() + 7) // 8, "big"))  # noqa: E731
        return json.dumps({"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.kid,
                                     "n": wide(numbers.n), "e": wide(numbers.e)}]})

    def pem(self):
        return self.key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()


# ---------------------------------------------------------------- a learning environment

class LearningEnvironment:
    """The platform of LTI 1.3: begins a login at the gateway, and answers its authentication request."""
    issuer, client_id, deployment = "https://lms.voorbeeld.example", "schakel-1", "d-1"
    authorization_url = "https://lms.voorbeeld.example/authorize"

    def __init__(self):
        self.signer = Signer("lms-1")

    def login(self, browser, gateway, target):
        """Where the gateway sends the browser with state and nonce."""
        query = {"iss": self.issuer, "login_hint": "h-1", "target_link_uri": target,
                 "lti_message_hint": "m-1", "client_id": self.client_id, "lti_deployment_id": self.deployment}
        page = browser.get(f"{gateway}/lti/1.3/login?{urllib.parse.urlencode(query)}")
        if not page.location or not page.location.startswith(self.authorization_url):
            raise RuntimeError(f"the gateway does not come back: {page}")
        return page.query()

    def claims(self, gateway, nonce, **more):
        now = int(time.time())
        return {"iss": self.issuer, "aud": self.client_id, "sub": "leerling-1", "iat": now, "exp": now + 300, "nonce": nonce,
                CLAIM + "message_type": "LtiResourceLinkRequest", CLAIM + "version": "1.3.0",
                CLAIM + "deployment_id": self.deployment, CLAIM + "target_link_uri": gateway + "/lti/1.3/launch",
                CLAIM + "resource_link": {"id": "link-1", "title": "Hoofdstuk 1"}, CLAIM + "roles": [ROLE + "Learner"],
                CLAIM + "context": {"id": "klas-7", "title": "Groep 7", "type": ["http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection"]},
                "given_name": "Anna", "family_name": "Voorbeeld", **more}

    def launch(self, browser, gateway, **more):
        """The page that the gateway answers the signed launch with."""
        asked = self.login(browser, gateway, more.get(CLAIM + "target_link_uri", gateway + "/lti/1.3/launch"))
        token = self.signer.sign(self.claims(gateway, asked["nonce"], **more))
        return browser.post(gateway + "/lti/1.3/launch", [("id_token", token), ("state", asked["state"])])
