// Records as OneRoster objects and back: what a school has survives both versions, and a second time round nothing
// changes any more.
#include "adapters/common/oneroster/from_model.hpp"
#include "adapters/common/oneroster/json_read.hpp"
#include "adapters/common/oneroster/json_write.hpp"
#include "adapters/common/oneroster/to_model.hpp"
#include "gateway/roster/generated_school.hpp"
#include "gateway/roster/memory_roster.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::oneroster;

namespace {

namespace model_roster = model::roster;

// Every object as one line of JSON, in the order in which a reader needs them.
struct told_roster {
    std::vector<std::string> lines;
    field_fate fate;
    field_trace trace;

    template <class Object>
    void add(const Object& object, const json_style& style) {
        json::writer out;
        write(object, style, out);
        lines.push_back(std::string(word_of(kind_of_object<Object>)) + " " + out.finish());
    }
};

told_roster tell(const roster_view& view, version which) {
    told_roster all;
    const roster_frame frame(view, {});
    auto tally = std::make_unique<fate_tally>();
    const making how{frame, which, tally.get()};
    const json_style style{which, "https://gw.example/rooster"};
    roster_range range;
    range.with_ended = true;
    tell_head(view.head(), how);
    for (const auto& one : frame.made_up_sessions()) all.add(one, style);
    for (const auto& one : frame.made_up_orgs()) all.add(one, style);
    for (const auto& one : frame.made_up_courses()) all.add(one, style);
    const auto add = [&](const auto& object) {
        all.add(object, style);
        return true;
    };
    each<model_roster::school_period>(view, range, [&](const auto& one) { return add(session_from(one, how)); });
    each<model_roster::organisation>(view, range, [&](const auto& one) { return add(org_from(one, how)); });
    each<model_roster::course>(view, range, [&](const auto& one) { return add(course_from(one, how)); });
    each<model_roster::group>(view, range, [&](const auto& one) { return add(class_from(one, how)); });
    each<model_roster::person>(view, range, [&](const auto& one) { return add(user_from(one, how)); });
    each<model_roster::membership>(view, range, [&](const auto& one) {
        if (const auto made = enrollment_from(one, how)) add(*made);
        return true;
    });
    tally->add_to(all.fate);
    return all;
}

template <class Object>
void take(json::value at, version which, bends& noted, model_builder& builder, roster_sink& into) {
    const auto object = read<Object>(at, which, noted);
    REQUIRE(object);
    builder.add(*object, into);
}

void read_back(const told_roster& all, version which, roster::memory_roster& into) {
    bends noted(std::set<std::string, std::less<>>{});
    model_builder builder(which);
    for (const std::string& line : all.lines) {
        const std::string kind = line.substr(0, line.find(' '));
        findings found;
        const auto document = json::document::parse(std::string_view(line).substr(kind.size() + 1), {}, found);
        REQUIRE(document);
        const json::value at = document->root();
        if (kind == "academicSession") take<academic_session>(at, which, noted, builder, into);
        if (kind == "org") take<org>(at, which, noted, builder, into);
        if (kind == "course") take<course>(at, which, noted, builder, into);
        if (kind == "class") take<class_object>(at, which, noted, builder, into);
        if (kind == "user") take<user>(at, which, noted, builder, into);
        if (kind == "enrollment") take<enrollment>(at, which, noted, builder, into);
    }
    const findings deviations = noted.take();
    for (const finding& one : deviations) MESSAGE(one.where.path, " ", one.broken->id, " ", one.expected);
    CHECK(deviations.empty());
    into.head(builder.head());
}

using detail = roster::school_options::detail;

std::unique_ptr<roster::memory_roster> invented_school(const roster::school_options& options) {
    auto made =
        std::make_unique<roster::memory_roster>(instant{std::chrono::sys_days{std::chrono::year{2026} / 9 / 1}});
    roster::generated_school(options).write(*made);
    return made;
}

template <class Record>
std::vector<Record> all_of(const roster_view& view) {
    std::vector<Record> list;
    roster_range range;
    range.with_ended = true;
    each<Record>(view, range, [&](const Record& one) {
        list.push_back(one);
        return true;
    });
    return list;
}

} // namespace

TEST_CASE("what was written once is written the same after reading it back") {
    for (const version which : {version::v1_1, version::v1_2}) {
        for (const auto what : {detail::full, detail::edex}) {
            CAPTURE(to_string(which));
            roster::school_options options;
            options.pupils = 60;
            options.seed = 7;
            options.changes = 20;
            options.what = what;
            const auto invented = invented_school(options);
            const roster::memory_roster& school = *invented;
            const told_roster first = tell(school, which);
            roster::memory_roster again(school.changed_at());
            read_back(first, which, again);
            CHECK(again.count(model_roster::record_kind::person) == school.count(model_roster::record_kind::person));
            CHECK(
                again.count(model_roster::record_kind::membership) ==
                school.count(model_roster::record_kind::membership)
            );
            CHECK(again.head().school_year == school.head().school_year);
            const told_roster second = tell(again, which);
            roster::memory_roster third(school.changed_at());
            read_back(second, which, third);
            CHECK(all_of<model_roster::person>(third) == all_of<model_roster::person>(again));
            CHECK(all_of<model_roster::group>(third) == all_of<model_roster::group>(again));
            CHECK(all_of<model_roster::membership>(third) == all_of<model_roster::membership>(again));
            CHECK(all_of<model_roster::organisation>(third) == all_of<model_roster::organisation>(again));
            CHECK(all_of<model_roster::course>(third) == all_of<model_roster::course>(again));
            CHECK(all_of<model_roster::school_period>(third) == all_of<model_roster::school_period>(again));
        }
    }
}

TEST_CASE("keys of the administration and chain identities travel through OneRoster") {
    roster::school_options options;
    options.pupils = 20;
    options.what = detail::edex;
    const auto invented = invented_school(options);
    const roster::memory_roster& school = *invented;
    roster::memory_roster again;
    read_back(tell(school, version::v1_2), version::v1_2, again);
    for (const auto& one : all_of<model_roster::person>(school)) {
        for (const auto& id : one.ids) {
            const auto found = again.find_by_identifier(model_roster::record_kind::person, id);
            CHECK_MESSAGE(!found.empty(), id.scheme);
        }
    }
}
