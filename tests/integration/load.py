"""The load: sends results at a steady rate and keeps a ledger of every answer.

    load.py --standard uwlr-2.2 --port-file FILE --ledger FILE --rate 100 [--pupils 40] [--prefix T] [--seconds N]

Open loop: each message has its moment beforehand, so a gateway that stalls shows as late answers and not as fewer messages.
One pupil takes one test again and again with a rising score; what is about one pupil is sent in order, by one worker.
A message that got no 2xx is not sent again: nothing was promised for it. Ends after --seconds, or when standard input closes,
and prints one JSON line with its counts. The port is read from the file at each new connection.

Ledger, one JSON line per message, synced: {"time", "test", "pupil", "score", "status" (0: no answer), "ms", "late_ms"}
"""

import argparse
import base64
import http.client
import json
import os
import queue
import sys
import threading
import time

import configuration
import messages

WORKERS = 8


class Ledger:
    def __init__(self, path):
        self.file = open(path, "ab", buffering=0)
        self.lock = threading.Lock()
        self.counts = {}

    def write(self, line):
        with self.lock:
            self.file.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")
            os.fsync(self.file.fileno())
            self.counts[line["status"]] = self.counts.get(line["status"], 0) + 1


def form_of(standard):
    """(path, headers, builder) of a message in this standard."""
    if standard.startswith("uwlr"):
        version = standard.partition("-")[2]
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '"BrengLeerresultaten"'}
        return f"/soap/uwlr/{version}/leerresultaten", headers, lambda one: messages.uwlr([one], version=version)
    if standard.startswith("xapi"):
        login = base64.b64encode(":".join(configuration.XAPI_LOGIN).encode()).decode()
        headers = {"Content-Type": "application/json", "X-Experience-API-Version": "1.0.3", "Authorization": "Basic " + login}
        return "/xapi/statements", headers, lambda one: messages.xapi([one])
    raise SystemExit(f"no load in {standard}")


class Worker(threading.Thread):
    def __init__(self, options, ledger):
        super().__init__(daemon=True)
        self.work = queue.Queue()
        self.options, self.ledger = options, ledger
        self.path, self.headers, self.build = form_of(options.standard)
        self.connection = None

    def run(self):
        while (item := self.work.get()) is not None:
            due, result = item
            body = self.build(result)
            began = time.monotonic()
            status = self.send(body)
            done = time.monotonic()
            self.ledger.write({
                "time": time.time(), **result._asdict(), "status": status, "ms": round((done - began) * 1000, 2),
                "late_ms": round((done - due) * 1000, 2)})

    def send(self, body):
        try:
            if self.connection is None:
                port = int(open(self.options.port_file).read())
                self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            self.connection.request("POST", self.path, body, self.headers)
            answer = self.connection.getresponse()
            answer.read()
            if answer.will_close:
                self.hang_up()
            return answer.status
        except (OSError, ValueError, http.client.HTTPException):
            self.hang_up()
            return 0

    def hang_up(self):
        if self.connection:
            self.connection.close()
        self.connection = None


def until_closed():
    closed = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), closed.set()), daemon=True).start()
    return closed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--standard", default="uwlr-2.2")
    parser.add_argument("--port-file", required=True)
    parser.add_argument("--ledger", required=True)
    parser.add_argument("--rate", type=float, default=100)
    parser.add_argument("--pupils", type=int, default=40)
    parser.add_argument("--prefix", default="T")
    parser.add_argument("--seconds", type=float, default=3600)
    options = parser.parse_args()

    ledger = Ledger(options.ledger)
    workers = [Worker(options, ledger) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    stop = until_closed()
    began = time.monotonic()
    number = 0
    while not stop.is_set() and (due := began + number / options.rate) - began < options.seconds:
        if stop.wait(max(0.0, due - time.monotonic())):
            break
        who = number % options.pupils
        name = f"{options.prefix}{who:04d}"
        workers[who % WORKERS].work.put((due, messages.Result(name, "LL-" + name, number // options.pupils)))
        number += 1
    for worker in workers:
        worker.work.put(None)
    for worker in workers:
        worker.join()
    print(json.dumps({"sent": number, "statuses": {str(status): count for status, count in ledger.counts.items()}}))


if __name__ == "__main__":
    main()
