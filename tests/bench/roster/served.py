"""A running gateway that holds a generated school, for who asks it."""

import contextlib
import http.client
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "integration"))

import configuration  # noqa: E402
import gateway_process  # noqa: E402
import oneroster_peer  # noqa: E402

ONEROSTER = oneroster_peer.ROOTS["1.2"]
ASKER = ("meter", "geheim-van-de-meter")
SCOPES = {"oneroster-1.2": [oneroster_peer.SCOPES["1.2"] + "roster-core.readonly"], "edu-v-association-1.1": ["eduv.association"]}
KEY = "sleutel-van-de-meter"


def settings(folder):
    asks = {"schools": [configuration.SCHOOL], "release": "learning-environment"}
    scopes = [scope for standard in SCOPES.values() for scope in standard]
    by_token = {"id": "meter", "query": {**asks, "standards": list(SCOPES), "token": {
        "client_id": ASKER[0], "client_secret": ASKER[1], "scopes": scopes}}}
    by_key = {"id": "uitgever", "query": {**asks, "standards": ["uwlr-2.3"], "client_code": "EA", "client_name": "Vrager", "keys": [
        {"key": KEY, "schools": [configuration.SCHOOL]}]}}
    owner = {"id": "las", "roster": {"standard": "oneroster-1.2-csv", "folder": str(folder / "in"), "every": "1h"}}
    school = {"id": configuration.SCHOOL, "name": "De Akker", "brin": configuration.BRIN, "retention": {"rosters": "30d"}}
    gateway = {"data_directory": str(folder / "data"), "allow_private": ["127.0.0.0/8"], "log_level": "warning"}
    return configuration.gateway(folder, [owner, by_token, by_key], [], school=[school], gateway=gateway,
                                 tokens={"issuer": configuration.ISSUER})


def bearer(gateway, standard):
    return oneroster_peer.token(gateway.url("/oauth2/token"), *ASKER, SCOPES[standard])


def upload(gateway, file):
    """Seconds until the roster was published."""
    start = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", gateway.ports["admin"], timeout=300)
    headers = {"Authorization": "Bearer " + gateway.token_file.read_text().strip(), "Content-Type": "application/octet-stream"}
    connection.request("POST", f"/admin/v1/schools/{configuration.SCHOOL}/roster?standard=oneroster-1.2-csv", file.read_bytes(), headers)
    answer = connection.getresponse()
    order = json.loads(answer.read())
    connection.close()
    if answer.status != 202:
        raise SystemExit(f"the roster was not taken: {answer.status} {order}")
    while (shown := gateway.admin(f"/syncs/{order['id']}")[1])["state"] != "ended":
        time.sleep(0.1)
    if gateway.admin(f"/schools/{configuration.SCHOOL}/roster")[0] != 200:
        raise SystemExit(f"the roster was not published: {shown}")
    return time.monotonic() - start


@contextlib.contextmanager
def school(programs, folder, pupils):
    """(gateway, seconds of the intake). The gateway is started anew once it has the roster, so that its peak of memory is that of answers."""
    folder.mkdir(parents=True)
    (folder / "in").mkdir()
    file = folder / "school.zip"
    subprocess.run([programs / "bin" / "bench_roster", "school", str(pupils), file], check=True)
    gateway_process.BINARY = str(programs / "schakel")
    gateway = gateway_process.Gateway(folder, settings(folder))
    try:
        gateway.start(120)
        took = upload(gateway, file)
        gateway.terminate()
        gateway.start(120)
        yield gateway, took
    finally:
        gateway.kill()
        shutil.rmtree(folder, ignore_errors=True)


def peak_mib(gateway):
    for line in Path(f"/proc/{gateway.process.pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0
