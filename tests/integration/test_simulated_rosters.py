#!/usr/bin/python3
"""`schakel simulate` as a system that owns a roster, asked by clients that were made apart: OneRoster 1.1 and 1.2, UWLR."""

import json
import subprocess
import time

import oneroster_peer
import uwlr_peer
from cases import BINARY, Cases
from oneroster_peer import COLLECTIONS, ROOTS, Client
from simulated import Simulated

PUPILS = 240


def pages(cases, version):
    with Simulated(f"oneroster-{version}", "--pupils", PUPILS, "--seed", 7) as owner:
        client = Client(owner.url + ROOTS[version], oneroster_peer.token(owner.url + "/oauth2/token", "x", "y", ["z"]))
        school = client.school()
        state = owner.state()
        cases.equal(f"{version}: every person is on one page", len(school["users"]), state["persons"])
        cases.equal(f"{version}: every membership is on one page", len(school["enrollments"]), state["memberships"])
        cases.equal(f"{version}: references name objects of the school", oneroster_peer.dangling(school)[:5], [])
        roles = [one["role"] for one in school["enrollments"]]
        cases.check(f"{version}: pupils and teachers are in groups", {"student", "teacher"} <= set(roles), set(roles))
        answer = client.get("/demographics", limit=1)
        cases.check(f"{version}: demographics are refused", answer.status in (401, 403, 404), answer)

        latest = max(one["dateLastModified"] for name in COLLECTIONS for one in school[name])
        owner.order(change=1)
        changed = client.all("users", filter=f"dateLastModified>'{latest}'")
        cases.check(f"{version}: a change shows in a filter on dateLastModified", 0 < len(changed) < len(school["users"]) / 5,
                    len(changed))
        known = {one["sourcedId"] for one in school["users"]}
        cases.check(f"{version}: somebody is new", any(one["sourcedId"] not in known for one in changed))
        again = Simulated(f"oneroster-{version}", "--pupils", PUPILS, "--seed", 7)
        with again:
            other = Client(again.url + ROOTS[version]).all("users")
            plain = lambda users: json.dumps(users, sort_keys=True).replace(again.url, "").replace(owner.url, "")
            cases.equal(f"{version}: the same seed is the same school", plain(other), plain(school["users"]))


def misbehaves(cases):
    root = ROOTS["1.2"]
    with Simulated("oneroster-1.2", "--pupils", PUPILS, "--seed", 7, "--misbehave", "capped-limit", "--misbehave", "no-link") as owner:
        client = Client(owner.url + root)
        first = lambda **query: client.get("/users", limit=100, offset=0, **query)
        answer = first()
        cases.check("capped-limit and no-link", len(answer.json()["users"]) == 50 and "link" not in answer.headers, answer.headers)
        owner.order(misbehave="foreign-link,no-total")
        answer = first()
        cases.check("foreign-link and no-total",
                    "elsewhere.example" in answer.headers["link"] and "x-total-count" not in answer.headers, answer.headers)
        owner.order(misbehave="changing-total")
        totals = {first().headers["x-total-count"] for _ in range(3)}
        cases.check("changing-total", len(totals) == 3, totals)
        owner.order(misbehave="ignore-offset")
        ids = lambda answer: [one["sourcedId"] for one in answer.json()["users"]]
        cases.equal("ignore-offset", ids(client.get("/users", limit=10, offset=20)), ids(client.get("/users", limit=10, offset=0)))
        owner.order(misbehave="ignore-filter")
        cases.check("ignore-filter", int(first(filter="familyName='nobody'").headers["x-total-count"]) > PUPILS)
        owner.order(misbehave="content-type")
        cases.equal("content-type", first().headers["content-type"], "text/html")
        for name, status in (("too-many-requests", 429), ("html-error", 502)):
            owner.order(misbehave=name)
            statuses = [first().status for _ in range(6)]
            cases.check(name, statuses.count(status) == 2 and statuses.count(200) == 4, statuses)
        owner.order(misbehave="truncated")
        whole = [is_json(first().body) for _ in range(6)]
        cases.check("truncated", whole.count(False) == 2, whole)
        for name, status in (("unavailable", 503), ("unauthorised", 401)):
            owner.order(misbehave=name)
            cases.equal(name, first().status, status)
        owner.order(misbehave="failure-in-success")
        answer = first()
        cases.check("failure-in-success", answer.status == 200 and answer.json()["imsx_codeMajor"] == "failure", answer)
        owner.order(misbehave="invalid")
        cases.check("invalid", b'"actief"' in first().body)
        owner.order(misbehave="slow")
        began = time.monotonic()
        first()
        cases.check("slow", time.monotonic() - began >= 1.9)
        cases.check("empty", owner.order(misbehave="empty")["persons"] == 0)
        shrunk = owner.order(misbehave="shrunk")["persons"]
        cases.check("shrunk", shrunk < 0.7 * PUPILS + 20, shrunk)
        cases.equal("and as it should again", owner.order(misbehave="")["misbehaves"], [])
        cases.check("all is well then", len(client.all("users")) > PUPILS)


