#include "tests/support/roster_json.hpp"

#include "gateway/codec/json_writer.hpp"

namespace schakel::test {

namespace {

using namespace schakel::model::roster;
using model::extensions;
using model::identifiers;
using model::term;

void put(json::writer& out, std::string_view key, std::string_view text) {
    out.member_if_present(key, text);
}

void put(json::writer& out, std::string_view key, const std::optional<day>& when) {
    if (when) out.member(key, schakel::to_string(*when));
}

void put(json::writer& out, std::string_view key, const std::optional<instant>& when) {
    if (when) out.member(key, to_rfc3339_milliseconds(*when));
}

void put_flag(json::writer& out, std::string_view key, bool value, bool usual) {
    if (value != usual) out.member(key, value);
}

void put(json::writer& out, std::string_view key, const identifiers& ids) {
    if (ids.empty()) return;
    out.name(key).begin_array();
    for (const model::identifier& id : ids) {
        out.begin_object().member("scheme", id.scheme).member("value", id.value);
        out.member_if_present("authority", id.authority).end_object();
    }
    out.end_array();
}

void put(json::writer& out, const extensions& extra) {
    if (extra.empty()) return;
    out.name("extra").begin_array();
    for (const model::extension& one : extra) {
        out.begin_object().member("standard", one.standard).member("name", one.name).member("value", one.value);
        out.end_object();
    }
    out.end_array();
}

void put(json::writer& out, std::string_view key, const std::vector<term>& terms) {
    if (terms.empty()) return;
    out.name(key).begin_array();
    for (const term& one : terms) {
        out.begin_object().member("value", one.value).member_if_present("vocabulary", one.vocabulary);
        out.member_if_present("vocabulary_location", one.vocabulary_location).end_object();
    }
    out.end_array();
}

void put(json::writer& out, std::string_view key, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    out.name(key).begin_array();
    for (const std::string& one : texts) out.text(one);
    out.end_array();
}

template <class Kind, std::size_t Size>
void put_kind(json::writer& out, Kind kind, const std::array<std::string_view, Size>& names) {
    out.member("kind", names.at(static_cast<std::size_t>(kind)));
}

void put_fields(json::writer& out, const organisation& one) {
    put_kind(
        out, one.kind, std::array<std::string_view, 6>{"school", "location", "board", "department", "district", "other"}
    );
    put(out, "name", one.name);
    put(out, "description", one.description);
    put(out, "parent", one.parent);
}

void put_fields(json::writer& out, const school_period& one) {
    put_kind(out, one.kind, std::array<std::string_view, 4>{"school-year", "semester", "term", "grading-period"});
    put(out, "title", one.title);
    put(out, "school_year", one.school_year);
    put(out, "begin", one.begin);
    put(out, "end", one.end);
    put(out, "parent", one.parent);
}

void put_fields(json::writer& out, const course& one) {
    put_kind(out, one.kind, std::array<std::string_view, 3>{"course", "study", "subject"});
    put(out, "title", one.title);
    put(out, "abbreviation", one.abbreviation);
    put(out, "code", one.code);
    put(out, "organisation", one.organisation);
    put(out, "period", one.period);
    put(out, "levels", one.levels);
    put(out, "subjects", one.subjects);
    put(out, "study_level", one.study_level);
    put(out, "studies", one.studies);
}

void put_fields(json::writer& out, const group& one) {
    put_kind(out, one.kind, std::array<std::string_view, 2>{"home", "lesson"});
    put(out, "name", one.name);
    put(out, "description", one.description);
    put(out, "code", one.code);
    put(out, "room", one.room);
    put(out, "organisation", one.organisation);
    put(out, "course", one.course);
    put(out, "periods", one.periods);
    put(out, "levels", one.levels);
    put(out, "subjects", one.subjects);
    put(out, "begin", one.begin);
    put(out, "end", one.end);
}

void put_role(json::writer& out, const person_role& one) {
    out.begin_object().member("role", to_string(one.what));
    put(out, "organisation", one.organisation);
    put_flag(out, "primary", one.primary, true);
    put(out, "begin", one.begin);
    put(out, "end", one.end);
    put(out, "description", one.description);
    put(out, one.extra);
    out.end_object();
}

void put_fields(json::writer& out, const person& one) {
    out.member("kind", to_string(one.kind));
    put(out, "family_name", one.family_name);
    put(out, "family_prefix", one.family_prefix);
    put(out, "given_names", one.given_names);
    put(out, "initials", one.initials);
    put(out, "preferred_name", one.preferred_name);
    put(out, "middle_name", one.middle_name);
    put(out, "alias", one.alias);
    put(out, "birth_date", one.birth_date);
    if (one.sex) {
        constexpr std::array<std::string_view, 5> names{"unknown", "male", "female", "other", "unspecified"};
        out.member("sex", names.at(static_cast<std::size_t>(*one.sex)));
    }
    put(out, "user_name", one.user_name);
    put(out, "email", one.email);
    put(out, "phone", one.phone);
    put_flag(out, "enabled", one.enabled, true);
    put(out, "levels", one.levels);
    put(out, "location", one.location);
    put(out, "begin", one.begin);
    put(out, "end", one.end);
    put(out, "in_year_3", one.in_year_3);
    if (one.roles.empty()) return;
    out.name("roles").begin_array();
    for (const person_role& role : one.roles) put_role(out, role);
    out.end_array();
}

void put_fields(json::writer& out, const membership& one) {
    out.member("person", one.person).member("group", one.group).member("role", to_string(one.what));
    put_flag(out, "primary", one.primary, false);
    put(out, "organisation", one.organisation);
    put(out, "period", one.period);
    put(out, "begin", one.begin);
    put(out, "end", one.end);
    put(out, "description", one.description);
}

void put_fields(json::writer& out, const enrolment& one) {
    out.member("person", one.person).member("course", one.course);
    put(out, "location", one.location);
    put(out, "period", one.period);
    put(out, "levels", one.levels);
    put(out, "begin", one.begin);
    put(out, "end", one.end);
}

void put_record(json::writer& out, const record& one) {
    const record_tail& tail = tail_of(one);
    out.begin_object().member("record", to_string(kind_of(one))).member("id", tail.id);
    put(out, "ids", tail.ids);
    std::visit([&](const auto& what) { put_fields(out, what); }, one);
    put(out, "modified", tail.modified);
    put_flag(out, "ended", tail.ended, false);
    put(out, tail.extra);
    out.end_object();
}

void put_head(json::writer& out, const head& one) {
    out.name("head").begin_object();
    put(out, "school", one.school);
    put(out, "school_name", one.school_name);
    put(out, "school_year", one.school_year);
    put(out, "reference_date", one.reference_date);
    put(out, "made_at", one.made_at);
    put(out, "author", one.author);
    put(out, "comment", one.comment);
    put(out, one.extra);
    out.end_object();
}

} // namespace

std::string to_json(const head& head, const std::vector<record>& records, const extents& holds) {
    constexpr std::array<std::string_view, 3> names{"absent", "full", "delta"};
    json::writer out(true);
    out.begin_object().name("holds").begin_object();
    for (const record_kind which : record_kinds)
        out.member(to_string(which), names.at(static_cast<std::size_t>(holds.at(static_cast<std::size_t>(which)))));
    out.end_object();
    put_head(out, head);
    out.name("records").begin_array();
    for (const record& one : records) put_record(out, one);
    out.end_array().end_object();
    return out.finish();
}

} // namespace schakel::test
