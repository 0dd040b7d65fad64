#!/usr/bin/python3
"""Launches through a running gateway towards a publisher whose tool is ltijs: roles, parameters, the migration claim, choosing and
opening what was chosen, and every refusal of an authentication request in the order that Moodle has. The learning environment is
one of our own making that speaks LTI 1.3."""

import base64
import hashlib
import hmac
import json
import urllib.parse

import configuration
import lti_browser
from cases import Cases, scratch
from gateway_process import Gateway
from lti_browser import AGS, CLAIM, DEEP, NRPS, ROLE, Browser, LearningEnvironment, claims_of
from lti_tool import Absent, Tool

SCOPES = [AGS + "lineitem", AGS + "score", AGS + "result.readonly", NRPS]
CLIENT, OLD_KEY, OLD_SECRET = "uitgever-client-1", "oude-sleutel", "geheim-van-vroeger-0001"
PARAMETERS = {"klas": "$Context.title", "persoon": "$User.id", "rol": "$Membership.role", "naam": "$Person.name.full",
              "wie": "$Nobody.knows", "vast": "altijd"}


def settings(folder, environment, tool):
    keys = folder / "lms-keys.json"
    keys.write_text(environment.signer.jwks())
    lms = {"id": "lms", "launch_from": {
        "standard": "lti-1.3", "issuer": environment.issuer, "client_id": environment.client_id,
        "authorization_url": environment.authorization_url, "public_keys_file": str(keys),
        "token_url": "https://lms.voorbeeld.example/token", "scopes": SCOPES,
        "deployments": [environment.deployment], "default_school": configuration.SCHOOL, "identifiers": {"lti.user": "las.key"}}}
    publisher = {"id": "uitgever", "launch_to": {
        "standard": "lti-1.3", "client_id": CLIENT, "login_url": tool.url + "/login", "launch_url": tool.url + "/",
        "redirect_urls": [tool.url + "/"], "keys_url": tool.url + "/keys", "scopes": SCOPES,
        "pseudonym_key": "pseudoniemsleutel-van-de-test-0001",
        "keys": [{"key": OLD_KEY, "secret": OLD_SECRET}], "parameters": {"custom." + name: value for name, value in PARAMETERS.items()}}}
    return configuration.gateway(
        folder, [lms, publisher], [],
        launch=[{"name": "les", "from": ["lms"], "to": "uitgever", "entitlement": "not-checked", "release": ["context_title"],
                 "agreement": "proef", "custom": ["hoofdstuk"]}])


class Chain:
    """One person on the way from the learning environment to the tool."""

    def __init__(self, gateway, environment):
        self.gateway, self.environment = gateway.url(), environment
        self.browser = Browser()

    def to_tool_login(self, **claims):
        """The tool's login, as far as the gateway brings the browser."""
        page = self.environment.launch(self.browser, self.gateway, **self.granted(), **claims)
        return self.browser.onward(page, lambda at: "/login?" in (at.location or ""))

    def granted(self):
        return {"https://purl.imsglobal.org/spec/lti-ags/claim/endpoint": {
                    "scope": SCOPES[:3], "lineitems": "https://lms.voorbeeld.example/items"},
                "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice": {
                    "context_memberships_url": "https://lms.voorbeeld.example/members", "service_versions": ["2.0"]}}

    def to_request(self, **claims):
        """The tool's authentication request, not sent yet: its address and parameters."""
        page = self.browser.onward(self.to_tool_login(**claims), lambda at: "/authorize?" in (at.location or ""))
        return page.location.split("?")[0], page.query()

    def ask(self, address, parameters, browser=None):
        return (browser or self.browser).get(address + "?" + urllib.parse.urlencode(parameters))

    def whole(self, **claims):
        """All the way: what the tool shows at the end."""
        return self.browser.onward(self.environment.launch(self.browser, self.gateway, **self.granted(), **claims))


# ---------------------------------------------------------------- launches

def launched(cases, gateway, environment, tool):
    end = Chain(gateway, environment).whole()
    cases.check("ltijs lets the pupil in", end.status == 200 and end.body.startswith("{"), end)
    token = tool.last_launch()
    cases.check("the tool knows the pupil by a pseudonym only",
                token["user"] and "leerling-1" not in json.dumps(token) and "Voorbeeld" not in json.dumps(token), token)
    again = Chain(gateway, environment)
    again.whole()
    cases.equal("the same pupil is the same person for the tool", tool.last_launch()["user"], token["user"])
    other = Chain(gateway, environment)
    other.whole(sub="leerling-2")
    cases.check("another pupil is another person", tool.last_launch()["user"] != token["user"])


