#!/usr/bin/python3
"""F11: reloads by SIGHUP and over the API under load, every tenth of them wrong. A wrong configuration changes nothing and says why, a
right one holds at once and whole, no request fails, and memory does not grow (P9).

Per change 40 reloads; with SCHAKEL_NIGHTLY 1,000. SCHAKEL_RELOADS changes their number."""

import copy
import os

import configuration
from cases import Cases, scratch, wait_until
from certificates import Authority
from gateway_process import Gateway
from json_lines import read_lines
from ledger_check import compare
from load_process import Load
from sink_process import Sink

NIGHTLY = bool(os.environ.get("SCHAKEL_NIGHTLY"))
RELOADS = int(os.environ.get("SCHAKEL_RELOADS", "1000" if NIGHTLY else "40"))
RATE = 300 if NIGHTLY else 200
WARM = 10  # reloads before memory is looked at
GROWTH = 5 << 20  # bytes
CACHED = 1536  # bytes that the store's caches (64 MiB of pages, terms until a run of them is written) keep of a message until they are full


def resident(gateway):
    """Bytes that nobody else has."""
    for line in open(f"/proc/{gateway.process.pid}/smaps_rollup"):
        if line.startswith("Private_Dirty:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("no such line")


def wrong_ones(folder, good):
    """Configurations that are wrong in one place each: (what, text that the refusal has, settings or text)."""
    def with_change(change):
        made = copy.deepcopy(good)
        change(made)
        return made

    def certificate(made):
        made["listener"][1]["tls"]["certificate_file"] = str(folder / "elders.pem")

    def address(made):
        made["listener"][0]["address"] = "127.0.0.2:0"

    return [
        ("a key that nobody knows", lambda made: made["route"][0].update(naar="las")),
        ("a receiver that is not there", lambda made: made["route"][0].update(to=["las", "niemand"])),
        ("a time that is no time", lambda made: made["system"][1]["send"].update(time_out="straks")),
        ("a school twice", lambda made: made["school"].append(dict(made["school"][0]))),
        ("another address to listen at", address),
        ("another public address", lambda made: made["listener"][0].update(public_url="https://elders.example")),
        ("another certificate file", certificate),
        ("messages for nobody are to be kept", lambda made: made["listener"][0].update(unrouted="hold")),
        ("another data directory", lambda made: made["gateway"].update(data_directory=str(folder / "elders"))),
        ("a folder of identifiers that is not there", lambda made: made["school"][0].update(identities_file=str(folder / "geen.csv"))),
    ], with_change


class Storm:
    def __init__(self, gateway, good, folder):
        self.gateway, self.good = gateway, good
        self.wrong, self.changed = wrong_ones(folder, good)
        self.faults = []

    def hash(self):
        return self.gateway.admin("/status")[1]["configuration"]["hash"]

    def write(self, settings):
        self.gateway.config.write_text(configuration.toml_text(settings))

    def ask(self, number):
        """By signal and over the API in turns: whether it was applied, and what was said."""
        if number % 2:
            status, told = self.gateway.admin("/reload", "POST")
            return status == 200, told
        seen = len(self.gateway.events("configuration.reload"))
        self.gateway.hang_up()
        told = wait_until(lambda: self.gateway.events("configuration.reload")[seen:], 20, "the reload in the log")[0]
        return told["verdict"] == "applied", told

    def once(self, number):
        before, is_wrong = self.hash(), number % 10 == 9
        if is_wrong and number % 40 == 39:
            what, made = "half a file", None
            self.gateway.config.write_text(self.gateway.config.read_text()[:-150] + "[[")
        elif is_wrong:
            what, change = self.wrong[number // 10 % len(self.wrong)]
            made = self.changed(change)
        else:
            what, made = "a right one", {**self.good, "school": [{**self.good["school"][0], "name": f"De Akker {number}"}]}
        if made is not None:
            self.write(made)
        applied, told = self.ask(number)
        after = self.hash()
        if applied == is_wrong or (after == before) != is_wrong:
            self.faults.append((number, what, told, before, after))


def each_wrong_one(cases, storm):
    """In turn, and each by itself: what is wrong is said, and the gateway stays as it was."""
    for what, change in storm.wrong:
        before = storm.hash()
        storm.write(storm.changed(change))
        applied, told = storm.ask(1)
        cases.check(f"{what}: refused, with a word on it, and nothing changes",
                    not applied and told.get("detail") and storm.hash() == before, told)


def run(cases, gateway, folder, sink, good):
    storm = Storm(gateway, good, folder)
    load = Load(folder, "sent", rate=RATE, prefix="S")
    load.point_at(gateway.ports["data"])
    with load:
        wait_until(lambda: len(read_lines(load.ledger_file)) > 50, 20, "the load")
        with cases.part("one by one"):
            each_wrong_one(cases, storm)
        for number in range(WARM):
            storm.once(number)
        at_first = resident(gateway)
        for number in range(WARM, RELOADS):
            storm.once(number)
        grown = resident(gateway) - at_first
        counts = load.stop()
    cases.check(f"{RELOADS} reloads, by signal and API in turns: right ones apply, wrong ones change nothing", not storm.faults,
                (len(storm.faults), storm.faults[:3]))
    cases.equal("no request fails during the reloads", set(counts["statuses"]), {"200"})
    told = f"{grown / (1 << 20):.1f} MiB over {RELOADS} reloads and {counts['sent']} messages"
    print(told)
    print(f"shown P9 F11: {RELOADS} reloads under {RATE} messages a second, every tenth wrong: 0 failed requests, {told}")
    cases.check("memory grows by less than 5 MiB and what the store's caches keep of the messages", grown < GROWTH + CACHED * counts["sent"], told)
    gateway.write(good)
    gateway.wait_drained()
    verdict = compare(read_lines(load.ledger_file), sink.received(), "las")
    cases.check("everything arrives unharmed and in order", verdict.clean() and not verdict.duplicates, verdict)


def main():
    cases = Cases()
    with scratch() as folder, Sink(folder) as sink:
        systems = [configuration.uwlr_sender(), configuration.receiver("las", "uwlr-2.3", sink.open("las"), parallel=4)]
        tls = Authority(folder).issue("goed")
        listeners = [{"name": "data", "address": "127.0.0.1:0"}, {"name": "veilig", "address": "127.0.0.1:0", "tls": {
            "certificate_file": tls["certificate"], "key_file": tls["key"]}}]
        good = configuration.gateway(folder, systems, [{"name": "resultaten", "from": ["toets"], "to": ["las"]}], listeners=listeners)
        with Gateway(folder, good) as gateway:
            run(cases, gateway, folder, sink, good)
    cases.finish()


if __name__ == "__main__":
    main()
