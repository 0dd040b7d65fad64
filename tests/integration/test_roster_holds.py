#!/usr/bin/python3
"""A LAS that speaks UWLR owns a roster, `schakel roster` orders the syncs, a learning environment asks in OneRoster: all over
sockets, and what happens when the LAS suddenly has nobody."""

import json
import socket
import subprocess

import configuration
import oneroster_peer
import uwlr_peer
from cases import BINARY, Cases, scratch, wait_until
from gateway_process import Gateway
from oneroster_peer import ROOTS, SCOPES, Client
from simulated import Simulated

SCHOOL, BRIN = "de-linde", "98LI"
LMS = ("leeromgeving", "geheim-van-de-leeromgeving")
SCOPE = SCOPES["1.2"] + "roster-core.readonly"
PUPILS = 120
PATH = "/soap/uwlr/2.2/leerlinggegevens"


def settings(folder, las):
    owner = {"id": "las", "roster": {
        "standard": "uwlr-2.2", "url": las.url + PATH, "schools": [SCHOOL], "client_code": "schakel", "client_name": "Schakel",
        "keys": [{"key": "sleutel-bij-de-las", "schools": [SCHOOL]}]}}
    lms = {"id": "leeromgeving", "query": {"schools": [SCHOOL], "standards": ["oneroster-1.2"], "release": "learning-environment",
                                           "token": {"client_id": LMS[0], "client_secret": LMS[1], "scopes": [SCOPE]}}}
    school = {"id": SCHOOL, "name": "De Linde", "brin": BRIN, "retention": {"rosters": "30d"}}
    with socket.create_server(("127.0.0.1", 0)) as free:  # the command line reads the admin port from the configuration
        port = free.getsockname()[1]
    return configuration.gateway(folder, [owner, lms], [], school=[school], tokens={"issuer": configuration.ISSUER},
                                 admin={"address": f"127.0.0.1:{port}"})


class Operator:
    def __init__(self, cases, las, gateway):
        self.cases, self.las, self.gateway = cases, las, gateway

    def schakel(self, *words):
        """What `schakel roster …` tells; raises when its exit code is not 0."""
        done = subprocess.run([BINARY, "roster", *words, "--config", str(self.gateway.config), "--json"], capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=60)
        if done.returncode != 0:
            raise RuntimeError(f"{words}: exit {done.returncode}: {done.stderr[:500]!r}")
        return json.loads(done.stdout)

    def sync(self):
        """Orders a sync and gives how it ended."""
        order = self.schakel("sync", SCHOOL)["id"]

        def ended():
            one = [one for one in self.schakel("sync")["syncs"] if one["id"] == order]
            return one[0]["outcome"] if one and one[0]["state"] == "ended" else None
        return wait_until(ended, 60, "the end of a sync")

    def served(self):
        """Name and role of everybody that a OneRoster asker is told of."""
        bearer = oneroster_peer.token(self.gateway.url("/oauth2/token"), *LMS, [SCOPE])
        users = Client(self.gateway.url(ROOTS["1.2"]), bearer, page_size=50).all("users")
        return {one["sourcedId"]: (one["familyName"], one["roles"][0]["role"]) for one in users}

    def first(self):
        def loaded():
            try:
                return self.served()
            except RuntimeError:
                return None
        served = wait_until(loaded, 60, "the first roster")
        told = uwlr_peer.Roster(uwlr_peer.ask(self.las.url + PATH, uwlr_peer.question(brin=BRIN))[1])
        students = sorted(name for name, role in served.values() if role == "student")
        full = lambda one: " ".join(part for part in (one.get("voorvoegsel"), one.get("achternaam")) if part) or "-"
        self.cases.equal("the pupils that the LAS tells of are served in OneRoster, by name", students,
                         sorted(full(one) for one in told.pupils.values()))
        self.cases.equal("and its teachers", len(served) - len(students), len(told.teachers))
        return served

    def follows(self, before):
        again = self.sync()
        self.cases.equal("a second sync changes nothing", (again["what"], self.served()), ("unchanged", before))
        self.las.order(change=1)
        changed = self.sync()
        after = self.served()
        self.cases.equal("what changed at the LAS is published", changed["what"], "published")
        self.cases.check("and served", after != before and len(after) > 0.9 * len(before), (len(before), len(after)))
        return after

    def holds(self, good):
        self.cases.equal("the LAS has nobody", self.las.order(misbehave="empty")["persons"], 0)
        held = self.sync()
        self.cases.equal("a roster without anybody is held", held["what"], "held")
        self.cases.equal("the last good roster keeps serving", self.served(), good)
        holds = self.schakel("hold", "list")["holds"]
        self.cases.check("hold list shows it, with a reason", len(holds) == 1 and holds[0]["school"] == SCHOOL and holds[0]["reason"], holds)
        self.schakel("hold", "discard", holds[0]["id"], "--reason", "the LAS was being moved")
        self.cases.equal("a discarded roster is no longer listed", self.schakel("hold", "list")["holds"], [])
        self.cases.equal("and never served", self.served(), good)

    def recovers(self, good):
        self.las.order(change=1, misbehave="")
        self.cases.equal("when the LAS is itself again, one change further, its roster is published", self.sync()["what"], "published")
        served = self.served()
        self.cases.check("and nearly everybody is as before", len(set(good.items()) & set(served.items())) > 0.9 * len(good),
                         (len(good), len(served)))

    def remembers(self):
        """A hard kill, and a LAS that nothing comes from any more: what is told is what was kept."""
        told = lambda: [one for one in self.schakel("sync", SCHOOL, "--list")["syncs"] if one["state"] == "ended"]
        before = told()
        self.cases.check("every sync is told, the newest first",
                         [one["outcome"]["what"] for one in before][:3] == ["published", "held", "published"], before)
        self.las.order(misbehave="unavailable")
        self.gateway.kill()
        self.gateway.start()
        self.cases.equal("and so after a hard kill", [one for one in told() if one["id"] in [each["id"] for each in before]], before)
        self.cases.equal("in the list of all schools too", [one["id"] for one in self.schakel("sync")["syncs"]][-len(before):],
                         [one["id"] for one in before])


def main():
    cases = Cases()
    with scratch() as folder, Simulated("uwlr-2.2", "--role", "las", "--pupils", PUPILS, "--seed", 7, "--brin", BRIN) as las:
        with Gateway(folder, settings(folder, las)) as gateway, cases.part("from a LAS to a learning environment"):
            operator = Operator(cases, las, gateway)
            good = operator.follows(operator.first())
            operator.holds(good)
            operator.recovers(good)
            operator.remembers()
    cases.finish()


if __name__ == "__main__":
    main()
