"""A file of JSON lines that another process is still writing: a ledger, a log."""

import json
import pathlib


def ended_lines(path):
    """The lines that are there; one that was written in part is left for the next look. Nothing when there is no file yet."""
    path = pathlib.Path(path)
    if not path.exists():
        return []
    return path.read_bytes().decode(errors="replace").split("\n")[:-1]


def read_lines(path):
    return [json.loads(line) for line in ended_lines(path)]
