#!/usr/bin/python3
"""Entitlements in a running gateway: told by who manages them, confirmed to it, asked for by a portal, used by a licence office; what
is wrong with a request, and a gateway that is killed after it said "accepted"."""

import uuid

import access_peer as peer
import configuration
from cases import Cases, scratch, wait_until
from gateway_process import Gateway

SCHOOL = {"id": configuration.SCHOOL, "name": "De Akker", "brin": configuration.BRIN, "rio": peer.RIO}
OTHER_SCHOOL = {"id": "de-eik", "name": "De Eik", "brin": "88ZZ", "rio": "104A159"}
STANDARDS = ["edu-v-entitlement-1.1", "edu-v-delivery-2.0", "edu-v-usage-1.0"]
SCOPES = ["eduv.entitlement.portal", "eduv.delivery.entitlor", "eduv.usage.entitlor"]


def token(client, scopes):
    return {"client_id": client, "client_secret": "geheim-1", "scopes": scopes}


def settings(folder, supplier):
    answers = {"url": supplier.url, "retry_delays": ["3s"] * 20, "time_out": "5s"}
    manager = {"id": "manager", "receive": {"standards": STANDARDS, "schools": [configuration.SCHOOL],
                                            "confirm_to": ["manager", "orders"], "token": token("manager", SCOPES)},
               "send": {"standard": "edu-v-entitlement-1.1", "parameters": {"portal": "portaal-1"}, **answers}}
    orders = {"id": "orders", "send": {"standard": "edu-v-delivery-2.0", "parameters": {"role": "entitlor"}, **answers}}
    reading = ["eduv.entitlement.dashboard", "eduv.entitlement.portal", "eduv.usage.dashboard", "eduv.usage.entitlor"]
    portal = {"id": "portal", "query": {"schools": [configuration.SCHOOL], "token": token("portal", reading)}}
    stranger = {"id": "stranger", "query": {"schools": ["de-eik"], "token": token("stranger", reading)}}
    scopeless = {"id": "scopeless", "receive": {"token": token("scopeless", ["eduv.usage.entitlor"])}}
    return configuration.gateway(folder, [manager, orders, portal, stranger, scopeless], [], school=[SCHOOL, OTHER_SCHOOL],
                                 tokens={"issuer": configuration.ISSUER})


def portal_sees(portal, path="/entitlements/school?orgMasterId=" + peer.RIO):
    return portal.ask("GET", peer.ENTITLEMENT + path)


def told(cases, manager, portal, supplier):
    """One entitlement: accepted, confirmed, seen at once; the same again does nothing."""
    reference = str(uuid.uuid4())
    answer = manager.tell(peer.entitlement(), reference)
    cases.equal("an entitlement is accepted", answer.status, 202)
    seen = portal_sees(portal)
    cases.equal("and seen at once", [one["entitlementId"] for one in seen.json()], [peer.entitlement()["entitlementId"]])
    wait_until(lambda: supplier.confirmations, 20, "a confirmation")
    path, body = supplier.confirmations[0]
    cases.equal("it is confirmed where the standard says", path, "/entitlements/confirmations")
    cases.equal("about this request", (body["entitlementReferenceId"], body["success"]), (reference, True))
    cases.equal("as portal: the link is there", body["newUrlStatus"], {"portal": "portaal-1", "urlStatus": "processed"})
    cases.equal("the same request again is accepted", manager.tell(peer.entitlement(), reference).status, 202)
    cases.equal("another one under the same reference is not",
                manager.tell(peer.entitlement(status="blocked"), reference).status, 400)
    cases.equal("which changed nothing", portal_sees(portal).json()[0]["entitlementStatus"], "entitled")


def confirmed_after_trouble(cases, gateway, manager, supplier):
    before = len(supplier.confirmations)
    supplier.status = 503
    cases.equal("an entitlement is accepted while its manager takes nothing", manager.tell(peer.entitlement(2)).status, 202)
    wait_until(lambda: any(a["status"] == 503 for m in gateway.messages() for a in gateway.show(m["id"])["attempts"]), 20,
               "a refused confirmation")
    supplier.status = 200
    wait_until(lambda: len(supplier.confirmations) > before, 90, "the confirmation")
    cases.equal("and confirmed when it takes messages again", supplier.confirmations[-1][1]["entitlementId"],
                peer.entitlement(2)["entitlementId"])


def withdrawn(cases, manager, portal):
    later = {"status": "cancelled", "endDate": "2026-10-01", "dateLastModified": "2026-10-01T08:00:00Z"}
    cases.equal("a withdrawal is accepted", manager.tell(peer.entitlement(2, **later)).status, 202)
    found = portal_sees(portal, "/entitlements/" + peer.entitlement(2)["entitlementId"]).json()
    cases.equal("and holds", found["entitlementStatus"], "cancelled")
    cases.equal("an older telling that comes late is accepted", manager.tell(peer.entitlement(2)).status, 202)
    found = portal_sees(portal, "/entitlements/" + peer.entitlement(2)["entitlementId"]).json()
    cases.equal("and changes nothing", found["entitlementStatus"], "cancelled")


