#!/usr/bin/python3
"""Signing out: begun by the identity provider and begun with us, by redirect and by POST, with SimpleSAMLphp and with a provider that
writes its addresses in unusual ways or does not tell the truth, through a running gateway."""

import base64
import re
import urllib.parse
import xml.etree.ElementTree as tree

import saml_forger
from cases import Cases, scratch
from gateway_process import Gateway
from lti_browser import Browser
from saml_forger import DS, Forger
from saml_way import LTI_1_1, Login, School, publisher_1_1, sign_in, simplesamlphp, without

SIGNED_OUT = "Je bent afgemeld"
REDIRECT_LOGOUT = '<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"'
NAME = "forger7@petteflat"
SUCCESS = saml_forger.SAML + "status:Success"


def settings(school, sources):
    return school.settings(sources, [{"id": "uitgever11", "launch_to": publisher_1_1()}],
                           [{"name": "oud", "product": ["boek-11"], "to": "uitgever11", "entitlement": "not-checked"}])


def arrived(page):
    return page.form().action == LTI_1_1["launch_url"]


# ---------------------------------------------------------------- SimpleSAMLphp

def signed_in(school, source, user="student"):
    login = Login(school, source, product="boek-11")
    page = login.browser.onward(login.browser.submit(sign_in(login.browser, login.page, user)), arrived)
    if not arrived(page):
        raise RuntimeError(f"nobody signs in: {page}")
    return login.browser


def asks_for_password(school, source, browser):
    login = Login(school, source, product="boek-11", browser=browser)
    page = browser.onward(login.page, lambda one: one.form().value("password") is not None or one.form().value("SAMLResponse") is not None)
    return page.form().value("password") is not None


def own_cookies(browser):
    return {name for name in browser.cookies if name.startswith("schakel-")}


def begun_by_provider(cases, school, source, provider):
    browser = signed_in(school, source)
    cases.equal(f"{source}: the browser keeps what ends the session", len(own_cookies(browser)), 1)
    done = f"{provider.url}/klaar.txt"
    page = browser.onward(browser.get(f"{provider.url}/saml2/idp/initSLO.php?" + urllib.parse.urlencode({"RelayState": done})))
    cases.check(f"{source}: the provider asks us, takes our answer, and goes on where it wanted", page.url.startswith(done), page)
    cases.equal("nothing is kept of the session here", own_cookies(browser), set())
    cases.check("and who opens more signs in again", asks_for_password(school, source, browser))


def begun_by_us(cases, school, source):
    browser = signed_in(school, source)
    page = browser.onward(browser.get(f"{school.url}/launch/sign-out?from={source}"))
    cases.check(f"{source}: a person signs out with us, there too, and is told so",
                SIGNED_OUT in page.body and page.url.startswith(school.logout), page)
    cases.equal("nothing is kept of the session here", own_cookies(browser), set())
    cases.check("the provider knows them no more", asks_for_password(school, source, browser))


def with_simplesamlphp(cases, folder):
    school = School(folder)
    by_redirect = simplesamlphp.Provider(folder / "entree")
    by_post = simplesamlphp.Provider(folder / "school", by_post=True)
    try:
        sources = [{"id": name, "launch_from": {"standard": "saml-entree", "issuer": one.entity, "metadata_file": str(one.folder / "provider.xml")}}
                   for name, one in (("entree", by_redirect), ("school", by_post))]
        with Gateway(folder, settings(school, sources)) as gateway:
            own = Browser().get(school.metadata_url).body
            by_redirect.know(own.encode())
            by_post.know(without(own, REDIRECT_LOGOUT, "/>").encode())
            for source, provider in (("entree", by_redirect), ("school", by_post)):
                with cases.part(f"begun by {source}"):
                    begun_by_provider(cases, school, source, provider)
                with cases.part(f"begun by us, {source}"):
                    begun_by_us(cases, school, source)
            log = gateway.log()
            cases.check("the log names nobody", "qj7cks8qdz9ph54" not in log and "Jansen" not in log)
    finally:
        by_redirect.stop()
        by_post.stop()


# ---------------------------------------------------------------- a provider of our own making

def every_byte(text):
    return "".join(f"%{byte:02x}" for byte in text.encode())


def hardly_escaped(text):
    for letter in "%+#& ":
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text


