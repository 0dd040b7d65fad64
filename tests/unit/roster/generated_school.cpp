#include "gateway/roster/generated_school.hpp"

#include <doctest/doctest.h>
#include <set>
#include <tuple>

using namespace schakel;
using roster::generated_school;
using roster::school_options;

namespace {

struct collected final : roster_sink {
    model::roster::head said;
    std::vector<model::roster::record> records;
    std::array<std::size_t, model::roster::record_kind_count> counts{};

    void head(model::roster::head what) override { said = std::move(what); }
    void add(model::roster::record&& what) override {
        ++counts[what.index()];
        records.push_back(std::move(what));
    }
    std::size_t count(model::roster::record_kind which) const { return counts[static_cast<std::size_t>(which)]; }
};

collected all_of(const school_options& options) {
    collected out;
    generated_school(options).write(out);
    return out;
}

school_options some(school_options::sector kind, std::size_t pupils, std::uint64_t seed = 7) {
    school_options out;
    out.kind = kind;
    out.pupils = pupils;
    out.seed = seed;
    return out;
}

constexpr auto primary = school_options::sector::primary;
constexpr auto secondary = school_options::sector::secondary;

// Every reference names a record that came before it, and ids ascend within a kind.
void check_references(const collected& all) {
    std::array<std::set<std::string>, model::roster::record_kind_count> ids;
    const auto known = [&](model::roster::record_kind which, const std::string& id) {
        return id.empty() || ids[static_cast<std::size_t>(which)].contains(id);
    };
    std::size_t broken = 0;
    std::size_t unordered = 0;
    std::size_t kind = 0;
    std::string last;
    for (const model::roster::record& one : all.records) {
        const std::string& id = model::roster::tail_of(one).id;
        if (one.index() != kind) last.clear();
        if (one.index() < kind || id <= last) ++unordered;
        kind = one.index();
        last = id;
        if (const auto* of = std::get_if<model::roster::organisation>(&one)) {
            broken += !known(model::roster::record_kind::organisation, of->parent);
        } else if (const auto* group = std::get_if<model::roster::group>(&one)) {
            broken += !known(model::roster::record_kind::organisation, group->organisation);
            broken += !known(model::roster::record_kind::course, group->course);
            for (const std::string& each : group->periods)
                broken += !known(model::roster::record_kind::school_period, each);
        } else if (const auto* course = std::get_if<model::roster::course>(&one)) {
            broken += !known(model::roster::record_kind::school_period, course->period);
            for (const std::string& each : course->studies) broken += !known(model::roster::record_kind::course, each);
        } else if (const auto* person = std::get_if<model::roster::person>(&one)) {
            broken += !known(model::roster::record_kind::organisation, person->location);
        } else if (const auto* member = std::get_if<model::roster::membership>(&one)) {
            broken += !known(model::roster::record_kind::person, member->person) || member->person.empty();
            broken += !known(model::roster::record_kind::group, member->group) || member->group.empty();
        } else if (const auto* enrolled = std::get_if<model::roster::enrolment>(&one)) {
            broken += !known(model::roster::record_kind::person, enrolled->person);
            broken += !known(model::roster::record_kind::course, enrolled->course);
        }
        ids[one.index()].insert(id);
    }
    CHECK(broken == 0);
    CHECK(unordered == 0);
}

} // namespace

TEST_CASE("a generated school is the same every time and another with another seed") {
    const collected once = all_of(some(primary, 120));
    CHECK(once.records == all_of(some(primary, 120)).records);
    CHECK(once.said == all_of(some(primary, 120)).said);
    CHECK(once.records != all_of(some(primary, 120, 8)).records);
    CHECK(once.said.school != all_of(some(primary, 120, 8)).said.school);
}

