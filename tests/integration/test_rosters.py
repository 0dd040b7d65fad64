#!/usr/bin/python3
"""One roster, found as an EDEXML file in a watched folder, and who asks for it: a learning environment that pages through OneRoster
1.2, one that signs OneRoster 1.1 requests, and a publisher that asks in UWLR. Each gets what was released to it and nothing else."""

import base64
import gzip
import hashlib
import hmac
import http.client
import json
import os
import time
import urllib.parse

import configuration
import uwlr_peer
from cases import Cases, scratch, wait_until
from gateway_process import Gateway

ONE_ROSTER_1_2 = "/ims/oneroster/rostering/v1p2"
ONE_ROSTER_1_1 = "/ims/oneroster/v1p1"
SCOPE = "https://purl.imsglobal.org/spec/or/v1p2/scope/"
PUPILS = 40
MARKED = {"surname": "Achternaammerk", "birth": "2016-02-03", "key": "sleutelmerk", "mail": "postmerk"}


def pupil(number):
    eckid = "https://ketenid.nl/pilot/" + f"{number:02x}" * 64
    return (f'<leerling key="{MARKED["key"]}{number:03}" eckid="{eckid}"><achternaam>{MARKED["surname"]}{number}</achternaam>'
            f'<roepnaam>Roep{number}</roepnaam><geboortedatum>{MARKED["birth"]}</geboortedatum><jaargroep>5</jaargroep>'
            f'<groep key="G5"/><emailadres>{MARKED["mail"]}{number}@school.example</emailadres></leerling>')


def edexml():
    pupils = "".join(pupil(number) for number in range(1, PUPILS + 1))
    return (f'<EDEX><school><schooljaar>2026-2027</schooljaar><peildatum>2026-10-01</peildatum><brincode>{configuration.BRIN}</brincode>'
            f'<xsdversie>2.1</xsdversie></school><groepen><groep key="G5"><naam>Groep 5</naam><jaargroep>5</jaargroep></groep></groepen>'
            f'<leerlingen>{pupils}</leerlingen><leerkrachten><leerkracht key="T1"><achternaam>Meester</achternaam><groepen>'
            f'<groep key="G5"/></groepen></leerkracht></leerkrachten></EDEX>')


def settings(folder):
    query = {"schools": [configuration.SCHOOL]}
    systems = [
        {"id": "las", "roster": {"standard": "edexml-2.1", "folder": str(folder / "in"), "every": "1s"}},
        {"id": "elo", "query": {**query, "standards": ["oneroster-1.2"], "release": "learning-environment",
                                "token": {"client_id": "elo", "client_secret": "geheim:1", "scopes": [
                                    SCOPE + "roster-core.readonly", SCOPE + "roster.readonly"]}}},
        {"id": "toetsen", "query": {**query, "standards": ["oneroster-1.1"], "release": "alleen-namen",
                                    "pseudonym_key": "pseudoniemen-van-de-test", "oauth1": {
                                        "consumer_key": "toetsen", "secret": "tekengeheim"}}},
        {"id": "uitgever", "query": {**query, "standards": ["uwlr-2.2"], "release": "namen-en-sleutels", "client_code": "UITG",
                                     "client_name": "Uitgever", "keys": [{"key": "uitgeversleutel"}]}},
    ]
    school = {"id": configuration.SCHOOL, "name": "De Akker", "brin": configuration.BRIN, "retention": {"rosters": "90d"},
              "identifier": [{"scheme": "oin", "value": "00000001234567890000", "from": "2020-01-01"}]}
    release = [{"name": "alleen-namen", "like": "learning-material", "fields": ["person.preferred-name"]},
               {"name": "namen-en-sleutels", "like": "learning-material", "identifiers": ["las.key", "eckid"], "fields": [
                   "person.preferred-name", "person.level", "group.id", "group.name", "group.kind", "group.level", "membership.id",
                   "membership.person", "membership.group", "membership.role"]}]
    return configuration.gateway(folder, systems, [], school=[school], release=release, tokens={"issuer": configuration.ISSUER})


