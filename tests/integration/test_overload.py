#!/usr/bin/python3
"""L2 in short: more senders than the gateway can serve at once, on and on. Who waits too long is told to come again, in its own protocol;
what was accepted is delivered and what was refused is not there; operators see it; afterwards all is as before."""

import pathlib
import re
import selectors
import socket
import time
import xml.etree.ElementTree as ElementTree

import configuration
import messages
from cases import BINARY, Cases, scratch, wait_until
from gateway_process import Gateway
from messages import Result
from senders import Uwlr
from sink_process import Sink

PROGRAM = pathlib.Path(BINARY).with_name("schakel_failpoints")
SENDERS = 64  # on one thread, where each message takes 5 ms: those who wait for all others wait for 320 ms, however quick the machine is
ENOUGH = 50  # refusals
LONGEST = 120  # seconds
LATER = b"Server.TijdelijkNietBeschikbaar"  # a SOAP fault is always 500


class Crowd:
    """Senders that each wait for their answer and then send their next message, until there were enough refusals."""

    def __init__(self, port):
        self.port, self.sent = port, 0
        self.accepted, self.refusals, self.others = set(), [], []

    def request(self):
        self.sent += 1
        test = f"T-{self.sent}"
        body = messages.uwlr([Result(test, "LL-1", 1)])
        head = (f"POST /soap/uwlr/2.2/leerresultaten HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml; charset=utf-8\r\n"
                f'SOAPAction: "BrengLeerresultaten"\r\nContent-Length: {len(body)}\r\n\r\n')
        return test, head.encode() + body

    def run(self):
        every, ends = selectors.DefaultSelector(), time.monotonic() + LONGEST
        for _ in range(SENDERS):
            stream = socket.create_connection(("127.0.0.1", self.port), timeout=60)
            test, request = self.request()
            stream.sendall(request)
            every.register(stream, selectors.EVENT_READ, [test, b""])
        under_way = SENDERS
        while under_way:
            for key, _ in every.select(60):
                on, stream = key.data, key.fileobj
                on[1] += stream.recv(65536)
                answer = self.whole(on[1])
                if answer is None:
                    continue
                self.take(on[0], *answer)
                if len(self.refusals) < ENOUGH and time.monotonic() < ends:
                    on[0], request = self.request()
                    on[1] = b""
                    stream.sendall(request)
                else:
                    under_way -= 1
                    every.unregister(stream)
                    stream.close()

    @staticmethod
    def whole(text):
        """Status, head and body of an answer, when all of it is there."""
        head, end, body = text.partition(b"\r\n\r\n")
        length = re.search(rb"(?im)^content-length: (\d+)\r?$", head)
        if not end or len(body) < int(length[1]):
            return None
        return int(head.split()[1]), head.decode().lower(), body

    def take(self, test, status, head, body):
        if status == 200:
            self.accepted.add(test)
        elif status == 500 and LATER in body:
            self.refusals.append((test, head, body))
        else:
            self.others.append((status, body))


def is_told_to_come_again(head, body):
    fault = ElementTree.fromstring(body).find(".//faultcode")
    return "\nretry-after: " in head and fault is not None and fault.text.encode().endswith(LATER)


def run(cases, gateway, sink):
    crowd = Crowd(gateway.ports["data"])
    crowd.run()
    cases.check("some are told to come again", len(crowd.refusals) >= ENOUGH, (crowd.sent, len(crowd.refusals)))
    cases.check("all others are accepted", crowd.accepted and not crowd.others, crowd.others[:3])
    cases.check("a refusal is a SOAP fault that says when", all(is_told_to_come_again(head, body) for _, head, body in crowd.refusals),
                crowd.refusals[:1])
    status = gateway.admin("/status")[1]
    told = {one["id"]: one for one in status["concerns"]}.get("status.overloaded")
    cases.check("the status tells of it, with how many", told and str(len(crowd.refusals)) in told["text"]["en"], status["concerns"])
    metrics = gateway.plain("/metrics")[1]
    cases.check("the metrics count them",
                f'schakel_rejected_total{{by="gateway",outcome="overloaded"}} {len(crowd.refusals)}\n' in metrics)
    logged = wait_until(lambda: sum(one["count"] for one in gateway.events("gateway.overloaded")) == len(crowd.refusals), 20, "the log")
    cases.check("the log counts them", logged)
    gateway.wait_drained(90)
    arrived = {line["results"][0][0] for line in sink.received("las") if line["results"]}
    cases.equal("what was accepted arrives, what was refused does not", arrived, crowd.accepted)
    test, _, _ = crowd.refusals[0]
    cases.equal("who comes again is accepted", Uwlr().send(gateway.ports["data"], messages.uwlr([Result(test, "LL-1", 1)])).status, 200)


def main():
    cases = Cases()
    with scratch() as folder, Sink(folder) as sink:
        systems = [configuration.uwlr_sender(), configuration.receiver("las", "uwlr-2.2", sink.open("las"), parallel=4)]
        settings = configuration.gateway(folder, systems, [{"name": "alles", "from": ["toets"], "to": ["las"]}])
        settings["gateway"].update(threads=1, longest_wait="20ms")
        gateway = Gateway(folder, settings, binary=str(PROGRAM))
        gateway.environment = {"SCHAKEL_FAILPOINTS": "accept.before=delay:5"}
        with gateway:
            run(cases, gateway, sink)
    cases.finish()


if __name__ == "__main__":
    main()
