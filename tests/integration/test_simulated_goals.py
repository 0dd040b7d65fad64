#!/usr/bin/python3
"""`schakel simulate` as a publisher of learning goals, asked over sockets: CASE 1.0 and 1.1."""

import json
import tempfile
from pathlib import Path

import oneroster_peer
from cases import Cases
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


def main():
    cases = Cases()
    packages = {}
    for version in ROOTS:
        with cases.part(f"CASE {version} is served"):
            packages[version] = publishes(cases, version)
    with cases.part("a file is published"):
        publishes_a_file(cases, packages["1.1"])
    cases.finish()


if __name__ == "__main__":
    main()
