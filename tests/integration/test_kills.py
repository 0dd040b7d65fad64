#!/usr/bin/python3
"""F1, short: hard kills under load lose nothing that was accepted (P1), repeat no more than was under way (P2), keep the order
of every pupil (P3), and the gateway is back within two seconds (P4). Then, under the same load: reloads, right and wrong, fail
no request (P9), and SIGTERM ends in order within ten seconds (F14).

The moments of the kills come from a seed: SCHAKEL_SEED, else 1. With SCHAKEL_NIGHTLY there are 1,000 of them, else 50; SCHAKEL_KILLS
changes their number."""

import json
import os
import random
import subprocess
import time

import configuration
from cases import BINARY, Cases, scratch, wait_until
from gateway_process import Gateway
from json_lines import read_lines
from ledger_check import compare
from load_process import Load
from sink_process import Sink

KILLS = int(os.environ.get("SCHAKEL_KILLS", "1000" if os.environ.get("SCHAKEL_NIGHTLY") else "50"))
SEED = int(os.environ.get("SCHAKEL_SEED", "1"))
RATE = 200
RELOADS = 20
PARALLEL = 4  # messages under way to one receiver
RECEIVERS = {"las": "uwlr-2.3", "volgsysteem": "edu-v-results-2.1", "lrs": "xapi-1.0.3"}


def known_standards():
    told = json.loads(subprocess.run([BINARY, "adapters", "--json"], stdout=subprocess.PIPE, check=True).stdout)
    return {one["standard"] for one in told["adapters"]}


def settings(folder, urls, **more):
    systems = [configuration.uwlr_sender()]
    for name, url in urls.items():
        systems.append(configuration.receiver(name, RECEIVERS[name], url, parallel=PARALLEL, retry_delays=["1s"] * 1000))
    routes = [{"name": "resultaten", "from": ["toets"], "to": list(urls)}]
    return configuration.gateway(folder, systems, routes, **more)


