#!/usr/bin/python3
"""What operators, publishers and scripts type: the command line against a running gateway, and on files. Output that a program
reads is parsed by a program here; exit codes are part of the promise."""

import json
import os
import socket
import subprocess
import xml.etree.ElementTree as ElementTree

import configuration
import messages
from cases import BINARY, ROOT, Cases, scratch, wait_until
from gateway_process import Gateway
from messages import Result
from senders import Uwlr
from sink_process import Sink

GOLDEN = ROOT / "tests" / "adapters"


class Ran:
    def __init__(self, done):
        self.code, self.out, self.err = done.returncode, done.stdout.decode(), done.stderr.decode()

    def json(self):
        return json.loads(self.out)

    def __repr__(self):
        return f"exit {self.code}\n{self.out[:700]}\n{self.err[:700]}"


def schakel(*words, stdin=b"", **variables):
    environment = {name: value for name, value in os.environ.items() if name != "SCHAKEL_LANG"}
    done = subprocess.run([BINARY, *map(str, words)], input=stdin, capture_output=True, timeout=120, env={**environment, **variables})
    return Ran(done)


# ---------------------------------------------------------------- with a running gateway


class Operator:
    def __init__(self, cases, gateway):
        self.cases, self.gateway = cases, gateway

    def ran(self, *words, **more):
        return schakel(*words, "--config", self.gateway.config, **more)

    def lists(self, message_id):
        cases = self.cases
        told = self.ran("messages", "--json")
        ids = [one["id"] for one in told.json()["messages"]] if told.code == 0 else told
        cases.check("messages --json lists the message", told.code == 0 and message_id in ids, told)
        told = self.ran("messages")
        cases.check("messages shows it to people", told.code == 0 and message_id in told.out and "uwlr-2.2" in told.out, told)
        told = self.ran("messages", "--json", "--status", "delivered", "--sender", "toets", "--limit", "1")
        cases.check("messages takes filters", told.code == 0 and len(told.json()["messages"]) == 1, told)
        told = self.ran("messages", "--json", "--status", "held")
        cases.check("a filter that nothing fits gives an empty list", told.code == 0 and told.json()["messages"] == [], told)
        told = self.ran("messages", "--status", "deliverd")
        cases.check("a wrong filter is exit 1 and says what was meant", told.code == 1 and "delivered" in told.err, told)

    def finds(self, message_id):
        cases = self.cases
        told = self.ran("messages", "--json", "--key", "nobody")
        cases.check("messages --key finds nothing that is not there", told.code == 0 and told.json()["messages"] == [], told)
        told = self.ran("messages", "--json", "--text", "no-such-word-anywhere")
        cases.check("messages --text finds nothing that is not there", told.code == 0 and told.json()["messages"] == [], told)
        for what, words in (("a pupil", ("--key", "LL-1")), ("the words of a test", ("--text", "OEFENTOETS"))):
            told = self.ran("messages", "--json", *words)
            ids = [one["id"] for one in told.json()["messages"]] if told.code == 0 else []
            cases.check(f"messages finds a message by {what}", message_id in ids, told)
        command = [BINARY, "messages", "--config", self.gateway.config, "--follow", "--json"]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as following:
            first = following.stdout.readline()
            following.terminate()
        cases.check("messages --follow shows a message per line", json.loads(first)["id"] == message_id, first)

    def shows(self, message_id):
        cases = self.cases
        told = self.ran("show", message_id, "--json")
        cases.check("show --json tells deliveries and their loss", told.code == 0 and told.json()["deliveries"][0]["loss"], told)
        cases.check("show keeps the body to itself", "LL-1" not in told.out and "body" not in told.json()["message"], told)
        told = self.ran("show", message_id)
        cases.check("show tells people where it went", told.code == 0 and "-> las" in told.out and "delivered" in told.out, told)
        told = self.ran("show", message_id, "--body", "--json")
        cases.check("show --body gives the message as it came", told.code == 0 and "LL-1" in told.json()["message"]["body"], told)
        told = self.ran("show", "01930000-0000-7000-8000-000000000000")
        cases.check("an unknown message is exit 1", told.code == 1 and told.err.strip() != "", told)

    def replays(self, message_id, sink):
        cases = self.cases
        before = len(sink.received("las"))
        told = self.ran("replay", message_id, "--json")
        cases.check("replay --json names the copy", told.code == 0 and told.json()["id"] != message_id, told)
        copy = told.json()["id"]
        wait_until(lambda: len(sink.received("las")) > before, 20, "the replayed message at its receiver")
        about = self.ran("show", copy, "--json").json()
        cases.equal("the copy says what it repeats", about["message"]["replay_of"], message_id)
        told = self.ran("replay", message_id)
        cases.check("replay tells people", told.code == 0 and message_id in told.out, told)
        told = self.ran("replay", "01930000-0000-7000-8000-000000000000")
        cases.check("an unknown message is not replayed: exit 1", told.code == 1, told)
        self.replays_what_a_filter_finds(sink)

    def replays_what_a_filter_finds(self, sink):
        cases, all_of_them = self.cases, ("replay", "--sender", "toets", "--json")
        told = self.ran(*all_of_them, "--dry-run")
        preview = told.json()
        count = preview["messages"]
        cases.check("a dry run counts", told.code == 0 and count >= 3 and preview["replayable"] == count, told)
        cases.check("a dry run tells what was replayed before", preview["replayed_before"] == 1, preview)
        cases.equal("a dry run replays nothing", len(self.gateway.messages()), count)
        told = self.ran(*all_of_them, "--yes", count + 1)
        cases.check("another number confirms nothing", told.code == 1 and len(self.gateway.messages()) == count, told)
        for turn in ("first", "second"):
            told = self.ran(*all_of_them, "--yes", count, "--run", preview["run"])
            cases.check(f"a run is carried out ({turn} time)", told.code == 0, told)
            cases.equal(f"a run that is started twice copies once ({turn} time)", len(self.gateway.messages()), 2 * count)
        told = self.ran("replay", "--stop", preview["run"])
        cases.check("a run that has ended is told when it is stopped", told.code == 0 and f"{count} of {count}" in told.out, told)
        told = self.ran("replay", "--stop", "nergens")
        cases.check("a run that nobody knows cannot be stopped: exit 1", told.code == 1, told)
        self.replays_to_one_receiver(sink, preview["run"])
        told = self.ran("replay")
        cases.check("a replay of nothing in particular is exit 2", told.code == 2, told)

    def replays_to_one_receiver(self, sink, run):
        cases, message_id = self.cases, self.gateway.messages()[-1]["id"]
        told = self.ran("replay", message_id, "--to-destination", "las", "--per-minute", "600", "--json")
        cases.check("a replay to one receiver goes there", told.code == 0 and told.json()["deliveries"] == 1, told)
        cases.check("a message that was replayed before is warned about", "replayed before" in told.json()["warning"], told)
        told = self.ran("replay", message_id, "--to-route", "bijzonder")
        cases.check("what a route does not take it does not get: exit 1, and why", told.code == 1 and "by route bijzonder" in told.err, told)

    def pauses(self, sink):
        cases, gateway = self.cases, self.gateway
        gateway.wait_drained()
        before = len(sink.received("las"))
        told = self.ran("pause", "resultaten", "--until", "2h")
        cases.check("a route is paused", told.code == 0 and "resultaten waits until 20" in told.out, told)
        answer = Uwlr().send(gateway.ports["data"], messages.uwlr([Result("PAUZE", "LL-9", 1)]))
        cases.equal("what comes in for it is accepted", answer.status, 200)
        for moment in ("before", "after"):
            status = self.ran("status", "--json").json()
            cases.equal(f"the status tells the pause and what waits ({moment} a hard kill)",
                        [(one["route"], one["waiting"]) for one in status["pauses"]], [("resultaten", 1)])
            cases.check(f"it needs attention ({moment} a hard kill)", "status.route-paused" in [one["id"] for one in status["concerns"]], status)
            cases.equal(f"nothing is delivered ({moment} a hard kill)", len(sink.received("las")), before)
            if moment == "before":
                gateway.kill()
                gateway.start()
        told = self.ran("resume", "resultaten")
        cases.check("the route goes on", told.code == 0 and "goes on" in told.out, told)
        wait_until(lambda: len(sink.received("las")) > before, 20, "what waited for the end of the pause")
        cases.equal("the status tells no pause any more", self.ran("status", "--json").json()["pauses"], [])
        for words in (("pause", "resultaat", "--until", "2h"), ("pause", "resultaten", "--until", "2026-01-01"), ("resume", "resultaat")):
            told = self.ran(*words)
            cases.check(f"{' '.join(words)} is exit 1, and why", told.code == 1 and told.err.strip() != "", told)

    def explains(self):
        cases = self.cases
        told = self.ran("route", "explain", "--sender", "toets", "--school", configuration.SCHOOL, "--family", "progress", "--json")
        verdicts = {one["route"]: one["verdict"] for one in told.json()["routes"]} if told.code == 0 else told
        cases.equal("route explain --json names the winner and why not the others", verdicts,
                    {"bijzonder": "not-matched", "resultaten": "won"})
        told = self.ran("route", "explain", "--sender", "toets", "--school", configuration.SCHOOL)
        cases.check("route explain tells people", told.code == 0 and "does not hold: school" in told.out, told)

    def is_refused(self, folder):
        cases = self.cases
        wrong = folder / "wrong.token"
        wrong.touch(mode=0o600)
        wrong.write_text("geraden")
        told = schakel("messages", "--admin", self.gateway.url(listener="admin"), "--token-file", wrong)
        cases.check("a wrong token is exit 1", told.code == 1 and "401" in told.err, told)
        told = schakel("messages", "--admin", self.gateway.url(listener="admin"), "--token-file", self.gateway.token_file, "--json")
        cases.check("the admin address may be given by itself", told.code == 0, told)
        told = schakel("messages", "--admin", "http://127.0.0.1:1", "--token-file", self.gateway.token_file)
        cases.check("no gateway there is exit 75, try again", told.code == 75, told)


