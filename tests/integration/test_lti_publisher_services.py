#!/usr/bin/python3
"""What a publisher's tool asks a running gateway for without a browser: ltijs is the tool, a learning environment made with jose is
where pupils come from. Access tokens and every refusal of them, line items, scores and where they go on to, results, and members
out of the roster of the school."""

import concurrent.futures
import datetime
import json
import os
import time
import urllib.parse
import uuid

import configuration
from cases import Cases, scratch, wait_until
from gateway_process import Gateway
from jose_platform import AGS, NRPS, Platform
from lti_browser import Browser, Signer
from lti_tool import Absent, Refused, Tool
from oneroster_peer import request
from sink_process import Sink

CLIENT = "uitgever-client-1"
CLASS = "klas-2a"
RECEIVERS = {"las": "uwlr-2.3", "volgsysteem": "edu-v-results-2.1", "lrs": "xapi-1.0.3"}
PUPILS = 30
MEMBERS = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
SCORE = "application/vnd.ims.lis.v1.score+json"


def edexml(pupils):
    def pupil(number):
        return (f'<leerling key="leerling-{number}" eckid="https://ketenid.nl/pilot/{number:02x}"><achternaam>Geheim{number}</achternaam>'
                f'<roepnaam>Roep{number}</roepnaam><jaargroep>5</jaargroep><groep key="{CLASS}"/></leerling>')
    return (f'<EDEX><school><schooljaar>2026-2027</schooljaar><peildatum>2026-10-01</peildatum><brincode>{configuration.BRIN}</brincode>'
            f'<xsdversie>2.1</xsdversie></school><groepen><groep key="{CLASS}"><naam>2A</naam><jaargroep>5</jaargroep></groep></groepen>'
            f'<leerlingen>{"".join(pupil(number) for number in range(1, pupils + 1))}</leerlingen><leerkrachten>'
            f'<leerkracht key="leraar-1"><achternaam>Meester</achternaam><groepen><groep key="{CLASS}"/></groepen></leerkracht>'
            f'</leerkrachten></EDEX>')


def deliver(folder, name, pupils):
    """A file of the school's administration, which lay there long enough to be whole."""
    at = folder / "in" / name
    at.with_suffix(".tmp").write_text(edexml(pupils))
    os.utime(at.with_suffix(".tmp"), (time.time() - 60,) * 2)
    at.with_suffix(".tmp").rename(at)


def settings(folder, platform, tool, sink):
    publisher = {"id": "uitgever", "launch_to": {
        "standard": "lti-1.3", "client_id": CLIENT, "login_url": tool.url + "/login", "launch_url": tool.url + "/",
        "redirect_urls": [tool.url + "/"], "keys_url": tool.url + "/keys", "pseudonym_key": "pseudoniemsleutel-van-de-test-0001",
        "scopes": [AGS + "lineitem", AGS + "score", AGS + "result.readonly", NRPS]}}
    receivers = [configuration.receiver(name, standard, sink.open(name)) for name, standard in RECEIVERS.items()]
    receivers[0]["roster"] = {"standard": "edexml-2.1", "folder": str(folder / "in"), "every": "1s"}
    lms = {"id": "lms", "launch_from": platform.source(configuration.SCHOOL), "send": platform.receiver()}
    route = {"from": ["lms"], "to": "uitgever", "entitlement": "not-checked"}
    school = {"id": configuration.SCHOOL, "name": "De Akker", "brin": configuration.BRIN, "retention": {"rosters": "90d"}}
    return configuration.gateway(
        folder, [lms, publisher, *receivers], [{"name": "cijfers", "from": ["uitgever"], "to": [*RECEIVERS, "lms"]}], school=[school],
        launch=[{"name": "leerlingen", "role": ["learner"], "release": ["members", "given_name"], "agreement": "proef", **route},
                {"name": "leraren", "role": ["instructor"], **route}])


def opened(platform, tool, **hint):
    """What ltijs knows of who just came in."""
    browser = Browser()
    page = browser.onward(browser.get(platform.start(**hint)))
    if page.status != 200 or '"user"' not in page.body:
        raise RuntimeError(f"nobody came in: {page}")
    return tool.last_launch()


