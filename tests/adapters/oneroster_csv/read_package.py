"""Reads a package of OneRoster CSV with nothing but the standard library and prints what it says, one fact a line, sorted.

Stops with a message when the archive is damaged, a row is not as long as its header, a reference leads nowhere, or the manifest is
not right about the files.
"""
import csv
import io
import re
import sys
import zipfile


def rows_of(archive, name):
    with archive.open(name) as raw:
        lines = list(csv.reader(io.TextIOWrapper(raw, encoding="utf-8", newline=""), strict=True))
    header, rows = lines[0], lines[1:]
    for row in rows:
        assert len(row) == len(header), f"{name}: {len(row)} cells under {len(header)} names"
        assert not any("\n" in cell or "\r" in cell for cell in row), f"{name}: a line break in a cell"
    return [dict(zip(header, row)) for row in rows]


def main():
    archive = zipfile.ZipFile(sys.argv[1])
    assert archive.testzip() is None, "a damaged entry"
    manifest = {row["propertyName"]: row["value"] for row in rows_of(archive, "manifest.csv")}
    told = {name[5:] for name, value in manifest.items() if name.startswith("file.") and value != "absent"}
    there = {name[:-4] for name in archive.namelist()} - {"manifest"}
    assert told == there, f"manifest {sorted(told)}, archive {sorted(there)}"
    tables = {name: {row["sourcedId"]: row for row in rows_of(archive, name + ".csv")} for name in there}
    for row in tables["enrollments"].values():
        for column, target in (("userSourcedId", "users"), ("classSourcedId", "classes"), ("schoolSourcedId", "orgs")):
            assert row[column] in tables[target], f"{column} leads nowhere"
    for row in tables["classes"].values():
        assert row["courseSourcedId"] in tables["courses"] and row["termSourcedIds"] in tables["academicSessions"]
    if "roles" in tables:
        assert {row["userSourcedId"] for row in tables["roles"].values()} == set(tables["users"])

    def key_of(user):
        found = re.search(r"\{las\.key:([^}]*)\}", user["userIds"])
        return found.group(1) if found else ""

    lines = []
    for user in tables["users"].values():
        made_up = "givenName" in user.get("metadata.schakel.default", "")
        lines.append(f"user {key_of(user)} {'' if made_up else user['givenName']}|{user['email']}")
    for group in tables["classes"].values():
        lines.append(f"class {group['title']}|{group['classType']}")
    for one in tables["enrollments"].values():
        user, group = tables["users"][one["userSourcedId"]], tables["classes"][one["classSourcedId"]]
        lines.append(f"enrollment {key_of(user)} {group['title']}|{one['beginDate']}")
    sys.stdout.reconfigure(encoding="utf-8")
    for line in sorted(lines, key=lambda text: text.encode()):
        print(line)


main()
