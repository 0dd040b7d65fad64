#!/usr/bin/python3
"""F9: every way in which a receiver misbehaves, with every adapter that sends. The delivery ends where the adapter's outcome
table says, tries are bounded, and receivers that behave well get everything (P7, P8).

All receivers hang on one route, so one message meets them all at once. A try that may succeed later is repeated after one
second and after another one, and then set aside: three tries."""

import time

import configuration
import messages
from cases import Cases, scratch, wait_until
from certificates import Authority
from gateway_process import Gateway
from messages import Result
from senders import Uwlr
from sink import fault as soap_fault
from sink_process import Sink

TRIES = 3
SECOND = {"key": "tweede-sleutel", "code": "TWEEDE"}  # the sender of the second message
DELIVERED, ALREADY, HELD, REJECTED, WAITING, SET_ASIDE = (
    "delivered", "already there", "held", "rejected", "waiting", "quarantined")
UWLR, EDU_V, XAPI, GRADES = "uwlr-2.2", "edu-v-results-2.1", "xapi-1.0.3", "oneroster-1.2-gradebook"
ADAPTERS = (UWLR, EDU_V, XAPI, GRADES)


def all_of_them(state):
    return {adapter: state for adapter in ADAPTERS}


def each(uwlr, edu_v, xapi, grades):
    return {UWLR: uwlr, EDU_V: edu_v, XAPI: xapi, GRADES: grades}


def fault(code, status=500):
    return {"status": status, "headers": {"Content-Type": "text/xml"}, "body": soap_fault(code).decode()}


def told(status, code):
    body = f'[{{"id": "x", "status": {code}, "statusMessage": "nee"}}]'
    return {"status": status, "headers": {"Content-Type": "application/json"}, "body": body}


# What a receiver does, and where a message of one pupil ends per adapter. A gradebook gets two deliveries of it, one after the other: the
# line item and the result; both end so, and behind one that waits the other waits too.
MATRIX = [
    ("ok", "ok", all_of_them(DELIVERED)),
    ("200 without a body", "200", each(SET_ASIDE, DELIVERED, DELIVERED, DELIVERED)),
    ("201 without a body", "201", each(SET_ASIDE, DELIVERED, SET_ASIDE, DELIVERED)),
    ("204", "204", each(SET_ASIDE, DELIVERED, DELIVERED, DELIVERED)),
    ("400", "400", all_of_them(REJECTED)),
    ("401", "401", all_of_them(HELD)),
    ("403", "403", all_of_them(HELD)),
    ("404", "404", each(HELD, HELD, SET_ASIDE, HELD)),
    ("409", "409", each(REJECTED, REJECTED, SET_ASIDE, REJECTED)),
    ("409, same stored", "409, same stored", {XAPI: ALREADY}),
    ("409, other stored", "409, other stored", {XAPI: REJECTED}),
    ("413", "413", all_of_them(REJECTED)),
    ("429 in an hour", "429", all_of_them(WAITING)),
    ("500", "500", all_of_them(SET_ASIDE)),
    ("503 in an hour", "503", all_of_them(WAITING)),
    ("200 after the time-out", "200 after time-out", all_of_them(SET_ASIDE)),
    ("reset in the body", "reset mid-body", all_of_them(SET_ASIDE)),
    ("half-closed", "half-close", all_of_them(SET_ASIDE)),
    ("no answer ever", "never", all_of_them(SET_ASIDE)),
    ("one byte a second", "byte a second", all_of_them(SET_ASIDE)),
    ("endless chunks", "endless chunks", all_of_them(SET_ASIDE)),
    ("wrong content length", "wrong length", all_of_them(SET_ASIDE)),
    ("no HTTP at all", "not HTTP", all_of_them(SET_ASIDE)),
    ("redirect", "redirect", all_of_them(HELD)),
    ("redirect to 169.254.169.254", "redirect to 169.254.169.254", all_of_them(HELD)),
    ("gzip bomb", "gzip bomb", each(SET_ASIDE, DELIVERED, DELIVERED, DELIVERED)),
    ("HTML page with 200", "HTML with 200", each(SET_ASIDE, HELD, SET_ASIDE, HELD)),
    ("fault AutorisatieOngeldig", fault("Client.AutorisatieOngeldig"), {UWLR: HELD}),
    ("fault XsdVersieOngeldig", fault("Client.XsdVersieOngeldig"), {UWLR: HELD}),
    ("fault LeerlingOngeldig", fault("Client.LeerlingOngeldig"), {UWLR: REJECTED}),
    ("fault TijdelijkNietBeschikbaar", fault("Server.TijdelijkNietBeschikbaar"), {UWLR: SET_ASIDE}),
    ("fault with 200", fault("Client.ScoreOngeldig", 200), {UWLR: REJECTED}),
    ("status 23, unknown school", told(400, 23), {EDU_V: HELD}),
    ("status 22, no consent", told(400, 22), {EDU_V: HELD}),
    ("status 11, schema", told(400, 11), {EDU_V: REJECTED}),
]