def status_of(act):
    try:
        act()
    except Refused as refused:
        return refused.status
    return 200


# ---------------------------------------------------------------- tokens

class TokenRequest:
    """As ltijs makes it, with its own key; what differs is given."""

    def __init__(self, gateway, tool):
        self.address = gateway.url("/lti/1.3/token")
        self.signer = Signer(**tool.ask("key"))

    def claims(self, **change):
        now = int(time.time())
        made = {"iss": CLIENT, "sub": CLIENT, "aud": self.address, "iat": now, "exp": now + 60, "jti": str(uuid.uuid4()), **change}
        return {name: value for name, value in made.items() if value is not None}

    def ask(self, assertion=None, **fields):
        form = {"grant_type": "client_credentials", "scope": AGS + "score",
                "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion": assertion or self.signer.sign(self.claims()), **fields}
        answer = request(self.address, "POST", {"Content-Type": "application/x-www-form-urlencoded"}, urllib.parse.urlencode(form))
        return answer.status, json.loads(answer.body)


def tokens(cases, gateway, platform, tool):
    opened(platform, tool)
    asking = TokenRequest(gateway, tool)
    status, told = asking.ask()
    cases.equal("a token is given", (status, told.get("token_type"), told.get("scope")), (200, "Bearer", AGS + "score"))
    cases.check("for an hour", told.get("expires_in") == 3600, told)
    base = gateway.url("/lti/1.3")
    cases.equal("the audience may be our issuer, and one of several",
                [asking.ask(asking.signer.sign(asking.claims(aud=aud)))[0] for aud in (gateway.url(), [base + "/token", "https://x.example"])],
                [200, 200])
    now = int(time.time())
    for sentence, change in (("another audience", {"aud": "https://elders.example/token"}), ("no audience", {"aud": None}),
                             ("an assertion that is over", {"iat": now - 600, "exp": now - 300}),
                             ("one of the future", {"iat": now + 600, "exp": now + 900}), ("one that never ends", {"exp": None}),
                             ("no jti", {"jti": None}), ("another subject", {"sub": "iemand-anders"}),
                             ("an unknown client", {"iss": "iemand-anders", "sub": "iemand-anders"})):
        status, told = asking.ask(asking.signer.sign(asking.claims(**change)))
        cases.equal(f"{sentence} is answered invalid_client", (status, told.get("error")), (401, "invalid_client"))
    stranger = Signer(asking.signer.kid)
    cases.equal("another key under the same name", asking.ask(stranger.sign(asking.claims()))[0], 401)
    cases.equal("a key that is not published", asking.ask(Signer("onbekend").sign(asking.claims()))[0], 401)
    once = asking.signer.sign(asking.claims())
    cases.equal("an assertion counts once", [asking.ask(once)[0], asking.ask(once)[0]], [200, 401])
    for sentence, fields, error in (
            ("a scope that is not granted", {"scope": "https://onbekend.example/scope"}, "invalid_scope"),
            ("no scope", {"scope": ""}, "invalid_scope"), ("another grant", {"grant_type": "password"}, "unsupported_grant_type"),
            ("another kind of assertion", {"client_assertion_type": "saml"}, "invalid_request")):
        status, told = asking.ask(**fields)
        cases.equal(f"{sentence} is answered {error}", (status, told.get("error")), (400, error))
    status, told = asking.ask(scope=f"{AGS}score https://onbekend.example/scope {AGS}lineitem.readonly")
    cases.equal("of several scopes those that are granted are given", sorted(told.get("scope", "").split()),
                sorted([AGS + "score", AGS + "lineitem.readonly"]))


# ---------------------------------------------------------------- line items, scores, results

def moment(seconds=0.0):
    when = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return when.isoformat(timespec="milliseconds")


