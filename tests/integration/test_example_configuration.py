"""The example configurations are what they say they are: `schakel check` finds nothing in any of them, the pupils are those of the
demo, and the one about launches shows every pair of versions of LTI."""

import os
import pathlib
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEMO = ROOT / "config" / "demo"


def check_finds_nothing():
    told = []
    for file in sorted((ROOT / "config").glob("*/schakel.toml")):
        done = subprocess.run([os.environ["SCHAKEL_BINARY"], "check", "--fail-on", "warning", str(file)], capture_output=True, text=True)
        if done.returncode != 0:
            told.append(f"{file}: {done.stdout}{done.stderr}")
    return not told, told


def launches_show_every_pair():
    with open(ROOT / "config" / "launches" / "schakel.toml", "rb") as file:
        settings = tomllib.load(file)
    speaks = {(one["id"], side): one[side]["standard"] for one in settings["system"] for side in ("launch_from", "launch_to") if side in one}
    everybody = [one for one, side in speaks if side == "launch_from"]
    pairs = {(speaks[source, "launch_from"], speaks[one["to"], "launch_to"])
             for one in settings["launch"] for source in ([one["from"]] if isinstance(one.get("from"), str) else one.get("from", everybody))}
    versions = ("lti-1.1", "lti-1.3")
    missing = {(source, target) for source in versions for target in versions} - pairs
    return not missing, missing


def pupils_are_those_of_the_demo():
    made = subprocess.run([sys.executable, str(ROOT / "deploy" / "demo" / "school.py")], capture_output=True, text=True)
    return made.stdout == (DEMO / "identities.csv").read_text(), "deploy/demo/school.py > config/demo/identities.csv"


def ports_are_those_of_the_demo():
    """deploy/run puts free ports in the place of these."""
    text = "".join(file.read_text() for file in DEMO.rglob("*.toml"))
    return all(f"127.0.0.1:{port}" in text for port in (8080, 8081, 8090, 8091, 8092, 8093, 8094, 8095, 8096)), "a port of deploy/run is missing"


def main():
    failed = 0
    cases = (check_finds_nothing, launches_show_every_pair, pupils_are_those_of_the_demo, ports_are_those_of_the_demo)
    for case in cases:
        good, told = case()
        if not good:
            failed += 1
            print(f"{case.__name__}: {told}")
    print(f"{len(cases) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
