#!/usr/bin/python3
"""Repeats: a sender that did not hear the answer sends again and does no harm. And what can be asked back: a statement by its
id, the service description."""

import concurrent.futures
import json
import os
import random
import shutil
import socket
import subprocess
import time
import uuid
import xml.etree.ElementTree as ElementTree

import configuration
import messages
from cases import Cases, scratch
from gateway_process import Gateway
from messages import Result
from raw_http import ask, request_bytes
from senders import EduV, Uwlr, Xapi
from sink_process import Sink


class Bench:
    def __init__(self, cases, gateway, sink):
        self.cases, self.gateway, self.sink = cases, gateway, sink
        self.port = gateway.ports["data"]

    def accepted(self, title, answer, status):
        self.cases.check(title, answer.status == status, answer)

    def delivered(self, title, test, scores):
        self.gateway.wait_drained()
        got = [one[2] for line in self.sink.received("las") for one in line["results"] if one[0] == test]
        self.cases.equal(title, got, scores)


def uwlr(bench):
    sender = Uwlr()
    first = sender.message([Result("U1", "LL-1", 5)])
    bench.accepted("UWLR: a new message is confirmed", sender.send(bench.port, first), 200)
    for _ in range(3):
        bench.accepted("UWLR: the same message again is confirmed", sender.send(bench.port, first), 200)
    bench.delivered("UWLR: what was sent four times is delivered once", "U1", [5])
    bench.accepted("UWLR: a changed result under the same key is confirmed",
                   sender.send(bench.port, sender.message([Result("U1", "LL-1", 6)])), 200)
    bench.delivered("UWLR: the change is delivered as an update", "U1", [5, 6])
    bench.accepted("UWLR: the first content again is confirmed", sender.send(bench.port, first), 200)
    bench.delivered("UWLR: a change back is a change", "U1", [5, 6, 5])
    reordered = first.replace(b"<toetsafname>", b"\n  <toetsafname>")
    bench.accepted("UWLR: the same content with other white space is confirmed", sender.send(bench.port, reordered), 200)
    bench.delivered("UWLR: other white space is no change", "U1", [5, 6, 5])


def many_changes(bench):
    """Changes of one result go one after the other, each as soon as the one before it has been taken."""
    count = 60
    for score in range(count):
        Uwlr().send(bench.port, messages.uwlr([Result("U2", "LL-2", score)]))
    began = time.monotonic()
    bench.delivered(f"{count} changes of one result arrive in order", "U2", list(range(count)))
    seconds = time.monotonic() - began
    bench.cases.check("they do not wait for a timer in between", seconds < 3.0, f"{seconds:.1f} s after the last was accepted")


def edu_v(bench, sender):
    sender.log_in(bench.port)
    message_id = str(uuid.uuid4())
    first = sender.message([Result("E1", "LL-1", 5)], message_id=message_id)
    answer = sender.send(bench.port, first)
    bench.accepted("Edu-V: a new message is accepted", answer, 202)
    bench.cases.equal("Edu-V: the answer names each record", [(one["id"], one["status"]) for one in json.loads(answer.body)],
                      [(messages.record_id(Result("E1", "LL-1", 5)), 2)])
    bench.accepted("Edu-V: the same message again is accepted", sender.send(bench.port, first), 202)
    again = sender.message([Result("E1", "LL-1", 5)])
    bench.accepted("Edu-V: the same record in a new message is accepted", sender.send(bench.port, again), 202)
    bench.delivered("Edu-V: what was sent three times is delivered once", "E1", [5])
    bench.accepted("Edu-V: a changed record under the same id is accepted",
                   sender.send(bench.port, sender.message([Result("E1", "LL-1", 6)])), 202)
    bench.delivered("Edu-V: the change is delivered as an update", "E1", [5, 6])


def xapi(bench):
    sender = Xapi()
    statement = messages.statement(Result("X1", "LL-1", 5))
    body = json.dumps(statement).encode()
    answer = sender.send(bench.port, body)
    bench.accepted("xAPI: a new statement is accepted", answer, 200)
    bench.cases.equal("xAPI: the answer holds its id", json.loads(answer.body or b"null"), [statement["id"]])
    bench.accepted("xAPI: the same statement by POST again is 200", sender.send(bench.port, body), 200)
    by_id = f"?statementId={statement['id']}"
    bench.accepted("xAPI: the same statement by PUT is 204", sender.send(bench.port, body, method="PUT", query=by_id), 204)
    zoned = json.dumps({**statement, "timestamp": statement["timestamp"].replace("T08:30:00Z", "T09:30:00+01:00")}).encode()
    bench.accepted("xAPI: the same moment in another zone is the same statement", sender.send(bench.port, zoned), 200)
    changed = json.dumps({**statement, "result": {"score": {"raw": 6}}}).encode()
    bench.accepted("xAPI: other content under the same id is 409", sender.send(bench.port, changed), 409)
    bench.delivered("xAPI: the statement is delivered once", "X1", [5])
    ask_back(bench, sender, statement, by_id)


