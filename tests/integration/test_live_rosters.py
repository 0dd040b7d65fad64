#!/usr/bin/python3
"""Questions that are answered by asking the owner of the roster at that moment, over sockets: the cache, who asks at once, and an
owner that is slow, down, or answers rubbish. Whoever asked gets an answer of the last good roster, or an error in time."""

import json
import threading
import time

import configuration
import oneroster_peer
from cases import Cases, scratch, wait_until
from gateway_process import Gateway
from oneroster_peer import ROOTS, SCOPES, School, Service

SCHOOL, BRIN = "de-proef", "99ZZ"
LMS = ("leeromgeving", "geheim-van-de-leeromgeving")
SCOPE = SCOPES["1.2"] + "roster-core.readonly"
TIME_OUT = 2.0
RUBBISH = {
    "a page of HTML": lambda body: b"<!DOCTYPE html><html><body><h1>Even geduld</h1></body></html>",
    "half a document": lambda body: body[:len(body) // 2],
    "another form": lambda body: b'{"users":5,"orgs":"no","academicSessions":null}',
    "nothing": lambda body: b"",
    "bytes": lambda body: bytes(range(256)) * 4,
    "depth": lambda body: b'{"users":' + b"[" * 20000,
}


class Owner(Service):
    """A service that answers as it is told to."""

    def __init__(self):
        super().__init__(School("1.2", pupils=30, brin=BRIN))
        self.pause, self.spoil, self.status, self.gone = 0.0, None, 200, False
        self.server.handle_error = lambda *_: None

    def well(self):
        self.pause, self.spoil, self.status = 0.0, None, 200

    def go_down(self):
        """Connections that are open are not answered either."""
        self.gone = True
        self.close()

    def answer(self, target, headers):
        if self.gone:
            raise ConnectionAbortedError
        status, told, body = super().answer(target, headers)
        time.sleep(self.pause)
        if self.status != 200:
            return self.status, {}, b"<h1>busy</h1>"
        return status, told, self.spoil(body) if self.spoil else body

    def conversations(self):
        """How often a roster was fetched: all its users are on one page."""
        return sum("/users" in one for one in self.asked)


def settings(folder, owner, cache, planned_pause=True, **token):
    source = {"id": "administratie", "roster": {
        "standard": "oneroster-1.2", "url": owner.root, "schools": [SCHOOL], "time_out": "20s", "page_size": 1000, "token": {
            "url": owner.url + "/token", "client_id": owner.login[0], "client_secret": owner.login[1], "scope": SCOPE, **token}}}
    lms = {"id": "leeromgeving", "query": {
        "schools": [SCHOOL], "standards": ["oneroster-1.2"], "release": "learning-environment", "from": "owner", "cache": cache,
        "time_out": f"{TIME_OUT:.0f}s", "token": {"client_id": LMS[0], "client_secret": LMS[1], "scopes": [SCOPE]}}}
    school = {"id": SCHOOL, "name": "De Proef", "brin": BRIN, "retention": {"rosters": "30d"}}
    if planned_pause:  # nothing is stored: the owner alone can answer
        school["hold"] = {"period": [{"from": "2020-01-01", "until": "2100-01-01", "what": "pause"}]}
    return configuration.gateway(folder, [source, lms], [], school=[school], tokens={"issuer": configuration.ISSUER})


class Asker:
    def __init__(self, gateway):
        self.gateway = gateway
        self.bearer = oneroster_peer.token(gateway.url("/oauth2/token"), *LMS, [SCOPE])
        self.url = gateway.url(ROOTS["1.2"]) + "/users?limit=1000"

    def ask(self):
        return oneroster_peer.request(self.url, headers={"Authorization": f"Bearer {self.bearer}"})

    def users(self):
        answer = self.ask()
        return {one["sourcedId"]: one for one in answer.json()["users"]} if answer.status == 200 else None

    def reasons(self):
        return [one["reason"] for one in self.gateway.events("question.owner_silent")]


def refused(cases, sentence, asker, within):
    """Asks, and looks at the error that it gets."""
    before, began = len(asker.reasons()), time.monotonic()
    answer = asker.ask()
    took = time.monotonic() - began
    cases.equal(f"{sentence}: 503", answer.status, 503)
    cases.check(f"{sentence}: says when to come again", answer.headers.get("retry-after", "").isdigit(), answer.headers)
    cases.check(f"{sentence}: in the standard's own form", json.loads(answer.body).get("imsx_codeMajor") == "failure", answer)
    cases.check(f"{sentence}: nobody is in it", b"Lindeboom" not in answer.body and b"sourcedId" not in answer.body, answer)
    cases.check(f"{sentence}: in time", took < within, took)
    reasons = wait_until(lambda: asker.reasons()[before:], 20, "the log")
    cases.check(f"{sentence}: the log says why", reasons[0].startswith("the owner of the roster "), reasons)
    return reasons[0]


def cached(cases):
    owner = Owner()
    try:
        with scratch() as folder, Gateway(folder, settings(folder, owner, "5m")) as gateway:
            asker = Asker(gateway)
            owner.pause = 0.1
            answers = []
            threads = [threading.Thread(target=lambda: answers.append(asker.users())) for _ in range(6)]
            for one in threads:
                one.start()
            for one in threads:
                one.join()
            cases.check("six who ask at once get the roster", all(one and len(one) == 38 for one in answers),
                        [one and len(one) for one in answers])
            cases.equal("and the owner is asked once", owner.conversations(), 1)
            owner.spoil = RUBBISH["bytes"]
            cases.check("within the time of the cache the owner is not asked", len(asker.users() or {}) == 38, owner.asked[-3:])
            cases.equal("still once", owner.conversations(), 1)
            cases.equal("nothing was stored", gateway.admin(f"/schools/{SCHOOL}/roster")[0], 404)
    finally:
        owner.close()


def late(cases):
    owner = Owner()
    try:
        with scratch() as folder, Gateway(folder, settings(folder, owner, "5m")) as gateway:
            asker = Asker(gateway)
            owner.pause = TIME_OUT * 0.6  # for each of its collections
            reason = refused(cases, "an owner that is slow", asker, TIME_OUT + 3)
            cases.check("an owner that is slow: the log says so", "in time" in reason, reason)
            users = wait_until(asker.users, 60, "what comes late")
            cases.equal("what came late serves who comes later", len(users), 38)
            cases.equal("and was asked for once", owner.conversations(), 1)
            owner.pause = 0
    finally:
        owner.close()


def rubbish(cases):
    owner = Owner()
    try:
        with scratch() as folder, Gateway(folder, settings(folder, owner, "1s")) as gateway:
            asker = Asker(gateway)
            for name, spoil in RUBBISH.items():
                owner.spoil = spoil
                wait_until(lambda: asker.ask().status != 200, 30, "the end of the cache")
                refused(cases, name, asker, TIME_OUT + 3)
                owner.well()
                cases.equal(f"{name}: and then the owner is well again", len(wait_until(asker.users, 90, "a good answer")), 38)
            owner.status = 500
            wait_until(lambda: asker.ask().status != 200, 30, "the end of the cache")
            refused(cases, "an owner that fails", asker, TIME_OUT + 3)
            owner.well()
            wait_until(asker.users, 90, "a good answer")
    finally:
        owner.close()


def down(cases):
    owner = Owner()
    with scratch() as folder, Gateway(folder, settings(folder, owner, "1s", planned_pause=False)) as gateway:
        asker = Asker(gateway)
        wait_until(lambda: gateway.admin(f"/schools/{SCHOOL}/roster")[0] == 200, 60, "the first roster")
        stored = gateway.admin(f"/schools/{SCHOOL}/roster")[1]["version"]
        renamed, _ = owner.school.change()
        fresh = lambda: (asker.users() or {}).get(renamed, {}).get("familyName") == "Nieuwnaam"
        cases.check("the owner's roster of this moment is told", wait_until(fresh, 30, "the change"))
        cases.equal("and the stored one is as it was", gateway.admin(f"/schools/{SCHOOL}/roster")[1]["version"], stored)
        owner.go_down()
        silent = len(asker.reasons())
        def of_the_store():
            users = asker.users()
            return users if users and users[renamed]["familyName"] != "Nieuwnaam" else None
        users = wait_until(of_the_store, 30, "the stored roster")
        cases.equal("of an owner that is down the last good roster is told", len(users), 38)
        cases.check("and the log says so", len(asker.reasons()) > silent, asker.reasons())
    with scratch() as folder, Gateway(folder, settings(folder, owner, "1s")) as gateway:
        refused(cases, "an owner that is down, and nothing is stored", Asker(gateway), TIME_OUT + 3)


def tokens(cases):
    """What vendors make of the scopes in a token request."""
    for sentence, token, expected in (("the scope as it is", {}, SCOPE),
                                      ("with a prefix before it", {"scope_prefix": "one-roster-api:"}, "one-roster-api:" + SCOPE),
                                      ("no scope", {"scope": "none"}, ""),
                                      ("no scope, whatever the prefix", {"scope": "none", "scope_prefix": "x:"}, "")):
        owner = Owner()
        try:
            with scratch() as folder, Gateway(folder, settings(folder, owner, "5m", **token)) as gateway:
                cases.equal(f"{sentence}: the roster comes", len(Asker(gateway).users() or {}), 38)
                cases.equal(f"{sentence}: is what the owner was asked for", set(owner.scopes_asked), {expected})
        finally:
            owner.close()


def main():
    cases = Cases()
    for sentence, part in (("the cache", cached), ("a slow owner", late), ("rubbish", rubbish),
                           ("an owner that is down", down), ("tokens of vendors", tokens)):
        with cases.part(sentence):
            part(cases)
    cases.finish()


if __name__ == "__main__":
    main()
