// What one destination may see of a person, and how code lists change terms.
#include "gateway/mapping/mapper.hpp"

#include "gateway/model/field.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace schakel;
using namespace schakel::mapping;
using model::identifier;
namespace field = schakel::model::field;

namespace {

const identifier las{"las.key", "1001", {}}, eckid{"eckid", "a", {}}, teacher{"las.key", "T1", {}};

std::vector<model::record> one_sitting(model::identifiers pupil, model::identifiers processor = {}) {
    model::progress_report report;
    report.assessments.emplace_back().subjects = {{"rekenen", {}, {}}, {"taal", {}, {}}};
    model::sitting& made = report.sittings.emplace_back();
    made.pupil.ids = std::move(pupil);
    made.pupil.name = "Testkind";
    made.processor.ids = std::move(processor);
    made.processor.name = "Testleraar";
    return {report};
}

struct seen {
    std::vector<model::record> records;
    field_fate fate;

    const model::sitting& sitting() const { return std::get<model::progress_report>(records.at(0)).sittings.at(0); }
    std::size_t count(std::string_view name, field_outcome what) const {
        std::size_t sum = 0;
        for (const auto& [entry, times] : fate.entries())
            if (entry.field == name && entry.outcome == what) sum += times;
        return sum;
    }
};

seen by(
    const destination_profile& profile, const std::vector<model::record>& records, const key_source* stored = nullptr
) {
    identity_map people("school", stored, nullptr);
    seen out;
    out.records = for_destination(records, profile, people, out.fate);
    return out;
}

destination_profile releasing(std::vector<std::string> schemes) {
    destination_profile profile;
    profile.destination = "receiver";
    profile.release = std::move(schemes);
    return profile;
}

} // namespace

TEST_CASE("Identifiers leave in the order of the release, and only those") {
    const seen told = by(releasing({"eckid", "las.key"}), one_sitting({las, {"neppi", "n", {}}, eckid}, {teacher}));
    CHECK(told.sitting().pupil.ids == model::identifiers{eckid, las});
    CHECK(told.sitting().pupil.name.empty());
    CHECK(told.sitting().processor.ids == model::identifiers{teacher});
    CHECK(told.sitting().processor.name.empty());
    CHECK(told.count(field::pupil_other_id, field_outcome::mapped) == 1);
    CHECK(told.count(field::pupil_name, field_outcome::dropped) == 1);
    CHECK(told.count(field::pupil_eckid, field_outcome::dropped) == 0);
}

TEST_CASE("Nothing released: nobody is named, and every identifier is told as dropped") {
    const seen told = by(releasing({}), one_sitting({las, eckid}, {teacher}));
    CHECK(told.sitting().pupil.ids.empty());
    CHECK(told.sitting().processor.ids.empty());
    CHECK(told.count(field::pupil_las_key, field_outcome::dropped) == 1);
    CHECK(told.count(field::pupil_eckid, field_outcome::dropped) == 1);
}

TEST_CASE("The original records stay as they were, for the next destination") {
    const auto records = one_sitting({las});
    by(releasing({}), records);
    CHECK(std::get<model::progress_report>(records[0]).sittings[0].pupil.ids == model::identifiers{las});
}

TEST_CASE("The actor of an activity is released like a pupil") {
    model::activity activity;
    activity.actor.ids = {las, eckid};
    activity.actor.name = "Testkind";
    const seen told = by(releasing({"eckid"}), {activity});
    CHECK(std::get<model::activity>(told.records.at(0)).actor.ids == model::identifiers{eckid});
    CHECK(std::get<model::activity>(told.records.at(0)).actor.name.empty());
}

TEST_CASE("A pseudonym is of one person: two schools may number two pupils alike, an ECK iD is the same everywhere") {
    destination_profile profile;
    profile.destination = "uitgever";
    profile.pseudonym_key = "een sleutel die niemand raadt";
    const auto named = [&](const model::identifiers& who, std::string school) {
        identity_map people(std::move(school), nullptr, nullptr);
        return pseudonym_for(who, profile, people).value;
    };
    const identifier of_platform{"lti.user", "1001", "https://elo.example"};
    CHECK(named({las}, "akker") == named({las}, "akker"));
    CHECK(named({las}, "akker") != named({las}, "beek"));
    CHECK(named({{"lti.user", "1001", {}}}, "akker") != named({{"lti.user", "1001", {}}}, "beek"));
    CHECK(named({eckid}, "akker") == named({eckid}, "beek"));
    CHECK(named({of_platform}, "akker") == named({of_platform}, "beek"));
    CHECK(named({las, eckid}, "akker") == named({las}, "akker")); // whoever tells of the person
}

TEST_CASE("Code lists change the terms that they know, and say so") {
    const test::temporary_folder folder;
    std::ofstream(folder.file("list.toml")) << "name = \"subjects\"\n[[term]]\nfrom = \"rekenen\"\nto = \"RW\"\n";
    destination_profile profile = releasing({"las.key"});
    profile.code_lists.push_back(*code_list::read(folder.file("list.toml")));
    const seen told = by(profile, one_sitting({las}));
    const auto& subjects = std::get<model::progress_report>(told.records.at(0)).assessments.at(0).subjects;
    CHECK(subjects.at(0).value == "RW");
    CHECK(subjects.at(1).value == "taal");
    CHECK(told.count(field::assessment_subject, field_outcome::mapped) == 1);
}

TEST_CASE("An account that is really another scheme is read as that, in records and trace") {
    auto records = one_sitting({{"account", "1001", "https://las.example"}});
    field_trace trace;
    trace.saw("actor", field::pupil_account);
    identity_map people("school", nullptr, nullptr);
    findings found;
    recognise(records, trace, {{"https://las.example", "las.key"}}, people, found);
    CHECK(std::get<model::progress_report>(records[0]).sittings[0].pupil.ids == model::identifiers{las});
    CHECK(trace.entries().begin()->first.field == field::pupil_las_key);

    auto foreign = one_sitting({{"account", "1001", "https://other.example"}});
    field_trace untouched;
    untouched.saw("actor", field::pupil_account);
    recognise(foreign, untouched, {{"https://las.example", "las.key"}}, people, found);
    CHECK(std::get<model::progress_report>(foreign[0]).sittings[0].pupil.ids[0].scheme == "account");
    CHECK(untouched.entries().begin()->first.field == field::pupil_account);
}
