#!/usr/bin/python3
"""People who sign in at an identity provider (SimpleSAMLphp as Debian has it) and open material at publishers that speak LTI 1.3 and
LTI 1.1, all the way through a running gateway: metadata both ways, redirect and POST, encryption, attributes, school, entitlement,
release."""

import json
import subprocess
import urllib.parse
import xml.etree.ElementTree as tree

import older_lti
import saml_forger
from cases import BINARY, Cases, scratch
from gateway_process import Gateway
from jose_platform import Absent, Platform
from lti_browser import Browser
from saml_way import LTI_1_1, RIO, SCHOOL, Login, School, free_port, publisher_1_1, sign_in, simplesamlphp, without

MD = "{urn:oasis:names:tc:SAML:2.0:metadata}"
SAMLP = "{urn:oasis:names:tc:SAML:2.0:protocol}"
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
UID = "qj7cks8qdz9ph54@petteflat"
ENTITLED = [{
    "entitlementId": "3b951e8f-de9e-4d0a-be3e-0caea2467e30", "deliveryOrderId": "3b951e8f-de9e-4d0a-be3e-0caea2467e15",
    "productId": "boek-13", "dateCreated": "2020-05-01T08:00:00Z", "dateLastModified": "2020-05-01T08:00:00Z",
    "startDate": "2020-08-01", "activationUntilDate": "2099-07-31", "expirationDate": "2099-07-31",
    "entitlementType": "school-student", "entitlementStatus": "entitled",
    "entitlementSpecification": {"school": {"organisationMasterIdentifier": RIO}, "student": {"userMasterIdentifier": simplesamlphp.ECKID}}}]


def source(provider, **more):
    return {"standard": "saml-entree", "issuer": provider.entity, "schools": [SCHOOL], **more}


def settings(school, by_url, by_file, publisher):
    """One provider whose signed metadata are fetched, and one whose metadata somebody put down as a file."""
    systems = [
        {"id": "entree", "launch_from": source(by_url, metadata_url=by_url.entity, public_keys_file=str(by_url.folder / "provider.pem"))},
        {"id": "school", "launch_from": source(by_file, metadata_file=str(by_file.folder / "provider.xml"),
                                               parameters={"request_binding": "post"})}]
    pinned = {"public_keys_file": str(by_file.folder / "provider.pem")}
    for name, url, keys in (("ander", by_url.entity, pinned), ("los", by_url.entity, {}),
                            ("weg", f"http://127.0.0.1:{free_port()}/metadata", pinned)):
        us = f"https://schakel.voorbeeld.example/{name}"
        systems.append({"id": name, "launch_from": source(by_url, client_id=us, metadata_url=url, **keys)})
    publishers = [{"id": "uitgever", "launch_to": publisher}, {"id": "uitgever11", "launch_to": publisher_1_1()}]
    both = {"from": ["entree", "school"], "agreement": "verwerkersovereenkomst 2026"}
    launches = [{"name": "les", "product": ["boek-13"], "to": "uitgever", "release": ["given_name"], **both},
                {"name": "oud", "product": ["boek-11"], "to": "uitgever11", "entitlement": "not-checked", **both},
                {"name": "leraar", "product": ["handleiding"], "role": ["instructor"], "to": "uitgever", "entitlement": "not-checked", **both}]
    return school.settings(systems, publishers, launches, encrypted=True)


def own_metadata(cases, school, gateway, providers):
    page = Browser().get(school.metadata_url)
    root = saml_forger.verify_message(page.body, school.public_key)
    cases.equal("our metadata are signed, and we are called after their address", root.get("entityID"), school.metadata_url)
    role = root.find(MD + "SPSSODescriptor")
    cases.equal("they tell what a provider needs", [role.get("AuthnRequestsSigned"), role.get("WantAssertionsSigned")], ["true", "true"])
    judged = subprocess.run(["xmllint", "--noout", "-"], input=page.body.encode(), capture_output=True)
    cases.equal("xmllint reads them", (judged.returncode, judged.stderr), (0, b""))
    for provider in providers:
        text = page.body
        if provider.by_post:  # so it has no other way to tell us of a logout
            text = without(text, '<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"', "/>")
        provider.know(text.encode())


def questions(cases, school):
    login = Login(school, "entree")
    fields = saml_forger.verify_query(login.query, school.public_key)
    cases.equal("a question by redirect is signed as its address stands there", fields["SigAlg"], saml_forger.RSA_SHA256)
    cases.equal("and asks for an answer by POST at our address",
                [tree.fromstring(login.request).get(name) for name in ("AssertionConsumerServiceURL", "ProtocolBinding")],
                [school.consumer, "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"])
    login = Login(school, "school")
    root = saml_forger.verify_message(login.request, school.public_key)
    cases.equal("a question by POST is signed in itself", root.tag, SAMLP + "AuthnRequest")


def doubtful_metadata(cases, school):
    for name, codes in (("ander", ("signature.value",)), ("los", ("saml.metadata-unpinned",)),
                        ("weg", ("saml.metadata-unreachable", "launch.peer-silent"))):
        page = Browser().get(f"{school.url}/launch/start?from={name}&product=boek-13")
        cases.check(f"metadata that are {dict(ander='signed by somebody else', los='signed by nobody we know', weg='not to be had')[name]}: "
                    "nobody is sent there", page.location is None and any(code in page.body for code in codes) and "<h1" in page.body, page)


def opened(login, user):
    answer = sign_in(login.browser, login.page, user)
    return login.browser.onward(login.browser.submit(answer))


