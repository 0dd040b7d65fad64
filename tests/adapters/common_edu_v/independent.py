"""Looks at a roster in the combined form of Edu-V with Python's json alone: what must be there is, ids occur once,
references lead somewhere, days are in order. Prints each fault; nothing when there is none."""

import json
import sys

IDS = {
    "studyOfferings": "studyOfferingId", "subjectOfferings": "subjectOfferingId", "schoolPeriods": "schoolPeriodId",
    "groups": "groupId", "assignments": "assignmentId", "enrollments": "enrollmentId"}


def names(who):
    if "userMasterIdentifier" in who:
        yield "master", who["userMasterIdentifier"]
    for one in who.get("userIds", []):
        yield one["userIdType"], one["userId"]


def faults(roster):
    ids = {kind: [one[name] for one in roster[kind]] for kind, name in IDS.items()}
    for kind, values in ids.items():
        if len(set(values)) != len(values):
            yield f"{kind}: an id twice"
    pupils = {name for one in roster["students"] for name in names(one)}
    staff = {name for one in roster["employees"] for name in names(one)}
    for kind, objects in roster.items():
        for one in objects:
            if one["status"] not in ("active", "tobedeleted") or one["dateLastModified"] < one["dateCreated"]:
                yield f"{kind}: status or times"
            first = one.get("beginDate") or one.get("startDate")
            if "endDate" in one and one["endDate"] <= first:
                yield f"{kind}: days"
            if "schoolPeriod" in one and one["schoolPeriod"] not in ids["schoolPeriods"]:
                yield f"{kind}: unknown period"
    for group in roster["groups"]:
        if not all(set(names(who)) <= pupils and set(names(who)) for who in group["students"]):
            yield "groups: unknown pupil"
        if not set(group["assignments"]) <= set(ids["assignments"]):
            yield "groups: unknown assignment"
    for one in roster["assignments"]:
        if not set(names(one["employee"])) <= staff or one["group"] not in ids["groups"]:
            yield "assignments: unknown employee or group"
    for one in roster["enrollments"]:
        target = one.get("study") if one["enrollmentType"] == "study" else one.get("subject")
        if target not in ids["studyOfferings"] + ids["subjectOfferings"] or not set(names(one["student"])) <= pupils:
            yield "enrollments: unknown pupil or offering"


for fault in faults(json.load(open(sys.argv[1], encoding="utf-8"))):
    print(fault)
