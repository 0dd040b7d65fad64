#!/usr/bin/python3
"""Answers of an identity provider that must let nobody in, sent to a running gateway: each is refused with a code and words for the
pupil and a reason for the administrator, and the publisher hears nothing."""

import re

import saml_forger
from cases import Cases, scratch
from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from gateway_process import Gateway
from lti_browser import Browser
from saml_forger import DS, MORE, Answer, Forger, new_id
from saml_way import LTI_1_1, Login, School, publisher_1_1

FORGED = "beheerder@petteflat"
SHA1 = {"algorithm": DS + "rsa-sha1", "digest": DS + "sha1"}


class Desk:
    """One gateway, the provider that it trusts, and the counting of what came of an answer."""

    def __init__(self, cases, gateway, school, provider):
        self.cases, self.gateway, self.school, self.provider = cases, gateway, school, provider

    def login(self, **more):
        return Login(self.school, "vervalser", product="boek-11", **more)

    def refused(self, what, page, *codes):
        told = re.search(r"(saml|signature|launch|xml|encryption)\.[a-z0-9-]+", page.body)
        code = told.group(0) if told else "none"
        self.cases.check(f"{what}: refused as {' or '.join(codes) or 'something'}", 400 <= page.status < 500 and code != "none"
                         and (not codes or code in codes), (code, page.status, page.body[-600:]))
        self.cases.check(f"{what}: in words for a pupil", "lesmateriaal" in page.body and "<h1" in page.body, page)
        self.cases.check(f"{what}: nothing is launched, and nobody is named",
                         LTI_1_1["launch_url"] not in page.body and FORGED not in page.body and "Vervalst" not in page.body, page)
        last = self.gateway.events("launch.refused")[-1:]
        self.cases.check(f"{what}: the administrator gets the reason", last and last[0]["code"] == code and last[0].get("reason"), last)
        return code

    def accepted(self, what, page):
        self.cases.check(f"{what}: lets the person in", page.form().action == LTI_1_1["launch_url"], page)

    def attempt(self, what, message, *codes, login=None, **more):
        login = login or self.login()
        return self.refused(what, login.post(message(login) if callable(message) else message, **more), *codes)


def usual(desk):
    login = desk.login()
    answer = login.answer()
    desk.accepted("a signed assertion", login.post(desk.provider.answer(answer)))
    login = desk.login()
    answer = login.answer()
    inside = desk.provider.assertion(answer)
    desk.accepted("a signed response", login.post(desk.provider.sign(desk.provider.response(answer, inside))))
    login = desk.login()
    desk.accepted("SHA-512", login.post(desk.provider.answer(login.answer(), algorithm=MORE + "rsa-sha512")))


def kept_prefixes(desk):
    """A prefix that canonicalization keeps, declared outside of what is signed, as products do that give values a type."""
    xs = ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    login = desk.login()
    what = login.answer()
    plain = desk.provider.assertion(what)
    name = f'xmlns:saml="{saml_forger.ASSERTION}"'
    signed = desk.provider.sign(plain, prefixes="xs", digested=plain.replace(name, name + xs, 1))
    message = desk.provider.response(what, signed)
    desk.accepted("a prefix from outside", login.post(message.replace("<samlp:Response", "<samlp:Response" + xs, 1)))
    login = desk.login()
    what = login.answer()
    plain = desk.provider.assertion(what)
    signed = desk.provider.sign(plain, prefixes="xs", digested=plain.replace(name, name + xs, 1))
    message = desk.provider.response(what, signed).replace("<samlp:Response", '<samlp:Response xmlns:xs="urn:x"', 1)
    desk.attempt("that prefix for another name", message, "signature.content", login=login)


# ---------------------------------------------------------------- signature wrapping

def behind_issuer(element, what):
    at = element.index("</saml:Issuer>") + len("</saml:Issuer>")
    return element[:at] + what + element[at:]


def before_end(element, what):
    at = element.rindex("</")
    return element[:at] + what + element[at:]


