#!/usr/bin/python3
"""Learning goals in a running gateway: imported over the admin API and by the command beside it, asked, served to others as CASE,
and fetched from who publishes them."""

import io
import json
import socket
import subprocess
import tempfile
import zipfile
from pathlib import Path

import configuration
import oneroster_peer
from cases import BINARY, Cases, scratch, wait_until
from gateway_process import Gateway
from simulated import Simulated

CASE = "/ims/case/v1p1"


def item(number, statement, framework, code):
    return {"identifier": uuid(number), "uri": f"https://goals.example/{uuid(number)}", "fullStatement": statement,
            "humanCodingScheme": code, "CFDocumentURI": link(framework, "Kader"), "lastChangeDateTime": "2026-01-01T00:00:00Z"}


def uuid(number):
    return f"00000000-0000-4000-8000-{number:012d}"


def link(number, title):
    return {"title": title, "identifier": uuid(number), "uri": f"https://goals.example/{uuid(number)}"}


def package(framework, goals, version, changed):
    """A CASE package: each goal is (number, statement)."""
    document = {"identifier": uuid(framework), "uri": f"https://goals.example/{uuid(framework)}", "creator": "Test", "title": "Kader",
                "version": version, "lastChangeDateTime": changed, "CFPackageURI": link(framework, "Kader")}
    items = [item(number, statement, framework, str(number)) for number, statement in goals]
    associations = [{"identifier": uuid(1000 + number), "uri": f"https://goals.example/{uuid(1000 + number)}",
                     "associationType": "isChildOf", "originNodeURI": link(number, statement), "destinationNodeURI": link(framework, "Kader"),
                     "lastChangeDateTime": changed} for number, statement in goals]
    return {"CFDocument": document, "CFItems": items, "CFAssociations": associations}


def settings(folder):
    with socket.create_server(("127.0.0.1", 0)) as free:  # the command line reads the admin port from the configuration
        port = free.getsockname()[1]
    return {"gateway": {"data_directory": str(folder / "data"), "allow_private": ["127.0.0.0/8"]},
            "admin": {"address": f"127.0.0.1:{port}"},
            "goals": {"serve_open": ["case-1.1"]},
            "listener": [{"name": "data", "address": "127.0.0.1:0"}],
            "school": [{"id": configuration.SCHOOL, "brin": configuration.BRIN}], "system": [], "route": []}


def upload(gateway, body, query=""):
    headers = {"Authorization": "Bearer " + gateway.token_file.read_text().strip(), "Content-Type": "application/octet-stream"}
    status, text = gateway.plain("/admin/v1/goals/imports" + query, "POST", body, headers)
    return status, json.loads(text)


def ended(gateway, import_id):
    def told():
        one = gateway.admin(f"/goals/imports/{import_id}")[1]
        return one if one["state"] == "ended" else None
    return wait_until(told, 30, "the end of the import")


def imports_over_the_api(cases, gateway):
    first = json.dumps(package(1, [(11, "kan tellen"), (12, "kan rekenen")], "2025", "2026-01-01T00:00:00Z")).encode()
    status, started = upload(gateway, first, "?name=kader.json")
    cases.equal("the upload is taken", status, 202)
    told = ended(gateway, started["id"])
    cases.equal("it was published", told["outcome"]["what"], "published")
    cases.equal("with its goals", told["outcome"]["owners"][0]["counts"]["goal"], 2)
    status, goal = gateway.admin("/goals/goals/" + uuid(11))
    cases.equal("a goal is found in the new graph at once", (status, goal["releases"][0]["statement"]), (200, "kan tellen"))
    served = oneroster_peer.request(gateway.url(CASE + "/CFDocuments"), "GET", {}).json()["CFDocuments"]
    cases.equal("and served to others", [one["title"] for one in served], ["Kader"])
    metrics = gateway.plain("/metrics")[1]
    cases.check("the graph is measured", "\nschakel_goals 2\n" in metrics and "\nschakel_goal_graph_ready 1\n" in metrics)


def refuses_what_is_wrong(cases, gateway):
    status, started = upload(gateway, b"{\"CFDocument\": {}}", "?standard=case-1.1")
    told = ended(gateway, started["id"])
    cases.equal("a package with faults is rejected", told["outcome"]["what"], "rejected")
    cases.check("and its faults are told", told["outcome"]["findings"][0]["rule"].startswith("case"))
    cases.equal("an unknown standard", upload(gateway, b"x", "?standard=case-9")[0], 409)
    cases.equal("nothing changed", gateway.admin("/goals/frameworks")[1]["frameworks"][0]["releases"].__len__(), 1)


def imports_a_zip(cases, gateway):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("een/een.json", json.dumps(package(2, [(21, "kan lezen")], "1", "2026-01-01T00:00:00Z")))
        archive.writestr("een/leesmij.txt", "niets")
        archive.writestr("twee/twee.json", json.dumps(package(3, [(31, "kan schrijven")], "1", "2026-01-01T00:00:00Z")))
    _, started = upload(gateway, packed.getvalue())
    told = ended(gateway, started["id"])
    cases.equal("both files of the archive", len(told["outcome"]["owners"]), 2)


