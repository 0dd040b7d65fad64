"""The pages of a launch in Chromium: tests/peers/pages.mjs says what is looked at."""

import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "peers"))

import installed  # noqa: E402


def main():
    chromium = os.environ.get("SCHAKEL_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        print("skipped: chromium is not installed\n0 passed, 0 failed, 1 skipped")
        return 0
    try:
        installed.packages()
    except installed.Absent as why:
        print(f"skipped: {why}\n0 passed, 0 failed, 1 skipped")
        return 0
    build = pathlib.Path(os.environ.get("SCHAKEL_BUILD", HERE.parents[1] / "build" / "release"))
    command = ["node", str(HERE.parent / "peers" / "pages.mjs"), str(build / "bin" / "rendered_pages")]
    return subprocess.run(command, env={**os.environ, "SCHAKEL_CHROMIUM": chromium}).returncode


if __name__ == "__main__":
    sys.exit(main())
