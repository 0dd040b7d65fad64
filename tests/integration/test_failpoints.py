#!/usr/bin/python3
"""F2: the gateway dies at every one of its failpoints under load, is started again, and nobody repairs anything: nothing accepted is
lost, altered or out of order (P1, P2, P3), and rosters, goals, launches and reloads go on.

The failpoints are listed beside the program that has them (gateway/core/failpoint.hpp); the program that users run has none. Each is
met twice per change and 20 times with SCHAKEL_NIGHTLY, or SCHAKEL_ROUNDS times; SCHAKEL_SEED chooses at which passage."""

import http.client
import json
import os
import pathlib
import random
import re
import signal
import threading
import time
import urllib.parse

import configuration
import messages
from cases import BINARY, ROOT, Cases, scratch, wait_until
from gateway_process import Gateway
from json_lines import read_lines
from ledger_check import compare
from load_process import Load
from messages import Result
from senders import Uwlr
from sink_process import Sink
from test_goals import package, upload
from test_rosters import edexml

try:
    import older_lti
except ImportError:
    older_lti = None  # python3-oauthlib is not installed

NIGHTLY = bool(os.environ.get("SCHAKEL_NIGHTLY"))
ROUNDS = int(os.environ.get("SCHAKEL_ROUNDS", "20" if NIGHTLY else "2"))
SEED = int(os.environ.get("SCHAKEL_SEED", "1"))
PROGRAM = pathlib.Path(BINARY).with_name("schakel_failpoints")
LIST = PROGRAM.with_suffix(".txt")
RATE = 100
PARALLEL = 4
RECEIVERS = {"las": "uwlr-2.3", "volgsysteem": "edu-v-results-2.1"}
CONSUMER = ("oude-elo", "geheimvandeelo")
# What happens once in a while, not with every message, is met at one of its first passages.
RARE = {"import": 1, "reload": 2, "checkpoint": 2, "launch": 3, "start": 1, "segment": 3, "records": 2, "tables": 8, "tables.load": 2}
# Thresholds that the load of this test would not come to.
PASSED = {"checkpoint": ["launch.checkpoint.due=error", "tables.checkpoint.due=error"], "segment": ["segment.due=error"],
          "records": ["records.due=error"]}


def all_failpoints():
    return LIST.read_text().split()


# ---------------------------------------------------------------- what a gateway is asked to do besides messages


class Stirring:
    """Asks for one thing again and again, in a thread, until the gateway has died of it. Rosters come before it starts."""

    def __init__(self, gateway, good, folder):
        self.gateway, self.good, self.folder = gateway, good, folder
        self.number = 0
        self.todo = {"reload": self.reload, "import.goals": self.import_goals,
                     "launch": self.launch, "checkpoint": self.launch, "tables.load": self.import_goals}
        self.over = threading.Event()

    def __call__(self, failpoint):
        what = next((each for start, each in self.todo.items() if failpoint.startswith(start)), None)
        self.over.clear()
        return threading.Thread(target=self.run, args=(what,), daemon=True) if what else None

    def run(self, what):
        while not self.over.wait(0.03) and not self.gateway.has_ended():
            self.number += 1
            try:
                what()
            except (OSError, ValueError, KeyError, http.client.HTTPException):
                pass  # it died in the middle of it

    def reload(self):
        self.gateway.write({**self.good, "school": [{**self.good["school"][0], "name": f"De Akker {self.number}"}]})
        self.gateway.hang_up()
        self.over.wait(0.05)

    def import_goals(self):
        body = json.dumps(package(1, [(11, f"kan tellen tot {self.number}")], f"{self.number}", "2026-01-01T00:00:00Z")).encode()
        upload(self.gateway, body, "?name=kader.json")

    def import_roster(self):
        """A changed one. The folder is looked at when the gateway starts, and then only twice a minute."""
        fresh = self.folder / "school.nieuw"
        fresh.write_text(edexml().replace("Achternaammerk7<", f"Achternaam{self.number}<"))
        os.utime(fresh, (time.time() - 60,) * 2)  # or it might be half written yet
        fresh.rename(self.folder / "in" / "school.xml")

    def launch(self):
        url = self.gateway.url("/lti/1.1/launch")
        fields = {"lti_message_type": "basic-lti-launch-request", "lti_version": "LTI-1p0", "resource_link_id": "link-1",
                  "user_id": f"leerling-{self.number}", "roles": "Learner", "oauth_callback": "about:blank"}
        body = urllib.parse.urlencode(older_lti.signed_by_oauthlib(url, fields, *CONSUMER))
        connection = http.client.HTTPConnection("127.0.0.1", self.gateway.ports["data"], timeout=5)
        try:
            connection.request("POST", "/lti/1.1/launch", body, older_lti.FORM)
            return connection.getresponse().status
        finally:
            connection.close()


