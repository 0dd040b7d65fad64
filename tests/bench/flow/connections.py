"""L6: thousands of connections that do nothing, and hundreds that send a byte a second, beside a normal load; memory for each of them."""

import resource
import selectors
import socket
import threading
import time

import world

REQUEST = b"POST /xapi/statements HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"


def raise_limit(wanted):
    """Of open files; the number that may be opened."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    now = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (now, hard))
    return now


def open_many(port, count):
    opened = []
    for _ in range(count):
        one = socket.create_connection(("127.0.0.1", port), 10)
        opened.append(one)
    return opened


class Slow(threading.Thread):
    """Each sends a byte of its request a second."""

    def __init__(self, connections):
        super().__init__(daemon=True)
        self.connections, self.ended = connections, threading.Event()

    def run(self):
        at = 0
        while not self.ended.wait(1):
            byte = REQUEST[at:at + 1] or b" "
            at += 1
            for one in list(self.connections):
                try:
                    one.send(byte)
                except OSError:
                    self.connections.remove(one)


def still_open(connections):
    chosen = selectors.DefaultSelector()
    for one in connections:
        chosen.register(one, selectors.EVENT_READ)
    return len(connections) - len(chosen.select(0))


def l6(binaries, folder, options, told):
    idle, slow = 10_000, 1_000
    if raise_limit(2 * (idle + slow)) < idle + slow + 500:
        told.figure("L6", "not shown: this user may not open so many files")
        return
    seconds = min(15, options.seconds)
    with world.World(binaries, folder / "l6") as made:
        made.load(rate=200, seconds=3)  # does not count
        calm = made.load(rate=200, seconds=seconds)["p99_ms"]
        before = made.memory_mib()
        waiting = open_many(made.port, idle)
        time.sleep(1)
        each = (made.memory_mib() - before) * 1024 / idle
        alive = still_open(waiting)
        drips = Slow(open_many(made.port, slow))
        drips.start()
        got = made.load(rate=200, seconds=seconds)
        drips.ended.set()
        drips.join()
        for one in [*waiting, *drips.connections]:
            one.close()
    amount = f"{alive} idle connections, {slow} slow ones: "
    told.bar("", "speed 5", f"memory per idle connection {each:.1f} KiB, bar 32", each <= 32 and alive == idle)
    told.bar("", "L6", f"{amount}accept p99 {calm:.1f} ms before, {got['p99_ms']:.1f} ms meanwhile, bar +10 % or 1 ms, {got['failed']} failed",
             got["p99_ms"] < max(calm * 1.1, calm + 1) and got["failed"] == 0)
