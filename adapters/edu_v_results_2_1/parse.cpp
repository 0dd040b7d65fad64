#include "adapters/edu_v_results_2_1/wire.hpp"

namespace schakel::edu_v_results_2_1 {

namespace {

std::string text(json::value object, std::string_view name) {
    return std::string(object.member(name).text());
}

template <class Item>
std::vector<Item> list(json::value array, Item (*read)(json::value)) {
    std::vector<Item> items;
    if (!array.is(json::kind::array)) return items;
    for (json::value one = array.first_child(); one; one = one.next_sibling()) items.push_back(read(one));
    return items;
}

wire::subject subject(json::value at) {
    return {text(at, "subjectPrefix"), text(at, "subjectName")};
}

wire::part part(json::value at) {
    return {text(at, "id"), text(at, "name"), at.member("index").integer().value_or(0), at};
}

wire::assessment assessment(json::value at) {
    return {
        text(at, "id"),
        text(at, "name"),
        text(at, "version"),
        text(at, "studyLevelId"),
        list(at.member("subjects"), subject),
        list(at.member("parts"), part),
        at};
}

wire::scale_entry scale_entry(json::value at) {
    return {text(at, "LHS"), text(at, "RHS"), at};
}

wire::score_scale scale(json::value at) {
    return {text(at, "id"), text(at, "name"), list(at.member("scoreScaleEntries"), scale_entry), at};
}

std::string plain_text(json::value at) {
    return std::string(at.text());
}

wire::score score(json::value at) {
    return {
        text(at, "scoreType"),
        text(at, "scoreValue"),
        text(at, "scoreMaximum"),
        text(at, "assessmentId"),
        text(at, "assessmentPartId"),
        list(at.member("scoreScaleIds"), plain_text),
        at};
}

wire::result result(json::value at) {
    return {
        text(at, "resultType"), text(at, "resultValue"), text(at, "assessmentId"), text(at, "assessmentPartId"), at};
}

wire::pupil_record pupil(json::value at) {
    wire::pupil_record out;
    out.at = at;
    out.id = text(at, "id");
    out.student = edu_v::user_reference(at.member("student"));
    out.created = text(at, "dateCreated");
    out.modified = text(at, "dateLastModified");
    out.status = text(at, "status");
    if (const json::value missing = at.member("missing"); missing.is(json::kind::boolean))
        out.missing = missing.boolean();
    out.scores = list(at.member("scores"), score);
    out.results = list(at.member("results"), result);
    out.review_url = text(at, "reviewUrl");
    out.additional_info = text(at, "additionalInfo");
    return out;
}

} // namespace

wire::message parse(json::value root) {
    wire::message out;
    out.at = root;
    out.id = text(root, "id");
    out.timestamp = text(root, "timestamp");
    out.tool_name = text(root, "toolName");
    out.school = edu_v::school_reference(root.member("school"));
    out.school_period = text(root, "schoolPeriod");
    out.employees = list(root.member("employees"), edu_v::user_reference);
    out.assessment = assessment(root.member("assessmentDefinition"));
    out.taken_at = text(root, "assessmentDateTime");
    out.scales = list(root.member("scoreScaleDefinitions"), scale);
    out.pupils = list(root.member("studentScoresAndResults"), pupil);
    out.review_url = text(root, "reviewUrl");
    out.additional_info = text(root, "additionalInfo");
    return out;
}

} // namespace schakel::edu_v_results_2_1
