#!/usr/bin/python3
"""`schakel simulate` as a publisher of learning goals, asked over sockets: CASE 1.0 and 1.1, and the API of SLO."""

import json
import subprocess
import tempfile
from pathlib import Path

import oneroster_peer
from cases import BINARY, Cases
from simulated import Simulated

ROOTS = {"1.0": "/ims/case/v1p0", "1.1": "/ims/case/v1p1"}
GOALS = 60


def get(url, **headers):
    return oneroster_peer.request(url, "GET", {name.replace("_", "-"): value for name, value in headers.items()})


def publishes(cases, version):
    with Simulated(f"case-{version}", "--role", "publisher", "--goals", GOALS, "--seed", 3) as publisher:
        root = publisher.url + ROOTS[version]
        answer = get(root + "/CFDocuments")
        documents = answer.json()["CFDocuments"]
        cases.equal(f"{version}: one framework", (len(documents), answer.headers["x-total-count"]), (1, "1"))
        address = documents[0]["CFPackageURI"]["uri"]
        cases.check(f"{version}: the package is where the document says", address.startswith(root), address)
        answer = get(address)
        package = answer.json()
        cases.equal(f"{version}: every goal is in the package", len(package["CFItems"]), GOALS)
        known = {one["identifier"] for one in package["CFItems"]} | {documents[0]["identifier"]}
        ends = [one[end]["identifier"] for one in package["CFAssociations"] for end in ("originNodeURI", "destinationNodeURI")]
        cases.check(f"{version}: associations end in the package", set(ends) <= known)
        item = package["CFItems"][-1]["identifier"]
        cases.equal(f"{version}: an item alone", get(f"{root}/CFItems/{item}").json()["identifier"], item)
        touching = get(f"{root}/CFItemAssociations/{item}").json()["CFAssociations"]
        cases.check(f"{version}: its associations", all(item in json.dumps(one) for one in touching) and touching)
        cases.equal(f"{version}: an unknown item", get(f"{root}/CFItems/{item[:-1]}x").status, 400)

        tag = answer.headers["etag"]
        cases.equal(f"{version}: known already", get(address, If_None_Match=tag).status, 304)
        publisher.order(change=1)
        later = get(address, If_None_Match=tag)
        cases.equal(f"{version}: changed", later.status, 200)
        changed = [one for one in later.json()["CFItems"] if one not in package["CFItems"]]
        cases.equal(f"{version}: one goal was revised", len(changed), 1)
        cases.check(f"{version}: and the document tells so",
                    later.json()["CFDocument"]["lastChangeDateTime"] > package["CFDocument"]["lastChangeDateTime"])
        publisher.order(misbehave="too-many-requests")
        statuses = [get(address).status for _ in range(6)]
        cases.equal(f"{version}: told to misbehave", statuses.count(429), 2)
        return package


def publishes_a_file(cases, package):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "package.json"
        file.write_text(json.dumps(package))
        with Simulated("case-1.1", "--role", "publisher", "--publish", file) as publisher:
            root = publisher.url + ROOTS["1.1"]
            served = get(f"{root}/CFPackages/{package['CFDocument']['identifier']}").json()
            cases.equal("a file is published", served["CFItems"], package["CFItems"])
            cases.equal("with its associations", served["CFAssociations"], package["CFAssociations"])
            paths = get(root + "/discovery/imscasev1p1_openapi3_v1p0.json").json()["paths"]
            cases.equal("the description names every operation", len(paths), 12)


API = "/curriculum/api/v1/"


def entities(publisher, kind, root=API):
    """All pages of a list."""
    found, count, page = [], 1, 0
    while len(found) < count:
        answer = get(f"{publisher.url}{root}{kind}/?perPage=25&page={page}", Accept="application/json",
                     Authorization="Basic cHJvZWY6c2xldXRlbA==").json()
        found += answer["data"]
        count, page = answer["count"], page + 1
    return found


