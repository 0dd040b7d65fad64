"""A gateway between learning environments and publishers of both versions of LTI: settings, browsers, launches."""

import contextlib
import socket

import configuration
from gateway_process import Gateway
from jose_platform import Absent, Platform  # noqa: F401
from lti_browser import Browser
from sink_process import Sink

try:
    import older_lti
except ImportError:
    older_lti = None  # python3-oauthlib is not installed

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
DEEP = "https://purl.imsglobal.org/spec/lti-dl/claim/"
OUTCOMES = "https://purl.imsglobal.org/spec/lti-bo/scope/basicoutcome"
RENEWED = ("krijt-van-vroeger", "geheimvanvroeger")  # a consumer key from before a publisher changed to LTI 1.3

# What may be opened: the code of a product, and who publishes it in which version.
PENCIL, CHALK, WISE = "9789000000035", "9789000000042", "9789000000011"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Way:
    """One person with a browser, on the way from a learning environment to material."""

    def __init__(self, begin):
        self.begin, self.browser = begin, Browser()

    def whole(self):
        return self.browser.onward(self.browser.get(self.begin))

    def until(self, leads):
        return self.browser.onward(self.browser.get(self.begin), leads)


class World:
    """Started with `with`; the gateway runs when `run` was called."""

    def __init__(self, folder):
        self.folder, self._ends = folder, contextlib.ExitStack()
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"

    def __enter__(self):
        if older_lti is None:
            raise Absent("python3-oauthlib is not installed")
        enter = self._ends.enter_context
        self.platform = enter(Platform(gateway=self.url + "/lti/1.3"))
        self.environment = enter(older_lti.Environment({"oudeelo-2025": "geheimgeheim", "oudeelo-2026": "nieuwgeheim"}))
        self.environment.gateway = self.url + "/lti/1.1"
        self.pencil = enter(older_lti.Publisher("schakel-potlood", "potloodgeheim"))
        self.chalk = enter(older_lti.Publisher("schakel-krijt", "krijt & geheim"))
        self.sink = enter(Sink(self.folder))
        return self

    def __exit__(self, *what):
        return self._ends.__exit__(*what)

    def systems(self):
        key = "pseudoniemsleutel-van-{}-0001".format
        return [
            {"id": "elo", "launch_from": self.platform.source(configuration.SCHOOL, keys=[{"key": "elo-van-vroeger", "secret": "geheimvantoen"}]),
             "send": {name: value for name, value in self.platform.receiver().items() if name != "token"}},
            {"id": "oude-elo", "launch_from": self.environment.source(configuration.SCHOOL),
             "send": {"standard": "lti-1.1", "url": self.environment.url, "retry_delays": ["1s", "1s"], "time_out": "5s"}},
            {"id": "potlood", "name": "Uitgeverij Potlood",
             "launch_to": self.pencil.party(pseudonym_key=key("potlood"), scopes=[OUTCOMES], launch_prefixes=[self.pencil.url + "/lti"])},
            {"id": "krijt", "name": "Uitgeverij Krijt", "launch_to": self.chalk.party(pseudonym_key=key("krijt"), scopes=[OUTCOMES])},
            {"id": "wijzer", "name": "Uitgever Wijzer", "launch_to": {
                **self.platform.tool(), "keys": [{"key": RENEWED[0], "secret": RENEWED[1]}]}},
            {**configuration.receiver("las", "uwlr-2.2", self.sink.open("las")),  # people come from there too, and it gets every score
             "launch_from": {"standard": "lti-1.1", "default_school": configuration.SCHOOL, "keys": [{"key": "las", "secret": "lasgeheim"}]}}]

    def launches(self):
        open_to_all = {"entitlement": "not-checked"}
        return [
            {"name": "Potlood", "product": [PENCIL], "to": "potlood", "custom": ["hoofdstuk"], "release": ["given_name"],
             "agreement": "verwerkersovereenkomst 2026-14", **open_to_all},
            {"name": "Krijt", "product": [CHALK], "to": "krijt", **open_to_all},
            {"name": "Wijzer", "product": [WISE], "to": "wijzer", **open_to_all}]

    def settings(self):
        more = dict(self.more)
        route = {"name": "cijfers", "from": ["potlood", "krijt", "wijzer"], "to": ["elo", "oude-elo", "las"]}
        return configuration.gateway(
            self.folder, more.pop("system", None) or self.systems(), [route],
            listeners=[{"name": "data", "address": f"127.0.0.1:{self.port}", "public_url": self.url}],
            launch=more.pop("launch", None) or self.launches(), **more)

    def write(self, **more):
        """The settings of a gateway that does not run yet. `more` goes before what is usual here."""
        self.more = more
        self.gateway = Gateway(self.folder, self.settings())
        self._ends.callback(self.gateway.kill)

    def run(self, **more):
        self.write(**more)
        self.gateway.start()

    def from_new(self, product=None, **hint):
        """From the learning environment that speaks LTI 1.3."""
        if product:
            hint["target"] = f"{self.url}/lti/1.3/launch?product={product}"
        return Way(self.platform.start(**hint))

    def from_old(self, product=None, **hint):
        """From the one that speaks LTI 1.1."""
        if product:
            hint["to"] = f"{self.url}/lti/1.1/launch?product={product}"
        return Way(self.environment.start(**hint))

    def tool_launch(self):
        """What the publisher with LTI 1.3 was last told."""
        return self.platform.records("tool-launch")[-1]["payload"]
