"""The platform side of the adapter LTI 1.3 as an HTTP server, without a gateway around it: build/…/bin/lti_platform_peer
answers, this speaks HTTP and fetches the keys that it asks for."""

import html
import http.server
import json
import os
import pathlib
import subprocess
import threading
import urllib.parse
import urllib.request

from cases import BINARY

PEER = pathlib.Path(os.environ.get("SCHAKEL_BUILD", pathlib.Path(BINARY).parent)) / "bin" / "lti_platform_peer"
BASE = "/lti/1.3"


def _page(form):
    fields = "".join(f'<input name="{html.escape(name)}" value="{html.escape(value)}">' for name, value in form["fields"])
    return f'<form action="{html.escape(form["action"])}" method="{form["method"]}">{fields}</form>'.encode()


class Platform:
    def __init__(self, tool):
        self._lock = threading.Lock()
        platform = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def _any(self):
                parts = urllib.parse.urlsplit(self.path)
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                question = {"op": "start", "choosing": parts.query == "choosing"} if parts.path == "/start" else {
                    "op": "request", "method": self.command, "path": parts.path.removeprefix(BASE), "query": parts.query,
                    "body": body, "headers": [list(one) for one in self.headers.items()]}
                answer = platform.ask(question)
                content = _page(answer["form"]) if "form" in answer else answer["body"].encode()
                self.send_response(answer.get("status", 200))
                for name, value in answer.get("headers", []):
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PUT = do_DELETE = _any

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._tool = tool

    def __enter__(self):
        self._peer = subprocess.Popen([str(PEER), self.url, self._tool.url], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      text=True)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._peer.kill()
        self._peer.wait()

    def ask(self, question):
        with self._lock:
            for _ in range(4):
                answer = self._exchange(question)
                if "ask" not in answer:
                    return answer
                with urllib.request.urlopen(answer["ask"], timeout=30) as keys:
                    self._exchange({"op": "keys", "url": answer["ask"], "jwks": keys.read().decode()})
        raise RuntimeError("asks for the same keys again and again")

    def _exchange(self, question):
        self._peer.stdin.write(json.dumps(question) + "\n")
        self._peer.stdin.flush()
        return json.loads(self._peer.stdout.readline())
