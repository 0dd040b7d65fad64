#!/usr/bin/python3
"""Launches through a running gateway from one version of LTI to the other and back: what the publisher is told, by which names,
scores on their way back, and a gateway that is killed or stands beside another one."""

import json

import configuration
from cases import Cases, scratch
from gateway_process import Gateway
from launch_world import CHALK, CLAIM, PENCIL, RENEWED, WISE, Absent, World, free_port, older_lti

OPENED = 'id="opened"'
NAMES = ("Noor", "van Dijk", "noor@school.example", "leerling-", "klas-2a", "Wiskunde 2A", "link-")


def tells_names(told):
    return [one for one in NAMES if one in json.dumps(told, ensure_ascii=False)]


# ---------------------------------------------------------------- a new learning environment, an older publisher

def new_to_old(cases, world):
    page = world.from_new(PENCIL, user="leerling-1").whole()
    if not cases.check("a pupil comes to an older publisher", OPENED in page.body, page):
        return
    launch = world.pencil.seen("launch")[-1]
    told = launch["fields"]
    cases.check("oauthlib accepts signature, time and nonce", launch["good"], launch)
    opinion = world.pencil.accepted_by_ims_lti(launch)
    cases.check("and so does ims-lti", opinion["good"], opinion)
    cases.equal("the role travels on as a URN", told["roles"], "urn:lti:role:ims/lis/Learner")
    cases.equal("only the custom parameters of the agreement do",
                {name: value for name, value in told.items() if name.startswith("custom_")}, {"custom_hoofdstuk": "1"})
    cases.equal("the first name is told, as was agreed, and nothing else that tells who it is",
                (told.get("lis_person_name_given"), tells_names({**told, "lis_person_name_given": ""})), ("Noor", []))
    cases.check("class and link have names of their own", told["context_id"] and told["resource_link_id"], told)
    cases.equal("a class stays a class", told.get("context_type"), "urn:lti:context-type:ims/lis/CourseSection")
    cases.check("the way back leads through the gateway", told["launch_presentation_return_url"].startswith(world.url), told)
    world.from_new(CHALK, user="leerling-1").whole()
    other = world.chalk.launches()[-1]
    cases.equal("without an agreement no name is told", tells_names(other), [])
    cases.equal("nor a parameter", [name for name in other if name.startswith("custom_")], [])


def names_differ(cases, world):
    """Whatever the two versions: another publisher, another name; the same one, the same name."""
    def told_old(publisher):
        fields = publisher.launches()[-1]
        return fields["user_id"], fields["context_id"], fields["resource_link_id"]

    def told_new():
        claims = world.tool_launch()
        return claims["sub"], claims[CLAIM + "context"]["id"], claims[CLAIM + "resource_link"]["id"]

    for source in (world.from_new, world.from_old):
        seen = []
        for _ in range(2):
            for product, told in ((PENCIL, lambda: told_old(world.pencil)), (CHALK, lambda: told_old(world.chalk)), (WISE, told_new)):
                page = source(product, user="leerling-2").whole()
                cases.check("it opens", OPENED in page.body, page)
                seen.append(told())
        name = "LTI 1.3" if source == world.from_new else "LTI 1.1"
        for which, part in enumerate(("person", "class", "link")):
            ids = [one[which] for one in seen]
            cases.equal(f"from {name}: each publisher has its own name of the {part}, and keeps it",
                        (len(set(ids[:3])), ids[:3]), (3, ids[3:]))
        source(CHALK, user="leerling-3").whole()
        cases.check("another pupil has another name", told_old(world.chalk)[0] != seen[1][0])
    world.from_new(CHALK, user="leerling-2").whole()
    by_new = told_old(world.chalk)
    world.from_old(CHALK, user="leerling-2").whole()
    cases.equal("a pupil whom both environments call by the key of the school is one person to a publisher",
                told_old(world.chalk)[0], by_new[0])


def two_schools(world):
    """Those of the second deployment of the new environment are pupils of another school."""
    systems = world.systems()
    source = systems[0]["launch_from"]
    del source["deployments"], source["default_school"]
    source["deployment_schools"] = {"dep-1": configuration.SCHOOL, "dep-2": "de-beuk"}
    schools = [{"id": configuration.SCHOOL, "name": "De Akker", "brin": configuration.BRIN}, {"id": "de-beuk", "name": "De Beuk", "brin": "99YY"}]
    return {"system": systems, "school": schools}


