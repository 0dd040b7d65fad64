"""The sink: a receiver of its own making, with a ledger of its own, that misbehaves on command.

    sink.py LEDGER

It is led by JSON lines on standard input and ends when that closes:
    {"open": "slot", "mode": "ok", "tls": {"certificate": FILE, "key": FILE, "client_ca": FILE, "only": "1.1"}}
    {"set": "slot", "mode": "503"}
and answers each with {"slot": "slot", "port": N}. A slot is one receiver on one port of its own.

Every request is written to the ledger and synced before it is answered, one JSON line each:
    {"time", "slot", "mode", "method", "path", "delivery", "sha256", "standard", "results": [[test, pupil, score], ...] | null,
     "orphan": the sender had hung up already, so nobody hears the answer}

A mode is "ok" (the success answer of the standard), a status ("429"; 429 and 503 say Retry-After: 3600), a name of MODES,
or {"status": N, "headers": {...}, "body": "..."}.
"""

import gzip
import hashlib
import json
import os
import select
import socket
import ssl
import struct
import sys
import threading
import time
import warnings

import messages

warnings.filterwarnings("ignore", "ssl.TLSVersion.TLSv1_1")  # a receiver may be that old

PATIENCE = 120  # seconds that a slow mode goes on at most


class Request:
    def __init__(self, method, path, headers, body):
        self.method, self.path, self.headers, self.body = method, path, headers, body
        self.standard = messages.standard_of(path, body)


class Ledger:
    def __init__(self, path):
        self.file = open(path, "ab", buffering=0)
        self.lock = threading.Lock()

    def write(self, **line):
        text = json.dumps(line, separators=(",", ":")).encode() + b"\n"
        with self.lock:
            self.file.write(text)
            os.fsync(self.file.fileno())


# ---------------------------------------------------------------- HTTP


def read_head(stream):
    line = stream.readline(65536).decode("latin-1").split()
    if len(line) < 3:
        return None
    headers = {}
    while True:
        name, colon, value = stream.readline(65536).decode("latin-1").partition(":")
        if not colon:
            return line[0], line[1], headers
        headers[name.strip().lower()] = value.strip()


def read_body(stream, headers):
    if headers.get("transfer-encoding", "").lower() != "chunked":
        length = int(headers.get("content-length", 0))
        body = stream.read(length)
        if len(body) < length:
            raise ConnectionError("the sender went away in the middle of a message")
        return body
    body = b""
    while size := int(stream.readline(100).split(b";")[0], 16):
        body += stream.read(size)
        stream.readline(10)
    while stream.readline(65536).strip():
        pass
    return body


def read_request(stream):
    head = read_head(stream)
    return head and Request(*head, read_body(stream, head[2]))


def response(status, headers=None, body=b"", length=None):
    lines = [f"HTTP/1.1 {status} Answer"] + [f"{name}: {value}" for name, value in (headers or {}).items()]
    if status != 204:
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


# ---------------------------------------------------------------- answers of the standards

CONFIRMATION = (f'<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="{messages.SOAP}"><s:Body>'
                f'<leerresultaten_bevestiging xmlns="{messages.RESULTS}"/></s:Body></s:Envelope>').encode()


def fault(code):
    return (f'<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="{messages.SOAP}"><s:Body><s:Fault>'
            f'<faultcode>s:{code}</faultcode><faultstring>nee</faultstring></s:Fault></s:Body></s:Envelope>').encode()


def success(request):
    if request.path.endswith("/token"):
        token = json.dumps({"access_token": "opaque-token", "token_type": "Bearer", "expires_in": 3600})
        return response(200, {"Content-Type": "application/json"}, token.encode())
    if request.standard == "uwlr":
        return response(200, {"Content-Type": "text/xml; charset=utf-8"}, CONFIRMATION)
    if request.standard == "xapi":
        if request.method == "PUT":
            return response(204)
        ids = [one.get("id") for one in messages.statements_of(request.body)]
        return response(200, {"Content-Type": "application/json"}, json.dumps(ids).encode())
    if request.standard == "gradebook":
        return response(201)
    records = [{"id": one["id"], "status": 2, "statusMessage": "Accepted"}
               for one in json.loads(request.body)["studentScoresAndResults"]]
    return response(202, {"Content-Type": "application/json"}, json.dumps(records).encode())


# ---------------------------------------------------------------- misbehaviour: each gets (connection, request, slot)


def wait_for_hang_up(connection, seconds=PATIENCE):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        readable, _, _ = select.select([connection], [], [], 0.2)
        if readable and not connection.recv(65536):
            return


def has_hung_up(connection):
    """Whether the end of the stream stands behind the request: the sender died while we were busy."""
    if isinstance(connection, ssl.SSLSocket):
        return False
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def late_success(connection, request, slot):
    wait_for_hang_up(connection)
    connection.sendall(success(request))


def reset_mid_body(connection, request, slot):
    connection.sendall(response(200, {"Content-Type": "text/xml"}, CONFIRMATION)[:-40])
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # closing sends RST, not FIN


def half_close(connection, request, slot):
    connection.shutdown(socket.SHUT_WR)
    wait_for_hang_up(connection)


def never(connection, request, slot):
    wait_for_hang_up(connection)


def byte_a_second(connection, request, slot):
    connection.sendall(response(200, {"Content-Type": "text/xml"}, length=10000))
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        connection.sendall(b"<")
        wait_for_hang_up(connection, 1.0)


