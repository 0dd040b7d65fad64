#!/usr/bin/python3
"""F6: a gateway that has too few file handles, and too little memory. Whoever cannot be served is told so or is hung up on, nothing
crashes, nothing that was accepted is lost, and once there is room again everything is as before, with no handle or memory kept.
What one long message of nothing but results takes of memory."""

import concurrent.futures
import os
import resource
import socket

import configuration
import messages
from cases import Cases, scratch, wait_until
from gateway_process import Gateway
from messages import Result
from raw_http import Answer
from senders import Uwlr
from sink_process import Sink

ALONE = "it fills a group of memory"
HANDLES = 64
ROOM = 96 << 20  # bytes of address space beyond what a gateway at rest has
LARGE = 20 << 20  # bytes of one message
SENDERS = 12
LONG = 50_000  # results of one message, each of a pupil of its own: the statements alone are five times its size
MOST_TAKEN = 30  # times its size, of memory
NIGHTLY = bool(os.environ.get("SCHAKEL_NIGHTLY"))
ROUNDS = 10 if NIGHTLY else 2


def settings(folder, sink, **more):
    systems = [configuration.uwlr_sender(), configuration.receiver(
        "las", "uwlr-2.2", sink.open(folder.name), parallel=4, retry_delays=["1s"] * 30)]
    return configuration.gateway(folder, systems, [{"name": "alles", "from": ["toets"], "to": ["las"]}], **more)


def send(gateway, test, padding=0):
    body = messages.uwlr([Result(test, "LL-" + test, 1)])
    if padding:
        body = body.replace(b"<toetsafnames>", b"<!--" + b"x" * padding + b"--><toetsafnames>")
    try:
        return Uwlr().send(gateway.ports["data"], body, seconds=60)
    except OSError:
        return Answer(0, {}, b"")


def handles(gateway):
    return len(os.listdir(f"/proc/{gateway.process.pid}/fd"))


def status_of(gateway, name):
    for line in open(f"/proc/{gateway.process.pid}/status"):
        if line.startswith(name + ":"):
            return int(line.split()[1]) * 1024
    raise RuntimeError(name)


def everything_arrived(cases, what, gateway, sink, slot, accepted):
    gateway.wait_drained(90)
    arrived = {line["results"][0][0] for line in sink.received(slot) if line["results"]}
    cases.equal(f"{what}: what was accepted has arrived", accepted - arrived, set())


# ---------------------------------------------------------------- handles


def crowd(port, count):
    """Connections that each ask for something by half."""
    all_of_them = []
    for _ in range(count):
        connection = socket.socket()
        connection.settimeout(2)
        try:
            connection.connect(("127.0.0.1", port))
            connection.sendall(b"GET /")
        except OSError:
            pass
        all_of_them.append(connection)
    return all_of_them


def too_few_handles(cases, folder, sink):
    """A crowd takes every handle there is, while messages come in and deliveries go out."""
    before = ["prlimit", f"--nofile={HANDLES}:{HANDLES}"]
    with Gateway(folder, settings(folder, sink), before) as gateway:
        cases.equal("a gateway starts with 64 handles", send(gateway, "EERST").status, 200)
        gateway.wait_drained()
        at_rest, accepted, statuses = handles(gateway), {"EERST"}, []
        for number in range(ROUNDS):
            connections = crowd(gateway.ports["data"], 3 * HANDLES)
            answer = send(gateway, f"VOL-{number}") if NIGHTLY else None
            if answer:
                statuses.append(answer.status)
                accepted |= {f"VOL-{number}"} if answer.status == 200 else set()
            cases.check("a crowd that takes every handle does not end the gateway", not gateway.has_ended())
            for connection in connections:
                connection.close()
            wait_until(lambda number=number: send(gateway, f"NA-{number}").status == 200, 30, "an accepted message after the crowd")
            accepted.add(f"NA-{number}")
        everything_arrived(cases, "too few handles", gateway, sink, folder.name, accepted)
        # Connections to receivers and of the admin listener may be kept for later.
        wait_until(lambda: handles(gateway) <= at_rest + 8, 60, "handles to be given back")
        cases.check("no handle is kept after the crowd has gone", True)
        cases.check("nobody saw anything but success, a refusal or the end of a connection", set(statuses) <= {0, 200, 503}, statuses)