def numbered_alike(cases, world):
    seen = []
    for deployment in ("dep-1", "dep-2", "dep-1", "dep-2"):
        page = world.from_new(CHALK, user="leerling-2", deployment=deployment).whole()
        cases.check("a pupil of either school comes in", OPENED in page.body, page)
        seen.append(world.chalk.launches()[-1]["user_id"])
    cases.equal("pupils of two schools with one number are two persons to a publisher", (len(set(seen)), seen[:2]), (2, seen[2:]))


def migrated(cases, world):
    world.from_new(WISE, user="leerling-2").whole()
    claim = world.tool_launch().get(CLAIM + "lti1p1") or {}
    cases.equal("a publisher that came from LTI 1.1 is told so, signed with the key of that time",
                (claim.get("oauth_consumer_key"), bool(claim.get("oauth_consumer_key_sign"))), (RENEWED[0], True))
    cases.check("the secret is not told", RENEWED[1] not in json.dumps(world.tool_launch()))


# ---------------------------------------------------------------- scores back to a new learning environment

def scores_of_uwlr(world):
    return [tuple(one[1:]) for line in world.sink.received("las") for one in line["results"] or []]


def outcomes(cases, world):
    page = world.from_new(PENCIL, user="leerling-5", link="link-5").whole()
    cases.check("a pupil opens material that gives grades", OPENED in page.body, page)
    launch = world.pencil.launches()[-1]
    if not cases.check("it is told where grades go", launch.get("lis_result_sourcedid"), launch):
        return
    publisher = world.pencil
    told = publisher.outcome(launch, "readResult")
    cases.equal("there is no grade yet", (told.major, told.score), ("success", ""))
    told = publisher.outcome(launch, "replaceResult", "0.85")
    cases.equal("a grade is taken", (told.status, told.major, told.operation), (200, "success", "replaceResult"))
    world.gateway.wait_drained()
    got = world.platform.records("score")
    if cases.check("the learning environment gets it as a score of AGS", got, world.gateway.messages()):
        body = got[-1]["body"]
        cases.equal("about the pupil as it calls them, at its own line item",
                    (body["userId"], got[-1]["url"]), ("leerling-5", "/lineitems/1/lineitem/scores?type_id=3"))
        cases.equal("with its value", (body["scoreGiven"] / body["scoreMaximum"], body["gradingProgress"]), (0.85, "FullyGraded"))
    cases.check("the school's administration gets it in UWLR, in whole points", ("leerling-5", 85) in scores_of_uwlr(world), scores_of_uwlr(world))
    cases.equal("nothing waits or is held", {one["status"] for one in world.gateway.messages()}, {"delivered"})
    told = publisher.outcome(launch, "readResult")
    cases.equal("it can be read back", (told.major, told.score), ("success", "0.85"))
    by_other = publisher.outcome_by_ims_lti(launch, "replaceResult", 0.9)
    cases.equal("ims-lti replaces it", (by_other["error"], by_other["result"]), ("", True))
    by_other = publisher.outcome_by_ims_lti(launch, "readResult")
    cases.equal("and reads it", (by_other["error"], by_other["result"]), ("", 0.9))
    told = publisher.outcome(launch, "deleteResult")
    cases.equal("it can be taken back", (told.major, told.operation), ("success", "deleteResult"))
    world.gateway.wait_drained()
    body = world.platform.records("score")[-1]["body"]
    cases.check("which the learning environment is told", "scoreGiven" not in body, body)
    told = publisher.outcome(launch, "readResult")
    cases.equal("and then there is none", (told.major, told.score), ("success", ""))


