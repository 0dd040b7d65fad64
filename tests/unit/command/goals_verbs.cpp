// The verbs that need no running gateway: goals are imported into a store of their own and asked for as a terminal
// would.
#include "tests/unit/command/goals_terminal.hpp"

using namespace schakel;
using test::parsed;

namespace {

constexpr const char* old_goals = R"([
{"id":"00000001-0000-4000-8000-000000000001","title":"De leerling telt tot tien.","description":"Tellen","prefix":"1"},
{"id":"00000002-0000-4000-8000-000000000002","title":"De leerling meet.","description":"Meten","prefix":"2"}])";
constexpr const char* new_goals = R"([
{"id":"00000003-0000-4000-8000-000000000003","title":"De leerling telt tot tien.","description":"Tellen","prefix":"1",
 "replaces":["00000001-0000-4000-8000-000000000001"],"vakleergebied_id":["00000009-0000-4000-8000-000000000009"]}])";
constexpr const char* gone_goals = R"([
{"id":"00000001-0000-4000-8000-000000000001","title":"De leerling telt tot tien.","description":"Tellen","prefix":"1",
 "types":["kerndoel"],"replacedBy":["00000003-0000-4000-8000-000000000003"]},
{"id":"00000002-0000-4000-8000-000000000002","title":"De leerling meet.","types":["kerndoel"],"replacedBy":[]}])";

struct subject : test::goals_terminal {
    subject() {
        write("curriculum-kerndoelen-2025.1/data/kerndoelen.json", old_goals);
        write("curriculum-kerndoelen-2026.1/data/kerndoelen.json", new_goals);
        write("curriculum-kerndoelen-2026.1/data/deprecated.json", gone_goals);
        write("curriculum-kerndoelen-2026.1/context.json", "{not even JSON");
    }
    void import_both() const {
        REQUIRE(
            goals({"import", "--as", "slo", "--published", "2025-04-10", folder.file("curriculum-kerndoelen-2025.1")})
                .first == 0
        );
        REQUIRE(
            goals({"import", "--as", "slo", "--published", "2026-01-07", folder.file("curriculum-kerndoelen-2026.1")})
                .first == 0
        );
    }
};

} // namespace

TEST_CASE("a folder is imported as the release that its name tells, and its dangling ends are told") {
    const subject s;
    const auto [code, printed] =
        s.goals({"import", "--json", "--as", "slo", s.folder.file("curriculum-kerndoelen-2026.1")});
    CHECK(code == 0);
    const auto told = parsed(printed);
    CHECK(told.root().find("/owners/0/id").text() == "slo:kerndoelen#2026.1");
    CHECK(told.root().find("/owners/0/outcome").text() == "added");
    CHECK(told.root().find("/owners/0/counts/goal").integer() == 3);
    CHECK(told.root().find("/dangling/0/property").text() == "subject");
    CHECK(told.root().find("/dangling/0/ends").integer() == 1);

    const auto again = s.goals({"import", "--json", "--as", "slo", s.folder.file("curriculum-kerndoelen-2026.1")});
    CHECK(again.first == 0);
    CHECK(parsed(again.second).root().find("/owners/0/outcome").text() == "unchanged");
}

TEST_CASE("one file that is refused keeps everything out") {
    const subject s;
    s.write("curriculum-kerndoelen-2026.1/data/domeinen.json", R"([{"title":"zonder id"}])");
    CHECK(s.goals({"import", "--as", "slo", s.folder.file("curriculum-kerndoelen-2026.1")}).first == 1);
    CHECK(s.goals({"resolve", "00000003-0000-4000-8000-000000000003"}).first == 1);
    CHECK(s.goals({"import", "--as", "uwlr", s.folder.file("curriculum-kerndoelen-2026.1")}).first == 2);
}

TEST_CASE("an old goal resolves to what it became, as of a day to itself, and a withdrawn one to nothing") {
    const subject s;
    s.import_both();
    const auto now = s.goals({"resolve", "--json", "00000001-0000-4000-8000-000000000001"});
    CHECK(now.first == 0);
    CHECK(parsed(now.second).root().find("/outcome").text() == "replaced");
    CHECK(parsed(now.second).root().find("/goals/0/id").text() == "urn:uuid:00000003-0000-4000-8000-000000000003");
    CHECK(parsed(now.second).root().find("/goals/0/relation").text() == "EQ");
    const auto then = s.goals({"resolve", "--json", "--as-of", "2025-09-01", "00000001-0000-4000-8000-000000000001"});
    CHECK(parsed(then.second).root().find("/outcome").text() == "living");
    const auto gone = s.goals({"resolve", "--json", "00000002-0000-4000-8000-000000000002"});
    CHECK(gone.first == 1);
    CHECK(parsed(gone.second).root().find("/outcome").text() == "withdrawn");
    CHECK(s.goals({"resolve", "--as-of", "yesterday", "1"}).first == 2);
}

TEST_CASE("frameworks, a goal and a translation are shown") {
    const subject s;
    s.import_both();
    const auto frameworks = parsed(s.goals({"frameworks", "--json"}).second);
    CHECK(frameworks.root().find("/frameworks/0/id").text() == "slo:kerndoelen");
    CHECK(frameworks.root().find("/frameworks/0/releases").size() == 2);
    const auto shown = parsed(s.goals({"show", "--json", "00000003-0000-4000-8000-000000000003"}).second);
    CHECK(shown.root().find("/releases/0/statement").text() == "De leerling telt tot tien.");
    CHECK(s.goals({"show", "00000077-0000-4000-8000-000000000077"}).first == 1);
    const auto made =
        s.goals({"translate", "--json", "--to", "slo:kerndoelen", "00000001-0000-4000-8000-000000000001"});
    CHECK(made.first == 0);
    CHECK(parsed(made.second).root().find("/0/outcome").text() == "exact");
    CHECK(s.goals({"translate", "--to", "slo:onbekend", "00000001-0000-4000-8000-000000000001"}).first == 2);
}

TEST_CASE("a diff names what was not imported, and defects are told with the exit code") {
    const subject s;
    s.import_both();
    const std::string set = "https://school.example/set#1";
    CHECK(s.goals({"diff", "--from", "2025.1", "--to", "2026.1", "slo:kerndoelen", set}).first == 2);
    CHECK(s.goals({"defects", "--json"}).second.find("\"defects\"") != std::string::npos);
}

TEST_CASE("tests of translations hold or tell what came instead") {
    const subject s;
    s.import_both();
    s.write("good.toml", R"([[test]]
goal = "00000001-0000-4000-8000-000000000001"
to = "slo:kerndoelen"
outcome = "exact"
target = "00000003-0000-4000-8000-000000000003"
claim = "attained"
[[test]]
goal = "00000002-0000-4000-8000-000000000002"
to = "slo:kerndoelen"
outcome = "withdrawn"
)");
    const auto good = s.goals({"test", "--json", s.folder.file("good.toml")});
    CHECK_MESSAGE(good.first == 0, good.second);
    s.write(
        "bad.toml", "[[test]]\ngoal = \"00000001-0000-4000-8000-000000000001\"\nto = \"slo:kerndoelen\"\n"
                    "outcome = \"unknown\"\n"
    );
    const auto bad = s.goals({"test", s.folder.file("bad.toml")});
    CHECK(bad.first == 1);
    CHECK(bad.second.find("expected unknown, got exact") != std::string::npos);
    s.write("wrong.toml", "[[test]]\ngoal = \"x\"\noutcom = \"exact\"\n");
    CHECK(s.goals({"test", s.folder.file("wrong.toml")}).first == 2);
}
