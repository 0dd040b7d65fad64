"""The fault proxy: a TCP relay that delays, stalls, cuts and throttles on command, with a ledger of its connections.

    fault_proxy.py LEDGER

It is led by JSON lines on standard input and ends when that closes:
    {"open": "name", "port": N, "script": [...]}      a relay to 127.0.0.1:N
    {"set": "name", "script": [...]}                  from the next connection on
and answers each with {"name": "name", "port": M}.

A script is a list with one object per connection, counted from the moment it was set; the last one holds for all further ones.
An empty object relays faithfully. Directions are "there" (to the receiver) and "back" (its answer). An object may say:
    "refuse": true               reset as soon as the connection stands
    "delay": S                   seconds before the first byte goes, in "of" (default "back")
    "stall": N                   after N bytes of "of" nothing goes on, and nothing is closed
    "cut": N                     after N bytes of "of" both connections end
    "how": "reset" | "close"     how they end (default "reset")
    "of": "there" | "back"       the direction that delay, stall and cut are about (default "back")
    "throttle": N                bytes per second, both ways
    "duplicate": true            what goes there goes there over a second connection too; the answer to that one is heard by nobody

Ledger, one JSON line per connection when it has ended: {"name", "number" (from 0 since the script was set), "seconds" that the
connection stood before the first side closed, "there", "back" (bytes that were passed on), "by": who closed first, "client", "receiver" or "proxy"}.
"""

import asyncio
import json
import os
import socket
import struct
import sys
import time

PIECE = 65536


class Ended(Exception):
    """The script ends the connection."""


class Relay:
    """One direction of one connection: reads, and passes on as the script says."""

    def __init__(self, how, direction, source, targets):
        self.how, self.direction, self.source, self.targets = how, direction, source, targets
        self.is_meant = how.get("of", "back") == direction
        self.passed = 0

    def room(self):
        """How many bytes may pass before something happens; None: any number."""
        limits = [self.how[word] for word in ("cut", "stall") if self.is_meant and word in self.how]
        return min(limits) - self.passed if limits else None

    async def run(self):
        if self.room() == 0:
            return await self.end_of_room()
        while data := await self.source.read(PIECE):
            if self.is_meant and self.passed == 0 and "delay" in self.how:
                await asyncio.sleep(self.how["delay"])
            room = self.room()
            await self.pass_on(data if room is None else data[:room])
            if room is not None and len(data) >= room:
                return await self.end_of_room()
        for target in self.targets:
            target.write_eof()

    async def end_of_room(self):
        if "cut" in self.how:
            raise Ended
        while await self.source.read(PIECE):
            pass  # swallowed; nobody is told
        if self.direction == "back":
            await asyncio.get_running_loop().create_future()  # nor that the receiver has gone

    async def pass_on(self, data):
        rate = self.how.get("throttle")
        step = max(1, rate // 20) if rate else PIECE
        for begin in range(0, len(data), step):
            if rate:
                await asyncio.sleep(step / rate)
            for target in self.targets:
                target.write(data[begin:begin + step])
                await target.drain()
        self.passed += len(data)


def reset(writer):
    """Closing sends RST and not FIN, and nothing that is still buffered."""
    connection = writer.get_extra_info("socket")
    if connection is not None and connection.fileno() >= 0:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


class Proxy:
    def __init__(self, name, target, ledger):
        self.name, self.target, self.ledger = name, target, ledger
        self.script, self.number = [{}], 0

    async def open(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", 0, backlog=1024)
        self.port = self.server.sockets[0].getsockname()[1]

    def next(self):
        number, self.number = self.number, self.number + 1
        return number, self.script[min(number, len(self.script) - 1)]

    async def serve(self, client_in, client_out):
        number, how = self.next()
        one = Connection(how, client_in, client_out)
        await one.run(self.target)
        one.close()
        self.ledger.write(json.dumps({"name": self.name, "number": number, **one.told()}) + "\n")


class Connection:
    def __init__(self, how, client_in, client_out):
        self.how, self.client_in, self.client_out = how, client_in, client_out
        self.began, self.seconds = time.monotonic(), 0.0
        self.writers, self.relays, self.by = [client_out], [], "proxy"

    async def run(self, target):
        if self.how.get("refuse"):
            return
        try:
            inward, targets = None, []
            for _ in range(2 if self.how.get("duplicate") else 1):
                answer, outward = await asyncio.open_connection("127.0.0.1", target)
                inward = inward or answer
                targets.append(outward)
            self.writers += targets
            self.relays = [Relay(self.how, "there", self.client_in, targets), Relay(self.how, "back", inward, [self.client_out])]
            await self.first_end()
        except OSError:
            pass  # somebody went away while he was written to

    async def first_end(self):
        tasks = {asyncio.create_task(relay.run()): side for relay, side in zip(self.relays, ("client", "receiver"))}
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        self.seconds = round(time.monotonic() - self.began, 3)
        ended = next(iter(done))
        if not isinstance(ended.exception(), Ended):
            self.by = tasks[ended]
            await asyncio.wait(tasks, timeout=0.2)  # the other side may still have something to say, but not for long
        for task in tasks:
            task.cancel()

    def close(self):
        for writer in self.writers:
            if self.by == "proxy" and self.how.get("how") == "close":
                writer.close()
            else:
                reset(writer)

    def told(self):
        passed = {relay.direction: relay.passed for relay in self.relays}
        return {"seconds": self.seconds, "there": 0, "back": 0, **passed, "by": self.by}


async def lines_of(stream):
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), stream)
    while line := await reader.readline():
        yield json.loads(line)


async def main():
    proxies = {}
    ledger = open(sys.argv[1], "a", buffering=1)
    async for order in lines_of(sys.stdin):
        if "open" in order:
            proxy = proxies[order["open"]] = Proxy(order["open"], order["port"], ledger)
            await proxy.open()
        else:
            proxy = proxies[order["set"]]
        proxy.script, proxy.number = order.get("script") or [{}], 0
        print(json.dumps({"name": proxy.name, "port": proxy.port}), flush=True)
    os._exit(0)  # whatever is relayed at this moment


if __name__ == "__main__":
    asyncio.run(main())
