#!/usr/bin/python3
"""F7: somebody sets the machine's clock, forward and back, by an hour and by years, over the change to summer time. Tries go on at their
own pace, neither late by what the clock moved nor all at once; new messages arrive at once; a watched folder is looked at; a
certificate is judged by the clock as it stands.

The clock of each gateway is moved by itself, by a library that is loaded before it (tests/support/moved_clock.cpp); everything that is
judged is measured by the clock of this test."""

import concurrent.futures
import datetime
import os
import pathlib
import struct
import time

import configuration
import messages
from cases import BINARY, Cases, scratch, wait_until
from certificates import Authority
from gateway_process import Gateway
from messages import Result
from senders import Uwlr
from sink_process import Sink
from test_rosters import edexml

LIBRARY = pathlib.Path(BINARY).with_name("moved_clock.so")
NIGHTLY = bool(os.environ.get("SCHAKEL_NIGHTLY"))
HOUR, DAY = 3600, 86400
DELAYS = [2, 2, 2]  # seconds between tries, each a fifth more or less
PATIENCE = 15.0  # seconds that a busy machine may add; less than any move of the clock


def until(year, month, day, hour=0, minute=0, second=0):
    return datetime.datetime(year, month, day, hour, minute, second, tzinfo=datetime.timezone.utc).timestamp() - time.time()


# What the clock does, and how many seconds it moves.
MOVES = [
    ("one day forward", DAY), ("one day back", -DAY), ("one hour back", -HOUR), ("one hour forward", HOUR),
    ("a minute back", -60), ("to just before the change to summer time", until(2027, 3, 28, 0, 59, 58)),
    ("to just before the change to winter time", until(2027, 10, 31, 0, 59, 58)),
    ("to just before 2^31 seconds", until(2038, 1, 19, 3, 14, 4)), ("to the year 2040", until(2040, 2, 29, 12)),
    ("ten years back", until(2016, 11, 22))]


class Clocked:
    """A gateway with a clock of its own."""

    def __init__(self, folder, settings):
        self.file = folder / "clock"
        self.move(0)
        self.gateway = Gateway(folder, settings)
        self.gateway.environment = {"LD_PRELOAD": str(LIBRARY), "SCHAKEL_CLOCK_FILE": str(self.file),
                                    "ASAN_OPTIONS": "verify_asan_link_order=0"}

    def move(self, seconds):
        content = struct.pack("<q", int(seconds * 1e9))
        if not self.file.exists():
            return self.file.write_bytes(content)
        with open(self.file, "r+b") as file:  # in place: it is mapped
            file.write(content)


def settings(folder, sink, name):
    (folder / "in").mkdir()
    systems = [
        configuration.uwlr_sender(), configuration.receiver("goed", "uwlr-2.2", sink.open(name + "-goed")),
        configuration.receiver("stuk", "uwlr-2.2", sink.open(name + "-stuk", "500"), retry_delays=[f"{each}s" for each in DELAYS]),
        {"id": "las", "roster": {"standard": "edexml-2.1", "folder": str(folder / "in"), "every": "1s"}}]
    return configuration.gateway(folder, systems, [{"name": "alles", "from": ["toets"], "to": ["goed", "stuk"]}],
                                 school=[configuration.school_with_rosters()])


def send(gateway, test):
    return Uwlr().send(gateway.ports["data"], messages.uwlr([Result(test, "LL-" + test, 1)])).status


def tries(sink, slot, test):
    return [line["time"] for line in sink.received(slot) if line["results"] and line["results"][0][0] == test]


def deliver_roster(folder, moved):
    """As a machine with that clock writes it."""
    fresh = folder / "school.nieuw"
    fresh.write_text(edexml())
    os.utime(fresh, (time.time() + moved - 60,) * 2)
    fresh.rename(folder / "in" / "school.xml")


def judge_tries(cases, what, moments, possible=(len(DELAYS) + 1,)):
    gaps = [later - before for before, later in zip(moments, moments[1:])]
    cases.check(f"{what}: as many tries as there are delays", len(moments) in possible, moments)
    cases.check(f"{what}: no two tries in a rush", all(gap >= 0.75 * delay for gap, delay in zip(gaps, DELAYS)), gaps)
    cases.check(f"{what}: no try is late by what the clock moved", all(gap <= 1.25 * delay + PATIENCE for gap, delay in zip(gaps, DELAYS)), gaps)


