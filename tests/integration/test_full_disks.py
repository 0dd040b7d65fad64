#!/usr/bin/python3
"""F4 and F5: a disk that is full and one that fails (P6).

F4: the data directory is a tmpfs of 64 MiB of its own, filled from outside, also in the middle of a write. The sender is refused with
503 in its own protocol, /ready says why, nothing crashes, an audit entry is still written, and less than five seconds after there is
room again messages are accepted; nothing accepted is lost. F5: fdatasync answers EIO, once, by strace: nothing is accepted any more,
although later syncs would succeed, until the gateway is started again; nothing accepted is lost.

SCHAKEL_FULL_DISKS sets the rounds of F4 (3; 20 with SCHAKEL_NIGHTLY), SCHAKEL_FAILED_SYNCS those of F5 (3; 50)."""

import os
import random
import shutil
import subprocess
import sys
import time

import configuration
import messages
from cases import Cases, scratch, wait_until
from gateway_process import Gateway
from ledger_check import compare
from senders import Uwlr, Xapi
from sink_process import Sink

NIGHTLY = bool(os.environ.get("SCHAKEL_NIGHTLY"))
FULL = int(os.environ.get("SCHAKEL_FULL_DISKS", "20" if NIGHTLY else "3"))
FAILED = int(os.environ.get("SCHAKEL_FAILED_SYNCS", "50" if NIGHTLY else "3"))
SEED = int(os.environ.get("SCHAKEL_SEED", "1"))
SLOT = "lrs"
MIB = 1 << 20


def settings(folder, url):
    systems = [configuration.uwlr_sender(), configuration.xapi_sender(), configuration.receiver(SLOT, "xapi-1.0.3", url)]
    return configuration.gateway(folder, systems, [{"name": "resultaten", "from": ["toets", "speler"], "to": [SLOT]}])


class Sender:
    """Sends results one by one and keeps what was answered."""

    def __init__(self, gateway):
        self.gateway, self.sent, self.form = gateway, [], Xapi()

    def send(self, padding=0, form=None):
        form = form or self.form
        one = messages.Result(f"T{len(self.sent) % 7}", f"L{len(self.sent) % 7}", len(self.sent))
        answer = form.send(self.gateway.ports["data"], form.message([one]) + b" " * padding)
        self.sent.append({**one._asdict(), "status": answer.status})
        return answer

    def accepted(self):
        return sum(line["status"] == 200 for line in self.sent)


def fill(file, leave):
    """Until there are no more than `leave` bytes."""
    with open(file, "ab", buffering=0) as out:
        while (room := os.statvfs(file.parent).f_bavail * os.statvfs(file.parent).f_bsize - leave) > 0:
            out.write(b"\0" * min(room, MIB))


def full_once(cases, gateway, sender, chance):
    data = gateway.data
    cases.equal("a message is accepted while there is room", sender.send().status, 200)
    watched = gateway.messages()[0]["id"]
    fill(data / "filler", chance.choice([0, 4096, chance.randrange(300_000)]))
    refused = next((answer for _ in range(100) if (answer := sender.send(chance.randrange(200_000))).status != 200), None)
    if not cases.check("a full disk refuses", refused is not None):
        return
    cases.equal("with 503", refused.status, 503)
    cases.check("and a problem in the sender's own protocol", bool(sender.form.refusal(refused).text), refused)
    soap = sender.send(form=Uwlr())  # whose binding to HTTP knows 500 alone for a fault
    cases.equal("a sender of UWLR hears that it is for now", (soap.status, Uwlr().refusal(soap).code),
                (500, "Server.TijdelijkNietBeschikbaar"))
    status, text = gateway.plain("/ready")
    cases.check("/ready says that the disk is full", status == 503 and "full" in text, (status, text))
    cases.equal("one more is refused too", sender.send().status, 503)
    before = len(audit_of(gateway, watched, look=True))
    (data / "filler").unlink()
    began = time.monotonic()
    wait_until(lambda: sender.send().status == 200, 20, "an accepted message")
    seconds = time.monotonic() - began
    cases.check("messages are accepted again within 5 s of room", seconds < 5, f"{seconds:.2f} s")
    entries = audit_of(gateway, watched)
    cases.check("what an operator looked at meanwhile is in the audit", len(entries) > before, entries)
    cases.check("nothing has crashed", gateway.process.poll() is None)


def audit_of(gateway, message, look=False):
    """The audit entries of a message; `look`: its body is asked for, which is one entry more."""
    told = gateway.admin(f"/messages/{message}" + ("?body=true" if look else ""))[1]
    return told.get("audit", [])


