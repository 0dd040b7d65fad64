#!/usr/bin/python3
"""The import of all released files of SLO beside Node and Python that merely parse the same files.

    tests/bench/goals/imported.py [--files FOLDER] [--programs build/release] [--rounds 9]

Every round is a fresh process for each side, one after the other. Ours is `schakel goals import` into a new store, from its start to its
end: adapters made ready, strict JSON, schema, rules, records, findings, and all of it synced to the disk. A peer's figure is its whole
process, and beside it what JSON.parse alone took in it. Without a folder: the files of SLO in the corpus beside the repository. Bar: not
slower than Node's process.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
CORPUS = Path(os.environ.get("SCHAKEL_SHARED", ROOT.parent / "shared")) / "corpus/goals/slo"
NO_GOALS = ("context.json", "package.json")
BAR = 1.0
PYTHON = next((one for one in ("/usr/bin/python3", sys.executable) if Path(one).exists()), sys.executable)


class Side:
    def __init__(self, name, command):
        self.name, self.command = name, [str(word) for word in command]
        self.wall, self.processor, self.parsing, self.peak = [], [], [], 0

    def round(self, counts):
        start = time.perf_counter()
        process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        told = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        passed = (time.perf_counter() - start) * 1e3
        process.returncode = status
        if status != 0:
            raise SystemExit(f"{self.name} does not work")
        if counts:
            self.wall.append(passed)
            self.processor.append((used.ru_utime + used.ru_stime) * 1e3)
            self.peak = max(self.peak, used.ru_maxrss / 1024)
            if len(words := told.split()) == 2:
                self.parsing.append(float(words[0]))

    def row(self):
        parsing = f"{statistics.median(self.parsing):>12.0f}" if self.parsing else f"{'':>12}"
        print(f"{self.name:<22}{statistics.median(self.wall):>9.0f} {f'[{min(self.wall):.0f}-{max(self.wall):.0f}]':<14}"
              f"{min(self.processor):>14.0f}{parsing}{self.peak:>10.0f}")


def files_of(folder):
    return sorted(one for one in folder.rglob("*.json") if one.name not in NO_GOALS)


def sides(options, files, store):
    command = [options.programs / "schakel", "goals", "import", "--store", store / "schakel.db", options.files]
    yield Side("schakel goals import", command)
    if node := shutil.which("node"):
        yield Side("node, JSON.parse", [node, HERE / "parse.mjs", *files])
    yield Side("python, json.loads", [PYTHON, HERE / "parse.py", *files])


def measure(options, folder):
    files = files_of(options.files)
    print(f"{len(files)} released files of SLO, {sum(one.stat().st_size for one in files) / 1e6:.1f} MB; milliseconds, {options.rounds} rounds")
    store = folder / "store"
    all_sides = list(sides(options, files, store))
    for number in range(options.rounds + 1):
        for side in all_sides:
            shutil.rmtree(store, ignore_errors=True)
            store.mkdir()
            side.round(number > 0)
    print(f"{'':<22}{'process':>9} {'[least-most]':<14}{'processor time':>14}{'parse alone':>12}{'peak MiB':>10}")
    for side in all_sides:
        side.row()
    ours, node = all_sides[0], next((one for one in all_sides if one.name.startswith("node")), None)
    if not node:
        print("No bar can be judged without Node.")
        return True
    ratio = statistics.median(node.wall) / statistics.median(ours.wall)
    alone = statistics.median(node.parsing) / statistics.median(ours.wall)
    print(f"an import is {ratio:.2f} times as fast as Node's process, {alone:.2f} times as fast as JSON.parse alone in it"
          f"   bar {BAR:g}x: {'reached' if ratio >= BAR else 'NOT REACHED'}")
    return ratio >= BAR


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--files", type=Path, default=CORPUS)
    words.add_argument("--programs", type=Path, default=ROOT / "build/release")
    words.add_argument("--rounds", type=int, default=9)
    options = words.parse_args()
    if not options.files.exists():
        print("The import is skipped: the released files of SLO are not here.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return 0 if measure(options, Path(folder)) else 1


if __name__ == "__main__":
    raise SystemExit(main())