def within(signature, what):
    return signature.replace("</ds:SignatureValue>", "</ds:SignatureValue>" + what)


def as_object(signature, what):
    return signature.replace("</ds:Signature>", f"<ds:Object>{what}</ds:Object></ds:Signature>")


# Somorovsky and others, "On Breaking SAML" (2012), in the numbering of SAML Raider: g is the signed assertion, s its signature, u the
# assertion without it, e a forged one, t a forged one with the same ID.
WRAPPED_ASSERTIONS = {
    "XSW3, forged before the signed one": lambda g, s, u, e, t: e + g,
    "XSW3 turned round": lambda g, s, u, e, t: g + e,
    "XSW4, signed one inside the forged one": lambda g, s, u, e, t: before_end(e, g),
    "XSW5, signature in the forged one": lambda g, s, u, e, t: behind_issuer(e, s) + u,
    "XSW5 with one ID": lambda g, s, u, e, t: behind_issuer(t, s) + u,
    "XSW6, signed one within the signature": lambda g, s, u, e, t: behind_issuer(e, within(s, u)),
    "XSW6 with one ID": lambda g, s, u, e, t: behind_issuer(t, within(s, u)),
    "XSW7, signed one within Extensions": lambda g, s, u, e, t: f"<samlp:Extensions>{g}</samlp:Extensions>{e}",
    "XSW8, signed one within an Object": lambda g, s, u, e, t: behind_issuer(e, as_object(s, u)),
    "XSW8 with one ID": lambda g, s, u, e, t: behind_issuer(t, as_object(s, u)),
    "signed one as Advice": lambda g, s, u, e, t: before_end(e, f"<saml:Advice>{g}</saml:Advice>"),
    "signed one as a value": lambda g, s, u, e, t: e.replace("<saml:AttributeValue>", "<saml:AttributeValue>" + g, 1),
    "forged one inside the signed one": lambda g, s, u, e, t: before_end(g, e),
    "signature of another assertion": lambda g, s, u, e, t: behind_issuer(t, s),
    "signed one in a foreign element": lambda g, s, u, e, t: f'<x:Box xmlns:x="urn:x">{g}</x:Box>{e}',
    "a second subject in front": lambda g, s, u, e, t: g.replace(
        "<saml:Subject>", f"<saml:Subject><saml:NameID>{FORGED}</saml:NameID></saml:Subject><saml:Subject>", 1),
}


def wrapped_assertions(desk):
    for name, arrange in WRAPPED_ASSERTIONS.items():
        login = desk.login()
        good = login.answer()
        forged = good.but(name=FORGED, assertion_id=new_id())
        unsigned = desk.provider.assertion(good)
        signed = desk.provider.sign(unsigned)
        signature = desk.provider.signature(unsigned)
        inside = arrange(signed, signature, unsigned, desk.provider.assertion(forged),
                         desk.provider.assertion(forged.but(assertion_id=good.assertion_id)))
        desk.attempt(name, desk.provider.response(good, inside), login=login)


def wrapped_responses(desk):
    for twin in (False, True):
        for name, arrange in {
                "XSW1, signed response within the signature": lambda e, s, u, g: behind_issuer(e, within(s, u)),
                "XSW2, signed response beside the signature": lambda e, s, u, g: behind_issuer(e, u + s),
                "XSW2, signature first": lambda e, s, u, g: behind_issuer(e, s + u),
                "signed response inside": lambda e, s, u, g: before_end(e, g),
                "signed response as an Object": lambda e, s, u, g: behind_issuer(e, as_object(s, u)),
                "both in a root of another name": lambda e, s, u, g: f"<x>{e}{g}</x>"}.items():
            login = desk.login()
            what = login.answer()
            unsigned = desk.provider.response(what, desk.provider.assertion(what))
            signature = desk.provider.signature(unsigned)
            signed = desk.provider.sign(unsigned)
            forged = what.but(name=FORGED, assertion_id=new_id(), response_id=what.response_id if twin else new_id())
            evil = desk.provider.response(forged, desk.provider.assertion(forged))
            desk.attempt(f"{name}{', one ID' if twin else ''}", arrange(evil, signature, unsigned, signed), login=login)


