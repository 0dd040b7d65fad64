"""The school of the demo: 3 groups, 84 invented pupils, 12 tests, and what each of three programs knows about them.

Everything is made from the numbers below, so every run sends the same values and the receivers can be held against them.
Run as a program it prints config/demo/identities.csv.
"""

import dataclasses
import datetime
import hashlib

PUPILS_PER_GROUP = 28
GROUPS = (6, 7, 8)
ID = "de-akker"  # in our settings
SCHOOL_YEAR = "2025-2026"
BRIN = "99XX"
RIO = "999A999"
ACCOUNTS = "https://las.example/de-akker"  # home page of the accounts that the practice program uses

SUBJECTS = {  # code: vakgebied of UWLR, prefix and name as Edu-V has them
    "rek": ("Rekenen en wiskunde", "rw", "Rekenen-wiskunde"),
    "spl": ("Spelling", "nl-sp", "Nederlands, spelling"),
    "lez": ("Begrijpend/studerend lezen", "nl-bl", "Nederlands, begrijpend lezen"),
    "wer": ("Wereldoriëntatie", "mm", "Mens en maatschappij"),
}
VAKGEBIEDEN = "http://purl.edustandaard.nl/concept/328cc12a-87b2-41c4-aef8-853595f9f9dd"

PARTS = {
    "rek": (("getallen", 20), ("verhoudingen", 15), ("meten", 15)),
    "spl": (("werkwoorden", 20), ("niet-werkwoorden", 20)),
    "lez": (("fictie", 25), ("zakelijk", 25)),
    "wer": (("tijd", 12), ("ruimte", 12)),
}


@dataclasses.dataclass(frozen=True)
class Pupil:
    key: str  # in the school's administration
    eckid: str
    group: int


@dataclasses.dataclass(frozen=True)
class Part:
    code: str
    name: str
    points: int


@dataclasses.dataclass(frozen=True)
class Test:
    code: str
    name: str
    subject: str
    group: int
    version: str
    parts: tuple
    moment: datetime.datetime  # in UTC

    @property
    def points(self):
        return sum(part.points for part in self.parts)

    @property
    def day(self):
        return in_amsterdam(self.moment).date().isoformat()


@dataclasses.dataclass(frozen=True)
class Mark:
    type: str
    value: str
    remark: str = ""


@dataclasses.dataclass
class Result:
    part: str  # code of the part, "" for the whole test
    scores: dict  # kind -> text of a number
    marks: list = dataclasses.field(default_factory=list)
    success: bool | None = None
    completed: bool | None = None


@dataclasses.dataclass
class Sitting:
    pupil: Pupil
    test: Test
    results: list
    absent: bool = False


def in_amsterdam(moment):
    """Summer time ends at 01:00 UTC on the last Sunday of October and begins on that of March."""
    def last_sunday(month):
        end = datetime.datetime(moment.year, month, 31, 1, tzinfo=datetime.timezone.utc)
        return end - datetime.timedelta(days=(end.weekday() + 1) % 7)

    summer = last_sunday(3) <= moment < last_sunday(10)
    return moment.astimezone(datetime.timezone(datetime.timedelta(hours=2 if summer else 1)))


def number(low, high, *of):
    """A number from low to high that depends on nothing but its arguments."""
    digest = hashlib.sha256("|".join(map(str, of)).encode()).digest()
    return low + int.from_bytes(digest[:6], "big") % (high - low + 1)


def pupils():
    everyone = []
    for group in GROUPS:
        for place in range(1, PUPILS_PER_GROUP + 1):
            count = len(everyone) + 1
            # Visibly a test value: the pilot space, and a pattern of four digits 32 times.
            everyone.append(Pupil(f"akker-{group}-{place:02}", "https://ketenid.nl/pilot/" + f"{0xa000 + count:04x}" * 32, group))
    return everyone


def tests(prefix):
    """Four tests for each group. `prefix` tells the programs' tests apart."""
    list_of_tests = []
    for group in GROUPS:
        for index, subject in enumerate(SUBJECTS):
            code = f"{prefix}{subject}-{group}-1"
            parts = tuple(Part(f"{code}-{name}", name.capitalize(), points) for name, points in PARTS[subject])
            # Mondays to Wednesdays in October 2025, one week for each test; the last week is in winter time.
            first = datetime.datetime(2025, 10, 6, 7, 30, tzinfo=datetime.timezone.utc)
            moment = first + datetime.timedelta(days=7 * index + group - GROUPS[0])
            name = f"{SUBJECTS[subject][0]} blok 1, groep {group}"
            list_of_tests.append(Test(code, name, subject, group, "2025.1", parts, moment))
    return list_of_tests


