"""The three senders: how each addresses the gateway, and how each reads that it was refused."""

import base64
import json
import re
import time
import uuid
import xml.etree.ElementTree as ElementTree

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

import configuration
import messages
from raw_http import ask

FINDINGS = "{https://schakel.example/ns/findings/1}"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class Refusal:
    """What an error answer says: a code of the standard, the rules that were broken, and where."""

    def __init__(self, code, rules, places, text):
        self.code, self.rules, self.places, self.text = code, rules, places, text

    def __repr__(self):
        return f"{self.code} {self.rules} {self.places} {self.text[:500]}"


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class SigningKey:
    """An EC P-256 key that signs JSON Web Tokens with ES256."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())

    def write_public(self, path):
        path.write_bytes(self.key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo))
        return path

    def sign(self, claims, kind="JWT"):
        head = {"alg": "ES256", "typ": kind}
        signed = base64url(json.dumps(head).encode()) + "." + base64url(json.dumps(claims).encode())
        r, s = decode_dss_signature(self.key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        return signed + "." + base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))


class Uwlr:
    standard = "uwlr-2.2"
    path = "/soap/uwlr/2.2/leerresultaten"

    def headers(self):
        return {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '"BrengLeerresultaten"'}

    def message(self, results, **more):
        return messages.uwlr(results, **more)

    def send(self, port, body, headers=None, method="POST", **more):
        return ask(port, method, self.path, self.headers() if headers is None else headers, body, **more)

    def refusal(self, answer):
        fault = ElementTree.fromstring(answer.body).find(f".//{{{messages.SOAP}}}Fault")
        found = list(fault.iter(FINDINGS + "finding"))
        places = [f"{one.get('line')}:{one.get('column')}" for one in found if one.get("line")]
        code = fault.findtext("faultcode").partition(":")[2]
        return Refusal(code, [one.get("rule") for one in found], places, fault.findtext("faultstring"))


class EduV:
    standard = "edu-v-results-2.1"
    path = "/edu-v/results/v2/results"

    def __init__(self, client="platform"):
        self.client, self.key, self.token = client, SigningKey(), None

    def assertion(self, **other):
        now = int(time.time())
        claims = {"iss": self.client, "sub": self.client, "aud": configuration.ISSUER, "iat": now, "exp": now + 60,
                  "jti": str(uuid.uuid4()), **other}
        return self.key.sign(claims)

    def ask_token(self, port, assertion=None, **other):
        form = {"grant_type": "client_credentials", "client_id": self.client, "client_assertion_type": ASSERTION,
                "client_assertion": assertion or self.assertion(), **other}
        body = "&".join(f"{name}={value.replace(':', '%3A')}" for name, value in form.items()).encode()
        return ask(port, "POST", "/oauth2/token", {"Content-Type": "application/x-www-form-urlencoded"}, body)

    def log_in(self, port):
        self.token = json.loads(self.ask_token(port).body)["access_token"]

    def headers(self):
        return {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}

    def message(self, results, **more):
        return messages.edu_v(results, **more)

    def send(self, port, body, headers=None, method="POST", **more):
        return ask(port, method, self.path, self.headers() if headers is None else headers, body, **more)

    def refusal(self, answer):
        told = json.loads(answer.body)
        text = " ".join(one["statusMessage"] for one in told)
        places = re.findall(r"(?:^|\s)(/[^\s:]+|[Rr]egel \d+, kolom \d+)", text)
        return Refusal(told[0]["status"], re.findall(r"\[([a-z.0-9-]+)\]", text), places, text)


class Xapi:
    standard = "xapi-1.0.3"
    path = "/xapi/statements"

    def headers(self):
        login = base64.b64encode(":".join(configuration.XAPI_LOGIN).encode()).decode()
        return {"Content-Type": "application/json", "X-Experience-API-Version": "1.0.3", "Authorization": "Basic " + login}

    def message(self, results):
        return messages.xapi(results)

    def send(self, port, body, headers=None, method="POST", query="", **more):
        return ask(port, method, self.path + query, self.headers() if headers is None else headers, body, **more)

    def refusal(self, answer):
        told = json.loads(answer.body)
        found = [one for layer in told.get("layers", []) for one in layer["findings"]]
        places = [f"{one['line']}:{one['column']}" for one in found if one.get("line")]
        return Refusal(told["status"], [one["rule"] for one in found], places, told["text"])