def publishes_slo(cases):
    with Simulated("slo", "--role", "publisher", "--goals", GOALS, "--seed", 3) as publisher:
        list_of_goals = publisher.url + API + "fo_doelzin/"
        browser = get(list_of_goals)
        cases.equal("SLO: HTML for whoever admits it", (browser.status, b"<html>" in browser.body), (200, True))
        cases.equal("SLO: nothing without a key", get(list_of_goals, Accept="application/json").status, 401)
        goals = entities(publisher, "fo_doelzin")
        cases.equal("SLO: every goal is in the lists", len({one["uuid"] for one in goals}), GOALS)
        domains = entities(publisher, "fo_domein")
        below = [child["uuid"] for one in domains for child in one["FoDoelzin"]]
        cases.equal("SLO: and below a domain", sorted(below), sorted(one["uuid"] for one in goals))
        one = get(goals[0]["@references"], Accept="application/json", Authorization="Basic cDpz").json()
        cases.equal("SLO: an entity alone", one["@id"], goals[0]["@id"])
        wrong = get(publisher.url + API + "onbekend/", Accept="application/json", Authorization="Basic cDpz")
        cases.equal("SLO: an unknown list", (wrong.status, wrong.json()["error"]), (404, "not found"))

        publisher.order(change=1)
        publisher.order(change=1)
        later = entities(publisher, "fo_doelzin")
        cases.equal("SLO: two goals were replaced", len({x["uuid"] for x in later} - {x["uuid"] for x in goals}), 2)
        before = entities(publisher, "fo_doelzin", "/curriculum/2026.1/api/")
        cases.equal("SLO: the release before is there too", [x["uuid"] for x in before], [x["uuid"] for x in goals])
        publisher.order(misbehave="html-page")
        html = get(list_of_goals, Accept="application/json", Authorization="Basic cDpz")
        cases.equal("SLO: HTML whatever is accepted", (html.status, html.headers["content-type"]), (200, "text/html"))
        publisher.order(misbehave="missing-entity")
        known = {one["uuid"] for one in entities(publisher, "fo_doelzin")}
        named = {child["uuid"] for one in entities(publisher, "fo_domein") for child in one["FoDoelzin"]}
        cases.equal("SLO: one entity is nowhere", len(named - known), 1)
        publisher.order(misbehave="empty")
        cases.equal("SLO: nothing in the lists", entities(publisher, "fo_doelzin"), [])


def goals_command(*words):
    done = subprocess.run([BINARY, "goals", *map(str, words)], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    return done.returncode, done.stdout.decode()


def imports_the_releases(cases):
    """Five releases as files: what became of every goal of the first is known at the end."""
    with tempfile.TemporaryDirectory() as folder, Simulated("slo", "--goals", GOALS, "--seed", 4) as publisher:
        store = Path(folder) / "schakel.db"
        for _ in range(4):
            publisher.order(change=1)
        for number in range(1, 6):
            for context in ("basis", "kerndoelen", "fo"):
                file = Path(folder) / f"2026.{number}" / f"{context}.json"
                file.parent.mkdir(exist_ok=True)
                file.write_bytes(get(f"{publisher.url}/releases/2026.{number}/{context}.json").body)
            code, _ = goals_command("import", "--store", store, "--as", "slo", "--release", f"2026.{number}",
                                    "--published", f"2026-0{number}-01", Path(folder) / f"2026.{number}")
            cases.equal(f"SLO: release 2026.{number} is imported", code, 0)
        first = json.loads((Path(folder) / "2026.1" / "fo.json").read_text())["fo_doelzin"]
        fates = {}
        for goal in first:
            told = json.loads(goals_command("resolve", "--json", "--store", store, goal["id"])[1])
            fates.setdefault(told["outcome"], []).append([one.get("revision") for one in told["goals"]])
        cases.equal("SLO: most goals live", len(fates["living"]), GOALS - 4)
        cases.equal("SLO: one is withdrawn", fates["withdrawn"], [[]])
        cases.equal("SLO: replaced in form, in content and not at all",
                    sorted(one[0] for one in fates["replaced"]), ["editorial", "revised", "same-text"])


def main():
    cases = Cases()
    packages = {}
    for version in ROOTS:
        with cases.part(f"CASE {version} is served"):
            packages[version] = publishes(cases, version)
    with cases.part("a file is published"):
        publishes_a_file(cases, packages["1.1"])
    with cases.part("SLO is served"):
        publishes_slo(cases)
    with cases.part("releases of SLO are imported"):
        imports_the_releases(cases)
    cases.finish()


if __name__ == "__main__":
    main()
