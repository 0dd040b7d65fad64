"""Messages that are taken in while the school of promise L4 is loaded: how long each waits for its confirmation."""

import shutil
import subprocess
import time

import served  # first: it knows where the next are
import configuration
import gateway_process
from json_lines import read_lines
from load_process import Load
from sink_process import Sink

PUPILS, LESSONS = 15_000, 7  # with the home group, 120,000 memberships of pupils
LOAD_BAR = 60  # seconds
P99_BAR = 100  # milliseconds
MEMORY_BAR = 256  # MiB
QUIET = 10  # seconds


def settings(folder, url):
    made = served.settings(folder)
    made["system"] += [configuration.uwlr_sender(), configuration.receiver("lrs", "xapi-1.0.3", url)]
    made["route"] = [{"name": "resultaten", "from": ["toets"], "to": ["lrs"]}]
    return made


def lines_of(load, begin, end):
    """What was confirmed, or was not, between two moments."""
    return [line for line in read_lines(load.ledger_file) if begin <= line["time"] <= end]


def row(name, lines, seconds, peak):
    """True when the bars of a load are reached; a row without seconds has none."""
    waits = sorted(line["late_ms"] for line in lines)
    failed = sum(line["status"] != 200 for line in lines)
    if not waits:
        raise SystemExit(f"{name}: no message came")
    at = lambda part: waits[min(len(waits) - 1, int(part * len(waits)))]  # noqa: E731
    took = f"{seconds:.1f}" if seconds else ""
    print(f"{name:<28}{took:>9}{len(waits):>10}{failed:>8}{at(0.5):>9.1f}{at(0.99):>9.1f}{waits[-1]:>9.1f}{peak:>10.1f}", flush=True)
    return failed == 0 and (not seconds or (seconds < LOAD_BAR and at(0.99) < P99_BAR and peak <= MEMORY_BAR))


def during(gateway, folder, name, rate, work):
    """Lines of the messages that were confirmed while `work` went on, and what it returned."""
    load = Load(folder, name.replace(" ", "-"), rate=rate, prefix=name[0].upper())
    load.point_at(gateway.ports["data"])
    with load:
        time.sleep(2)
        begin = time.time()
        told = work()
        end = time.time()
        load.stop()
    return lines_of(load, begin, end), told


def measure(programs, folder, options):
    """True when every bar is reached."""
    home = folder / "traffic"
    home.mkdir(parents=True)
    (home / "in").mkdir()
    file = home / "school.zip"
    subprocess.run([programs / "bin" / "bench_roster", "school", str(PUPILS), file, str(LESSONS)], check=True)
    gateway_process.BINARY = str(programs / "schakel")
    print(f"{options.messages} messages a second of one result each, stored and delivered, while {PUPILS} pupils in {LESSONS + 1} groups each "
          f"are loaded ({file.stat().st_size / 1e6:.1f} MB); milliseconds from the moment at which a message was due")
    print(f"{'while':<28}{'seconds':>9}{'messages':>10}{'failed':>8}{'p50 ms':>9}{'p99 ms':>9}{'most ms':>9}{'peak MiB':>10}")
    with Sink(home) as sink:
        gateway = gateway_process.Gateway(home, settings(home, sink.open("lrs")))
        try:
            gateway.start(120)
            good = True
            for name, work in (("nothing else", lambda: time.sleep(QUIET)),
                               ("the school is loaded", lambda: served.upload(gateway, file)),
                               ("the same is loaded again", lambda: served.upload(gateway, file))):
                lines, seconds = during(gateway, home, name, options.messages, work)
                good = row(name, lines, seconds, served.peak_mib(gateway)) and good
        finally:
            gateway.kill()
            shutil.rmtree(home, ignore_errors=True)
    print(f"a load of L4 beside other traffic   bar {LOAD_BAR} s, p99 {P99_BAR} ms, {MEMORY_BAR} MiB: {'reached' if good else 'NOT REACHED'}")
    return good
