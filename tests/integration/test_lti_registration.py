#!/usr/bin/python3
"""Parties that register themselves at a running gateway. A publisher's tool (ltijs) with an invitation, and a learning environment
(made with jose) to which the gateway introduces itself: let in by an administrator, paired with a school, and then a launch."""

import urllib.parse

import configuration
from cases import Cases, scratch, wait_until
from gateway_process import Gateway
from jose_platform import AGS, NRPS, Platform
from lti_browser import Browser
from lti_tool import Absent, Tool
from oneroster_peer import request

TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"
SCHOOLS = (configuration.SCHOOL, "de-beek")


def settings(folder, platform):
    newcomer = {"id": "nieuwe-uitgever", "launch_to": {
        "standard": "lti-1.3", "registers": True, "scopes": [AGS + "score", AGS + "lineitem"],
        "pseudonym_key": "pseudoniemsleutel-van-de-test-0002"}}
    environment = {"id": "nieuwe-elo", "launch_from": {
        "standard": "lti-1.3", "registers": True, "scopes": [AGS + "score", NRPS], "identifiers": {"lti.user": "las.key"}}}
    systems = [{"id": "lms", "launch_from": platform.source(configuration.SCHOOL)}, {"id": "uitgever", "launch_to": platform.tool()},
               newcomer, environment]
    route = {"entitlement": "not-checked"}
    schools = [{"id": name, "name": name, "brin": f"99X{at}"} for at, name in enumerate(SCHOOLS)]
    return configuration.gateway(
        folder, systems, [], school=schools,
        launch=[{"name": "nieuw", "from": ["lms"], "to": "nieuwe-uitgever", "role": ["instructor"], **route},
                {"name": "elo", "from": ["nieuwe-elo"], "to": "uitgever", **route}])


def opened(platform, **hint):
    browser = Browser()
    return browser.onward(browser.get(platform.start(**hint)))


def invited(gateway, system):
    return gateway.admin("/access/invitations", "POST", {"system": system})[1]["invitation"]


# ---------------------------------------------------------------- a publisher's tool

def tool_registers(cases, gateway, platform, tool):
    def register(token):
        """What ltijs shows at its registration address, to which an administrator brings a browser."""
        query = {"openid_configuration": gateway.url("/lti/1.3/.well-known/openid-configuration"), "registration_token": token}
        return Browser().get(f"{tool.url}/register?{urllib.parse.urlencode(query)}")

    def launch():
        return opened(platform, user="leraar-1", role="Instructor")

    early = launch()
    cases.check("before it registered nobody gets to the newcomer, and is told why",
                early.status == 403 and "launch.party-waits" in early.body, early)
    cases.check("a made-up invitation registers nobody", "lti.close" not in register("verzonnen").body)
    cases.check("nor does one for a learning environment", "lti.close" not in register(invited(gateway, "nieuwe-elo")).body)
    cases.equal("who does not register itself is not invited",
                gateway.admin("/access/invitations", "POST", {"system": "uitgever"})[0], 400)
    invitation = invited(gateway, "nieuwe-uitgever")
    page = register(invitation)
    cases.check("ltijs registers itself with an invitation", page.status == 200 and "lti.close" in page.body, page)
    cases.check("an invitation counts once", "lti.close" not in register(invitation).body)
    waiting = launch()
    cases.check("until an administrator lets it in nobody gets there", "launch.party-waits" in waiting.body, waiting)
    listed = gateway.admin("/access/registrations?status=waiting")[1]["registrations"]
    cases.equal("the administrator sees who waits", [(one["system"], one["title"], one["side"]) for one in listed],
                [("nieuwe-uitgever", "Proefuitgever", "target")])

    gateway.admin("/access/registrations/nieuwe-uitgever/accept", "POST", {})
    end = wait_until(lambda: (page := launch()).status == 200 and page, 10, "the registration in force")
    cases.check("then a teacher does", end.body.startswith("{"), end)
    told = tool.last_launch()
    cases.equal("with the custom parameter that it registered", told["platformContext"]["custom"].get("soort"), "proef")
    cases.equal("what was granted at registration is granted in its launch",
                sorted(told["platformContext"]["endpoint"]["scope"]),
                sorted(AGS + name for name in ("lineitem", "lineitem.readonly", "score")))
    made = tool.ask("create", scoreMaximum=10, label="Toets 1")["id"]
    cases.equal("and it can make line items with a token of its own", tool.ask("line_item", id=made)["label"], "Toets 1")

    bearer = {"Authorization": "Bearer " + tool.ask("token", scope=AGS + "lineitem")["access_token"]}
    cases.equal("until it is removed", request(made, headers=bearer).status, 200)
    gateway.admin("/access/registrations/nieuwe-uitgever/remove", "POST", {})
    wait_until(lambda: "launch.party-waits" in launch().body, 10, "the end of the registration")
    cases.equal("and of its tokens", request(made, headers=bearer).status, 401)