def running(cases, folder, sink):
    systems = [configuration.uwlr_sender(), configuration.receiver("las", "uwlr-2.2", sink.open("las"))]
    routes = [{"name": "bijzonder", "priority": 10, "school": ["eik"], "to": []},
              {"name": "resultaten", "to": ["las"]}]
    schools = [{"id": configuration.SCHOOL, "brin": configuration.BRIN}, {"id": "eik", "brin": "99YY"}]
    with socket.create_server(("127.0.0.1", 0)) as free:  # the command line reads the admin port from the configuration
        port = free.getsockname()[1]
    settings = configuration.gateway(folder, systems, routes, school=schools, admin={"address": f"127.0.0.1:{port}"})
    with Gateway(folder, settings) as gateway:
        Uwlr().send(gateway.ports["data"], messages.uwlr([Result("CLI", "LL-1", 1)]))
        gateway.wait_drained()
        message_id = gateway.messages()[0]["id"]
        operator = Operator(cases, gateway)
        for title, part in (("messages", lambda: operator.lists(message_id)), ("search", lambda: operator.finds(message_id)),
                            ("show", lambda: operator.shows(message_id)), ("replay", lambda: operator.replays(message_id, sink)), ("pause", lambda: operator.pauses(sink)),
                            ("route explain", operator.explains),
                            ("refusals", lambda: operator.is_refused(folder))):
            with cases.part(title):
                part()


