#!/usr/bin/python3
"""OneRoster 1.2 gradebook over real sockets: a client made apart writes line items and results with learning objectives, a
gradebook made apart gets them as they came, a LAS gets them in UWLR, and results in UWLR arrive in the gradebook."""

import json

import configuration
import messages
from cases import Cases, scratch
from gateway_process import Gateway
from gradebook_peer import Gradebook, Writer, line_item, result
from messages import Result
from senders import Uwlr
from sink_process import Sink

SECRET = "leeromgeving-geheim-0001"
GOALS = ("3f1c2a3e-0b51-4a7b-9f3f-3a0c1d2e4f50", "7d9f6f0c-7a45-4f3e-8a5f-1c2b3a4d5e6f")


def settings(folder, gradebook, sink):
    scopes = ["https://purl.imsglobal.org/spec/or/v1p2/scope/" + name
              for name in ("gradebook.createput", "gradebook.createpost")]
    writer = {"id": "leeromgeving", "receive": {
        "standards": ["oneroster-1.2-gradebook"], "default_school": configuration.SCHOOL, "profile": "student-las-key",
        "token": {"client_id": "leeromgeving", "client_secret": SECRET, "scopes": scopes}}}
    return configuration.gateway(
        folder,
        [writer, configuration.uwlr_sender(),
         configuration.receiver("cijferboek", "oneroster-1.2-gradebook", gradebook.url,
                                basic={"user": "schakel", "password": "ontvangerwachtwoord"}),
         configuration.receiver("las", "uwlr-2.2", sink.open("las"))],
        [{"name": "cijfers", "standard": ["oneroster-1.2-gradebook"], "to": ["cijferboek", "las"]},
         {"name": "toetsen", "standard": ["uwlr-2.2"], "to": ["cijferboek"]}],
        tokens={"issuer": configuration.ISSUER})


def as_it_came(cases, gateway, writer, gradebook):
    item = line_item("item/1@toets", "Rekenen blok 3", GOALS)
    grade = result("resultaat-1", "item/1@toets", "leerling-1", 17, {GOALS[0]: 4, GOALS[1]: 13}, comment="Netjes gewerkt.")
    cases.equal("a line item is answered 201", writer.put("lineItem", item).status, 201)
    cases.equal("a result is answered 201", writer.put("result", grade).status, 201)
    cases.equal("the same result again is answered 201", writer.put("result", grade).status, 201)
    gateway.wait_drained()
    told = gradebook.things("lineItem")
    cases.equal("the line item arrives once, with its title and goals",
                [(one["title"], one["learningObjectiveSet"]) for one in told], [(item["title"], item["learningObjectiveSet"])])
    told = gradebook.things("result")
    cases.equal("the result arrives once, under its own sourcedId", [one["sourcedId"] for one in told], ["resultaat-1"])
    for name in ("score", "comment", "scoreStatus", "scoreDate", "learningObjectiveSet"):
        cases.equal(f"the result keeps {name}", told[0][name], grade[name])
    paths = [path for _, path, _ in gradebook.written]
    cases.equal("each object goes to its own address", paths,
                ["/gradebook/lineItems/item/1@toets", "/gradebook/results/resultaat-1"])


def to_the_las(cases, gateway, sink):
    gateway.wait_drained()
    got = [one for line in sink.received("las") for one in line["results"]]
    cases.check("the LAS gets the score of the pupil under the sourcedId of the line item",
                any(one[0] == "item/1@toets" and one[2] == 17 for one in got), got)


def several_at_once(cases, gateway, writer, gradebook):
    before = len(gradebook.things("result"))
    grades = [result(f"resultaat-2{number}", "item-2", f"leerling-{number}", number) for number in range(3)]
    answer = writer.send("POST", "/lineItems/item-2/results", {"results": grades}, "gradebook.createpost")
    cases.equal("several results are answered 201", answer.status, 201)
    pairs = json.loads(answer.body)["sourcedIdPairs"]
    cases.equal("every id stays as it is", [(one["suppliedSourcedId"], one["allocatedSourcedId"]) for one in pairs],
                [(one["sourcedId"],) * 2 for one in grades])
    gateway.wait_drained()
    cases.equal("each arrives by itself", len(gradebook.things("result")) - before, 3)


def refused(cases, writer):
    grade = result("resultaat-9", "item-1", "leerling-9", 5)
    answer = writer.send("PUT", "/results/resultaat-8", {"result": grade}, "gradebook.createput")
    told = json.loads(answer.body)
    cases.equal("another id in the path is answered 422", answer.status, 422)
    cases.check("the answer names the rule", "oneroster.gradebook-path-differs" in told["imsx_description"], told)
    cases.equal("the answer is a failure", told["imsx_codeMajor"], "failure")
    answer = writer.send("PUT", "/results/resultaat-9", {"result": grade}, "gradebook.createpost")
    cases.equal("a token for POST does not open PUT", answer.status, 403)
    answer = writer.send("DELETE", "/results/resultaat-9", {}, "gradebook.createput")
    cases.equal("nothing is deleted here", answer.status, 405)


def from_uwlr(cases, gateway, gradebook):
    cases.equal("a UWLR message is confirmed", Uwlr().send(gateway.ports["data"], messages.uwlr([Result("T1", "LL-7", 8)])).status, 200)
    gateway.wait_drained()
    items = [one for one in gradebook.things("assessmentLineItem") if one["metadata"]["schakel.assessmentId"] == "T1"]
    cases.equal("its test becomes an assessment line item", len(items), 1)
    grades = [one for one in gradebook.things("assessmentResult") if one["assessmentLineItem"]["sourcedId"] == items[0]["sourcedId"]]
    cases.equal("its result becomes an assessment result", [one["score"] for one in grades], [8])
    kinds = [kind for kind, _, _ in gradebook.written]
    cases.check("the item goes ahead of its result", kinds.index("assessmentLineItem") < kinds.index("assessmentResult"), kinds)


def main():
    cases = Cases()
    with scratch() as folder, Sink(folder) as sink:
        gradebook = Gradebook()
        with Gateway(folder, settings(folder, gradebook, sink)) as gateway:
            writer = Writer(gateway.ports["data"], "leeromgeving", SECRET)
            with cases.part("line items and results go as they came"):
                as_it_came(cases, gateway, writer, gradebook)
            with cases.part("a LAS gets them too"):
                to_the_las(cases, gateway, sink)
            with cases.part("several at once"):
                several_at_once(cases, gateway, writer, gradebook)
            with cases.part("what is refused"):
                refused(cases, writer)
            with cases.part("from UWLR into the gradebook"):
                from_uwlr(cases, gateway, gradebook)
        gradebook.close()
    cases.finish()


if __name__ == "__main__":
    main()
