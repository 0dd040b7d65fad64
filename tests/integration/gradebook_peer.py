"""A OneRoster 1.2 gradebook made apart from the product: a client that writes results, and a service that takes them."""

import base64
import json
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from raw_http import ask

SCOPES = "https://purl.imsglobal.org/spec/or/v1p2/scope/"
ROOT = "/ims/oneroster/gradebook/v1p2"
CHANGED = "2026-11-20T15:30:00.000Z"


def ref(kind, many, sourced_id):
    return {"href": f"https://leeromgeving.example/{many}/{sourced_id}", "sourcedId": sourced_id, "type": kind}


def line_item(sourced_id, title, goals=(), **more):
    item = {"sourcedId": sourced_id, "status": "active", "dateLastModified": CHANGED, "title": title,
            "assignDate": "2026-11-16T08:00:00.000Z", "dueDate": CHANGED, "class": ref("class", "classes", "klas-5a"),
            "school": ref("org", "orgs", "school-1"), "category": ref("category", "categories", "toetsen"),
            "resultValueMin": 0, "resultValueMax": 20}
    if goals:
        item["learningObjectiveSet"] = [{"source": "case", "learningObjectiveIds": list(goals)}]
    return {**item, **more}


def result(sourced_id, item, student, score, goals=None, **more):
    told = {"sourcedId": sourced_id, "status": "active", "dateLastModified": CHANGED, "lineItem": ref("lineItem", "lineItems", item),
            "student": ref("user", "users", student), "scoreStatus": "fully graded", "score": score, "scoreDate": "2026-11-20"}
    if goals:
        objectives = [{"learningObjectiveId": goal, "score": value} for goal, value in goals.items()]
        told["learningObjectiveSet"] = [{"source": "case", "learningObjectiveResults": objectives}]
    return {**told, **more}


class Writer:
    """Asks for a token with one scope each and writes with it."""

    def __init__(self, port, client, secret):
        self.port, self.client, self.secret, self.tokens = port, client, secret, {}

    def token(self, scope):
        if scope not in self.tokens:
            login = base64.b64encode(f"{self.client}:{self.secret}".encode()).decode()
            form = urllib.parse.urlencode({"grant_type": "client_credentials", "scope": SCOPES + scope}).encode()
            answer = ask(self.port, "POST", "/oauth2/token",
                         {"Content-Type": "application/x-www-form-urlencoded", "Authorization": "Basic " + login}, form)
            self.tokens[scope] = json.loads(answer.body)["access_token"]
        return self.tokens[scope]

    def send(self, method, path, content, scope):
        headers = {"Content-Type": "application/json", "Authorization": "Bearer " + self.token(scope)}
        return ask(self.port, method, ROOT + path, headers, json.dumps(content).encode())

    def put(self, kind, thing, scope="gradebook.createput"):
        return self.send("PUT", f"/{kind}s/" + urllib.parse.quote(thing["sourcedId"], safe=""), {kind: thing}, scope)


class Gradebook:
    """Takes every PUT below /gradebook and keeps what was written, in order."""

    def __init__(self):
        self.written, self.lock = [], threading.Lock()
        gradebook = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_PUT(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                kind, thing = next(iter(body.items()))
                with gradebook.lock:
                    gradebook.written.append((kind, urllib.parse.unquote(self.path), thing))
                self.send_response(201)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/gradebook"

    def things(self, kind):
        with self.lock:
            return [thing for known, _, thing in self.written if known == kind]

    def close(self):
        self.server.shutdown()
        self.server.server_close()