def roles(cases, gateway, environment, tool):
    several = [ROLE + "Instructor", "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant",
               "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Faculty"]
    for sentence, sub, given, wanted in (
            ("several roles travel on", "leraar-1", several, several),
            ("a short one becomes the word of the standard", "leerling-1", ["Learner"], [ROLE + "Learner"]),
            ("one that the standard does not know is left out", "leerling-1", [ROLE + "Learner", "https://elders.example/rol#x"], [ROLE + "Learner"])):
        Chain(gateway, environment).whole(sub=sub, **{CLAIM + "roles": given})
        cases.check(sentence, set(wanted) <= set(tool.last_launch()["platformContext"]["roles"]), tool.last_launch()["platformContext"]["roles"])


def parameters(cases, gateway, environment, tool):
    Chain(gateway, environment).whole(**{CLAIM + "custom": {"hoofdstuk": "3", "eigen": "van het lms"}})
    told = tool.last_launch()
    custom = told["platformContext"]["custom"]
    cases.equal("variables are replaced as far as their values were released",
                [custom.get(name) for name in ("klas", "persoon", "naam", "wie", "vast")],
                ["Groep 7", told["user"], "$Person.name.full", "$Nobody.knows", "altijd"])
    cases.check("the role too", custom.get("rol", "").endswith("Learner"), custom)
    cases.equal("of the parameters of the link those travel on that the route names", (custom.get("hoofdstuk"), "eigen" in custom), ("3", False))


def migration(cases, gateway, environment):
    chain = Chain(gateway, environment)
    page = chain.browser.onward(chain.to_tool_login(), lambda at: at.status == 200 and at.form().value("id_token"))
    token = claims_of(page.form().value("id_token"))
    claim = token.get(CLAIM + "lti1p1", {})
    signed = "&".join([OLD_KEY, token[CLAIM + "deployment_id"], token["iss"], CLIENT, str(token["exp"]), token["nonce"]])
    proof = base64.b64encode(hmac.new(OLD_SECRET.encode(), signed.encode(), hashlib.sha256).digest()).decode()
    cases.equal("who knew the school by LTI 1.1 is told so, signed with the key of then",
                (claim.get("oauth_consumer_key"), claim.get("oauth_consumer_key_sign")), (OLD_KEY, proof))
    cases.check("the secret is not told", OLD_SECRET not in json.dumps(token))


def error_told(page):
    return page.form().value("error") if page.status == 200 else None


def refusals(cases, gateway, environment, tool):
    wrong = [("an unknown client is told so", {"client_id": "iemand-anders"}, "unauthorized_client"),
             ("somebody else's hint is told as access_denied", {"login_hint": "iemand-anders"}, "access_denied"),
             ("a wrong scope is told as invalid_scope", {"scope": "openid email"}, "invalid_scope"),
             ("a wrong response type is told", {"response_type": "code"}, "unsupported_response_type"),
             ("a prompt is told as invalid_request", {"prompt": "login"}, "invalid_request"),
             ("a request without nonce is told as invalid_request", {"nonce": ""}, "invalid_request")]
    for sentence, change, error in wrong:
        chain = Chain(gateway, environment)
        address, parameters = chain.to_request()
        page = chain.ask(address, {**parameters, **change})
        cases.equal(sentence, error_told(page), error)
        cases.check(sentence + ", at the tool's own address and with its state",
                    page.form().action.startswith(tool.url) and page.form().value("state") == parameters["state"], page)

    order = [({"nonce": ""}, "invalid_request"), ({"scope": "email"}, "invalid_scope"), ({"response_type": "code"}, "unsupported_response_type"),
             ({"client_id": "iemand-anders"}, "unauthorized_client"), ({"login_hint": "iemand-anders"}, "access_denied"),
             ({"response_mode": "query"}, "invalid_request")]
    for (first, error), (second, _) in zip(order, order[1:]):
        chain = Chain(gateway, environment)
        address, parameters = chain.to_request()
        cases.equal(f"of {list(first)[0]} and {list(second)[0]} the former is told",
                    error_told(chain.ask(address, {**parameters, **first, **second})), error)

    chain = Chain(gateway, environment)
    address, parameters = chain.to_request()
    page = chain.browser.post(address, list(parameters.items()))
    cases.check("a request by POST is answered likewise", page.form().value("id_token") is not None, page)

    chain = Chain(gateway, environment)
    address, parameters = chain.to_request()
    page = chain.ask(address, {**parameters, "redirect_uri": "https://kwaad.voorbeeld.example/"})
    cases.check("to an address that is not registered nothing is sent",
                page.status >= 400 and "kwaad.voorbeeld" not in page.body and "id_token" not in page.body, page)
    cases.check("and the pupil gets a page with a code for school IT", "lti.redirect-uri" in page.body, page)

    chain = Chain(gateway, environment)
    address, parameters = chain.to_request()
    first, second = chain.ask(address, parameters), chain.ask(address, parameters)
    cases.check("the first request is answered", first.form().value("id_token") is not None, first)
    cases.check("the same request again is refused", second.status >= 400 and "id_token" not in second.body, second)

    chain = Chain(gateway, environment)
    address, parameters = chain.to_request()
    page = chain.ask(address, parameters, Browser())
    cases.check("a launch that another browser began is refused", error_told(page) in ("login_required", "access_denied"), page)
    forged = chain.ask(address, {**parameters, "lti_message_hint": "verzonnen"})
    cases.check("a made-up hint is refused", forged.status >= 400, forged)


