#!/usr/bin/python3
"""F13: `schakel backup` beside a gateway under load, restored elsewhere, a gateway started on it: everything that was accepted before
the backup began is delivered from the copy, unaltered and in order (P1, P5). Then `verify` on a running gateway, on a stopped one and
on a backup, whole and damaged; a restore that would overwrite; a backup that was killed.

SCHAKEL_BACKUPS sets the number of rounds (2; 10 with SCHAKEL_NIGHTLY), SCHAKEL_SEED the moments."""

import json
import os
import pathlib
import random
import shutil
import subprocess
import time

import configuration
from cases import BINARY, Cases, scratch, wait_until
from gateway_process import Gateway
from json_lines import read_lines
from ledger_check import compare
from load_process import Load
from sink_process import Sink

ROUNDS = int(os.environ.get("SCHAKEL_BACKUPS", "10" if os.environ.get("SCHAKEL_NIGHTLY") else "2"))
SEED = int(os.environ.get("SCHAKEL_SEED", "1"))
RATE = 150
SLOT = "lrs"


def settings(folder, url):
    systems = [configuration.uwlr_sender(), configuration.receiver(SLOT, "xapi-1.0.3", url, time_out="60s")]
    return configuration.gateway(folder, systems, [{"name": "resultaten", "from": ["toets"], "to": [SLOT]}])


