"""Counts the cases of one test program and ends with the line that tests/run reads.

A case is one sentence about the product and whether it held. A case that cannot be judged on this machine is skipped with
its reason and counts as neither.
"""

import contextlib
import os
import pathlib
import shutil
import sys
import tempfile
import time
import traceback

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("SCHAKEL_BINARY", str(ROOT / "build" / "release" / "schakel"))


class Cases:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def check(self, sentence, holds, detail=""):
        if holds:
            self.passed += 1
            return True
        self.failed += 1
        print(f"FAILED: {sentence}" + (f": {str(detail)[:1500]}" if detail != "" else ""), flush=True)
        return False

    def equal(self, sentence, got, expected):
        return self.check(sentence, got == expected, f"got {got!r}, expected {expected!r}")

    def skip(self, sentence, why):
        self.skipped += 1
        print(f"skipped: {sentence}: {why}", flush=True)

    @contextlib.contextmanager
    def part(self, sentence):
        """What goes wrong in a part fails one case and leaves the other parts alone."""
        try:
            yield
        except Exception as fault:
            self.check(sentence, False, "".join(traceback.format_exception(fault))[-1500:])  # what went wrong is said last

    def finish(self):
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        print(f"{self.passed} passed, {self.failed} failed{skipped}", flush=True)
        sys.exit(1 if self.failed else 0)


def wait_until(condition, seconds=20.0, what=None):
    """Polls until the condition gives something true; returns that, or raises with what was waited for."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {seconds} s for {what or condition}")
        time.sleep(0.02)


@contextlib.contextmanager
def scratch():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="schakel-integration-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
