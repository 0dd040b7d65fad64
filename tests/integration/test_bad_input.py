#!/usr/bin/python3
"""Bad input over real sockets: every sender is told in its own protocol what is wrong, where and by which rule; nothing of it
goes on; and no personal value shows up in the log, the metrics or an error answer (S5, short). Rows of the tables B1, B2 and
B4 carry their id."""

import base64
import copy
import json
import socket
import threading
import uuid

import configuration
from cases import Cases, scratch
from gateway_process import Gateway
from messages import Result
from raw_http import exchange, read_answer, request_bytes
from senders import EduV, SigningKey, Uwlr, Xapi
from sink_process import Sink

MANY = 50 * 1024 * 1024


class Markers:
    """Values that a person could be known by, each planted once, to be searched for afterwards."""

    def __init__(self):
        self.planted = []

    def new(self, kind):
        self.planted.append(f"{kind}{uuid.uuid4().hex[:12]}")
        return self.planted[-1]

    def plant(self, value):
        self.planted.append(value)
        return value


class Bench:
    """A gateway with one listener, its senders, its receiver, and every error answer that was given."""

    def __init__(self, cases, gateway, sink, markers):
        self.cases, self.gateway, self.sink, self.markers = cases, gateway, sink, markers
        self.port = gateway.ports["data"]
        self.answers = []

    def result(self):
        return Result("TOETS-1", self.markers.new("LEERLING"), 7)

    def about_another(self, body, pupil):
        """The same message about a pupil of its own, so that each message plants a marker."""
        return body.replace(pupil.encode(), self.markers.new("LEERLING").encode()) if pupil.encode() in body else body

    def refused(self, title, sender, answer, status, code=None, rule=None, place=False):
        """One case: status, code of the standard, the rule, and a place."""
        self.answers.append(answer)
        if answer.status != status:
            return self.cases.check(title, False, f"expected {status}: {answer}")
        try:
            told = sender.refusal(answer)
        except Exception as fault:
            return self.cases.check(title, False, f"not an answer of {sender.standard} ({fault!r}): {answer}")
        good = code is None or told.code == code
        good = good and (rule is None or any(one.startswith(rule) for one in told.rules))
        good = good and (not place or bool(told.places))
        good = good and bool(told.text)
        return self.cases.check(title, good, f"expected {code} {rule}: {told}")

    def problem(self, title, answer, status):
        """One case: an RFC 9457 problem, for paths that belong to no standard."""
        self.answers.append(answer)
        good = answer.status == status and answer.header("content-type") == "application/problem+json"
        self.cases.check(title, good and json.loads(answer.body)["status"] == status, answer)


# ---------------------------------------------------------------- UWLR