def altered(desk):
    for name, change in {
            "another name": lambda text: text.replace("forger7@petteflat", FORGED),
            "another role": lambda text: text.replace(">student<", ">employee<"),
            "another school": lambda text: text.replace("11ZZ03", "11ZZ04")}.items():
        desk.attempt(name, lambda login: change(desk.provider.answer(login.answer())), "signature.content")
    desk.attempt("no signature", lambda login: desk.provider.response(login.answer(), desk.provider.assertion(login.answer())),
                 "signature.missing")
    desk.attempt("no assertion", lambda login: desk.provider.response(login.answer(), ""), "saml.assertion-count")
    for trick in ("<!---->", "<?x y?>"):
        login = desk.login()
        text = desk.provider.answer(login.answer(name=FORGED + ".aanvaller"))
        page = login.post(text.replace(f">{FORGED}.", f">{FORGED}{trick}."))
        desk.cases.check(f"{trick} does not shorten a name", FORGED not in page.body, page)


# ---------------------------------------------------------------- keys and algorithms

def keys(desk):
    stranger = Forger()
    desk.attempt("a stranger's key", lambda login: stranger.answer(login.answer()), "signature.value")
    brought = (f"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{stranger.certificate_body()}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>")
    desk.attempt("a key that the answer brings along", lambda login: stranger.answer(login.answer(), key_info=brought), "signature.value")
    public = desk.provider.key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)

    def with_public_key(text):
        mac = hmac.HMAC(public, hashes.SHA256())
        mac.update(text.encode())
        return mac.finalize()

    desk.attempt("the public key as a shared secret",
                 lambda login: desk.provider.answer(login.answer(), algorithm=MORE + "hmac-sha256", value=with_public_key),
                 "signature.signature-method", "signature.method", "signature.algorithm")
    desk.attempt("SHA-1, which nobody agreed to", lambda login: desk.provider.answer(login.answer(), **SHA1))
    desk.attempt("a digest of SHA-1", lambda login: desk.provider.answer(login.answer(), digest=DS + "sha1"), "signature.digest-method")
    elliptic = Forger(ec.generate_private_key(ec.SECP256R1()))
    desk.attempt("another kind of key", lambda login: elliptic.answer(login.answer(), algorithm=MORE + "ecdsa-sha256"), "signature.value")
    desk.attempt("no algorithm at all", lambda login: desk.provider.answer(login.answer()).replace(MORE + "rsa-sha256", ""))
    desk.attempt("a reference to everything",
                 lambda login: re.sub('Reference URI="#[^"]*"', 'Reference URI=""', desk.provider.answer(login.answer())))
    desk.attempt("a transform that selects",
                 lambda login: desk.provider.answer(login.answer()).replace(
                     DS + "enveloped-signature", "http://www.w3.org/TR/1999/REC-xpath-19991116"), "signature.transform")


# ---------------------------------------------------------------- for whom, and when

def addressed(desk):
    other = "https://ander.example/saml/acs"
    for name, changes, code in (
            ("for another audience", {"audience": "https://ander.example/metadata"}, "saml.audience"),
            ("for another recipient", {"recipient": other}, "saml.confirmation"),
            ("with another destination", {"destination": other, "recipient": desk.school.consumer}, "saml.destination"),
            ("of another issuer", {"issuer": "https://ander.example/idp"}, "saml.issuer"),
            ("expired", {"not_before": -4000, "not_on_or_after": -1000}, "saml.expired"),
            ("not yet valid", {"not_before": 1000, "not_on_or_after": 4000}, "saml.not-yet-valid"),
            ("confirmed until long ago", {"confirmed_until": -1000}, "saml.confirmation"),
            ("said long ago", {"issued": -4000}, "saml.issue-instant"),
            ("said in the future", {"issued": 4000}, "saml.issue-instant"),
            ("to another question", {"in_response_to": new_id()}, "saml.in-response-to"),
            ("confirmed for another question", {"confirmed_request": new_id()}, "saml.confirmation"),
            ("that says no", {"status": saml_forger.SAML + "status:AuthnFailed"}, "saml.status")):
        desk.attempt(name, lambda login: desk.provider.answer(login.answer(**changes)), code)


