"""What a figure was measured on."""

import datetime
import os
import platform
import subprocess
from pathlib import Path


def told(*command, cwd=None):
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd)
    return done.stdout.strip() if done.returncode == 0 else "unknown"


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def is_virtual():
    return " hypervisor" in Path("/proc/cpuinfo").read_text()


def memory_gib():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def facts(root, folder):
    """Lines of text. `folder` is where the stores are."""
    commit = told("git", "rev-parse", "--short", "HEAD", cwd=root)
    changed = told("git", "status", "--porcelain", cwd=root)
    disk = told("df", "--output=source,fstype", str(folder)).splitlines()[-1].split()
    load = os.getloadavg()[0]
    lines = [
        f"date    {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d %H:%M} UTC",
        f"commit  {commit}{' with changes' if changed else ''}",
        f"cpu     {len(os.sched_getaffinity(0))} cores, {processor()}, {memory_gib():.1f} GiB",
        f"disk    {' '.join(reversed(disk))}",
        f"kernel  {platform.release()}",
        f"load    {load:.1f} before the start" + ("; something else is at work here" if load > 1 else ""),
    ]
    if is_virtual():
        lines.append("note    a virtual machine: its disk may say \"synced\" before the plate has it")
    return "\n".join(lines)
