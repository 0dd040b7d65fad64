#!/usr/bin/python3
"""What an operator sees of a running gateway: schakel status and health, GET /admin/v1/status and /metrics, judged against what was sent,
delivered and refused."""

import json
import re
import socket
import subprocess

import configuration
import messages
from cases import BINARY, Cases, scratch, wait_until
from gateway_process import Gateway
from messages import Result
from senders import Uwlr
from sink_process import Sink
from test_operator import schakel

SAMPLE = re.compile(r'^([a-z_]+)(\{[^}]*\})? (\S+)$')
TYPES = {
    "schakel_accepted_total": "counter", "schakel_rejected_total": "counter", "schakel_delivered_total": "counter",
    "schakel_quarantined_total": "counter", "schakel_in_flight": "gauge", "schakel_oldest_undelivered_seconds": "gauge",
    "schakel_dead_letters": "gauge", "schakel_queue_bytes": "gauge", "schakel_sync_seconds": "histogram",
    "schakel_certificate_expiry_seconds": "gauge", "schakel_config_info": "gauge", "schakel_last_reload_ok": "gauge",
    "schakel_config_file_differs": "gauge", "schakel_disk_available_bytes": "gauge", "schakel_tables_groups_behind": "gauge",
    "schakel_party_accepted_total": "counter", "schakel_party_refused_total": "counter", "schakel_party_delivered_total": "counter",
    "schakel_party_dead_letters_total": "counter", "schakel_party_waiting": "gauge", "schakel_party_held": "gauge",
    "schakel_party_oldest_undelivered_seconds": "gauge", "schakel_party_failing_tries": "gauge", "schakel_party_breaker_open": "gauge",
    "schakel_party_last_delivered_timestamp_seconds": "gauge"}


def scraped(gateway):
    """Samples by name and labels, types and help texts by name, as /metrics tells them."""
    status, text = gateway.plain("/metrics")
    assert status == 200, status
    samples, types, helps = {}, {}, {}
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            types[line.split()[2]] = line.split()[3]
        elif line.startswith("# HELP "):
            helps[line.split()[2]] = line.split(None, 3)[3]
        else:
            name, labels, value = SAMPLE.match(line).groups()
            samples[name + (labels or "")] = float(value)
    return samples, types, helps


def party(status, name):
    return next(one for one in status["parties"] if one["id"] == name)


def concerns(status):
    return {one["id"]: one for one in status["concerns"]}


