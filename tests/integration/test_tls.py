#!/usr/bin/python3
"""TLS on both sides: a listener that asks for client certificates, and delivery to receivers with a private authority."""

import socket
import ssl
import warnings

import configuration
import messages
from cases import Cases, scratch, wait_until
from certificates import Authority
from gateway_process import Gateway
from messages import Result
from senders import Uwlr
from sink_process import Sink

warnings.filterwarnings("ignore", "ssl.TLSVersion.TLSv1_1")  # it is here to be refused

NAMES = {ssl.TLSVersion.TLSv1_1: "TLS 1.1", ssl.TLSVersion.TLSv1_2: "TLS 1.2", ssl.TLSVersion.TLSv1_3: "TLS 1.3"}


def context_of(authority, client=None, version=None):
    context = ssl.create_default_context(cafile=str(authority.file))
    if version:
        if version == ssl.TLSVersion.TLSv1_1:
            context.set_ciphers("ALL:@SECLEVEL=0")  # or our own side refuses
        context.minimum_version = context.maximum_version = version
    if client:
        context.load_cert_chain(client["certificate"], client["key"])
    return context


class Listener:
    def __init__(self, cases, port):
        self.cases, self.port, self.number = cases, port, 0

    def send(self, context):
        self.number += 1
        return Uwlr().send(self.port, messages.uwlr([Result("TLS", "LL-1", self.number)]), context=context)

    def accepts(self, title, context):
        try:
            answer = self.send(context)
            self.cases.check(title, answer.status == 200, answer)
        except OSError as fault:
            self.cases.check(title, False, repr(fault))

    def refuses(self, title, context):
        """In TLS 1.3 a client learns of the refusal when it reads, so no answer is a refusal too."""
        try:
            answer = self.send(context)
            self.cases.check(title, answer.status == 0, answer)
        except OSError:  # ssl.SSLError is one
            self.cases.check(title, True)


def listener(cases, gateway, authority, stranger):
    at = Listener(cases, gateway.ports["data"])
    client = authority.issue("klant", client=True)
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        at.accepts(f"{NAMES[version]} with a client certificate is accepted", context_of(authority, client, version))
        at.refuses(f"{NAMES[version]} without a client certificate is refused", context_of(authority, None, version))
        at.refuses(f"{NAMES[version]} with the certificate of a strange authority is refused",
                   context_of(authority, stranger.issue("vreemde-klant", client=True), version))
        at.refuses(f"{NAMES[version]} with an expired client certificate is refused",
                   context_of(authority, authority.issue("oude-klant", client=True, first_day=-20, last_day=-10), version))
    at.refuses("TLS 1.1 is refused", context_of(authority, client, ssl.TLSVersion.TLSv1_1))
    at.refuses("clear text on a TLS listener is refused", None)
    try:
        at.send(context_of(stranger, client))
        cases.check("a client that trusts another authority does not connect", False)
    except ssl.SSLCertVerificationError:
        cases.check("a client that trusts another authority does not connect", True)


def served_serial(gateway, context):
    with socket.create_connection(("127.0.0.1", gateway.ports["data"]), timeout=20) as connection:
        with context.wrap_socket(connection, server_hostname="localhost") as secured:
            return secured.getpeercert()["serialNumber"]


def renewal(cases, gateway, authority):
    """A renewed certificate is served after SIGHUP, without a restart; a broken one changes nothing."""
    context = context_of(authority, authority.issue("kijker", client=True))
    before = served_serial(gateway, context)
    fresh = authority.issue("gateway")
    gateway.hang_up()
    wait_until(lambda: served_serial(gateway, context) != before, 10, "the renewed certificate")
    renewed = served_serial(gateway, context)
    cases.check("a renewed certificate is served after SIGHUP", renewed != before)
    with open(fresh["certificate"], "w") as broken:
        broken.write("-----BEGIN CERTIFICATE-----\nstuk\n-----END CERTIFICATE-----\n")
    seen = len(gateway.events("configuration.reload"))
    gateway.hang_up()
    told = wait_until(lambda: gateway.events("configuration.reload")[seen:], 10, "the reload in the log")[0]
    cases.equal("a broken certificate is refused at reload", told["verdict"], "refused")
    cases.equal("the former certificate stays", served_serial(gateway, context), renewed)


def delivery(cases, gateway, sink, expected):
    def states():
        found = {one["destination"]: one for one in gateway.show(gateway.messages()[-1]["id"])["deliveries"]}
        return found if all(one["status"] != "waiting" for one in found.values()) else None

    found = wait_until(states, 60, "the end of every delivery")
    for name, state in expected.items():
        cases.equal(f"delivery to a receiver with {name}: {state}", found[name]["status"], state)
        if state != "delivered":
            cases.equal(f"nothing is sent to a receiver with {name}", sink.received(name), [])
            # In TLS 1.3 a server tells of a missing client certificate after the handshake, by hanging up.
            hung_up = name == "client-certificate-that-we-lack" and found[name]["reason"].startswith(("reset", "connect"))
            cases.check(f"the reason for {name} speaks of TLS", "tls" in found[name]["reason"] or hung_up, found[name]["reason"])


def receivers(sink, authority, stranger):
    """(systems, expected state by system)."""
    good = authority.issue("goed")
    us = authority.issue("wij", client=True)
    asks = {**good, "client_ca": str(authority.file)}
    trusted = {"ca_file": str(authority.file)}
    ours = {**trusted, "certificate_file": us["certificate"], "key_file": us["key"]}
    rows = [
        ("private-authority", good, trusted, "delivered"),
        ("only-tls-1-2", {**good, "only": "1.2"}, trusted, "delivered"),
        ("client-certificate", asks, ours, "delivered"),
        ("client-certificate-that-we-lack", asks, trusted, "quarantined"),
        ("unknown-authority", good, {}, "quarantined"),
        ("wrong-name", authority.issue("naam", hosts=["elders.example"]), trusted, "quarantined"),
        ("expired", authority.issue("verlopen", first_day=-20, last_day=-10), trusted, "quarantined"),
        ("strange-authority", stranger.issue("vreemd"), trusted, "quarantined"),
        ("tls-1-1", {**good, "only": "1.1"}, trusted, "quarantined"),
    ]
    systems = [configuration.receiver(name, "uwlr-2.2", sink.open(name, tls=tls), **more) for name, tls, more, _ in rows]
    return systems, {name: state for name, _, _, state in rows}


def main():
    cases = Cases()
    with scratch() as folder, Sink(folder) as sink:
        authority, stranger = Authority(folder), Authority(folder, "vreemd")
        ours = authority.issue("gateway")
        tls = {"certificate_file": ours["certificate"], "key_file": ours["key"], "client_ca_file": str(authority.file),
               "client_certificate": "required"}
        systems, expected = receivers(sink, authority, stranger)
        settings = configuration.gateway(
            folder, [configuration.uwlr_sender(), *systems], [{"name": "alles", "to": list(expected)}],
            [{"name": "data", "address": "127.0.0.1:0", "tls": tls}])
        with Gateway(folder, settings) as gateway:
            with cases.part("the listener"):
                listener(cases, gateway, authority, stranger)
            with cases.part("delivery"):
                delivery(cases, gateway, sink, expected)
            with cases.part("renewal"):
                renewal(cases, gateway, authority)
    cases.finish()


if __name__ == "__main__":
    main()