def uwlr_documents(bench, base):
    """(id, what, body, code, rule): each a message whose bytes are wrong."""
    bad = "Client.OngeldigBericht"
    head, _, rest = base.partition(b"?>")
    entity = head + b'?><!DOCTYPE s [%s]>' + rest
    nested = b"<a>" * 1_000_000 + b"</a>" * 1_000_000
    attributes = b"".join(b' a%d="1"' % i for i in range(200_000))
    into_header = b"<soap:Header>"

    def with_text(text):
        return base.replace(b"<auteur>Oefenplatform", b"<auteur>" + text)

    return [
        ("truncated", "a message that stops half-way", base[:len(base) // 2], bad, "xml.truncated"),
        ("empty", "no message at all", b"", bad, "xml.no-root"),
        ("latin-1", "an XML declaration that names ISO-8859-1", base.replace(b"UTF-8", b"ISO-8859-1"), bad,
         "xml.encoding-declared"),
        ("namespace", "a wrong namespace", base.replace(b"leerresultaten/2/leerresultaten", b"leerresultaten/9/leerresultaten"),
         bad, "uwlr.namespace"),
        ("version", "an unsupported xsdversie", base.replace(b"<xsdversie>2.2", b"<xsdversie>9.9"),
         "Client.XsdVersieOngeldig", "uwlr.version"),
        ("no authorisation", "no autorisatie header",
         base[:base.index(b"<soap:Header>")] + base[base.index(b"<soap:Body>"):], "Client.AutorisatieOngeldig",
         "uwlr.authorisation"),
        ("B1.1", "a DTD", entity % b"", bad, "xml.doctype"),
        ("B1.2", "an external entity", entity % b'<!ENTITY e SYSTEM "file:///etc/passwd">', bad, "xml.doctype"),
        ("B1.3", "a parameter entity", entity % b'<!ENTITY %% p SYSTEM "http://127.0.0.1/p.dtd"> %%p;', bad, "xml.doctype"),
        ("B1.4", "a billion laughs", entity % b'<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">', bad, "xml.doctype"),
        ("B1.5", "a quadratic blow-up", entity % (b'<!ENTITY a "' + b"x" * 50_000 + b'">'), bad, "xml.doctype"),
        ("B1.6", "a million nested elements", base.replace(into_header, into_header + nested), bad, "xml.limit-depth"),
        ("B1.7", "an attribute of 8 MiB", base.replace(b"<school>", b'<school a="' + b"x" * (8 << 20) + b'">'), bad, None),
        ("B1.8", "200,000 attributes", base.replace(b"<school>", b"<school" + attributes + b">"), bad, "xml.limit-attributes"),
        ("B1.9", "a namespace redefined", base.replace(b"<school>", b'<school xmlns:xml="urn:x">'), bad, "xml.namespace"),
        ("B1.11", "UTF-16", base.decode().replace("UTF-8", "UTF-16").encode("utf-16"), bad, "xml.encoding"),
        ("B1.12", "UTF-32", base.decode().encode("utf-32"), bad, "xml.encoding"),
        ("B1.13", "the byte order mark of another encoding", b"\xfe\xff" + base, bad, "xml.encoding"),
        ("B1.14", "a NUL", with_text(b"a\0b"), bad, "xml."),
        ("B1.15", "invalid UTF-8", with_text(b"a\xff\xfeb"), bad, "xml.utf8"),
        ("B1.16", "the end of a CDATA section in text", with_text(b"a]]>b"), bad, "xml.cdata-end"),
        ("B1.17", "an XML declaration in the middle", base.replace(b"<school>", b'<?xml version="1.0"?><school>'), bad, "xml."),
        ("score", "a score that is none", base.replace(b"<score>7", b"<score>" + bench.markers.new("CIJFER").encode()), bad,
         None),
        ("day", "a day that is none", base.replace(b"<afnamedatum>", b"<afnamedatum>" + bench.markers.new("DAG").encode()), bad,
         None),
        ("pupil", "a pupil that is named twice",
         base.replace(b"</leerlingid>", b"</leerlingid><leerlingid>" + bench.markers.new("TWEEDE").encode() + b"</leerlingid>"),
         bad, None),
    ]


def uwlr(bench):
    sender = Uwlr()
    result = bench.result()
    for name, what, body, code, rule in uwlr_documents(bench, sender.message([result])):
        answer = sender.send(bench.port, bench.about_another(body, result.pupil))
        place = name != "no authorisation"
        bench.refused(f"UWLR {name}: {what} is a fault with rule and place", sender, answer, 500, code, rule, place)

    def send(**more):
        return sender.send(bench.port, sender.message([bench.result()], **more))

    markers = bench.markers
    bench.refused("UWLR: a wrong key", sender, send(key=markers.new("SLEUTEL")), 500, "Client.AutorisatieOngeldig")
    bench.refused("UWLR: an unknown klantcode", sender, send(code=markers.new("KLANT")), 500, "Client.OngeldigeKlantIdentificatie")
    bench.refused("UWLR: an unknown klantnaam", sender, send(name=markers.new("NAAM")), 500, "Client.OngeldigeKlantIdentificatie")
    bench.refused("UWLR: an unknown school", sender, send(brin="99ZZ"), 500, "Client.AutorisatieOngeldig")

    body = sender.message([bench.result()])
    bench.refused("UWLR: no Content-Type", sender, sender.send(bench.port, body, {}), 500, "Client.OngeldigBericht",
                  "uwlr.content-type")
    bench.refused("UWLR: another Content-Type", sender, sender.send(bench.port, body, {"Content-Type": "application/json"}), 500,
                  "Client.OngeldigBericht", "uwlr.content-type")
    bench.refused("UWLR: SOAP 1.2", sender, sender.send(bench.port, body, {"Content-Type": "application/soap+xml"}), 500,
                  "VersionMismatch", "uwlr.soap-version")
    bench.refused("UWLR: a compressed body", sender,
                  sender.send(bench.port, body, {**sender.headers(), "Content-Encoding": "gzip"}), 500, "Client.OngeldigBericht")
    bench.refused("UWLR: 50 MiB", sender, sender.send(bench.port, b" " * MANY), 500, "Client.OngeldigBericht")
    bench.refused("UWLR: GET without ?wsdl", sender, sender.send(bench.port, b"", method="GET"), 500, "Client.OngeldigBericht")
    bench.refused("UWLR: PUT", sender, sender.send(bench.port, body, method="PUT"), 500, "Client.OngeldigBericht")


# ---------------------------------------------------------------- JSON


def json_documents(bench, base):
    """(id, what, body, rule) that hold for every standard in JSON."""
    text = base.decode()
    first = text.index("{") + 1

    def with_member(member):
        return (text[:first] + member + "," + text[first:]).encode()

    marker = bench.markers.new("NAAM")
    return [
        ("truncated", "a message that stops half-way", base[:len(base) // 2], "json.truncated"),
        ("empty", "no message at all", b"", "json."),
        ("UTF-16", "UTF-16", text.encode("utf-16"), "json."),
        ("latin-1", "Latin-1", with_member('"naam": "Zoë"').decode().encode("latin-1"), "json.encoding"),
        ("B2.1", "a depth of 100,000", with_member('"diep": ' + "[" * 100_000 + "]" * 100_000), "json.limit-depth"),
        ("B2.2", "a duplicate name", with_member(f'"naam": "{marker}", "naam": "{marker}"'), "json.duplicate-name"),
        ("B2.3", "a number beyond all bounds", with_member('"getal": 1e400'), "json.number-range"),
        ("B2.6", "half a surrogate pair", with_member('"naam": "\\ud800"'), "json.surrogate"),
        ("B2.7", "NaN", with_member('"getal": NaN'), "json.not-a-number"),
        ("B2.8", "a byte order mark", b"\xef\xbb\xbf" + base, "json.byte-order-mark"),
        ("B2.9", "a comment", with_member(f'/* {bench.markers.new("OPMERKING")} */ "a": 1'), "json.comment"),
        ("B2.10", "a trailing comma", with_member('"lijst": [1, 2, ]'), "json.trailing-comma"),
        ("B2.13", "a bare text", f'"{bench.markers.new("TEKST")}"'.encode(), None),
        ("second", "something after the message", base + b"{}", "json.trailing-content"),
    ]


def edu_v(bench, sender):
    sender.log_in(bench.port)
    result = bench.result()
    base = sender.message([result])
    for name, what, body, rule in json_documents(bench, base):
        answer = sender.send(bench.port, bench.about_another(body, result.pupil))
        bench.refused(f"Edu-V {name}: {what}", sender, answer, 400, 11, rule, place=name not in ("empty", "B2.13"))

    def changed(change):
        message = json.loads(base)
        change(message)
        return json.dumps(message).encode()

    markers = bench.markers
    rows = [
        ("an unknown kind of pupil identifier", 11, lambda m: m["studentScoresAndResults"][0]["student"]["userIds"][0].update(
            userIdType=markers.new("SOORT"))),
        ("a score that is none", 99, lambda m: m["studentScoresAndResults"][0]["scores"][0].update(
            scoreValue=markers.new("CIJFER"))),
        ("a date that is none", 11, lambda m: m.update(assessmentDateTime=markers.new("DAG"))),
        ("a pupil without identifier", 99, lambda m: m["studentScoresAndResults"][0].update(student={"userIds": []})),
        ("a blank school", 11, lambda m: m.update(school=markers.new("SCHOOL"))),
    ]
    for what, code, change in rows:
        bench.refused(f"Edu-V: {what}", sender, sender.send(bench.port, changed(change)), 400, code, None, place=True)
    bench.refused("Edu-V: an unknown school", sender, sender.send(bench.port, sender.message([bench.result()], brin="99ZZ")), 400, 23)
    edu_v_http(bench, sender, base)
    edu_v_tokens(bench, sender, base)


def edu_v_http(bench, sender, base):
    bearer = {"Authorization": sender.headers()["Authorization"]}
    for title, headers in (("no Content-Type", bearer), ("another Content-Type", {**bearer, "Content-Type": "text/xml"})):
        bench.refused(f"Edu-V: {title}", sender, sender.send(bench.port, base, headers), 415, 99)
    bench.refused("Edu-V: a compressed body", sender,
                  sender.send(bench.port, base, {**sender.headers(), "Content-Encoding": "gzip"}), 415, 99)
    bench.refused("Edu-V: 50 MiB", sender, sender.send(bench.port, b" " * MANY), 413, 99)
    bench.refused("Edu-V: GET", sender, sender.send(bench.port, b"", method="GET"), 405, 99)


def edu_v_tokens(bench, sender, base):
    def unauthorised(title, headers):
        answer = sender.send(bench.port, base, headers)
        bench.answers.append(answer)
        bench.cases.check(f"Edu-V: {title} is 401 with WWW-Authenticate",
                          answer.status == 401 and answer.header("www-authenticate") == "Bearer", answer)

    kind = {"Content-Type": "application/json"}
    unauthorised("no token", kind)
    unauthorised("an invented token", {**kind, "Authorization": "Bearer " + bench.markers.new("TOKEN")})
    foreign = SigningKey().sign({"iss": configuration.ISSUER, "aud": configuration.ISSUER, "azp": "platform", "exp": 4e9}, "at+jwt")
    unauthorised("a token that another has signed", {**kind, "Authorization": "Bearer " + bench.markers.plant(foreign)})
    old_head, old_claims, signature = sender.token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(old_claims + "=="))
    claims["exp"] += 86400
    stretched = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    unauthorised("a token with a longer life than was signed", {**kind, "Authorization": f"Bearer {old_head}.{stretched}.{signature}"})

    def no_token(title, **more):
        answer = sender.ask_token(bench.port, **more)
        bench.answers.append(answer)
        bench.cases.check(f"token end point: {title}", answer.status in (400, 401) and "error" in json.loads(answer.body), answer)

    once = sender.assertion()
    sender.ask_token(bench.port, assertion=once)
    no_token("an assertion that was used before", assertion=once)
    no_token("an expired assertion", assertion=sender.assertion(exp=1_700_000_000))
    no_token("an assertion for another audience", assertion=sender.assertion(aud="https://elders.example"))
    no_token("an assertion of another client", assertion=EduV().assertion())
    no_token("an unknown client", client_id=bench.markers.new("CLIENT"))
    no_token("another grant", grant_type="password")
    other = copy.copy(sender)
    other.key = SigningKey()
    no_token("an assertion that another has signed", assertion=other.assertion())


def xapi(bench):
    sender = Xapi()
    result = bench.result()
    base = sender.message([result])
    for name, what, body, rule in json_documents(bench, base):
        answer = sender.send(bench.port, bench.about_another(body, result.pupil))
        bench.refused(f"xAPI {name}: {what}", sender, answer, 400, 400, rule, place=True)

    def changed(**members):
        return json.dumps([{**json.loads(base)[0], **members}]).encode()

    markers = bench.markers
    rows = [
        ("no actor", {"actor": None}), ("an unknown property", {"naam": markers.new("NAAM")}),
        ("an id that is none", {"id": markers.new("ID")}), ("a time that is none", {"timestamp": markers.new("TIJD")}),
        ("a scaled score above 1", {"result": {"score": {"scaled": 1.5}}}),
        ("a mail address without scheme", {"actor": {"mbox": markers.new("mail") + "@school.example"}}),
        ("a verb that is no IRI", {"verb": {"id": "scoorde"}}),
    ]
    for what, members in rows:
        bench.refused(f"xAPI: {what}", sender, sender.send(bench.port, changed(**members)), 400, 400, None, place=True)
    headers = sender.headers()

    def without(name, **other):
        return {**{key: value for key, value in headers.items() if key != name}, **other}

    def refused(title, status, rule=None, **more):
        bench.refused(f"xAPI: {title}", sender, sender.send(bench.port, base, **more), status, status, rule)

    refused("no version header", 400, "xapi.version-header", headers=without("X-Experience-API-Version"))
    refused("version 2.0.0", 400, "xapi.version-header", headers={**headers, "X-Experience-API-Version": "2.0.0"})
    refused("no Content-Type", 400, "xapi.content-type", headers=without("Content-Type"))
    refused("another Content-Type", 400, "xapi.content-type", headers={**headers, "Content-Type": "text/plain"})
    refused("multipart without boundary", 400, "xapi.", headers={**headers, "Content-Type": "multipart/mixed"})
    refused("a compressed body", 400, None, headers={**headers, "Content-Encoding": "gzip"})
    refused("an unknown parameter", 400, "xapi.query-parameter", query="?statementid=" + markers.new("ID"))
    refused("PUT of an array", 400, "xapi.put-of-many", method="PUT", query=f"?statementId={uuid.uuid4()}")
    refused("PUT without statementId", 400, "xapi.statement-id-parameter", method="PUT")
    refused("no login", 401, headers=without("Authorization"))
    wrong = base64.b64encode(f"{configuration.XAPI_LOGIN[0]}:{markers.new('WACHTWOORD')}".encode()).decode()
    refused("a wrong password", 401, headers={**headers, "Authorization": "Basic " + wrong})
    unknown = base64.b64encode(f"{markers.new('GEBRUIKER')}:x".encode()).decode()
    refused("an unknown user", 401, headers={**headers, "Authorization": "Basic " + unknown})
    refused("a token of nobody", 401, headers={**headers, "Authorization": "Bearer " + markers.new("TOKEN")})
    bench.refused("xAPI: 50 MiB", sender, sender.send(bench.port, b" " * MANY), 413, 413)
    bench.refused("xAPI: DELETE", sender, sender.send(bench.port, b"", method="DELETE"), 405, 405)


# ---------------------------------------------------------------- HTTP


def http(bench):
    path = "/soap/uwlr/2.2/leerresultaten"
    post = f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\n".encode()
    rows = [
        ("B4.1", "Content-Length with Transfer-Encoding", post + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("B4.2", "two lengths", post + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", 400),
        ("B4.2", "a negative length", post + b"Content-Length: -1\r\n\r\n", 400),
        ("B4.3", "a folded header", post + b"X-A: b\r\n c\r\nContent-Length: 0\r\n\r\n", 400),
        ("B4.4", "bare line feeds", post.replace(b"\r\n", b"\n") + b"\n", 400),
        ("B4.5", "a header of 64 KiB", post + b"X-A: " + b"b" * 65536 + b"\r\n\r\n", 431),
        ("B4.6", "a thousand headers", post + b"".join(b"X-%d: b\r\n" % i for i in range(1000)) + b"\r\n", 431),
        ("B4.9", "a broken percent escape", b"GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("B4.9", "an escaped NUL", b"GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("B4.10", "dot segments", b"GET /soap/../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("B4.10", "escaped dot segments", b"GET /soap/%2e%2e/etc HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("B4.14", "an unknown expectation", post + b"Expect: wonders\r\nContent-Length: 1\r\n\r\na", 417),
        ("B4.16", "HTTP/0.9", b"GET /\r\n\r\n", 400),
        ("B4", "HTTP/3.0 on a text line", b"GET / HTTP/3.0\r\nHost: a\r\n\r\n", 505),
        ("B4", "no Host", b"GET / HTTP/1.1\r\n\r\n", 400),
        ("B4", "two Hosts", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        ("B4", "an unknown transfer coding", post + b"Transfer-Encoding: rot13\r\n\r\n", 501),
        ("B4", "a broken chunk", post + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        ("B4", "TLS on a clear port", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 64 + b"\r\n\r\n", 400),
    ]
    for name, what, request, status in rows:
        answer = exchange(bench.port, request)
        bench.answers.append(answer)
        bench.cases.check(f"HTTP {name}: {what} is {status}", answer.status == status, answer)
    for target in ("/", "/onbekend", "/admin/v1/messages", "/metrics", "/soap/uwlr/2.20", "/" + bench.markers.new("PAD")):
        bench.problem(f"HTTP: {target[:20]} is a problem 404", exchange(bench.port, request_bytes("GET", target)), 404)
    absolute = request_bytes("POST", "http://elders.example" + path, Uwlr().headers(), b"")
    bench.refused("HTTP B4.8: an absolute target is taken by its path", Uwlr(), exchange(bench.port, absolute), 500)
    upgrade = request_bytes("POST", path, {**Uwlr().headers(), "Upgrade": "h2c"}, b"")
    bench.refused("HTTP B4.15: an upgrade is not taken up", Uwlr(), exchange(bench.port, upgrade), 500)
    pipelined(bench)


def pipelined(bench):
    one = b"GET /nergens HTTP/1.1\r\nHost: a\r\n\r\n"
    count = 2000
    with socket.create_connection(("127.0.0.1", bench.port), timeout=60) as connection:
        threading.Thread(target=lambda: connection.sendall(one * count), daemon=True).start()
        with connection.makefile("rb") as stream:
            statuses = {read_answer(stream).status for _ in range(count)}
    bench.cases.equal(f"HTTP B4.13: {count} pipelined requests get {count} answers", statuses, {404})


class SlowClients:
    """B4.11 and B4.12: opened first, looked at last, because a time-out takes its time."""

    def __init__(self, port):
        self.head = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.head.sendall(b"POST /soap/uwlr/2.2/leerresultaten HTTP/1.1\r\nHost: a\r\n")
        self.body = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.body.sendall(request_bytes("POST", "/soap/uwlr/2.2/leerresultaten", Uwlr().headers(), b"x" * 100)[:-50])

    def judge(self, cases):
        for name, what, connection in (("B4.11", "head", self.head), ("B4.12", "body", self.body)):
            with connection, connection.makefile("rb") as stream:
                answer = read_answer(stream)
            cases.check(f"HTTP {name}: a {what} that never ends is given up with 408", answer.status == 408, answer)


# ---------------------------------------------------------------- afterwards


def schema_location(bench):
    trap = bench.sink.open("trap")
    location = f' xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="urn:x {trap}/x.xsd"><school'.encode()
    answer = Uwlr().send(bench.port, Uwlr().message([bench.result()]).replace(b"><school", location, 1))
    bench.cases.check("UWLR B1.10: a schemaLocation harms nobody", answer.status == 200, answer)
    bench.cases.equal("UWLR B1.10: a schemaLocation is not fetched", bench.sink.received("trap"), [])


def still_works(bench, senders):
    for sender in senders:
        result = Result("NA-" + sender.standard[0], bench.markers.new("LEERLING"), 3)
        answer = sender.send(bench.port, sender.message([result]))
        bench.cases.check(f"{sender.standard}: afterwards a good message is accepted", 200 <= answer.status < 300, answer)
    bench.gateway.wait_drained()


def receivers_that_refuse(bench, senders):
    """What fails on its way out leaves no personal value behind either."""
    for mode in ("400", "HTML with 200"):
        bench.sink.set_mode("las", mode)
        for sender in senders:
            result = Result(f"UIT-{len(mode)}-{sender.standard[0]}", bench.markers.new("LEERLING"), 4)
            sender.send(bench.port, sender.message([result]))
        bench.gateway.wait_drained()  # each mode answers its own deliveries: every further try waits longer for the receiver


def nothing_half_processed(bench):
    deliveries = [delivery for message in bench.gateway.messages()
                  for delivery in bench.gateway.show(message["id"])["deliveries"]]
    bench.cases.equal("nothing of a refused message became a delivery", deliveries, [])
    statuses = {message["status"] for message in bench.gateway.messages()}
    bench.cases.check("refused messages of known senders are kept as rejected, for their report", statuses == {"rejected"}, statuses)
    bench.cases.equal("nothing of a refused message reached a receiver", bench.sink.received("las"), [])


def no_personal_data(bench):
    markers = bench.markers.planted
    bench.cases.check("at least 50 markers were planted", len(markers) >= 50, len(markers))

    def hits(text):
        return [marker for marker in markers if marker in text]

    bench.cases.equal("no marker in the log", hits(bench.gateway.log()), [])
    bench.cases.equal("no marker in the metrics", hits(bench.gateway.plain("/metrics")[1]), [])
    bench.cases.equal("no marker in an error answer", [found for answer in bench.answers if (found := hits(answer.text))], [])
    stored = json.dumps([bench.gateway.show(message["id"]) for message in bench.gateway.messages()])
    bench.cases.equal("no marker in what the admin API tells without the body", hits(stored), [])
    bench.cases.equal("no marker in a file name of the data directory",
                      hits(" ".join(str(path) for path in bench.gateway.data.rglob("*"))), [])


def main():
    cases = Cases()
    with scratch() as folder, Sink(folder) as sink:
        platform = EduV()
        systems = [configuration.uwlr_sender(), configuration.xapi_sender(),
                   configuration.edu_v_sender(platform.key.write_public(folder / "platform.pem")),
                   configuration.receiver("las", "uwlr-2.2", sink.open("las"))]
        routes = [{"name": "alles", "to": ["las"]}]
        settings = configuration.gateway(folder, systems, routes)
        settings["gateway"]["log_level"] = "debug"
        with Gateway(folder, settings) as gateway:
            bench = Bench(cases, gateway, sink, Markers())
            slow = SlowClients(bench.port)
            for title, part in (("UWLR", lambda: uwlr(bench)), ("Edu-V", lambda: edu_v(bench, platform)),
                                ("xAPI", lambda: xapi(bench)), ("HTTP", lambda: http(bench))):
                with cases.part(title):
                    part()
            with cases.part("nothing half processed"):
                nothing_half_processed(bench)
            with cases.part("still works"):
                senders = [Uwlr(), platform, Xapi()]
                schema_location(bench)
                still_works(bench, senders)
                receivers_that_refuse(bench, senders)
            with cases.part("slow clients"):
                slow.judge(cases)
            with cases.part("no personal data"):
                no_personal_data(bench)
    cases.finish()


if __name__ == "__main__":
    main()
