#!/usr/bin/python3
"""Schemas that are not ours: `validate --schema` with its catalogue, and a partner's schemas beside those of a standard, on the
command line and in a running gateway."""

import json
import os
import pathlib
import subprocess

import configuration
import messages
from cases import BINARY, ROOT, Cases, scratch, wait_until
from gateway_process import Gateway
from messages import Result
from senders import Uwlr
from sink_process import Sink

PARTNER = ROOT / "config" / "partner_schemas" / "meetlat.xsd"
SCHEMAS = ROOT / "schemas"
GOLDEN = ROOT / "tests" / "integration" / "schemas"
SPACE = "https://meetlat.example/uwlr/domeinscores"


class Ran:
    def __init__(self, done):
        self.code, self.out, self.err = done.returncode, done.stdout.decode(), done.stderr.decode()

    def __repr__(self):
        return f"exit {self.code}\n{self.out[:1200]}\n{self.err[:1200]}"


def schakel(*words, stdin=b"", folder=None):
    environment = {**os.environ, "SCHAKEL_LANG": "en"}
    return Ran(subprocess.run([BINARY, *map(str, words)], input=stdin, capture_output=True, timeout=120, env=environment, cwd=folder))


def write(folder, name, text):
    file = pathlib.Path(folder) / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def xsd(space, body):
    return (f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{space}" xmlns="{space}" '
            f'xmlns:o="urn:other" elementFormDefault="qualified">\n{body}\n</xs:schema>\n')


def by_domain(percentage):
    """What a message says in the place of <score> by the partner's schema."""
    return (f'<anderresultaat xsi:type="m:domeinscores" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:m="{SPACE}">'
            f'<m:domein code="getallen" percentage="{percentage}"/></anderresultaat>')


def message(percentage, pupil="leerling-1", **more):
    text = messages.uwlr([Result("rekenen-m6", pupil, 17)], **more).decode()
    return text.replace("<score>17</score>", by_domain(percentage)).encode()


# ---------------------------------------------------------------- validate --schema


def own_xsd(cases, folder):
    main = write(folder, "main.xsd", xsd("urn:a", '<xs:import namespace="urn:other"/><xs:element name="a" type="o:kind"/>'))
    write(folder, "lib/other.xsd", xsd("urn:other", '<xs:simpleType name="kind"><xs:restriction base="xs:int"/></xs:simpleType>'))
    good, bad = write(folder, "good.xml", '<a xmlns="urn:a">1</a>'), write(folder, "bad.xml", '<a xmlns="urn:a">x</a>')
    ran = schakel("validate", "--schema", main, good)
    cases.check("an import is found below the schema's own folder", ran.code == 0, ran)
    ran = schakel("validate", "--schema", main, good, bad)
    cases.check("one invalid file is exit 1", ran.code == 1 and "xsd." in ran.out, ran)
    ran = schakel("validate", "--schema", main, "-", stdin=good.read_bytes())
    cases.check("standard input is validated", ran.code == 0 and "standard input" in ran.out, ran)
    told = {form: schakel("validate", "--schema", main, "--format", form, bad)
            for form in ("json", "junit", "sarif", "html", "markdown", "github-actions")}
    cases.check("every form of report tells it", all(ran.code == 1 and "xsd." in ran.out for ran in told.values()), told)
    cases.check("a remark of GitHub Actions has file and line", told["github-actions"].out.startswith(f"::error file={bad},line=1,col="), told)

    alone = write(folder, "alone/main.xsd", main.read_text())
    ran = schakel("validate", "--schema", alone, good)
    cases.check("a missing import is a refused schema with its place", ran.code == 3 and f"{alone}:2:" in ran.err
                and "invalid schema" in ran.err, ran)
    ran = schakel("validate", "--schema", alone, "--catalogue", folder / "lib", good)
    cases.check("--catalogue says where it is", ran.code == 0, ran)
    ran = schakel("validate", "--schema", main, "--schema", folder / "lib" / "other.xsd", good)
    cases.check("several schemas make one set", ran.code == 0, ran)