# ---------------------------------------------------------------- configuration


def check(cases, folder):
    good = configuration.gateway(folder, [configuration.uwlr_sender(), configuration.receiver("las", "uwlr-2.2", "https://las.example")],
                                 [{"name": "alles", "to": ["las"]}])
    file = folder / "check.toml"

    def told(text=None, *words):
        file.write_text(text if text is not None else configuration.toml_text(good))
        return schakel("check", *words, file)

    ran = told()
    cases.check("a good configuration is exit 0", ran.code == 0 and ran.out.startswith("good"), ran)
    ran = told(None, "--deep", "--json")
    cases.check("check --deep --json says good", ran.code == 0 and ran.json()["verdict"] == "good", ran)
    text = configuration.toml_text(good)
    rows = [
        ("an unknown key", text.replace('"brin"', '"brinn"'), "config.unknown-key", "brin"),
        ("a wrong type", text.replace('"address" = "127.0.0.1:0"', '"address" = 8080', 1), "config.type", ""),
        ("an unknown system in a route", text.replace('["las"]', '["lass"]'), "config.reference", "las"),
        ("an unknown standard", text.replace('"uwlr-2.2"', '"uwlr-2.22"'), "config.reference", "uwlr-2.2"),
        ("no TOML", text + "\nroute = = 1\n", "config.syntax", ""),
        ("a system twice", text + '\n[[system]]\nid = "las"\n[system.send]\nstandard = "uwlr-2.2"\nurl = "https://x.example"\n',
         "config.duplicate", ""),
        ("two routes of one priority", text + '\n[[route]]\nname = "nog een"\nto = ["las"]\n', "config.ambiguous-routes", ""),
        ("an environment variable that is not set", text.replace('"key" = "test-sleutel-0001"', '"key_env" = "BESTAAT_NIET"'),
         "config.secret", ""),
    ]
    for what, text, rule, nearest in rows:
        ran = told(text)
        placed = any(line.startswith(f"{file}:") and line.split(":")[1].isdigit() and line.split(":")[2].isdigit()
                     and f"[{rule}]" in line for line in ran.out.splitlines())
        cases.check(f"check: {what} is exit 78 with file, line and column", ran.code == 78 and placed, ran)
        if nearest:
            cases.check(f"check: {what} names the nearest", f'did you mean "{nearest}"' in ran.out, ran)
        faults = schakel("check", "--json", file).json()["faults"]
        cases.check(f"check --json: {what}", any(one["rule"] == rule and one["line"] > 0 for one in faults), faults)
    secret = folder / "open.key"
    secret.write_text("geheim")
    secret.chmod(0o644)
    ran = told(configuration.toml_text(good).replace('"key" = "test-sleutel-0001"', f'"key_file" = "{secret}"'))
    cases.check("check: a secret file that others can read is refused", ran.code == 78 and "config.secret" in ran.out, ran)
    ran = schakel("run", "--config", file)
    cases.check("run refuses the same configuration with exit 78", ran.code == 78 and "schakel:" in ran.err, ran)
    cases.equal("check of a file that is not there is a usage error", schakel("check", folder / "weg.toml").code, 2)