def move_once(cases, folder, sink, number):
    what, seconds = MOVES[number]
    name = f"z{number}"
    (folder / name).mkdir()
    clocked = Clocked(folder / name, settings(folder / name, sink, name))
    with clocked.gateway as gateway:
        cases.equal(f"{what}: a message is accepted before", send(gateway, "VOOR"), 200)
        wait_until(lambda: tries(sink, name + "-stuk", "VOOR"), 20, "the first try")
        clocked.move(seconds)
        moved = time.time()
        if NIGHTLY:
            deliver_roster(folder / name, seconds)
        answer = send(gateway, "NA")
        cases.check(f"{what}: a message is answered after it", answer in (200, 500), answer)
        if answer == 200:
            wait_until(lambda: tries(sink, name + "-goed", "NA"), 20, "the message after the move")
            took = tries(sink, name + "-goed", "NA")[0] - moved
            cases.check(f"{what}: a message that comes then is delivered at once", took < PATIENCE, f"{took:.1f} s")
        wait_until(lambda: gateway.counts()["waiting"] == 0, 90, "the last try")
        # What is older than a week, by the clock as it stands when a try fails, is given up as expired.
        judge_tries(cases, what, tries(sink, name + "-stuk", "VOOR"), (1, 2) if seconds > 7 * DAY else (len(DELAYS) + 1,))
        if answer == 200:
            judge_tries(cases, what + ", a message that came then", tries(sink, name + "-stuk", "NA"))
        if NIGHTLY:  # it is looked at twice a minute
            wait_until(lambda: gateway.ended_syncs(), 60, "a roster from the folder")
            cases.equal(f"{what}: a watched folder is looked at", gateway.ended_syncs()[0]["outcome"]["what"], "published")


def certificate(cases, folder, sink):
    """It is good for ten days. What fails because the clock is wrong is delivered when the clock is right again."""
    (folder / "cert").mkdir()
    authority = Authority(folder)
    url = sink.open("tls", tls=authority.issue("goed"))
    systems = [configuration.uwlr_sender(), configuration.receiver(
        "las", "uwlr-2.2", url, ca_file=str(authority.file), retry_delays=["1s"] * 30)]
    clocked = Clocked(folder / "cert", configuration.gateway(folder / "cert", systems, [{"name": "alles", "from": ["toets"], "to": ["las"]}]))
    clocked.move(30 * DAY)
    with clocked.gateway as gateway:
        cases.equal("certificate: a message is accepted", send(gateway, "CERT"), 200)
        number = gateway.messages()[0]["id"]
        failed = wait_until(lambda: [one for one in gateway.show(number)["attempts"] if one["outcome"] == "retry"], 20, "a try")[0]
        cases.check("certificate: expired by a clock that is a month fast, and said so", "expired" in failed["reason"], failed)
        cases.equal("certificate: nothing was sent", sink.received("tls"), [])
        clocked.move(0)
        wait_until(lambda: sink.received("tls"), 20, "the delivery once the clock is right")
        gateway.wait_drained()
        cases.equal("certificate: delivered once the clock is right", gateway.show(number)["deliveries"][0]["status"], "delivered")


def main():
    cases = Cases()
    if not LIBRARY.exists():
        cases.skip("a clock that is set", f"{LIBRARY.name} was not built")
        return cases.finish()
    with scratch() as folder, Sink(folder) as sink:
        def one(number):
            with cases.part(MOVES[number][0] if number < len(MOVES) else "certificate"):
                move_once(cases, folder, sink, number) if number < len(MOVES) else certificate(cases, folder, sink)
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            list(pool.map(one, range(len(MOVES) + 1)))
        print(f"shown P2 F7: the clock set {len(MOVES)} ways, by up to {round(max(abs(each) for _, each in MOVES) / DAY / 365)} years: tries keep "
              "their pace, new messages go at once")
    cases.finish()


if __name__ == "__main__":
    main()