def run(gateway, *arguments):
    return subprocess.run([BINARY, "goals", *arguments], capture_output=True, text=True, timeout=120)


def the_command_brings_files(cases, gateway):
    with tempfile.TemporaryDirectory() as folder:
        goals = [(11, "kan tellen tot tien"), (12, "kan rekenen"), (13, "kan meten")]
        file = Path(folder) / "kader.json"
        file.write_text(json.dumps(package(1, goals, "2026", "2026-06-01T00:00:00Z")))
        done = run(gateway, "import", "--config", gateway.config, file)
        cases.equal("the command succeeds beside the gateway", done.returncode, 0)
        cases.check("and tells what came", "3 goals" in done.stdout and "added" in done.stdout, done.stdout)
        told = run(gateway, "import", "--config", gateway.config, "--json", file)
        cases.equal("the same again", json.loads(told.stdout)["what"], "unchanged")
    goal = gateway.admin("/goals/goals/" + uuid(11))[1]
    cases.equal("the graph has the new release", [one["statement"] for one in goal["releases"]], ["kan tellen", "kan tellen tot tien"])
    served = oneroster_peer.request(gateway.url(f"{CASE}/CFItems/{uuid(11)}"), "GET", {}).json()
    cases.equal("so has what is served", served["fullStatement"], "kan tellen tot tien")
    shown = run(gateway, "show", "--config", gateway.config, uuid(13))
    cases.check("other verbs read beside the gateway", "kan meten" in shown.stdout, shown.stdout)
    recomputed = run(gateway, "recompute", "--config", gateway.config)
    cases.check("nothing rests on goals yet", "0 deliveries looked at" in recomputed.stdout, recomputed.stdout + recomputed.stderr)


def fetches(cases):
    """A gateway that fetches from an invented publisher as soon as it runs, and again by order."""
    with Simulated("case-1.1", "--role", "publisher", "--goals", 40, "--seed", 5) as publisher, scratch() as folder:
        source = {"name": "uitgever", "standard": "case-1.1", "url": publisher.url + CASE, "every": "1d"}
        with Gateway(folder, {**settings(folder), "goal_source": [source]}) as gateway:
            def newest():
                told = gateway.admin("/goals/imports")[1]["imports"]
                return told[0] if told and told[0]["state"] == "ended" else None
            told = wait_until(newest, 60, "the first fetch")
            cases.equal("fetched as soon as it runs", (told["way"], told["actor"], told["outcome"]["what"]), ("fetch", "gateway", "published"))
            cases.equal("every goal", told["outcome"]["owners"][0]["counts"]["goal"], 40)
            again = run(gateway, "fetch", "--config", gateway.config, "--json", "uitgever")
            cases.equal("again by order: nothing is new", json.loads(again.stdout)["what"], "unchanged")
            publisher.order(change=1)
            changed = run(gateway, "fetch", "--config", gateway.config, "uitgever")
            cases.check("a change brings a release", changed.returncode == 0 and "added" in changed.stdout, changed.stdout + changed.stderr)
            unknown = run(gateway, "fetch", "--config", gateway.config, "niemand")
            cases.equal("an unknown source", unknown.returncode, 1)
            publisher.order(misbehave="unauthorised")
            failed = run(gateway, "fetch", "--config", gateway.config, "uitgever")
            cases.equal("a publisher that knows us no more fails the fetch", failed.returncode, 1)
            frameworks = gateway.admin("/goals/frameworks")[1]["frameworks"]
            cases.equal("and what was imported stays", len(frameworks[0]["releases"]), 2)


def survives_a_restart(cases, gateway):
    cases.equal("an orderly end", gateway.terminate()[0], 0)
    gateway.start()
    wait_until(lambda: gateway.admin("/goals/goals/" + uuid(13))[0] == 200, 30, "the graph after a restart")
    frameworks = gateway.admin("/goals/frameworks")[1]["frameworks"]
    cases.equal("everything is there", sum(len(one["releases"]) for one in frameworks), 4)
    stored = gateway.admin("/goals/imports")[1]["stored"]
    cases.equal("imports are remembered", [one["state"] for one in stored], ["published"] * 3)
    cases.equal("the log tells of the graph", len(gateway.events("goals.graph_built")) >= 4, True)


def main():
    cases = Cases()
    with scratch() as folder, Gateway(folder, settings(folder)) as gateway:
        with cases.part("an upload is in use when it ended"):
            imports_over_the_api(cases, gateway)
        with cases.part("what is wrong changes nothing"):
            refuses_what_is_wrong(cases, gateway)
        with cases.part("an archive with several files"):
            imports_a_zip(cases, gateway)
        with cases.part("the command beside a running gateway"):
            the_command_brings_files(cases, gateway)
        with cases.part("a restart"):
            survives_a_restart(cases, gateway)
    with cases.part("goals are fetched from a publisher"):
        fetches(cases)
    cases.finish()


if __name__ == "__main__":
    main()