def norms(points):
    """Three ranges of whole points, without gaps."""
    enough, good = points * 55 // 100, points * 80 // 100
    return (("Onvoldoende", 0, enough - 1), ("Voldoende", enough, good - 1), ("Goed", good, points))


def absent(pupil, test):
    return number(1, 30, "absent", pupil.key, test.code) == 1


def points_of(pupil, part):
    return number(part.points // 3, part.points, "points", pupil.key, part.code)


def measured(pupil, test):
    """A test of the pupil monitoring system: counts, time, a skill score and reference scores."""
    items = test.points
    correct = number(items // 3, items, "correct", pupil.key, test.code)
    scores = {
        "number-of-items": str(items),
        "number-correct": str(correct),
        "number-incorrect": str(items - correct),
        "duration": str(number(900, 2700, "seconds", pupil.key, test.code)),
        "skill": f"{number(400, 1400, 'skill', pupil.key, test.code) / 10:.1f}",
    }
    level = "EDCBA"[min(4, (correct - items // 3) * 5 // (items - items // 3 + 1))]
    marks = [Mark("AE", level, f"niveau {level}"), Mark("DLE", str(number(20, 60, "dle", pupil.key, test.code)))]
    return Result("", scores, marks)


def scored(pupil, test):
    """A test with points for each part and for the whole."""
    parts = [Result(part.code, {"points": str(points_of(pupil, part))}) for part in test.parts]
    total = sum(int(part.scores["points"]) for part in parts)
    return [Result("", {"points": str(total)}), *parts]


def sittings(of_tests, results_of):
    """Who sat which test; pupils who were absent have no results."""
    everyone = pupils()
    for test in of_tests:
        for pupil in everyone:
            if pupil.group != test.group:
                continue
            if absent(pupil, test):
                yield Sitting(pupil, test, [], absent=True)
            else:
                yield Sitting(pupil, test, results_of(pupil, test))


def class_of_meetlat():
    """UWLR: whole points with norms; reading is measured with OSO blocks, some with a didactic quotient."""
    def results(pupil, test):
        if test.subject != "lez":
            return scored(pupil, test)
        result = measured(pupil, test)
        if number(1, 4, "dq", pupil.key) == 1:
            result.marks.append(Mark("DQ", str(number(70, 130, "quotient", pupil.key, test.code))))
        return [result]

    return list(sittings(tests("ml-"), results))


def class_of_vizier():
    """Edu-V: as UWLR, and for world orientation half points, a percentage and a mark with one decimal."""
    def results(pupil, test):
        if test.subject == "lez":
            return [measured(pupil, test)]
        found = scored(pupil, test)
        if test.subject == "wer":
            half = number(0, 1, "half", pupil.key, test.code)
            total = int(found[0].scores["points"]) - (0.5 if half else 0)
            found[0].scores = {
                "points": f"{total:.1f}" if half else f"{total:.0f}",
                "percentage-correct": str(round(100 * total / test.points)),
            }
            found[0].marks = [Mark("Grade0.0-10.0", f"{1 + 9 * total / test.points:.1f}")]
        return found

    return list(sittings(tests("vz-"), results))


def class_of_springplank():
    """xAPI: raw and scaled scores, time, completion and success; the practice program gives half points for spelling."""
    def results(pupil, test):
        found = scored(pupil, test)
        total = int(found[0].scores["points"])
        if test.subject == "spl" and number(0, 1, "half", pupil.key, test.code):
            total -= 0.5
        found[0].scores = {
            "points": f"{total:g}",
            "scaled": f"{total / test.points:.4f}",
            "duration": str(number(300, 1500, "seconds", pupil.key, test.code)),
        }
        found[0].success = total >= 0.55 * test.points
        found[0].completed = True
        return found

    return list(sittings(tests("sp-"), results))


def main():
    print("las.key,eckid")
    for pupil in pupils():
        print(f"{pupil.key},{pupil.eckid}")


if __name__ == "__main__":
    main()