def launches_1_3(cases, school, platform, source_name):
    page = opened(Login(school, source_name), "student")
    if not cases.check(f"{source_name}: a pupil opens material in LTI 1.3", 'id="opened"' in page.body, page):
        return
    told = platform.records("tool-launch")[-1]["payload"]
    text = json.dumps(told)
    cases.check("the publisher knows a pseudonym", told["sub"] and UID not in text and told["sub"] != UID, told)
    cases.check("the first name, as the route says, and no other name", told.get("given_name") == "Piet" and "Jansen" not in text, told)
    cases.check("and nothing that the provider told besides", "2014" not in text and "petteflat" not in text.lower(), told)
    cases.equal("as a learner", told[CLAIM + "roles"], ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"])


def launches_1_1(cases, school, source_name):
    login = Login(school, source_name, product="boek-11")
    answer = sign_in(login.browser, login.page, "student")
    page = login.browser.onward(login.browser.submit(answer), lambda one: one.form().action == LTI_1_1["launch_url"])
    form = page.form()
    accepts = lambda fields: older_lti.Judge({LTI_1_1["key"]: LTI_1_1["secret"]}).accepts(  # noqa: E731
        form.action, urllib.parse.urlencode(fields), older_lti.FORM)
    cases.check(f"{source_name}: a pupil opens material in LTI 1.1, and oauthlib accepts the signature", accepts(form.fields), page)
    fields = dict(form.fields)
    cases.equal("in the words of that version", (fields["lti_message_type"], fields["roles"]),
                ("basic-lti-launch-request", "urn:lti:role:ims/lis/Learner"))
    cases.check("under a pseudonym, without names", fields["user_id"] and UID not in str(fields) and "Jansen" not in str(fields), fields)
    altered = [(name, "Instructor" if name == "roles" else value) for name, value in form.fields]
    cases.check("and not an altered one", not accepts(altered))


def same_person(cases, school, platform):
    names = set()
    for _ in range(2):
        opened(Login(school, "entree"), "student")
        names.add(platform.records("tool-launch")[-1]["payload"]["sub"])
    cases.equal("a pupil is the same to the publisher each time", len(names), 1)


def roles_and_schools(cases, school, platform, gateway):
    page = opened(Login(school, "entree", product="handleiding"), "employee")
    cases.check("a teacher opens what is for teachers", 'id="opened"' in page.body, page)
    before = len(platform.records("tool-login"))
    page = opened(Login(school, "entree", product="handleiding"), "student")
    cases.check("a pupil does not", "launch.no-route" in page.body, page)
    page = opened(Login(school, "entree"), "elsewhere")
    cases.check("somebody of a school that is not ours is told so", "launch.school-unknown" in page.body, page)
    cases.equal("and the publisher hears of neither", len(platform.records("tool-login")), before)


def signed_in_already(cases, school):
    first = Login(school, "entree")
    opened(first, "student")
    again = Login(school, "entree", browser=first.browser)
    page = again.browser.onward(again.page)
    cases.check("who is signed in already opens more without a password", 'id="opened"' in page.body, page)


def entitlements(cases, school, gateway, folder):
    page = opened(Login(school, "entree"), "student")
    cases.check("nobody told of a right to it: refused in words for a pupil",
                "launch.entitlement-unknown" in page.body and "Het is niet bekend of je" in page.body, page)
    gateway.terminate()
    file = folder / "rechten.json"
    file.write_text(json.dumps(ENTITLED))
    done = subprocess.run([BINARY, "access", "import", "--config", str(gateway.config), "--source", "uitgever",
                           "--as", "edu-v-entitlement-1.1", str(file)], capture_output=True, text=True)
    cases.equal("a right to it comes in", (done.returncode, done.stderr), (0, ""))
    gateway.start()


def privacy(cases, gateway):
    log = gateway.log()
    for word in (UID, simplesamlphp.ECKID, "Piet", "Jansen", "20140131"):
        cases.check(f"the log does not know {word}", word not in log)
    stored = b"".join(file.read_bytes() for file in gateway.data.rglob("*") if file.is_file())
    cases.check("and no file of the gateway knows a name or a birth date", not any(word in stored for word in (b"Jansen", b"20140131")))


def whole(cases, folder):
    school = School(folder)
    with Platform() as platform:
        by_url = simplesamlphp.Provider(folder / "entree")
        by_file = simplesamlphp.Provider(folder / "school", by_post=True)
        try:
            with Gateway(folder, settings(school, by_url, by_file, platform.tool())) as gateway:
                platform.set(gateway=f"{school.url}/lti/1.3")
                with cases.part("own metadata"):
                    own_metadata(cases, school, gateway, (by_url, by_file))
                with cases.part("doubtful metadata"):
                    doubtful_metadata(cases, school)
                with cases.part("questions"):
                    questions(cases, school)
                with cases.part("entitlements"):
                    entitlements(cases, school, gateway, folder)
                for name in ("entree", "school"):
                    with cases.part(f"launches from {name}"):
                        launches_1_3(cases, school, platform, name)
                        launches_1_1(cases, school, name)
                with cases.part("one person"):
                    same_person(cases, school, platform)
                with cases.part("roles and schools"):
                    roles_and_schools(cases, school, platform, gateway)
                with cases.part("signed in already"):
                    signed_in_already(cases, school)
                privacy(cases, gateway)
        finally:
            by_url.stop()
            by_file.stop()


def main():
    cases = Cases()
    if not simplesamlphp.installed():
        cases.skip("people who sign in at SimpleSAMLphp", "SimpleSAMLphp or PHP is not installed")
        cases.finish()
    try:
        with scratch() as folder:
            whole(cases, folder)
    except Absent as why:
        cases.skip("people who sign in at SimpleSAMLphp", why)
    cases.finish()


main()
