"""The other side of OneRoster, made without the product's help: a client that pages through a service, and a service that
owns an invented school. Both speak 1.1 and 1.2, and say what the other did wrong."""

import base64
import datetime
import http.client
import http.server
import json
import re
import threading
import urllib.parse

ROOTS = {"1.1": "/ims/oneroster/v1p1", "1.2": "/ims/oneroster/rostering/v1p2"}
SCOPES = {"1.1": "https://purl.imsglobal.org/spec/or/v1p1/scope/", "1.2": "https://purl.imsglobal.org/spec/or/v1p2/scope/"}
COLLECTIONS = ("academicSessions", "orgs", "courses", "users", "classes", "enrollments")


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, {name.lower(): value for name, value in headers}, body

    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.headers} {self.body[:500]!r}"


def request(url, method="GET", headers=None, body=None):
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    try:
        connection.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), body, headers or {})
        answer = connection.getresponse()
        return Answer(answer.status, answer.getheaders(), answer.read())
    finally:
        connection.close()


# ---------------------------------------------------------------- a client

def token(url, client_id, secret, scopes):
    """OAuth 2.0 client credentials with HTTP Basic."""
    login = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
    form = urllib.parse.urlencode({"grant_type": "client_credentials", "scope": " ".join(scopes)})
    answer = request(url, "POST", {"Authorization": f"Basic {login}", "Content-Type": "application/x-www-form-urlencoded"}, form)
    if answer.status != 200:
        raise RuntimeError(f"no token: {answer}")
    return answer.json()["access_token"]


class Client:
    def __init__(self, root, bearer="any", page_size=100):
        self.root, self.bearer, self.page_size = root.rstrip("/"), bearer, page_size
        self.requests = 0

    def get(self, path, **query):
        text = urllib.parse.urlencode(query, quote_via=urllib.parse.quote)
        return self.get_url(self.root + path + (f"?{text}" if text else ""))

    def get_url(self, url):
        self.requests += 1
        return request(url, headers={"Authorization": f"Bearer {self.bearer}", "Accept": "application/json"})

    def all(self, collection, path=None, **query):
        """Every object of a collection, by following Link; says so when the pages do not agree with their total."""
        answer = self.get(path or f"/{collection}", limit=self.page_size, offset=0, **query)
        objects, total, seen = [], None, set()
        while True:
            if answer.status != 200:
                raise RuntimeError(f"{collection}: {answer}")
            page = answer.json()[collection]
            if len(page) > self.page_size:
                raise RuntimeError(f"{collection}: {len(page)} objects on a page of {self.page_size}")
            for one in page:
                if one["sourcedId"] in seen:
                    raise RuntimeError(f"{collection}: {one['sourcedId']} came twice")
                seen.add(one["sourcedId"])
            objects += page
            count = int(answer.headers["x-total-count"])
            if total not in (None, count):
                raise RuntimeError(f"{collection}: the total changed from {total} to {count}")
            total = count
            links = dict((rel, url) for url, rel in re.findall(r'<([^>]*)>;\s*rel="?(\w+)"?', answer.headers.get("link", "")))
            if "next" not in links:
                break
            answer = self.get_url(urllib.parse.urljoin(self.root, links["next"]))
        if len(objects) != total:
            raise RuntimeError(f"{collection}: {len(objects)} objects, {total} counted")
        return objects

    def school(self):
        return {name: self.all(name) for name in COLLECTIONS}


def dangling(school):
    """References that name no object of the school, as texts."""
    ids = {name: {one["sourcedId"] for one in school[name]} for name in COLLECTIONS}
    kinds = {"org": "orgs", "academicSession": "academicSessions", "course": "courses", "class": "classes", "user": "users"}
    found = []

    def look(at, where):
        if isinstance(at, dict) and {"sourcedId", "type"} <= at.keys() and where:
            if at["type"] in kinds and at["sourcedId"] not in ids[kinds[at["type"]]]:
                found.append(f"{where} -> {at['type']} {at['sourcedId']}")
        elif isinstance(at, dict):
            for name, value in at.items():
                if name not in ("metadata", "agents"):
                    look(value, f"{where}/{name}" if where else name)
        elif isinstance(at, list):
            for value in at:
                look(value, where)

    for name in COLLECTIONS:
        for one in school[name]:
            for member, value in one.items():
                look(value, f"{name}/{member}")
    return found


# ---------------------------------------------------------------- a service