class Asker:
    """Requests to the data listener, and every byte that came back."""

    def __init__(self, gateway):
        self.gateway, self.seen = gateway, b""

    def ask(self, path, method="GET", headers=None, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.gateway.ports["data"], timeout=30)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            content = answer.read()
            if answer.getheader("Content-Encoding") == "gzip":
                content = gzip.decompress(content)
            self.seen += content
            return answer, content
        finally:
            connection.close()


def token(asker, scope):
    login = base64.b64encode(b"elo:geheim%3A1").decode()
    answer, content = asker.ask("/oauth2/token", "POST", {
        "Authorization": "Basic " + login, "Content-Type": "application/x-www-form-urlencoded"},
        urllib.parse.urlencode({"grant_type": "client_credentials", "scope": scope}))
    return answer.status, json.loads(content)


def signed(gateway, path, query, nonce):
    """The Authorization header of RFC 5849, made without the product."""
    def quote(text):
        return urllib.parse.quote(text, safe="~")
    fields = {"oauth_consumer_key": "toetsen", "oauth_nonce": nonce, "oauth_signature_method": "HMAC-SHA256",
              "oauth_timestamp": str(int(time.time())), "oauth_version": "1.0"}
    pairs = sorted((quote(k), quote(v)) for k, v in [*fields.items(), *query])
    base = "&".join(["GET", quote(gateway.url(path)), quote("&".join(f"{k}={v}" for k, v in pairs))])
    mac = hmac.new(b"tekengeheim&", base.encode(), hashlib.sha256).digest()
    fields["oauth_signature"] = base64.b64encode(mac).decode()
    return "OAuth " + ", ".join(f'{k}="{quote(v)}"' for k, v in fields.items())


def learning_environment(cases, gateway):
    asker = Asker(gateway)
    status, granted = token(asker, SCOPE + "roster-core.readonly " + SCOPE + "roster-demographics.readonly")
    cases.equal("a client secret in HTTP Basic gets a token", status, 200)
    cases.equal("the token says which scopes were granted", granted.get("scope"), SCOPE + "roster-core.readonly")
    with_token = {"Authorization": "Bearer " + granted.get("access_token", "")}

    def users():
        answer, content = asker.ask(ONE_ROSTER_1_2 + "/users?limit=15&sort=sourcedId", headers=with_token)
        return (answer, json.loads(content)) if answer.status == 200 else None
    answer, first = wait_until(users, 60, "the roster to be published")
    cases.equal("the number of users is told", answer.getheader("X-Total-Count"), str(PUPILS + 1))
    found, link = list(first["users"]), answer.getheader("Link") or ""
    while 'rel="next"' in link:
        next_url = [part for part in link.split(",") if 'rel="next"' in part][0].split("<")[1].split(">")[0]
        cases.check("links lead to the gateway as the asker reached it", next_url.startswith(gateway.url()), next_url)
        answer, content = asker.ask(next_url[len(gateway.url()):], headers=with_token)
        found += json.loads(content)["users"]
        link = answer.getheader("Link") or ""
    cases.equal("paging gives every user once", len({one["sourcedId"] for one in found}), PUPILS + 1)
    cases.check("the school's own system gets names", any(MARKED["surname"] in json.dumps(one) for one in found))
    cases.check("and no birth dates", MARKED["birth"].encode() not in asker.seen)

    again = asker.ask(ONE_ROSTER_1_2 + "/users?limit=15&sort=sourcedId", headers=with_token)[1]
    cases.equal("the same question has the same answer", json.loads(again), first)
    packed, content = asker.ask(ONE_ROSTER_1_2 + "/users?limit=1000", headers={**with_token, "Accept-Encoding": "gzip"})
    cases.equal("a large answer comes as gzip", packed.getheader("Content-Encoding"), "gzip")
    cases.equal("and holds all users", len(json.loads(content)["users"]), PUPILS + 1)
    head, content = asker.ask(ONE_ROSTER_1_2 + "/users", "HEAD", with_token)
    cases.check("HEAD has a head and no body", head.status == 200 and content == b"")
    group = asker.ask(ONE_ROSTER_1_2 + "/classes", headers=with_token)[1]
    class_id = json.loads(group)["classes"][0]["sourcedId"]
    relation = ONE_ROSTER_1_2 + "/classes/" + urllib.parse.quote(class_id, safe="") + "/students"
    answer, content = asker.ask(relation, headers=with_token)
    cases.equal("a scope that was not granted is demanded", answer.status, 403)
    _, all_scopes = token(asker, "")
    answer, content = asker.ask(relation, headers={"Authorization": "Bearer " + all_scopes["access_token"]})
    cases.equal("who has it gets the pupils of a class", answer.status == 200 and len(json.loads(content)["users"]), PUPILS)
    cases.equal("no token, no answer", asker.ask(ONE_ROSTER_1_2 + "/users")[0].status, 401)
    discovery = ONE_ROSTER_1_2 + "/discovery/onerosterv1p2rostersservice_openapi3_v1p0.json"
    cases.equal("discovery is open", asker.ask(discovery)[0].status, 200)
    cases.equal("an unknown path is told in the standard's own form", asker.ask(ONE_ROSTER_1_2 + "/nothing")[0].status, 404)


