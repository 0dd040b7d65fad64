#include "adapters/xapi_1_0_3/names.hpp"
#include "adapters/xapi_1_0_3/translate.hpp"
#include "gateway/codec/json_writer.hpp"

namespace schakel::xapi_1_0_3 {

namespace {

namespace field = model::field;

constexpr std::string_view in_id = "as an extension and in the activity's id";
constexpr std::string_view in_extension = "as an extension of the activity's definition";

std::string percent_encoded(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter || (c >= '0' && c <= '9') || std::string_view("-._~").find(c) != std::string_view::npos) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

std::string assessment_iri(const model::assessment& from, const encode_options& options) {
    return std::string(parameter(options, "activity_base", "urn:schakel:toets:")) + percent_encoded(from.id);
}

void write_term(json::writer& out, const model::term& term) {
    out.begin_object().member("value", term.value).member_if_present("vocabulary", term.vocabulary);
    out.member_if_present("location", term.vocabulary_location).end_object();
}

std::string terms_text(const std::vector<model::term>& terms) {
    json::writer out;
    out.begin_array();
    for (const model::term& one : terms) write_term(out, one);
    return out.end_array().finish();
}

std::string term_text(const model::term& term) {
    json::writer out;
    write_term(out, term);
    return out.finish();
}

void add_text(wire::activity& out, std::string_view iri, const std::string& text) {
    if (!text.empty()) out.extensions.push_back({std::string(iri), extension_text(text), {}});
}

void tell_vocabulary(const model::term& term, field::name which, field_fate& fate) {
    if (!term.vocabulary.empty()) fate.mapped(which, in_extension);
    if (!term.vocabulary_location.empty()) fate.mapped(which, in_extension);
}

void tell(const model::assessment& from, field_fate& fate) {
    fate.mapped(field::assessment_id, in_id);
    if (!from.name.empty()) fate.carried(field::assessment_name);
    if (!from.version.empty()) fate.mapped(field::assessment_version, in_extension);
    if (!from.study_level.empty()) fate.mapped(field::assessment_study_level, in_extension);
    if (!from.year_level.empty()) fate.mapped(field::assessment_year_level, in_extension);
    tell_vocabulary(from.year_level, field::vocabulary, fate);
    for (const model::term& one : from.subjects) {
        fate.mapped(field::assessment_subject, in_extension);
        tell_vocabulary(one, field::assessment_subject_vocabulary, fate);
    }
}

} // namespace

std::string extension_text(std::string_view text) {
    return json::writer().text(text).finish();
}

wire::activity write_assessment(const model::assessment& from, const encode_options& options, field_fate* fate) {
    wire::activity out;
    out.id = assessment_iri(from, options);
    out.name = from.name;
    out.name_language = parameter(options, "language", "nl");
    out.type = activity_type::assessment;
    add_text(out, own::assessment_code, from.id);
    add_text(out, own::assessment_version, from.version);
    add_text(out, own::study_level, from.study_level);
    if (!from.subjects.empty()) out.extensions.push_back({std::string(own::subjects), terms_text(from.subjects), {}});
    if (!from.year_level.empty())
        out.extensions.push_back({std::string(own::year_level), term_text(from.year_level), {}});
    model::goal_references goals = from.goals;
    const bool has_level =
        std::erase_if(goals, [&](const auto& one) { return one.goal == from.study_level && one.outcome.empty(); });
    add_goals(goals, out, field::assessment_goal, fate);
    if (fate && has_level) fate->mapped(field::assessment_goal, in_extension);
    if (fate) tell(from, *fate);
    return out;
}

wire::activity write_part(
    const model::assessment& test, const model::assessment_part& from, const encode_options& options, field_fate* fate
) {
    wire::activity out;
    out.id = assessment_iri(test, options) + "/" + percent_encoded(from.id);
    out.name = from.name;
    out.name_language = parameter(options, "language", "nl");
    out.type = activity_type::question;
    add_text(out, own::part_code, from.id);
    if (from.index) out.extensions.push_back({std::string(own::part_index), std::to_string(*from.index), {}});
    add_goals(from.goals, out, field::part_goal, fate);
    if (!fate) return out;
    fate->mapped(field::part_id, in_id);
    if (!from.name.empty()) fate->carried(field::part_name);
    if (from.index) fate->mapped(field::part_index, in_extension);
    return out;
}

} // namespace schakel::xapi_1_0_3
