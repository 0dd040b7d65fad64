#!/usr/bin/python3
"""F14: what an operator does to a gateway. SIGTERM ends it within ten seconds whatever hangs; SIGSTOP and SIGCONT harm nothing; a second
gateway on the same data directory refuses, and so does one whose data directory may not be written or belongs to somebody else:
with a clear word and an exit code."""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

import configuration
import messages
from cases import BINARY, Cases, scratch, wait_until
from gateway_process import Gateway
from json_lines import read_lines
from ledger_check import compare
from load_process import Load
from messages import Result
from senders import Uwlr
from sink_process import Sink

NIGHTLY = bool(os.environ.get("SCHAKEL_NIGHTLY"))
STOPPED = 60 if NIGHTLY else 4  # seconds
NOBODY = 65534
REFUSED = 1


def settings(folder, sink, mode="ok", **more):
    systems = [configuration.uwlr_sender(), configuration.receiver(
        "las", "uwlr-2.2", sink.open(folder.name, mode), parallel=4, **more)]
    return configuration.gateway(folder, systems, [{"name": "alles", "from": ["toets"], "to": ["las"]}])


def world(folder, name):
    (folder / name).mkdir()
    return folder / name


# ---------------------------------------------------------------- SIGTERM


def half_a_request(port):
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(f"POST {Uwlr.path} HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Length: 5000\r\n\r\n<half".encode())
    return connection


def everything_hangs(cases, folder, sink):
    """A receiver that never answers, a sender in the middle of a message, a connection that says nothing."""
    with Gateway(folder, settings(folder, sink, "never", time_out="60s")) as gateway:
        for number in range(4):
            Uwlr().send(gateway.ports["data"], messages.uwlr([Result(f"HANGT-{number}", f"LL-{number}", 1)]))
        wait_until(lambda: len(sink.received(folder.name)) == 4, 20, "the receiver that hangs")
        hanging = [half_a_request(gateway.ports["data"]), socket.create_connection(("127.0.0.1", gateway.ports["data"]))]
        code, seconds = gateway.terminate()
        cases.equal("SIGTERM while everything hangs ends with exit code 0", code, 0)
        cases.check("within ten seconds", seconds <= 11.0, f"{seconds:.1f} s")
        print(f"shown P4 F14: SIGTERM while sender and receiver hang ends in order in {seconds:.0f} s")
        cases.check("and not at once: who is at work has time to end", seconds >= 5, f"{seconds:.1f} s")
        for connection in hanging:
            connection.close()
        sink.set_mode(folder.name, "ok")
        gateway.start()
        gateway.wait_drained()
        arrived = {line["results"][0][0] for line in sink.received(folder.name) if line["mode"] == "ok"}
        cases.equal("what hung is delivered after the next start", arrived, {f"HANGT-{number}" for number in range(4)})


def nothing_hangs(cases, folder, sink):
    with Gateway(folder, settings(folder, sink)) as gateway:
        code, seconds = gateway.terminate()
        cases.check("SIGTERM with nothing to do ends at once", code == 0 and seconds < 3, (code, seconds))
        gateway.start()
        gateway.process.send_signal(signal.SIGINT)
        cases.equal("SIGINT ends it in order too", gateway.process.wait(20), 0)


# ---------------------------------------------------------------- SIGSTOP


def stopped(cases, folder, sink):
    load = Load(folder, rate=100, prefix="W")
    with Gateway(folder, settings(folder, sink, time_out="3s")) as gateway:
        load.point_at(gateway.ports["data"])
        with load:
            wait_until(lambda: len(read_lines(load.ledger_file)) > 50, 20, "the load")
            gateway.process.send_signal(signal.SIGSTOP)
            time.sleep(STOPPED)  # the fault itself
            gateway.process.send_signal(signal.SIGCONT)
            seen = len(read_lines(load.ledger_file))
            wait_until(lambda: sum(line["status"] == 200 for line in read_lines(load.ledger_file)[seen:]) > 50, 30, "accepted messages")
            counts = load.stop()
        gateway.wait_drained()
        verdict = compare(read_lines(load.ledger_file), sink.received(folder.name), folder.name)
        cases.check(f"stopped for {STOPPED} s under load: nothing is lost, altered or out of order", verdict.clean(), (verdict, counts))
        cases.check("no more repeats than were under way", verdict.duplicates <= 4, verdict)