def tls_rows(folder):
    """(what, TLS of the sink): the certificate is wrong, so nothing may be sent and a later try may do."""
    authority, stranger = Authority(folder), Authority(folder, "vreemd")
    good = authority.issue("goed")
    rows = [
        ("wrong TLS name", authority.issue("naam", hosts=["elders.example"])),
        ("expired certificate", authority.issue("verlopen", first_day=-20, last_day=-10)),
        ("certificate of the future", authority.issue("toekomst", first_day=10, last_day=20)),
        ("self-signed certificate", authority.issue("zelf", self_signed=True)),
        ("certificate of a strange authority", stranger.issue("vreemdeling")),
        ("TLS 1.1 only", {**good, "only": "1.1"}),
    ]
    return authority, rows


class Matrix:
    """Every (row, adapter) is one receiver with a slot of its own."""

    def __init__(self, sink, folder):
        self.sink = sink
        self.expected, self.systems = {}, []
        for number, (what, mode, states) in enumerate(MATRIX):
            for adapter, state in states.items():
                self.add(f"r{number}", what, adapter, state, mode)
        authority, rows = tls_rows(folder)
        for number, (what, tls) in enumerate(rows):
            for adapter in ADAPTERS:
                self.add(f"t{number}", what, adapter, SET_ASIDE, "ok", tls, ca_file=str(authority.file))
        self.add_unreachable()

    def add(self, row, what, adapter, state, mode, tls=None, **more):
        slot = f"{row}-{adapter.partition('-')[0]}"
        url = self.sink.open(slot, mode, tls)
        self.expected[slot] = (what, adapter, state)
        self.systems.append(configuration.receiver(slot, adapter, url, **more))

    def add_unreachable(self):
        """Nobody listens; a name that does not exist; an address that is private and not allowed."""
        for number, (what, url) in enumerate([("nobody listens", "http://127.0.0.1:1"), ("no such name", "http://bestaat-niet.invalid"),
                                              ("an address inside", "http://169.254.169.254")]):
            slot = f"u{number}"
            self.expected[slot] = (what, UWLR, SET_ASIDE)
            self.systems.append(configuration.receiver(slot, UWLR, url))


def still_moves(deliveries, state):
    """Whether something of one destination has yet to happen. The first of those that wait for an hour was tried."""
    if state == WAITING:
        return deliveries[0]["attempts"] == 0
    return WAITING in [one["status"] for one in deliveries]


def settled(gateway, message_id, expected):
    """The deliveries of each destination, once each is where it ought to be or can go no further."""
    deliveries = grouped(gateway.show(message_id)["deliveries"], "destination")
    return None if any(still_moves(some, expected[slot][2]) for slot, some in deliveries.items()) else deliveries


def grouped(lines, name):
    groups = {}
    for line in lines:
        groups.setdefault(line[name], []).append(line)
    return groups


def about(line, test):
    return any(result[0] == test for result in line["results"] or [])


def judge(cases, matrix, sink, history, deliveries):
    attempts = grouped(history["attempts"], "delivery")
    received = grouped((line for line in sink.received() if about(line, "TOETS-1")), "slot")
    for slot, (what, adapter, state) in matrix.expected.items():
        title = f"{adapter}, {what}"
        cases.equal(f"{title}: is one delivery, or two for a gradebook", len(deliveries[slot]), 2 if adapter == GRADES else 1)
        for number, one in enumerate(deliveries[slot]):
            cases.check(f"{title}: ends {state}", one["status"] == state, one)
            most = TRIES if state == SET_ASIDE else 0 if number and state == WAITING else 1
            cases.equal(f"{title}: {most} tries", len(attempts.get(one["id"], [])), most)
            if most and state not in (DELIVERED, ALREADY):
                cases.check(f"{title}: says why", bool(one.get("reason")), one)
        ids = {line["delivery"] for line in received.get(slot, [])}
        cases.check(f"{title}: every try carries the same delivery id", ids <= {one["id"] for one in deliveries[slot]}, ids)


def followed_nothing(cases, sink):
    cases.equal("a redirect is not followed", [line for line in sink.received() if line["path"] == "/followed"], [])


def others_unaffected(cases, gateway, matrix, sink, port):
    """While a hundred receivers misbehave, those that behave well get a new message at once."""
    good = [slot for slot, (what, _, _) in matrix.expected.items() if what == "ok"]
    began = time.monotonic()
    answer = Uwlr().send(port, messages.uwlr([Result("TOETS-2", "LL-2", 8)], **SECOND))
    cases.equal("a message is accepted while receivers misbehave", answer.status, 200)

    def arrived():
        return all(any(one[0] in ("TOETS-2", None) and one[2] == 8 for line in sink.received(slot) for one in line["results"] or [])
                   for slot in good)

    wait_until(arrived, 20, "the second message at the receivers that behave well")
    seconds = time.monotonic() - began
    cases.check("receivers that behave well get it at once (P7)", seconds < 5.0, f"{seconds:.1f} s")


