#!/usr/bin/python3
"""Launches from a learning environment made with jose, through the gateway, to a tool made with jose: the whole way, every fault of an
id_token, replays, other browsers, choices, scores, and a gateway that is killed between two steps."""

import json
import socket

import configuration
import jose_platform
from cases import Cases, scratch, wait_until
from gateway_process import Gateway
from lti_browser import Browser
from jose_platform import Absent, Platform

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
DEEP = "https://purl.imsglobal.org/spec/lti-dl/claim/"

# What is wrong with the token, and what school IT is told.
FAULTS = {
    "no-algorithm": "lti.token-algorithm", "shared-secret": "lti.token-algorithm", "key-path": "lti.key-unknown",
    "key-address": "lti.token-signature", "other-key": "lti.token-signature", "expired": "lti.token-expired",
    "future": "lti.token-early", "huge": "lti.token-form", "audience": "lti.token-audience", "issuer": "lti.token-issuer",
    "nonce": "lti.token-nonce", "deployment": "lti.deployment-waits", "target": "lti.target-differs",
    "version": "lti.message-invalid", "no-person": "lti.person-absent", "no-link": "lti.message-invalid",
    "signed-out": "lti.not-signed-in",
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def settings(folder, platform, port):
    url = f"http://localhost:{port}"
    roster = {"standard": "lti-1.3", "url": platform.url, "token": platform.receiver()["token"],
              "parameters": {"memberships": platform.url + "/members?context=klas-2a", "issuer": platform.url}}
    systems = [{"id": "lms", "launch_from": platform.source(configuration.SCHOOL), "send": platform.receiver(), "roster": roster},
               {"id": "uitgever", "launch_to": platform.tool()}]
    school = {"id": configuration.SCHOOL, "name": "De Akker", "brin": configuration.BRIN, "retention": {"rosters": "30d"}}
    route = {"from": ["lms"], "to": "uitgever", "entitlement": "not-checked"}
    return configuration.gateway(
        folder, systems, [{"name": "cijfers", "from": ["uitgever"], "to": ["lms"]}], school=[school],
        listeners=[{"name": "data", "address": f"127.0.0.1:{port}", "public_url": url}],
        launch=[{"name": "les", **route}, {"name": "bekenden", **route, "priority": 10, "kind": ["resource"], "product": ["bekend"],
                                                 "person": "known"}])


class Way:
    """One person with a browser."""

    def __init__(self, platform, **hint):
        self.platform, self.browser = platform, Browser()
        self.begin = platform.start(**hint)

    def whole(self):
        return self.browser.onward(self.browser.get(self.begin))

    def to_response(self):
        """The platform's page that would post the id_token."""
        return self.browser.onward(self.browser.get(self.begin),
                                   lambda page: page.status == 200 and page.form().value("id_token") is not None)


def launches(cases, platform):
    for method in ("GET", "POST"):
        page = Way(platform, method=method).whole()
        cases.check(f"a login by {method} leads to the tool", 'id="opened"' in page.body, page)
    told = platform.records("tool-launch")[-1]["payload"]
    cases.check("the tool knows the pupil by a pseudonym only",
                told["sub"] and "leerling-1" not in json.dumps(told) and "Noor" not in json.dumps(told), told)
    cases.equal("the role travels on", told[CLAIM + "roles"], ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"])
    cases.check("an own deployment, an own nonce and an own issuer", told["iss"] != platform.url, told)
    asked = platform.records("authorize")[-1]["query"]
    cases.equal("the authentication request is as the framework asks",
                [asked.get(name) for name in ("scope", "response_type", "response_mode", "prompt")],
                ["openid", "id_token", "form_post", "none"])


def faults(cases, platform):
    for fault, code in FAULTS.items():
        before = len(platform.records("tool-login"))
        page = Way(platform, fault=fault).whole()
        cases.check(f"{fault}: refused as {code}", code in page.body, page)
        cases.equal(f"{fault}: the publisher hears nothing of it", len(platform.records("tool-login")), before)
        cases.check(f"{fault}: the page says nothing of the token", "leerling-1" not in page.body, page)


def replays(cases, platform):
    way = Way(platform)
    response = way.to_response()
    first = way.browser.onward(way.browser.submit(response))
    cases.check("the first response opens the material", 'id="opened"' in first.body, first)
    cases.check("the same response again is refused", "launch.step-unknown" in way.browser.submit(response).body)

    token = Way(platform).to_response().form().value("id_token")
    way = Way(platform)
    form = way.to_response().form()
    page = way.browser.post(form.action, [("id_token", token), ("state", form.value("state"))])
    cases.check("a token under another state is refused", "lti.token-nonce" in page.body, page)


def swaps(cases, platform):
    attacker, before = Way(platform, user="aanvaller"), len(platform.records("tool-login"))
    victim = Browser()
    page = victim.submit(attacker.to_response())
    cases.check("another browser does not come in with somebody's response", "id_token" not in page.body, page)
    other = Way(platform)
    other.to_response()  # a browser with cookies of a launch of its own
    page = other.browser.submit(Way(platform, user="aanvaller").to_response())
    cases.equal("nor does one that has a launch of its own", len(platform.records("tool-login")), before)


def redirects(cases, platform):
    page = Way(platform, target="https://evil.example/").whole()
    cases.check("an address of somebody else is nowhere the browser is sent to", "evil.example" not in page.url, page)


def choices(cases, platform):
    page = Way(platform, kind="deep_linking", role="Instructor").whole()
    chosen = platform.records("choice")
    if not cases.check("a choice comes back to the learning environment, and its signature is right", chosen, page):
        return
    claims = chosen[-1]["payload"]
    cases.equal("data comes back unchanged", claims.get(DEEP + "data"), "csrf-7")
    cases.equal("for the deployment that asked", claims.get(CLAIM + "deployment_id"), jose_platform.DEPLOYMENT)
    items = claims.get(DEEP + "content_items", [])
    cases.check("the item leads through the gateway", len(items) == 1 and "/lti/1.3/launch?" in items[0].get("url", ""), items)


def scores(cases, platform, gateway):
    page = Way(platform, user="leerling-7").whole()
    if not cases.check("a pupil opens material with a line item", 'id="opened"' in page.body, page):
        return
    told = platform.ask("/tool/score?score=8")
    cases.equal("the gateway takes the score", (told["token"], told["score"]), (200, 200))
    gateway.wait_drained()
    got = platform.records("score")
    if not cases.check("the learning environment gets it", got, gateway.messages()):
        return
    cases.equal("at its own line item", got[-1]["url"], "/lineitems/1/lineitem/scores?type_id=3")
    cases.equal("about the pupil as it calls them", got[-1]["body"]["userId"], "leerling-7")
    cases.equal("as it was given", (got[-1]["body"]["scoreGiven"], got[-1]["body"]["gradingProgress"]), (8, "FullyGraded"))
    cases.equal("with a token for scores only", platform.records("token")[-1].get("scope"), jose_platform.AGS + "score")


def members(cases, platform, gateway):
    """Who is in the class, as the learning environment itself tells: a roster like any other."""
    sync = wait_until(lambda: next((one for one in gateway.admin("/syncs")[1]["syncs"] if one.get("ended_at")), None), 30, "the sync")
    came = sync["outcome"]
    cases.equal("the pages of its members are published as a roster",
                (came["what"], came["change"]["pupils"]["added"], came["change"]["employees"]["added"]), ("published", 2, 1))
    cases.check("fetched with a token for members only", jose_platform.NRPS in [one.get("scope") for one in platform.records("token")])
    link = gateway.url("/lti/1.3/launch?product=bekend").replace("127.0.0.1", "localhost")
    page = Way(platform, target=link).whole()
    cases.check("who is in the class is known", 'id="opened"' in page.body, page)
    page = Way(platform, target=link, user="leerling-9").whole()
    cases.check("who is not there is not", "launch.person-unknown" in page.body, page)


def kills(cases, platform, gateway):
    way = Way(platform)
    response = way.to_response()
    gateway.kill()
    gateway.start()
    page = way.browser.onward(way.browser.submit(response))
    cases.check("a login outlives a hard kill of the gateway", 'id="opened"' in page.body, page)
    cases.check("and its state counts once all the same", "launch.step-unknown" in way.browser.submit(response).body)


def two_gateways(cases, platform, whole, folder):
    """A second gateway on the same store: what begins at one goes on at the other."""
    here, there = whole.ports["data"], free_port()
    more = settings(whole.folder, platform, here)
    more["gateway"]["node"] = "access"
    more["listener"][0]["address"] = f"127.0.0.1:{there}"
    with Gateway(folder, more):
        way = Way(platform)
        form = way.to_response().form()
        page = way.browser.post(form.action.replace(f":{here}/", f":{there}/"), form.fields)
        page = way.browser.onward(page)
        cases.check("a login that began at one gateway finishes at the other", 'id="opened"' in page.body, page)
        again = way.browser.post(form.action, form.fields)
        cases.check("and its state is used up for both", "launch.step-unknown" in again.body, again)


def privacy(cases, gateway):
    log = gateway.log()
    cases.check("no name of a pupil and no token stands in the log", "Noor" not in log and "eyJ" not in log)


def main():
    cases = Cases()
    try:
        with scratch() as folder, Platform() as platform:
            port = free_port()
            with Gateway(folder, settings(folder, platform, port)) as gateway:
                platform.set(gateway=f"http://localhost:{port}/lti/1.3")
                for part in (launches, faults, replays, swaps, redirects, choices):
                    with cases.part(part.__name__):
                        part(cases, platform)
                for part in (scores, members, kills):
                    with cases.part(part.__name__):
                        part(cases, platform, gateway)
                with cases.part("two gateways"), scratch() as second:
                    two_gateways(cases, platform, gateway, second)
                privacy(cases, gateway)
    except Absent as why:
        cases.skip("a learning environment made with jose", why)
    cases.finish()


main()
