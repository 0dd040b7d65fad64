"""A name server that misbehaves: what it does stands in the name that is asked for.

    dns_stub.py ADDRESS

It answers on UDP port 53 of ADDRESS (of the loopback network, so that a resolv.conf can name it) until standard input closes, and says
"ready" first. For `WAY.anything.example`, WAY being:
    good          127.0.0.1 at once
    slow          127.0.0.1 after one second
    absent        there is no such name
    broken        server failure
    flapping      no such name and 127.0.0.1 in turns, question by question for an IPv4 address
    silent        no answer
    two           127.0.0.9 first and 127.0.0.1 second
A question for anything but an IPv4 address is answered with nothing, or not at all where the way is silent.
"""

import socket
import struct
import sys
import threading
import time

NO_FAULT, SERVER_FAILURE, NO_SUCH_NAME = 0, 2, 3
IPV4 = 1


def name_in(question):
    """(first label, end of the name)."""
    at, labels = 12, []
    while size := question[at]:
        labels.append(question[at + 1:at + 1 + size].decode("ascii", "replace").lower())
        at += 1 + size
    return labels[0] if labels else "", at + 1


def answer(question, fault, addresses):
    """RFC 1035: the question repeated, and one record with a pointer to its name for each address."""
    _, end = name_in(question)
    head = question[:2] + struct.pack(">HHHHH", 0x8180 | fault, 1, len(addresses), 0, 0)
    records = [b"\xc0\x0c" + struct.pack(">HHIH", IPV4, 1, 0, 4) + socket.inet_aton(each) for each in addresses]
    return head + question[12:end + 4] + b"".join(records)


class Stub:
    def __init__(self, address):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((address, 53))
        self.asked = 0

    def run(self):
        while True:
            question, asker = self.socket.recvfrom(2000)
            threading.Thread(target=self.reply, args=(question, asker), daemon=True).start()

    def reply(self, question, asker):
        way, end = name_in(question)
        if way == "silent":
            return
        is_ipv4 = struct.unpack(">H", question[end:end + 2])[0] == IPV4
        if way == "slow":
            time.sleep(1.0)  # the fault itself
        self.socket.sendto(answer(question, *self.told(way, is_ipv4)), asker)

    def told(self, way, is_ipv4):
        if way == "flapping" and is_ipv4:
            self.asked += 1
            return (NO_SUCH_NAME, []) if self.asked % 2 else (NO_FAULT, ["127.0.0.1"])
        if way in ("absent", "broken"):
            return (NO_SUCH_NAME if way == "absent" else SERVER_FAILURE), []
        addresses = ["127.0.0.9", "127.0.0.1"] if way == "two" else ["127.0.0.1"]
        return NO_FAULT, addresses if is_ipv4 else []


def main():
    stub = Stub(sys.argv[1])
    threading.Thread(target=stub.run, daemon=True).start()
    print("ready", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