def run(*words):
    done = subprocess.run([BINARY, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=120)
    return done.returncode, done.stdout, done.stderr


def accepted_before(ledger_file, moment):
    return [line for line in read_lines(ledger_file) if line["status"] == 200 and line["time"] < moment]


def deliver_from_copy(folder, data):
    """A gateway on the restored data; what its receiver got."""
    folder.mkdir()
    with Sink(folder) as sink:
        form = settings(folder, sink.open(SLOT))
        form["gateway"]["data_directory"] = str(data)
        with Gateway(folder, form) as gateway:
            gateway.wait_drained()
            code, _ = gateway.terminate()
        return sink.received(), code


def one_round(cases, folder, number, chance):
    """The receiver of the first gateway never answers, so everything that it accepted still waits when it is copied."""
    folder.mkdir()
    with Sink(folder) as sink, Gateway(folder, settings(folder, sink.open(SLOT, "never"))) as gateway:
        load = Load(folder, "sent", rate=RATE, prefix=f"B{number}")
        load.point_at(gateway.ports["data"])
        with load:
            wait_until(lambda: len(read_lines(load.ledger_file)) > 60, 30, "the load")
            time.sleep(chance.uniform(0, 0.5))  # the moment of the backup, not a wait for anything
            began = time.time()
            code, out, trouble = run("backup", "--config", gateway.config, folder / "backup", "--json")
            ended = time.time()
            cases.equal("a backup is made beside a gateway under load", (code, trouble), (0, ""))
            wait_until(lambda: read_lines(load.ledger_file)[-1]["time"] > ended, 20, "messages after the backup")
            code, out, trouble = run("verify", "--config", gateway.config)
            cases.check("a running gateway's data are found whole", code == 0 and "whole" in out, (code, out, trouble))
            load.stop()
        gateway.kill()
    before = accepted_before(load.ledger_file, began)
    code, out, trouble = run("verify", folder / "backup")
    cases.check("the backup is found whole", code == 0, (code, out, trouble))
    code, out, trouble = run("restore", "--data", folder / "restored", folder / "backup", "--json")
    cases.equal("a backup is restored elsewhere", (code, trouble), (0, ""))
    told = json.loads(out)
    cases.check("it tells as many messages as were accepted", told["messages"] >= len(before), (told, len(before)))
    received, code = deliver_from_copy(folder / "elsewhere", folder / "restored")
    cases.equal("the gateway on the copy ends in order", code, 0)
    everything, until_backup = compare(read_lines(load.ledger_file), received, SLOT), compare(before, received, SLOT)
    cases.check("everything accepted before the backup is delivered from the copy", not until_backup.lost, until_backup)
    cases.check("nothing is altered, out of order or refused before", not (
        everything.altered or everything.out_of_order or everything.after_reject), everything)
    cases.equal("nothing is delivered twice", everything.duplicates, 0)
    return len(before)


def refusals(cases, folder):
    made = folder / "round-0" / "backup"
    code, _, trouble = run("backup", "--data", folder / "round-0" / "restored", made)
    cases.check("a backup overwrites nothing", code == 1 and "is there already" in trouble, (code, trouble))
    code, _, trouble = run("restore", "--data", folder / "round-0" / "restored", made)
    cases.check("a restore overwrites nothing", code == 1 and "is there already" in trouble, (code, trouble))
    code, _, trouble = run("restore", "--data", folder / "nowhere", folder / "round-0")
    cases.check("a folder that is no backup is refused", code == 1 and "is no backup" in trouble, (code, trouble))
    code, _, trouble = run("backup", folder / "nothing")
    cases.equal("without a gateway's name it is a wrong command", code, 2)
    code, _, trouble = run("backup", "--data", folder / "empty", folder / "nothing")
    cases.check("where no store is, none is copied", code == 1 and not (folder / "nothing").exists(), (code, trouble))
    for verb in ("backup", "restore", "verify"):
        code, out, _ = run(verb, "--help")
        cases.check(f"{verb} --help shows an example", code == 0 and f"schakel {verb} --config" in out, out)


def flip(path, place=None):
    content = bytearray(path.read_bytes())
    content[len(content) // 2 if place is None else place] ^= 4
    path.write_bytes(content)


def damaged_backups(cases, folder):
    whole = folder / "round-0" / "backup"
    names = [one["name"] for one in json.loads((whole / "manifest.json").read_text())["files"]]
    cases.check("the manifest names the tables, the journal and launches",
                {"schakel.db", "schakel.db.launches"} <= set(names) and any("-log" in one for one in names), names)
    for name in names:
        damaged = folder / "damaged"
        shutil.copytree(whole, damaged)
        flip(damaged / name)
        code, out, _ = run("verify", damaged)
        cases.check(f"a flipped bit in {name} of a backup is found", code == 1 and name in out, (code, out))
        code, _, trouble = run("restore", "--data", folder / "never", damaged)
        cases.check("a damaged backup is not restored", code == 1 and "damaged" in trouble and not any(
            (folder / "never").glob("schakel.db*")), trouble)
        shutil.rmtree(damaged)


def damaged_store(cases, folder):
    data = folder / "round-0" / "restored"
    code, out, trouble = run("verify", "--data", data, "--json")
    told = json.loads(out)
    cases.check("a stopped gateway's data are found whole", code == 0 and told["whole"], (out, trouble))
    segment = sorted(data.glob("schakel.db-log*"))[0]
    flip(segment, 12000)  # behind the header
    code, out, _ = run("verify", "--data", data, "--json")
    told = json.loads(out)
    cases.check("damage of the journal is named with its file", code == 1 and any(
        one["file"] == segment.name for one in told["faults"]), out)
    cases.check("no words of a message are told", "Opdracht" not in out and "leerling" not in out.lower(), out)
    flip(segment, 12000)  # behind the header
    flip(data / "schakel.db", 4096 * 3 + 1000)
    code, out, _ = run("verify", "--data", data)
    cases.check("damage of a page is named", code == 1 and "age 4" in out, out)


def killed_backup(cases, folder):
    data = folder / "round-0" / "restored"
    flip(data / "schakel.db", 4096 * 3 + 1000)
    target = folder / "killed"
    process = subprocess.Popen([BINARY, "backup", "--data", str(data), str(target)], stdout=subprocess.DEVNULL)
    wait_until(lambda: pathlib.Path(f"{target}.partial").exists() or process.poll() is not None, 20, "the backup")
    process.kill()
    process.wait()
    code, _, trouble = run("backup", "--data", data, folder / "killed-2")
    cases.check("of a stopped gateway a backup is made", code == 0, trouble)
    if not target.exists():
        code, _, trouble = run("backup", "--data", data, target)
        cases.check("after one that was killed the next takes its place", code == 0, trouble)


def main():
    cases = Cases()
    chance = random.Random(SEED)
    copied = 0
    with scratch() as folder:
        for number in range(ROUNDS):
            with cases.part(f"round {number}"):
                copied += one_round(cases, folder / f"round-{number}", number, chance)
        for part in (refusals, damaged_backups, damaged_store, killed_backup):
            with cases.part(part.__name__):
                part(cases, folder)
    if not cases.failed:
        print(f"shown P1 F13: {ROUNDS} backups under load restored elsewhere, {copied} accepted messages, 0 lost")
    cases.finish()


if __name__ == "__main__":
    main()
