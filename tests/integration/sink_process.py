"""A sink in a process of its own, and what its ledger holds."""

import json
import pathlib
import subprocess
import sys
import threading

HERE = pathlib.Path(__file__).resolve().parent


class Sink:
    def __init__(self, folder):
        self.ledger_file = pathlib.Path(folder) / "received.jsonl"
        self.ports, self.one_at_a_time = {}, threading.Lock()
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "sink.py"), str(self.ledger_file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, bufsize=1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()

    def _order(self, **order):
        with self.one_at_a_time:
            self.process.stdin.write(json.dumps(order) + "\n")
            told = json.loads(self.process.stdout.readline())
        self.ports[told["slot"]] = told["port"]
        return told["port"]

    def open(self, slot, mode="ok", tls=None):
        """Opens a receiver and returns its URL."""
        port = self._order(open=slot, mode=mode, tls=tls)
        return f"{'https' if tls else 'http'}://localhost:{port}" if tls else f"http://127.0.0.1:{port}"

    def set_mode(self, slot, mode):
        self._order(set=slot, mode=mode)

    def received(self, slot=None):
        if not self.ledger_file.exists():
            return []
        lines = [json.loads(line) for line in self.ledger_file.read_text().splitlines()]
        return [line for line in lines if slot is None or line["slot"] == slot]