def signer(cases, gateway):
    asker = Asker(gateway)
    path, query = ONE_ROSTER_1_1 + "/students", [("filter", "status='active'"), ("limit", "100")]
    text = urllib.parse.urlencode(query, quote_via=urllib.parse.quote)
    header = {"Authorization": signed(gateway, path, query, "een")}
    answer, content = asker.ask(path + "?" + text, headers=header)
    cases.equal("a signed request is answered", answer.status, 200)
    users = json.loads(content).get("users", [])
    cases.equal("with all pupils", len(users), PUPILS)
    cases.check("by the names that were released", any("Roep7" in json.dumps(one) for one in users))
    cases.equal("a signature counts once", asker.ask(path + "?" + text, headers=header)[0].status, 401)
    other = {"Authorization": signed(gateway, path, query, "twee")}
    cases.equal("a signature holds for its own question only", asker.ask(path + "?limit=1", headers=other)[0].status, 401)
    for what in ("surname", "birth", "mail", "key"):
        cases.check(f"a party with pseudonyms sees no {what}", MARKED[what].encode() not in asker.seen)


PUBLISHER = {"brin": configuration.BRIN, "key": "uitgeversleutel", "code": "UITG", "name": "Uitgever"}


class Publisher:
    """Asks in UWLR, and keeps every byte that it got."""

    def __init__(self, cases, gateway):
        self.cases, self.url, self.seen = cases, gateway.url("/soap/uwlr/2.2/leerlinggegevens"), b""

    def ask(self, operation="HaalLeerlinggegevens", **more):
        status, root, text = uwlr_peer.ask(self.url, uwlr_peer.question(**{**PUBLISHER, **more}), operation)
        self.seen += text
        return status, root, text

    def kind(self, **more):
        """What an answer with status 200 holds."""
        status, root, text = self.ask(**more)
        return uwlr_peer.local(root[0]) if status == 200 else (status, text[:400])

    def at_once(self):
        status, root, text = self.ask()
        self.cases.equal("a UWLR asker is answered from the same roster", status, 200)
        roster = uwlr_peer.Roster(root)
        self.cases.equal("with every pupil", len(roster.pupils), PUPILS)
        self.cases.check("by key and first name", b"Roep7" in text and MARKED["key"].encode() in text)
        return roster

    def in_steps(self, whole):
        cases = self.cases
        status, root, _ = self.ask("HaalStructuur", root="structuur_verzoek")
        answered = uwlr_peer.local(root), uwlr_peer.local(root[0])
        cases.equal("HaalStructuur is answered", (status, *answered), (200, "structuur_antwoord", "leerlinggegevens-structuur"))
        structure = uwlr_peer.Roster(root)
        cases.equal("with the groups, and nobody in them", (structure.groups, structure.pupils, structure.teachers), (whole.groups, {}, {}))
        inside = "<l:groepen>" + "".join(f'<l:groep key="{key}"/>' for key in structure.groups) + "</l:groepen>"
        for operation, name, expected in (("HaalLeerlingen", "leerlingen", (whole.pupils, {})),
                                          ("HaalLeerkrachten", "leerkrachten", ({}, whole.teachers))):
            status, root, text = self.ask(operation, root=f"{name}_verzoek", inside=inside)
            if not cases.check(f"{operation} is answered", status == 200 and uwlr_peer.local(root) == f"{name}_antwoord", text[:400]):
                continue
            told = uwlr_peer.Roster(root)
            cases.equal(f"{operation}: the same {name} of the groups as at once", (told.pupils, told.teachers), expected)
        status, root, text = self.ask("HaalLeerlingen", root="leerlingen_verzoek", inside="<l:groepen><l:groep/></l:groepen>")
        cases.check("who is in no group: nobody here", status == 200 and not uwlr_peer.Roster(root).pupils, text[:400])
        status, _, text = self.ask("HaalLeerlingen", root="leerlingen_verzoek")
        cases.check("HaalLeerlingen without groups is a fault", status == 500 and b"OngeldigBericht" in text, text[:400])

    def since(self, whole):
        made = whole.school["aanmaakdatum"]
        self.cases.equal("nothing changed since the moment that an answer tells", self.kind(since=made), "geenwijzigingen")
        self.cases.equal("nor since later", self.kind(since="2036-01-01T00:00:00Z"), "geenwijzigingen")
        self.cases.equal("since longer ago everything is told", self.kind(since="2020-01-01T00:00:00Z"), "leerlinggegevens")
        self.cases.equal("of another school year there is nothing", self.kind(year="2020-2021"), "geengegevens")

    def refused(self):
        for title, more, code in (("a wrong key", {"key": "anderesleutel"}, b"AutorisatieOngeldig"),
                                  ("another client", {"code": "ANDER"}, b"OngeldigeKlantIdentificatie"),
                                  ("another school", {"brin": "88ZZ"}, b"Client.")):
            status, root, text = self.ask(**more)
            self.cases.check(f"{title} is a fault", status == 500 and b"Fault" in text and code in text, text[:400])


