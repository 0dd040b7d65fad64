"""Whole rosters as one streamed answer, at two sizes of the school: seconds, and the most memory that the gateway had resident."""

import http.client
import time
import urllib.parse

import served  # first: it knows where the next is
import uwlr_peer

MEMORY_BAR = 256  # MiB
GROWTH_BAR = 1.25  # of the peak, where the school is four times as large


def drained(gateway, method, path, body, headers):
    """Seconds and bytes. What arrives is not kept."""
    parts = urllib.parse.urlsplit(gateway.url())
    connection = http.client.HTTPConnection(parts.netloc, timeout=300)
    start = time.monotonic()
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    beginning, size = b"", 0
    while piece := answer.read(65536):
        size += len(piece)
        beginning = beginning or piece[:500]
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status} {beginning}")
    return time.monotonic() - start, size


def uwlr(gateway):
    body = uwlr_peer.question(brin=served.configuration.BRIN, key=served.KEY, version="2.3")
    headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '"HaalLeerlinggegevens"'}
    return drained(gateway, "POST", "/soap/uwlr/2.3/leerlinggegevens", body, headers)


def edu_v(gateway):
    query = urllib.parse.urlencode({"orgId": served.configuration.BRIN, "orgIdType": "OIE_CODE", "filterByOrgId": "false"})
    headers = {"Authorization": "Bearer " + served.bearer(gateway, "edu-v-association-1.1")}
    return drained(gateway, "GET", "/edu-v/association/v1/groups/school?" + query, None, headers)


def measure(programs, folder, sizes):
    """True when every bar is reached."""
    print(f"{'streamed answer':<28}{'pupils':>8}{'MB':>9}{'seconds':>9}{'peak MiB':>10}", flush=True)
    good, peaks = True, {}
    for pupils in sizes:
        with served.school(programs, folder / f"school-{pupils}", pupils) as (gateway, intake):
            for name, ask in (("UWLR 2.3 alles-in-een", uwlr), ("Edu-V groups with pupils", edu_v)):
                gateway.terminate()
                gateway.start(120)
                seconds, size = ask(gateway)
                peak = served.peak_mib(gateway)
                peaks.setdefault(name, []).append(peak)
                print(f"{name:<28}{pupils:>8}{size / 1e6:>9.1f}{seconds:>9.2f}{peak:>10.1f}", flush=True)
            print(f"{'(intake, until published)':<28}{pupils:>8}{'':>9}{intake:>9.2f}")
    for name, found in peaks.items():
        reached = max(found) <= MEMORY_BAR and found[-1] <= GROWTH_BAR * found[0]
        good = good and reached
        print(f"{name}: {found[-1] / found[0]:.2f} times the memory for {sizes[-1] / sizes[0]:g} times the pupils   "
              f"bar {GROWTH_BAR:g}x and {MEMORY_BAR} MiB: {'reached' if reached else 'NOT REACHED'}")
    return good