# ---------------------------------------------------------------- messages in files


def validate(cases, folder):
    good = GOLDEN / "uwlr_2_2/cases/good-score/input.xml"
    bad = GOLDEN / "uwlr_2_2/cases/version/input.xml"
    ran = schakel("validate", good)
    cases.check("validate recognises a good message: exit 0", ran.code == 0 and "uwlr-2.2" in ran.out, ran)
    ran = schakel("validate", "--as", "uwlr-2.2", "--format", "json", good, bad)
    told = ran.json()
    cases.equal("validate judges several files; one bad is exit 1", (ran.code, [one["verdict"] for one in told["files"]]),
                (1, ["valid", "invalid"]))
    layers = {one["layer"]: one for one in told["files"][1]["layers"]}
    finding = layers["rules"]["findings"][0]
    cases.check("a finding has rule, place, expected, got and text",
                all(finding.get(name) for name in ("rule", "line", "column", "path", "expected", "got", "text", "severity", "clause")),
                finding)
    formats(cases, folder, bad)
    ran = schakel("validate", "--as", "uwlr-2.2", "-", stdin=good.read_bytes())
    cases.equal("validate reads standard input", ran.code, 0)
    dutch, english = schakel("--lang", "nl", "validate", bad), schakel("--lang", "en", "validate", bad)
    cases.check("texts come in Dutch and English", "verwerkt" in dutch.out and "verwerkt" not in english.out, (dutch, english))
    english = schakel("validate", bad, SCHAKEL_LANG="en")
    cases.check("SCHAKEL_LANG chooses the language too", "verwerkt" not in english.out, english)
    usage(cases, folder, good)


def formats(cases, folder, bad):
    ran = schakel("validate", "--format", "junit", bad)
    suites = ElementTree.fromstring(ran.out)
    failures = list(suites.iter("failure"))
    cases.check("validate --format junit has a failure for the bad file", ran.code == 1 and suites.tag in ("testsuites", "testsuite")
                and len(failures) >= 1, ran)
    counted = sum(int(suite.get("failures", 0)) for suite in suites.iter("testsuite"))
    cases.equal("junit counts its failures", counted, len(failures))
    ran = schakel("validate", "--format", "sarif", bad)
    log = ran.json()
    result = log["runs"][0]["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    rules = {rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    cases.check("validate --format sarif is SARIF 2.1.0 with rule and place",
                log["version"] == "2.1.0" and result["ruleId"] in rules and region["startLine"] > 0, ran)
    page = folder / "report.html"
    ran = schakel("validate", "--format", "html", "--out", page, bad)
    text = page.read_text()
    cases.check("validate --format html --out writes a page of its own", ran.code == 1 and "<html" in text and "uwlr.version" in text, ran)
    cases.check("the page fetches and runs nothing", not any(word in text for word in ("<script", "src=", "http-equiv=\"refresh\"", "@import")), text[:500])
    ran = schakel("validate", "--format", "markdown", bad)
    cases.check("validate --format markdown", ran.code == 1 and "|" in ran.out and "uwlr.version" in ran.out, ran)