def line_items(cases, gateway, platform, tool):
    told = opened(platform, tool)
    of_link = told["platformContext"]["endpoint"]["lineitem"]
    made = tool.ask("create", scoreMaximum=10, label="Toets 1", tag="cijfer", resourceId="r1")
    cases.check("a line item is made below the gateway", made["id"].startswith(gateway.url("/lti/1.3/classes/")), made)
    second = tool.ask("create", scoreMaximum=5, label="Toets 2")
    listed = tool.ask("line_items")["lineItems"]
    cases.equal("all are listed, that of the link too", {one["id"] for one in listed}, {made["id"], second["id"], of_link})
    for sentence, asked in (("by tag", {"tag": "cijfer"}), ("by the tool's own id", {"resourceId": "r1"})):
        cases.equal(f"{sentence} one is found", [one["id"] for one in tool.ask("line_items", **asked)["lineItems"]], [made["id"]])
    cases.equal("by its link the one of the link", [one["id"] for one in tool.ask("line_items", resourceLinkId=True)["lineItems"]], [of_link])
    first = tool.ask("line_items", limit=2)
    rest = tool.ask("line_items", url=first["next"])["lineItems"]
    cases.equal("they come in pages that lead to each other", {one["id"] for one in first["lineItems"] + rest}, {one["id"] for one in listed})
    tool.ask("update", id=made["id"], item={"scoreMaximum": 20, "label": "Toets 1b"})
    got = tool.ask("line_item", id=made["id"])
    cases.equal("one is replaced as a whole", (got["label"], got["scoreMaximum"], got.get("tag")), ("Toets 1b", 20, None))
    cases.equal("one without a maximum is answered 400", status_of(lambda: tool.ask("create", label="Zonder maximum")), 400)
    tool.ask("delete", id=second["id"])
    cases.equal("a deleted one is gone", status_of(lambda: tool.ask("line_item", id=second["id"])), 404)
    cases.equal("that of the link cannot be deleted", status_of(lambda: tool.ask("delete", id=of_link)), 405)
    reads = {"Authorization": "Bearer " + tool.ask("token", scope=AGS + "lineitem.readonly")["access_token"]}
    body = json.dumps({"scoreMaximum": 1, "label": "Nieuw"})
    head = {**reads, "Content-Type": "application/vnd.ims.lis.v2.lineitem+json"}
    items = told["platformContext"]["endpoint"]["lineitems"]
    cases.equal("who may only read makes, changes and deletes none",
                [request(items, "POST", head, body).status, request(made["id"], "PUT", head, body).status,
                 request(made["id"], "DELETE", reads).status, request(made["id"], headers=reads).status], [403, 403, 403, 200])
    cases.equal("without a token nothing is read", [request(items).status, request(made["id"]).status], [401, 401])


def scores(cases, gateway, platform, tool, sink):
    pupil = opened(platform, tool, user="leerling-3")
    item = pupil["platformContext"]["endpoint"]["lineitem"]
    tool.ask("score", id=item, score={"scoreGiven": 8, "scoreMaximum": 10, "activityProgress": "Completed",
                                      "gradingProgress": "FullyGraded", "comment": "Goed gedaan"})
    gateway.wait_drained()
    for name, wanted in (("las", "leerling-3"), ("volgsysteem", None), ("lrs", None)):
        got = [one for line in sink.received(name) for one in line["results"] or []]
        cases.check(f"the score goes on to {RECEIVERS[name]}", len(got) == 1 and got[0][2] == 8, sink.received(name))
        if wanted and got:
            cases.equal("about the pupil by the key of the school", got[0][1], wanted)
    given = platform.records("score")
    if cases.check("and back to the learning environment", len(given) == 1, given):
        body = given[0]["body"]
        cases.equal("at its own line item, about the pupil as it calls them", (given[0]["url"], body["userId"]),
                    ("/lineitems/1/lineitem/scores?type_id=3", "leerling-3"))
        cases.equal("as it was given", (body["scoreGiven"], body["scoreMaximum"], body["gradingProgress"], body.get("comment")),
                    (8, 10, "FullyGraded", "Goed gedaan"))

    head = {"Authorization": "Bearer " + tool.ask("token", scope=AGS + "score")["access_token"], "Content-Type": SCORE}
    score = {"userId": pupil["user"], "scoreGiven": 9, "scoreMaximum": 10, "activityProgress": "Completed",
             "gradingProgress": "FullyGraded", "timestamp": moment(1)}

    def post(body, at=item + "/scores", headers=head):
        return request(at, "POST", headers, json.dumps(body)).status
    cases.equal("a later score is taken", post(score), 200)
    cases.equal("the same score again as well", post(score), 200)
    cases.equal("another one of that moment, or an older one, is a conflict",
                [post({**score, "scoreGiven": 1}), post({**score, "timestamp": "2020-01-01T00:00:00.000Z"})], [409, 409])
    cases.equal("what is no score is answered 400",
                [post({key: score[key] for key in score if key != missing}) for missing in
                 ("userId", "scoreMaximum", "activityProgress", "gradingProgress", "timestamp")], [400] * 5)
    cases.equal("an unknown line item is answered 404", post(score, item + "x/scores"), 404)
    cases.equal("a made-up token is answered 401", post(score, headers={**head, "Authorization": "Bearer verzonnen"}), 401)
    other = {**head, "Authorization": "Bearer " + tool.ask("token", scope=AGS + "result.readonly")["access_token"]}
    cases.equal("a token for results gives no scores", post(score, headers=other), 403)
    got = tool.ask("results", id=item)["scores"]
    cases.equal("the last score is the result", [(one["userId"], one["resultScore"], one["resultMaximum"]) for one in got],
                [(pupil["user"], 90, 100)])
    gateway.wait_drained()
    cases.equal("nothing that was refused went on", [one["body"]["scoreGiven"] for one in platform.records("score")], [8, 9])


