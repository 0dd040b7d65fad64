"""What the tests of SAML share: a gateway whose pupils come from identity providers, its publishers, and a person with a browser on
the way from a link of ours to the material."""

import base64
import socket
import sys
import urllib.parse

import configuration
import saml_forger
from cases import ROOT
from lti_browser import Browser

sys.path.insert(0, str(ROOT / "tests" / "peers"))
import simplesamlphp  # noqa: E402,F401

SCHOOL, BRIN, RIO = "petteflat-college", "11ZZ", "104A158"
LTI_1_1 = {"launch_url": "https://uitgever11.example/lti/launch", "key": "schakel-11", "secret": "geheim-van-de-test-0001"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class School:
    """A gateway's settings around identity providers."""

    def __init__(self, folder):
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.base = self.url + "/saml/entree"
        self.consumer, self.logout, self.metadata_url = (self.base + path for path in ("/acs", "/logout", "/metadata"))
        certificate, key, self.public_key = saml_forger.write_pair(folder, "gateway")
        inner, inner_key, _ = saml_forger.write_pair(folder, "gateway-inside")
        self.keys = {"saml_certificate_file": certificate, "saml_key_file": key,
                     "saml_decryption_certificate_file": inner, "saml_decryption_key_file": inner_key}
        self.folder = folder

    def forged(self, provider, name="vervalser", **more):
        """A provider of our own making; its metadata come as a file."""
        file = self.folder / f"{name}.xml"
        file.write_text(provider.metadata())
        return {"id": name, "launch_from": {"standard": "saml-entree", "issuer": provider.entity, "metadata_file": str(file),
                                            "schools": [SCHOOL], "default_school": SCHOOL, **more}}

    def settings(self, sources, publishers, launches, encrypted=False, **more):
        keys = self.keys if encrypted else {name: file for name, file in self.keys.items() if "decryption" not in name}
        return configuration.gateway(
            self.folder, [*sources, *publishers], [], listeners=[{"name": "data", "address": f"127.0.0.1:{self.port}", "public_url": self.url}],
            school=[{"id": SCHOOL, "name": "Petteflat College", "brin": BRIN, "rio": RIO}], launch=launches, launches=keys, **more)


def publisher_1_1():
    return {"standard": "lti-1.1", "launch_url": LTI_1_1["launch_url"], "pseudonym_key": "pseudoniemsleutel-van-de-test-0011",
            "keys": [{"key": LTI_1_1["key"], "secret": LTI_1_1["secret"]}]}


class Login:
    """A person follows a link of ours; the gateway asks the provider who it is."""

    def __init__(self, school, source, product="boek-13", browser=None):
        self.school, self.browser = school, browser or Browser()
        query = urllib.parse.urlencode({"from": source, "product": product})
        self.page = self.browser.get(f"{school.url}/launch/start?{query}")
        if self.page.location:
            self.query = urllib.parse.urlsplit(self.page.location).query
            fields = dict(urllib.parse.parse_qsl(self.query))
            self.request = saml_forger.inflated(fields["SAMLRequest"])
        elif self.page.form().action:
            fields = dict(self.page.form().fields)
            self.request = base64.b64decode(fields["SAMLRequest"]).decode()
        else:
            raise RuntimeError(f"no question to the provider: {self.page}")
        self.relay_state = fields.get("RelayState")
        self.id = self.request.split(' ID="')[1].split('"')[0]

    def answer(self, **changes):
        """What the provider would say to it."""
        return saml_forger.Answer(self.school.consumer, self.school.metadata_url, self.id).but(**changes)

    def post(self, message, relay_state=..., browser=None, name="SAMLResponse", to=None):
        state = self.relay_state if relay_state is ... else relay_state
        text = message if isinstance(message, bytes) else message.encode()
        fields = [(name, base64.b64encode(text).decode())] + ([("RelayState", state)] if state else [])
        return (browser or self.browser).post(to or self.school.consumer, fields)


def sign_in(browser, page, user):
    """At SimpleSAMLphp: through its pages, with the password where it is asked, up to the page that would go to the gateway."""
    asks = lambda one: one.form().value("password") is not None  # noqa: E731
    leaves = lambda one: one.form().value("SAMLResponse") is not None  # noqa: E731
    page = browser.onward(page, lambda one: asks(one) or leaves(one))
    if asks(page):
        form = page.form()
        told = dict(form.fields) | {"username": user, "password": user + "pass"}
        page = browser.post(urllib.parse.urljoin(page.url, form.action or page.url), list(told.items()))
        page = browser.onward(page, leaves)
    return page


def without(text, begin, end):
    """The text without what runs from `begin` up to and with `end`."""
    start = text.index(begin)
    return text[:start] + text[text.index(end, start) + len(end):]