def publisher(cases, gateway):
    asker = Publisher(cases, gateway)
    whole = asker.at_once()
    asker.in_steps(whole)
    asker.since(whole)
    asker.refused()
    for what in ("surname", "birth", "mail"):
        cases.check(f"the publisher sees no {what}", MARKED[what].encode() not in asker.seen)


def nothing_leaks(cases, gateway):
    metrics = gateway.plain("/metrics")[1]
    cases.check("questions are counted", 'schakel_questions_total{outcome="accepted"} 0' not in metrics and
                'schakel_questions_total{outcome="accepted"}' in metrics)
    for what, mark in MARKED.items():
        cases.check(f"no {what} in log and metrics", mark not in gateway.log() and mark not in metrics)


def main():
    cases = Cases()
    with scratch() as folder:
        (folder / "in").mkdir()
        delivered = folder / "in" / "de-akker.xml"
        delivered.write_text(edexml())
        os.utime(delivered, (time.time() - 60,) * 2)  # a file that may still be written is left alone
        with Gateway(folder, settings(folder)) as gateway:
            for part in (learning_environment, signer, publisher):
                with cases.part(part.__name__):
                    part(cases, gateway)
            with cases.part("nothing leaks"):
                nothing_leaks(cases, gateway)
            code, _ = gateway.terminate()
            cases.equal("the gateway ends in order", code, 0)
    cases.finish()


if __name__ == "__main__":
    main()
