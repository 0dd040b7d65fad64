"""Builds a preset, runs every suite and counts test cases.

A suite is a CTest test, a program tests/integration/test_*.py, the format check, or the demo run once. What a suite prints
tells its counts: doctest's closing line, or a last line "N passed, N failed[, N skipped]". A suite that prints neither
counts as one case. A crash is a failure whatever was printed before it.
"""

import argparse
import concurrent.futures
import dataclasses
import fnmatch
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "tests" / "support"))

import suite_results  # noqa: E402

PRESETS = ("release", "debug", "asan", "tsan", "gcc", "fuzz")
DOCTEST_LINE = re.compile(r"\[doctest\] test cases:\s*(\d+)\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed\s*\|\s*(\d+) skipped")
COUNT_LINE = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$", re.MULTILINE)
# A case that finds its oracle absent says so and returns; it proved nothing, so it is not counted as passed.
SKIP_LINE = re.compile(r"^.*(?:MESSAGE|WARNING): (skipped: .*)$", re.MULTILINE)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclasses.dataclass
class Outcome:
    suite: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    output: str = ""
    reasons: list = dataclasses.field(default_factory=list)


def count(suite, output, succeeded, seconds):
    output = COLOUR.sub("", output)
    told = Outcome(suite, seconds=seconds, output=output)
    doctest = DOCTEST_LINE.findall(output)
    lines = COUNT_LINE.findall(output)
    if doctest:
        for _, passed, failed, _ in doctest:  # doctest's "skipped" are cases that a filter left out
            told.passed += int(passed)
            told.failed += int(failed)
        told.reasons = SKIP_LINE.findall(output)
        told.skipped = len(told.reasons)
        told.passed = max(0, told.passed - told.skipped)
    elif lines:
        told.passed, told.failed, told.skipped = (int(number or 0) for number in lines[-1])
        told.reasons = re.findall(r"^skipped: .*$", output, re.MULTILINE)
    elif succeeded:
        told.passed = 1
    if not succeeded and told.failed == 0:
        told.failed = 1
    return told


def longest_suite():
    """Seconds after which a suite hangs."""
    return 4 * 3600 if os.environ.get("SCHAKEL_NIGHTLY") else 900


def run(command, **options):
    return subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        errors="replace", **options)


