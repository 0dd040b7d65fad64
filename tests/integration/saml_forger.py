"""An identity provider made without the product's help that says whatever a test wants it to say, and signs it or not. All it writes
is in canonical form to begin with, which Python's own canonicalization confirms before something is signed."""

import base64
import dataclasses
import datetime
import hashlib
import pathlib
import urllib.parse
import uuid
import xml.etree.ElementTree as tree
import zlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID

SAML = "urn:oasis:names:tc:SAML:2.0:"
ASSERTION, PROTOCOL = SAML + "assertion", SAML + "protocol"
DS = "http://www.w3.org/2000/09/xmldsig#"
MORE = "http://www.w3.org/2001/04/xmldsig-more#"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
RSA_SHA256 = MORE + "rsa-sha256"
HASHES = {RSA_SHA256: hashes.SHA256(), MORE + "rsa-sha512": hashes.SHA512(), DS + "rsa-sha1": hashes.SHA1(),
          MORE + "ecdsa-sha256": hashes.SHA256()}
DIGESTS = {"http://www.w3.org/2001/04/xmlenc#sha256": hashlib.sha256, DS + "sha1": hashlib.sha1}


def moment(seconds=0):
    when = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def new_id():
    return "_" + uuid.uuid4().hex


def canonical(text):
    return tree.canonicalize(text)


def without_signature(text):
    start = text.index("<ds:Signature ")
    return text[:start] + text[text.index("</ds:Signature>") + len("</ds:Signature>"):]


def inflated(text):
    return zlib.decompress(base64.b64decode(text), -15).decode()


def deflated(text):
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(packing.compress(text.encode()) + packing.flush()).decode()


def make_certificate(key, name):
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    return (x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=10)).sign(key, hashes.SHA256()))


