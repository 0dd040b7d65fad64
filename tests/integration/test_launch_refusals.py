#!/usr/bin/python3
"""Launches that a gateway refuses, for every pair of versions of LTI: what the pupil reads in Dutch and in English, what the
administrator finds with `schakel access`, and that nobody else is told of."""

import json
import os
import re
import subprocess
import time

import configuration
from cases import BINARY, Cases, scratch, wait_until
from launch_world import Absent, World

OPENED = 'id="opened"'
RIO = "104A158"
KINDS = ("barred", "bought", "known", "nowhere")  # for teachers only, with an entitlement, for persons of the roster, without a route
PRODUCTS = {"wijzer": {kind: f"97890000001{number}1" for number, kind in enumerate(KINDS)},
            "potlood": {kind: f"97890000001{number}2" for number, kind in enumerate(KINDS)}}
PUPILS = ("leerling-1", "leerling-2", "leerling-3")


def eckid(number):
    return "https://ketenid.nl/201703/" + f"{number:02x}" * 64


def edexml():
    """Two of the three pupils are enrolled."""
    pupils = "".join(f'<leerling key="{key}" eckid="{eckid(number)}"><achternaam>Geheimnaam{number}</achternaam><jaargroep>5</jaargroep>'
                     f'<groep key="G5"/></leerling>' for number, key in enumerate(PUPILS[:2], 1))
    return (f'<EDEX><school><schooljaar>2026-2027</schooljaar><peildatum>2026-10-01</peildatum><brincode>{configuration.BRIN}</brincode>'
            f'<xsdversie>2.1</xsdversie></school><groepen><groep key="G5"><naam>Groep 5</naam><jaargroep>5</jaargroep></groep></groepen>'
            f'<leerlingen>{pupils}</leerlingen></EDEX>')


def entitlement():
    """The first pupil has the products that were bought."""
    return json.dumps([{
        "entitlementId": f"3b951e8f-de9e-4d0a-be3e-0caea2467e3{number}", "deliveryOrderId": "3b951e8f-de9e-4d0a-be3e-0caea2467e15",
        "contractId": "K-7", "productId": products["bought"], "startDate": "2020-08-01", "activationUntilDate": "2099-07-31",
        "expirationDate": "2099-07-31", "entitlementType": "school-student", "entitlementStatus": "licensed",
        "entitlementSpecification": {"school": {"organisationMasterIdentifier": RIO},
                                     "student": {"userMasterIdentifier": eckid(1), "userIds": []}},
        "dateCreated": "2026-05-01T08:00:00Z", "dateLastModified": "2026-09-01T08:00:00Z"}
        for number, products in enumerate(PRODUCTS.values())])


def settings(world):
    """Two schools, so that who does not say which is of none; publishers of both versions for each product."""
    systems = world.systems()
    elo, old = systems[0]["launch_from"], systems[1]["launch_from"]
    del elo["default_school"], elo["deployments"]
    elo["deployment_schools"] = {"dep-1": configuration.SCHOOL, "dep-2": ""}
    lost = {**old, "keys": old["keys"][:1], "issuer": old["issuer"] + "/ander"}
    del lost["default_school"]
    old["keys"] = old["keys"][1:]
    systems += [{"id": "dolende-elo", "launch_from": lost}, {"id": "boekhandel", "receive": {"basic": {"user": "b", "password": "oefenwachtwoord-0001"}}},
                {"id": "las-bestand", "roster": {"standard": "edexml-2.1", "folder": str(world.folder / "in"), "every": "1s",
                                                 "schools": [configuration.SCHOOL]}}]
    schools = [{"id": configuration.SCHOOL, "name": "De Akker", "brin": configuration.BRIN, "rio": RIO, "retention": {"rosters": "90d"}},
               {"id": "de-beuk", "name": "De Beuk", "brin": "99YY"}]
    routes = []
    for to in ("wijzer", "potlood"):
        one = PRODUCTS[to]
        routes += [{"name": f"{to}: leraren", "product": [one["barred"]], "role": ["instructor"], "entitlement": "not-checked", "to": to},
                   {"name": f"{to}: gekocht", "product": [one["bought"]], "to": to},
                   {"name": f"{to}: bekenden", "product": [one["known"]], "person": "known", "entitlement": "not-checked", "to": to}]
    return {"system": systems, "school": schools, "launch": routes}


