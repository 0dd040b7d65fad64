"""Requests as bytes, so that they may be wrong in any way, and answers read back."""

import socket

METHODS_WITHOUT_BODY = ("GET", "HEAD", "DELETE")


class Answer:
    """status is 0 when the connection ended without one."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    def header(self, name):
        return self.headers.get(name.lower(), "")

    def __repr__(self):
        return f"{self.status} {self.headers} {self.text[:600]}"


def read_answer(stream):
    words = stream.readline(65536).split()
    if len(words) < 2 or not words[0].startswith(b"HTTP/"):
        return Answer(0, {}, b"")
    headers = {}
    while True:
        name, colon, value = stream.readline(65536).decode("latin-1").partition(":")
        if not colon:
            break
        headers[name.strip().lower()] = value.strip()
    status = int(words[1])
    if status == 100:
        return read_answer(stream)
    length = headers.get("content-length")
    return Answer(status, headers, stream.read(int(length)) if length else b"")


def exchange(port, request, context=None, seconds=30, name="localhost"):
    """Sends bytes, reads one answer. With an SSL context over TLS; TLS failures raise ssl.SSLError."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        if context:
            connection = context.wrap_socket(connection, server_hostname=name)
        try:
            connection.sendall(request)
        except (BrokenPipeError, ConnectionResetError):
            pass  # refused before everything was sent; the answer says why
        try:
            with connection.makefile("rb") as stream:
                return read_answer(stream)
        except ConnectionResetError:
            return Answer(0, {}, b"")
        finally:
            connection.close()


def request_bytes(method, path, headers=None, body=b""):
    lines = [f"{method} {path} HTTP/1.1", "Host: gateway.test", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if method not in METHODS_WITHOUT_BODY or body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def ask(port, method, path, headers=None, body=b"", **more):
    return exchange(port, request_bytes(method, path, headers, body), **more)
