#!/usr/bin/python3
"""Catalogues and entitlements that are fetched or brought as files, in a running gateway: by schedule and by order, beside it and without
it; what would suddenly empty a school waits for a person; ECK DT and Edu-V translated into each other; and a launch that opens with an
entitlement that came over HTTP, and not without."""

import json
import pathlib
import re
import shutil
import socket
import subprocess
import time

import access_peer as peer
import configuration
import jose_platform
from cases import BINARY, ROOT, Cases, scratch, wait_until
from configuration import toml_text
from gateway_process import Gateway
from lti_browser import Browser

SCHOOL = {"id": configuration.SCHOOL, "name": "De Akker", "brin": configuration.BRIN, "rio": peer.RIO}
READING = ["eduv.catalogue"]
ECK_QUESTION = """<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:a="http://www.w3.org/2005/08/addressing">
<s:Header><a:Action>http://dt2.eck.nl/service/catalogservice/v2.5/readcatalog</a:Action><a:MessageID>urn:uuid:1</a:MessageID>
<a:From><a:Address>https://winkel.example/ws?organisationid=winkel&amp;password={password}</a:Address></a:From></s:Header>
<s:Body><c:ReadCatalog xmlns:c="http://dt2.eck.nl/schema/catalogservice/v2.5.2"><c:firstEntry>0</c:firstEntry><c:Amount>10</c:Amount>
</c:ReadCatalog></s:Body></s:Envelope>"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def token(client, scopes):
    return {"client_id": client, "client_secret": "geheim-1", "scopes": scopes}


def settings(folder, supplier, **more):
    has = [{"standard": "edu-v-catalogue-2.0", "url": supplier.url, "every": "1d"},
           {"standard": "edu-v-entitlement-1.1", "url": supplier.url, "every": "1d", "schools": [configuration.SCHOOL]}]
    systems = [{"id": "boekhandel", "access": has},
               {"id": "portal", "query": {"token": token("portal", READING)}},
               {"id": "winkel", "query": {"standards": ["eck-dt-2.5"], "basic": {"user": "winkel", "password": "wachtwoord-1"}}}]
    settings = configuration.gateway(folder, systems + more.pop("systems", []), [], school=[SCHOOL],
                                     tokens={"issuer": configuration.ISSUER}, admin={"address": f"127.0.0.1:{free_port()}"})
    settings.update(more)
    return settings


def schakel(*words):
    return subprocess.run([BINARY, *map(str, words)], capture_output=True, timeout=120)


def told(done):
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def imports(gateway):
    return [one for one in gateway.admin("/access/imports")[1]["imports"] if one["state"] == "ended"]


def scheduled(cases, gateway, supplier):
    wait_until(lambda: len(imports(gateway)) >= 2, 30, "the first fetches")
    kinds = {one["source"]: one["outcome"]["what"] for one in imports(gateway)}
    cases.equal("catalogue and entitlements are fetched after a start", kinds,
                {"boekhandel/edu-v-catalogue-2.0": "published", "boekhandel/edu-v-entitlement-1.1/de-akker": "published"})
    cases.check("the school is named as the standard asks", any("orgMasterId=" + peer.RIO in path for path in supplier.asked), supplier.asked)
    found = gateway.admin("/access/entitlements?school=de-akker")[1]["entitlements"]
    cases.equal("what came is there", len(found), 30)
    cases.check("without persons", "ketenid.nl" not in json.dumps(found) and "leerling" not in json.dumps(found), found[:1])
    one = gateway.admin(f"/access/entitlements?school=de-akker&person={peer.ECK_ID}&product={peer.PRODUCT}")[1]["entitlements"]
    cases.equal("of one person", len(one), 1)
    cases.equal("the catalogue", [p["id"] for p in gateway.admin("/access/catalogue")[1]["products"]], [peer.PRODUCT])
    cases.equal("one product of it", gateway.admin("/access/catalogue?product=" + peer.PRODUCT)[1]["title"], "Rekenen 014")
    cases.equal("a product that nobody has", gateway.admin("/access/catalogue?product=x")[0], 404)
    cases.equal("a school that is none", gateway.admin("/access/entitlements?school=x")[0], 404)


def ordered(cases, gateway, supplier):
    done = schakel("access", "fetch", "--config", gateway.config, "boekhandel")
    cases.check("fetched again by order: nothing changed", done.returncode == 0 and done.stdout.count(b"unchanged") == 2, told(done))
    supplier.status = 503
    before = len(supplier.asked)
    supplier.status = 404
    done = schakel("access", "fetch", "--config", gateway.config, "boekhandel", "--school", configuration.SCHOOL)
    cases.check("a supplier that has lost its way is told of", done.returncode == 1 and b"failed" in done.stdout and len(supplier.asked) > before, told(done))
    supplier.status = 200
    done = schakel("access", "fetch", "--config", gateway.config, "niemand")
    cases.check("a system that has nothing", done.returncode == 1 and b"[[system.access]]" in done.stderr, told(done))


def held(cases, gateway, supplier):
    everything, supplier.entitlements = supplier.entitlements, []
    done = schakel("access", "fetch", "--config", gateway.config, "boekhandel", "--school", configuration.SCHOOL)
    cases.check("a supplier that suddenly has nothing: held", done.returncode == 1 and b"held" in done.stdout, told(done))
    count = lambda: len(gateway.admin("/access/entitlements?school=de-akker&limit=1000")[1]["entitlements"])
    cases.equal("what is there keeps counting", count(), 30)
    done = schakel("access", "hold", "list", "--config", gateway.config)
    number = done.stdout.decode().split()[0]
    cases.check("it is listed with what it would end", b"30 ended" in done.stdout and b"de-akker" in done.stdout, told(done))
    done = schakel("access", "hold", "discard", "--config", gateway.config, number, "--reason", "verhuizing")
    cases.equal("discarded", (done.returncode, gateway.admin("/access/holds")[1]["holds"]), (0, []))
    done = schakel("access", "hold", "release", "--config", gateway.config, number)
    cases.equal("and not to be released any more", done.returncode, 1)

    schakel("access", "fetch", "--config", gateway.config, "boekhandel", "--school", configuration.SCHOOL)
    number = gateway.admin("/access/holds")[1]["holds"][0]["id"]
    gateway.kill()
    gateway.start()
    cases.equal("what is held outlives a hard kill", gateway.admin("/access/holds")[1]["holds"][0]["id"], number)
    done = schakel("access", "hold", "release", "--config", gateway.config, number)
    cases.equal("released: nobody has anything", (done.returncode, count()), (0, 0))
    supplier.entitlements = everything
    schakel("access", "fetch", "--config", gateway.config, "boekhandel")
    cases.equal("and back again with the next fetch", count(), 30)
    cases.check("how they ended is remembered over the kill", len(imports(gateway)) >= 6, imports(gateway))


def brought(cases, folder, gateway):
    file = folder / "bestelling.json"
    file.write_text(json.dumps([peer.order()]))
    words = ("access", "import", "--config", gateway.config, "--source", "uitgever")
    done = schakel(*words, file)
    cases.check("a file, beside a running gateway", done.returncode == 0 and b"published" in done.stdout, told(done))
    shelves = gateway.admin("/access/shelves")[1]["shelves"]
    cases.check("on the shelf of its source and school", any(one["source"] == "uitgever" and one.get("school") == "de-akker" for one in shelves), shelves)
    done = schakel("access", "list", "--config", gateway.config)
    cases.check("`access list` asks the gateway", done.returncode == 0 and b"uitgever\tde-akker" in done.stdout, told(done))
    broken = peer.order()
    del broken["status"]
    file.write_text(json.dumps([broken]))
    done = schakel(*words, file)
    cases.check("a file that is wrong", done.returncode == 1 and b"rejected" in done.stdout, told(done))
    file.write_text("{}")
    done = schakel(*words, file)
    cases.equal("a file that is something else", done.returncode, 2)


def before_the_first_start(cases, folder, supplier):
    """A command may be the first that ever touches the data directory, and makes it."""
    place = folder / "first"
    place.mkdir()
    config, file = place / "schakel.toml", place / "bestelling.json"
    config.write_text(toml_text(settings(place, supplier)))
    file.write_text(json.dumps([peer.order()]))
    data = pathlib.Path(settings(place, supplier)["gateway"]["data_directory"])
    shutil.rmtree(data, ignore_errors=True)
    done = schakel("access", "import", "--config", config, "--source", "uitgever", file)
    cases.check("a file before the gateway ever started", done.returncode == 0 and b"records" in done.stdout, told(done))
    cases.equal("in a folder that is ours alone", data.stat().st_mode & 0o777, 0o700)


def catalogue(cases, gateway):
    portal = peer.Client(gateway, "portal").log_in()
    products = portal.ask("GET", peer.CATALOGUE + "/products")
    cases.equal("the catalogue in Edu-V", [one["productId"] for one in products.json()], [peer.PRODUCT])
    ask = lambda password: peer.ask("POST", gateway.url("/soap/eck-dt/2.5/catalogservice"), ECK_QUESTION.format(password=password).encode(),
                                    {"Content-Type": "text/xml; charset=utf-8"})
    answer = ask("wachtwoord-1")
    cases.check("and the same product in ECK DT", answer.status == 200 and peer.PRODUCT.encode() in answer.body, answer)
    answer = ask("geraden")
    cases.check("a wrong password: a fault of SOAP", answer.status == 500 and b"Fault" in answer.body and peer.PRODUCT.encode() not in answer.body, answer)
    answer = peer.ask("POST", gateway.url("/soap/eck-dt/2.5/catalogservice"), b"<x/>", {"Content-Type": "text/xml"})
    cases.check("and so is what is no question", answer.status == 500 and b"Fault" in answer.body, answer)


def translated(cases, folder):
    source = next(pathlib.Path(ROOT / "tests/adapters/eck_dt_2_5/cases/good-full").glob("input.*"))
    to_edu_v, back, loss = folder / "catalogus.json", folder / "catalogus.xml", folder / "verlies.json"
    done = schakel("translate", "--from", "eck-dt-2.5", "--to", "edu-v-catalogue-2.0", "--loss", loss, "--out", to_edu_v, source)
    if not cases.check("ECK DT to Edu-V", done.returncode == 0, told(done)):
        return
    products = json.loads(to_edu_v.read_text())
    codes = set(re.findall(r"<(?:\w+:)?ProductId>([^<]+)<", source.read_text()))
    cases.check("every product is there", products and {one["productId"] for one in products} <= codes, (products, codes))
    cases.check("with what was lost", "dropped" in loss.read_text() or "fields" in loss.read_text(), loss.read_text()[:300])
    done = schakel("validate", "--as", "edu-v-catalogue-2.0", to_edu_v)
    cases.equal("which is valid", done.returncode, 0)
    done = schakel("translate", "--from", "edu-v-catalogue-2.0", "--to", "eck-dt-2.5", "--loss", loss, "--out", back, to_edu_v)
    cases.check("and back", done.returncode == 0, told(done))
    cases.equal("which is valid too", schakel("validate", "--as", "eck-dt-2.5", back).returncode, 0)


def launched(cases, folder, supplier):
    """A pupil opens material: refused, entitled over HTTP, opened; the product by the link's address in the catalogue, or by the route."""
    with jose_platform.Platform() as platform:
        port = free_port()
        address = platform.url + "/tool/launch"
        supplier.products, supplier.entitlements = [peer.product(defaultAccessUrl=address)], []
        manager = {"id": "manager", "receive": {"standards": ["edu-v-entitlement-1.1"],
                                                "token": token("manager", ["eduv.entitlement.portal"])}}
        systems = [manager, {"id": "lms", "launch_from": platform.source(configuration.SCHOOL)},
                   {"id": "uitgever", "launch_to": platform.tool()}]
        routes = [{"name": "les", "from": ["lms"], "to": "uitgever", "opens": "9789000000021"}]
        with Gateway(folder, settings(folder, supplier, systems=systems, launch=routes, listener=[
                {"name": "data", "address": f"127.0.0.1:{port}", "public_url": f"http://localhost:{port}"}])) as gateway:
            platform.set(gateway=f"http://localhost:{port}/lti/1.3")
            wait_until(lambda: len(imports(gateway)) >= 2, 30, "the catalogue")
            def opens(**hint):
                browser = Browser()
                return browser.onward(browser.get(platform.start(**hint)))
            page = opens(target=address)
            cases.check("nothing is known of the product: refused", "launch.entitlement-unknown" in page.body, page)
            client = peer.Client(gateway, "manager").log_in()
            cases.equal("another pupil is entitled", client.tell(peer.entitlement(2, {"userIds": [{"userId": "leerling-2", "userIdType": "ASI"}]})).status, 202)
            page = opens(target=address)
            cases.check("who is not entitled stays outside", "launch.not-entitled" in page.body, page)
            cases.equal("the pupil is entitled", client.tell(peer.entitlement(1)).status, 202)
            page = opens(target=address)
            cases.check("and the material opens, by the address that the catalogue has of it", 'id="opened"' in page.body, page)
            page = opens()
            cases.check("a link that names nothing means the route's product", "launch.entitlement-unknown" in page.body, page)
            client.tell(peer.entitlement(3, product="9789000000021"))
            page = opens()
            cases.check("which opens with an entitlement of its own", 'id="opened"' in page.body, page)
            client.tell(peer.entitlement(1, status="blocked", endDate="2026-10-01", dateLastModified="2026-10-01T08:00:00Z"))
            page = opens(target=address)
            cases.check("withdrawn: refused at once", "launch.not-entitled" in page.body, page)
            done = schakel("access", "why", "--config", gateway.config, "--person", "leerling-1", "--product", peer.PRODUCT)
            cases.check("and `access why` says so", b"entitlement" in done.stdout, told(done))


