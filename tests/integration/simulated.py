"""One `schakel simulate`, as a process of its own."""

import json
import subprocess
import urllib.parse

import oneroster_peer
from cases import BINARY


class Simulated:
    def __init__(self, standard, *words):
        self.child = subprocess.Popen([BINARY, "simulate", standard, "--listen", "127.0.0.1:0", *map(str, words)],
                                      stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        words = self.child.stdout.readline().decode().split()
        if len(words) != 3:
            raise RuntimeError(f"simulate {standard} did not start")
        self.url = f"http://127.0.0.1:{words[2]}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.terminate()
        self.child.wait(20)
        self.child.stdout.close()

    def state(self):
        return json.loads(oneroster_peer.request(self.url + "/simulate").body)

    def order(self, **form):
        """change=1 or misbehave="empty,slow"; gives the state after it."""
        answer = oneroster_peer.request(self.url + "/simulate", "POST", {"Content-Type": "application/x-www-form-urlencoded"},
                                        urllib.parse.urlencode(form))
        if answer.status != 200:
            raise RuntimeError(answer)
        return json.loads(answer.body)