def ask_back(bench, sender, statement, by_id):
    cases, headers = bench.cases, sender.headers()
    answer = sender.send(bench.port, b"", headers, "GET", by_id)
    bench.accepted("xAPI: GET by id gives the statement", answer, 200)
    stored = json.loads(answer.body)
    cases.check("xAPI: it carries stored and authority", "stored" in stored and "authority" in stored, stored)
    same = {name: stored.get(name) for name in statement}
    cases.equal("xAPI: the rest is as it was sent", same, statement)
    cases.equal("xAPI: the answer names its version", answer.header("x-experience-api-version"), "1.0.3")
    missing = sender.send(bench.port, b"", headers, "GET", f"?statementId={uuid.uuid4()}")
    bench.accepted("xAPI: GET of an unknown id is 404", missing, 404)
    stranger = {**headers, "Authorization": "Basic eDp5"}
    bench.accepted("xAPI: GET without good credentials is 401", sender.send(bench.port, b"", stranger, "GET", by_id), 401)
    other = {**headers, "Authorization": "Basic YW5kZXI6YW5kZXJ3YWNodHdvb3Jk"}  # ander:anderwachtwoord
    bench.accepted("xAPI: another sender does not see it", sender.send(bench.port, b"", other, "GET", by_id), 404)


def named(headers, key):
    return {**headers, "Idempotency-Key": key}


def outline(answer):
    """What of an answer matters to who sent the request."""
    return answer.status, answer.header("content-type"), answer.header("location"), answer.text


def request_keys(bench, senders):
    for title, sender, message in senders:
        test = "K-" + title
        body = message(sender, test, 5)
        first = sender.send(bench.port, body, named(sender.headers(), "k1"))
        bench.cases.check(f"{title}: a request with a key is accepted", first.status in (200, 202), first)
        if title != "xAPI":
            sender.send(bench.port, message(sender, test, 6), named(sender.headers(), "k2"))
        again = sender.send(bench.port, body, named(sender.headers(), '"k1"'))
        bench.cases.equal(f"{title}: the same again is answered the same", outline(again), outline(first))
        bench.delivered(f"{title}: and does nothing", test, [5] if title == "xAPI" else [5, 6])
        refused = sender.send(bench.port, message(sender, test, 7), named(sender.headers(), "k1"))
        bench.accepted(f"{title}: other content under the key is 422", refused, 422)
        bench.cases.equal(f"{title}: told as a problem", refused.header("content-type"), "application/problem+json")
        bench.accepted(f"{title}: no key at all is 400",
                       sender.send(bench.port, body, named(sender.headers(), "")), 400)


def together(bench, sender):
    """Twenty times the same at the same moment: one acceptance, twenty answers that are the same."""
    body = sender.message([Result("K-T", "LL-1", 5)])
    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: sender.send(bench.port, body, named(sender.headers(), "kt")), range(20)))
    bench.cases.equal("twenty at once get one answer", len({outline(one) for one in answers}), 1)
    bench.cases.equal("which says that it is accepted", answers[0].status, 200)
    bench.cases.equal("and one message is stored", len(bench.gateway.messages("key=kt")), 1)


def killed(bench, sender, chance, rounds=8):
    """A hard kill somewhere between the request and its answer; whoever heard nothing sends again."""
    stored = []
    for i in range(rounds):
        key, body = f"kill-{i}", sender.message([Result(f"K-{i}", "LL-1", 5)])
        request = request_bytes("POST", sender.path, named(sender.headers(), key), body)
        with socket.create_connection(("127.0.0.1", bench.port), timeout=30) as connection:
            connection.sendall(request)
            time.sleep(chance.uniform(0, 0.006))  # the moment of the kill
            bench.gateway.kill()
        bench.gateway.start()
        bench.port = bench.gateway.ports["data"]
        answer = sender.send(bench.port, body, named(sender.headers(), key))
        other = sender.send(bench.port, sender.message([Result(f"K-{i}", "LL-1", 6)]), named(sender.headers(), key))
        stored.append((answer.status, other.status, len(bench.gateway.messages(f"key={key}"))))
    bench.cases.equal("after a hard kill the same is accepted once, and other content is refused", stored,
                      [(200, 422, 1)] * rounds)