# ---------------------------------------------------------------- memory


def too_little_memory(cases, folder, sink):
    """Large messages all at once, in a process that may hold a few of them. Then small ones again."""
    listeners = [{"name": "data", "address": "127.0.0.1:0", "body_limit": 64 << 20}]
    with Gateway(folder, settings(folder, sink, listeners=listeners)) as gateway:
        accepted = {f"WARM-{number}" for number in range(20)}
        cases.equal("small messages are accepted", {send(gateway, test).status for test in accepted}, {200})
        gateway.wait_drained()
        at_rest = status_of(gateway, "VmSize")
        limit = at_rest + ROOM
        resource.prlimit(gateway.process.pid, resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))
        seen = []
        for number in range(ROUNDS):
            tests = [f"GROOT-{number}-{one}" for one in range(SENDERS)]
            with concurrent.futures.ThreadPoolExecutor(SENDERS) as pool:
                answers = list(pool.map(lambda test: send(gateway, test, LARGE).status, tests))
            accepted |= {test for test, status in zip(tests, answers) if status == 200}
            seen += answers
            cases.check("large messages beyond its memory do not end the gateway", not gateway.has_ended(),
                        (gateway.process.poll(), gateway.log()[-800:]))
            if gateway.has_ended():
                return
        print(f"{ROUNDS * SENDERS} messages of {LARGE >> 20} MiB with {ROOM >> 20} MiB of room: "
              f"{ {status: seen.count(status) for status in sorted(set(seen))} }")
        print(f"shown P6 F6: {HANDLES} handles, and {ROOM >> 20} MiB of memory for {len(seen)} messages of {LARGE >> 20} MiB: no crash, service resumes")
        cases.check("whoever is not served is told so, or hung up on", set(seen) <= {0, 200, 413, 500, 503}, seen)
        cases.check("somebody was not served: the memory was too little indeed", set(seen) != {200}, seen)
        wait_until(lambda: send(gateway, "DAARNA").status == 200, 30, "a small message after it")
        accepted.add("DAARNA")
        cases.check("small messages are accepted again", True)
        resource.prlimit(gateway.process.pid, resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        everything_arrived(cases, "too little memory", gateway, sink, folder.name, accepted)


def memory_of_a_long_message(cases, folder, sink):
    """Tens of thousands of results in one message, which becomes as many statements."""
    systems = [configuration.uwlr_sender(), configuration.receiver("lrs", "xapi-1.0.3", sink.open(folder.name), parallel=4)]
    listeners = [{"name": "data", "address": "127.0.0.1:0", "body_limit": 64 << 20}]
    with Gateway(folder, configuration.gateway(folder, systems, [{"name": "alles", "from": ["toets"], "to": ["lrs"]}], listeners)) as gateway:
        cases.equal("a small message is accepted", send(gateway, "KLEIN").status, 200)
        gateway.wait_drained()
        before = status_of(gateway, "VmRSS")
        with open(f"/proc/{gateway.process.pid}/clear_refs", "w") as peak:
            peak.write("5")
        body = messages.uwlr([Result("LANG", f"LL-{number}", number % 50) for number in range(LONG)])
        cases.equal("a long message is accepted", Uwlr().send(gateway.ports["data"], body, seconds=120).status, 200)
        taken = (status_of(gateway, "VmHWM") - before) / len(body)
        print(f"a message of {len(body) / 2**20:.0f} MiB with {LONG} results took {taken:.1f}x its size")
        cases.check(f"it takes at most {MOST_TAKEN} times its size", taken <= MOST_TAKEN, f"{taken:.1f}x")
        gateway.wait_drained(120)
        arrived = {line["results"][0][1] for line in sink.received(folder.name) if line["results"]}
        cases.check("and arrives", arrived)


def main():
    cases = Cases()
    with scratch() as folder, Sink(folder) as sink:
        for what in (too_few_handles, too_little_memory, memory_of_a_long_message):
            (folder / what.__name__).mkdir()
            with cases.part(what.__name__.replace("_", " ")):
                what(cases, folder / what.__name__, sink)
    cases.finish()


if __name__ == "__main__":
    main()
