#!/usr/bin/python3
"""Rosters in files on the command line: EDEXML to a OneRoster package and back, the package read by Python's own zip and CSV
readers, loss reports, and where the validator says that a package is broken."""

import csv
import io
import json
import subprocess
import xml.etree.ElementTree as xml
import zipfile

from cases import BINARY, Cases, scratch

PUPILS = 1500  # more than one piece of every table
GROUPS = 60


def eckid(number):
    return "https://ketenid.nl/pilot/" + f"{number:04x}" * 32


def edexml():
    groups = "".join(f'<groep key="G{number}"><naam>Groep, "{number}"</naam><jaargroep>{number % 8 + 1}</jaargroep></groep>'
                     for number in range(GROUPS))
    pupils = "".join(f'<leerling key="L{number}" eckid="{eckid(number)}"><achternaam>Noël{number}</achternaam>'
                     f'<voorvoegsel>van de</voorvoegsel><roepnaam>Roep{number}</roepnaam><jaargroep>{number % GROUPS % 8 + 1}</jaargroep>'
                     f'<groep key="G{number % GROUPS}"/></leerling>' for number in range(PUPILS))
    return (f'<EDEX><school><schooljaar>2026-2027</schooljaar><peildatum>2026-10-01</peildatum><brincode>99XX</brincode>'
            f'<xsdversie>2.1</xsdversie></school><groepen>{groups}</groepen><leerlingen>{pupils}</leerlingen><leerkrachten>'
            f'<leerkracht key="T1"><achternaam>Meester</achternaam><groepen><groep key="G1"/></groepen></leerkracht></leerkrachten></EDEX>')


def schakel(*words):
    return subprocess.run([BINARY, *map(str, words)], capture_output=True, timeout=120)


def told(done):
    return f"exit {done.returncode} {done.stdout[:500]!r} {done.stderr[:500]!r}"


def tables_of(package):
    """Every table of a package as a list of dictionaries; checks what a zip promises on the way."""
    with zipfile.ZipFile(package) as archive:
        if archive.testzip() is not None:
            raise RuntimeError("a member does not agree with its check sum")
        read = lambda name: list(csv.DictReader(io.TextIOWrapper(archive.open(name), "utf-8", newline="")))
        return {name.removesuffix(".csv"): read(name) for name in archive.namelist()}


def check_loss(cases, title, file, source, target):
    report = json.loads(file.read_text())
    fields = report["fields"]
    cases.equal(f"{title}: the loss report names both standards", (report["from"], report["to"]), (source, target))
    cases.check(f"{title}: it tells of every field what became of it",
                fields and {one["outcome"] for one in fields} <= {"carried", "mapped", "defaulted", "dropped"}, fields[:3])
    cases.check(f"{title}: and why, of all that is not simply carried",
                all(one["reason"] for one in fields if one["outcome"] != "carried"), [one for one in fields if not one["reason"]][:3])
    cases.check(f"{title}: it holds no value of a person", "Roep" not in file.read_text() and "ketenid" not in file.read_text())


def into_csv(cases, folder):
    source, package, loss = folder / "school.xml", folder / "school.zip", folder / "loss.json"
    source.write_text(edexml())
    words = ["translate", "--from", "edexml-2.1", "--to", "oneroster-1.2-csv"]
    done = schakel(*words, "--loss", loss, "--out", package, source)
    if not cases.check("EDEXML becomes a package: exit 0", done.returncode == 0, told(done)):
        return
    tables = tables_of(package)
    listed = {one["propertyName"]: one["value"] for one in tables["manifest"]}
    cases.equal("the manifest lists what is in the package", {name for name, how in listed.items() if how == "bulk"},
                {"file." + name for name in tables if name != "manifest"})
    users = {one["userMasterIdentifier"]: one for one in tables["users"] if one["userMasterIdentifier"]}
    cases.equal("every pupil is a user by ECK iD", set(users), {eckid(number) for number in range(PUPILS)})
    one = users.get(eckid(7), {})
    cases.equal("names come over as they are", (one.get("givenName"), one.get("familyName")), ("Roep7", "van de Noël7"))
    classes = {one["sourcedId"]: one["title"] for one in tables["classes"]}
    cases.equal("groups with comma and quotation marks too", set(classes.values()), {f'Groep, "{number}"' for number in range(GROUPS)})
    by_user = {one["userSourcedId"]: classes.get(one["classSourcedId"]) for one in tables["enrollments"] if one["role"] == "student"}
    cases.equal("every pupil is in the right class", {key: by_user.get(one["sourcedId"]) for key, one in users.items()},
                {eckid(number): f'Groep, "{number % GROUPS}"' for number in range(PUPILS)})
    roles = [one["role"] for one in tables["roles"]]
    cases.equal("and has a role", (roles.count("student"), roles.count("teacher")), (PUPILS, 1))
    check_loss(cases, "EDEXML to CSV", loss, "edexml-2.1", "oneroster-1.2-csv")
    done = schakel("validate", "--format", "json", package)
    judged = json.loads(done.stdout)["files"][0]
    cases.equal("the validator knows it and finds it good", (done.returncode, judged["standard"], judged["verdict"]),
                (0, "oneroster-1.2-csv", "valid"))
    cases.equal("standard output gets the same bytes", schakel(*words, source).stdout, package.read_bytes())