def order(bench, path, key, body=b""):
    headers = {"Authorization": "Bearer " + bench.gateway.token_file.read_text().strip(), "Idempotency-Key": key}
    if body:
        headers["Content-Type"] = "application/json"
    return ask(bench.gateway.ports["admin"], "POST", "/admin/v1" + path, headers, body)


def orders(bench):
    message = bench.gateway.messages("key=kt")[0]["id"]
    first = order(bench, f"/messages/{message}/replay", "o1")
    bench.accepted("an operator's replay with a key is done", first, 201)
    bench.cases.equal("again: the same answer", outline(order(bench, f"/messages/{message}/replay", "o1")), outline(first))
    bench.accepted("another order under the key is 422", order(bench, "/reload", "o1"), 422)
    bench.gateway.kill()
    bench.gateway.start()
    bench.port = bench.gateway.ports["data"]
    again = order(bench, f"/messages/{message}/replay", "o1")
    bench.cases.equal("after a hard kill too", outline(again), outline(first))
    copies = [one for one in bench.gateway.messages() if one.get("replay_of") == message]
    bench.cases.equal("and there is one copy", len(copies), 1)


def service_description(bench):
    sender = Uwlr()
    answer = ask(bench.port, "GET", sender.path + "?wsdl")
    bench.accepted("UWLR: ?wsdl is answered", answer, 200)
    root = ElementTree.fromstring(answer.body)
    bench.cases.equal("UWLR: it is a WSDL", root.tag, "{http://schemas.xmlsoap.org/wsdl/}definitions")
    locations = [element.get("schemaLocation") for element in root.iter("{http://www.w3.org/2001/XMLSchema}import")]
    locations += [element.get("schemaLocation") for element in root.iter("{http://www.w3.org/2001/XMLSchema}include")]
    bench.cases.check("UWLR: it names its schemas", any(locations), answer)
    for location in filter(None, locations):
        query = location[location.index("?"):] if "?" in location else ""
        schema = ask(bench.port, "GET", sender.path + query)
        well_formed = schema.status == 200 and ElementTree.fromstring(schema.body).tag.endswith("}schema")
        bench.cases.check(f"UWLR: {location} can be fetched", well_formed, schema)
    if not shutil.which("xmllint"):
        return bench.cases.skip("UWLR: xmllint reads the WSDL", "xmllint is not installed")
    read = subprocess.run(["xmllint", "--noout", "--nonet", "-"], input=answer.body, capture_output=True)
    bench.cases.equal("UWLR: xmllint reads the WSDL", (read.returncode, read.stderr), (0, b""))


def main():
    cases = Cases()
    with scratch() as folder, Sink(folder) as sink:
        platform = EduV()
        other = configuration.xapi_sender("ander")
        other["receive"]["basic"] = {"user": "ander", "password": "anderwachtwoord"}
        systems = [configuration.uwlr_sender(), configuration.xapi_sender(), other,
                   configuration.edu_v_sender(platform.key.write_public(folder / "platform.pem")),
                   configuration.receiver("las", "uwlr-2.2", sink.open("las"))]
        with Gateway(folder, configuration.gateway(folder, systems, [{"name": "alles", "to": ["las"]}])) as gateway:
            bench = Bench(cases, gateway, sink)
            with cases.part("UWLR"):
                uwlr(bench)
                many_changes(bench)
            with cases.part("Edu-V"):
                edu_v(bench, platform)
            with cases.part("xAPI"):
                xapi(bench)
            with cases.part("the service description"):
                service_description(bench)
            with cases.part("Idempotency-Key"):
                platform.log_in(bench.port)
                statements = {}
                request_keys(bench, [
                    ("UWLR", Uwlr(), lambda of, test, score: of.message([Result(test, "LL-1", score)])),
                    ("Edu-V", platform, lambda of, test, score: of.message([Result(test, "LL-1", score)])),
                    ("xAPI", Xapi(), lambda of, test, score: json.dumps(
                        statements.setdefault(score, messages.statement(Result(test, "LL-1", score)))).encode())])
                together(bench, Uwlr())
                seed = int(os.environ.get("SCHAKEL_SEED", "1"))
                print(f"seed {seed} of the moments of hard kills")
                killed(bench, Uwlr(), random.Random(seed))
                orders(bench)
    cases.finish()


if __name__ == "__main__":
    main()