def usage(cases, folder, good):
    for title, words in [
        ("no verb", []), ("an unknown verb", ["valideer"]), ("an unknown option", ["validate", "--onbekend", good]),
        ("a file that is not there", ["validate", folder / "weg.xml"]), ("an unknown standard", ["validate", "--as", "uwrl-2.2", good]),
        ("an unknown format", ["validate", "--format", "pdf", good]), ("an unknown language", ["--lang", "fr", "validate", good]),
    ]:
        ran = schakel(*words)
        cases.check(f"{title} is exit 2 with a word of help", ran.code == 2 and ran.err.strip() != "", ran)
    ran = schakel("validate", "--as", "uwrl-2.2", good)
    cases.check("an unknown standard names the nearest", 'did you mean "uwlr-2.2"' in ran.err, ran)
    schema = folder / "stuk.json"
    schema.write_text('{"type": 5}')
    ran = schakel("validate", "--schema", schema, good)
    cases.check("a schema that is wrong is exit 3", ran.code == 3 and "stuk.json:" in ran.err, ran)
    schema.write_text('{"type": "object", "required": ["id"]}')
    document = folder / "los.json"
    document.write_text("{}")
    ran = schakel("validate", "--schema", schema, "--format", "json", document)
    cases.check("a schema of one's own judges a file", ran.code == 1 and ran.json()["files"][0]["verdict"] == "invalid", ran)
    for words in (["--help"], ["validate", "--help"], ["--version"]):
        cases.equal(f"{' '.join(words)} is exit 0", schakel(*words).code, 0)


def translate(cases, folder, known):
    bodies = {"uwlr-2.2": messages.uwlr([Result("VERTAAL", "LL-1", 9)]),
              "edu-v-results-2.1": messages.edu_v([Result("VERTAAL", "LL-1", 9)]),
              "xapi-1.0.3": messages.labelled_xapi([Result("VERTAAL", "LL-1", 9)])}
    directions = [(source, target) for source in bodies for target in bodies if source != target]
    paths = {"uwlr-2.2": "/leerresultaten", "edu-v-results-2.1": "/results", "xapi-1.0.3": "/statements"}
    for source, target in directions:
        title = f"translate {source} to {target}"
        if source not in known or target not in known:
            cases.skip(title, "the adapter is not built in")
            continue
        loss = folder / "loss.json"
        loss.unlink(missing_ok=True)
        words = ["translate", "--from", source, "--to", target, "--loss", loss]
        ran = schakel(*words, "-", stdin=bodies[source])
        if not cases.check(f"{title}: exit 0", ran.code == 0, ran):
            continue
        got = messages.results_of(paths[target], ran.out.encode())
        cases.check(f"{title}: the result is the same", got and (got[0][0], got[0][2]) == ("VERTAAL", 9), (got, ran))
        judged = schakel("validate", "--as", target, "--format", "json", "-", stdin=ran.out.encode())
        cases.check(f"{title}: what comes out is valid", judged.code == 0, judged)
        report = json.loads(loss.read_text())
        outcomes = {one["outcome"] for one in report["fields"]}
        named = report["from"] == source and report["to"] == target
        cases.check(f"{title}: the loss report names every field's fate",
                    named and outcomes <= {"carried", "mapped", "defaulted", "dropped"} and "carried" in outcomes, report)
        cases.check(f"{title}: every loss has a reason",
                    all(one.get("reason") for one in report["fields"] if one["outcome"] != "carried"), report)
        again = schakel("translate", "--from", source, "--to", target, "-", stdin=bodies[source])
        cases.equal(f"{title}: twice the same input gives twice the same bytes", again.out, ran.out)
    ran = schakel("translate", "--from", "uwlr-2.2", "--to", "uwlr-2.3", "-", stdin=bodies["uwlr-2.2"][:200])
    cases.check("a message that is wrong is not translated: exit 1 and nothing on standard output", ran.code == 1 and ran.out == "", ran)
    broken = folder / "broken.toml"
    broken.write_text("[gateway]\nonzin = 1\n")
    ran = schakel("translate", "--from", "uwlr-2.2", "--to", "uwlr-2.3", "--config", broken, "-", stdin=bodies["uwlr-2.2"])
    cases.check("a configuration that is wrong is exit 78, and says why", ran.code == 78 and "broken.toml" in ran.err, ran)


def adapters(cases):
    ran = schakel("adapters", "--json")
    known = {one["standard"]: one for one in ran.json()["adapters"]} if ran.code == 0 else {}
    cases.check("adapters --json tells maturity, directions, schemas and outcomes",
                bool(known) and all(one["maturity"] and (one["schemas"] or one["families"] == ["goals"] or not (one["receives"] or one["sends"])) and (one["outcomes"] or not one["sends"]) for one in known.values()), ran)
    told = schakel("adapters")
    cases.check("adapters tells people", told.code == 0 and all(name in told.out for name in known), told)
    return known


def main():
    cases = Cases()
    with scratch() as folder, Sink(folder) as sink:
        known = adapters(cases)
        for title, part in (("a running gateway", lambda: running(cases, folder, sink)), ("check", lambda: check(cases, folder)),
                            ("validate", lambda: validate(cases, folder)), ("translate", lambda: translate(cases, folder, known))):
            with cases.part(title):
                part()
    cases.finish()


if __name__ == "__main__":
    main()