def refused_outcomes(cases, world):
    world.from_new(PENCIL, user="leerling-6").whole()
    launch = world.pencil.launches()[-1]
    before = len(world.gateway.messages("status=delivered"))
    publisher = world.pencil
    for sentence, instead in (("a made-up sourcedid", "verzonnen"), ("one with another end", launch["lis_result_sourcedid"][:-1] + "_")):
        told = publisher.outcome(launch, "replaceResult", "1.0", sourced_id=instead)
        cases.equal(f"{sentence} is an unknown object", (told.status, told.major, told.minor), (200, "failure", "unknownobject"))
    told = world.chalk.outcome(launch, "replaceResult", "1.0")
    cases.equal("somebody else's is as unknown to another publisher", (told.major, told.minor), ("failure", "unknownobject"))
    told = publisher.outcome(launch, "replaceResult", "1.5")
    cases.check("a score above one names its rule", told.major == "failure" and "lti11.score" in told.description, told)
    for sentence, instead in (("a wrong secret", {"secret": "geraden"}), ("a key that nobody gave out", {"key": "iemand"})):
        told = publisher.outcome(launch, "replaceResult", "1.0", **instead)
        cases.equal(f"{sentence} is refused", (told.status, told.major, told.minor), (401, "failure", "unauthorizedrequest"))
    url, body = launch["lis_outcome_service_url"], older_lti.envelope("replaceResult", launch["lis_result_sourcedid"], "0.5")
    headers = older_lti.signed_message(url, body, publisher.key, publisher.secret)
    first, again = older_lti.post(url, body, headers), older_lti.post(url, body, headers)
    cases.equal("a message counts once", (first.major, again.status, again.minor), ("success", 401, "unauthorizedrequest"))
    told = older_lti.post(url, body.replace("0.5", "0.9"), older_lti.signed_message(url, body, publisher.key, publisher.secret))
    cases.equal("an altered body is refused", (told.status, told.minor), (401, "unauthorizedrequest"))
    told = publisher.outcome(launch, "readResult")
    cases.equal("only the good one counted", told.score, "0.5")
    world.gateway.wait_drained()
    cases.equal("and only that one went on", len(world.gateway.messages("status=delivered")), before + 1)


# ---------------------------------------------------------------- an older learning environment, a new publisher