def nothing_goes_on(cases, gateway, sink):
    """What is held, rejected or set aside is not tried again by itself."""
    counts = gateway.counts()
    before = len([line for line in sink.received() if line["method"] != "GET"])
    time.sleep(2.5)  # longer than any delay of the schedule: the absence of a try can only be watched
    after = len([line for line in sink.received() if line["method"] != "GET"])
    cases.equal("no try follows after the end of a delivery", after, before)
    cases.check("rejected and set aside deliveries are counted as dead letters", counts["dead_letters"] > 0, counts)
    metrics = gateway.plain("/metrics")[1]
    cases.check("the metrics tell of dead letters", "quarantined" in metrics and "rejected" in metrics, metrics[:500])


def split_batches(cases, gateway, sink, port):
    """A batch that is refused as a whole is divided until only the pupil that is refused is left out."""
    slot = "verdeel"
    four = [Result("VERDEEL", f"LL-{number}", number) for number in range(4)]
    answer = Uwlr().send(port, messages.uwlr(four, key="batchsleutel", code="BATCH"))
    cases.equal("a batch of four pupils is accepted", answer.status, 200)
    newest = gateway.messages("destination=" + slot)[0]["id"]

    def parts():
        return [one for one in gateway.show(newest)["deliveries"] if one["destination"] == slot]

    wait_until(lambda: len(parts()) > 1 and all(one["status"] != WAITING for one in parts()), 30, "the parts of the batch")
    sizes = sorted(len(line["results"]) for line in sink.received(slot))
    cases.equal("a batch that is refused is divided into halves down to single pupils", sizes, [1, 1, 1, 1, 2, 2, 4])
    rejected = [one for one in parts() if one["status"] == REJECTED]
    cases.equal("each single pupil that is refused is a rejected delivery of its own", len(rejected), 4)


def main():
    cases = Cases()
    with scratch() as folder, Sink(folder) as sink:
        matrix = Matrix(sink, folder)
        batch = configuration.receiver("verdeel", UWLR, sink.open("verdeel", fault("Client.LeerlingOngeldig")))
        sender = [configuration.uwlr_sender(), configuration.uwlr_sender("batches"), configuration.uwlr_sender("tweede")]
        sender[1]["receive"].update(client_code="BATCH", keys=[{"key": "batchsleutel", "schools": [configuration.SCHOOL]}])
        sender[2]["receive"].update(client_code=SECOND["code"], keys=[{"key": SECOND["key"], "schools": [configuration.SCHOOL]}])
        # Gradebooks that misbehave have two deliveries already, and would open their breakers for a minute.
        second = [slot for slot, (what, adapter, _) in matrix.expected.items() if what == "ok" or adapter != GRADES]
        routes = [{"name": "tweede", "from": ["tweede"], "to": second}, {"name": "matrix", "from": ["toets"], "to": list(matrix.expected)},
                  {"name": "batches", "from": ["batches"], "to": ["verdeel"]}]
        settings = configuration.gateway(folder, [*sender, *matrix.systems, batch], routes)
        with Gateway(folder, settings) as gateway:
            run(cases, gateway, sink, matrix)
    cases.finish()


def run(cases, gateway, sink, matrix):
    port = gateway.ports["data"]
    answer = Uwlr().send(port, messages.uwlr([Result("TOETS-1", "LL-1", 7)]))
    cases.equal("a message is accepted whatever its receivers are like", answer.status, 200)
    message_id = gateway.messages()[0]["id"]
    with cases.part("receivers that behave well"):
        others_unaffected(cases, gateway, matrix, sink, port)
    with cases.part("the matrix"):
        deliveries = wait_until(lambda: settled(gateway, message_id, matrix.expected), 90, "the end of every delivery")
        judge(cases, matrix, sink, gateway.show(message_id), deliveries)
        followed_nothing(cases, sink)
    with cases.part("the end of a delivery"):
        wait_until(lambda: gateway.counts()["waiting"] <= 2 * (len(ADAPTERS) + 1) * 2, 60, "the second message")
        nothing_goes_on(cases, gateway, sink)
    print(f"shown P8 F9: {len(matrix.expected)} receivers that misbehave or not, {len(ADAPTERS)} standards: set aside after {TRIES} tries, nobody else waits")
    with cases.part("batches"):
        split_batches(cases, gateway, sink, port)


if __name__ == "__main__":
    main()