def own_items(cases, gateway, platform, tool):
    """The learning environment made no line item for the link: it gets one of ours with the first score."""
    before = len(platform.records("score"))
    pupil = opened(platform, tool, user="leerling-4", link="zonder-kolom", items="own")
    item = pupil["platformContext"]["endpoint"]["lineitem"]
    made = tool.ask("create", scoreMaximum=20, label="Oefentoets", tag="cijfer")["id"]
    final = {"activityProgress": "Completed", "gradingProgress": "FullyGraded"}
    for at, points in ((item, 7), (made, 15), (made, 16)):
        tool.ask("score", id=at, score={"scoreGiven": points, "scoreMaximum": 20, **final})
    gateway.wait_drained()
    there = platform.records("line-item")
    cases.equal("both are made at the learning environment, once",
                [(one["item"]["label"], one["item"]["scoreMaximum"]) for one in there], [("Hoofdstuk 1", 100), ("Oefentoets", 20)])
    given = platform.records("score")[before:]
    cases.equal("and the scores are given there", sorted((one["url"].split("/")[2], one["body"]["scoreGiven"]) for one in given),
                [("2", 7), ("3", 15), ("3", 16)])
    cases.equal("about the pupil as it calls them", {one["body"]["userId"] for one in given}, {"leerling-4"})


def handed_in_together(cases, gateway, platform, tool):
    """A class hands in its first scores at one moment, and the learning environment takes its time to make the line item."""
    pupils = [opened(platform, tool, user=f"leerling-{number}", link="samen", items="own") for number in range(5, 13)]
    item = pupils[0]["platformContext"]["endpoint"]["lineitem"]
    head = {"Authorization": "Bearer " + tool.ask("token", scope=AGS + "score")["access_token"], "Content-Type": SCORE}
    before = [len(platform.records(what)) for what in ("line-item", "score")]
    platform.set(item_delay=300)

    def hand_in(pupil):
        score = {"userId": pupil["user"], "scoreGiven": 5, "scoreMaximum": 10, "activityProgress": "Completed",
                 "gradingProgress": "FullyGraded", "timestamp": moment()}
        return request(item + "/scores", "POST", head, json.dumps(score)).status
    with concurrent.futures.ThreadPoolExecutor(len(pupils)) as at_once:
        cases.equal("scores that a class hands in together are all taken", list(at_once.map(hand_in, pupils)), [200] * len(pupils))
    platform.set(item_delay=0)
    gateway.wait_drained()
    made = platform.records("line-item")[before[0]:]
    given = platform.records("score")[before[1]:]
    cases.equal("their line item is made once at the learning environment", len(made), 1)
    cases.equal("and every score is given there", (len(given), len({one["url"] for one in given})), (len(pupils), 1))


# ---------------------------------------------------------------- members

