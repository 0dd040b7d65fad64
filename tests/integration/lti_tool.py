"""ltijs as an independent LTI 1.3 tool of a publisher: started, asked to do things, ended."""

import json
import pathlib
import subprocess
import sys
import threading
import urllib.error
import urllib.request

from cases import ROOT, wait_until

sys.path.insert(0, str(ROOT / "tests" / "peers"))
from installed import Absent, packages  # noqa: E402,F401

PROGRAM = ROOT / "tests" / "peers" / "ltijs_tool.cjs"


class Refused(Exception):
    """What ltijs says when its request was refused; `status` is the platform's."""

    def __init__(self, error, status):
        super().__init__(f"{status}: {error}")
        self.status = status


class Tool:
    """`more`: further arguments of the program."""

    def __init__(self, folder, *more):
        packages()
        self.arguments = more
        self.folder = pathlib.Path(folder) / "ltijs"
        self.folder.mkdir()
        self.port = None

    def __enter__(self):
        log = open(self.folder / "log.txt", "wb")
        self.process = subprocess.Popen(["node", str(PROGRAM), str(self.folder), *self.arguments], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=log)
        threading.Thread(target=self._read, daemon=True).start()
        wait_until(lambda: self.port or self.process.poll() is not None, 120, "ltijs")
        if not self.port:
            raise RuntimeError(f"ltijs ended: {(self.folder / 'log.txt').read_text()[-2000:]}")
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def _read(self):
        for line in self.process.stdout:
            words = line.decode(errors="replace").split()
            if len(words) == 2 and words[0] == "listening":
                self.port = int(words[1])

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def ask(self, what, **body):
        request = urllib.request.Request(f"{self.url}/control/{what}", json.dumps(body).encode(),
                                         {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read())["value"]
        except urllib.error.HTTPError as refused:
            told = json.loads(refused.read())
            raise Refused(told["error"], told["status"]) from None

    def knows(self, gateway, issuer, client_id):
        """Registers the gateway by hand."""
        base = gateway + "/lti/1.3"
        self.ask("platform", url=issuer, name="Schakel", clientId=client_id, authenticationEndpoint=base + "/authorize",
                 accesstokenEndpoint=base + "/token", authConfig={"method": "JWK_SET", "key": base + "/jwks"})

    def last_launch(self):
        return self.ask("launches")[-1]
