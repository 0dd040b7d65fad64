#!/usr/bin/python3
"""Choosing material (deep linking) through a running gateway, from one version of LTI to the other: the question, the choice, the
signed answer, the launch of what was chosen, and the page on which a teacher chooses among publishers."""

import json
import urllib.parse

from cases import Cases, scratch
from launch_world import CLAIM, DEEP, Absent, World

OPENED, LINK_TYPE = 'id="opened"', "ltiResourceLink"


def launches(world):
    """A teacher of each environment goes to one publisher; who develops content chooses among three."""
    teacher = {"kind": ["deep-linking"], "role": ["instructor"], "priority": 10}
    developer = {"kind": ["deep-linking"], "role": ["content-developer"], "priority": 20}
    chosen = {"entitlement": "not-checked", "priority": -1}
    return [
        {"name": "kiezen vanuit nieuw", "from": ["elo"], "to": "potlood", **teacher},
        {"name": "kiezen vanuit oud", "from": ["oude-elo"], "to": "wijzer", **teacher},
        {"name": "redactie bij Potlood", "to": "potlood", **developer},
        {"name": "redactie bij Krijt", "to": "krijt", **developer},
        {"name": "redactie bij Wijzer", "to": "wijzer", **developer},
        {"name": "gekozen bij Potlood", "to": "potlood", "target": [world.pencil.url], **chosen},
        {"name": "gekozen bij Krijt", "to": "krijt", "target": [world.chalk.url], **chosen},
        {"name": "gekozen bij Wijzer", "to": "wijzer", "target": [world.platform.url], **chosen}]


def chosen_in_new(world):
    return [one["payload"] for one in world.platform.records("choice")]


def items_of(fields):
    return json.loads(fields["content_items"])["@graph"] if "content_items" in fields else []


# ---------------------------------------------------------------- a new environment, an older publisher

def new_asks_old(cases, world):
    page = world.from_new(kind="deep_linking", role="Instructor", user="leraar-1").whole()
    asked = world.pencil.seen("launch")[-1]
    cases.equal("the older publisher is asked in its own words, signed as oauthlib wants it",
                (asked["good"], asked["fields"].get("lti_message_type")), (True, "ContentItemSelectionRequest"))
    fields = asked["fields"]
    cases.equal("kinds of items become media types", fields["accept_media_types"].split(","), ["application/vnd.ims.lti.v1.ltilink", "text/html"])
    cases.equal("what the environment accepts stays", (fields["accept_multiple"], fields["accept_presentation_document_targets"]), ("true", "iframe,window"))
    cases.check("its own data and address are not told", "csrf-7" not in json.dumps(fields) and world.platform.url not in json.dumps(fields), fields)
    answers = chosen_in_new(world)
    if not cases.check("the choice comes back as a signed response of LTI 1.3", answers, page):
        return
    told = answers[-1]
    cases.equal("with the data that came, for the deployment that asked", (told[DEEP + "data"], told[CLAIM + "deployment_id"]), ("csrf-7", "dep-1"))
    link, article = told[DEEP + "content_items"]
    cases.equal("a launch becomes a link to the gateway",
                (link["type"], link["title"], link["url"].startswith(world.url + "/lti/1.3/launch?item=")), (LINK_TYPE, "Hoofdstuk 2", True))
    cases.equal("its line item comes along", (link["lineItem"]["scoreMaximum"], link["lineItem"]["label"]), (10, "Hoofdstuk 2"))
    cases.check("its parameters stay at the gateway", "custom" not in link, link)
    cases.equal("a link stays a link", (article["type"], article["url"]), ("link", world.pencil.url + "/artikel"))
    opens_chosen_old(cases, world, link["url"])


def opens_chosen_old(cases, world, url):
    page = world.from_new(target=url, link="gekozen-1").whole()
    cases.check("a pupil opens what was chosen", OPENED in page.body, page)
    launch = world.pencil.seen("launch")[-1]
    cases.equal("at the address that the publisher gave, signed with its query", (launch["good"], launch["url"]),
                (True, world.pencil.url + "/lti/hoofdstuk-2?boek=3"))
    cases.equal("with the publisher's own parameters",
                {name: value for name, value in launch["fields"].items() if name.startswith("custom_")}, {"custom_hoofdstuk": "2"})
    told = world.pencil.outcome(launch["fields"], "replaceResult", "0.8")
    world.gateway.wait_drained()
    scores = world.platform.records("score")
    cases.check("and a grade for it comes back", told.major == "success" and scores, told)
    cases.equal("of the maximum that the publisher named", (scores[-1]["body"]["scoreGiven"], scores[-1]["body"]["scoreMaximum"]), (8, 10))