def leaks(desk):
    """What an identity provider must not tell is refused, and nothing of it is kept."""
    for name, value in (("eckId", "0123456789abcdef" * 8), ("eckId", "999999990")):
        login = desk.login()
        what = login.answer()
        page = login.post(desk.provider.answer(what.but(attributes=what.attributes | {name: value})))
        desk.refused(f"{name} of another form", page, "saml.eckid-form", "saml.stampseudonym")
        desk.cases.check("and it is not shown", value not in page.body and value not in desk.gateway.log(), page)


def repeated(desk):
    login = desk.login()
    text = desk.provider.answer(login.answer())
    desk.accepted("an answer", login.post(text))
    desk.attempt("the same again", text, "launch.step-unknown", login=login)
    first, second = desk.login(), None
    same = first.answer()
    desk.accepted("an assertion", first.post(desk.provider.answer(same)))
    second = desk.login()
    again = second.answer(assertion_id=same.assertion_id)
    desk.attempt("an assertion's ID a second time", desk.provider.answer(again), "launch.replayed", login=second)


def swapped(desk):
    attacker = desk.login()
    text = desk.provider.answer(attacker.answer())
    desk.attempt("an answer in a browser that never asked", text, "saml.cookies-blocked", "saml.other-browser", login=attacker, browser=Browser())
    attacker, victim = desk.login(), desk.login()
    text = desk.provider.answer(attacker.answer())
    desk.attempt("the attacker's answer in a victim's login", text, "saml.in-response-to", login=victim)
    attacker, victim = desk.login(), desk.login()
    text = desk.provider.answer(attacker.answer())
    desk.attempt("the attacker's answer and state in a victim's browser", text, "saml.other-browser", "saml.cookies-blocked",
                 login=attacker, browser=victim.browser)


def unasked(desk):
    what = Answer(desk.school.consumer, desk.school.metadata_url, "")
    text = desk.provider.answer(what)
    login = desk.login()
    desk.attempt("an answer that nobody asked for", text, "saml.unsolicited", login=login, relay_state=None)
    for state in ("https://evil.example/", "//evil.example", "/launch/start?product=boek-11", "javascript:alert(1)"):
        page = login.post(text, relay_state=state)
        desk.refused(f"with RelayState {state}", page, "saml.unsolicited")
        desk.cases.check("and the browser is sent nowhere", page.location is None and "evil.example" not in page.body
                         and "javascript:" not in page.body, page)
    desk.attempt("with a RelayState that might be a key of ours", text, "launch.step-unknown", login=login, relay_state="A" * 32)
    query = desk.provider.signed_query("SAMLResponse", desk.provider.answer(desk.login().answer()), None)
    desk.refused("an answer by redirect", Browser().get(f"{desk.school.consumer}?{query}"), "saml.response-by-redirect")


# ---------------------------------------------------------------- bytes