# ---------------------------------------------------------------- dying


def orders(failpoint, passage):
    passed = PASSED.get(failpoint.partition(".")[0], [])
    return ";".join([f"{failpoint}=abort@{passage}", *passed])


def begin_in_order(gateway):
    """What the death before left half made is finished, so that this one starts from a whole store."""
    told, gateway.environment = gateway.environment, {}
    gateway.start()
    gateway.kill()
    gateway.environment = told


def die_at(gateway, load, stirring, failpoint, passage):
    """True when the gateway died where it should."""
    gateway.environment = {"SCHAKEL_FAILPOINTS": orders(failpoint, passage)}
    stirring.number += 1
    if failpoint.startswith("start"):
        begin_in_order(gateway)
    if failpoint.startswith("import.roster"):
        stirring.import_roster()
    try:
        gateway.start()
    except RuntimeError:
        return gateway.process.returncode == -signal.SIGKILL
    load.point_at(gateway.ports["data"])
    worker = stirring(failpoint)
    if worker:
        worker.start()
    try:
        wait_until(gateway.has_ended, 30, failpoint)
    except TimeoutError:
        gateway.kill()
        return False
    finally:
        stirring.over.set()
        if worker:
            worker.join()
    return gateway.process.wait() == -signal.SIGKILL


def every_failpoint(cases, gateway, load, sink, stirring, failpoints):
    chance = random.Random(SEED)
    for failpoint in failpoints:
        first, second = failpoint.split(".")[:2]
        most = RARE.get(f"{first}.{second}", RARE.get(first, 40))
        missed = []
        for number in range(ROUNDS):
            sink.set_mode("las", ("ok", "500")[number % 2])  # what it does not take must live through several deaths
            passage = chance.randint(1, most)
            if not die_at(gateway, load, stirring, failpoint, passage):
                missed.append(passage)
        cases.check(f"{failpoint}: reached, dead, and started again {ROUNDS} times", not missed, f"not at passage {missed}")


def still_works(cases, gateway, stirring, with_launches):
    """What was interrupted everywhere goes on without anybody's help."""
    stirring.number += 1000
    told = upload(gateway, json.dumps(package(2, [(21, "kan lezen")], "2026", "2026-01-01T00:00:00Z")).encode(), "?name=lezen.json")[1]
    ended = wait_until(lambda: (one := gateway.admin(f"/goals/imports/{told['id']}")[1])["state"] == "ended" and one, 30, "the import")
    cases.equal("goals are imported", ended["outcome"]["what"], "published")
    wait_until(lambda: not (stirring.folder / "in" / "school.xml").exists() and gateway.ended_syncs(), 20, "a roster")
    cases.equal("a roster is published", gateway.ended_syncs()[0]["outcome"]["what"], "published")
    if with_launches:
        cases.check("a launch is answered", stirring.launch() in (200, 302, 303, 403, 404), "no answer")
    gateway.write(stirring.good)
    gateway.hang_up()
    wait_until(lambda: gateway.events("configuration.reload")[-1:], 10, "the reload")
    cases.equal("the configuration is applied", gateway.events("configuration.reload")[-1]["verdict"], "applied")


# ---------------------------------------------------------------- errors, short writes, delays