def and_back(cases, folder):
    again, loss = folder / "again.xml", folder / "back.json"
    done = schakel("translate", "--from", "oneroster-1.2-csv", "--to", "edexml-2.1", "--loss", loss, "--out", again, folder / "school.zip")
    if not cases.check("and a package becomes EDEXML: exit 0", done.returncode == 0, told(done)):
        return

    def pupils(text):
        fields = ("achternaam", "voorvoegsel", "roepnaam", "jaargroep")
        return {one.get("key"): (one.get("eckid"), one.find("groep").get("key"), *(one.findtext(name) for name in fields))
                for one in xml.fromstring(text).find("leerlingen")}
    before, after = pupils(edexml()), pupils(again.read_text())
    cases.equal("every pupil has the key it had", set(after), set(before))
    full = lambda of: " ".join(part for part in (of[3], of[2]) if part)
    wrong = [key for key, one in before.items() if key in after and
             (*one[:2], full(one), *one[4:]) != (*after[key][:2], full(after[key]), *after[key][4:])]
    cases.equal("and its ECK iD, group, names and level", [(before[key], after[key]) for key in wrong[:2]], [])
    groups = {one.get("key"): one.findtext("naam") for one in xml.fromstring(again.read_text()).find("groepen")}
    cases.equal("and every group its name", groups, {f"G{number}": f'Groep, "{number}"' for number in range(GROUPS)})
    check_loss(cases, "CSV to EDEXML", loss, "oneroster-1.2-csv", "edexml-2.1")


def unpacked(cases, folder):
    """A folder with the same files is worth the package."""
    place = folder / "school"
    with zipfile.ZipFile(folder / "school.zip") as archive:
        archive.extractall(place)
    (place / "leesmij.txt").write_text("geen tabel")
    words = ["translate", "--from", "oneroster-1.2-csv", "--to", "edexml-2.1"]
    done = schakel(*words, place)
    cases.check("a folder of CSV files becomes the same EDEXML as its package",
                done.returncode == 0 and done.stdout == schakel(*words, folder / "school.zip").stdout, told(done))
    judged = json.loads(schakel("validate", "--format", "json", place).stdout)["files"][0]
    cases.equal("the validator recognises it and finds it good", (judged["standard"], judged["verdict"]), ("oneroster-1.2-csv", "valid"))
    (place / "classes.csv").unlink()
    done = schakel("validate", "--format", "json", place)
    cases.check("a table that its manifest announces and that is not there is told",
                done.returncode == 1 and "file-missing" in done.stdout.decode(), told(done))
    (folder / "leeg").mkdir()
    done = schakel("validate", folder / "leeg")
    cases.equal("a folder without tables is no input", done.returncode, 2)


def broken(cases, folder):
    package, good = folder / "broken.zip", folder / "school.zip"
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(package, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == "users.csv":
                head, first, second, *rest = text.split("\r\n")
                place = head.split(",").index("enabledUser")
                cells = second.split(",")
                cells[place] = "misschien"
                text = "\r\n".join([head, first, ",".join(cells), *rest])
                column = len(",".join(cells[:place])) + 2
            target.writestr(name, text)
    done = schakel("validate", "--format", "json", package)
    judged = json.loads(done.stdout)["files"][0]
    found = [one for layer in judged["layers"] for one in layer["findings"] if one["severity"] == "error"]
    cases.equal("a value that is wrong makes a package invalid: exit 1", (done.returncode, judged["verdict"], len(found)),
                (1, "invalid", 1))
    cases.check("the finding names the file", found and "users.csv" in found[0]["path"], found)
    cases.equal("and row and column", [(one["line"], one["column"]) for one in found], [(3, column)])
    cases.check("and the field", found and "enabledUser" in found[0]["path"], found)
    done = schakel("validate", package)
    cases.check("people are told the same place", f"3:{column}" in done.stdout.decode(), told(done))
    done = schakel("translate", "--from", "oneroster-1.2-csv", "--to", "edexml-2.1", package)
    cases.check("it is not translated: exit 1, nothing on standard output", done.returncode == 1 and done.stdout == b"", told(done))
    cut = folder / "cut.zip"
    cut.write_bytes(good.read_bytes()[:-200])
    done = schakel("validate", "--as", "oneroster-1.2-csv", cut)
    cases.check("a package that is cut off is told as that", done.returncode == 1 and b"zip.truncated" in done.stdout, told(done))


def main():
    cases = Cases()
    with scratch() as folder:
        for part in (into_csv, and_back, unpacked, broken):
            with cases.part(part.__name__):
                part(cases, folder)
    cases.finish()


if __name__ == "__main__":
    main()
