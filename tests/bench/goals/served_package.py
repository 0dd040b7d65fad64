#!/usr/bin/python3
"""A CFPackage of 3,368 associations, asked for over and over, beside nginx serving the same bytes as a file.

    tests/bench/goals/served_package.py [--package FILE] [--programs build/release] [--seconds 5] [--rounds 3]

The gateway answers from what it remembers of the first answer. Needs nginx and wrk; without a package, of the mathematics framework in
the corpus beside the repository.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "tests" / "bench" / "roster"), str(ROOT / "tests" / "integration")]

import configuration  # noqa: E402
import gateway_process  # noqa: E402
import oneroster_peer  # noqa: E402
import page  # noqa: E402
import served  # noqa: E402

BAR = 0.5
CORPUS = Path(os.environ.get("SCHAKEL_SHARED", ROOT.parent / "shared")) / "corpus/goals/case/smarter-balanced"
CASE = "/ims/case/v1p0"


def settings(folder):
    gateway = {"data_directory": str(folder / "data"), "log_level": "warning"}
    return configuration.gateway(folder, [], [], gateway=gateway, goals={"serve_open": ["case-1.0"]})


def rate(port, path, options, seconds):
    told = page.load(port, path, "none", 1, options, seconds)
    return told["requests"] / told["seconds"]


def measure(options, folder):
    gateway_process.BINARY = str(options.programs / "schakel")
    gateway = gateway_process.Gateway(folder, settings(folder))
    (folder / "data").mkdir(exist_ok=True)
    subprocess.run([options.programs / "schakel", "goals", "import", "--config", gateway.config, "--as", "case-1.0", options.package],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    gateway.start(120)
    try:
        path = f"{CASE}/CFPackages/{json.loads(options.package.read_bytes())['CFDocument']['identifier']}"
        answer = oneroster_peer.request(gateway.url(path))
        if answer.status != 200:
            raise SystemExit(f"no package: {answer}")
        nginx = page.Nginx((folder / "nginx").resolve(), answer.body)
        try:
            good = compare({"nginx, a file": (nginx.port, "/users"), "schakel": (gateway.ports["data"], path)}, answer.body, options)
            print(f"peak of the gateway: {served.peak_mib(gateway):.0f} MiB")
            return good
        finally:
            nginx.stop()
    finally:
        gateway.kill()


def compare(sides, content, options):
    found = {name: [] for name in sides}
    for number in range(options.rounds + 1):
        for name, (port, path) in sides.items():
            value = rate(port, path, options, options.seconds if number else 1)
            if number:
                found[name].append(value)
    associations = len(json.loads(content)["CFAssociations"])
    print(f"a package of {associations} associations, {len(content) / 1e6:.2f} MB, {options.connections} connections")
    for name, values in found.items():
        print(f"{name:<16}{statistics.median(values):>10.0f} per second [{min(values):.0f}-{max(values):.0f}]")
    ratio = statistics.median(found["schakel"]) / statistics.median(found["nginx, a file"])
    print(f"{ratio:.2f} times nginx   bar {BAR:g}x: {'reached' if ratio >= BAR else 'NOT REACHED'}")
    return ratio >= BAR


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--package", type=Path, default=CORPUS / "math-content-specification.package.json")
    words.add_argument("--programs", type=Path, default=ROOT / "build/release")
    words.add_argument("--seconds", type=int, default=5)
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--connections", type=int, default=16)
    options = words.parse_args()
    if not options.package.exists() or not page.program("nginx") or not page.program("wrk"):
        print("The served package is skipped: nginx, wrk or the package is not here.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        return 0 if measure(options, Path(folder)) else 1


if __name__ == "__main__":
    raise SystemExit(main())
