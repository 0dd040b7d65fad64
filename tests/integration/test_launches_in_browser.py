#!/usr/bin/python3
"""Launches in Chromium from end to end: a learning environment, a running gateway and publishers, each at a site of its own.
tests/peers/launches.mjs says what is done and looked at; this starts what it needs."""

import json
import os
import shutil
import subprocess
import sys
import threading

import configuration
import lti_tool
from cases import ROOT, scratch, wait_until
from gateway_process import Gateway
from jose_platform import Absent, CLIENT, Platform, TOOL_CLIENT

LTIJS_CLIENT = "ltijs-1"
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


def publisher(name, site, client_id, **more):
    return {"id": name, "name": "De " + name.capitalize(), "launch_to": {"standard": "lti-1.3", "client_id": client_id, "pseudonym_key": KEY + name, **more}}


def settings(folder, browser, platform, ltijs):
    elo, methode, uitgever = browser.site("elo"), browser.site("methode"), browser.site("uitgever")
    systems = [
        {"id": "elo", "launch_from": {**platform.source(configuration.SCHOOL), "issuer": elo,
                                      "authorization_url": elo + "/authorize", "scopes": []}},
        publisher("methode", methode, TOOL_CLIENT, login_url=methode + "/tool/login", launch_url=methode + "/tool/launch",
                  redirect_urls=[methode + "/tool/launch"], keys_url=platform.url + "/tool/jwks"),
        publisher("uitgever", uitgever, LTIJS_CLIENT, login_url=uitgever + "/login", launch_url=uitgever + "/",
                  redirect_urls=[uitgever + "/"], keys_url=ltijs.url + "/keys"),
    ]
    open_to_all = {"from": ["elo"], "entitlement": "not-checked"}
    return configuration.gateway(
        folder, systems, [], listeners=[{"name": "data", "address": "127.0.0.1:0", "public_url": browser.site("schakel")}],
        launch=[{"name": "De Methode", "to": "methode", "product": ["jose"], **open_to_all},
                {"name": "De Uitgever", "to": "uitgever", "product": ["ltijs"], **open_to_all}])


def run():
    with scratch() as folder, Browser() as browser, Platform(
            issuer=browser.site("elo"), tool_url=browser.site("methode") + "/tool", gateway=browser.site("schakel") + "/lti/1.3",
            tool_cookie="; Secure; SameSite=None") as platform, lti_tool.Tool(folder, "embedded") as ltijs:
        with Gateway(folder, settings(folder, browser, platform, ltijs)) as gateway:
            inside = gateway.url("/lti/1.3")
            platform.set(services=inside)
            ltijs.ask("platform", url=browser.site("schakel"), name="Schakel", clientId=LTIJS_CLIENT,
                      authenticationEndpoint=browser.site("schakel") + "/lti/1.3/authorize",
                      accesstokenEndpoint=inside + "/token", authConfig={"method": "JWK_SET", "key": inside + "/jwks"})
            failed = browser.run(gateway=gateway.ports["data"], platform=platform.port, ltijs=ltijs.port)
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
