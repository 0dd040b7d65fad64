"""Starts a gateway and its counterparts in a scratch folder, sends the class, asks for rosters, shows what became of it.

    demo.py --schakel BINARY          shows, then runs until Ctrl-C
    demo.py --schakel BINARY --once   shows, verifies at the receivers, ends with 0 or 1
"""

import argparse
import collections
import contextlib
import csv
import ctypes
import json
import os
import pathlib
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

import ask_oneroster
import ask_uwlr
import open_material
import send_edu_v
import send_goals
import send_uwlr
import send_xapi
import verify
import verify_goals
import verify_rosters
import web

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = pathlib.Path("deploy/demo/examples")
UWLR_KEY = "demo-key-of-de-akker-at-de-meetlat"
XAPI_LOGIN = ("springplank", "demo-password-of-springplank")
KOMPAS_LOGIN = ("kompas", "demo-password-of-kompas")
SIMULATED = {"las-uwlr": ("uwlr-2.2", 8090), "las-eduv": ("edu-v-results-2.1", 8091), "lrs-xapi": ("xapi-1.0.3", 8092),
             verify_goals.RECEIVER: ("uwlr-2.2", 8095)}
PUPILS = 240
OWNERS = {  # of rosters: standard, port, options of `simulate`
    "las-linde": ("uwlr-2.2", 8093, ("--role", "las", "--brin", "98LI", "--seed", "7")),
    "sis-anker": ("oneroster-1.2", 8094, ("--role", "las", "--brin", "98AN", "--seed", "8")),
}
HORIZON = ("horizon", "demo-secret-of-horizon")
PLANK = ("98AN", "demo-key-of-het-anker-at-de-plank", "plank", "Leermiddelenplank")
DATA_PORT, ADMIN_PORT, LEESPLANK_PORT = 8080, 8081, 8096
START_SECONDS, SETTLE_SECONDS = 30, 120
OPEN = ("accepted", "waiting")


class Trouble(Exception):
    """What went wrong, in words for whoever started the demo."""


# ---------------------------------------------------------------- processes