def kill_again_and_again(cases, gateway, load, sink, slots, chance):
    """One receiver is away in half of the lives, so that what was accepted must live through several deaths."""
    slowest = 0.0
    for number in range(KILLS):
        sink.set_mode(slots[number % len(slots)], ("500", "ok")[number // len(slots) % 2])
        time.sleep(chance.uniform(0.001, 0.5))  # the fault's moment, not a wait for anything
        gateway.kill()
        slowest = max(slowest, gateway.start())
        load.point_at(gateway.ports["data"])
    for slot in slots:
        sink.set_mode(slot, "ok")
    cases.check("back in service within 2 s after every hard kill", slowest < 2.0, f"slowest {slowest:.2f} s")
    return slowest


def judge(cases, title, load, prefix, sink, slots, allowed_duplicates):
    sent = read_lines(load.ledger_file)
    received = [line for line in sink.received() if not line["results"] or line["results"][0][0].startswith(prefix)]
    for slot in slots:
        verdict = compare(sent, received, slot)
        print(f"{title}: {verdict}")
        cases.check(f"{title}: nothing accepted is lost at {slot}", not verdict.lost, verdict)
        cases.check(f"{title}: nothing arrives altered at {slot}", not verdict.altered, verdict)
        cases.check(f"{title}: nothing refused arrives at {slot}", not verdict.after_reject, verdict)
        cases.check(f"{title}: every pupil's results arrive in order at {slot}", not verdict.out_of_order, verdict)
        cases.check(f"{title}: at {slot} no more repeats than deliveries under way at the kills",
                    verdict.duplicates <= allowed_duplicates, verdict)


def hard_kills(cases, folder, gateway, sink, slots):
    load = Load(folder, "kills", rate=RATE, prefix="K")
    load.point_at(gateway.ports["data"])
    with load:
        slowest = kill_again_and_again(cases, gateway, load, sink, slots, random.Random(SEED))
        wait_until(lambda: read_lines(load.ledger_file)[-1]["status"] == 200, 20, "an accepted message after the last kill")
        counts = load.stop()
    accepted = counts["statuses"].get("200", 0)
    print(f"seed {SEED}: {KILLS} kills, {counts}, slowest start {slowest:.2f} s")
    print(f"shown P1 F1: {KILLS} hard kills under load, {accepted} messages accepted, 0 lost")
    print(f"shown P2 F1: {KILLS} hard kills, no more repeats than deliveries under way")
    print(f"shown P4 F1: back in service after a hard kill in at most {slowest:.2f} s")
    cases.check("messages were accepted between the kills", accepted > KILLS, counts)
    refusals = {status for status in counts["statuses"] if status not in ("0", "200")}
    cases.check("a sender sees an answer of success or none at all", not refusals, counts)
    gateway.wait_drained()
    judge(cases, "kills", load, "K", sink, slots, KILLS * PARALLEL)


def reload_once(gateway, load, good, number):
    """Every fourth configuration is wrong and must leave the former one in force. Messages go on before and after."""
    sent = len(read_lines(load.ledger_file))
    wait_until(lambda: len(read_lines(load.ledger_file)) >= sent + 20, 20, "messages between two reloads")
    wrong = number % 4 == 3
    before = gateway.admin("/status")[1]["configuration"]["hash"]
    seen = len(gateway.events("configuration.reload"))
    if wrong:
        gateway.config.write_text(gateway.config.read_text() + '\n[[route]]\nname = "stuk"\nnaar = ["niemand"]\n')
    else:
        gateway.write({**good, "school": [{**good["school"][0], "name": f"De Akker {number}"}]})
    gateway.hang_up()
    told = wait_until(lambda: gateway.events("configuration.reload")[seen:], 10, "the reload in the log")[0]
    after = gateway.admin("/status")[1]["configuration"]["hash"]
    if wrong:
        return told["verdict"] == "refused" and after == before
    return told["verdict"] == "applied" and after != before


def reloads_and_orderly_end(cases, folder, gateway, sink, slots, good):
    load = Load(folder, "reloads", rate=RATE, prefix="R")
    load.point_at(gateway.ports["data"])
    with load:
        wait_until(lambda: len(read_lines(load.ledger_file)) > 20, 20, "the load")
        held = [reload_once(gateway, load, good, number) for number in range(RELOADS)]
        cases.check(f"{RELOADS} reloads by SIGHUP: the right ones apply, the wrong ones change nothing", all(held), held)
        statuses = {line["status"] for line in read_lines(load.ledger_file)}
        cases.equal("no request fails during the reloads", statuses, {200})
        gateway.write(good)
        code, seconds = gateway.terminate()
        cases.equal("SIGTERM under load ends with exit code 0", code, 0)
        cases.check("SIGTERM drains within 10 s", seconds <= 10.5, f"{seconds:.1f} s")
    gateway.start()
    gateway.wait_drained()
    judge(cases, "orderly end", load, "R", sink, slots, 0)
    second_instance(cases, folder, good)


def second_instance(cases, folder, good):
    (folder / "second").mkdir()
    second = Gateway(folder / "second", good)
    try:
        second.start(10)
        cases.check("a second gateway on the same data directory is refused", False, "it started")
    except RuntimeError as refused:
        cases.check("a second gateway on the same data directory is refused", "ended with 1" in str(refused), refused)
    finally:
        second.kill()


def main():
    cases = Cases()
    with scratch() as folder, Sink(folder) as sink:
        known = known_standards()
        slots = [name for name, standard in RECEIVERS.items() if standard in known]
        good = settings(folder, {name: sink.open(name) for name in slots})
        with Gateway(folder, good) as gateway:
            with cases.part("hard kills"):
                hard_kills(cases, folder, gateway, sink, slots)
            with cases.part("reloads and an orderly end"):
                reloads_and_orderly_end(cases, folder, gateway, sink, slots, good)
    cases.finish()


if __name__ == "__main__":
    main()
