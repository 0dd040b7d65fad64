#!/usr/bin/python3
"""ECK iDs for persons of a school: issued through batches and one by one, kept beside a running gateway and without one, taken up after
a kill, and against a service that misbehaves; and nowhere a number, a hash or a stampseudoniem of a person."""

import base64
import functools
import hashlib
import json
import pathlib
import signal
import socket
import sqlite3
import subprocess
import time

import configuration
from cases import BINARY, Cases, scratch, wait_until
from gateway_process import Gateway
from simulated import Simulated

SALT = "rktYml0MIp9TC9u6Ny6uqw=="  # published for tests
SECTOR = "urn:schakel:simulated:sector:po"
NUMBERS = ["063138219", "999999990", "123456782", "111222333", "100000009", "200000009", "300000006", "400000007"]


def passes_eleven(number):
    return sum(weight * int(digit) for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), number)) % 11 == 0


def pupils(count):
    found, number = list(filter(passes_eleven, NUMBERS)), 510000000
    while len(found) < count:
        number += 1
        if passes_eleven(str(number)):
            found.append(str(number))
    return found[:count]


@functools.cache
def hash_of(number):
    return hashlib.scrypt(number.encode(), salt=base64.b64decode(SALT), n=131072, r=8, p=4, dklen=32, maxmem=1 << 28).hex()


def root_of(hashed):
    return hashlib.sha512(f"root {hashed}".encode()).hexdigest()


def settings(folder, service, **eckid):
    here = {"url": service.url + "/eck/ws/201703", "environment": "test", "salt": SALT, "sector": SECTOR, "poll": "1s", "batch_size": 3,
            "polls": 3, **eckid}
    return {"gateway": {"data_directory": str(folder / "data"), "allow_private": ["127.0.0.0/8"]},
            "admin": {"address": f"127.0.0.1:{free_port()}"},
            "eckid": here,
            "listener": [{"name": "data", "address": "127.0.0.1:0"}],
            "school": [{"id": configuration.SCHOOL, "brin": configuration.BRIN}], "system": [], "route": []}


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