def ends_with_us():
    """The kernel ends the child when this process is gone, however it went."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
    os.setpgrp()  # Ctrl-C is ours to pass on


class Process:
    def __init__(self, name, command, folder):
        self.name, self.log = name, folder / f"{name}.log"
        with open(self.log, "wb") as log:
            self.child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, preexec_fn=ends_with_us)
        self.text = b""

    def ports(self, count):
        """Ports from `count` lines "listening NAME PORT"."""
        end = time.monotonic() + START_SECONDS
        while self.text.count(b"\n") < count:
            ready, _, _ = select.select([self.child.stdout], [], [], max(0, end - time.monotonic()))
            data = os.read(self.child.stdout.fileno(), 4096) if ready else b""
            if not data:
                raise Trouble(f"{self.name} did not start:\n{self.log.read_text(errors='replace')[-3000:]}")
            self.text += data
        lines = [line.split() for line in self.text.decode().splitlines()]
        return {name: int(port) for word, name, port in lines if word == "listening"}

    def stop(self):
        if self.child.poll() is None:
            self.child.terminate()
        try:
            self.child.wait(15)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
        self.child.stdout.close()


def port_or_free(wished):
    for port in (wished, 0):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return probe.getsockname()[1]
    raise Trouble("no free port on 127.0.0.1")


# ---------------------------------------------------------------- the scene

class Scene:
    """The scratch folder with the configuration's copy, the receivers and the gateway."""

    def __init__(self, schakel):
        (ROOT / "build" / "demo").mkdir(parents=True, exist_ok=True)
        self.schakel = schakel
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=ROOT / "build" / "demo", prefix="run-"))
        self.processes = []

    def start(self, name, *arguments):
        process = Process(name, [str(self.schakel), *arguments], self.folder)
        self.processes.append(process)
        return process

    def raise_curtain(self):
        simulated = {}
        for name, (standard, wished) in SIMULATED.items():
            simulated[wished] = self.simulate(name, standard, wished, "--record", str(self.record(name)))
        for name, (standard, wished, options) in OWNERS.items():
            simulated[wished] = self.simulate(name, standard, wished, "--pupils", str(PUPILS), *options)
        self.config = self.copy_configuration()
        ports = {wished: next(iter(process.ports(1).values())) for wished, process in simulated.items()}
        self.owners = {name: f"http://127.0.0.1:{ports[wished]}" for name, (_, wished, _) in OWNERS.items()}
        self.leesplank = open_material.Publisher(port_or_free(LEESPLANK_PORT))
        ports.update({DATA_PORT: port_or_free(DATA_PORT), ADMIN_PORT: port_or_free(ADMIN_PORT), LEESPLANK_PORT: self.leesplank.port})
        self.write_ports(ports)
        send_goals.import_releases(self.schakel, self.config)
        self.gateway = self.start("gateway", "run", "--config", str(self.config))
        listening = self.gateway.ports(2)
        self.data = f"http://127.0.0.1:{listening['data']}"
        self.admin = f"http://127.0.0.1:{listening['admin']}"

    def simulate(self, name, standard, wished, *options):
        return self.start(name, "simulate", standard, "--listen", f"127.0.0.1:{port_or_free(wished)}", *options)

    def record(self, name):
        return self.folder / "received" / name

    def copy_configuration(self):
        shutil.copytree(ROOT / "config", self.folder / "config")
        keys = self.folder / "config" / "demo" / "keys"
        send_edu_v.make_key(self.folder / "vizier.pem", keys / "vizier.public.pem")
        send_edu_v.make_key(keys / "schakel.pem", keys / "schakel.public.pem")
        return self.folder / "config" / "demo" / "schakel.toml"

    def write_ports(self, ports):
        """Puts the chosen ports in the place of those in the configuration."""
        chosen = lambda found: f"127.0.0.1:{ports.get(int(found[1]), found[1])}"
        for file in (self.config, *(self.config.parent / "conf.d").glob("*.toml")):
            file.write_text(re.sub(r"127\.0\.0\.1:(\d+)", chosen, file.read_text()))

    def token(self):
        return (self.config.parent / "data" / "admin.token").read_text().strip()

    def close(self, keep):
        for process in reversed(self.processes):
            process.stop()
        if not keep:
            shutil.rmtree(self.folder, ignore_errors=True)


