"""Leeromgeving Horizon: a learning environment that pages through a school's roster in OneRoster 1.2, as a reader of the
published service would write it."""

import base64
import json
import re
import urllib.parse

import web

PATH = "/ims/oneroster/rostering/v1p2"
SCOPES = ("https://purl.imsglobal.org/spec/or/v1p2/scope/roster-core.readonly",)
COLLECTIONS = ("academicSessions", "orgs", "courses", "classes", "users", "enrollments")
PAGE = 100


class Reader:
    """Counts pages and objects of what it reads below `url`."""

    def __init__(self, url, client_id, secret, token_path="/oauth2/token"):
        self.connection = web.Connection(url)
        self.pages = self.objects = 0
        login = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
        form = urllib.parse.urlencode({"grant_type": "client_credentials", "scope": " ".join(SCOPES)})
        status, text = self.connection.request("POST", token_path, form, {
            "Authorization": f"Basic {login}", "Content-Type": "application/x-www-form-urlencoded"})
        if status != 200:
            raise RuntimeError(f"no token: {status} {text[:300]}")
        self.headers = {"Authorization": f"Bearer {json.loads(text)['access_token']}", "Accept": "application/json"}

    def school(self):
        return {name: self.collection(name) for name in COLLECTIONS}

    def collection(self, name):
        objects, target = [], f"{PATH}/{name}?limit={PAGE}&offset=0&sort=sourcedId"
        while target:
            status, headers, text = self.connection.exchange("GET", target, headers=self.headers)
            if status != 200:
                raise RuntimeError(f"{name}: {status} {text[:300]}")
            page = json.loads(text)[name]
            self.pages += 1
            objects += page
            target = following(headers, target)
        if len(objects) != int(headers["x-total-count"]):
            raise RuntimeError(f"{name}: {len(objects)} objects, {headers['x-total-count']} counted")
        self.objects += len(objects)
        return objects


def following(headers, target):
    """Path and query of the next page, or none. A link may be relative."""
    found = re.search(r'<([^>]*)>;\s*rel="?next"?', headers.get("link", ""))
    if not found:
        return None
    parts = urllib.parse.urlsplit(urllib.parse.urljoin(target, found[1]))
    return f"{parts.path}?{parts.query}"


# ---------------------------------------------------------------- what the objects say

def facts(school):
    """(kind, key in the administration, what) -> value"""
    out, classes, users = {}, {}, {}
    orgs = {one["sourcedId"]: one["name"] for one in school["orgs"]}
    # Courses that only stand in because OneRoster demands one say so.
    courses = {one["sourcedId"]: one["title"] for one in school["courses"]
               if one.get("metadata", {}).get("schakel.default") != "true"}
    for one in school["classes"]:
        kind = "home group" if one.get("classType") == "homeroom" else "lesson group"
        key = classes[one["sourcedId"]] = one.get("metadata", {}).get("schakel.id.las.key", one["sourcedId"])
        put(out, kind, key, {"name": one["title"], "level": first(one.get("grades")),
                             "description": one.get("metadata", {}).get("schakel.description"),
                             "room": one.get("location"), "code": one.get("classCode"),
                             "course": courses.get(one["course"]["sourcedId"])})
    for one in school["users"]:
        more = one.get("metadata", {})
        made_up = more.get("schakel.default", "").split(",")
        ids = {each["type"]: each["identifier"] for each in one.get("userIds", [])}
        kind = "pupil" if one["roles"][0]["role"] == "student" else "teacher"
        key = ids.get("las.key", one["sourcedId"])
        users[one["sourcedId"]] = kind, key
        prefix = more.get("schakel.familyNamePrefix", "")
        put(out, kind, key, {
            "ECK iD": one.get("userMasterIdentifier"),
            "family name": None if "familyName" in made_up else one["familyName"].removeprefix(prefix + " "),
            "prefix": prefix,
            "given names": None if "givenName" in made_up else one["givenName"],
            "initials": more.get("schakel.initials"),
            "called": one.get("preferredFirstName"),
            "user name": one.get("username"),
            "e-mail": one.get("email"),
            "level": first(one.get("grades")) if kind == "pupil" else None,
            "location": orgs.get(more.get("schakel.location"))})
    for one in school["enrollments"]:
        kind, key = users[one["user"]["sourcedId"]]
        out[kind, key, f"in group {classes[one['class']['sourcedId']]}"] = "yes"
    return out


def first(values):
    return values[0] if values else None


def put(out, kind, key, values):
    out.update({(kind, key, what): value for what, value in values.items() if value})
