"""The programs that are compared: how each is started, and what the system tells of it."""

import json
import os
import shutil
import signal
import subprocess
import urllib.request
from pathlib import Path

NAMES = ("schakel", "node", "node-cluster")
KEY = "bench-key-of-the-publisher"
CONFIGURATION = """
[gateway]
data_directory = "data"
log_level = "warning"
allow_private = ["127.0.0.0/8"]

[admin]
address = "127.0.0.1:0"

[[listener]]
name = "data"
address = "127.0.0.1:0"

[[school]]
id = "bench"
brin = "99XX"

[[system]]
id = "publisher"
[system.receive]
standards = ["uwlr-2.2"]
schools = ["bench"]
client_code = "BENCH"
client_name = "De Meetlat"
[[system.receive.keys]]
key = "{key}"
schools = ["bench"]

[[system]]
id = "record-store"
[system.send]
standard = "xapi-1.0.3"
url = "{sink}"
release = ["eckid"]
[system.send.basic]
user = "bench"
password = "bench-password"

[[route]]
name = "results"
from = ["publisher"]
to = ["record-store"]
"""


class Server:
    """A process that prints "listening NAME PORT" lines; those after `ready` are not waited for."""

    def __init__(self, command, log, ready):
        self.log = open(log, "w")
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.port = self.wait_for(ready)

    def wait_for(self, ready):
        for line in self.process.stdout:
            if line.startswith(ready):
                return int(line.split()[-1])
        raise RuntimeError(f"{self.process.args[0]} did not start, see {self.log.name}")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()

    def processes(self):
        own = str(self.process.pid)
        return [own, *Path(f"/proc/{own}/task/{own}/children").read_text().split()]

    def cpu_seconds(self):
        ticks = 0
        for process in self.processes():
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])  # user and system time
        return ticks / os.sysconf("SC_CLK_TCK")

    def peak_mib(self):
        kib = 0
        for process in self.processes():
            for line in Path(f"/proc/{process}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    kib += int(line.split()[1])
        return kib / 1024


class Sink(Server):
    def __init__(self, binaries, folder):
        super().__init__([binaries / "bin" / "bench_sink"], folder / "sink.log", "listening")

    def url(self):
        return f"http://127.0.0.1:{self.port}/xapi"

    def statements(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10) as answer:
            return json.load(answer)["statements"]


class Side:
    """One program with a sink and a store of its own."""

    def __init__(self, name, folder, binaries, start):
        self.name = name
        self.folder = folder / name
        self.folder.mkdir(parents=True)
        self.sink = Sink(binaries, self.folder)
        try:
            self.server = start(self.folder, self.sink.url())
        except BaseException:
            self.sink.stop()
            raise

    def stop(self):
        self.server.stop()
        self.sink.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def start_schakel(binaries):
    def start(folder, sink):
        file = folder / "schakel.toml"
        file.write_text(CONFIGURATION.format(key=KEY, sink=sink))
        file.chmod(0o600)
        return Server([binaries / "schakel", "run", "--config", file], folder / "server.log", "listening data")
    return start


def start_node(program, workers):
    def start(folder, sink):
        command = ["node", program, "--database", folder / "store.db", "--sink", sink, "--key", KEY, "--workers", str(workers)]
        return Server(command, folder / "server.log", "listening data")
    return start


def node_is_installed(folder):
    """Runs `npm ci` when the packages that are locked are not there. False, with the reason told, when Node is not."""
    if not shutil.which("node") or not shutil.which("npm"):
        print("The Node peer is skipped: node and npm are not installed.")
        return False
    installed = folder / "node_modules" / ".package-lock.json"
    locked = folder / "package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= locked.stat().st_mtime and sqlite_works(folder):
        return True
    print("npm ci in tests/bench/node compiles SQLite, which takes minutes", flush=True)
    # better-sqlite3 is compiled here, with the headers of the Node that runs it where they are installed.
    environment = dict(os.environ, npm_config_build_from_source="true")
    home = Path(os.path.realpath(shutil.which("node"))).parents[1]
    if (home / "include" / "node" / "node.h").exists():
        environment["npm_config_nodedir"] = str(home)
    done = subprocess.run(["npm", "ci"], cwd=folder, env=environment)
    if done.returncode == 0 and sqlite_works(folder):
        return True
    print("The Node peer is skipped: npm ci failed.")
    return False


def sqlite_works(folder):
    """False when the packages were installed without scripts, or for another version of Node."""
    try_it = "new (require('better-sqlite3'))(':memory:')"
    return subprocess.run(["node", "-e", try_it], cwd=folder, capture_output=True).returncode == 0


def chosen(names, root, folder, binaries):
    """(name, how to start it) of the sides that can run here."""
    unknown = set(names) - set(NAMES)
    if unknown:
        raise SystemExit(f"no such side: {', '.join(sorted(unknown))}")
    node = root / "tests" / "bench" / "node"
    has_node = any(name.startswith("node") for name in names) and node_is_installed(node)
    cores = len(os.sched_getaffinity(0))
    starts = {"schakel": start_schakel(binaries)}
    if has_node:
        starts |= {"node": start_node(node / "server.mjs", 1), "node-cluster": start_node(node / "server.mjs", cores)}
    return [(name, lambda name=name: Side(name, folder, binaries, starts[name])) for name in names if name in starts]