class Sender:
    """Sends one message after another; what was accepted must arrive."""

    def __init__(self, gateway):
        self.gateway, self.accepted, self.number = gateway, [], 0

    def send(self):
        self.number += 1
        answer = Uwlr().send(self.gateway.ports["data"], messages.uwlr([Result("TOETS", "LL-1", self.number)]))
        if answer.status == 200:
            self.accepted.append(self.number)
        return answer.status


def with_effect(folder, sink, name, effect):
    (folder / name).mkdir()
    systems = [configuration.uwlr_sender(), configuration.receiver("las", "uwlr-2.2", sink.open(name))]
    made = configuration.gateway(folder / name, systems, [{"name": "alles", "from": ["toets"], "to": ["las"]}])
    gateway = Gateway(folder / name, made, binary=str(PROGRAM))
    gateway.environment = {"SCHAKEL_FAILPOINTS": effect}
    return gateway


def arrived_in_order(cases, what, gateway, sink, slot, accepted):
    gateway.wait_drained()
    scores = [line["results"][0][2] for line in sink.received(slot)]
    cases.equal(f"{what}: what was accepted arrives, in order, and nothing else", scores, accepted)


def no_room_for_a_moment(cases, folder, sink):
    for name, effect in (("refused", "store.append.before=error@6"), ("short", "store.append.before=short@6")):
        what = f"a write that is {name}"
        with with_effect(folder, sink, name, effect) as gateway:
            sender = Sender(gateway)
            refused = wait_until(lambda: sender.send() != 200 and sender.number, 20, "a refusal")
            began = time.monotonic()
            wait_until(lambda: sender.send() == 200, 20, "an accepted message")
            seconds = time.monotonic() - began
            cases.check(f"{what}: refused once, and accepted again within 5 s without a restart", seconds < 5, (refused, seconds))
            arrived_in_order(cases, what, gateway, sink, name, sender.accepted)


def failed_sync(cases, folder, sink):
    what = "a sync that failed"
    with with_effect(folder, sink, "sync", "store.sync.before=error@6") as gateway:
        sender = Sender(gateway)
        wait_until(lambda: sender.send() != 200, 20, "a refusal")
        cases.equal(f"{what}: nothing is accepted after it", [status for status in (sender.send() for _ in range(20)) if status == 200], [])
        cases.equal(f"{what}: the gateway says that it is not ready", gateway.plain("/ready")[0], 503)
        gateway.kill()
        gateway.environment = {}
        gateway.start()
        cases.equal(f"{what}: a restart accepts again", sender.send(), 200)
        gateway.wait_drained()
        scores = [line["results"][0][2] for line in sink.received("sync")]
        cases.check(f"{what}: what was accepted has arrived", set(sender.accepted) <= set(scores), (sender.accepted, scores))


def slow_settling(cases, folder, sink):
    with with_effect(folder, sink, "slow", "deliver.settle.before=delay:100;answer.before=delay:20") as gateway:
        sender = Sender(gateway)
        cases.equal("slow steps: every message is accepted", {sender.send() for _ in range(10)}, {200})
        arrived_in_order(cases, "slow steps", gateway, sink, "slow", sender.accepted)


def unreadable_order(cases, folder, sink):
    gateway = with_effect(folder, sink, "orders", "store.sync.before=burn")
    try:
        gateway.start()
        cases.check("an order that cannot be read ends the program", False, "it started")
    except RuntimeError as ended:
        cases.check("an order that cannot be read ends the program", "cannot be read" in str(ended), ended)
    finally:
        gateway.kill()


# ---------------------------------------------------------------- the program that users run


def none_in_the_product(cases, names):
    content = pathlib.Path(BINARY).read_bytes()
    found = [name for name in [*names, "SCHAKEL_FAILPOINTS"] if name.encode() in content]
    cases.equal("the program that users run has no failpoint", found, [])
    content = PROGRAM.read_bytes()
    cases.equal("the program of this test has them all", [name for name in names if name.encode() not in content], [])