def write_pair(folder, name):
    """A certificate of ours and its key, as `[launches]` names them; gives their paths and the public key."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    certificate, secret = pathlib.Path(folder) / f"{name}.pem", pathlib.Path(folder) / f"{name}.key"
    certificate.write_bytes(make_certificate(key, name).public_bytes(serialization.Encoding.PEM))
    secret.touch(mode=0o600)
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return str(certificate), str(secret), key.public_key()


@dataclasses.dataclass
class Answer:
    """What an answer to a login is about; a test changes what it is about."""
    destination: str
    audience: str
    in_response_to: str
    issuer: str = ""                # empty: the provider's own
    recipient: str = ""             # empty: the destination
    confirmed_request: str = None   # None: in_response_to
    issued: int = 0                 # all times in seconds from now
    not_before: int = -60
    not_on_or_after: int = 300
    confirmed_until: int = 300
    status: str = SAML + "status:Success"
    name: str = "forger7@petteflat"
    attributes: dict = dataclasses.field(default_factory=lambda: {
        "givenName": "Vervalst", "eduPersonAffiliation": "student", "nlEduPersonHomeOrganizationId": "11ZZ03",
        "nlEduPersonHomeOrganization": "Petteflat College"})
    response_id: str = dataclasses.field(default_factory=new_id)
    assertion_id: str = dataclasses.field(default_factory=new_id)
    session: str = dataclasses.field(default_factory=new_id)

    def but(self, **changes):
        return dataclasses.replace(self, **changes)


class Forger:
    entity = "https://idp.voorbeeld.example/metadata"
    sign_on, logout = "https://idp.voorbeeld.example/sso", "https://idp.voorbeeld.example/slo"

    def __init__(self, key=None):
        self.key = key or rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.certificate = make_certificate(self.key, "idp.voorbeeld.example")

    def certificate_body(self):
        return base64.b64encode(self.certificate.public_bytes(serialization.Encoding.DER)).decode()

    def metadata(self):
        role = lambda name, binding, at: f'<md:{name} Binding="{SAML}bindings:{binding}" Location="{at}"/>'  # noqa: E731
        return (f'<md:EntityDescriptor xmlns:md="{SAML}metadata" xmlns:ds="{DS}" entityID="{self.entity}">'
                f'<md:IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="{PROTOCOL}">'
                f'<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{self.certificate_body()}'
                "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
                + role("SingleLogoutService", "HTTP-Redirect", self.logout) + role("SingleSignOnService", "HTTP-Redirect", self.sign_on)
                + role("SingleSignOnService", "HTTP-POST", self.sign_on) + "</md:IDPSSODescriptor></md:EntityDescriptor>")

    # ------------------------------------------------------------ what it says

    def assertion(self, what):
        uid = {"uid": what.name} | what.attributes
        told = "".join(f'<saml:Attribute Name="{name}"><saml:AttributeValue>{value}</saml:AttributeValue></saml:Attribute>'
                       for name, value in uid.items())
        asked = what.in_response_to if what.confirmed_request is None else what.confirmed_request
        request = f' InResponseTo="{asked}"' if asked else ""
        return (f'<saml:Assertion xmlns:saml="{ASSERTION}" ID="{what.assertion_id}" IssueInstant="{moment(what.issued)}" Version="2.0">'
                f"<saml:Issuer>{what.issuer or self.entity}</saml:Issuer><saml:Subject>"
                f'<saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">{what.name}</saml:NameID>'
                f'<saml:SubjectConfirmation Method="{SAML}cm:bearer"><saml:SubjectConfirmationData{request} '
                f'NotOnOrAfter="{moment(what.confirmed_until)}" Recipient="{what.recipient or what.destination}">'
                "</saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject>"
                f'<saml:Conditions NotBefore="{moment(what.not_before)}" NotOnOrAfter="{moment(what.not_on_or_after)}">'
                f"<saml:AudienceRestriction><saml:Audience>{what.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>"
                f'<saml:AuthnStatement AuthnInstant="{moment(-5)}" SessionIndex="{what.session}"><saml:AuthnContext>'
                f"<saml:AuthnContextClassRef>{SAML}ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext>"
                f"</saml:AuthnStatement><saml:AttributeStatement>{told}</saml:AttributeStatement></saml:Assertion>")

    def response(self, what, inside):
        request = f' InResponseTo="{what.in_response_to}"' if what.in_response_to else ""
        return (f'<samlp:Response xmlns:samlp="{PROTOCOL}" Destination="{what.destination}" ID="{what.response_id}"{request} '
                f'IssueInstant="{moment(what.issued)}" Version="2.0"><saml:Issuer xmlns:saml="{ASSERTION}">'
                f"{what.issuer or self.entity}</saml:Issuer><samlp:Status><samlp:StatusCode Value=\"{what.status}\">"
                f"</samlp:StatusCode></samlp:Status>{inside}</samlp:Response>")

    def answer(self, what, **signed):
        """The usual one: a response around one signed assertion."""
        return self.response(what, self.sign(self.assertion(what), **signed))

    def logout_request(self, destination, name, index, **changes):
        at = {"ID": new_id(), "issued": 0, "issuer": self.entity} | changes
        return (f'<samlp:LogoutRequest xmlns:samlp="{PROTOCOL}" Destination="{destination}" ID="{at["ID"]}" '
                f'IssueInstant="{moment(at["issued"])}" Version="2.0"><saml:Issuer xmlns:saml="{ASSERTION}">{at["issuer"]}</saml:Issuer>'
                f'<saml:NameID xmlns:saml="{ASSERTION}">{name}</saml:NameID><samlp:SessionIndex>{index}</samlp:SessionIndex>'
                "</samlp:LogoutRequest>")

    def logout_response(self, destination, in_response_to):
        return (f'<samlp:LogoutResponse xmlns:samlp="{PROTOCOL}" Destination="{destination}" ID="{new_id()}" '
                f'InResponseTo="{in_response_to}" IssueInstant="{moment()}" Version="2.0"><saml:Issuer xmlns:saml="{ASSERTION}">'
                f'{self.entity}</saml:Issuer><samlp:Status><samlp:StatusCode Value="{SAML}status:Success"></samlp:StatusCode>'
                "</samlp:Status></samlp:LogoutResponse>")

    # ------------------------------------------------------------ signatures

    def _value(self, text, algorithm):
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(text.encode(), padding.PKCS1v15(), HASHES[algorithm])
        made = self.key.sign(text.encode(), ec.ECDSA(HASHES[algorithm]))
        return made

    def signature(self, element, algorithm=RSA_SHA256, digest="http://www.w3.org/2001/04/xmlenc#sha256", value=None, key_info="",
                  prefixes="", digested=None):
        """`prefixes`: that canonicalization keeps; `digested`: what it makes of the element then."""
        if canonical(element) != element:
            raise ValueError("what is signed here is written in canonical form")
        at = tree.fromstring(element).get("ID")
        hashed = base64.b64encode(DIGESTS[digest]((digested or element).encode()).digest()).decode()
        kept = f'<ec:InclusiveNamespaces xmlns:ec="{EXCLUSIVE}" PrefixList="{prefixes}"></ec:InclusiveNamespaces>' if prefixes else ""
        info = (f'<ds:SignedInfo xmlns:ds="{DS}"><ds:CanonicalizationMethod Algorithm="{EXCLUSIVE}"></ds:CanonicalizationMethod>'
                f'<ds:SignatureMethod Algorithm="{algorithm}"></ds:SignatureMethod><ds:Reference URI="#{at}"><ds:Transforms>'
                f'<ds:Transform Algorithm="{DS}enveloped-signature"></ds:Transform><ds:Transform Algorithm="{EXCLUSIVE}">{kept}</ds:Transform>'
                f'</ds:Transforms><ds:DigestMethod Algorithm="{digest}"></ds:DigestMethod><ds:DigestValue>{hashed}</ds:DigestValue>'
                "</ds:Reference></ds:SignedInfo>")
        made = base64.b64encode(value(info) if value else self._value(info, algorithm)).decode()
        return f'<ds:Signature xmlns:ds="{DS}">{info}<ds:SignatureValue>{made}</ds:SignatureValue>{key_info}</ds:Signature>'

    def sign(self, element, **how):
        """With the signature where SAML wants it: behind the issuer."""
        at = element.index("</saml:Issuer>") + len("</saml:Issuer>")
        return element[:at] + self.signature(element, **how) + element[at:]

    def signed_query(self, name, message, relay_state=None, algorithm=RSA_SHA256, encode=urllib.parse.quote_plus):
        """A query as the redirect binding has it; `encode` is the sender's own way to write it."""
        query = f"{name}={encode(deflated(message))}"
        if relay_state is not None:
            query += f"&RelayState={encode(relay_state)}"
        query += f"&SigAlg={encode(algorithm)}"
        return query + f"&Signature={encode(base64.b64encode(self._value(query, algorithm)).decode())}"