def asked(cases, portal, stranger):
    person = {"school": {"organisationMasterIdentifier": peer.RIO}, "user": {"userMasterIdentifier": peer.ECK_ID}}
    answer = portal.ask("POST", peer.ENTITLEMENT + "/entitlements/school/user/products", person)
    cases.equal("what this person may open", {one["productId"] for one in answer.json()}, {peer.PRODUCT})
    other = {**person, "user": {"userMasterIdentifier": peer.OTHER_ECK_ID}}
    answer = portal.ask("POST", peer.ENTITLEMENT + "/entitlements/school/user/products", other)
    cases.equal("and what another one may", answer.json(), [])
    text = portal_sees(portal).body.decode()
    cases.check("the ECK iD is told, the key of the administration is not released", peer.ECK_ID in text and "leerling-1" not in text, text)
    cases.equal("another school's portal may not ask", portal_sees(stranger).status, 403)
    hidden = portal_sees(stranger, "/entitlements/" + peer.entitlement()["entitlementId"])
    cases.equal("and finds nothing", hidden.status, 404)
    unknown = portal_sees(portal, "/entitlements/school?orgMasterId=999Z999")
    cases.equal("a school that nobody knows", (unknown.status, unknown.json()["status"]), (400, unknown.json()["status"]))


def used(cases, manager, portal):
    answer = manager.ask("PUT", peer.USAGE + "/usage/activation", peer.activation())
    cases.equal("a first use is accepted", answer.status, 202)
    found = portal_sees(portal, "/entitlements/" + peer.entitlement()["entitlementId"]).json()
    cases.equal("it makes a licence of the entitlement", found["entitlementStatus"], "licensed")
    cases.equal("the same again too", manager.ask("PUT", peer.USAGE + "/usage/activation", peer.activation()).status, 202)
    usage = portal.ask("GET", peer.USAGE + "/usage/entitlements/" + peer.entitlement()["entitlementId"])
    cases.equal("and is told as usage", usage.json()["usage"]["firstUsed"], "2026-09-02")


def ordered(cases, manager, supplier):
    order = {"deliveryOrderReferenceId": str(uuid.uuid4()), "deliveryOrder": peer.order()}
    cases.equal("a delivery order is accepted", manager.ask("PUT", peer.DELIVERY + "/deliveryorders", order).status, 202)
    wait_until(lambda: any(path == "/deliveryorders/confirmations" for path, _ in supplier.confirmations), 20, "its confirmation")
    body = next(body for path, body in supplier.confirmations if path == "/deliveryorders/confirmations")
    cases.equal("and confirmed by its own way", (body["deliveryOrderId"], body["newStatus"]), (peer.order()["deliveryOrderId"], "processed"))


def refused(cases, gateway, manager):
    put = peer.ENTITLEMENT + "/entitlements"
    good = peer.request_of(peer.entitlement(9))
    nobody = peer.Client(gateway, "niemand")
    cases.equal("without token", nobody.ask("PUT", put, good).status, 401)
    scopeless = peer.Client(gateway, "scopeless").log_in()
    cases.equal("without the scope", scopeless.ask("PUT", put, good).status, 403)
    cases.equal("no JSON", manager.ask("PUT", put, b"{").status, 400)
    cases.equal("other content type", manager.ask("PUT", put, b"<a/>", {"Content-Type": "text/xml"}).status, 415)
    cases.equal("not this document", manager.ask("PUT", put, peer.activation()).status, 400)
    lacking = peer.request_of({name: value for name, value in peer.entitlement(9).items() if name != "productId"})
    answer = manager.ask("PUT", put, lacking)
    cases.equal("a member is missing", answer.status, 400)
    cases.check("the answer names it in the standard's own shape", "productId" in answer.json()["statusMessage"], answer)
    cases.check("and says nothing of the person", peer.ECK_ID not in answer.body.decode(), answer)
    elsewhere = peer.entitlement(9, entitlementSpecification={
        "school": {"organisationMasterIdentifier": "104A159"}, "student": {"userMasterIdentifier": peer.ECK_ID}})
    cases.equal("a school that it may not tell of", manager.ask("PUT", put, peer.request_of(elsewhere)).status, 403)
    cases.equal("a method that is none", manager.ask("DELETE", put).status, 405)
    cases.equal("a path that is none", manager.ask("PUT", peer.ENTITLEMENT + "/niets", good).status, 404)
    log = gateway.log()
    cases.check("no person and no token stands in the log", "ketenid.nl" not in log and "leerling-1" not in log and "eyJ" not in log)


def kept(cases, gateway, manager, portal):
    for number in range(20, 30):
        if manager.tell(peer.entitlement(number)).status != 202:
            raise RuntimeError("not accepted")
    gateway.kill()
    gateway.start()
    seen = {one["entitlementId"] for one in portal_sees(portal).json()}
    cases.check("what was accepted outlives a hard kill", {peer.entitlement(n)["entitlementId"] for n in range(20, 30)} <= seen, seen)
    kinds = {message["kind"] for message in gateway.messages()}
    cases.check("and is listed as messages", {"EntitlementRequest", "InitialActivation", "DeliveryOrderRequest"} <= kinds, kinds)
    gateway.wait_drained()


def main():
    cases = Cases()
    with scratch() as folder, peer.Supplier() as supplier:
        with Gateway(folder, settings(folder, supplier)) as gateway:
            manager, portal, stranger = (peer.Client(gateway, name).log_in() for name in ("manager", "portal", "stranger"))
            parts = [(told, (manager, portal, supplier)), (confirmed_after_trouble, (gateway, manager, supplier)),
                     (withdrawn, (manager, portal)), (asked, (portal, stranger)), (used, (manager, portal)),
                     (ordered, (manager, supplier)), (refused, (gateway, manager)), (kept, (gateway, manager, portal))]
            for part, with_whom in parts:
                with cases.part(part.__name__):
                    part(cases, *with_whom)
    cases.finish()


main()