# ---------------------------------------------------------------- a learning environment

def introduction(gateway, platform, invitation, **more):
    query = {"invitation": invitation, "openid_configuration": platform.url + "/.well-known/openid-configuration", **more}
    return Browser().get(gateway.url("/lti/1.3/introduction?" + urllib.parse.urlencode(query)))


def gateway_registers(cases, gateway, platform):
    before = len(platform.records("register"))
    for sentence, invitation in (("a made-up invitation", "verzonnen"), ("one for a publisher", invited(gateway, "nieuwe-uitgever"))):
        page = introduction(gateway, platform, invitation)
        cases.check(f"{sentence} introduces us nowhere", "lti.not-invited" in page.body, page)
    cases.equal("and nothing is asked of anybody", len(platform.records("register")), before)

    invitation = invited(gateway, "nieuwe-elo")
    platform.set(registration_status=400)
    page = introduction(gateway, platform, invitation)
    cases.check("a refusal of the learning environment is told", "lti.registration-refused" in page.body, page)
    platform.set(registration_status=0)
    page = introduction(gateway, platform, invitation, registration_token="tok-1")
    cases.check("the invitation is good until it led to a registration", page.status == 200 and "aangemeld" in page.body, page)
    sent = platform.records("register")[-1]
    document, base = sent["document"], gateway.url("/lti/1.3")
    cases.equal("the registration shows the token of the learning environment", sent["authorization"], "Bearer tok-1")
    cases.equal("and where we are", [document[name] for name in ("initiate_login_uri", "redirect_uris", "jwks_uri")],
                [base + "/login", [base + "/launch"], base + "/jwks"])
    cases.equal("with what the standard asks of a tool",
                (document["application_type"], document["response_types"], document["token_endpoint_auth_method"],
                 document[TOOL]["target_link_uri"], {one["type"] for one in document[TOOL]["messages"]}),
                ("web", ["id_token"], "private_key_jwt", base + "/launch", {"LtiResourceLinkRequest"}))
    cases.check("an invitation counts once", "lti.not-invited" in introduction(gateway, platform, invitation).body)

    known = gateway.admin("/access/registrations?status=waiting")[1]["registrations"]
    cases.equal("the administrator sees who waits", [(one["system"], one["side"], one["issuer"]) for one in known],
                [("nieuwe-elo", "source", platform.url)])
    platform.set(client_id=known[0]["client_id"], deployment="dep-r")
    early = opened(platform)
    cases.check("until an administrator lets it in nobody comes from there", "lti.platform-unknown" in early.body, early)
    gateway.admin("/access/registrations/nieuwe-elo/accept", "POST", {})
    wait_until(lambda: "lti.platform-unknown" not in opened(platform).body, 10, "the registration in force")
    waits = opened(platform)
    cases.check("a deployment waits until it is paired with a school", "lti.deployment-waits" in waits.body, waits)
    listed = gateway.admin("/access/deployments?waiting=true")[1]["deployments"]
    cases.equal("and the administrator sees it", [(one["system"], one["deployment"]) for one in listed], [("nieuwe-elo", "dep-r")])
    pair = {name: listed[0][name] for name in ("issuer", "client_id", "deployment")}
    cases.equal("it is paired", gateway.admin("/access/pairings", "POST", {**pair, "school": SCHOOLS[1]})[0], 200)
    end = wait_until(lambda: (page := opened(platform)).status == 200 and page, 10, "the pairing in force")
    cases.check("then a pupil opens the material", 'id="opened"' in end.body, end)
    last = gateway.admin("/access/attempts?limit=1")[1]["attempts"][0]
    cases.equal("for the school that was said", last.get("school"), SCHOOLS[1])


def main():
    cases = Cases()
    with scratch() as folder:
        try:
            tool, platform = Tool(folder), Platform()
        except Absent as why:
            cases.skip("parties that register themselves", why)
            cases.finish()
        with tool, platform, Gateway(folder, settings(folder, platform)) as gateway:
            platform.set(gateway=gateway.url("/lti/1.3"))
            with cases.part("a publisher's tool"):
                tool_registers(cases, gateway, platform, tool)
            with cases.part("a learning environment"):
                gateway_registers(cases, gateway, platform)
    cases.finish()


if __name__ == "__main__":
    main()