def closed(cases, folder):
    write(folder, "outside.xsd", xsd("urn:a", '<xs:element name="b" type="xs:int"/>'))
    for place in ("../outside.xsd", str(folder / "outside.xsd"), "file://" + str(folder / "outside.xsd")):
        inside = write(folder, "inside/main.xsd", xsd("urn:a", f'<xs:include schemaLocation="{place}"/><xs:element name="a"/>'))
        ran = schakel("validate", "--schema", inside, write(folder, "a.xml", '<a xmlns="urn:a"/>'))
        cases.check(f"nothing outside of the folders is read: {place}", ran.code == 3 and f"{inside}:2:" in ran.err, ran)
    hint = write(folder, "hint.xml", '<c xmlns="urn:c" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
                                     'xsi:schemaLocation="urn:c outside.xsd"/>')
    ran = schakel("validate", "--schema", folder / "outside.xsd", hint)
    cases.check("a document does not choose its schema", ran.code == 1, ran)


def own_json(cases, folder):
    main = write(folder, "main.json", '{"$id": "https://partner.example/main", "type": "object",\n'
                                      ' "properties": {"n": {"$ref": "https://partner.example/number"}}}')
    write(folder, "lib/number.json", '{"$id": "https://partner.example/number", "type": "integer"}')
    good, bad = write(folder, "good.json", '{"n": 1}'), write(folder, "bad.json", '{"n": "x"}')
    cases.equal("a JSON Schema finds others by $id", schakel("validate", "--schema", main, good).code, 0)
    ran = schakel("validate", "--schema", main, bad)
    cases.check("an invalid document is exit 1 with its pointer", ran.code == 1 and "/n" in ran.out, ran)
    broken = write(folder, "broken.json", '{\n "type": "whole"}')
    ran = schakel("validate", "--schema", broken, good)
    cases.check("a refused JSON Schema is exit 3 with its place", ran.code == 3 and f"{broken}:2:" in ran.err, ran)


def usage(cases, folder):
    one = write(folder, "one.xsd", xsd("urn:a", '<xs:element name="a"/>'))
    other = write(folder, "two.json", "{}")
    file = write(folder, "a.xml", '<a xmlns="urn:a"/>')
    for what, words in (("a schema that is not there", ["--schema", folder / "gone.xsd", file]),
                        ("a catalogue that is not there", ["--schema", one, "--catalogue", folder / "gone", file]),
                        ("XSD and JSON Schema together", ["--schema", one, "--schema", other, file]),
                        ("two JSON Schemas", ["--schema", other, "--schema", other, file]),
                        ("a file that is not there", ["--schema", one, folder / "gone.xml"]),
                        ("--partner-schema without --as", ["--partner-schema", one, file]),
                        ("--partner-schema where a standard takes none", ["--as", "xapi", "--partner-schema", one, file])):
        ran = schakel("validate", *words)
        cases.check(f"{what} is exit 2", ran.code == 2 and ran.err, ran)


# ---------------------------------------------------------------- schema show, schema lint


def golden(cases, what, got, name):
    """SCHAKEL_REGENERATE=1 writes what was told; the difference is for people to judge."""
    file = GOLDEN / name
    if os.environ.get("SCHAKEL_REGENERATE") == "1":
        file.write_text(got)
    cases.equal(what, got, file.read_text() if file.exists() else None)


