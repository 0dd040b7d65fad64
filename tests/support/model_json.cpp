#include "tests/support/model_json.hpp"

#include "gateway/codec/json_writer.hpp"

namespace schakel::test {

namespace {

using namespace schakel::model;

void put(json::writer& out, std::string_view key, const identifiers& ids) {
    if (ids.empty()) return;
    out.name(key).begin_array();
    for (const identifier& id : ids) {
        out.begin_object().member("scheme", id.scheme).member("value", id.value);
        out.member_if_present("authority", id.authority).end_object();
    }
    out.end_array();
}

void put(json::writer& out, const extensions& extra) {
    if (extra.empty()) return;
    out.name("extra").begin_array();
    for (const extension& one : extra) {
        out.begin_object().member("standard", one.standard).member("name", one.name).member("value", one.value);
        out.end_object();
    }
    out.end_array();
}

void put(json::writer& out, std::string_view key, const term& value) {
    if (value.empty()) return;
    out.name(key).begin_object().member("value", value.value).member_if_present("vocabulary", value.vocabulary);
    out.member_if_present("vocabulary_location", value.vocabulary_location).end_object();
}

void put(json::writer& out, std::string_view key, const std::vector<std::string>& list) {
    if (list.empty()) return;
    out.name(key).begin_array();
    for (const std::string& one : list) out.text(one);
    out.end_array();
}

void put(json::writer& out, std::string_view key, const std::optional<decimal>& value) {
    if (value) out.member(key, *value);
}

void put(json::writer& out, std::string_view key, const std::optional<bool>& value) {
    if (value) out.member(key, *value);
}

void put(json::writer& out, std::string_view key, const std::optional<instant>& value) {
    if (value) out.member(key, to_rfc3339_milliseconds(*value));
}

void put(json::writer& out, std::string_view key, const moment& value) {
    out.name(key).begin_object().member("at", to_rfc3339_milliseconds(value.at));
    if (value.date_only) out.member("date_only", true);
    out.end_object();
}

void put(json::writer& out, std::string_view key, const person& who) {
    if (!who.known() && who.name.empty()) return;
    out.name(key).begin_object();
    put(out, "ids", who.ids);
    out.member_if_present("name", who.name).end_object();
}

void put(json::writer& out, const scale& one) {
    out.begin_object().member("id", one.id).member_if_present("name", one.name);
    out.name("ranges").begin_array();
    for (const scale_range& range : one.ranges) {
        out.begin_object().member("label", range.label).member_if_present("description", range.description);
        put(out, "low", range.low);
        put(out, "high", range.high);
        put(out, range.extra);
        out.end_object();
    }
    out.end_array();
    put(out, one.extra);
    out.end_object();
}

void put(json::writer& out, const goal_references& goals) {
    if (goals.empty()) return;
    out.name("goals").begin_array();
    for (const goal_reference& one : goals) {
        out.begin_object().member("goal", one.goal).member_if_present("framework", one.framework);
        out.member_if_present("name", one.name).member_if_present("outcome", one.outcome);
        out.member_if_present("original", one.original).member_if_present("target", one.target);
        out.member_if_present("claim", one.claim).member_if_present("explanation", one.explanation);
        out.member_if_present("summary", one.summary).end_object();
    }
    out.end_array();
}

void put(json::writer& out, const assessment_part& part) {
    out.begin_object().member("id", part.id).member_if_present("name", part.name);
    if (part.index) out.member("index", *part.index);
    put(out, "scale_ids", part.scale_ids);
    put(out, part.extra);
    put(out, part.goals);
    out.end_object();
}

void put(json::writer& out, const assessment& one) {
    out.begin_object().member("id", one.id).member_if_present("version", one.version);
    out.member_if_present("name", one.name);
    if (!one.subjects.empty()) {
        out.name("subjects").begin_array();
        for (const term& subject : one.subjects) {
            out.begin_object().member("value", subject.value).member_if_present("vocabulary", subject.vocabulary);
            out.member_if_present("vocabulary_location", subject.vocabulary_location).end_object();
        }
        out.end_array();
    }
    put(out, "year_level", one.year_level);
    out.member_if_present("study_level", one.study_level);
    put(out, "scale_ids", one.scale_ids);
    if (!one.parts.empty()) {
        out.name("parts").begin_array();
        for (const assessment_part& part : one.parts) put(out, part);
        out.end_array();
    }
    put(out, one.extra);
    put(out, one.goals);
    out.end_object();
}

void put(json::writer& out, const score& one) {
    out.begin_object().member("kind", to_string(one.kind)).member("value", one.value);
    put(out, "minimum", one.minimum);
    put(out, "maximum", one.maximum);
    put(out, "scale_ids", one.scale_ids);
    put(out, one.extra);
    out.end_object();
}

void put(json::writer& out, const qualification& one) {
    out.begin_object().member("type", one.type).member("value", one.value);
    out.member_if_present("comparison_group", one.comparison_group).member_if_present("remark", one.remark);
    put(out, one.extra);
    out.end_object();
}

void put(json::writer& out, const model::result& one) {
    out.begin_object().member_if_present("key", one.key).member_if_present("part_id", one.part_id);
    if (!one.scores.empty()) {
        out.name("scores").begin_array();
        for (const score& value : one.scores) put(out, value);
        out.end_array();
    }
    if (!one.qualifications.empty()) {
        out.name("qualifications").begin_array();
        for (const qualification& value : one.qualifications) put(out, value);
        out.end_array();
    }
    put(out, "success", one.success);
    put(out, "completed", one.completed);
    out.member_if_present("review_url", one.review_url);
    put(out, one.extra);
    put(out, one.goals);
    out.end_object();
}

void put(json::writer& out, const sitting& one) {
    out.begin_object().member_if_present("id", one.id);
    put(out, "pupil", one.pupil);
    put(out, "processor", one.processor);
    out.member("assessment", static_cast<std::int64_t>(one.assessment));
    put(out, "taken_at", one.taken_at);
    put(out, "created", one.created);
    put(out, "modified", one.modified);
    out.member("status", to_string(one.status));
    if (one.missing) out.member("missing", true);
    out.name("results").begin_array();
    for (const model::result& value : one.results) put(out, value);
    out.end_array();
    out.member_if_present("remark", one.remark).member_if_present("review_url", one.review_url);
    put(out, one.extra);
    out.end_object();
}

void put(json::writer& out, const progress_report& report) {
    out.begin_object().member("record", "progress_report").member_if_present("id", report.id);
    put(out, "school", report.school);
    out.member_if_present("school_period", report.school_period);
    put(out, "assembled_at", report.assembled_at);
    out.member_if_present("author", report.author).member_if_present("comment", report.comment);
    out.member_if_present("review_url", report.review_url);
    out.name("scales").begin_array();
    for (const scale& one : report.scales) put(out, one);
    out.end_array().name("assessments").begin_array();
    for (const assessment& one : report.assessments) put(out, one);
    out.end_array().name("sittings").begin_array();
    for (const sitting& one : report.sittings) put(out, one);
    out.end_array();
    put(out, report.extra);
    out.end_object();
}

void put(json::writer& out, const activity& one) {
    out.begin_object().member("record", "activity").member_if_present("id", one.id);
    put(out, "school", one.school);
    put(out, "actor", one.actor);
    out.member("verb", one.verb).member("object", one.object).member_if_present("name", one.name);
    put(out, "at", one.at);
    out.name("original").begin_object().member("standard", one.original.standard);
    out.member("name", one.original.name).member("value", one.original.value).end_object();
    out.end_object();
}

} // namespace

std::string to_json(std::span<const model::record> records) {
    json::writer out(true);
    out.begin_array();
    for (const model::record& one : records) std::visit([&](const auto& value) { put(out, value); }, one);
    out.end_array();
    return out.finish();
}

} // namespace schakel::test