def is_json(body):
    try:
        json.loads(body)
        return True
    except ValueError:
        return False


def answers_uwlr(cases, version):
    with Simulated(f"uwlr-{version}", "--role", "las", "--pupils", PUPILS, "--seed", 7, "--brin", "99XX") as owner:
        url = f"{owner.url}/soap/uwlr/{version}/leerlinggegevens"
        status, root, text = uwlr_peer.ask(url, uwlr_peer.question(version=version))
        if not cases.check(f"uwlr {version}: the LAS answers", status == 200 and root is not None, (status, text[:600])):
            return
        roster = uwlr_peer.Roster(root)
        cases.equal(f"uwlr {version}: with the roster", (roster.answer, roster.kind), ("leerlinggegevens_antwoord", "leerlinggegevens"))
        cases.equal(f"uwlr {version}: of the school that was asked for", roster.school.get("brincode"), "99XX")
        cases.equal(f"uwlr {version}: every pupil", len(roster.pupils), PUPILS)
        wrong = [group for one in [*roster.pupils.values(), *roster.teachers.values()] for group in one["groups"]
                 if group not in roster.groups]
        cases.equal(f"uwlr {version}: groups that exist", wrong[:5], [])
        owner.order(misbehave="doubled-ids")
        doubled = uwlr_peer.Roster(uwlr_peer.ask(url, uwlr_peer.question(version=version))[1])
        eckids = [one["eckid"] for one in doubled.pupils.values() if one["eckid"]]
        cases.equal(f"uwlr {version}: doubled-ids gives two pupils one ECK iD", len(eckids) - len(set(eckids)), 1)
        owner.order(misbehave="swapped-ids")
        swapped = uwlr_peer.Roster(uwlr_peer.ask(url, uwlr_peer.question(version=version))[1])
        moved = [key for key in roster.pupils if swapped.pupils[key]["eckid"] != roster.pupils[key]["eckid"]]
        cases.equal(f"uwlr {version}: swapped-ids exchanges those of two pupils", len(moved), 2)
        asks_for_changes(cases, owner, version, roster.school["aanmaakdatum"])


def asks_for_changes(cases, owner, version, since):
    """Misbehaviour that changes the roster is a change: who asks since an earlier moment hears of it, and of its end."""
    def told(by, moment):
        url = f"{by.url}/soap/uwlr/{version}/leerlinggegevens"
        return uwlr_peer.Roster(uwlr_peer.ask(url, uwlr_peer.question(version=version, since=moment))[1])
    owner.order(misbehave="empty")
    cases.equal(f"uwlr {version}: empty is told to who asks since before", told(owner, since).kind, "geengegevens")
    owner.order(misbehave="")
    again = told(owner, since)
    cases.equal(f"uwlr {version}: and so is that everybody is back", len(again.pupils), PUPILS)
    cases.equal(f"uwlr {version}: after which nothing changes", told(owner, again.school["aanmaakdatum"]).kind, "geenwijzigingen")
    with Simulated(f"uwlr-{version}", "--role", "las", "--pupils", PUPILS, "--seed", 7, "--brin", "99XX",
                   "--misbehave", "empty") as empty:
        cases.equal(f"uwlr {version}: --misbehave empty alone too", told(empty, since).kind, "geengegevens")


def command_line(cases):
    shown = subprocess.run([BINARY, "simulate", "--help"], capture_output=True, timeout=30).stdout.decode()
    cases.check("--help names every misbehaviour", all(name in shown for name in ("too-many-requests", "shrunk", "slow")), shown)
    done = subprocess.run([BINARY, "simulate", "xapi-1.0.3", "--role", "las"], capture_output=True, timeout=30)
    cases.check("a standard without rosters cannot play a LAS", done.returncode == 2 and b"rosters" in done.stderr, done)
    done = subprocess.run([BINARY, "simulate", "oneroster-1.2", "--misbehave", "rudely"], capture_output=True, timeout=30)
    cases.check("an unknown misbehaviour is a usage error", done.returncode == 2, done)


def main():
    cases = Cases()
    for version in ("1.1", "1.2"):
        with cases.part(f"OneRoster {version} is served"):
            pages(cases, version)
    with cases.part("misbehaviour shows"):
        misbehaves(cases)
    for version in ("2.2", "2.3"):
        with cases.part(f"UWLR {version} is served"):
            answers_uwlr(cases, version)
    with cases.part("the command line"):
        command_line(cases)
    cases.finish()


if __name__ == "__main__":
    main()
