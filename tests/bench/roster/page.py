"""A filtered page of 1,000 users at 100,000 users, asked over and over, beside nginx serving the same bytes as a file."""

import json
import os
import shutil
import socket
import statistics
import subprocess
import time
import urllib.parse
from pathlib import Path

import served  # first: it knows where the next is
import oneroster_peer

HERE = Path(__file__).resolve().parent
BAR = 0.25
FILTER = "status='active' AND familyName>='D'"
# Without sendfile: over the loopback interface nginx is twice as fast so.
NGINX = """
daemon off; worker_processes auto; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile off; output_buffers 2 512k; gzip off; keepalive_requests 1000000000; default_type application/json;
client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
server {{ listen 127.0.0.1:{port}; root {folder}/files; }} }}
"""


def program(name):
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Nginx:
    def __init__(self, folder, content):
        (folder / "files").mkdir(parents=True)
        (folder / "files" / "users").write_bytes(content)
        os.chmod(folder, 0o755)
        self.port = free_port()
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=self.port))
        self.process = subprocess.Popen([program("nginx"), "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"])
        self.wait(folder, content)

    def wait(self, folder, content):
        for _ in range(100):
            try:
                answer = oneroster_peer.request(f"http://127.0.0.1:{self.port}/users")
                break
            except OSError:
                time.sleep(0.05)
        else:
            raise SystemExit("nginx did not start: " + (folder / "error.log").read_text())
        if answer.status != 200 or answer.body != content:
            raise SystemExit(f"nginx does not serve the page: {answer}")

    def stop(self):
        self.process.terminate()
        self.process.wait()


def path_of(words, offset="5000"):
    """The filter is encoded; {} stays as it is: page.lua puts a number there."""
    text = urllib.parse.quote(words, safe="{}")
    return f"{served.ONEROSTER}/users?limit=1000&offset={offset}&sort=sourcedId&filter={text}"


def load(port, path, bearer, span, options, seconds):
    environment = dict(os.environ, BENCH_PATH=path, BENCH_BEARER=bearer, BENCH_SPAN=str(span))
    command = ["wrk", "-t", "2", "-c", str(options.connections), "-d", f"{seconds}s", "--timeout", "30s", "-s", HERE / "page.lua",
               f"http://127.0.0.1:{port}"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment, check=True)
    told = json.loads(done.stdout.strip().splitlines()[-1])
    if told["failed"]:
        raise SystemExit(f"{path}: {told['failed']} requests failed")
    return told


def settle(port, path, bearer):
    """One question ahead of a round: what the side before left behind has been worked off, and what may be remembered is."""
    client = oneroster_peer.Client(f"http://127.0.0.1:{port}", bearer)
    answer = client.get_url(f"http://127.0.0.1:{port}" + path.replace("{}", "0"))
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer}")


def row(name, rounds, nginx):
    rates = [one["requests"] / one["seconds"] for one in rounds]
    if not any(rates):
        print(f"{name:<36}{'none':>11} was answered within a round", flush=True)
        return 0.0
    rate, p99 = statistics.median(rates), statistics.median(one["p99_ms"] for one in rounds)
    ratio = f"{rate / nginx:>9.2f}x" if nginx else ""
    print(f"{name:<36}{rate:>11.0f} {f'[{min(rates):.0f}-{max(rates):.0f}]':<16}{p99:>8.2f}{ratio}", flush=True)
    return rate


def sides(gateway, nginx):
    port = gateway.ports["data"]
    yield "nginx, a file", nginx.port, "/users"
    yield "the same question", port, path_of(FILTER)
    yield "another offset each time", port, path_of(FILTER, offset="{}")
    yield "another filter each time", port, path_of("status='active' AND familyName>='D{}'")


def measure(programs, folder, options):
    """True when the bar is reached, or cannot be judged here."""
    if not program("nginx") or not program("wrk"):
        print("The page of users is skipped: nginx and wrk are not installed.")
        return True
    with served.school(programs, folder / "page", options.users) as (gateway, _):
        bearer = served.bearer(gateway, "oneroster-1.2")
        client = oneroster_peer.Client(gateway.url(served.ONEROSTER), bearer)
        answer = client.get_url(gateway.url(path_of(FILTER)))
        if answer.status != 200 or len(answer.json()["users"]) != 1000:
            raise SystemExit(f"no page of users: {answer}")
        total = int(answer.headers["x-total-count"])
        print(f"page of 1,000 of the {total} users that \"{FILTER}\" keeps of {options.users} pupils and their teachers; "
              f"{len(answer.body) / 1e3:.0f} kB, no gzip, {options.connections} connections")
        nginx = Nginx((folder / "nginx").resolve(), answer.body)
        try:
            found = compare(list(sides(gateway, nginx)), bearer, total - 1000, options)
        finally:
            nginx.stop()
        print(f"{'':<36}{'requests/s':>11} {'[least-most]':<16}{'p99 ms':>8}{'of nginx':>10}")
        base = row("nginx, a file", found.pop("nginx, a file"), None)
        rates = {name: row("schakel, " + name, rounds, base) for name, rounds in found.items()}
        print(f"peak of the gateway: {served.peak_mib(gateway):.0f} MiB")
    ratio = rates["the same question"] / base
    print(f"a filtered page is {ratio:.2f} times nginx   bar {BAR:g}x: {'reached' if ratio >= BAR else 'NOT REACHED'}")
    return ratio >= BAR


def compare(all_sides, bearer, span, options):
    found = {name: [] for name, _, _ in all_sides}
    for number in range(options.rounds + 1):
        for name, port, path in all_sides:
            settle(port, path, bearer)
            told = load(port, path, bearer, span, options, options.seconds if number else 1)
            if number:
                found[name].append(told)
    return found
