"""A gateway with its receivers, and those who send to it."""

import json
import os
import shutil
import subprocess
import time
import urllib.request

import configuration
import gateway_process
import peers
import sides
from cases import wait_until

ACCEPT_LUA = None  # set by run: tests/bench/accept/statement.lua


BACKLOG_LOGIN = "YWNodGVyc3RhbmQ6b2VmZW53YWNodHdvb3JkLTAwMDI="


def settings(folder, urls, backlog_for=(), body_limit=None):
    """One school, one sender of statements, one of UWLR results, for all receivers; and another of statements for some of them."""
    statements = {"id": "zender", "receive": {
        "default_school": configuration.SCHOOL, "accounts": {"https://proef.example": "las.key"},
        "basic": {"user": "zender", "password": "oefenwachtwoord-0001"}}}
    results = {"id": "publisher", "receive": {
        "client_code": "BENCH", "client_name": "De Meetlat", "keys": [{"key": "bench-key-of-the-publisher", "schools": [configuration.SCHOOL]}]}}
    receivers = [configuration.receiver(name, "xapi-1.0.3", url, retry_delays=["5s"] * 60, parallel=32, time_out="5s") for name, url in urls.items()]
    routes = [{"name": "alles", "from": ["zender", "publisher"], "to": list(urls)}]
    senders = [statements, results]
    if backlog_for:
        senders.append({"id": "achterstand", "receive": {**statements["receive"], "basic": {
            "user": "achterstand", "password": "oefenwachtwoord-0002"}}})
        routes.append({"name": "achterstand", "from": ["achterstand"], "to": list(backlog_for)})
    made = configuration.gateway(folder, [*senders, *receivers], routes)
    made["gateway"]["log_level"] = "error"
    if body_limit:
        made["listener"][0]["body_limit"] = body_limit
    return made


class Sink(sides.Server):
    def __init__(self, binaries, folder, port=None):
        folder.mkdir(parents=True, exist_ok=True)
        command = [binaries / "bin" / "bench_timed_sink"] + ([str(port)] if port else [])
        super().__init__(command, folder / f"sink-{time.monotonic_ns()}.log", "listening")

    def told(self, anew=False):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{'anew' if anew else ''}", timeout=30) as answer:
            return json.load(answer)


class World:
    """`away`: names of receivers that are not there yet."""

    def __init__(self, binaries, folder, names=("a",), away=(), backlog_for=(), body_limit=None):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self.binaries, self.folder = binaries, folder
        self.sinks = {name: Sink(binaries, folder) for name in names}
        self.ports_away = {name: peers.free_port() for name in away}
        ports = {**{name: sink.port for name, sink in self.sinks.items()}, **self.ports_away}
        self.gateway = gateway_process.Gateway(
            folder, settings(folder, {name: f"http://127.0.0.1:{port}/xapi" for name, port in ports.items()},
                             backlog_for, body_limit), binary=str(binaries / "schakel"))
        self.numbers = 0
        try:
            self.gateway.start(120)
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.gateway.kill()
        for sink in self.sinks.values():
            sink.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def port(self):
        return self.gateway.ports["data"]

    def comes_back(self, name):
        self.sinks[name] = Sink(self.binaries, self.folder, self.ports_away[name])

    def load(self, **options):
        return load(self.binaries, self.port, first=self.next_numbers(), **options)

    def next_numbers(self):
        self.numbers += 10_000_000
        return self.numbers

    def start_load(self, **options):
        return subprocess.Popen(load_command(self.binaries, self.port, first=self.next_numbers(), **options), stdout=subprocess.PIPE, text=True)

    def fill(self, messages, seconds=2, connections=64, login=None):
        """As many statements as fast as it takes them, until there are so many."""
        environment = dict(os.environ, **({"BENCH_LOGIN": login} if login else {}))
        before = self.metric("schakel_accepted_total")
        while (done := self.metric("schakel_accepted_total") - before) < messages:
            subprocess.run(["wrk", "-t", "2", "-c", str(connections), "-d", f"{seconds}s", "--timeout", "20s", "-s", ACCEPT_LUA,
                            f"http://127.0.0.1:{self.port}", "--", str(self.next_numbers() * 1000)], stdout=subprocess.DEVNULL, check=True, env=environment)
        return done

    def fill_backlog(self, messages):
        return self.fill(messages, seconds=5, login=BACKLOG_LOGIN)

    def metric(self, name):
        for line in self.gateway.plain("/metrics")[1].splitlines():
            if line.startswith(name + " "):
                return float(line.split()[1])
        raise KeyError(name)

    def wait_drained(self, seconds=600):
        wait_until(lambda: self.metric("schakel_waiting") == 0 and self.metric("schakel_in_flight") == 0, seconds, "no delivery waiting")

    def memory_mib(self, what="VmRSS"):
        for line in open(f"/proc/{self.gateway.process.pid}/status"):
            if line.startswith(what + ":"):
                return int(line.split()[1]) / 1024
        raise KeyError(what)

    def cpu_seconds(self):
        fields = open(f"/proc/{self.gateway.process.pid}/stat").read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def load_command(binaries, port, **options):
    command = [binaries / "bin" / "bench_flow_load", "--port", str(port)]
    for name, value in options.items():
        command += [f"--{name}", str(value)]
    return [str(word) for word in command]


def load(binaries, port, **options):
    done = subprocess.run(load_command(binaries, port, **options), stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)