def full_disks(cases, folder):
    data = folder / "data"
    data.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m,mode=700", "tmpfs", str(data)], check=True)
    chance = random.Random(SEED)
    try:
        with Sink(folder) as sink, Gateway(folder, settings(folder, sink.open(SLOT))) as gateway:
            sender = Sender(gateway)
            for number in range(FULL):
                with cases.part(f"full disk, round {number}"):
                    full_once(cases, gateway, sender, chance)
            gateway.wait_drained()
            verdict = compare(sender.sent, sink.received(), SLOT)
            cases.check("nothing accepted is lost, altered or out of order on a full disk", verdict.clean(), verdict)
            cases.equal("the gateway ends in order", gateway.terminate()[0], 0)
            print(f"shown P6 F4: {FULL} times a full disk, {sender.accepted()} messages accepted, 0 lost")
    finally:
        subprocess.run(["umount", "-l", str(data)], check=False)


def failed_once(cases, folder, number, chance):
    """strace counts calls of each thread apart; the thread that promises makes one or two per message."""
    folder.mkdir()
    fails_at = chance.randrange(3, 12)
    with Sink(folder) as sink:
        form = settings(folder, sink.open(SLOT))
        trace = ("strace", "-D", "-f", "-qq", "-o", str(folder / "trace"), "-e", "trace=fdatasync,fsync",
                 "-e", f"inject=fdatasync,fsync:error=EIO:when={fails_at}")
        gateway = Gateway(folder, form)
        gateway.start()
        gateway.terminate()
        gateway.before = trace
        with gateway:
            sender = Sender(gateway)
            refused = next((answer for _ in range(60) if (answer := sender.send()).status != 200), None)
            if cases.check("a failed sync refuses", refused is not None):
                cases.equal("with 503", refused.status, 503)
            later = {sender.send().status for _ in range(5)}
            cases.equal("although later syncs succeed, nothing is accepted", later, {503})
            status, text = gateway.plain("/ready")
            cases.check("/ready says that writing failed and what helps", status == 503 and "started again" in text, (status, text))
            cases.check("the log says so", wait_until(lambda: gateway.events("store.refuses"), 10, "store.refuses"))
            cases.check("nothing has crashed", gateway.process.poll() is None)
            gateway.kill()
            gateway.before = ()
            gateway.start()
            sender.gateway = gateway
            cases.equal("after a restart messages are accepted", sender.send().status, 200)
            gateway.wait_drained()
            gateway.terminate()
        verdict = compare(sender.sent, sink.received(), SLOT)
        cases.check("nothing accepted is lost or altered by a failed sync", not (verdict.lost or verdict.altered), verdict)
        return sender.accepted()


def failed_syncs(cases, folder):
    chance = random.Random(SEED)
    accepted = 0
    for number in range(FAILED):
        with cases.part(f"failed sync, round {number}"):
            accepted += failed_once(cases, folder / f"failed-{number}", number, chance)
    print(f"shown P6 F5: {FAILED} failed syncs, {accepted} messages accepted, 0 lost")


def over_quota(cases, folder):
    """A quota that is used up (EDQUOT) is a full disk: refused, and accepted again without a restart. strace counts calls of each thread
    apart; the one that promises writes once or twice per message."""
    folder.mkdir()
    with Sink(folder) as sink:
        gateway = Gateway(folder, settings(folder, sink.open(SLOT)))
        gateway.start()
        gateway.terminate()
        gateway.before = ("strace", "-D", "-f", "-qq", "-o", str(folder / "trace"), "-e", "trace=pwrite64",
                          "-e", "inject=pwrite64:error=EDQUOT:when=40..42")
        with gateway:
            sender = Sender(gateway)
            refused = next((answer for _ in range(100) if (answer := sender.send()).status != 200), None)
            if not cases.check("a used-up quota refuses", refused is not None):
                return
            status, text = gateway.plain("/ready")
            cases.check("/ready says that the disk is full", refused.status == 503 and (status == 200 or "the disk is full" in text), (refused, status, text))
            cases.check("messages are accepted again without a restart", wait_until(lambda: sender.send().status == 200, 30, "an accepted message"))
            for _ in range(30):
                sender.send()  # the threads behind the promise come to their quota too
            gateway.wait_drained()
            cases.check("nothing has crashed", gateway.process.poll() is None)
            gateway.terminate()
        verdict = compare(sender.sent, sink.received(), SLOT)
        cases.check("nothing accepted is lost, altered or out of order over quota", verdict.clean(), verdict)


def may_mount():
    return os.geteuid() == 0 and subprocess.run(
        ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], stderr=subprocess.DEVNULL).returncode == 0


def main():
    if may_mount() and "SCHAKEL_OWN_MOUNTS" not in os.environ:
        os.environ["SCHAKEL_OWN_MOUNTS"] = "yes"
        os.execvp("unshare", ["unshare", "-m", sys.executable, *sys.argv])
    cases = Cases()
    with scratch() as folder:
        if "SCHAKEL_OWN_MOUNTS" in os.environ:
            with cases.part("full disks"):
                full_disks(cases, folder)
        else:
            cases.skip("a full disk (F4)", "only root may mount a small disk of its own")
        if shutil.which("strace"):
            with cases.part("a quota"):
                over_quota(cases, folder / "quota")
            failed_syncs(cases, folder)
        else:
            cases.skip("a quota and a failed sync (F4, F5)", "there is no strace")
    cases.finish()


if __name__ == "__main__":
    main()
