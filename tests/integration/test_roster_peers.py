#!/usr/bin/python3
"""A roster through the gateway, with nothing of the product at either end: a OneRoster service made apart owns it, and clients
made apart ask for it in OneRoster 1.1, OneRoster 1.2 and UWLR."""

import configuration
import oneroster_peer
import uwlr_peer
from cases import Cases, scratch, wait_until
from gateway_process import Gateway
from oneroster_peer import ROOTS, SCOPES, Client, School, Service

SCHOOL, BRIN = "de-proef", "99ZZ"
LMS = ("leeromgeving", "geheim-van-de-leeromgeving")


def settings(folder, service):
    owner = {"id": "administratie", "roster": {
        "standard": f"oneroster-{service.school.version}", "url": service.root, "schools": [SCHOOL], "page_size": 50,
        "token": {"url": service.url + "/token", "client_id": service.login[0], "client_secret": service.login[1],
                  "scope": SCOPES[service.school.version] + "roster-core.readonly"}}}
    asks = {"schools": [SCHOOL], "release": "learning-environment"}
    lms = {"id": "leeromgeving", "query": {**asks, "standards": ["oneroster-1.1", "oneroster-1.2"], "token": {
        "client_id": LMS[0], "client_secret": LMS[1], "scopes": [base + "roster-core.readonly" for base in SCOPES.values()]}}}
    publisher = {"id": "vrager", "query": {**asks, "standards": ["uwlr-2.2"], "client_code": "EA", "client_name": "Vrager",
                                           "keys": [{"key": "sleutel", "schools": [SCHOOL]}]}}
    school = {"id": SCHOOL, "name": "De Proef", "brin": BRIN, "retention": {"rosters": "30d"}}
    return configuration.gateway(folder, [owner, lms, publisher], [], school=[school], tokens={"issuer": configuration.ISSUER})


