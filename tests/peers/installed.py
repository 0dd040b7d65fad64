"""The products of others that tests work with: npm packages by the lock file beside this program.

They are installed once for each lock file and version of Node.js, in a folder of the user's cache, because one of them (sqlite3)
is compiled, which takes minutes. A test asks for them with `packages()`; run as a program this prints where they are.
"""

import fcntl
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
COMPILED = ("sqlite3",)  # the only packages whose install scripts run


class Absent(Exception):
    """Why there are none: a test that wants them says so and is skipped."""


def packages():
    """The node_modules folder, filled; also reachable as tests/peers/node_modules, where programs in this folder look for it."""
    for program in ("node", "npm"):
        if not shutil.which(program):
            raise Absent(f"{program} is not installed")
    home = _home()
    home.mkdir(parents=True, exist_ok=True)
    with open(home / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "complete").exists():
            _install(home)
        _link(home / "node_modules")
    return home / "node_modules"


def _home():
    version = _output(["node", "--version"])
    digest = hashlib.sha256((HERE / "package-lock.json").read_bytes() + version.encode()).hexdigest()[:16]
    cache = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    return pathlib.Path(cache) / "schakel" / f"peers-{digest}"


def _install(home):
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, home / name)
    _npm(home, "ci", "--ignore-scripts")
    _npm(home, "rebuild", *COMPILED, "--build-from-source", "--foreground-scripts")
    (home / "complete").touch()


def _npm(home, *arguments):
    environment = dict(os.environ)
    prefix = pathlib.Path(shutil.which("node")).resolve().parents[1]
    if (prefix / "include" / "node" / "node.h").exists():
        environment["npm_config_nodedir"] = str(prefix)  # headers that are here are not fetched
    done = subprocess.run(["npm", *arguments, "--no-audit", "--no-fund"], cwd=home, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    if done.returncode != 0:
        raise Absent(f"npm {arguments[0]} failed: {done.stdout.strip().splitlines()[-1:]}")


def _link(target):
    link = HERE / "node_modules"
    if link.is_symlink() and pathlib.Path(os.readlink(link)) == target:
        return
    if link.is_symlink():
        link.unlink()
    if not link.exists():
        link.symlink_to(target)


def _output(command):
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    try:
        print(packages())
    except Absent as why:
        sys.exit(f"skipped: {why}")