def send_all(scene):
    """All senders at once; sender -> Tally."""
    jobs = {
        "toets-uwlr": lambda: send_uwlr.send(scene.data, UWLR_KEY),
        "toets-eduv": lambda: send_edu_v.send(scene.data, scene.folder / "vizier.pem"),
        "oefen-xapi": lambda: send_xapi.send(scene.data, *XAPI_LOGIN),
        verify_goals.SENDER: lambda: send_goals.send(scene.data, *KOMPAS_LOGIN),
    }
    tallies, failures = {}, []

    def work(name):
        try:
            tallies[name] = jobs[name]()
        except Exception as error:  # shown below; a thread has nobody to raise to
            failures.append(f"{name}: {error!r}")

    threads = [threading.Thread(target=work, args=(name,)) for name in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise Trouble("; ".join(failures))
    return tallies


# ---------------------------------------------------------------- rosters

def retried(ask):
    """What `ask` gives; the gateway may still be fetching the roster."""
    end = time.monotonic() + SETTLE_SECONDS
    while True:
        try:
            return ask()
        except RuntimeError as refusal:
            if time.monotonic() > end:
                raise Trouble(f"no roster after {SETTLE_SECONDS} s: {refusal}")
            time.sleep(0.1)


def ask_all(scene):
    """Both askers read their school through the gateway, and the school's owner is asked the same beside it."""
    def read_oneroster(url, client):
        reader = ask_oneroster.Reader(url, *client)
        return ask_oneroster.facts(reader.school())

    linde = ask_uwlr.facts(ask_uwlr.ask(scene.owners["las-linde"], "98LI", "any", "any", "any"))
    horizon = retried(lambda: read_oneroster(scene.data, HORIZON))
    anker = read_oneroster(scene.owners["sis-anker"], ("any", "any"))
    plank = ask_uwlr.facts(retried(lambda: ask_uwlr.ask(scene.data, *PLANK)))
    return [
        verify_rosters.verify("las-linde", "elo-horizon", linde, horizon),
        verify_rosters.verify("sis-anker", "plank", anker, plank, ask_uwlr.NO_PLACE),
    ]


ASKED = ("pupil", "teacher", "home group", "lesson group")


def print_rosters(verdicts):
    rows = [("owner", "asker", "pupils", "teachers", "home groups", "lesson groups", "withheld", "no place", "values verified")]
    for one in verdicts:
        rows.append((one.owner, one.asker, *(one.records[kind] for kind in ASKED), f"{one.withheld:,}", f"{one.no_place:,}",
                     f"{one.arrived:,} of {one.expected:,}"))
    widths = [max(len(str(row[column])) for row in rows) for column in range(len(rows[0]))]
    print()
    for row in rows:
        print("  ".join(str(cell).ljust(width) if column < 2 else str(cell).rjust(width)
                        for column, (cell, width) in enumerate(zip(row, widths))))


# ---------------------------------------------------------------- a pupil opens material

LAUNCHED = ("elo-akker", "leesplank")


def open_material_of(scene):
    with open(scene.config.parent / "identities.csv", newline="") as file:
        eckid = next(row["eckid"] for row in csv.DictReader(file) if row["las.key"] == open_material.PUPIL)
    return open_material.play(scene.data, scene.leesplank, eckid, "999A999")


def print_launch(verdict):
    print(f"""
a pupil of De Akker opens a book of Leesplank (LTI 1.1 -> LTI 1.3):
  nobody told of an entitlement: refused, the page says so, with the code {verdict.code}
  the entitlement comes in (Edu-V): opened at once
  the publisher knows the pupil as {verdict.pseudonym}, and nothing more""")


# ---------------------------------------------------------------- learning goals

def print_goals(verdict):
    print("\nresults on goals of 2019, at an administration that reads the goals of today:")
    for one in verdict.arrivals:
        print(f"  {one.goal['prefix']}: {one.sentence}")
    if verdict.arrivals:
        print("  the first in full:", *verdict.arrivals[0].explanation.splitlines(), sep="\n    ")
    print(f"  the {verdict.served} goals of today can be asked for in CASE 1.1")


class Admin:
    def __init__(self, url, token):
        self.connection = web.Connection(url)
        self.headers = {"Authorization": f"Bearer {token}"}

    def get(self, path):
        status, body = self.connection.request("GET", "/admin/v1" + path, headers=self.headers)
        if status != 200:
            raise Trouble(f"GET /admin/v1{path} answered {status}: {body[:500]}")
        return json.loads(body)

    def message_ids(self):
        ids, after = [], ""
        while True:
            page = self.get("/messages?limit=200" + after)
            ids += [one["id"] for one in page["messages"]]
            if not page.get("next"):
                return ids
            after = f"&after={page['next']}"

    def settled(self):
        """All messages with their deliveries, once none of them waits any more."""
        end = time.monotonic() + SETTLE_SECONDS
        done, waiting = {}, self.message_ids()
        while waiting:
            for id in waiting:
                shown = self.get(f"/messages/{id}")
                if not any(one["status"] in OPEN for one in shown["deliveries"]):
                    done[id] = shown
            waiting = [id for id in waiting if id not in done]
            if waiting and time.monotonic() > end:
                raise Trouble(f"{len(waiting)} messages still wait after {SETTLE_SECONDS} s")
            time.sleep(0.1 if waiting else 0)
        return list(done.values())


# ---------------------------------------------------------------- what became of it

class Direction:
    def __init__(self):
        self.deliveries = collections.Counter()
        self.fields = collections.Counter()
        self.losses = []
        self.reasons = collections.Counter()

    def note(self, delivery):
        self.deliveries[delivery["status"]] += 1
        if delivery["status"] not in ("delivered", "already there"):
            self.reasons[f"{delivery['status']}: {delivery.get('reason', '')}"] += delivery["records"]
        for row in (delivery.get("loss") or {}).get("fields", []):
            self.losses.append(row)
            self.fields[row["outcome"]] += row["count"]


def by_direction(messages):
    directions = {route: Direction() for route in verify.ROUTES}
    for shown in messages:
        for delivery in shown["deliveries"]:
            if shown["message"]["sender"] == verify_goals.SENDER:
                continue  # a story of its own
            directions[shown["message"]["sender"], delivery["destination"]].note(delivery)
    return directions


STATES = ("delivered", "already there", "held", "rejected")
OUTCOMES = ("carried", "mapped", "defaulted", "dropped")


def print_table(tallies, directions, verdicts):
    rows = [("from", "to", "sent", "accepted", *STATES, *OUTCOMES, "values verified")]
    for (sender, receiver), direction in directions.items():
        verdict = verdicts[sender, receiver]
        rows.append((sender, receiver, tallies[sender].sent, tallies[sender].accepted,
                     *(direction.deliveries[state] for state in STATES),
                     *(f"{direction.fields[outcome]:,}" for outcome in OUTCOMES),
                     f"{verdict.arrived:,} of {verdict.expected:,}"))
    widths = [max(len(str(row[column])) for row in rows) for column in range(len(rows[0]))]
    groups = sum(widths[:2]) + 2, sum(widths[2:8]) + 10, sum(widths[8:12]) + 6
    print(f"\n{'':<{groups[0]}}  {'messages':-^{groups[1]}}  {'fields':-^{groups[2]}}")
    for row in rows:
        print("  ".join(str(cell).ljust(width) if column < 2 else str(cell).rjust(width)
                        for column, (cell, width) in enumerate(zip(row, widths))))


def print_remarks(directions, verdicts):
    print()
    for route, direction in directions.items():
        for reason, count in sorted(direction.reasons.items()):
            print(f"{' -> '.join(route)}: {count} records {reason}")
    for route, verdict in verdicts.items():
        if verdict.named_losses:
            print(f"{' -> '.join(route)}: {verdict.named_losses:,} values have no form there; the loss report names each")
        if verdict.derived:
            print(f"{' -> '.join(route)}: {verdict.derived:,} scaled scores were derived from points and maximum")


def print_addresses(scene):
    token = scene.config.parent.relative_to(ROOT) / "data" / "admin.token"
    print(f"""
The gateway takes messages at {scene.data}; its admin API is at {scene.admin}/admin/v1.
Send your own, as De Meetlat (UWLR) or Springplank (xAPI):
  curl -H 'Content-Type: text/xml' --data-binary @{EXAMPLES}/result.uwlr.xml {scene.data}{send_uwlr.PATH}
  curl -u {':'.join(XAPI_LOGIN)} -H 'X-Experience-API-Version: 1.0.3' -H 'Content-Type: application/json' \\
       --data-binary @{EXAMPLES}/result.xapi.json {scene.data}{send_xapi.PATH}
Learning goals: what became of one, and the framework as CASE:
  build/release/schakel goals resolve --config {scene.config.relative_to(ROOT)} "PO Kerndoel 3"
  curl {scene.data}{verify_goals.DOCUMENTS}
Ask for a roster, as the learning environment Horizon (OneRoster 1.2):
  TOKEN=$(curl -s -u {':'.join(HORIZON)} -d grant_type=client_credentials -d scope={ask_oneroster.SCOPES[0]} \\
          {scene.data}/oauth2/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
  curl -H "Authorization: Bearer $TOKEN" '{scene.data}{ask_oneroster.PATH}/users?limit=2'
See what became of it:
  build/release/schakel messages --config {scene.config.relative_to(ROOT)} --limit 5
  curl -H "Authorization: Bearer $(cat {token})" '{scene.admin}/admin/v1/messages?limit=5'
What the receivers got is in {scene.folder.relative_to(ROOT)}/received/.""")


def problems_of(tallies, directions, verdicts):
    """Per direction what is not as it should be; an empty list where all is well."""
    absent = sum(one.absent for one in verify.school.class_of_vizier())
    found = {}
    for route, direction in directions.items():
        tally = tallies[route[0]]
        told = [f"refused: {text}" for text in tally.refusals[:3]] + verdicts[route].problems
        if not direction.deliveries["delivered"]:
            told.append("nothing was delivered")
        # UWLR has no form for absence: those pupils of Edu-V wait for a person, and nothing else does.
        held = {"held: uwlr.pupil-absent": absent} if route == ("toets-eduv", "las-uwlr") else {}
        if dict(direction.reasons) != held:
            told.append(f"not delivered: {dict(direction.reasons)}, expected {held}")
        found[route] = told
    return found


def conclude(problems):
    print()
    for route, told in problems.items():
        print(f"{' -> '.join(route)}: {'verified' if not told else 'FAILED'}")
        for line in told:
            print(f"    {line}")
    failed = sum(bool(told) for told in problems.values())
    print(f"{len(problems) - failed} passed, {failed} failed")
    return 1 if failed else 0


def play(scene, once):
    start = time.monotonic()
    scene.raise_curtain()
    print(f"up in {time.monotonic() - start:.1f} s; sending 3 groups, 84 pupils and 12 tests from each of 3 programs", flush=True)
    start = time.monotonic()
    tallies = send_all(scene)
    messages = Admin(scene.admin, scene.token()).settled()
    print(f"all settled in {time.monotonic() - start:.1f} s")

    directions = by_direction(messages)
    verdicts = {
        (sender.name, receiver.name): verify.verify(
            sender, receiver, scene.record(receiver.name), directions[sender.name, receiver.name].losses)
        for sender in verify.SENDERS for receiver in verify.RECEIVERS if (sender.name, receiver.name) in verify.ROUTES}
    print_table(tallies, directions, verdicts)
    rosters = ask_all(scene)
    print_rosters(rosters)
    print_remarks(directions, verdicts)
    goals = verify_goals.verify(scene.record(verify_goals.RECEIVER), messages, scene.data)
    print_goals(goals)
    launched = open_material_of(scene)
    print_launch(launched)
    problems = problems_of(tallies, directions, verdicts)
    problems[LAUNCHED] = launched.problems
    problems.update({(one.owner, one.asker): one.problems for one in rosters})
    refused = [f"refused: {text}" for text in tallies[verify_goals.SENDER].refusals]
    problems[verify_goals.SENDER, verify_goals.RECEIVER] = refused + goals.problems
    code = conclude(problems)
    if not once:
        print_addresses(scene)
        print("\nCtrl-C ends it.", flush=True)
        wait_for_the_end(scene)
    return code


def wait_for_the_end(scene):
    while all(process.child.poll() is None for process in scene.processes):
        time.sleep(0.5)
    raise Trouble("a process ended by itself; see the logs in " + str(scene.folder))


def main():
    options = argparse.ArgumentParser(prog="deploy/run")
    options.add_argument("--schakel", type=pathlib.Path, required=True)
    options.add_argument("--once", action="store_true")
    chosen = options.parse_args()
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)
    scene, code = Scene(chosen.schakel.resolve()), 1
    try:
        code = play(scene, chosen.once)
    except KeyboardInterrupt:
        code = 0 if not chosen.once else 130
    except Trouble as trouble:
        print(f"{trouble}\n0 passed, 1 failed", file=sys.stderr if not chosen.once else sys.stdout)
    finally:
        keep = code == 1
        scene.close(keep)
        if keep:
            print(f"kept for a look: {scene.folder}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
