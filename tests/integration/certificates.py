"""A private authority and the certificates it gives: right, wrong name, expired, self-signed, for clients."""

import datetime
import ipaddress

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DAY = datetime.timedelta(days=1)


def _name(common_name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _now():
    return datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)


class Authority:
    def __init__(self, folder, name="proef"):
        self.folder, self.name = folder, name
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = self._build(_name(f"{name} CA"), self.key, _name(f"{name} CA"), self.key, -1, 30, [
            (x509.BasicConstraints(ca=True, path_length=0), True)])
        self.file = folder / f"{name}-ca.pem"
        self.file.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))

    @staticmethod
    def _build(subject, key, issuer, issuer_key, first_day, last_day, extensions):
        builder = (x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
                   .serial_number(x509.random_serial_number()).not_valid_before(_now() + first_day * DAY)
                   .not_valid_after(_now() + last_day * DAY))
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        return builder.sign(issuer_key, hashes.SHA256())

    def issue(self, name, hosts=("localhost", "127.0.0.1"), first_day=-1, last_day=10, client=False, self_signed=False):
        """Writes NAME.pem and NAME.key; gives {"certificate": path, "key": path}."""
        key = ec.generate_private_key(ec.SECP256R1())
        usage = ExtendedKeyUsageOID.CLIENT_AUTH if client else ExtendedKeyUsageOID.SERVER_AUTH
        names = [x509.IPAddress(ipaddress.ip_address(host)) if host[0].isdigit() else x509.DNSName(host) for host in hosts]
        extensions = [(x509.SubjectAlternativeName(names), False), (x509.ExtendedKeyUsage([usage]), False)]
        issuer, issuer_key = (_name(name), key) if self_signed else (self.certificate.subject, self.key)
        certificate = self._build(_name(name), key, issuer, issuer_key, first_day, last_day, extensions)
        paths = {"certificate": self.folder / f"{name}.pem", "key": self.folder / f"{name}.key"}
        paths["certificate"].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        paths["key"].touch(mode=0o600)
        paths["key"].write_bytes(key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        return {what: str(path) for what, path in paths.items()}
