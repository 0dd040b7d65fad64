#!/usr/bin/python3
"""Results on goals of SLO that its API replaces later: fetched over sockets, translated, and translated anew when a fetch brings
what became of them."""

import json
import socket
import subprocess

import configuration
import messages
import oneroster_peer
from cases import BINARY, Cases, scratch, wait_until
from gateway_process import Gateway
from senders import Xapi
from simulated import Simulated
from sink_process import Sink

GOALS, REPLACED = 30, 4
ADDRESS = "https://opendata.slo.nl/curriculum/uuid/"
CONTEXTS = ["basis", "kerndoelen", "fo"]


def settings(folder, publisher, sink):
    source = {"name": "slo", "standard": "slo", "url": publisher.url + "/curriculum/api/v1", "every": "7d", "frameworks": CONTEXTS,
              "basic": {"user": "proef", "password": "sleutel"}}
    goals = {"framework": "slo:fo", "as_of": "today", "explain": "nl", "address": ADDRESS}
    las = configuration.receiver("las", "uwlr-2.2", sink.open("las"), goals=goals)
    route = {"name": "alles", "from": ["speler"], "to": ["las"]}
    with socket.create_server(("127.0.0.1", 0)) as free:  # the command line reads the admin port from the configuration
        port = free.getsockname()[1]
    made = configuration.gateway(folder, [configuration.xapi_sender(), las], [route], goal_source=[source],
                                 admin={"address": f"127.0.0.1:{port}"})
    made["goals"] = {"recompute": "send"}
    return made


def statement(number, goal):
    """A result of a pupil of its own on this goal."""
    objective = {"id": ADDRESS + goal, "definition": {"type": "http://adlnet.gov/expapi/activities/objective"}}
    return messages.statement(messages.Result(f"toets-{number}", f"leerling-{number}", number % 10),
                              context={"contextActivities": {"grouping": [objective]}})


def fetched(gateway, count):
    def told():
        imports = gateway.admin("/goals/imports")[1]["imports"]
        done = [one for one in imports if one["state"] == "ended"]
        return done[0] if len(done) == count else None
    return wait_until(told, 60, f"fetch {count}")


def known_goals(publisher):
    asked = oneroster_peer.request(publisher.url + "/curriculum/api/v1/fo_doelzin/?perPage=100&page=0", "GET",
                                   {"Accept": "application/json", "Authorization": "Basic cHJvZWY6c2xldXRlbA=="})
    return [one["uuid"] for one in asked.json()["data"]]


def send_all(cases, gateway, goals):
    sender = Xapi()
    taken = [sender.send(gateway.ports["data"], json.dumps([statement(number, goal)]).encode()).status
             for number, goal in enumerate(goals)]
    cases.equal("every result is taken", set(taken), {200})
    gateway.wait_drained()


def recomputed(gateway, cause):
    def told():
        run = gateway.admin("/goals/recomputation")[1]
        newest = run.get("newest", {})
        return newest if newest.get("cause") == cause and "ended_at" in newest and not run["running"] else None
    return wait_until(told, 60, "the end of the recomputation")


def replaces_some(cases, gateway, publisher, sink):
    for _ in range(REPLACED):
        publisher.order(change=1)
    done = subprocess.run([BINARY, "goals", "fetch", "--config", gateway.config, "slo"], capture_output=True, text=True, timeout=60)
    cases.equal("fetched by order", (done.returncode, fetched(gateway, 2)["outcome"]["what"]), (0, "published"))
    told = recomputed(gateway, "import 2")
    cases.check("every result was looked at", told["deliveries"] >= GOALS, told["deliveries"])
    cases.equal("those on replaced goals changed, and went out again", (told["changed"], told["sent"], told["failed"]), (REPLACED, REPLACED, 0))
    gateway.wait_drained()
    again = sink.received("las")[GOALS:]
    cases.equal("the receiver got them once more", len(again), REPLACED)
    before = {tuple(one) for line in sink.received("las")[:GOALS] for one in line["results"]}
    cases.check("with the same results", all(tuple(one) in before for line in again for one in line["results"]))
    copies = [gateway.show(one["copy"])["message"] for one in told["messages"]]
    cases.equal("each a linked copy", [one["replay_of"] for one in copies], [one["message"] for one in told["messages"]])
    once_more = subprocess.run([BINARY, "goals", "recompute", "--config", gateway.config, "--send"], capture_output=True, text=True, timeout=60)
    cases.check("ordered again: nothing changes", once_more.returncode == 0 and "0 messages changed" in once_more.stdout, once_more.stdout + once_more.stderr)


def main():
    cases = Cases()
    with Simulated("slo", "--role", "publisher", "--goals", GOALS, "--seed", 4) as publisher, scratch() as folder, Sink(folder) as sink:
        with Gateway(folder, settings(folder, publisher, sink)) as gateway:
            with cases.part("results on goals that were fetched"):
                cases.equal("fetched as soon as it runs", fetched(gateway, 1)["outcome"]["what"], "published")
                send_all(cases, gateway, known_goals(publisher))
                cases.equal("each result arrived once", len(sink.received("las")), GOALS)
            with cases.part("what a later fetch brings is sent to whom it concerns"):
                replaces_some(cases, gateway, publisher, sink)
    cases.finish()


if __name__ == "__main__":
    main()
