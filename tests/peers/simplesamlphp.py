"""SimpleSAMLphp as an identity provider, and a browser that signs in there. Python programs take `Provider`; others:

  prepare FOLDER            writes its configuration into FOLDER (our metadata lie there as own.xml), serves it on a free
                            port of this machine and prints the port; ends with 77 where it is not installed
  visit FOLDER ADDRESS [USER PASSWORD]
                            follows the address as a browser with the cookies of FOLDER, signs in where it is asked, and
                            prints where it would leave the provider: the address, and the fields of a form
  stop FOLDER
"""

import html.parser
import http.cookiejar
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

WWW = pathlib.Path("/usr/share/simplesamlphp/www")
REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"


def php(value):
    """A value in PHP's own notation."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "[" + ", ".join(f"{php(k)} => {php(v)}" for k, v in value.items()) + "]"
    if isinstance(value, list):
        return "[" + ", ".join(php(one) for one in value) + "]"
    if value is None or isinstance(value, int):
        return "null" if value is None else str(value)
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def configuration(folder, port):
    sources = [{"type": "flatfile"}]
    if (folder / "own.xml").exists():  # it reads who we are from our own metadata
        sources.append({"type": "xml", "file": str(folder / "own.xml")})
    return {
        "baseurlpath": f"http://127.0.0.1:{port}/",
        "certdir": f"{folder}/", "loggingdir": f"{folder}/", "datadir": f"{folder}/", "tempdir": f"{folder}/temporary",
        "metadatadir": f"{folder}/metadata/", "attributenamemapdir": "/etc/simplesamlphp/attributemap/",
        "technicalcontact_name": "Test", "technicalcontact_email": "test@school.example", "timezone": "Europe/Amsterdam",
        "secretsalt": "of-this-test-only", "auth.adminpassword": "of-this-test-only", "admin.checkforupdates": False,
        "trusted.url.domains": None, "logging.handler": "file", "logging.level": 7, "enable.saml20-idp": True,
        "module.enable": {"exampleauth": True, "core": True, "saml": True}, "session.cookie.secure": False,
        "session.cookie.samesite": None, "session.phpsession.savepath": f"{folder}/sessions", "store.type": "phpsession",
        "metadata.sign.enable": True, "metadata.sign.privatekey": "provider.key",
        "metadata.sign.certificate": "provider.pem", "metadata.sources": sources, "authproc.idp": {},
    }


ECKID = "https://ketenid.nl/pilot/" + "0123456789abcdef" * 8


def people():
    pupil = {"uid": ["qj7cks8qdz9ph54@petteflat"], "eckId": [ECKID], "givenName": ["Piet"], "sn": ["Jansen"],
             "eduPersonAffiliation": ["student"], "nlEduPersonHomeOrganizationId": ["11ZZ03"],
             "nlEduPersonHomeOrganization": ["Petteflat College"], "nlEduPersonBirthDate": ["20140131"]}
    teacher = pupil | {"uid": ["0vz3wqkd2m@petteflat"], "eckId": [], "givenName": ["Fatima"], "eduPersonAffiliation": ["employee"]}
    elsewhere = pupil | {"uid": ["zz9plural@elders"], "eckId": [], "nlEduPersonHomeOrganizationId": ["22YY00"]}
    return {"example": {0: "exampleauth:UserPass", "student:studentpass": pupil, "employee:employeepass": teacher,
                        "elsewhere:elsewherepass": elsewhere}}


def hosted(folder, by_post):
    """`by_post`: requests may come by POST too, and logout does nothing else."""
    encrypts = (folder / "own.xml").exists() and 'use="encryption"' in (folder / "own.xml").read_text()
    bindings = {"SingleSignOnServiceBinding": [REDIRECT, POST], "SingleLogoutServiceBinding": POST} if by_post else {}
    return bindings | {
        "host": "__DEFAULT__", "privatekey": "provider.key", "certificate": "provider.pem", "auth": "example",
        "signature.algorithm": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "redirect.sign": True,
        "redirect.validate": True, "validate.authnrequest": True, "validate.logout": True, "sign.logout": True,
        "saml20.sign.response": True, "saml20.sign.assertion": True, "simplesaml.nameidattribute": "uid",
        "NameIDFormat": "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified", "assertion.encryption": encrypts,
        "sharedkey_algorithm": "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
        "attributes.NameFormat": "urn:oasis:names:tc:SAML:2.0:attrname-format:basic"}


def write(folder, port, by_post=False):
    files = {"config.php": f"$config = {php(configuration(folder, port))};",
             "authsources.php": f"$config = {php(people())};",
             "metadata/saml20-idp-hosted.php": f"$metadata['__DYNAMIC:1__'] = {php(hosted(folder, by_post))};"}
    for name, text in files.items():
        (folder / name).write_text("<?php\n" + text + "\n")


def installed():
    return WWW.is_dir() and shutil.which("php") is not None


class Provider:
    """One SimpleSAMLphp that serves itself from a folder until stop(). Its metadata lie there as provider.xml, the
    certificate that signs all it says as provider.pem."""

    def __init__(self, folder, by_post=False):
        self.folder, self.by_post = pathlib.Path(folder).resolve(), by_post
        for name in ("metadata", "sessions", "temporary"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.entity = f"{self.url}/saml2/idp/metadata.php"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=provider",
                        "-keyout", self.folder / "provider.key", "-out", self.folder / "provider.pem"],
                       check=True, capture_output=True)
        write(self.folder, self.port, by_post)
        self._serve()

    def _serve(self):
        environment = os.environ | {"SIMPLESAMLPHP_CONFIG_DIR": str(self.folder), "PHP_CLI_SERVER_WORKERS": "2"}
        log = open(self.folder / "server.log", "wb")
        self.server = subprocess.Popen(["php", "-S", f"127.0.0.1:{self.port}", "-t", WWW], env=environment, stdout=log,
                                       stderr=log, stdin=subprocess.DEVNULL, start_new_session=True)
        for _ in range(400):
            try:
                (self.folder / "provider.xml").write_bytes(urllib.request.urlopen(self.entity, timeout=20).read())
                return
            except (urllib.error.URLError, ConnectionError):
                if self.server.poll() is not None:
                    break
                time.sleep(0.05)
        self.stop()
        raise RuntimeError("php -S ended: " + (self.folder / "server.log").read_text())

    def know(self, metadata):
        """Our metadata, as they are served: from now on it answers us."""
        (self.folder / "own.xml").write_bytes(metadata)
        write(self.folder, self.port, self.by_post)

    def stop(self):
        if self.server.poll() is None:
            os.killpg(self.server.pid, signal.SIGTERM)
            self.server.wait()


def prepare(folder):
    if not installed():
        sys.exit(77)
    own = folder / "own.xml"
    provider = Provider(folder)
    provider.know(own.read_bytes())
    (folder / "pid").write_text(str(provider.server.pid))
    print(provider.port)


class forms(html.parser.HTMLParser):
    """The first form of a page: where it goes and what it carries."""

    def __init__(self, page):
        super().__init__()
        self.action, self.fields = None, {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form" and self.action is None:
            self.action = given.get("action", "")
        if tag == "input" and given.get("name"):
            self.fields[given["name"]] = given.get("value", "")


class stay_at_home(urllib.request.HTTPRedirectHandler):
    """Follows redirects within the provider only."""

    def redirect_request(self, request, answer, code, message, headers, address):
        if urllib.parse.urlsplit(address).hostname != "127.0.0.1":
            raise leaving(address)
        return super().redirect_request(request, answer, code, message, headers, address)


class leaving(Exception):
    pass


def visit(folder, address, user="", password=""):
    cookies = http.cookiejar.LWPCookieJar(folder / "cookies")
    if (folder / "cookies").exists():
        cookies.load(ignore_discard=True)
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies), stay_at_home)
    try:
        answer = browser.open(address, timeout=30)
        page = forms(answer.read().decode())
        if "password" in page.fields:
            sent = page.fields | {"username": user, "password": password}
            to = urllib.parse.urljoin(answer.url, page.action or answer.url)
            page = forms(browser.open(to, urllib.parse.urlencode(sent).encode(), timeout=30).read().decode())
        print(page.action)
        for name, value in page.fields.items():
            print(f"{name}={value}")
    except leaving as goal:
        print(goal)
    cookies.save(ignore_discard=True)


def stop(folder):
    os.killpg(int((folder / "pid").read_text()), signal.SIGTERM)


if __name__ == "__main__":
    verb, where, *rest = sys.argv[1:]
    {"prepare": prepare, "visit": visit, "stop": stop}[verb](pathlib.Path(where).resolve(), *rest)
