#!/usr/bin/python3
"""The platform side of the adapter LTI 1.3 against ltijs, an independent tool: launch, line items, scores, results, members,
choosing and registration, and what is refused. The gateway's flow around the adapter is not part of this."""

import datetime
import json
import urllib.parse

import lti_browser
from cases import Cases, scratch
from lti_browser import AGS, Browser
from lti_platform import Platform
from lti_tool import Absent, Refused, Tool
from oneroster_peer import request


def whole(platform, choosing=False):
    browser = Browser()
    return browser.onward(browser.get(platform.url + "/start" + ("?choosing" if choosing else "")))


def status_of(act):
    try:
        act()
    except Refused as refused:
        return refused.status
    return 200


def launched(cases, platform, tool):
    end = whole(platform)
    cases.check("ltijs lets the person in", end.status == 200 and '"user":"pseudo-1"' in end.body, end)
    token = tool.last_launch()
    cases.equal("it knows them by the pseudonym", token["user"], "pseudo-1")
    custom = token["platformContext"]["custom"]
    cases.equal("variables are replaced, unknown ones stay", (custom["person"], custom["other"]), ("pseudo-1", "$Nobody.knows"))


def refusals(cases, platform, tool):
    for sentence, change, error in (
            ("another client", {"client_id": "iemand-anders"}, "unauthorized_client"),
            ("another person's hint", {"login_hint": "iemand-anders"}, "access_denied"),
            ("another scope", {"scope": "openid email"}, "invalid_scope"),
            ("another response type", {"response_type": "code"}, "unsupported_response_type"),
            ("another response mode", {"response_mode": "query"}, "invalid_request"),
            ("no nonce", {"nonce": ""}, "invalid_request")):
        address, parameters, browser = asked(platform)
        page = browser.get(address + "?" + urllib.parse.urlencode({**parameters, **change}))
        cases.equal(f"{sentence} is told to the tool", page.form().value("error"), error)
        shown = browser.submit(page)
        cases.check(f"{sentence}: ltijs lets nobody in", shown.status >= 400, shown)
    address, parameters, browser = asked(platform)
    page = browser.get(address + "?" + urllib.parse.urlencode({**parameters, "redirect_uri": "https://kwaad.example/"}))
    cases.equal("nothing goes to an address that is not registered", (page.status, page.body), (403, "lti.redirect-uri"))
    address, parameters, browser = asked(platform)
    first = browser.get(address + "?" + urllib.parse.urlencode(parameters))
    again = browser.get(address + "?" + urllib.parse.urlencode(parameters))
    cases.check("the same request a second time is refused",
                first.form().value("id_token") and again.body == "lti.launch-unknown", again)


def asked(platform):
    """ltijs's own authentication request, not sent yet."""
    browser = Browser()
    page = browser.onward(browser.get(platform.url + "/start"), lambda at: "/authorize?" in (at.location or ""))
    return page.location.split("?")[0], page.query(), browser


def grades(cases, platform, tool):
    whole(platform)
    made = tool.ask("create", scoreMaximum=10, label="Toets 1", tag="grade", resourceId="r1")["id"]
    cases.equal("a line item is listed", [one["id"] for one in tool.ask("line_items")["lineItems"]], [made])
    tool.ask("update", id=made, item={"scoreMaximum": 20, "label": "Toets 1b"})
    cases.equal("and replaced", tool.ask("line_item", id=made)["label"], "Toets 1b")
    tool.ask("score", id=made, score={"scoreGiven": 15, "scoreMaximum": 30, "activityProgress": "Completed",
                                      "gradingProgress": "FullyGraded"})
    cases.equal("a score is a result, on the scale of the line item",
                [(one["userId"], one["resultScore"], one["resultMaximum"]) for one in tool.ask("results", id=made)["scores"]],
                [("pseudo-1", 10, 20)])
    head = {"Authorization": "Bearer " + tool.ask("token", scope=AGS + "score")["access_token"],
            "Content-Type": "application/vnd.ims.lis.v1.score+json"}
    now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds")
    score = {"userId": "pseudo-1", "scoreGiven": 1, "scoreMaximum": 20, "activityProgress": "Completed",
             "gradingProgress": "FullyGraded", "timestamp": now}

    def post(body, url=made + "/scores", headers=head):
        return request(url, "POST", headers, json.dumps(body)).status
    cases.equal("a later score is taken, an older one answered 409",
                (post(score), post({**score, "timestamp": "2020-01-01T00:00:00.000Z"})), (200, 409))
    cases.equal("what is no score is answered 400", post({"userId": "pseudo-1"}), 400)
    cases.equal("an unknown line item is answered 404", post(score, made + "x/scores"), 404)
    cases.equal("without a token it is answered 401", post(score, headers={"Content-Type": head["Content-Type"]}), 401)
    cases.equal("a token for scores reads no line item", request(made, headers=head).status, 403)
    cases.equal("an unknown scope gives no token", status_of(lambda: tool.ask("token", scope="https://onbekend.example/s")), 400)
    tool.ask("delete", id=made)
    cases.equal("a deleted line item is gone", status_of(lambda: tool.ask("line_item", id=made)), 404)


def members(cases, platform, tool):
    first = tool.ask("members", limit=2)
    cases.equal("members come in pages", ([one["user_id"] for one in first["members"]], "next" in first),
                (["pseudo-1", "pseudo-2"], True))
    every = tool.ask("members", limit=2, pages=9)["members"]
    cases.equal("that lead to each other", [one["user_id"] for one in every], [f"pseudo-{i}" for i in range(1, 6)])


def choosing(cases, platform, tool):
    cases.equal("the teacher is let in to choose", whole(platform, choosing=True).status, 200)
    item = {"type": "ltiResourceLink", "title": "Hoofdstuk 1", "url": tool.url + "/", "custom": {"chapter": "1"}}
    form = lti_browser.Form(tool.ask("choice", items=[item], options={"message": "gelukt"}))
    page = Browser().post(form.action, form.fields)
    cases.equal("the choice comes back", (page.status, page.body.split()), (200, ["Hoofdstuk", "1", tool.url + "/"]))
    cases.equal("once", Browser().post(form.action, form.fields).body, "lti.choice-unknown")


def registration(cases, platform, tool):
    def register(token):
        query = {"openid_configuration": platform.url + "/lti/1.3/.well-known/openid-configuration", "registration_token": token}
        return Browser().get(f"{tool.url}/register?{urllib.parse.urlencode(query)}")
    cases.check("a made-up invitation registers nobody", "lti.close" not in register("verzonnen").body)
    page = register("invitation-1")
    cases.check("with an invitation ltijs registers itself", "lti.close" in page.body, page)
    cases.check("once", "lti.close" not in register("invitation-1").body)


def main():
    cases = Cases()
    with scratch() as folder:
        try:
            tool = Tool(folder)
        except Absent as why:
            cases.skip("ltijs", why)
            cases.finish()
        with tool, Platform(tool) as platform:
            tool.knows(platform.url, platform.url, "client-1")
            for part in (launched, refusals, grades, members, choosing, registration):
                with cases.part(part.__name__):
                    part(cases, platform, tool)
    cases.finish()


if __name__ == "__main__":
    main()