def verify_query(query, public_key):
    """A redirect of ours, judged over the letters of the query; raises when it is not ours. Gives the fields, decoded."""
    signed, _, signature = query.rpartition("&Signature=")
    public_key.verify(base64.b64decode(urllib.parse.unquote(signature)), signed.encode(), padding.PKCS1v15(), hashes.SHA256())
    return dict(urllib.parse.parse_qsl(query, keep_blank_values=True))


def verify_message(text, public_key):
    """A message of ours with a signature in itself, likewise; gives the root."""
    root = tree.fromstring(text)
    ns = {"ds": DS}
    info_text = text[text.index("<ds:SignedInfo"):text.index("</ds:SignedInfo>") + len("</ds:SignedInfo>")]
    info = root.find("ds:Signature/ds:SignedInfo", ns)
    if info.find("ds:Reference", ns).get("URI") != "#" + root.get("ID"):
        raise ValueError("the reference is not to the root")
    digest = base64.b64encode(hashlib.sha256(canonical(without_signature(text)).encode()).digest()).decode()
    if info.find("ds:Reference/ds:DigestValue", ns).text != digest:
        raise ValueError("the digest differs")
    value = base64.b64decode(root.find("ds:Signature/ds:SignatureValue", ns).text)
    in_scope = info_text if "xmlns:ds" in info_text.split(">")[0] else info_text.replace("<ds:SignedInfo", f'<ds:SignedInfo xmlns:ds="{DS}"', 1)
    public_key.verify(value, canonical(in_scope).encode(), padding.PKCS1v15(), hashes.SHA256())
    return root