def bombs(desk):
    laughs = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha"}">' for i in range(12))
    for name, make, codes in (
            ("a DOCTYPE", lambda text: "<!DOCTYPE samlp:Response>" + text, ("xml.doctype",)),
            ("a billion laughs", lambda text: f"<!DOCTYPE x [{laughs}]>" + text.replace("Vervalst", "&a11;"), ("xml.doctype",)),
            ("an entity from outside", lambda text: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + text.replace("Vervalst", "&e;"),
             ("xml.doctype",)),
            ("depth without end", lambda text: text.replace("<samlp:Status>", "<samlp:Extensions>" + "<a>" * 5000 + "</a>" * 5000
                                                            + "</samlp:Extensions><samlp:Status>"), ()),
            ("a size without end", lambda text: text + " " * 400_000, ()),
            ("half a message", lambda text: text[:len(text) // 2], ()),
            ("UTF-16", lambda text: text.encode("utf-16"), ()),
            ("bytes that are no text", lambda text: text.encode().replace(b"Vervalst", b"\xff\xfe\x00"), ()),
            ("no XML", lambda text: "geen antwoord", ())):
        desk.attempt(name, lambda login: make(desk.provider.answer(login.answer())), *codes)
    login = desk.login()
    page = login.browser.post(desk.school.consumer, [("SAMLResponse", "geen base64!"), ("RelayState", login.relay_state)])
    desk.refused("no base64", page, "saml.encoding")
    page = login.browser.post(desk.school.consumer, [])
    desk.refused("nothing", page, "saml.encoding")


# ---------------------------------------------------------------- what is agreed beside the rule

def agreed(cases, folder):
    """A party with SHA-1 until a day that is to come, and one whose day is over; answers that nobody asked for, where they may come."""
    old, over, free = Forger(), Forger(), Forger()
    old.entity, over.entity, free.entity = (f"https://{name}.voorbeeld.example/idp" for name in ("oud", "voorbij", "vrij"))
    allowed = {"algorithms": ["rsa-sha256", "rsa-sha1"]}
    school = School(folder)
    sources = [school.forged(old, "vervalser", parameters={"sha1_until": "2999-12-31"}, **allowed),
               school.forged(over, "voorbij", parameters={"sha1_until": "2020-12-31"}, **allowed),
               school.forged(free, "vrij", quirks=["unsolicited"])]
    with Gateway(folder, settings(school, sources)) as gateway:
        desk = Desk(cases, gateway, school, old)
        login = desk.login()
        desk.accepted("SHA-1 while it is agreed", login.post(old.answer(login.answer(), **SHA1)))
        login = Login(school, "voorbij", product="boek-11")
        desk.refused("SHA-1 after its last day", login.post(over.answer(login.answer(), **SHA1)), "signature.method", "signature.signature-method",
                     "signature.algorithm")
        what = Answer(school.consumer, school.metadata_url, "", attributes=login.answer().attributes)
        browser = Browser()
        page = login.post(free.answer(what), relay_state=school.url + "/launch/start?product=boek-11", browser=browser)
        desk.accepted("an answer that nobody asked for, where that is agreed", page)
        page = login.post(free.answer(what.but(in_response_to=login.id, assertion_id=new_id())), relay_state="https://evil.example/", browser=browser)
        desk.refused("an answer to a question, that comes as if nobody asked", page, "saml.in-response-to")
        page = login.post(free.answer(what.but(assertion_id=new_id())), relay_state="https://evil.example/?product=boek-11", browser=Browser())
        cases.check("an address of somebody else is nowhere the browser is sent to", "evil.example" not in page.body and page.location is None, page)


def settings(school, sources):
    return school.settings(sources, [{"id": "uitgever11", "launch_to": publisher_1_1()}],
                           [{"name": "oud", "product": ["boek-11"], "to": "uitgever11", "entitlement": "not-checked"}])


def privacy(cases, gateway):
    log = gateway.log()
    cases.check("no attack brings a name or a message into the log",
                not any(word in log for word in (FORGED, "forger7", "Vervalst", "<saml", "PHNhbWxw")))


def main():
    cases = Cases()
    with scratch() as folder:
        provider, school = Forger(), School(folder)
        with Gateway(folder, settings(school, [school.forged(provider)])) as gateway:
            desk = Desk(cases, gateway, school, provider)
            for part in (usual, kept_prefixes, wrapped_assertions, wrapped_responses, altered, keys, addressed, leaks, repeated, swapped,
                         unasked, bombs, usual):
                with cases.part(part.__name__.replace("_", " ")):
                    part(desk)
            privacy(cases, gateway)
    with cases.part("what is agreed"), scratch() as folder:
        agreed(cases, folder)
    cases.finish()


main()
