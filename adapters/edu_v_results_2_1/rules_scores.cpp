#include "adapters/edu_v_results_2_1/rule_catalogue.hpp"
#include "adapters/edu_v_results_2_1/rules.hpp"

#include <map>

namespace schakel::edu_v_results_2_1 {

namespace {

void check_reference(const definitions& known, json::value at, fault_list& found) {
    const json::value assessment = at.member("assessmentId");
    const bool both = assessment.is(json::kind::string) && known.assessment_id.is(json::kind::string);
    if (both && assessment.text() != known.assessment_id.text()) found.add(fault::other_assessment, assessment);

    const json::value part = at.member("assessmentPartId");
    if (!part.text().empty() && !known.parts.contains(part.text())) found.add(fault::unknown_part, part);
}

void check_scale_references(const definitions& known, json::value list, fault_list& found) {
    if (!list.is(json::kind::array)) return;
    for (json::value id = list.first_child(); id; id = id.next_sibling()) {
        if (id.is(json::kind::string) && !known.scales.contains(id.text())) found.add(fault::unknown_scale, id);
    }
}

void check_maximum(const wire::score& score, fault_list& found) {
    const json::value at = score.at.member("scoreMaximum");
    if (!at.is(json::kind::string)) return;
    const auto maximum = decimal::parse(score.maximum);
    if (!maximum) return found.add(fault::maximum_number, at, {}, masked(score.maximum));
    const auto value = decimal::parse(score.value);
    if (value && *value > *maximum)
        found.add(fault::score_above_maximum, score.at.member("scoreValue"), maximum->text(), value->text());
}

void check_score(const definitions& known, const wire::score& score, fault_list& found) {
    if (!score.at.is(json::kind::object)) return;
    const json::value value = score.at.member("scoreValue");
    if (value.is(json::kind::string) && score_kind_of(score.type)) {
        if (const rule* broken = fault_of_score(score.type, score.value))
            found.add(*broken, value, {}, decimal::parse(score.value) ? score.value : masked(score.value));
    }
    check_maximum(score, found);
    check_reference(known, score.at, found);
    check_scale_references(known, score.at.member("scoreScaleIds"), found);
}

void check_result(const definitions& known, const wire::result& result, const result_forms& forms, fault_list& found) {
    if (!result.at.is(json::kind::object)) return;
    const json::value value = result.at.member("resultValue");
    if (value.is(json::kind::string)) {
        if (!forms.fits(result.type, result.value))
            found.add(fault::result_form, value, std::string(forms.described(result.type)), masked(result.value));
        else if (result.value.empty())
            found.add(fault::blank_result, value);
    }
    check_reference(known, result.at, found);
}

struct item_counts {
    std::optional<decimal> items, correct, incorrect;
    json::value at;
};

std::map<std::string_view, item_counts> counts_by_part(const wire::pupil_record& pupil) {
    std::map<std::string_view, item_counts> parts;
    for (const wire::score& score : pupil.scores) {
        item_counts& counts = parts[score.part_id];
        if (score.type == "NumberItems") {
            counts.items = decimal::parse(score.value);
            counts.at = score.at.member("scoreValue");
        } else if (score.type == "NumberCorrect") {
            counts.correct = decimal::parse(score.value);
        } else if (score.type == "NumberIncorrect") {
            counts.incorrect = decimal::parse(score.value);
        }
    }
    return parts;
}

void check_counts(const wire::pupil_record& pupil, fault_list& found) {
    for (const auto& [part, counts] : counts_by_part(pupil)) {
        if (!counts.items) continue;
        // What is left when the items done are taken away.
        const decimal left =
            counts.items->minus(counts.correct.value_or(decimal{})).minus(counts.incorrect.value_or(decimal{}));
        if (left.is_negative())
            found.add(fault::items_do_not_add_up, counts.at, counts.items->text(), counts.items->minus(left).text());
    }
}

} // namespace

definitions::definitions(const wire::message& message) : assessment_id(message.assessment.at.member("id")) {
    for (const wire::part& part : message.assessment.parts) parts.insert(part.id);
    for (const wire::score_scale& scale : message.scales) scales.insert(scale.id);
}

void check_scores(
    const wire::pupil_record& pupil, const definitions& known, const result_forms& forms, fault_list& found
) {
    for (const wire::score& score : pupil.scores) check_score(known, score, found);
    for (const wire::result& result : pupil.results) check_result(known, result, forms, found);
    check_counts(pupil, found);
}

} // namespace schakel::edu_v_results_2_1