class Operator:
    def __init__(self, cases, gateway, settings):
        self.cases, self.gateway, self.settings = cases, gateway, settings

    def ran(self, *words, **more):
        return schakel(*words, "--config", self.gateway.config, **more)

    def status(self):
        return self.gateway.admin("/status")[1]

    def sees_peace(self):
        cases, now = self.cases, self.status()
        cases.equal("who has nothing waiting and nothing failing is good", {one["state"] for one in now["parties"]}, {"good"})
        told = self.ran("health")
        cases.check("health is exit 0", told.code == 0, told)

    def sees_a_dead_receiver(self):
        cases = self.cases
        Uwlr().send(self.gateway.ports["data"], messages.uwlr([Result("STA", "LL-1", 1)]))
        wait_until(lambda: party(self.status(), "las")["out"]["delivered"] == 1 and party(self.status(), "dood")["out"]["failing_tries"] == 3,
                   30, "one delivery made, one tried three times")
        Uwlr().send(self.gateway.ports["data"], messages.uwlr([Result("STA", "LL-1", 2)], key="wrong"))
        now = self.status()
        sender, good, dead = party(now, "toets"), party(now, "las"), party(now, "dood")
        cases.check("a sender: what came in", sender["in"]["accepted"] == 1 and "last_accepted" in sender["in"], sender)
        cases.check("a receiver that takes everything is good", good["state"] == "good" and "last_delivered" in good["out"], good)
        cases.equal("and nothing waits for it", good["out"]["waiting"], 0)
        cases.check("one that does not is failing: what waits, since when, when it is tried again",
                    dead["state"] == "failing" and dead["out"]["waiting"] == 1 and {"oldest_undelivered", "next_try", "last_failed", "last_reason"} <= dead["out"].keys(), dead)
        told = concerns(now).get("status.party-failing")
        cases.check("that is a concern that names it, in both languages", told and told["about"] == "dood" and all(told["text"].values()), now["concerns"])
        cases.equal("the whole is in trouble", (now["health"], now["ready"]), ("trouble", True))

    def reads_metrics(self):
        cases = self.cases
        samples, types, helps = scraped(self.gateway)
        cases.equal("every metric has the type that it is promised with", {name: types.get(name) for name in TYPES}, TYPES)
        cases.check("every metric has a help text, and nothing else has", helps.keys() == types.keys() and all(helps.values()), helps.keys() ^ types.keys())
        expected = {'schakel_accepted_total': 1, 'schakel_delivered_total{outcome="delivered"}': 1, 'schakel_dead_letters': 0,
                    'schakel_waiting': 1, 'schakel_party_accepted_total{party="toets"}': 1, 'schakel_party_delivered_total{party="las"}': 1,
                    'schakel_party_delivered_total{party="dood"}': 0, 'schakel_party_waiting{party="dood"}': 1, 'schakel_party_waiting{party="las"}': 0,
                    'schakel_party_failing_tries{party="dood"}': 3, 'schakel_party_failing_tries{party="las"}': 0,
                    'schakel_party_oldest_undelivered_seconds{party="las"}': 0, 'schakel_party_breaker_open{party="las"}': 0,
                    'schakel_store_writable': 1, 'schakel_last_reload_ok': 1, 'schakel_config_file_differs': 0}
        cases.equal("their values are what was done", {name: samples.get(name) for name in expected}, expected)
        age = 'schakel_party_oldest_undelivered_seconds{party="dood"}'
        wait_until(lambda: scraped(self.gateway)[0][age] > samples[age], 20, "the age of what waits grows")
        cases.check("the whole is as old as its oldest part", scraped(self.gateway)[0]["schakel_oldest_undelivered_seconds"] > 0)
        cases.check("no label says who sent what", "LL-1" not in self.gateway.plain("/metrics")[1])

    def asks(self):
        cases = self.cases
        told = self.ran("status", "--json")
        cases.check("status --json is the answer of the admin API", told.code == 0 and told.json()["health"] == "trouble", told)
        told = self.ran("--lang", "en", "status")
        row = next((line for line in told.out.splitlines() if line.startswith("dood ")), "")
        cases.check("status shows each party on a line", told.code == 0 and "failing" in row and "deliveries to dood fail" in told.out, told)
        told = self.ran("--lang", "nl", "status")
        cases.check("and speaks Dutch", told.code == 0 and "afleveren aan dood lukt niet" in told.out and "wachtend" in told.out, told)
        told = self.ran("health")
        cases.check("health is exit 1 in trouble, and says what to do", told.code == 1 and "status.party-failing" in told.out, told)
        told = self.ran("health", "--json")
        cases.check("health --json too", told.code == 1 and told.json()["health"] == "trouble", told)
        told = schakel("health", "--admin", "http://127.0.0.1:1", "--token-file", self.gateway.token_file)
        cases.check("health of no gateway is exit 75", told.code == 75, told)

    def watches(self):
        cases = self.cases
        command = [BINARY, "status", "--config", self.gateway.config, "--watch", "--every", "1"]
        with subprocess.Popen([*command, "--json"], stdout=subprocess.PIPE) as watching:
            lines = [json.loads(watching.stdout.readline()) for _ in range(2)]
            watching.terminate()
        cases.check("--watch --json is a line each time", all(one["health"] == "trouble" for one in lines) and lines[0]["at"] < lines[1]["at"], lines)
        with subprocess.Popen(["/usr/bin/script", "-qec", " ".join(map(str, command)), "/dev/null"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as watching:
            text = b""
            while text.count(b"\x1b[H") < 2:
                text += watching.stdout.read1()
            watching.terminate()
        cases.check("on a terminal it is drawn over, and cleared only once", text.count(b"\x1b[2J") == 1 and b"\x1b[K" in text, text[:300])
        with subprocess.Popen(command, stdout=subprocess.PIPE) as watching:
            text = b"".join(watching.stdout.readline() for _ in range(12))
            watching.terminate()
        cases.check("without a terminal it is plain text", b"\x1b" not in text and b"dood" in text, text)

    def sees_another_file(self):
        cases = self.cases
        self.gateway.config.write_text(self.gateway.config.read_text() + "\n# another\n")
        now = self.status()
        cases.check("a file that differs from what is applied is told", now["configuration"]["file_differs"] and "status.file-differs" in concerns(now), now)
        cases.equal("as a metric too", scraped(self.gateway)[0]["schakel_config_file_differs"], 1)
        cases.equal("a reload applies it", self.gateway.admin("/reload", "POST", {})[0], 200)
        cases.check("then it differs no more", not self.status()["configuration"]["file_differs"])

    def sees_it_mended(self, sink):
        cases = self.cases
        sink.set_mode("dood", "ok")
        wait_until(lambda: party(self.status(), "dood")["out"]["delivered"] == 1, 60, "the receiver that works again has what waited")
        now = party(self.status(), "dood")
        cases.equal("a receiver that works again is good", (now["state"], now["out"]["waiting"], now["out"]["failing_tries"]), ("good", 0, 0))
        cases.equal("health is exit 0 again", self.ran("health").code, 0)


def main():
    cases = Cases()
    with scratch() as folder, Sink(folder) as sink:
        systems = [configuration.uwlr_sender(), configuration.receiver("las", "uwlr-2.2", sink.open("las")),
                   configuration.receiver("dood", "uwlr-2.2", sink.open("dood", mode="500"), retry_delays=["1s", "1s", "15s", "15s"])]
        with socket.create_server(("127.0.0.1", 0)) as free:  # the command line reads the admin port from the configuration
            port = free.getsockname()[1]
        settings = configuration.gateway(folder, systems, [{"name": "alles", "to": ["las", "dood"]}], admin={"address": f"127.0.0.1:{port}"})
        with Gateway(folder, settings) as gateway:
            operator = Operator(cases, gateway, settings)
            for title, part in (("peace", operator.sees_peace), ("a dead receiver", operator.sees_a_dead_receiver), ("metrics", operator.reads_metrics),
                                ("verbs", operator.asks), ("watch", operator.watches), ("another file", operator.sees_another_file),
                                ("mended", lambda: operator.sees_it_mended(sink))):
                with cases.part(title):
                    part()
    cases.finish()


if __name__ == "__main__":
    main()