class School:
    """A folder with a configuration and lists, and everything that any process of it ever said."""

    def __init__(self, folder, service, **eckid):
        self.folder = pathlib.Path(folder)
        self.data = self.folder / "data"
        self.data.mkdir(parents=True, exist_ok=True)
        self.config = self.folder / "schakel.toml"
        self.config.write_text(configuration.toml_text(settings(self.folder, service, **eckid)))
        self.said = ""

    def run(self, verb, *words, text=None, seconds=180):
        done = subprocess.run([BINARY, "eckid", verb, "--config", self.config, "--school", configuration.SCHOOL, *words],
                              input=text, capture_output=True, text=True, timeout=seconds)
        self.said += done.stdout + done.stderr
        return done

    def fetch(self, numbers, *words, **more):
        lines = "".join(f"ll-{i},{number}\n" for i, number in enumerate(numbers))
        return self.run("fetch", "--json", *words, "-", text="las.key,pgn\n" + lines, **more)

    def begin(self, numbers):
        lines = "".join(f"ll-{i},{number}\n" for i, number in enumerate(numbers))
        process = subprocess.Popen([BINARY, "eckid", "fetch", "--config", self.config, "--school", configuration.SCHOOL, "-"],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        process.stdin.write("las.key,pgn\n" + lines)
        process.stdin.close()
        return process

    def journal(self):
        file = self.data / "eckid" / f"{configuration.SCHOOL}.json"
        return json.loads(file.read_text())["batches"] if file.exists() else []

    def known(self):
        """Key -> ECK iD as the store has it."""
        with sqlite3.connect(f"file:{self.data}/schakel.db?mode=ro", uri=True) as store:
            tables = [row[0] for row in store.execute("select name from sqlite_master where type = 'table'")]
            for table in tables:
                columns = [row[1] for row in store.execute(f"pragma table_info({table})")]
                if {"school", "key", "value"} <= set(columns):
                    kind = next(one for one in columns if one not in ("school", "key", "value"))
                    return dict(store.execute(f"select key, value from {table} where {kind} = 'las.key>eckid'").fetchall())
        raise RuntimeError("no key table in the store")


def secrets_of(numbers):
    hashes = [hash_of(number) for number in numbers]
    roots = [root_of(one) for one in hashes]
    return [*numbers, *hashes, *roots, "spsimulated"]


def forms_of(secret):
    """As text, and a hash as its bytes too."""
    return [secret.encode()] + ([bytes.fromhex(secret)] if len(secret) in (64, 128) else [])


def nowhere(cases, sentence, school, secrets, more=""):
    """In no file, name of a file or word that was said. The configuration holds none to begin with."""
    found = []
    for path in school.folder.rglob("*"):
        if any(secret in path.name for secret in secrets):
            found.append(str(path.name))
        if path.is_file():
            content = path.read_bytes()
            found += [path.name for secret in secrets if any(form in content for form in forms_of(secret))]
    said = school.said + more
    found += ["what was said" for secret in secrets if secret in said]
    cases.equal(sentence, found, [])


def issues_in_batches(cases, folder):
    numbers = pupils(7)
    with Simulated("eck-id", "--misbehave", "not-ready") as service:
        school = School(folder, service)
        done = school.run("ping")
        cases.check("the service is there", "available" in done.stdout, done.stderr)
        cases.check("its sectors are listed", SECTOR in school.run("sectors").stdout)
        done = school.fetch(numbers)
        cases.equal("everybody got an ECK iD", (done.returncode, json.loads(done.stdout)["issued"]), (0, 7))
        cases.equal("batches of three, twice each", service.state()["handed_in"], 6)
        known = school.known()
        cases.equal("the map has them by key", sorted(known), [f"ll-{i}" for i in range(7)])
        cases.check("each of its own", len(set(known.values())) == 7 and all("/simulated/" in one for one in known.values()))
        expected = hashlib.sha512(("https://ketenid.nl/spsimulated/" + root_of(hash_of(numbers[0])) +
                                   " http://purl.edustandaard.nl/begrippenkader/e7ec7d3c-c235-4513-bfb6-e54e66854795 " +
                                   SECTOR).encode()).hexdigest()
        cases.equal("and it is the right person's", known["ll-0"], "https://ketenid.nl/simulated/" + expected)
        cases.equal("no batch is open", school.journal(), [])
        again = json.loads(school.fetch(numbers).stdout)
        cases.equal("the same list again asks for nobody", (again["known"], again["asked"]), (7, 0))
        nowhere(cases, "no number, hash or stampseudoniem is anywhere after a whole run", school, secrets_of(numbers))


def issues_one_by_one(cases, folder):
    numbers = pupils(2)
    with Simulated("eck-id") as service:
        school = School(folder, service)
        done = json.loads(school.fetch(numbers).stdout)
        cases.equal("a short list needs no batch", (done["issued"], service.state()["handed_in"]), (2, 0))
        nowhere(cases, "no number is anywhere after a short run", school, secrets_of(numbers))


def beside_a_gateway(cases, folder):
    numbers = pupils(2)
    with Simulated("eck-id") as service:
        school = School(folder, service)
        with Gateway(folder, settings(school.folder, service)) as gateway:
            done = school.fetch(numbers)
            cases.equal("it works beside a running gateway", (done.returncode, json.loads(done.stdout)["issued"]), (0, 2))
            cases.equal("who is known is known there", json.loads(school.fetch(numbers).stdout)["known"], 2)
            log = gateway.log()
        cases.equal("and the map has them", sorted(school.known()), ["ll-0", "ll-1"])
        nowhere(cases, "no number is in what the gateway keeps or logs", school, secrets_of(numbers), log)


def killed(cases, folder):
    numbers = pupils(8)
    with Simulated("eck-id", "--misbehave", "never-ready") as service:
        school = School(folder, service, polls=100, batch_size=4)
        process = school.begin(numbers)
        wait_until(lambda: school.journal(), 60, "a batch that was handed in")
        limits = pathlib.Path(f"/proc/{process.pid}/limits")
        try:
            core = [line for line in limits.read_text().splitlines() if line.startswith("Max core file size")][0].split()[4]
            cases.equal("its memory would not be dumped", core, "0")
        except PermissionError:
            cases.check("its memory is closed to others", True)
        process.kill()
        school.said += process.stdout.read()
        process.wait()
        cases.equal("one batch is written down", [len(one["keys"]) for one in school.journal()], [4])
        cases.check("the status tells of it", "1 batches" in school.run("status").stdout)
        nowhere(cases, "no number is anywhere after kill -9", school, secrets_of(numbers))
        service.order(misbehave="")
        done = school.run("resume", "--json")
        cases.equal("what was handed in is fetched without the list", json.loads(done.stdout)["fetched"], 4)
        cases.equal("and kept", len(school.known()), 4)
        done = json.loads(school.fetch(numbers).stdout)
        cases.equal("the rest is asked for, and nobody twice", (done["known"], done["issued"]), (4, 4))
        nowhere(cases, "no number is anywhere when it was taken up", school, secrets_of(numbers))


def killed_again_and_again(cases, folder):
    numbers = pupils(6)
    with Simulated("eck-id", "--misbehave", "not-ready") as service:
        school = School(folder, service, batch_size=2)
        for pause in (0.5, 2.0, 4.5, 7.0):
            process = school.begin(numbers)
            time.sleep(pause)
            process.kill()
            school.said += process.stdout.read()
            process.wait()
        service.order(misbehave="")
        done = school.fetch(numbers)
        cases.equal("after any number of kills the list is finished", done.returncode, 0)
        known = school.known()
        cases.equal("everybody has one", (len(known), len(set(known.values()))), (6, 6))
        nowhere(cases, "and nothing was left behind", school, secrets_of(numbers))


def told_to_stop(cases, folder):
    numbers = pupils(6)
    with Simulated("eck-id", "--misbehave", "never-ready") as service:
        school = School(folder, service, polls=100)
        process = school.begin(numbers)
        wait_until(lambda: school.journal(), 60, "a batch that was handed in")
        process.send_signal(signal.SIGINT)
        cases.equal("it stops when told so, to be taken up", process.wait(20), 75)
        process.stdout.close()


def misbehaving(cases, folder):
    numbers = pupils(6)

    def tried(name, what, **more):
        here = pathlib.Path(folder) / name
        here.mkdir()
        with Simulated("eck-id", "--misbehave", what) as service:
            school = School(here, service, batch_size=6, **more)
            done = school.fetch(numbers)
            nowhere(cases, f"{what}: nothing of a person is told or kept", school, secrets_of(numbers))
            return done, json.loads(done.stdout), school.known() if (school.data / "schakel.db").exists() else {}

    done, told, known = tried("lost", "lost-batch")
    cases.check("lost-batch: handed in anew, in the end given up without a wrong word", not known and told["lost"] + len(told["refused"]) > 0
                or done.returncode == 75, done.stdout + done.stderr)
    done, told, known = tried("limit", "daily-limit")
    cases.check("daily-limit: tomorrow", done.returncode == 75 and "LimitDaily" in told["reason"], done.stdout)
    done, told, known = tried("denied", "not-allowed")
    cases.check("not-allowed: said at once", done.returncode == 1 and "NotAllowed" in told["reason"], done.stdout)
    done, told, known = tried("some", "failing-persons")
    cases.equal("failing-persons: the others have theirs", (len(known), sorted(one["line"] for one in told["refused"])), (4, [4, 7]))
    for name, rule in (("wrong-index", "eck-id.index-unknown"), ("root-instead", "eck-id.root-as-id"), ("doubled-ids", "eck-id.id-repeated")):
        done, told, known = tried(name, name)
        cases.check(f"{name}: nothing is taken, and the rule is told", done.returncode == 1 and not known and rule in done.stderr, done.stderr)


def replaces(cases, folder):
    former, present, *_ = numbers = pupils(3)
    with Simulated("eck-id") as service:
        school = School(folder, service)
        school.fetch([former])
        before = school.known()["ll-0"]
        done = school.run("replace", "--json", "-", text=f"las.key,former,pgn\nll-0,{former},{present}\n")
        cases.equal("the number is replaced and the ECK iD kept", (done.returncode, school.known()["ll-0"]), (0, before))
        done = school.run("replace", "--json", "-", text=f"las.key,former,pgn\nll-0,{former},{present}\n")
        cases.check("the former number is blocked", done.returncode == 1 and "BlockedHPgn" in done.stdout, done.stdout)
        later = school.run("replace", "--json", "-", text=f"las.key,former,pgn,from\nll-0,{present},{numbers[2]},2036-01-01\n")
        cases.equal("a switch from a later day is handed in", later.returncode, 0)
        nowhere(cases, "no number is anywhere after replacements", school, secrets_of(numbers))


def refuses_lists(cases, folder):
    with Simulated("eck-id") as service:
        school = School(folder, service)
        done = school.run("fetch", "-", text="las.key,pgn\nll-0,63138219\nll-1,063138219\n")
        cases.check("a list with a fault is refused by line", done.returncode == 1 and ":2:" in done.stderr and "eck-id.number-form" in done.stderr,
                    done.stderr)
        cases.equal("nobody was asked about", service.state()["questions"], 0)
        nowhere(cases, "the fault shows no number", school, ["63138219", "063138219"])
        production = School(pathlib.Path(folder) / "production", service, environment="production")
        done = production.run("fetch", "-", text="las.key,pgn\nll-1,063138219\n")
        cases.equal("production over clear text is no configuration", done.returncode, 78)


def main():
    cases = Cases()
    for part in (issues_in_batches, issues_one_by_one, beside_a_gateway, killed, killed_again_and_again, told_to_stop, misbehaving, replaces,
                 refuses_lists):
        with cases.part(part.__name__), scratch() as folder:
            part(cases, folder)
    cases.finish()


if __name__ == "__main__":
    main()
