"""A fault proxy in a process of its own, and what its ledger holds."""

import pathlib

from commanded_process import CommandedProcess


class FaultProxy(CommandedProcess):
    def __init__(self, folder):
        super().__init__("fault_proxy.py", pathlib.Path(folder) / "relayed.jsonl")

    def open(self, name, port, *script):
        """Opens a relay to a port of this machine; returns the relay's own port."""
        return self.order(open=name, port=port, script=script)["port"]

    def follow(self, name, *script):
        self.order(set=name, script=script)

    def connections(self, name=None):
        return self.ledger() if name is None else self.ledger(name=name)