def all_are_listed(cases, names):
    """A file with failpoints that is missing from the list would be tested by nobody."""
    written = set()
    for path in [*(ROOT / "gateway").rglob("*.cpp"), *(ROOT / "adapters").rglob("*.cpp")]:
        written |= set(re.findall(r'SCHAKEL_FAILPOINT[A-Z_]*\(\s*"([a-z_.]+)"', path.read_text()))
    cases.equal("every failpoint of the sources is compiled into the program of this test", written, set(names))


def settings(folder, sink, with_launches):
    (folder / "in").mkdir()
    systems = [configuration.uwlr_sender(), {"id": "las-rooster", "roster": {
        "standard": "edexml-2.1", "folder": str(folder / "in"), "every": "1s"}}]
    systems += [configuration.receiver(name, standard, sink.open(name), parallel=PARALLEL, retry_delays=["1s"] * 400) for name, standard in RECEIVERS.items()]
    if with_launches:
        systems.append({"id": "oude-elo", "launch_from": {
            "standard": "lti-1.1", "default_school": configuration.SCHOOL, "keys": [{"key": CONSUMER[0], "secret": CONSUMER[1]}]}})
    return configuration.gateway(folder, systems, [{"name": "resultaten", "from": ["toets"], "to": list(RECEIVERS)}],
                                 school=[configuration.school_with_rosters()])


def run(cases, folder, sink, failpoints, with_launches):
    good = settings(folder, sink, with_launches)
    gateway = Gateway(folder, good, binary=str(PROGRAM))
    stirring = Stirring(gateway, good, folder)
    load = Load(folder, rate=RATE, prefix="F")
    load.point_at(1)  # nobody; the gateway's port follows
    try:
        with load:
            every_failpoint(cases, gateway, load, sink, stirring, failpoints)
            sink.set_mode("las", "ok")
            gateway.environment = {}
            stirring.number += 1
            stirring.import_roster()
            gateway.start()
            load.point_at(gateway.ports["data"])
            with cases.part("it still works"):
                still_works(cases, gateway, stirring, with_launches)
            wait_until(lambda: read_lines(load.ledger_file)[-1]["status"] == 200, 20, "an accepted message after the last death")
            counts = load.stop(300)
        print(f"seed {SEED}: {len(failpoints)} failpoints, {ROUNDS} times each, {counts}")
        accepted = counts["statuses"].get("200", 0)
        cases.check("a sender sees an answer of success or none at all", set(counts["statuses"]) <= {"0", "200"}, counts)
        gateway.wait_drained(300)
        for slot in RECEIVERS:
            verdict = compare(read_lines(load.ledger_file), sink.received(), slot)
            print(verdict)
            cases.check(f"nothing accepted is lost, altered or out of order at {slot}", verdict.clean(), verdict)
            cases.check(f"no more repeats at {slot} than deliveries under way at the deaths",
                        verdict.duplicates <= len(failpoints) * ROUNDS * PARALLEL, verdict)
        print(f"shown P1 F2: killed at each of {len(failpoints)} places in the program, {ROUNDS} times each; "
              f"{accepted} messages accepted, 0 lost, no repair by hand")
    finally:
        gateway.kill()


def main():
    cases = Cases()
    if not LIST.exists():
        cases.skip("dying at every failpoint", f"{PROGRAM.name} was not built")
        return cases.finish()
    names = all_failpoints()
    none_in_the_product(cases, names)
    all_are_listed(cases, names)
    failpoints = [name for name in names if not name.endswith(".due")]
    if older_lti is None:
        failpoints = [name for name in failpoints if not name.startswith(("launch", "checkpoint"))]
        cases.skip("dying while launches are written", "python3-oauthlib is not installed")
    with scratch() as folder, Sink(folder) as sink:
        with cases.part("every failpoint"):
            run(cases, folder, sink, failpoints, older_lti is not None)
        for part in (no_room_for_a_moment, failed_sync, slow_settling, unreadable_order):
            with cases.part(part.__name__.replace("_", " ")):
                part(cases, folder, sink)
    cases.finish()


if __name__ == "__main__":
    main()
