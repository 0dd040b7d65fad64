"""Who tells of entitlements and who asks for them, made apart from the product: clients of Edu-V, and a supplier of its own
that has a catalogue, delivery orders and entitlements, gives tokens and takes confirmations. Its modes are set while it runs."""

import base64
import copy
import http.server
import json
import threading
import urllib.error
import urllib.parse
import urllib.request
import uuid

RIO = "104A158"
PRODUCT = "9789000000014"
ECK_ID = "https://ketenid.nl/201703/" + "0123456789abcdef" * 8
OTHER_ECK_ID = "https://ketenid.nl/201703/" + "fedcba9876543210" * 8

ENTITLEMENT, DELIVERY = "/edu-v/entitlement/v1", "/edu-v/delivery/v2"
CATALOGUE, USAGE = "/edu-v/catalogue/v2", "/edu-v/usage/v1"


def entitlement(number=1, person=None, status="entitled", product=PRODUCT, **more):
    user = person or {"userMasterIdentifier": ECK_ID, "userIds": [{"userId": "leerling-1", "userIdType": "ASI"}]}
    return {"entitlementId": str(uuid.UUID(int=number)), "deliveryOrderId": str(uuid.UUID(int=7)), "contractId": "K-7",
            "productId": product, "startDate": "2026-08-01", "activationUntilDate": "2099-07-31",
            "entitlementType": "school-student",
            "entitlementSpecification": {"school": {"organisationMasterIdentifier": RIO}, "student": user},
            "entitlementStatus": status, "urlStatuses": [{"portal": "portaal-1", "urlStatus": "initialized"}],
            "dateCreated": "2026-05-01T08:00:00Z", "dateLastModified": "2026-09-01T08:00:00Z", **more}


def request_of(what, reference=None):
    return {"entitlementReferenceId": reference or str(uuid.uuid4()), "entitlement": what}


def activation(number=1, **more):
    return {"entitlementId": str(uuid.UUID(int=number)), "productId": PRODUCT, "entitlementType": "school-student",
            "school": {"organisationMasterIdentifier": RIO}, "user": {"userMasterIdentifier": ECK_ID},
            "usageDate": "2026-09-02", "usageType": "initial-activation", "expirationDate": "2099-07-31", **more}


def order(number=7, kind="school-all", **more):
    return {"deliveryOrderId": str(uuid.UUID(int=number)), "contractId": "K-7",
            "buyer": {"organisationMasterIdentifier": RIO}, "productId": PRODUCT, "deliveryType": kind,
            "deliverySpecification": {"school": {"organisationMasterIdentifier": RIO}, "totalQuantity": 30},
            "portals": ["portaal-1"], "startDate": "2026-08-01", "activationUntilDate": "2099-07-31", "status": "ordered",
            "dateCreated": "2026-05-01T08:00:00Z", "dateLastModified": "2026-09-01T08:00:00Z", **more}


def product(code=PRODUCT, **more):
    picture = {"url": "https://uitgever.example/plaatje.png"}
    return {"productId": code, "publisher": "Uitgeverij Voorbeeld", "type": "digital", "status": "available", "forSale": False,
            "saleUnitSize": 1, "name": f"Rekenen {code[-3:]}", "edition": "2026", "studies": [], "subjects": [],
            "licensePeriod": {"licenseVariant": "schoolyear"}, "defaultAccessUrl": f"https://uitgever.example/open/{code}",
            "shortDescription": "Rekenen voor groep 5", "copyrightType": "yes", "authors": {},
            "media": {"publisherThumbnailUrl": picture}, "firstPublishedDate": "2026-01-01",
            "dateCreated": "2026-01-01T08:00:00Z", "dateLastModified": "2026-01-02T08:00:00Z", **more}


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.body[:600]!r}"


def ask(method, url, body=None, headers=None):
    wanted = urllib.request.Request(url, body, headers or {}, method=method)
    try:
        with urllib.request.urlopen(wanted, timeout=20) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as answer:
        return Answer(answer.code, answer.headers, answer.read())


class Client:
    """One who has a client id and a secret at the gateway."""

    def __init__(self, gateway, client_id, secret="geheim-1"):
        self.gateway, self.client_id, self.secret = gateway, client_id, secret
        self.token = None

    def log_in(self, scope=""):
        login = base64.b64encode(f"{self.client_id}:{self.secret}".encode()).decode()
        form = urllib.parse.urlencode({"grant_type": "client_credentials", **({"scope": scope} if scope else {})}).encode()
        answer = ask("POST", self.gateway.url("/oauth2/token"), form,
                     {"Content-Type": "application/x-www-form-urlencoded", "Authorization": "Basic " + login})
        self.token = answer.json().get("access_token")
        return self

    def ask(self, method, path, body=None, headers=None):
        sent = {"Authorization": "Bearer " + self.token} if self.token else {}
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        if body is not None:
            sent["Content-Type"] = "application/json"
        return ask(method, self.gateway.url(path), body, {**sent, **(headers or {})})

    def tell(self, what, reference=None):
        return self.ask("PUT", ENTITLEMENT + "/entitlements", request_of(what, reference))


class Supplier:
    """Has everything of one school, and takes confirmations; ends with the program."""

    def __init__(self):
        self.products, self.entitlements, self.orders = [product()], [], []
        self.confirmations, self.asked, self.status = [], [], 200
        self.lock = threading.Lock()
        owner = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def give(self, status, body):
                text = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def do_GET(self):
                with owner.lock:
                    owner.asked.append(self.path)
                    status, found = owner.status, copy.deepcopy(owner.list_at(urllib.parse.urlsplit(self.path).path))
                self.give(status if found is not None else 404, found or [])

            def do_PUT(self):
                body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
                with owner.lock:
                    status = owner.status
                    if status < 300:
                        owner.confirmations.append((self.path, body))
                self.give(202 if status < 300 else status, {})

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # who asked was killed before the answer
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def list_at(self, path):
        return {"/products": self.products, "/entitlements/school": self.entitlements, "/deliveryorders/school": self.orders}.get(path)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