# ---------------------------------------------------------------- an older environment, a new publisher

def old_asks_new(cases, world):
    page = world.from_old(kind="deep_linking", role="Instructor", user="leraar-1", key="oudeelo-2026").whole()
    asked = world.tool_launch()
    cases.equal("the new publisher is asked in its own words", asked[CLAIM + "message_type"], "LtiDeepLinkingRequest")
    wanted = asked[DEEP + "deep_linking_settings"]
    cases.equal("media types become kinds of items", sorted(wanted["accept_types"])[:2], ["html", "link"])
    cases.check("launches among them", LINK_TYPE in wanted["accept_types"], wanted)
    cases.equal("what the environment accepts stays", (wanted["accept_multiple"], wanted["accept_presentation_document_targets"]), (True, ["iframe", "window"]))
    cases.check("its own data and address are not told", "csrf-7" not in json.dumps(asked) and world.environment.url not in json.dumps(asked), asked)
    answers = world.environment.seen("choice")
    if not cases.check("the choice comes back as a ContentItemSelection", answers and 'id="chosen"' in page.body, page):
        return
    told = answers[-1]
    fields = told["fields"]
    cases.equal("signed as oauthlib wants it, with the key that asked",
                (told["good"], fields["oauth_consumer_key"], fields["lti_message_type"]), (True, "oudeelo-2026", "ContentItemSelection"))
    cases.equal("with the data that came", fields.get("data"), "csrf-7")
    items = items_of(fields)
    cases.equal("one launch was chosen", [(one["@type"], one["mediaType"], one["title"]) for one in items],
                [("LtiLinkItem", "application/vnd.ims.lti.v1.ltilink", "Hoofdstuk 2")])
    cases.check("which leads to the gateway", items[0]["url"].startswith(world.url + "/lti/1.1/launch?item="), items)
    cases.equal("its maximum comes along", items[0]["lineItem"]["scoreConstraints"]["totalMaximum"], 10)
    opens_chosen_new(cases, world, items[0]["url"])


def opens_chosen_new(cases, world, url):
    page = world.from_old(to=url, link="gekozen-1", user="leerling-4").whole()
    cases.check("a pupil of the older environment opens what was chosen", OPENED in page.body, page)
    told = world.tool_launch()
    cases.equal("at the publisher's own address", told[CLAIM + "target_link_uri"], world.platform.url + "/tool/h2")
    cases.equal("with the publisher's own parameters", told.get(CLAIM + "custom"), {"hoofdstuk": "2"})
    world.platform.ask("/tool/score?score=5")
    world.gateway.wait_drained()
    grade = world.environment.seen("grade")[-1]
    cases.equal("and a score for it comes back as a grade", (grade["good"], grade["score"]), (True, "0.5"))


# ---------------------------------------------------------------- links that are somebody else's

def strange_items(cases, world):
    url = chosen_in_new(world)[-1][DEEP + "content_items"][0]["url"]
    item = urllib.parse.urlsplit(url).query
    page = world.from_old(to=f"{world.url}/lti/1.1/launch?{item}").whole()
    cases.check("what one environment chose is not opened from another", "launch.item-unknown" in page.body, page)
    page = world.from_new(target=f"{world.url}/lti/1.3/launch?item=verzonnen").whole()
    cases.check("nor is what nobody chose", "launch.item-unknown" in page.body, page)


