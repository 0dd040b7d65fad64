"""HTTP as the programs of the demo use it: one connection that is kept, and what came of a class."""

import dataclasses
import http.client
import urllib.parse


@dataclasses.dataclass
class Tally:
    """What a sender sent and what was accepted, in messages; and what it was told where it was refused."""
    sent: int = 0
    accepted: int = 0
    refusals: list = dataclasses.field(default_factory=list)

    def note(self, accepted, told):
        self.sent += 1
        if accepted:
            self.accepted += 1
        else:
            self.refusals.append(told)


class Connection:
    def __init__(self, url):
        self.host = urllib.parse.urlsplit(url).netloc
        self.open = http.client.HTTPConnection(self.host, timeout=60)

    def request(self, method, path, body=None, headers=None):
        """Status and text of the answer."""
        status, _, text = self.exchange(method, path, body, headers)
        return status, text

    def exchange(self, method, path, body=None, headers=None):
        """Status, headers (names in lower case) and text. A connection that was closed in between is opened once more."""
        for last_try in (False, True):
            try:
                self.open.request(method, path, body, headers or {})
                answer = self.open.getresponse()
                told = {name.lower(): value for name, value in answer.getheaders()}
                return answer.status, told, answer.read().decode("utf-8", "replace")
            except (http.client.HTTPException, ConnectionError):
                self.open.close()
                if last_try:
                    raise

    def close(self):
        self.open.close()