def members(cases, gateway, platform, tool, folder):
    pupil = opened(platform, tool)
    wait_until(lambda: status_of(lambda: tool.ask("members")) == 200, 90, "the roster")
    everybody = tool.ask("members")
    cases.equal("everybody in the class is a member", len(everybody["members"]), PUPILS)
    cases.equal("the class is named", everybody["context"]["id"], pupil["platformContext"]["context"]["id"])
    users = {one["user_id"] for one in everybody["members"]}
    cases.check("a pupil has the name that launches give them", pupil["user"] in users, users)
    cases.equal("what is released is told, and nothing else",
                {tuple(sorted(one)) for one in everybody["members"]}, {("given_name", "roles", "status", "user_id")})
    cases.check("no key or number of the school is", "leerling-" not in json.dumps(everybody) and "ketenid" not in json.dumps(everybody))
    first = tool.ask("members", limit=3)
    cases.equal("a page is as large as was asked", (len(first["members"]), "next" in first), (3, True))
    pages = tool.ask("members", limit=3, pages=False)["members"]
    cases.equal("pages lead to each other", [one["user_id"] for one in pages], [one["user_id"] for one in everybody["members"]])
    roles = {role: len(tool.ask("members", role=role)["members"]) for role in
             ("Learner", "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner", "Instructor")}
    cases.equal("by role, short or long", list(roles.values()), [PUPILS, PUPILS, 0])
    about = tool.ask("members", resourceLinkId=True)["members"]
    cases.check("for a link each has its message", all("message" in one for one in about), about[:1])

    deliver(folder, "minder.xml", PUPILS - 1)
    wait_until(lambda: len(tool.ask("members")["members"]) == PUPILS - 1, 90, "the new roster")
    left = users - {one["user_id"] for one in tool.ask("members")["members"]}
    changed = tool.ask("members", url=everybody["differences"])
    cases.equal("what changed since is told by itself", [(one["user_id"], one["status"]) for one in changed["members"]],
                [(one, "Deleted") for one in left])
    cases.equal("and nothing since then", tool.ask("members", url=changed["differences"])["members"], [])

    address = pupil["platformContext"]["namesRoles"]["context_memberships_url"]
    bearer = {"Authorization": "Bearer " + tool.ask("token", scope=AGS + "score")["access_token"], "Accept": MEMBERS}
    cases.equal("a token for scores reads no members, none reads nothing",
                [request(address, headers=bearer).status, request(address).status], [403, 401])
    teacher = opened(platform, tool, user="leraar-1", role="Instructor")
    cases.check("a route that releases no members grants none", "namesRoles" not in teacher["platformContext"] or
                not teacher["platformContext"]["namesRoles"], teacher["platformContext"].get("namesRoles"))
    opened(platform, tool)
    cases.equal("and takes none away from who has them", len(tool.ask("members")["members"]), PUPILS - 1)


def privacy(cases, gateway):
    log = gateway.log()
    cases.check("no name and no token stands in the log", "Noor" not in log and "Roep1" not in log and "eyJ" not in log)


def main():
    cases = Cases()
    with scratch() as folder:
        try:
            tool, platform = Tool(folder), Platform()
        except Absent as why:
            cases.skip("a publisher's tool", why)
            cases.finish()
        (folder / "in").mkdir()
        deliver(folder, "school.xml", PUPILS)
        with tool, platform, Sink(folder) as sink, Gateway(folder, settings(folder, platform, tool, sink)) as gateway:
            tool.knows(gateway.url(), gateway.url(), CLIENT)
            platform.set(gateway=gateway.url("/lti/1.3"))
            for name, part in (("tokens", lambda: tokens(cases, gateway, platform, tool)),
                               ("line items", lambda: line_items(cases, gateway, platform, tool)),
                               ("scores", lambda: scores(cases, gateway, platform, tool, sink)),
                               ("line items of the learning environment", lambda: own_items(cases, gateway, platform, tool)),
                               ("scores handed in together", lambda: handed_in_together(cases, gateway, platform, tool)),
                               ("members", lambda: members(cases, gateway, platform, tool, folder))):
                with cases.part(name):
                    part()
            privacy(cases, gateway)
    cases.finish()


if __name__ == "__main__":
    main()