def endless_chunks(connection, request, slot):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n")
    chunk = b"4000\r\n" + b" " * 0x4000 + b"\r\n"
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        connection.sendall(chunk)


def wrong_length(connection, request, slot):
    connection.sendall(response(200, {"Content-Type": "text/xml"}, CONFIRMATION, length=len(CONFIRMATION) + 1000))


def not_http(connection, request, slot):
    connection.sendall(b"* OK mail server ready\r\n")


def redirect(connection, request, slot):
    connection.sendall(response(302, {"Location": f"http://127.0.0.1:{slot.port}/followed"}))


def redirect_to_metadata(connection, request, slot):
    connection.sendall(response(307, {"Location": "http://169.254.169.254/latest/meta-data/"}))


BOMB = gzip.compress(b" " * 64 * 1024 * 1024)


def gzip_bomb(connection, request, slot):
    connection.sendall(response(200, {"Content-Type": "text/xml", "Content-Encoding": "gzip"}, BOMB))


def html_page(connection, request, slot):
    page = b"<!DOCTYPE html><html><body><h1>Er ging iets mis</h1></body></html>"
    connection.sendall(response(200, {"Content-Type": "text/html"}, page))


def stored_conflict(connection, request, slot):
    """409 for what is known, and tells it when asked."""
    if request.method != "GET":
        slot.statements = {**slot.statements, **{one.get("id"): one for one in messages.statements_of(request.body)}}
        return connection.sendall(response(409))
    known = slot.statements.get(request.path.partition("statementId=")[2])
    if known is None:
        return connection.sendall(response(404))
    said = {**known, "stored": "2026-01-01T00:00:00Z", "authority": {"objectType": "Agent", "mbox": "mailto:lrs@example.org"}}
    connection.sendall(response(200, {"Content-Type": "application/json"}, json.dumps(said).encode()))


def other_conflict(connection, request, slot):
    if request.method != "GET":
        return connection.sendall(response(409))
    other = messages.statement(messages.Result("een-andere-toets", "een-ander", 1))
    connection.sendall(response(200, {"Content-Type": "application/json"}, json.dumps(other).encode()))


MODES = {
    "200 after time-out": late_success, "reset mid-body": reset_mid_body, "half-close": half_close, "never": never,
    "byte a second": byte_a_second, "endless chunks": endless_chunks, "wrong length": wrong_length, "not HTTP": not_http,
    "redirect": redirect, "redirect to 169.254.169.254": redirect_to_metadata, "gzip bomb": gzip_bomb,
    "HTML with 200": html_page, "409, same stored": stored_conflict, "409, other stored": other_conflict,
}
CLOSES = {"200 after time-out", "reset mid-body", "half-close", "never", "byte a second", "endless chunks", "wrong length",
          "not HTTP"}


def answer(connection, request, slot, mode):
    """True when the connection goes on."""
    if request.path.endswith("/token") or mode == "ok":
        connection.sendall(success(request))
    elif isinstance(mode, dict):
        connection.sendall(response(mode["status"], mode.get("headers"), mode.get("body", "").encode()))
    elif mode in MODES:
        MODES[mode](connection, request, slot)
        return mode not in CLOSES
    else:
        headers = {"Retry-After": "3600"} if mode in ("429", "503") else {}
        connection.sendall(response(int(mode), headers))
    return True


# ---------------------------------------------------------------- slots

VERSIONS = {"1.1": ssl.TLSVersion.TLSv1_1, "1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}


def tls_context(tls):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if "only" in tls:
        context.set_ciphers("ALL:@SECLEVEL=0")  # or OpenSSL refuses 1.1 by itself
        context.minimum_version = context.maximum_version = VERSIONS[tls["only"]]
    context.load_cert_chain(tls["certificate"], tls["key"])
    if "client_ca" in tls:
        context.load_verify_locations(tls["client_ca"])
        context.verify_mode = ssl.CERT_REQUIRED
    return context


class Slot:
    def __init__(self, name, mode, tls, ledger):
        self.name, self.mode, self.ledger = name, mode, ledger
        self.tls = tls_context(tls) if tls else None
        self.statements = {}
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            with connection, connection.makefile("rb") as stream:
                while request := read_request(stream):
                    mode = self.mode
                    self.note(request, mode, has_hung_up(connection))
                    if not answer(connection, request, self, mode):
                        return
        except (OSError, ValueError):
            pass  # the other side went away, or spoke no HTTP

    def note(self, request, mode, orphan):
        if request.path.endswith("/token"):
            return
        self.ledger.write(
            time=time.time(), slot=self.name, mode=str(mode), method=request.method, path=request.path,
            delivery=request.headers.get("schakel-delivery-id"), sha256=hashlib.sha256(request.body).hexdigest(),
            standard=request.standard, orphan=orphan, results=messages.results_of(request.path, request.body) if request.body else [])


def main():
    ledger = Ledger(sys.argv[1])
    slots = {}
    for line in sys.stdin:
        order = json.loads(line)
        if "open" in order:
            slot = slots[order["open"]] = Slot(order["open"], order.get("mode", "ok"), order.get("tls"), ledger)
        else:
            slot = slots[order["set"]]
            slot.mode = order["mode"]
        print(json.dumps({"slot": slot.name, "port": slot.port}), flush=True)


if __name__ == "__main__":
    main()