# ---------------------------------------------------------------- choosing

def choosing(cases, gateway, environment, tool):
    chain = Chain(gateway, environment)
    settings_claim = {"deep_link_return_url": "https://lms.voorbeeld.example/back?c=7", "accept_types": ["ltiResourceLink", "link"],
                      "accept_presentation_document_targets": ["iframe", "window"], "accept_multiple": True, "data": "van het lms"}
    claims = {CLAIM + "message_type": "LtiDeepLinkingRequest", CLAIM + "roles": [ROLE + "Instructor"],
              DEEP + "deep_linking_settings": settings_claim, "sub": "leraar-1"}
    end = chain.whole(**claims)
    cases.equal("the teacher is in the tool to choose", end.status, 200)
    form = lti_browser.Form(tool.ask("choice", items=[{"type": "ltiResourceLink", "title": "Hoofdstuk 1", "url": tool.url + "/",
                                                       "custom": {"chapter": "1"}, "lineItem": {"scoreMaximum": 10}}], options={"message": "gelukt"}))
    cases.check("the choice comes back to the gateway", form.action.startswith(gateway.url("/lti/1.3/choice?k=")), form.action)
    page = chain.browser.post(form.action, form.fields)
    back = chain.browser.onward(page, lambda at: at.status == 200 and "lms.voorbeeld.example/back" in (at.form().action or ""))
    token = lti_browser.claims_of(back.form().value("JWT"))
    items = token[DEEP + "content_items"]
    cases.equal("the learning environment gets the item", [one["title"] for one in items], ["Hoofdstuk 1"])
    cases.equal("with its own data", token.get(DEEP + "data"), "van het lms")
    cases.check("and an address of the gateway, not of the tool", items[0]["url"].startswith(gateway.url("/")), items)
    again = chain.browser.post(form.action, form.fields)
    cases.check("a choice counts once", again.status >= 400, again)
    cases.check("the line item that comes with it travels on", items[0].get("lineItem", {}).get("scoreMaximum") == 10, items)

    Chain(gateway, environment).whole(**{CLAIM + "target_link_uri": items[0]["url"]})
    opened = tool.last_launch()["platformContext"]
    cases.equal("a launch of the item opens what the publisher meant", (opened["targetLinkUri"], opened["custom"].get("chapter")),
                (tool.url + "/", "1"))
    unknown = Chain(gateway, environment).whole(**{CLAIM + "target_link_uri": items[0]["url"] + "x"})
    cases.check("an item that nobody chose opens nothing", "launch.item-unknown" in unknown.body, unknown)

    chain = Chain(gateway, environment)
    chain.whole(**claims)
    form = lti_browser.Form(tool.ask("choice", items=[], options={"message": "niets gekozen"}))
    back = chain.browser.onward(chain.browser.post(form.action, form.fields), lambda at: at.status == 200 and at.form().value("JWT"))
    token = claims_of(back.form().value("JWT"))
    cases.equal("who chooses nothing comes back with nothing, and with what the tool says",
                (token.get(DEEP + "content_items", []), token.get(DEEP + "msg")), ([], "niets gekozen"))
    chain = Chain(gateway, environment)
    chain.whole(**claims)
    form = lti_browser.Form(tool.ask("choice", items=[], options={}))
    forged = dict(form.fields)["JWT"].rsplit(".", 1)[0] + "." + lti_browser.b64(b"x" * 256)
    page = chain.browser.post(form.action, [("JWT", forged)])
    cases.check("a choice that the tool did not sign is refused", page.status >= 400 and "lti.choice-" in page.body, page)

def main():
    cases = Cases()
    environment = LearningEnvironment()
    with scratch() as folder:
        try:
            tool = Tool(folder)
        except Absent as why:
            cases.skip("a publisher's tool", why)
            cases.finish()
        with tool, Gateway(folder, settings(folder, environment, tool)) as gateway:
            tool.knows(gateway.url(), gateway.url(), CLIENT)
            for part in (launched, roles, parameters, refusals, choosing):
                with cases.part(part.__name__):
                    part(cases, gateway, environment, tool)
            with cases.part("migration"):
                migration(cases, gateway, environment)
    cases.finish()


if __name__ == "__main__":
    main()
