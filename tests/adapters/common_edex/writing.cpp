#include "setup.hpp"

#include <algorithm>

using namespace schakel;
using namespace schakel::test;
namespace roster_model = schakel::model::roster;

TEST_CASE("A generated school comes back from a file as it was") {
    roster::school_options options;
    options.what = roster::school_options::detail::edex;
    options.pupils = 300;
    collected_roster made;
    roster::memory_roster view;
    roster::generated_school(options).write(view);
    roster::generated_school(options).write(made);
    const written_file file = write("2.1", view);
    CHECK(file.refused.empty());
    collected_roster back;
    const roster_reading seen = read("2.1", file.bytes, back);
    CHECK_FALSE(seen.report.rejects());
    const auto ids = [](const collected_roster& of) {
        std::vector<std::string> list;
        for (const roster_model::record& one : of.records)
            list.push_back(std::string(to_string(kind_of(one))) + " " + tail_of(one).id);
        std::ranges::sort(list);
        return list;
    };
    CHECK(ids(back) == ids(made));
}

TEST_CASE("A file is written in small pieces, whatever the size of the school") {
    roster::school_options options;
    options.what = roster::school_options::detail::edex;
    options.pupils = 2'000;
    roster::memory_roster view;
    roster::generated_school(options).write(view);
    const written_file file = write("2.1", view);
    CHECK(file.bytes.size() > 500'000);
    CHECK(file.largest_piece < 400'000);
}

TEST_CASE("A roster without pupils is refused, and nothing is written") {
    roster::memory_roster view;
    roster_model::head head;
    head.school_year = "2026-2027";
    view.head(head);
    const written_file file = write("2.1", view);
    CHECK(file.bytes.empty());
    REQUIRE(file.refused.size() == 1);
    CHECK(file.refused.front().broken->id == "edexml.nobody");
}

TEST_CASE("A person without any name is refused, the others are written") {
    roster::memory_roster view;
    roster_model::person nameless, named;
    nameless.id = "a";
    named.id = "b";
    named.given_names = "Proef";
    view.add(roster_model::record(nameless));
    view.add(roster_model::record(named));
    const written_file file = write("2.1", view);
    REQUIRE(file.refused.size() == 1);
    CHECK(file.refused.front().broken->id == "edexml.unnameable");
    CHECK(file.bytes.find("<roepnaam>Proef</roepnaam>") != std::string::npos);
    collected_roster back;
    CHECK_FALSE(read("2.1", file.bytes, back).report.rejects());
}

TEST_CASE("Whatever a record holds, what is written is valid") {
    roster::memory_roster view;
    roster_model::person odd;
    odd.id = "odd";
    odd.ids = {{std::string(model::scheme::las_key), std::string(300, 'k'), {}}};
    odd.family_name = std::string(300, 'n') + "\x01é";
    odd.family_prefix = "een veel te lang voorvoegsel";
    odd.initials = "A.B.C.D.E.F.";
    odd.preferred_name = std::string(100, 'r');
    odd.email = std::string(300, 'e');
    odd.levels = {{"grade 5", "", ""}, roster_model::year_level("5"), roster_model::year_level("6")};
    view.add(roster_model::record(odd));
    roster_model::head head;
    head.school = {{std::string(model::scheme::brin), "not a brin", {}}};
    head.school_year = "this year";
    view.head(head);
    for (const std::string_view version : {"2.0", "2.1"}) {
        collected_roster back;
        const written_file file = write(version, view);
        const roster_reading seen = read(version, file.bytes, back);
        const finding* fault = seen.report.first_error();
        CHECK_MESSAGE(!fault, (fault ? fault->text(language::en) : ""));
        CHECK(back.told.school_year == "2026-2027");
    }
}