TEST_CASE("every reference of a generated school has its object, whatever the size") {
    for (const auto kind : {primary, secondary}) {
        for (const std::size_t pupils : {0u, 1u, 20u, 90u, 400u, 1300u}) {
            CAPTURE(pupils);
            const collected all = all_of(some(kind, pupils));
            check_references(all);
            school_options changed = some(kind, pupils);
            changed.changes = 5;
            check_references(all_of(changed));
            std::size_t children = 0;
            for (const model::roster::record& one : all.records) {
                const auto* person = std::get_if<model::roster::person>(&one);
                children += person && person->kind == model::roster::person_kind::pupil;
            }
            CHECK(children == pupils);
        }
    }
}

TEST_CASE("the school of promise L4 has 15,000 pupils in 120,000 memberships") {
    std::size_t pupils = 0;
    std::size_t memberships = 0;
    std::size_t groups = 0;
    struct counting final : roster_sink {
        std::function<void(const model::roster::record&)> see;
        void head(model::roster::head) override {}
        void add(model::roster::record&& what) override { see(what); }
    } sink;
    sink.see = [&](const model::roster::record& one) {
        if (const auto* person = std::get_if<model::roster::person>(&one))
            pupils += person->kind == model::roster::person_kind::pupil;
        if (const auto* member = std::get_if<model::roster::membership>(&one))
            memberships += member->what == model::roster::role::pupil;
        groups += std::holds_alternative<model::roster::group>(one);
    };
    generated_school(roster::large_school()).write(sink);
    CHECK(pupils == 15'000);
    CHECK(memberships == 120'000);
    CHECK(groups > 4000);
}

TEST_CASE("for EDEX only what it has a place for is made") {
    school_options options = some(secondary, 300);
    options.what = school_options::detail::edex;
    const collected all = all_of(options);
    check_references(all);
    CHECK(all.count(model::roster::record_kind::school_period) == 0);
    CHECK(all.count(model::roster::record_kind::course) == 0);
    CHECK(all.count(model::roster::record_kind::enrolment) == 0);
    CHECK(all.said.school_name.empty());
    for (const model::roster::record& one : all.records) {
        if (const auto* group = std::get_if<model::roster::group>(&one)) REQUIRE(group->periods.empty());
    }
}

TEST_CASE("every change of a school renames, moves, ends or adds some pupils and leaves the others alone") {
    school_options options = some(primary, 1000);
    const collected before = all_of(options);
    options.changes = 1;
    const collected after = all_of(options);
    std::map<std::string, model::roster::person> known;
    for (const model::roster::record& one : before.records) {
        if (const auto* person = std::get_if<model::roster::person>(&one)) known[person->id] = *person;
    }
    std::size_t added = 0;
    std::size_t changed = 0;
    std::size_t left = 0;
    for (const model::roster::record& one : after.records) {
        const auto* person = std::get_if<model::roster::person>(&one);
        if (!person) continue;
        const auto found = known.find(person->id);
        added += found == known.end();
        if (found == known.end() || *person == found->second) continue;
        ++changed;
        left += person->ended;
        CHECK(*person->modified > *found->second.modified);
    }
    CHECK(added == 10);
    CHECK(changed >= 10);
    CHECK(changed <= 40);
    CHECK(left > 0);
    CHECK(*after.said.made_at > *before.said.made_at);
}

TEST_CASE("ECK iDs of generated people are visibly test values and differ") {
    std::set<std::string> seen;
    std::size_t total = 0;
    for (const model::roster::record& one : all_of(some(secondary, 500)).records) {
        const auto* person = std::get_if<model::roster::person>(&one);
        const model::identifier* eckid = person ? model::find(person->ids, model::scheme::eckid) : nullptr;
        if (!eckid) continue;
        ++total;
        seen.insert(eckid->value);
        REQUIRE(eckid->value.starts_with("https://ketenid.nl/pilot/"));
        REQUIRE(eckid->value.size() == 25 + 128);
    }
    CHECK(total > 450);
    CHECK(seen.size() == total);
}