def moment(hours=0):
    start = datetime.datetime(2026, 9, 1, 8, tzinfo=datetime.timezone.utc)
    return (start + datetime.timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


FIRST = ("Noor", "Zoë", "Björn", "Sem", "Renée", "Çağla", "Daan", "Jurre")
LAST = ("Lindeboom", "van der Weide", "Müllerman", "de Zijl", "d'Hooghe", "Akkermans", "Bos-Peeters")


class School:
    """An invented school as objects of one version, which may change."""

    def __init__(self, version, pupils=120, brin="99ZZ"):
        self.version, self.hour = version, 0
        self.objects = {name: {} for name in COLLECTIONS}
        self.add("academicSessions", "jaar-2026", title="2026-2027", startDate="2026-08-01", endDate="2027-08-01",
                 type="schoolYear", schoolYear="2027")
        self.add("orgs", "school/1", name="Openbare school De Proef", type="school", identifier=brin)
        for year in range(1, 9):
            self.add("courses", f"leerjaar-{year}", title=f"Groep {year}", courseCode=f"gr{year}",
                     org=self.ref("org", "school/1"), grades=[str(year)])
            self.add("classes", f"groep {year}", title=f"Groep {year}", classCode=f"{year}", classType="homeroom",
                     course=self.ref("course", f"leerjaar-{year}"), school=self.ref("org", "school/1"),
                     terms=[self.ref("academicSession", "jaar-2026")], grades=[str(year)])
            self.add_user(f"juf@{year}", "teacher", year, number=year * 7)
            self.enrol(f"juf@{year}", year, "teacher")
        for number in range(pupils):
            self.add_pupil(number)

    def ref(self, kind, sourced_id):
        return {"href": f"https://elsewhere.example/{kind}/{urllib.parse.quote(sourced_id, safe='')}",
                "sourcedId": sourced_id, "type": kind}

    def add(self, collection, sourced_id, status="active", **fields):
        self.objects[collection][sourced_id] = {
            "sourcedId": sourced_id, "status": status, "dateLastModified": moment(self.hour), **fields}

    def add_user(self, sourced_id, role, year, number):
        org = self.ref("org", "school/1")
        roles = {"role": role, "orgs": [org], "username": sourced_id} if self.version == "1.1" else {
            "roles": [{"roleType": "primary", "role": role, "org": org}]}
        self.add("users", sourced_id, givenName=FIRST[number % len(FIRST)], familyName=LAST[number % len(LAST)],
                 enabledUser="true", email=f"{role}{number}@school.example", grades=[str(year)] if role == "student" else [],
                 **roles)

    def enrol(self, user, year, role):
        self.add("enrollments", f"{user}|{year}", user=self.ref("user", user), **{"class": self.ref("class", f"groep {year}")},
                 school=self.ref("org", "school/1"), role=role, primary="true" if role == "teacher" else "false")

    def add_pupil(self, number):
        self.add_user(f"leerling-{number:04}", "student", number % 8 + 1, number)
        self.enrol(f"leerling-{number:04}", number % 8 + 1, "student")

    def change(self):
        """Half a day later: one pupil has another name, one is gone, one is new."""
        self.hour += 12
        pupils = sorted(name for name in self.objects["users"] if name.startswith("leerling"))
        renamed, gone = self.objects["users"][pupils[1]], pupils[2]
        renamed.update(familyName="Nieuwnaam", dateLastModified=moment(self.hour))
        for collection, sourced_id in (("users", gone), ("enrollments", f"{gone}|{int(gone[-4:]) % 8 + 1}")):
            self.objects[collection][sourced_id].update(status="tobedeleted", dateLastModified=moment(self.hour))
        self.add_pupil(int(pupils[-1][-4:]) + 1)
        return pupils[1], gone


class Service:
    """Serves a school at a free port, and writes down what its clients do that they should not."""

    def __init__(self, school, login=("schakel", "geheim-van-de-proef")):
        self.school, self.login = school, login
        self.asked, self.complaints, self.scopes_asked = [], [], []
        self.busy_turns = set()  # of requests that are answered 429
        self.turn = 0
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                self.give(*service.answer(self.path, self.headers))

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                self.give(*service.token(self.path, self.headers, body))

            def give(self, status, headers, body):
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.root = self.url + ROOTS[school.version]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def token(self, path, headers, body):
        form = dict(urllib.parse.parse_qsl(body))
        wanted = "Basic " + base64.b64encode(":".join(self.login).encode()).decode()
        if path != "/token" or headers.get("Authorization") != wanted or form.get("grant_type") != "client_credentials":
            self.complaints.append(f"token request {path} {form}")
            return 401, {}, b'{"error":"invalid_client"}'
        self.scopes_asked.append(form.get("scope", ""))
        answer = {"access_token": "toegang-1", "token_type": "Bearer", "expires_in": 600, "scope": form.get("scope", "")}
        return 200, {}, json.dumps(answer).encode()

    def answer(self, target, headers):
        parts = urllib.parse.urlsplit(target)
        query = urllib.parse.parse_qs(parts.query, strict_parsing=True) if parts.query else {}
        self.turn += 1
        self.asked.append(target)
        if headers.get("Authorization") != "Bearer toegang-1":
            return 401, {"Content-Type": "text/html"}, b"<h1>401</h1>"
        if self.turn in self.busy_turns:
            return 429, {"Retry-After": "1"}, b"{}"
        name = parts.path.removeprefix(ROOTS[self.school.version] + "/")
        if name not in COLLECTIONS:
            self.complaints.append(f"asked for {parts.path}")
            return 404, {}, b'{"imsx_codeMajor":"failure","imsx_severity":"error"}'
        return self.page(name, query)

    def page(self, name, query):
        objects = list(self.school.objects[name].values())
        if "filter" in query:
            bound = re.fullmatch(r"dateLastModified>'([^']+)'", query["filter"][0])
            if not bound:
                self.complaints.append(f"filter {query['filter']}")
                return 400, {}, b'{"imsx_codeMajor":"failure","imsx_severity":"error"}'
            objects = [one for one in objects if one["dateLastModified"] > bound[1]]
        if query.get("sort") != ["sourcedId"]:
            self.complaints.append(f"{name} was asked without sort")
        objects.sort(key=lambda one: one["sourcedId"])
        limit, offset = int(query.get("limit", ["100"])[0]), int(query.get("offset", ["0"])[0])
        headers = {"X-Total-Count": str(len(objects))}
        if offset + limit < len(objects):
            following = {key: value[0] for key, value in query.items()} | {"offset": offset + limit, "limit": limit}
            headers["Link"] = f'<{ROOTS[self.school.version]}/{name}?{urllib.parse.urlencode(following)}>; rel="next"'
        return 200, headers, json.dumps({name: objects[offset:offset + limit]}).encode()
