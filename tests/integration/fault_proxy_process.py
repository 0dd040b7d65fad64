"""A fault proxy in a process of its own, and what its ledger holds."""

import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


class FaultProxy:
    def __init__(self, folder):
        self.ledger_file = pathlib.Path(folder) / "relayed.jsonl"
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "fault_proxy.py"), str(self.ledger_file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, bufsize=1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()

    def _order(self, **order):
        self.process.stdin.write(json.dumps(order) + "\n")
        return json.loads(self.process.stdout.readline())["port"]

    def open(self, name, port, *script):
        """Opens a relay to a port of this machine; returns the relay's own port."""
        return self._order(open=name, port=port, script=script)

    def follow(self, name, *script):
        self._order(set=name, script=script)

    def connections(self, name=None):
        lines = [json.loads(line) for line in self.ledger_file.read_text().splitlines()]
        return [line for line in lines if name is None or line["name"] == name]
