"""The learning environment of tests/peers/platform.mjs, started and asked."""

import json
import subprocess
import sys
import threading
import urllib.parse
import urllib.request

from cases import ROOT, wait_until

sys.path.insert(0, str(ROOT / "tests" / "peers"))
from installed import Absent, packages  # noqa: E402,F401

CLIENT, DEPLOYMENT, TOOL_CLIENT = "schakel-1", "dep-1", "tool-1"
AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/"
NRPS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"


class Platform:
    """Ends only the process that it started."""

    def __init__(self, **settings):
        packages()
        known = {"client_id": CLIENT, "deployment": DEPLOYMENT, "tool_client_id": TOOL_CLIENT, **settings}
        self.process = subprocess.Popen(["node", str(ROOT / "tests" / "peers" / "platform.mjs"), json.dumps(known)],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        self.port = 0
        threading.Thread(target=self._read_port, daemon=True).start()
        wait_until(lambda: self.port or self.process.poll() is not None, 30, "the platform's port")
        if not self.port:
            raise RuntimeError("the platform ended")
        self.url = f"http://localhost:{self.port}"

    def _read_port(self):
        for line in self.process.stdout:
            words = line.decode().split()
            if len(words) == 2 and words[0] == "listening":
                self.port = int(words[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def ask(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(self.url + path, data, timeout=30) as answer:
            return json.loads(answer.read())

    def set(self, **settings):
        return self.ask("/settings", settings)

    def records(self, what):
        return [one for one in self.ask("/records") if one["what"] == what]

    def start(self, **hint):
        return self.url + "/start?" + urllib.parse.urlencode(hint)

    def source(self, school, **more):
        """How a gateway's settings describe it."""
        return {"standard": "lti-1.3", "issuer": self.url, "client_id": CLIENT, "authorization_url": self.url + "/authorize",
                "keys_url": self.url + "/jwks", "token_url": self.url + "/token", "deployments": [DEPLOYMENT],
                "default_school": school, "scopes": [AGS + "score", AGS + "lineitem", AGS + "result.readonly", NRPS],
                "identifiers": {"lti.user": "las.key"}, **more}

    def tool(self):
        """The publisher's tool beside it, likewise."""
        return {"standard": "lti-1.3", "client_id": TOOL_CLIENT, "login_url": self.url + "/tool/login",
                "launch_url": self.url + "/tool/launch", "redirect_urls": [self.url + "/tool/launch"],
                "keys_url": self.url + "/tool/jwks", "scopes": [AGS + "score", AGS + "lineitem", AGS + "result.readonly"],
                "pseudonym_key": "pseudoniemsleutel-van-de-test-0001"}

    def receiver(self):
        """As the receiver of scores."""
        return {"standard": "lti-1.3", "url": self.url, "retry_delays": ["1s", "1s"], "time_out": "5s",
                "token": {"url": self.url + "/token", "client_id": CLIENT, "key": "launches"}}
