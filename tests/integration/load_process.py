"""A load in a process of its own."""

import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


class Load:
    def __init__(self, folder, name="sent", **options):
        self.folder = pathlib.Path(folder)
        self.ledger_file = self.folder / f"{name}.jsonl"
        self.port_file = self.folder / "port"
        self.options = [f"--{key}={value}" for key, value in options.items()]
        self.process = None
        self.told = None

    def point_at(self, port):
        fresh = self.port_file.with_suffix(".new")
        fresh.write_text(str(port))
        fresh.rename(self.port_file)  # a reader sees the old port or the new one

    def __enter__(self):
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "load.py"), f"--port-file={self.port_file}", f"--ledger={self.ledger_file}",
             *self.options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self, seconds=60):
        """Ends the load and returns its counts: {"sent": N, "statuses": {"200": N, ...}}."""
        if self.told is None:
            out, _ = self.process.communicate(timeout=seconds)
            self.told = json.loads(out)
        return self.told