# ---------------------------------------------------------------- refusals at start


def refused(gateway):
    """(exit code, what it said), or None when it started."""
    try:
        gateway.start(15)
        return None
    except RuntimeError:
        return gateway.process.returncode, gateway.log()
    finally:
        gateway.kill()


def check_refused(cases, what, told, *words):
    cases.check(f"{what}: does not start", told is not None, "it started")
    if told:
        code, text = told
        lines = text.strip().splitlines()
        cases.equal(f"{what}: ends with exit code {REFUSED}", code, REFUSED)
        cases.check(f"{what}: says why, in one line", len(lines) == 1 and all(word in lines[0] for word in words), text)


def two_on_one(cases, folder, sink):
    made = settings(folder, sink)
    with Gateway(folder, made) as first:
        second = Gateway(world(folder, "tweede"), made)
        check_refused(cases, "a second gateway on one data directory", refused(second), str(folder / "data"), "in use by another process")
        answer = Uwlr().send(first.ports["data"], messages.uwlr([Result("EERSTE", "LL-1", 1)]))
        cases.equal("the first one does not notice", answer.status, 200)
        first.wait_drained()
        first.kill()
        started = Gateway(world(folder, "derde"), made)
        with started:
            cases.check("once the first is dead, however it died, the next one starts", True)


def as_nobody():
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


def permitted(words):
    return shutil.which(words[0]) and subprocess.run([*words, "true"], stderr=subprocess.DEVNULL).returncode == 0


def open_to_all(folder):
    """What leads to a data directory, and the program, may be reached by everybody; what lies in it not."""
    for each in (folder, *folder.parents):
        if each != pathlib.Path("/tmp") and each != pathlib.Path("/"):
            each.chmod(0o755)


def wrong_owner(cases, folder, sink):
    if not permitted(as_nobody()) or subprocess.run([*as_nobody(), BINARY, "--version"], capture_output=True).returncode:
        return cases.skip("a data directory of somebody else", "needs root, and a program that everybody may run")
    made = settings(folder, sink)
    with Gateway(folder, made):
        pass  # the data directory is made, and is root's
    open_to_all(folder)
    before = sorted(path.name for path in (folder / "data").iterdir())
    check_refused(cases, "a data directory of somebody else", refused(Gateway(world(folder, "ander"), made, as_nobody())), str(folder / "data"))
    cases.equal("nothing was made in it", sorted(path.name for path in (folder / "data").iterdir()), before)


def not_writable(cases, folder, sink):
    made = settings(folder, sink)
    with Gateway(folder, made):
        pass
    script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
    before = ["unshare", "-m", "sh", "-c", script, str(folder / "data")]
    if not permitted(before):
        return cases.skip("a data directory that may not be written", "needs root, for a mount of its own")
    check_refused(cases, "a data directory that may not be written", refused(Gateway(world(folder, "ander"), made, before)), str(folder / "data"))
    fresh = {**made, "gateway": {**made["gateway"], "data_directory": str(folder / "data" / "nieuw")}}
    check_refused(cases, "a data directory that cannot be made", refused(Gateway(world(folder, "nieuw"), fresh, before)), str(folder / "data" / "nieuw"))
    (folder / "bestand").write_text("geen map")
    file = {**made, "gateway": {**made["gateway"], "data_directory": str(folder / "bestand")}}
    check_refused(cases, "a data directory that is a file", refused(Gateway(world(folder, "file"), file)), str(folder / "bestand"))


def main():
    cases = Cases()
    with scratch() as folder, Sink(folder) as sink:
        for act in (everything_hangs, nothing_hangs, stopped, two_on_one, wrong_owner, not_writable):
            with cases.part(act.__name__.replace("_", " ")):
                act(cases, world(folder, act.__name__), sink)
    cases.finish()


if __name__ == "__main__":
    main()
