#!/usr/bin/python3
"""Launches in Chromium from end to end: a learning environment, a running gateway and publishers, each at a site of its own.
tests/peers/launches.mjs says what is done and looked at; this starts what it needs."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import urllib.request

import configuration
import lti_tool
import older_lti
import saml_forger
from cases import ROOT, scratch, wait_until
from gateway_process import Gateway
from jose_platform import Absent, Platform, TOOL_CLIENT

sys.path.insert(0, str(ROOT / "tests" / "peers"))
import simplesamlphp  # noqa: E402

LTIJS_CLIENT = "ltijs-1"
PETTEFLAT = {"id": "petteflat-college", "name": "Petteflat College", "brin": "11ZZ", "rio": "104A158"}
KEY = "pseudoniemsleutel-van-de-test-000"


class Browser:
    """launches.mjs: first the port of its sites, then, told what is behind them, its cases."""

    def __init__(self):
        self.process = subprocess.Popen(["node", str(ROOT / "tests" / "peers" / "launches.mjs")], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def site(self, name):
        return f"https://{name}.example:{self.port}"

    def run(self, **behind):
        """Shows what the cases say, and gives the exit code."""
        self.process.stdin.write(json.dumps(behind) + "\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            print(line, end="", flush=True)
        return self.process.wait()


class Older:
    """A learning environment and a publisher that speak LTI 1.1, each at its site."""

    def __init__(self, browser):
        self.environment = older_lti.Environment({"oudeelo-1": "geheim-van-de-oude-elo"})
        self.publisher = older_lti.Publisher("schakel-oud", "geheim-van-de-oude-uitgever")
        self.ports = {"older_environment": self.environment.server.server_port, "older_publisher": self.publisher.server.server_port}
        self.environment.url, self.publisher.url = browser.site("oude-elo"), browser.site("oude-uitgever")
        self.environment.gateway = browser.site("schakel") + "/lti/1.1"

    def __enter__(self):
        return self

    def __exit__(self, *what):
        self.environment.__exit__(*what)
        self.publisher.__exit__(*what)


def publisher(name, site, client_id, **more):
    return {"id": name, "name": "De " + name.capitalize(), "launch_to": {
        "standard": "lti-1.3", "client_id": client_id, "pseudonym_key": KEY + name, **more}}


def systems(browser, platform, ltijs, older, provider):
    elo, methode, uitgever = browser.site("elo"), browser.site("methode"), browser.site("uitgever")
    out = [
        {"id": "elo", "launch_from": {**platform.source(configuration.SCHOOL), "issuer": elo,
                                      "authorization_url": elo + "/authorize", "scopes": []}},
        {"id": "oude-elo", "launch_from": older.environment.source(configuration.SCHOOL)},
        publisher("methode", methode, TOOL_CLIENT, login_url=methode + "/tool/login", launch_url=methode + "/tool/launch",
                  redirect_urls=[methode + "/tool/launch"], keys_url=platform.url + "/tool/jwks"),
        publisher("uitgever", uitgever, LTIJS_CLIENT, login_url=uitgever + "/login", launch_url=uitgever + "/",
                  redirect_urls=[uitgever + "/"], keys_url=ltijs.url + "/keys"),
        {"id": "oud", "name": "De Oude Uitgever", "launch_to": older.publisher.party(pseudonym_key=KEY + "oud")},
    ]
    if provider:
        out.append({"id": "entree", "launch_from": {"standard": "saml-entree", "issuer": provider.entity, "schools": [PETTEFLAT["id"]],
                                                    "metadata_file": str(provider.folder / "provider.xml")}})
    return out


def settings(folder, browser, *others):
    open_to_all = {"entitlement": "not-checked"}
    made = configuration.gateway(
        folder, systems(browser, *others), [],
        listeners=[{"name": "data", "address": "127.0.0.1:0", "public_url": browser.site("schakel")}],
        launch=[{"name": "De Methode", "to": "methode", "product": ["jose"], **open_to_all},
                {"name": "De Uitgever", "to": "uitgever", "product": ["ltijs"], **open_to_all},
                {"name": "De Oude Uitgever", "to": "oud", "product": ["oud"], "kind": ["resource"], **open_to_all}])
    if others[-1]:
        certificate, key, _ = saml_forger.write_pair(folder, "gateway")
        made["launches"] = {"saml_certificate_file": certificate, "saml_key_file": key}
        made["school"].append(PETTEFLAT)
    return made


def introduce(gateway, browser, platform, ltijs, provider):
    """Everybody gets to know the gateway: where browsers reach it, and where they do themselves."""
    inside, outside = gateway.url("/lti/1.3"), browser.site("schakel")
    platform.set(services=inside)
    ltijs.ask("platform", url=outside, name="Schakel", clientId=LTIJS_CLIENT, authenticationEndpoint=outside + "/lti/1.3/authorize",
              accesstokenEndpoint=inside + "/token", authConfig={"method": "JWK_SET", "key": inside + "/jwks"})
    if provider:
        with urllib.request.urlopen(gateway.url("/saml/entree/metadata"), timeout=30) as metadata:
            provider.know(metadata.read())


def run():
    with contextlib.ExitStack() as ends:
        enter = ends.enter_context
        folder, browser = enter(scratch()), enter(Browser())
        platform = enter(Platform(issuer=browser.site("elo"), tool_url=browser.site("methode") + "/tool",
                                  gateway=browser.site("schakel") + "/lti/1.3", tool_cookie="; Secure; SameSite=None"))
        ltijs, older = enter(lti_tool.Tool(folder, "embedded")), enter(Older(browser))
        provider = simplesamlphp.Provider(folder / "entree") if simplesamlphp.installed() else None
        if provider:
            ends.callback(provider.stop)
        gateway = enter(Gateway(folder, settings(folder, browser, platform, ltijs, older, provider)))
        introduce(gateway, browser, platform, ltijs, provider)
        failed = browser.run(gateway=gateway.ports["data"], platform=platform.port, ltijs=ltijs.port, **older.ports,
                             provider=provider.port if provider else None)
        if failed:
            print(gateway.log()[-3000:], file=sys.stderr)
        return failed


def main():
    chromium = os.environ.get("SCHAKEL_CHROMIUM") or shutil.which("chromium")
    try:
        if not chromium:
            raise Absent("chromium is not installed")
        os.environ["SCHAKEL_CHROMIUM"] = chromium
        lti_tool.packages()
    except Absent as why:
        print(f"skipped: {why}\n0 passed, 0 failed, 1 skipped")
        return 0
    return run()


if __name__ == "__main__":
    sys.exit(main())
