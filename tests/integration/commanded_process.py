"""A part of the test world in a process of its own, which takes orders as lines of JSON and answers each with one."""

import json
import pathlib
import subprocess
import sys
import threading

from json_lines import read_lines

HERE = pathlib.Path(__file__).resolve().parent


class CommandedProcess:
    def __init__(self, program, ledger_file):
        self.ledger_file = pathlib.Path(ledger_file)
        self.one_at_a_time = threading.Lock()
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / program), str(self.ledger_file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, bufsize=1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()

    def order(self, **order):
        with self.one_at_a_time:
            self.process.stdin.write(json.dumps(order) + "\n")
            return json.loads(self.process.stdout.readline())

    def ledger(self, **wanted):
        """Its lines that have these values."""
        return [line for line in read_lines(self.ledger_file) if all(line[name] == value for name, value in wanted.items())]