class Through:
    """The school as it is seen through the gateway."""

    def __init__(self, cases, service, gateway):
        self.cases, self.service, self.gateway = cases, service, gateway

    def client(self, version):
        scope = SCOPES[version] + "roster-core.readonly"
        bearer = oneroster_peer.token(self.gateway.url("/oauth2/token"), *LMS, [scope])
        return Client(self.gateway.url(ROOTS[version]), bearer, page_size=40)

    def users(self, version="1.2"):
        return {one["sourcedId"]: one for one in self.client(version).all("users")}

    def sync(self):
        status, order = self.gateway.admin("/syncs", "POST", {"school": SCHOOL})
        if status not in (200, 201, 202):
            raise RuntimeError(f"{status} {order}")
        def ended():
            shown = self.gateway.admin(f"/syncs/{order['id']}")[1]
            return shown if shown["state"] == "ended" else None
        return wait_until(ended, 60, "the end of a sync")

    def first_load(self):
        def loaded():
            try:
                return len(self.users()) > 0
            except RuntimeError:
                return False
        wait_until(loaded, 60, "the first roster")

    def says_the_same(self, version):
        owned = self.service.school.objects
        client = self.client(version)
        cases, told = self.cases, {name: {one["sourcedId"]: one for one in client.all(name)} for name in ("users", "classes", "enrollments")}
        for name in told:
            cases.equal(f"{version}: the same {name}", sorted(told[name]), sorted(owned[name]))
        def words(one):
            role = one["role"] if version == "1.1" else one["roles"][0]["role"]
            return one["givenName"], one["familyName"], one.get("email"), role, one.get("grades", [])
        def owned_words(one):
            role = one["role"] if self.service.school.version == "1.1" else one["roles"][0]["role"]
            return one["givenName"], one["familyName"], one["email"], role, one["grades"]
        wrong = [key for key, one in owned["users"].items() if key in told["users"] and words(told["users"][key]) != owned_words(one)]
        cases.equal(f"{version}: names, addresses, roles and grades of every user", wrong[:3], [])
        links = lambda one: (one["user"]["sourcedId"], one["class"]["sourcedId"], one["role"])
        wrong = [key for key, one in owned["enrollments"].items()
                 if key in told["enrollments"] and links(told["enrollments"][key]) != links(one)]
        cases.equal(f"{version}: who is in which class", wrong[:3], [])
        cases.equal(f"{version}: references name objects that are there",
                    oneroster_peer.dangling({**{name: client.all(name) for name in oneroster_peer.COLLECTIONS}})[:3], [])

    def says_the_same_in_uwlr(self):
        cases, owned = self.cases, self.service.school.objects
        url = self.gateway.url("/soap/uwlr/2.2/leerlinggegevens")
        status, root, text = uwlr_peer.ask(url, uwlr_peer.question(brin=BRIN))
        if not cases.check("uwlr: the gateway answers", status == 200 and root is not None and len(root), (status, text[:800])):
            return
        roster = uwlr_peer.Roster(root)
        names = sorted(one["achternaam"] for one in roster.pupils.values())
        pupils = [one for one in owned["users"].values() if one["sourcedId"].startswith("leerling")]
        cases.equal("uwlr: every pupil by name", names, sorted(one["familyName"] for one in pupils))
        cases.check("uwlr: nobody's birth date", not any("geboortedatum" in one for one in roster.pupils.values()))
        sizes = lambda groups: sorted(groups.values())
        told, owned_sizes = {}, {}
        for one in roster.pupils.values():
            for group in one["groups"]:
                told[group] = told.get(group, 0) + 1
        for one in owned["enrollments"].values():
            if one["role"] == "student":
                name = one["class"]["sourcedId"]
                owned_sizes[name] = owned_sizes.get(name, 0) + 1
        cases.equal("uwlr: groups of the same size", sizes(told), sizes(owned_sizes))

    def follows_changes(self):
        cases, before = self.cases, self.users()
        asked = len(self.service.asked)
        renamed, gone = self.service.school.change()
        self.sync()
        after = self.users()
        cases.equal("a renamed pupil has the new name", after[renamed]["familyName"], "Nieuwnaam")
        cases.check("who left is no longer there, or a tombstone",
                    gone not in after or after[gone]["status"] == "tobedeleted", after.get(gone))
        cases.equal("who came is there", len(set(after) - set(before)), 1)
        cases.check("only changes of users were asked for",
                    any("/users?" in one and "filter=" in one for one in self.service.asked[asked:]), self.service.asked[asked:])

    def holds_back(self):
        cases, school = self.cases, self.service.school
        kept = {name: dict(objects) for name, objects in school.objects.items()}
        for collection in ("users", "enrollments"):
            for key in [key for key in school.objects[collection] if key.startswith("leerling")]:
                one = school.objects[collection][key]
                school.objects[collection][key] = {**one, "status": "tobedeleted", "dateLastModified": oneroster_peer.moment(100)}
        before = len([key for key in self.users() if key.startswith("leerling")])
        told = self.sync()
        after = len([key for key in self.users() if key.startswith("leerling")])
        cases.equal("when everybody seems to have left the last good roster keeps serving", after, before)
        holds = self.gateway.admin("/holds")[1]
        cases.check("and the new one is held", SCHOOL in str(holds), (holds, told))
        school.objects.update(kept)


def whole(cases, version):
    service = Service(School(version))
    service.busy_turns = {3, 9}
    try:
        with scratch() as folder, Gateway(folder, settings(folder, service)) as gateway:
            through = Through(cases, service, gateway)
            through.first_load()
            for asked in ("1.1", "1.2"):
                with cases.part(f"{version} -> {asked}"):
                    through.says_the_same(asked)
            with cases.part(f"{version} -> UWLR"):
                through.says_the_same_in_uwlr()
            with cases.part(f"{version}: changes"):
                through.follows_changes()
            with cases.part(f"{version}: holds"):
                through.holds_back()
            cases.equal(f"{version}: the source has nothing to complain of", service.complaints[:3], [])
            cases.equal(f"{version}: one scope was asked for, the least", set(service.scopes_asked),
                        {SCOPES[version] + "roster-core.readonly"})
            cases.check(f"{version}: demographics were never asked for", not any("demographics" in one for one in service.asked))
    finally:
        service.close()


def main():
    cases = Cases()
    for version in ("1.1", "1.2"):
        with cases.part(f"a roster of OneRoster {version}"):
            whole(cases, version)
    cases.finish()


if __name__ == "__main__":
    main()
