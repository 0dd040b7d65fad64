"""A sink in a process of its own, and what its ledger holds."""

import pathlib

from commanded_process import CommandedProcess


class Sink(CommandedProcess):
    def __init__(self, folder):
        super().__init__("sink.py", pathlib.Path(folder) / "received.jsonl")
        self.ports = {}

    def open(self, slot, mode="ok", tls=None):
        """Opens a receiver and returns its URL."""
        port = self.ports[slot] = self.order(open=slot, mode=mode, tls=tls)["port"]
        return f"{'https' if tls else 'http'}://localhost:{port}" if tls else f"http://127.0.0.1:{port}"

    def set_mode(self, slot, mode):
        self.order(set=slot, mode=mode)

    def received(self, slot=None):
        return self.ledger() if slot is None else self.ledger(slot=slot)