def main():
    cases = Cases()
    with scratch() as folder, peer.Supplier() as supplier:
        people = [{"userIds": [{"userId": f"leerling-{n}", "userIdType": "ASI"}]} for n in range(2, 31)]
        supplier.entitlements = [peer.entitlement()] + [peer.entitlement(n, one) for n, one in enumerate(people, 2)]
        with Gateway(folder, settings(folder, supplier)) as gateway:
            for part in (scheduled, ordered, held):
                with cases.part(part.__name__):
                    part(cases, gateway, supplier)
            with cases.part("brought"):
                brought(cases, folder, gateway)
            with cases.part("catalogue"):
                catalogue(cases, gateway)
            log = gateway.log()
            cases.check("no person stands in the log", "ketenid.nl" not in log and "leerling" not in log)
        with cases.part("brought without a gateway"):
            done = schakel("access", "list", "--config", gateway.config)
            cases.check("`access list` reads the store itself", done.returncode == 0 and b"boekhandel\tde-akker" in done.stdout, told(done))
        with cases.part("before the first start"):
            before_the_first_start(cases, folder, supplier)
        with cases.part("translated"):
            translated(cases, folder)
    with cases.part("launched"), scratch() as folder, peer.Supplier() as supplier:
        try:
            launched(cases, folder, supplier)
        except jose_platform.Absent as why:
            cases.skip("a launch from a learning environment made with jose", why)
    cases.finish()


main()