def looks(cases, folder):
    for schema in ("order.xsd", "order.schema.json"):
        ran = schakel("schema", "show", schema, folder=GOLDEN)
        cases.check(f"schema show {schema} is exit 0", ran.code == 0, ran)
        golden(cases, f"schema show {schema}", ran.out, schema + ".show.txt")
        told = json.loads(schakel("schema", "show", "--json", schema, folder=GOLDEN).out)
        cases.check(f"schema show --json {schema} tells every definition", len(told["definitions"]) >= 4 and told["documents"], told)
        ran = schakel("schema", "lint", schema, folder=GOLDEN)
        cases.check(f"schema lint {schema} is exit 0", ran.code == 0, ran)
        golden(cases, f"schema lint {schema}", ran.out, schema + ".lint.txt")
        told = json.loads(schakel("schema", "lint", "--json", schema, folder=GOLDEN).out)
        cases.check(f"schema lint --json {schema} has places", told["remarks"] and all(one["line"] for one in told["remarks"]), told)
        cases.equal(f"--fail-on warning is exit 1 for {schema}", schakel("schema", "lint", "--fail-on", "warning", schema, folder=GOLDEN).code, 1)
    broken = write(folder, "broken.xsd", xsd("urn:a", '<xs:element name="a" type="xs:nothing"/>'))
    for verb in ("show", "lint"):
        ran = schakel("schema", verb, broken)
        cases.check(f"schema {verb} of a refused schema is exit 3 with its place", ran.code == 3 and f"{broken}:2:" in ran.err, ran)
        cases.equal(f"schema {verb} of a file that is not there is exit 2", schakel("schema", verb, folder / "gone.xsd").code, 2)
    ran = schakel("schema", "lint", SCHEMAS / "uwlr/2.2/leerresultaten.xsd", "--catalogue", SCHEMAS)
    cases.check("lint says that UWLR's other result waits for a partner's schema", "xml-schema.abstract-without-derived" in ran.out, ran)
    ran = schakel("validate", "--schema", GOLDEN / "order.schema.json", write(folder, "order.json", "{}"))
    cases.check("validate --schema tells a misspelt keyword", "json-schema.misspelt-keyword" in ran.err, ran)


def start_costs(cases, folder):
    told = json.loads(schakel("adapters", "--json").out)
    sets = [one for adapter in told["adapters"] for one in adapter["compiled"]]
    cases.check("adapters --json tells what compiling each set of schemas took", len(sets) >= 4
                and all(one["files"] and one["microseconds"] > 0 for one in sets) and told["start_milliseconds"] > 0, told)
    files = [file for one in sets for file in one["files"] if file.startswith(("xapi", "edu_v"))]
    cases.equal("no schema is compiled twice at start", len(files), len(set(files)))


# ---------------------------------------------------------------- a partner's schemas


def on_files(cases, folder):
    good, bad = folder / "good.xml", folder / "bad.xml"
    good.write_bytes(message(80))
    bad.write_bytes(message(180))
    ran = schakel("validate", "--as", "uwlr-2.2", good)
    cases.check("a type of a partner is unknown without its schema", ran.code == 1 and "xsd.unknown-type" in ran.out, ran)
    ran = schakel("validate", "--as", "uwlr-2.2", "--partner-schema", PARTNER, good)
    cases.check("and known with it", ran.code == 0, ran)
    ran = schakel("validate", "--as", "uwlr-2.2", "--partner-schema", PARTNER, bad)
    cases.check("what the partner's schema forbids is a finding", ran.code == 1 and "xsd.max-inclusive" in ran.out, ran)
    loss = folder / "loss.json"
    ran = schakel("translate", "--from", "uwlr-2.2", "--to", "edu-v", "--partner-schema", PARTNER, "--loss", loss, good)
    cases.check("the loss report names what no other standard can say", ran.code in (0, 1) and "anderresultaat" in loss.read_text(), ran)
    copied = write(folder, "copy/meetlat.xsd", PARTNER.read_text().replace(
        '2/leerresultaten"/>', '2/leerresultaten" schemaLocation="leerresultaten.xsd"/>'))
    write(folder, "copy/leerresultaten.xsd", (SCHEMAS / "uwlr/2.2/leerresultaten.xsd").read_text())
    ran = schakel("validate", "--as", "uwlr-2.2", "--partner-schema", copied, good)
    cases.check("a copy of the standard beside the partner's schema does no harm", ran.code == 0, ran)
    broken = write(folder, "broken.xsd", PARTNER.read_text().replace("ctpAnder", "ctpAndere"))
    ran = schakel("validate", "--as", "uwlr-2.2", "--partner-schema", broken, good)
    cases.check("a refused schema is exit 3 with its place", ran.code == 3 and f"{broken}:" in ran.err and "invalid schema" in ran.err, ran)