class Operator:
    """Somebody at the command line, beside the running gateway."""

    def __init__(self, world):
        self.world, self.seen = world, ""

    def ran(self, *words):
        gateway = self.world.gateway
        where = ["--admin", gateway.url(listener="admin"), "--token-file", str(gateway.token_file)] if gateway.ports else [
            "--config", str(gateway.config)]
        done = subprocess.run([BINARY, *words, *where], stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        self.seen += done.stdout.decode() + done.stderr.decode()
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def why(self, person, product):
        code, out, error = self.ran("access", "why", "--person", person, "--product", product, "--json")
        return json.loads(out) if code == 0 else {"hops": [], "attempts": [], "error": error}

    def attempts(self, **which):
        words = [word for name, value in which.items() for word in ("--" + name, value)]
        code, out, error = self.ran("access", "attempts", "--json", *words)
        return json.loads(out)["attempts"] if code == 0 else error


def pairs(world):
    """Name, launch, source, publisher, and how many launches that publisher saw."""
    for name, source, system in (("1.3", world.from_new, "elo"), ("1.1", world.from_old, "oude-elo")):
        for version, to in (("1.3", "wijzer"), ("1.1", "potlood")):
            seen = (lambda: len(world.platform.records("tool-login"))) if to == "wijzer" else (lambda: len(world.pencil.seen("launch")))
            yield f"{name} to {version}", source, system, to, seen


REFUSED = (
    # kind, pupil, code, first hop that failed, hop that the launch reached, what the pupil reads in Dutch and in English
    ("barred", "leerling-1", "launch.no-route", "route", "person", "nog niet ingesteld", "has not been set up for you yet"),
    ("nowhere", "leerling-1", "launch.no-route", "route", "person", "nog niet ingesteld", "has not been set up for you yet"),
    ("bought", "leerling-2", "launch.not-entitled", "entitlement", "routed", "geen toegang", "do not have access"),
    ("known", "leerling-3", "launch.person-unknown", "roster", "school", "nog niet in de gegevens", "not yet in the records"),
)


def refused(cases, world, operator):
    for pair, source, system, to, seen in pairs(world):
        for kind, user, code, failed, reached, dutch, english in REFUSED:
            product, before = PRODUCTS[to][kind], seen()
            which = f"{pair}, {kind}"
            page = source(product, user=user).whole()
            cases.check(f"{which}: the pupil reads why, with a code and a reference, in Dutch", code in page.body and dutch in page.body, page)
            trace = re.search("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", page.body)
            cases.check(f"{which}: and not whom the gateway takes them for", user not in page.body and "Geheimnaam" not in page.body, page)
            cases.equal(f"{which}: the publisher hears nothing of it", seen(), before)
            told = operator.why(user, product)
            cases.equal(f"{which}: access why tells the first hop that failed", told.get("first_failed"), failed)
            hops = {one["hop"]: one for one in told["hops"]}
            cases.check(f"{which}: what to do stands beside it", hops.get(failed, {}).get("next", {}).get("nl"), told)
            mine = [one for one in told["attempts"] if trace and one["trace"] == trace.group()]
            cases.equal(f"{which}: the launch is found by the pupil's name, with how far it came and why no further",
                        [(one["outcome"], one["reached"], one["source"], one["school"]) for one in mine], [(code, reached, system, configuration.SCHOOL)])
            listed = operator.attempts(trace=trace.group() if trace else "-")
            cases.equal(f"{which}: access attempts lists it by its reference", [one["outcome"] for one in listed], [code])
            page = source(product, user=user, locale="en").whole()
            cases.check(f"{which}: who reads English gets English", english in page.body, page)


def reasons(cases, operator):
    """What the administrator reads about no route names the conditions."""
    by_code = {one["outcome"]: one for one in operator.attempts()}
    reason = by_code["launch.no-route"]["reason"]
    cases.check("no route: which condition of which route failed", '"wijzer: leraren" fails on' in reason, reason)
    cases.check("no entitlement: what was weighed", by_code["launch.not-entitled"]["reason"].startswith("not-entitled"), by_code["launch.not-entitled"])
    code, out, _ = operator.ran("access", "why", "--person", "leerling-2", "--product", PRODUCTS["wijzer"]["bought"])
    cases.check("people read it in Dutch", code == 0 and "Eerste stap die misging: entitlement" in out and "+ route" in out, out)
    code, out, _ = operator.ran("access", "why", "--person", "leerling-2", "--product", PRODUCTS["wijzer"]["bought"], "--lang", "en")
    cases.check("and in English", code == 0 and "First hop that failed: entitlement" in out, out)


def opened(cases, world, operator):
    """The same products open for whom they are meant, and nothing stands in the way then."""
    for pair, source, _, to, _ in pairs(world):
        for kind, hint in (("bought", {"user": "leerling-1"}), ("known", {"user": "leerling-1"}),
                           ("barred", {"user": "leraar-1", "role": "Instructor"})):
            page = source(PRODUCTS[to][kind], **hint).whole()
            cases.check(f"{pair}: {kind} opens for whom it is meant", OPENED in page.body, page)
        told = operator.why("leerling-1", PRODUCTS[to]["bought"])
        cases.equal(f"{pair}: then nothing stands in the way", ("first_failed" in told, {one["verdict"] for one in told["hops"]}), (False, {"good"}))
    told = operator.why(world.tool_launch()["sub"], PRODUCTS["wijzer"]["barred"])
    cases.equal("a person is found by what the publisher calls them too", [one["outcome"] for one in told["attempts"]][:1], ["opened"])


def schools(cases, world, operator):
    for name, page in (("1.3", world.from_new(PRODUCTS["wijzer"]["bought"], user="leerling-1", deployment="dep-2").whole()),
                       ("1.1", world.from_old(PRODUCTS["wijzer"]["bought"], user="leerling-1", key="oudeelo-2025").whole())):
        cases.check(f"{name}: of a school that is not known the pupil reads so", "launch.school-unknown" in page.body and "school is hier nog niet bekend" in page.body, page)
        told = operator.why("leerling-1", PRODUCTS["wijzer"]["bought"])
        cases.check(f"{name}: the launch is found by the pupil's name all the same",
                    any(one["outcome"] == "launch.school-unknown" and one["reached"] == "verified" for one in told["attempts"]), told)


def early(cases, world, operator):
    """Refused before anybody is known: found without a person."""
    world.from_old(PRODUCTS["wijzer"]["bought"], secret="geraden").whole()
    listed = operator.attempts(outcome="lti11.signature")
    cases.equal("a wrong signature is listed", [(one["reached"], one["outcome"]) for one in listed], [("received", "lti11.signature")])
    told = operator.why("niemand", PRODUCTS["wijzer"]["bought"])
    cases.equal("whom nobody knows is told so", ([one["code"] for one in told["hops"]], told["attempts"]), (["identity.unknown"], []))


def nobody_else(cases, operator):
    told = operator.why("leerling-2", PRODUCTS["wijzer"]["bought"])
    cases.equal("only launches of this person and product are told", {one["product"] for one in told["attempts"]}, {PRODUCTS["wijzer"]["bought"]})
    cases.check("only refused ones: the other pupil opened it", {one["outcome"] for one in told["attempts"]} == {"launch.not-entitled"}, told)
    found = [one for one in (*PUPILS, "Geheimnaam", "ketenid.nl", "Noor") if one in operator.seen]
    cases.equal("no answer repeats a pupil, by key, name or ECK iD", found, [])


def main():
    cases = Cases()
    try:
        with scratch() as folder, World(folder) as world:
            (folder / "in").mkdir()
            (folder / "in" / "leerlingen.xml").write_text(edexml())
            os.utime(folder / "in" / "leerlingen.xml", (time.time() - 60,) * 2)  # a file that may still be written is left alone
            more = settings(world)
            (folder / "rechten.json").write_text(entitlement())
            world.write(**more)
            world.gateway.data.mkdir()
            world.environment.key = "oudeelo-2026"
            operator = Operator(world)
            code, _, error = operator.ran("access", "import", str(folder / "rechten.json"), "--source", "boekhandel")
            cases.equal("entitlements are imported", (code, error), (0, ""))
            world.gateway.start()
            wait_until(lambda: (folder / "in" / "done").exists() and list((folder / "in" / "done").iterdir()), 30, "the roster")
            for part in (refused, opened, schools, early):
                with cases.part(part.__name__):
                    part(cases, world, operator)
            for part in (reasons, nobody_else):
                with cases.part(part.__name__.replace("_", " ")):
                    part(cases, operator)
    except Absent as why:
        cases.skip("learning environments and publishers", why)
    cases.finish()


main()
