"""What a search starts with besides the corpus: golden messages, bundled schemas, examples of the documentation.

They are read where they are, so there is no second copy of them to keep up to date.
"""

import hashlib
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
LARGEST = 1 << 15
# Which schema of its list the first byte chooses in json_schema and xsd, by a part of the seed's path.
JSON_SCHEMAS = {"xapi": b"3", "edu_v": b"4"}
XML_SCHEMAS = {"uwlr": b"2", "oso": b"3"}


def files(*patterns):
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            if "node_modules" not in path.parts and path.is_file() and path.stat().st_size <= LARGEST:
                yield path


def golden(suffix):
    yield from files(f"tests/adapters/*/cases/*/input{suffix}", f"tests/adapters/*/cases/*/becomes.*{suffix}")


def examples(language):
    """Fenced blocks of that language in the documentation: (path, bytes)."""
    for path in files("*.md", "[a-z]*/**/*.md"):
        for block in re.findall(rf"^```{language}\n(.*?)^```", path.read_text(), re.MULTILINE | re.DOTALL):
            yield path, block.encode()


def messages(suffix, language):
    for path in golden(suffix):
        yield path, path.read_bytes()
    yield from examples(language)


def chosen(path, schemas):
    """The bytes that choose a schema for a message: the one of its standard, or each."""
    for part, byte in schemas.items():
        if part in str(path):
            return [byte]
    return list(schemas.values())


def patterns():
    for path in files("schemas/**/*.xsd"):
        yield from (found.encode() for found in re.findall(r'pattern value="([^"]*)"', path.read_text()))
    for path in files("schemas/**/*.json"):
        found = re.findall(r'"pattern": "((?:[^"\\]|\\.)*)"', path.read_text())
        yield from (one.replace("\\\\", "\\").encode() for one in found)


def json_schema():
    return (byte + text for path, text in messages(".json", "json") for byte in chosen(path, JSON_SCHEMAS))


def xsd():
    return (byte + text for path, text in messages(".xml", "xml") for byte in chosen(path, XML_SCHEMAS))


SEEDS = {
    "json": lambda: (text for _, text in messages(".json", "json")),
    "json_schema": json_schema,
    "json_schema_compile": lambda: (path.read_bytes() for path in files("schemas/**/*.schema.json")),
    "xml": lambda: (text for _, text in messages(".xml", "xml")),
    "xsd": xsd,
    "xsd_compile": lambda: (path.read_bytes() for path in files("schemas/**/*.xsd", "tests/**/*.xsd")),
    "regex": lambda: (pattern + b"\nP1DT2H 2026-11-22 A9\xc3\xa9" for pattern in patterns()),
    "edu_v_decode": lambda: (path.read_bytes() for path in files("tests/adapters/edu_v_*/cases/*/input.json")),
    "edu_v_roster": lambda: (
        byte + path.read_bytes() for byte, service in ((b"\0", "students"), (b"\1", "employees"), (b"\2", "education"), (b"\3", "association"))
        for path in files(f"tests/adapters/edu_v_{service}_1_1/cases/*/input.json")),
    "xapi_decode": lambda: (path.read_bytes() for path in files("tests/adapters/xapi_*/cases/*/input.*")),
    "uwlr_roster": lambda: (path.read_bytes() for path in files("tests/adapters/uwlr_*/cases/*/input.xml")),
    "oneroster_gradebook": lambda: (
        path.read_bytes() for path in files("tests/adapters/oneroster_*_gradebook/cases/*/input.json")),
    "saml": lambda: (path.read_bytes() for path in files("tests/adapters/saml_entree/cases/*/input.xml")),
    "slo_read": lambda: (path.read_bytes() for path in files("tests/adapters/slo/cases/*/input.json")),
    "edexml_read": lambda: (path.read_bytes() for path in files("tests/adapters/edexml_*/cases/*/input.xml")),
    "uwlr_decode": lambda: (path.read_bytes() for path in files("tests/adapters/uwlr_*/cases/*/input.xml")),
}


def write(target, folder):
    """Writes the seeds of a target as files and returns their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for text in SEEDS.get(target, lambda: ())():
        (folder / hashlib.sha1(text).hexdigest()).write_bytes(text)
    return folder