def small_letters(text):
    return re.sub("%[0-9A-F]{2}", lambda one: one.group(0).lower(), urllib.parse.quote(text, safe=""))


WAYS_TO_WRITE = {
    "as forms are written": urllib.parse.quote_plus,
    "as addresses are written": lambda text: urllib.parse.quote(text, safe=""),
    "with small hexadecimal letters": small_letters,
    "with every byte escaped": every_byte,
    "with hardly anything escaped": hardly_escaped,
}


def code_of(page):
    told = re.search(r"(saml|signature|launch|xml)\.[a-z0-9-]+", page.body)
    return told.group(0) if told else f"none ({page.status})"


def check_answer(cases, what, page, school, provider, asked, state):
    if not cases.check(f"{what}: answered by redirect to the provider", page.location and page.location.startswith(provider.logout + "?"), page):
        return
    query = urllib.parse.urlsplit(page.location).query
    fields = saml_forger.verify_query(query, school.public_key)
    root = tree.fromstring(saml_forger.inflated(fields["SAMLResponse"]))
    status = root.find(f"{{{saml_forger.PROTOCOL}}}Status/{{{saml_forger.PROTOCOL}}}StatusCode").get("Value")
    cases.equal(f"{what}: to that question, with its state, signed", (root.get("InResponseTo"), fields.get("RelayState"), status),
                (asked, state, SUCCESS))


def queries(cases, school, provider):
    for what, encode in WAYS_TO_WRITE.items():
        for state in (None, "toestand van het platform / 7?&=%"):
            asked = saml_forger.new_id()
            message = provider.logout_request(school.logout, NAME, "_s", ID=asked)
            query = provider.signed_query("SAMLRequest", message, state, encode=encode)
            page = Browser().get(f"{school.logout}?{query}")
            check_answer(cases, what + (", with a state" if state else ""), page, school, provider, asked, state)

    make = lambda **more: provider.signed_query("SAMLRequest", provider.logout_request(school.logout, NAME, "_s", **more), "t 7")  # noqa: E731
    asked = saml_forger.new_id()
    pieces = make(ID=asked).split("&")
    page = Browser().get(f"{school.logout}?" + "&".join([pieces[2], pieces[3], pieces[1], pieces[0]]))
    check_answer(cases, "in another order", page, school, provider, asked, "t 7")

    stranger = Forger()
    for what, query in {
            "the same letters, written otherwise": make().replace("SAMLRequest=", "SAMLRequest=" + "%" + "20", 1),
            "another state": make().replace("RelayState=t+7", "RelayState=t+8"),
            "the state in other letters": make().replace("RelayState=t+7", "RelayState=t%207"),
            "a state added": provider.signed_query("SAMLRequest", provider.logout_request(school.logout, NAME, "_s")) + "&RelayState=x",
            "the state taken away": make().replace("&RelayState=t+7", ""),
            "a state twice": make() + "&RelayState=t+7",
            "a message twice": make() + "&" + make().split("&")[0],
            "a signature twice": make() + "&" + make().split("&")[3],
            "no signature": make().split("&Signature=")[0],
            "another algorithm's name": make().replace("rsa-sha256", "rsa-sha512"),
            "SHA-1": provider.signed_query("SAMLRequest", provider.logout_request(school.logout, NAME, "_s"), algorithm=DS + "rsa-sha1"),
            "a stranger's key": stranger.signed_query("SAMLRequest", provider.logout_request(school.logout, NAME, "_s"))}.items():
        page = Browser().get(f"{school.logout}?{query}")
        cases.check(f"by redirect, {what}: refused, with words", code_of(page) in ("saml.query-signature", "saml.encoding") and "<h1" in page.body,
                    (code_of(page), page))


