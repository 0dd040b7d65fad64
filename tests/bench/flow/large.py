"""One large message: memory at a message of 50 MiB; and L8, what the worst single requests of the tables of bad input cost (P10)."""

import http.client
import subprocess

import world

MIB = 2**20
STATEMENT = {"Content-Type": "application/json", "X-Experience-API-Version": "1.0.3",
             "Authorization": "Basic emVuZGVyOm9lZmVud2FjaHR3b29yZC0wMDAx"}
SOAP = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '"BrengLeerresultaten"'}
STATEMENTS, RESULTS = "/xapi/statements", "/soap/uwlr/2.2/leerresultaten"


def post(port, path, headers, body):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    try:
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except OSError:
        return 0
    finally:
        connection.close()


def cost(binaries, folder, path, headers, body):
    """Status, peak above what the gateway had before (bytes), seconds of processor time; each in a gateway of its own."""
    with world.World(binaries, folder / "large", body_limit=128 * MIB) as made:
        post(made.port, path, headers, body[:2000])
        memory, cpu = made.memory_mib("VmHWM"), made.cpu_seconds()
        status = post(made.port, path, headers, body)
        peak, used = made.memory_mib("VmHWM") - memory, made.cpu_seconds() - cpu
    return status, peak * MIB, used


def uwlr(binaries, mebibytes):
    pupils = int(mebibytes * MIB / 2400)
    done = subprocess.run([binaries / "bin" / "bench_load", "--print", "1", "--pupils", str(pupils)], stdout=subprocess.PIPE, check=True)
    return done.stdout


def memory(binaries, folder, options, told):
    body = uwlr(binaries, 50)
    status, peak, used = cost(binaries, folder, RESULTS, SOAP, body)
    size = len(body) / MIB
    message, times, milliseconds = f"a UWLR message of {size:.0f} MiB ({status}): ", peak / len(body), 1000 * used / size
    told.bar("P10", "B1-B4", f"{message}peak {times:.1f}x its size, bar 10x; {milliseconds:.0f} ms of processor time per MiB, bar 100",
             status == 200 and times <= 10 and milliseconds <= 100)
    told.bar("", "speed 5", f"{message}peak {times:.1f}x its size, bar 4x", status == 200 and times <= 4)


def worst(size):
    """{id: (path, headers, body)} of some `size` bytes each."""
    xml = lambda inner: b'<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' + inner + b"</s:Body></s:Envelope>"  # noqa: E731
    times = lambda text: text * (size // len(text))  # noqa: E731
    return {
        "B1.6 nested elements": (RESULTS, SOAP, xml(times(b"<a>") + times(b"</a>"))),
        "B1.7 one attribute": (RESULTS, SOAP, xml(b'<a b="' + times(b"x") + b'"/>')),
        "B1.8 many attributes": (RESULTS, SOAP, xml(b"<a " + b" ".join(b'a%d="1"' % number for number in range(size // 12)) + b"/>")),
        "B1.9 namespaces": (RESULTS, SOAP, xml(times(b'<a xmlns="urn:a"><b xmlns="urn:b"/></a>'))),
        "B1 entities": (RESULTS, SOAP, xml(times(b"&amp;"))),
        "B2.1 depth": (STATEMENTS, STATEMENT, times(b"[") + times(b"]")),
        "B2.2 names": (STATEMENTS, STATEMENT, b"{" + b",".join(b'"%d":1' % number for number in range(size // 12)) + b"}"),
        "B2.11 one string": (STATEMENTS, STATEMENT, b'{"id":"' + times(b"x") + b'"}'),
        "B2 empty objects": (STATEMENTS, STATEMENT, b"[" + times(b"{},") + b"{}]"),
        "B2 numbers": (STATEMENTS, STATEMENT, b"[" + times(b"1,") + b"1]"),
    }


def l8(binaries, folder, options, told):
    for name, (path, headers, body) in worst(8 * MIB).items():
        status, peak, used = cost(binaries, folder, path, headers, body)
        size = len(body) / MIB
        told.bar("P10", "L8", f"{name}, {size:.0f} MiB ({status}): peak {peak / len(body):.1f}x, bar 10x; {1000 * used / size:.0f} ms per MiB, bar 100",
                 peak <= 10 * len(body) and 1000 * used / size <= 100)
