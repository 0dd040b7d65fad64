"""One running gateway: start, stop, kill, reload, and what its admin API says. Ends only what it started."""

import http.client
import json
import os
import pathlib
import signal
import subprocess
import threading
import time

from cases import BINARY, wait_until
from configuration import toml_text
from json_lines import ended_lines


class Gateway:
    """`before`: words in front of the command, such as a limit or a name space that it runs in. `environment`: added to ours,
    read at each start."""

    def __init__(self, folder, settings, before=(), binary=BINARY):
        self.folder = pathlib.Path(folder)
        self.before, self.binary, self.environment = before, binary, {}
        self.config = self.folder / "schakel.toml"
        self.log_file = self.folder / "log.jsonl"
        self.ports = {}
        self.process = None
        self.write(settings)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.kill()

    def write(self, settings):
        self.data = pathlib.Path(settings["gateway"]["data_directory"])
        self.config.write_text(toml_text(settings))

    def start(self, seconds=30.0):
        """Returns the seconds from the start of the process until it is ready."""
        began = time.monotonic()
        self.ports = {}
        with open(self.log_file, "ab") as log:
            self.process = subprocess.Popen(
                [*self.before, self.binary, "run", "--config", str(self.config)], stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=log, env={**os.environ, **self.environment})
        threading.Thread(target=self._read_ports, args=(self.process,), daemon=True).start()
        wait_until(lambda: "admin" in self.ports or self.has_ended(), seconds, "the gateway's ports")
        wait_until(lambda: self.has_ended() or self.plain("/ready")[0] == 200, seconds, "/ready")
        if self.has_ended():
            raise RuntimeError(f"the gateway ended with {self.process.returncode}: {self.log()[-2000:]}")
        return time.monotonic() - began

    def has_ended(self):
        return self.process.poll() is not None

    def _read_ports(self, process):
        for line in process.stdout:
            words = line.decode(errors="replace").split()
            if len(words) == 3 and words[0] == "listening" and process is self.process:
                self.ports[words[1]] = int(words[2])

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
        if self.process:
            self.process.wait()

    def terminate(self, seconds=30.0):
        """Asks for an orderly end; returns (exit code, seconds)."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(seconds)
        return code, time.monotonic() - began

    def hang_up(self):
        self.process.send_signal(signal.SIGHUP)

    def log(self):
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def events(self, name):
        lines = (json.loads(line) for line in ended_lines(self.log_file) if line.startswith("{"))
        return [line for line in lines if line.get("event") == name]

    def url(self, path="", listener="data"):
        return f"http://127.0.0.1:{self.ports[listener]}{path}"

    @property
    def token_file(self):
        return self.data / "admin.token"

    def plain(self, path, method="GET", body=None, headers=None):
        """A request to the admin listener: (status, text); (0, "") when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.ports["admin"], timeout=20)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()

    def admin(self, path, method="GET", body=None):
        headers = {"Authorization": "Bearer " + self.token_file.read_text().strip()}
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body)
        status, text = self.plain("/admin/v1" + path, method, body, headers)
        return status, json.loads(text) if text else None

    def counts(self):
        return self.admin("/status")[1]["counts"]

    def messages(self, query=""):
        """All messages of the store, newest first, following the cursor."""
        found, after = [], ""
        while True:
            ask = "&".join(part for part in (query, "limit=1000", after) if part)
            page = self.admin("/messages?" + ask)[1]
            found += page["messages"]
            if not page.get("next"):
                return found
            after = "after=" + page["next"]

    def show(self, message_id):
        return self.admin("/messages/" + message_id)[1]

    def ended_syncs(self):
        """Of rosters, newest first."""
        return [one for one in self.admin("/syncs")[1]["syncs"] if one["state"] == "ended"]

    def wait_drained(self, seconds=60.0):
        wait_until(lambda: self.counts()["waiting"] == 0, seconds, "no delivery waiting")
