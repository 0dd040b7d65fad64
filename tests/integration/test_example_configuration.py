"""The example configuration is what it says it is: `schakel check` finds nothing, and its pupils are those of the demo."""

import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEMO = ROOT / "config" / "demo"


def check_finds_nothing():
    done = subprocess.run([os.environ["SCHAKEL_BINARY"], "check", "--fail-on", "warning", str(DEMO / "schakel.toml")],
                          capture_output=True, text=True)
    return done.returncode == 0, done.stdout + done.stderr


def pupils_are_those_of_the_demo():
    made = subprocess.run([sys.executable, str(ROOT / "deploy" / "demo" / "school.py")], capture_output=True, text=True)
    return made.stdout == (DEMO / "identities.csv").read_text(), "deploy/demo/school.py > config/demo/identities.csv"


def ports_are_those_of_the_demo():
    """deploy/run puts free ports in the place of these."""
    text = "".join(file.read_text() for file in DEMO.rglob("*.toml"))
    return all(f"127.0.0.1:{port}" in text for port in (8080, 8081, 8090, 8091, 8092, 8093, 8094, 8095)), "a port of deploy/run is missing"


def main():
    failed = 0
    cases = (check_finds_nothing, pupils_are_those_of_the_demo, ports_are_those_of_the_demo)
    for case in cases:
        good, told = case()
        if not good:
            failed += 1
            print(f"{case.__name__}: {told}")
    print(f"{len(cases) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
