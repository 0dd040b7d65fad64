#include "adapters/edu_v_results_2_1/wire.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/crypto/name_uuid.hpp"

namespace schakel::edu_v_results_2_1 {

namespace {

void put_assessment(json::writer& out, const wire::assessment& from) {
    out.begin_object().member("id", from.id).member("name", from.name).member_if_present("version", from.version);
    out.member_if_present("studyLevelId", from.study_level);
    if (!from.subjects.empty()) {
        out.name("subjects").begin_array();
        for (const wire::subject& one : from.subjects) {
            out.begin_object().member_if_present("subjectPrefix", one.prefix);
            out.member_if_present("subjectName", one.name).end_object();
        }
        out.end_array();
    }
    if (!from.parts.empty()) {
        out.name("parts").begin_array();
        for (const wire::part& one : from.parts)
            out.begin_object().member("index", one.index).member("id", one.id).member("name", one.name).end_object();
        out.end_array();
    }
    out.end_object();
}

void put_scales(json::writer& out, const std::vector<wire::score_scale>& scales) {
    if (scales.empty()) return;
    out.name("scoreScaleDefinitions").begin_array();
    for (const wire::score_scale& one : scales) {
        out.begin_object().member("id", one.id).member("name", one.name).name("scoreScaleEntries").begin_array();
        for (const wire::scale_entry& entry : one.entries)
            out.begin_object().member("LHS", entry.lhs).member("RHS", entry.rhs).end_object();
        out.end_array().end_object();
    }
    out.end_array();
}

void put_score(json::writer& out, const wire::score& from) {
    out.begin_object().member("scoreType", from.type).member("scoreValue", from.value);
    out.member_if_present("scoreMaximum", from.maximum).member("assessmentId", from.assessment_id);
    out.member_if_present("assessmentPartId", from.part_id);
    if (!from.scale_ids.empty()) {
        out.name("scoreScaleIds").begin_array();
        for (const std::string& id : from.scale_ids) out.text(id);
        out.end_array();
    }
    out.end_object();
}

void put_result(json::writer& out, const wire::result& from) {
    out.begin_object().member("resultType", from.type).member("resultValue", from.value);
    out.member("assessmentId", from.assessment_id).member_if_present("assessmentPartId", from.part_id).end_object();
}

void put_pupil(json::writer& out, const wire::pupil_record& from) {
    out.begin_object().member("id", from.id).name("student");
    edu_v::put_user(out, from.student);
    out.member("dateCreated", from.created).member("dateLastModified", from.modified);
    out.member_if_present("status", from.status);
    if (from.missing) out.member("missing", *from.missing);
    if (!from.scores.empty()) {
        out.name("scores").begin_array();
        for (const wire::score& one : from.scores) put_score(out, one);
        out.end_array();
    }
    if (!from.results.empty()) {
        out.name("results").begin_array();
        for (const wire::result& one : from.results) put_result(out, one);
        out.end_array();
    }
    out.member_if_present("reviewUrl", from.review_url).member_if_present("additionalInfo", from.additional_info);
    out.end_object();
}

// What a message says of the sitting as a whole, without the message's own id, time and tool.
void put_content(json::writer& out, const wire::message& from) {
    out.name("school");
    edu_v::put_school(out, from.school);
    out.member("schoolPeriod", from.school_period);
    if (!from.employees.empty()) {
        out.name("employees").begin_array();
        for (const wire::reference& one : from.employees) edu_v::put_user(out, one);
        out.end_array();
    }
    out.name("assessmentDefinition");
    put_assessment(out, from.assessment);
    out.member("assessmentDateTime", from.taken_at);
    put_scales(out, from.scales);
    out.member_if_present("reviewUrl", from.review_url).member_if_present("additionalInfo", from.additional_info);
}

// The namespace of ids of halved messages.
constexpr std::string_view halves_namespace = "5b0c4f5e-7d0a-5c59-9f0e-0a3b6c8f2d11";

} // namespace

std::string write(const wire::message& from) {
    json::writer out;
    out.begin_object().member("id", from.id).member("timestamp", from.timestamp);
    out.member_if_present("toolName", from.tool_name);
    put_content(out, from);
    out.name("studentScoresAndResults").begin_array();
    for (const wire::pupil_record& one : from.pupils) put_pupil(out, one);
    out.end_array().end_object();
    return out.finish();
}

std::string digest(const wire::message& message) {
    json::writer out;
    out.begin_object();
    put_content(out, message);
    out.end_object();
    return crypto::sha256_hex(out.finish());
}

std::string digest(const wire::pupil_record& pupil, const std::string& message_digest) {
    json::writer out;
    put_pupil(out, pupil);
    return crypto::sha256_hex(message_digest + out.finish());
}

std::vector<wire::message> halves(const wire::message& whole) {
    if (whole.pupils.size() < 2) return {};
    std::vector<wire::message> both(2, whole);
    const auto middle = whole.pupils.begin() + static_cast<std::ptrdiff_t>(whole.pupils.size() / 2);
    both[0].pupils.assign(whole.pupils.begin(), middle);
    both[1].pupils.assign(middle, whole.pupils.end());
    both[0].id = *crypto::name_uuid(halves_namespace, whole.id + "/1");
    both[1].id = *crypto::name_uuid(halves_namespace, whole.id + "/2");
    return both;
}

} // namespace schakel::edu_v_results_2_1
