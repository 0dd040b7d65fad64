// What is written is read without an error, gives the same package again, and is what Python finds in it.
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/roster/generated_school.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "schemas/bundled.hpp"
#include "tests/support/command_output.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

using namespace schakel;
namespace records = model::roster;

namespace {

std::unique_ptr<adapter> adapter_of(const std::string& version) {
    const auto find = [](std::string_view name) { return schemas::bundled(name); };
    return version == "1.1" ? make_oneroster_1_1_csv(find) : make_oneroster_1_2_csv(find);
}

struct written {
    std::string bytes;
    field_fate fate;
    std::size_t largest_piece = 0;
};

written write(const adapter& by, const roster_view& view, encode_options options = {}) {
    written made;
    const auto writer = by.roster()->write(view, options);
    for (bool more = true; more;) {
        const std::size_t before = made.bytes.size();
        more = writer->next(made.bytes);
        made.largest_piece = std::max(made.largest_piece, made.bytes.size() - before);
    }
    made.fate = writer->fate();
    return made;
}

roster_reading read(const adapter& by, const std::string& bytes, roster_sink& into) {
    return by.roster()->read({bytes, nullptr, {}, {}}, {}, into);
}

std::string findings_in(const report& told) {
    std::string all;
    for (const layer which : all_layers)
        for (const finding& one : told.at(which).findings)
            all += std::string(one.broken->id) + " " + one.where.path + "\n";
    return all;
}

void make_school(roster::memory_roster& into, bool edex) {
    roster::school_options options;
    options.kind = roster::school_options::sector::secondary;
    options.what = edex ? roster::school_options::detail::edex : roster::school_options::detail::full;
    options.pupils = 120;
    roster::generated_school(options).write(into);
}

// What the roster says, in lines that Python makes of the package as well.
std::vector<std::string> facts_of(const roster_view& view) {
    std::map<std::string, std::string> keys, groups;
    std::vector<std::string> lines;
    each<records::person>(view, {}, [&](const records::person& one) {
        keys[one.id] = std::string(model::value_of(one.ids, model::scheme::las_key));
        lines.push_back("user " + keys[one.id] + " " + one.given_names + "|" + one.email);
        return true;
    });
    each<records::group>(view, {}, [&](const records::group& one) {
        groups[one.id] = one.name;
        lines.push_back(
            "class " + one.name + "|" + (one.kind == records::group::kind_of::home ? "homeroom" : "scheduled")
        );
        return true;
    });
    each<records::membership>(view, {}, [&](const records::membership& one) {
        const std::string begin = one.begin ? to_string(*one.begin) : "";
        lines.push_back("enrollment " + keys[one.person] + " " + groups[one.group] + "|" + begin);
        return true;
    });
    std::sort(lines.begin(), lines.end());
    return lines;
}

} // namespace

TEST_CASE("a package that we wrote is valid and gives itself again") {
    for (const std::string version : {"1.1", "1.2"})
        for (const bool edex : {false, true}) {
            CAPTURE(version);
            CAPTURE(edex);
            const auto by = adapter_of(version);
            roster::memory_roster first, second;
            make_school(first, edex);
            const written once = write(*by, first);
            const roster_reading back = read(*by, once.bytes, second);
            CHECK(findings_in(back.report) == "");
            for (const records::record_kind kind :
                 {records::record_kind::person, records::record_kind::group, records::record_kind::membership,
                  records::record_kind::course})
                CHECK(second.count(kind) == first.count(kind));
            // Rows come in order of record id, and a record that was read has its sourcedId for one.
            roster::memory_roster third;
            const written again = write(*by, second);
            CHECK(findings_in(read(*by, again.bytes, third).report) == "");
            CHECK(write(*by, third).bytes == again.bytes);
            CHECK(write(*by, first).bytes == once.bytes);
        }
}

TEST_CASE("what the source does not have is made up and told") {
    roster::memory_roster school;
    make_school(school, true);
    const written made = write(*adapter_of("1.2"), school);
    std::string told;
    for (const auto& [entry, count] : made.fate.entries())
        if (entry.outcome == field_outcome::defaulted) told += entry.field + "\n";
    for (const char* target : {"academicSessions\n", "courses\n", "classes/course\n", "classes/terms\n"})
        CHECK_MESSAGE(told.find(target) != std::string::npos, target);
}

TEST_CASE("cells that a spreadsheet would calculate are defused and told, unless they are to be kept") {
    roster::memory_roster school;
    make_school(school, true);
    records::person hostile;
    hostile.id = "leerling:formule";
    hostile.ids = {{std::string(model::scheme::las_key), "formule", {}}};
    hostile.given_names = "=HYPERLINK(\"https://example.org\")";
    hostile.family_name = "Regel\neinde";
    hostile.roles = {
        {.what = records::role::pupil, .organisation = {}, .begin = {}, .end = {}, .description = {}, .extra = {}}};
    school.add(hostile);
    const auto by = adapter_of("1.2");
    const auto name_of = [&](const written& made) {
        roster::memory_roster back;
        CHECK(findings_in(read(*by, made.bytes, back).report) == "");
        std::string names;
        each<records::person>(back, {}, [&](const records::person& one) {
            if (model::value_of(one.ids, model::scheme::las_key) == "formule")
                names = one.given_names + "|" + one.family_name;
            return true;
        });
        return names;
    };
    const written made = write(*by, school);
    CHECK(name_of(made) == "'=HYPERLINK(\"https://example.org\")|Regel einde");
    std::size_t told = 0;
    for (const auto& [entry, count] : made.fate.entries())
        if (entry.field == "users/givenName" || entry.field == "users/familyName")
            told += entry.outcome == field_outcome::defaulted ? count : 0;
    CHECK(told >= 2);
    encode_options keep;
    keep.parameters["formulas"] = "keep";
    CHECK(name_of(write(*by, school, keep)).starts_with("=HYPERLINK"));
}

TEST_CASE("a delta holds what changed, with status and moment") {
    roster::memory_roster school;
    make_school(school, false);
    encode_options options;
    options.parameters["since"] = "2000-01-01T00:00:00Z";
    const auto by = adapter_of("1.2");
    roster::memory_roster back;
    const roster_reading seen = read(*by, write(*by, school, options).bytes, back);
    CHECK(findings_in(seen.report) == "");
    CHECK(seen.holds[static_cast<std::size_t>(records::record_kind::person)] == extent::delta);
}

TEST_CASE("Python's zipfile and csv find the same in it") {
    if (test::output_of("python3 -c 'print(1)' 2>/dev/null") != "1\n") {
        MESSAGE("python3 is not here");
        return;
    }
    for (const std::string version : {"1.1", "1.2"}) {
        roster::memory_roster school;
        make_school(school, true);
        const test::temporary_folder folder;
        std::ofstream(folder.file("roster.zip"), std::ios::binary) << write(*adapter_of(version), school).bytes;
        const std::vector<std::string> found = test::lines_of(
            "python3 " SCHAKEL_SOURCE_DIR "/tests/adapters/oneroster_csv/read_package.py " + folder.file("roster.zip") +
            " 2>&1"
        );
        CAPTURE(version);
        CHECK(found == facts_of(school));
    }
}