def install_node_suites():
    """Oracles from npm. Without npm the tests that want them say that they were skipped."""
    folder = ROOT / "tests" / "conformance"
    if up_to_date(folder):
        return
    if not shutil.which("npm"):
        print("skipped: npm is not installed, so the public suites of tests/conformance are not either")
        return
    print("npm ci in tests/conformance")
    done = run(["npm", "ci", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts"])
    if done.returncode != 0:
        print(f"skipped: npm ci failed: {done.stdout.strip().splitlines()[-1:]}")


def up_to_date(folder):
    installed = folder / "node_modules" / ".package-lock.json"
    return installed.exists() and installed.stat().st_mtime >= (folder / "package-lock.json").stat().st_mtime


def build(preset):
    targets = ["fuzz_targets"] if preset == "fuzz" else []
    return subprocess.run(["deploy/build", preset, *targets], cwd=ROOT).returncode == 0


def ctest_suites(preset):
    listed = run(["ctest", "--test-dir", f"build/{preset}", "--show-only=human"]).stdout
    names = re.findall(r"Test\s+#\d+: (\S+)", listed)
    return [name for name in names if name.startswith("fuzz_")] if preset == "fuzz" else names


def run_ctest_one_by_one(preset, names, note):
    """Two at a time, each noted as soon as it has ended: a night that is broken off can go on where it was."""
    def one(name):
        outcome = run_ctest(preset, [name], f"ctest-{name}.xml", 1)[0]
        note(outcome)
        print(f"      {name}: {outcome.passed} passed, {outcome.failed} failed, {outcome.seconds:.1f} s")
        return outcome

    with concurrent.futures.ThreadPoolExecutor(2) as both:
        return list(both.map(one, names))


def run_ctest(preset, names, file="ctest.xml", parallel=2):
    results = ROOT / "build" / preset / file
    results.unlink(missing_ok=True)
    chosen = "^(" + "|".join(re.escape(name) for name in names) + ")$"
    command = ["ctest", "--test-dir", f"build/{preset}", "--parallel", str(parallel), "-R", chosen, "--output-junit", str(results),
               "--test-output-size-passed", "1000000", "--test-output-size-failed", "1000000", "--timeout", str(longest_suite())]
    subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=None if parallel > 1 else subprocess.DEVNULL)
    if not results.exists():
        return [Outcome("ctest", failed=1, output="ctest wrote no results")]
    outcomes = []
    for case in ElementTree.parse(results).getroot().iter("testcase"):
        output = case.findtext("system-out") or ""
        outcomes.append(count(case.get("name"), output, case.get("status") == "run", float(case.get("time") or 0)))
    return outcomes


def run_command(suite, command, environment=None):
    start = time.monotonic()
    try:
        done = run(command, env={**os.environ, **(environment or {})}, timeout=longest_suite())
        output, succeeded = done.stdout, done.returncode == 0
    except subprocess.TimeoutExpired as late:
        output, succeeded = f"{late.stdout or ''}\nnot done after {late.timeout} s", False
    told = count(suite, output, succeeded, time.monotonic() - start)
    print(f"      {suite}: {told.passed} passed, {told.failed} failed, {told.seconds:.1f} s")
    return told


def run_scripts(scripts, note):
    """Two at a time: most of them wait more than they compute. Who compares times or fills the machine is alone with it."""
    def one(name):
        outcome = run_command(name, *scripts[name])
        note(outcome)
        return outcome

    alone = [name for name, (command, _) in scripts.items() if wants_the_machine(name, command)]
    with concurrent.futures.ThreadPoolExecutor(2) as both:
        outcomes = list(both.map(one, [name for name in scripts if name not in alone]))
    return outcomes + [one(name) for name in alone]


def wants_the_machine(name, command):
    """Benches, and programs with a line ALONE = "why"."""
    own_word = name.startswith("integration/") and re.search(r"^ALONE = ", pathlib.Path(command[-1]).read_text(), re.MULTILINE)
    return name.startswith("bench/") or bool(own_word)


def sources():
    folders = ("gateway", "adapters", "schemas", "tests")
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.[ch]pp") if "node_modules" not in path.parts)
    return [str(path.relative_to(ROOT)) for path in sorted(found)]


def script_suites(preset):
    """Suites that are no CTest tests: name -> (command, environment)."""
    suites = {"format": (["clang-format-16", "--dry-run", "-Werror", *sources()], {})}
    if preset == "fuzz":
        return suites
    binary = str(ROOT / "build" / preset / "schakel")
    environment = {"SCHAKEL_BINARY": binary, "SCHAKEL_BUILD": str(ROOT / "build" / preset)}
    for path in sorted((ROOT / "tests" / "integration").glob("test_*.py")):
        suites[f"integration/{path.stem.removeprefix('test_')}"] = (["/usr/bin/python3", str(path)], environment)
    if os.environ.get("SCHAKEL_NIGHTLY") and preset == "release":
        suites["bench/search"] = (["tests/bench/search/run"], environment)
        suites["bench/loads"] = (["tests/bench/flow/run", "--only", "l1,l2,l3", "--nightly"], environment)
    suites["demo"] = (["/usr/bin/python3", "deploy/demo/demo.py", "--schakel", binary, "--once"], environment)
    return suites


def print_table(outcomes):
    width = max(len(one.suite) for one in outcomes)
    print(f"\n{'suite':<{width}}  {'passed':>7} {'failed':>7} {'skipped':>7} {'seconds':>8}")
    for one in sorted(outcomes, key=lambda one: one.suite):
        print(f"{one.suite:<{width}}  {one.passed:>7} {one.failed:>7} {one.skipped:>7} {one.seconds:>8.1f}")


def conclude(outcomes):
    print_table(outcomes)
    for one in outcomes:
        for reason in one.reasons:
            print(f"{one.suite}: {reason}")
    for one in outcomes:
        if one.failed:
            print(f"\n---- {one.suite} failed ----\n{one.output.strip()[-20000:]}")
    passed, failed, skipped = (sum(getattr(one, what) for one in outcomes) for what in ("passed", "failed", "skipped"))
    print(f"\n{sum(one.seconds for one in outcomes):.0f} s in {len(outcomes)} suites")
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


def main():
    options = argparse.ArgumentParser(prog="tests/run", description="Builds, runs every test, counts.")
    options.add_argument("--preset", choices=PRESETS, default="release")
    options.add_argument("--list", action="store_true", help="names of the suites; runs nothing")
    options.add_argument("--only", metavar="PATTERN", default="*", help="only suites with this in their name; * and ? allowed")
    options.add_argument("--nightly", action="store_true", help="what takes hours: many more kills, seeds, derived messages")
    options.add_argument("--resume", action="store_true", help="leaves out what passed before at this commit")
    chosen = options.parse_args()
    if chosen.nightly:
        os.environ["SCHAKEL_NIGHTLY"] = "1"  # what a suite does with it is its own matter
    sys.stdout.reconfigure(line_buffering=True)

    install_node_suites()
    start = time.monotonic()
    if not build(chosen.preset):
        print("the build failed\n\n0 passed, 1 failed")
        return 1
    print(f"built {chosen.preset} in {time.monotonic() - start:.0f} s")

    wanted = lambda name: fnmatch.fnmatch(name, f"*{chosen.only}*")
    names = [name for name in ctest_suites(chosen.preset) if wanted(name)]
    scripts = {name: how for name, how in script_suites(chosen.preset).items() if wanted(name)}
    if chosen.list:
        print("\n".join([*names, *scripts]))
        return 0
    notes = suite_results.Results(ROOT, chosen.preset, chosen.nightly)
    if chosen.resume:
        names = [name for name in names if not notes.passed_before(name)]
        scripts = {name: how for name, how in scripts.items() if not notes.passed_before(name)}
        if not names and not scripts:
            print("nothing is left: everything passed before at this commit\n\n0 passed, 0 failed")
            return 0
    outcomes = []
    if chosen.nightly:
        outcomes += run_ctest_one_by_one(chosen.preset, names, notes.write)
    elif names:
        outcomes += run_ctest(chosen.preset, names)
        for one in outcomes:
            notes.write(one)
    outcomes += run_scripts(scripts, notes.write)
    if not outcomes:
        print(f"no suite has {chosen.only} in its name\n\n0 passed, 0 failed")
        return 1
    return conclude(outcomes)


if __name__ == "__main__":
    sys.exit(main())