def old_to_new(cases, world):
    for sign in (older_lti.signed_by_oauthlib, older_lti.signed_by_oauth_1_0a):
        world.environment.sign = sign
        page = world.from_old(WISE, user="leerling-1").whole()
        cases.check(f"a launch {sign.__name__.replace('_', ' ')} opens a new publisher's material", OPENED in page.body, page)
    world.environment.sign = older_lti.signed_by_oauthlib
    told = world.tool_launch()
    cases.equal("the role travels on as the URI of LTI 1.3", told[CLAIM + "roles"], ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"])
    cases.equal("nothing tells who it is", tells_names(told), [])
    cases.check("no parameter travels on", not told.get(CLAIM + "custom"), told.get(CLAIM + "custom"))
    cases.equal("the platform is the gateway", told["iss"], world.url)


def grades(cases, world):
    for key, world.environment.refuses_with in zip(world.environment.keys, (401, 200)):  # how it says that a key does not count
        user, link = "leerling-" + key[-4:], "les-" + key[-4:]
        page = world.from_old(WISE, user=user, link=link, key=key).whole()
        cases.check("a pupil opens material with a line item", OPENED in page.body, page)
        told = world.platform.ask("/tool/score?score=7")
        cases.equal("the gateway takes the score of AGS", (told["token"], told["score"]), (200, 200))
        world.gateway.wait_drained()
        got = world.environment.seen("grade")
        if not cases.check("the older environment gets a grade", got, world.gateway.messages()):
            return
        cases.equal("oauthlib accepts its signature over its body, with the key that counts", (got[-1]["good"], got[-1]["key"]),
                    (True, "oudeelo-2026"))
        cases.equal("for the pupil and link that it named itself",
                    (got[-1]["operation"], json.loads(got[-1]["sourced_id"] or "{}")), ("replaceResult", {"u": user, "l": link}))
        cases.equal("as a part of one", got[-1]["score"], "0.7")
        cases.check("the administration gets it too", (user, 7) in scores_of_uwlr(world), scores_of_uwlr(world))
    cases.equal("the new environment got none of these", [one for one in world.platform.records("score")
                                                        if one["body"]["userId"] in ("leerling-2025", "leerling-2026")], [])
    cases.equal("nothing waits or is held for it", [one["status"] for one in world.gateway.messages()[:2]], ["delivered", "delivered"])


def old_to_old(cases, world):
    page = world.from_old(PENCIL, user="leerling-8", link="link-8").whole()
    cases.check("an older environment leads to an older publisher", OPENED in page.body, page)
    launch = world.pencil.launches()[-1]
    cases.check("the key, nonce and outcome service of the source do not travel on",
                launch["oauth_consumer_key"] == world.pencil.key and launch["lis_outcome_service_url"].startswith(world.url), launch)
    told = world.pencil.outcome(launch, "replaceResult", "0.6")
    cases.equal("its grade is taken", told.major, "success")
    world.gateway.wait_drained()
    got = world.environment.seen("grade")[-1]
    cases.equal("and comes to the environment", (got["good"], got["score"], json.loads(got["sourced_id"])["u"]), (True, "0.6", "leerling-8"))
    cases.equal("which said what its own link is called", json.loads(got["sourced_id"])["l"], "link-8")
    world.pencil.outcome(launch, "deleteResult")
    world.gateway.wait_drained()
    cases.equal("taken back there too", world.environment.seen("grade")[-1]["operation"], "deleteResult")


def forged_launches(cases, world):
    before = len(world.platform.records("tool-login"))
    page = world.from_old(WISE, secret="geraden").whole()
    cases.check("a launch with a wrong secret is refused", "lti11.signature" in page.body, page)
    page = world.from_old(WISE, key="niemand").whole()
    cases.check("and one with a key that nobody gave out", "lti11.key-unknown" in page.body, page)
    way = world.from_old(WISE)
    form = way.browser.get(way.begin)
    first = way.browser.submit(form)
    again = way.browser.submit(form)
    cases.check("a launch counts once", first.location and "launch.replayed" in again.body, again)
    cases.equal("a publisher hears of one of the three", len(world.platform.records("tool-login")), before)


# ---------------------------------------------------------------- kills, and two gateways

def at_tools_request(world):
    return lambda page: bool(page.location and page.location.startswith(world.url + "/lti/1.3/authorize"))


def kills(cases, world):
    """Between the older environment's launch and the new publisher's authentication request; between a score and its grade."""
    way = world.from_old(WISE, user="leerling-9", link="link-9")
    asked = way.until(at_tools_request(world))
    world.gateway.kill()
    world.gateway.start()
    page = way.browser.onward(asked)
    cases.check("a launch across versions outlives a hard kill", OPENED in page.body, page)
    again = way.browser.get(asked.location)
    cases.check("and its step counts once", "launch.step-unknown" in again.body or "lti.launch-unknown" in again.body, again)
    told = world.platform.ask("/tool/score?score=9")
    cases.equal("a score is taken", told["score"], 200)
    world.gateway.kill()
    world.gateway.start()
    world.gateway.wait_drained()
    got = [one for one in world.environment.seen("grade") if one["score"] == "0.9"]
    cases.check("and comes as a grade after a hard kill", got and got[-1]["good"], world.environment.seen("grade")[-2:])
    world.from_new(PENCIL, user="leerling-9", link="link-9").whole()
    launch = world.pencil.launches()[-1]
    world.gateway.kill()
    world.gateway.start()
    cases.equal("the handle of a result outlives it too", world.pencil.outcome(launch, "replaceResult", "0.4").major, "success")


def two_gateways(cases, world, folder):
    """A second gateway on the same store takes what begins at the first."""
    there = free_port()
    more = world.settings()
    more["gateway"]["node"] = "access"
    more["listener"][0]["address"] = f"127.0.0.1:{there}"
    with Gateway(folder, more):
        way = world.from_old(WISE, user="leerling-10")
        asked = way.until(at_tools_request(world))
        page = way.browser.get(asked.location.replace(f":{world.port}/", f":{there}/"))
        page = way.browser.onward(page)
        cases.check("a launch from an older environment at one gateway gets its token at the other", OPENED in page.body, page)
        again = way.browser.get(asked.location)
        cases.check("and is used up for both", OPENED not in again.body and again.status >= 400, again)
        begin = world.from_new(PENCIL, user="leerling-10")
        response = begin.until(lambda page: page.status == 200 and page.form().value("id_token") is not None)
        form = response.form()
        page = begin.browser.post(form.action.replace(f":{world.port}/", f":{there}/"), form.fields)
        page = begin.browser.onward(page)
        cases.check("a login at one gateway opens an older publisher's material at the other", OPENED in page.body, page)
        told = world.pencil.outcome(world.pencil.launches()[-1], "replaceResult", "0.3")
        cases.equal("its grade comes to the first one", told.major, "success")


def privacy(cases, world):
    log = world.gateway.log()
    found = [one for one in ("Noor", "leerling-", "geheim", "eyJ") if one in log]
    cases.equal("no name, no key of a pupil, no secret and no token stands in the log", found, [])


def main():
    cases = Cases()
    try:
        with scratch() as folder, World(folder) as world:
            world.run(**two_schools(world))
            for part in (new_to_old, old_to_new, names_differ, numbered_alike, migrated, outcomes, refused_outcomes, grades, old_to_old, forged_launches,
                         kills):
                with cases.part(part.__name__.replace("_", " ")):
                    part(cases, world)
            with cases.part("two gateways"), scratch() as second:
                two_gateways(cases, world, second)
            with cases.part("privacy"):
                privacy(cases, world)
    except Absent as why:
        cases.skip("learning environments and publishers", why)
    cases.finish()


main()