def settings(folder, url, schemas):
    with_schemas = configuration.uwlr_sender("toets", **schemas)
    other = configuration.uwlr_sender("ander")
    other["receive"].update(client_code="ANDER", client_name="Ander", keys=[{"key": "sleutel-van-de-ander", "schools": ["de-akker"]}])
    receiver = configuration.receiver("las", "uwlr-2.2", url + "/soap/uwlr/2.2/leerresultaten")
    routes = [{"name": "resultaten", "to": ["las"]}]
    return configuration.gateway(folder, [with_schemas, other, receiver], routes)


def in_a_gateway(cases, folder):
    schema = write(folder, "partner/extension.xsd", PARTNER.read_text())
    named = {"schemas": ["partner/extension.xsd"]}
    with Sink(folder) as sink:
        url = sink.open("las")
        plain = settings(folder, url, {})
        with Gateway(folder, plain) as gateway:
            sender = Uwlr()

            def refused(body):
                answer = sender.send(gateway.ports["data"], body)
                return [] if answer.status == 200 else sender.refusal(answer).rules

            cases.equal("the gateway refuses a partner's type that it does not know", refused(message(80)), ["xsd.unknown-type"])
            gateway.write(settings(folder, url, named))
            status, told = gateway.admin("/reload", "POST")
            cases.check("a reload takes the partner's schemas over", status == 200, told)
            cases.equal("and the message is accepted", refused(message(80)), [])
            cases.equal("what the schema forbids is refused", refused(message(180, "leerling-2")), ["xsd.max-inclusive"])
            of_other = dict(key="sleutel-van-de-ander", code="ANDER", name="Ander")
            cases.equal("another system keeps the plain schemas", refused(message(80, "leerling-3", **of_other)), ["xsd.unknown-type"])
            gateway.wait_drained()

            schema.write_text(PARTNER.read_text().replace("ctpAnder", "ctpAndere"))
            ran = schakel("check", gateway.config)
            cases.check("check refuses a wrong schema with its place: exit 78",
                        ran.code == 78 and f"{schema}:" in ran.out and "invalid schema" in ran.out and "toets" in ran.out, ran)
            status, told = gateway.admin("/reload", "POST")
            places = [one for one in told.get("faults", []) if one["file"] == str(schema) and one["line"] > 1]
            cases.check("a reload with it is refused with its place", status >= 400 and len(places) == 1, (status, told))
            cases.equal("and the former schemas stay in force", refused(message(80, "leerling-4")), [])
            schema.unlink()
            ran = schakel("check", gateway.config)
            cases.check("check finds a schema that cannot be read", ran.code == 78 and f"{gateway.config}:" in ran.out
                        and "cannot be read" in ran.out, ran)
            count = len(gateway.events("configuration.reload"))
            gateway.hang_up()
            wait_until(lambda: len(gateway.events("configuration.reload")) > count, what="the reload")
            cases.equal("SIGHUP keeps the former too", refused(message(80, "leerling-5")), [])
            gateway.wait_drained()
            gateway.terminate()
            ran = schakel("run", "--config", gateway.config)
            cases.check("a start without the schema is refused: exit 78", ran.code == 78 and "cannot be read" in ran.err, ran)


def main():
    cases = Cases()
    parts = (own_xsd, closed, own_json, usage, looks, start_costs, on_files, in_a_gateway)
    for part in parts:
        with cases.part(part.__name__), scratch() as folder:
            part(cases, folder)
    cases.finish()


if __name__ == "__main__":
    main()