def posts(cases, school, provider):
    def post(message, state=None, name="SAMLRequest"):
        fields = [(name, base64.b64encode(message.encode()).decode())] + ([("RelayState", state)] if state else [])
        return Browser().post(school.logout, fields)

    asked = saml_forger.new_id()
    signed = provider.sign(provider.logout_request(school.logout, NAME, "_s", ID=asked))
    check_answer(cases, "by POST", post(signed, "A" * 32), school, provider, asked, "A" * 32)
    cases.equal("the same request again counts no more", code_of(post(signed)), "launch.replayed")
    make = lambda **more: provider.logout_request(more.pop("to", school.logout), NAME, "_s", **more)  # noqa: E731
    for what, message, code in (
            ("no signature", make(), "signature.missing"),
            ("another name", provider.sign(make()).replace(NAME, "ander@petteflat"), "signature.content"),
            ("a stranger's key", Forger().sign(make()), "signature.value"),
            ("for another address", provider.sign(make(to="https://ander.example/")), "saml.destination"),
            ("said long ago", provider.sign(make(issued=-4000)), "saml.issue-instant"),
            ("of somebody who is not known", provider.sign(make(issuer="https://ander.example/")), "saml.issuer"),
            ("with a DOCTYPE", "<!DOCTYPE x>" + provider.sign(make()), "xml.doctype")):
        cases.equal(f"by POST, {what}", code_of(post(message)), code)
    response = provider.sign(provider.logout_response(school.logout, saml_forger.new_id()))
    cases.equal("an answer to a sign-out that nobody began", code_of(post(response, name="SAMLResponse")), "saml.unsolicited")
    cases.equal("nor under an invented key", code_of(post(response, "A" * 32, name="SAMLResponse")), "launch.step-unknown")


def begun_here(cases, school, provider):
    def began():
        login = Login(school, "vervalser", product="boek-11")
        login.post(provider.answer(login.answer(session="_sessie-7")))
        page = login.browser.get(f"{school.url}/launch/sign-out?from=vervalser")
        if not page.location:
            raise RuntimeError(f"no question to the provider: {page}")
        fields = saml_forger.verify_query(urllib.parse.urlsplit(page.location).query, school.public_key)
        return login.browser, tree.fromstring(saml_forger.inflated(fields["SAMLRequest"])), fields["RelayState"]

    browser, root, state = began()
    told = [root.findtext(f"{{{saml_forger.ASSERTION}}}NameID"), root.findtext(f"{{{saml_forger.PROTOCOL}}}SessionIndex"), root.get("Destination")]
    cases.equal("a sign-out that begins here names person and session as the provider did", told, [NAME, "_sessie-7", provider.logout])
    query = provider.signed_query("SAMLResponse", provider.logout_response(school.logout, root.get("ID")), state)
    page = browser.get(f"{school.logout}?{query}")
    cases.check("the provider's answer ends it", SIGNED_OUT in page.body, page)
    cases.equal("and counts once", code_of(browser.get(f"{school.logout}?{query}")), "launch.step-unknown")
    page = browser.get(f"{school.url}/launch/sign-out?from=vervalser")
    cases.check("signing out again asks nobody anything", page.location is None and SIGNED_OUT in page.body, page)

    browser, root, state = began()
    query = provider.signed_query("SAMLResponse", provider.logout_response(school.logout, saml_forger.new_id()), state)
    cases.equal("an answer to another question", code_of(browser.get(f"{school.logout}?{query}")), "saml.in-response-to")
    browser, root, state = began()
    query = Forger().signed_query("SAMLResponse", provider.logout_response(school.logout, root.get("ID")), state)
    cases.equal("a stranger's answer", code_of(browser.get(f"{school.logout}?{query}")), "saml.query-signature")

    page = Browser().get(f"{school.url}/launch/sign-out?from=vervalser")
    cases.check("a browser that never signed in asks nobody anything", page.location is None and SIGNED_OUT in page.body, page)
    cases.equal("a system that nobody comes from", code_of(Browser().get(f"{school.url}/launch/sign-out?from=uitgever11")), "launch.party-unknown")


def with_forger(cases, folder):
    provider, school = Forger(), School(folder)
    with Gateway(folder, settings(school, [school.forged(provider)])) as gateway:
        for part in (queries, posts, begun_here):
            with cases.part(part.__name__.replace("_", " ")):
                part(cases, school, provider)
        cases.check("the log names nobody", NAME not in gateway.log())


def main():
    cases = Cases()
    with cases.part("a provider of our own making"), scratch() as folder:
        with_forger(cases, folder)
    if simplesamlphp.installed():
        with cases.part("SimpleSAMLphp"), scratch() as folder:
            with_simplesamlphp(cases, folder)
    else:
        cases.skip("SimpleSAMLphp", "SimpleSAMLphp or PHP is not installed")
    cases.finish()


main()