def forged_choices(cases, world):
    """The publisher's answer is altered, given twice, or given for another question."""
    def choice(page):
        return page.status == 200 and page.form().value("lti_message_type") == "ContentItemSelection"

    def answered(way):
        page = way.until(choice)
        return page, dict(page.form().fields), page.form().action

    before = len(chosen_in_new(world))
    ask = lambda: world.from_new(kind="deep_linking", role="Instructor", user="leraar-2")  # noqa: E731
    way = ask()
    page, fields, to = answered(way)
    shown = way.browser.post(to, list({**fields, "content_items": fields["content_items"].replace("Hoofdstuk", "Kwaad")}.items()))
    cases.check("an altered choice is refused", "lti11.signature" in shown.body, shown)
    first, second = ask(), ask()
    page, fields, to = answered(first)
    _, _, other = answered(second)
    shown = first.browser.post(other, list(fields.items()))
    cases.check("the answer to another question is refused", "lti11." in shown.body and shown.status >= 400, shown)
    shown = first.browser.onward(first.browser.post(to, list(fields.items())))
    again = first.browser.post(to, list(fields.items()))
    cases.check("an answer counts once", "lti11.choice-unknown" in again.body or "launch.step-unknown" in again.body, again)
    cases.equal("of all these one came to the environment", len(chosen_in_new(world)) - before, 1)


# ---------------------------------------------------------------- the page on which a teacher chooses

def choose(page, way, wanted, do="choose"):
    """As a browser sends it: the fields of the form, the chosen line, the button."""
    form = page.form()
    step = [one for one in form.fields if one[0] == "step"]
    lines = [value for name, value in form.fields if name == "item"]
    item = [("item", one) for one in lines if wanted and wanted in one][:1]
    return way.browser.onward(way.browser.post(urllib.parse.urljoin(page.url, form.action), step + item + [("do", do)]))


def chooser(page):
    return page.status == 200 and page.form().value("step") is not None


def chooses_publisher(cases, world):
    for name, source, told in (
            ("new", world.from_new, lambda: [[one.get("title") for one in claims.get(DEEP + "content_items", [])] for claims in chosen_in_new(world)]),
            ("older", world.from_old, lambda: [[item["title"] for item in items_of(one["fields"])] for one in world.environment.seen("choice")])):
        way = source(kind="deep_linking", role="ContentDeveloper", user="redactie-1")
        page = way.until(chooser)
        cases.check(f"{name}: where several publishers may be chosen from, a page names them",
                    all(one in page.body for one in ("Uitgeverij Potlood", "Uitgeverij Krijt", "Uitgever Wijzer")), page)
        before = len(told())
        choose(page, way, "Krijt")
        cases.equal(f"{name}: the one that was chosen is asked", told()[before:], [["Hoofdstuk 2", "Artikel"]])
        cases.check(f"{name}: an answer to the page counts once", "launch.step-unknown" in choose(page, way, "Potlood").body)
        way = source(kind="deep_linking", role="ContentDeveloper", user="redactie-1")
        page = way.until(chooser)
        choose(page, way, "Wijzer")
        cases.equal(f"{name}: a publisher of the other version too", told()[before + 1:], [["Hoofdstuk 2"]])
        way = source(kind="deep_linking", role="ContentDeveloper", user="redactie-1")
        choose(way.until(chooser), way, None, do="cancel")
        cases.equal(f"{name}: who chooses nothing goes back with nothing", told()[before + 2:], [[]])
        made_up = way.browser.post(world.url + "/launch/choice", [("step", "verzonnen"), ("item", "redactie bij Krijt"), ("do", "choose")])
        cases.check(f"{name}: nobody chooses without having been asked", "launch.step-unknown" in made_up.body, made_up)


def kills(cases, world):
    """Between the question to an older publisher and its answer."""
    way = world.from_new(kind="deep_linking", role="Instructor", user="leraar-3")
    page = way.until(lambda page: page.status == 200 and page.form().value("lti_message_type") == "ContentItemSelection")
    before = len(chosen_in_new(world))
    world.gateway.kill()
    world.gateway.start()
    way.browser.onward(way.browser.submit(page))
    cases.equal("a choice outlives a hard kill", len(chosen_in_new(world)) - before, 1)
    url = chosen_in_new(world)[-1][DEEP + "content_items"][0]["url"]
    world.gateway.kill()
    world.gateway.start()
    cases.check("and so does what was chosen", OPENED in world.from_new(target=url, link="gekozen-2").whole().body)


def main():
    cases = Cases()
    try:
        with scratch() as folder, World(folder) as world:
            world.run(launch=launches(world))
            for part in (new_asks_old, old_asks_new, strange_items, forged_choices, chooses_publisher, kills):
                with cases.part(part.__name__.replace("_", " ")):
                    part(cases, world)
    except Absent as why:
        cases.skip("learning environments and publishers", why)
    cases.finish()


main()
