#include "adapters/common/case/own_members.hpp"

#include "adapters/common/case/extras.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/model/goal_field.hpp"

namespace schakel::cf {

namespace {

namespace goals = model::goals;
namespace named = model::goal_field;

std::string_view word_of(goals::review_state review) {
    if (review == goals::review_state::unreviewed) return {};
    return review == goals::review_state::reviewed ? "reviewed" : "rejected";
}

void read_review(std::string_view word, goals::review_state& into) {
    if (word == "reviewed") into = goals::review_state::reviewed;
    if (word == "rejected") into = goals::review_state::rejected;
}

using completeness = goals::group::completeness;

std::string_view word_of(completeness what) {
    if (what == completeness::unknown) return {};
    return what == completeness::complete ? "complete" : "incomplete";
}

void read_completeness(std::string_view word, completeness& into) {
    if (word == "complete") into = completeness::complete;
    if (word == "incomplete") into = completeness::incomplete;
}

// Collects what there is.
class collection {
public:
    void text(std::string_view name, std::string_view meaning, std::string_view value) {
        if (value.empty()) return;
        json::writer out;
        all.push_back({name, meaning, out.text(value).finish()});
    }
    void flag(std::string_view name, std::string_view meaning, bool value) {
        if (value) all.push_back({name, meaning, "true"});
    }
    void number(std::string_view name, std::string_view meaning, const std::optional<decimal>& value) {
        if (value) all.push_back({name, meaning, value->text()});
    }
    void day(std::string_view name, std::string_view meaning, const std::optional<goals::day>& value) {
        if (value) text(name, meaning, to_string(*value));
    }

    own_members all;
};

} // namespace

own_members own_members_of(const goals::goal& from) {
    collection made;
    made.flag(own::central_exam, named::goal_exam, from.central_exam);
    made.flag(own::school_exam, named::goal_exam, from.school_exam);
    made.flag(own::heading, named::goal_grouping, from.grouping);
    made.flag(own::optional, named::goal_optional, from.optional);
    made.flag(own::attitude, named::goal_attitude, from.attitude);
    if (from.state != goals::goal_state::live)
        made.text(own::state, named::goal_state, from.state == goals::goal_state::deleted ? "deleted" : "deprecated");
    made.number(own::weight, named::goal_weight, from.weight);
    return std::move(made.all);
}

own_members own_members_of(const goals::mapping_set& from) {
    collection made;
    made.text(own::mapping_set, named::mapping_set_name, from.name);
    made.text(own::origin_framework, named::mapping_set_frameworks, from.subject_framework);
    made.text(own::origin_release, named::mapping_set_frameworks, from.subject_release);
    made.text(own::destination_framework, named::mapping_set_frameworks, from.object_framework);
    made.text(own::destination_release, named::mapping_set_frameworks, from.object_release);
    made.number(own::confidence, named::mapping_set_confidence, from.confidence);
    made.text(own::review, named::mapping_set_review, word_of(from.review));
    return std::move(made.all);
}

own_members own_members_of(const goals::association& from, bool relation_told, const goals::group* in) {
    collection made;
    if (!relation_told) made.text(own::relation, named::association_relation, to_string(from.what));
    if (!relation_told) made.text(own::predicate, named::association_predicate, from.predicate.value);
    made.number(own::coverage_of_subject, named::association_coverage, from.coverage_of_subject);
    made.number(own::coverage_of_object, named::association_coverage, from.coverage_of_object);
    made.number(own::confidence, named::association_confidence, from.confidence);
    if (from.why != goals::justification::unstated)
        made.text(own::justification, named::association_justification, to_string(from.why));
    made.text(own::author, named::association_author, from.author);
    made.day(own::made_on, named::association_date, from.made_on);
    made.day(own::valid_from, named::association_validity, from.valid_from);
    made.day(own::valid_to, named::association_validity, from.valid_to);
    made.text(own::review, named::association_review, word_of(from.review));
    made.text(own::group, named::group_id, from.group);
    if (in == nullptr) return std::move(made.all);
    made.text(own::group_title, named::group_title, in->title);
    made.text(own::group_origins, named::group_completeness, word_of(in->subjects));
    made.text(own::group_destinations, named::group_completeness, word_of(in->objects));
    made.flag(own::group_alternatives, named::group_alternatives, in->alternatives);
    return std::move(made.all);
}

std::string with_own(std::string_view extensions, const own_members& own) {
    if (own.empty()) return std::string(extensions);
    json::writer out;
    out.begin_object();
    findings ignored;
    const auto others = extensions.empty() ? std::nullopt : json::document::parse(extensions, {}, ignored);
    for (json::value one = others ? others->root().first_child() : json::value{}; one; one = one.next_sibling())
        out.name(one.name()).copy(one);
    for (const own_member& one : own) out.name(one.name).raw(one.json);
    return out.end_object().finish();
}

std::string
without_own(std::string_view extensions, const std::function<void(std::string_view name, json::value)>& take) {
    if (extensions.find(own::prefix) == std::string_view::npos) return std::string(extensions);
    findings ignored;
    const auto all = json::document::parse(extensions, {}, ignored);
    if (!all) return std::string(extensions);
    json::writer out;
    out.begin_object();
    bool others = false;
    for (json::value one = all->root().first_child(); one; one = one.next_sibling()) {
        if (one.name().starts_with(own::prefix)) {
            take(one.name(), one);
            continue;
        }
        others = true;
        out.name(one.name()).copy(one);
    }
    out.end_object();
    return others ? out.finish() : std::string{};
}

void take_own(std::string_view name, json::value value, goals::goal& into) {
    if (name == own::central_exam) into.central_exam = value.boolean();
    if (name == own::school_exam) into.school_exam = value.boolean();
    if (name == own::heading) into.grouping = value.boolean();
    if (name == own::optional) into.optional = value.boolean();
    if (name == own::attitude) into.attitude = value.boolean();
    if (name == own::weight) into.weight = value.number();
    if (name == own::state && value.text() == "deprecated") into.state = goals::goal_state::deprecated;
    if (name == own::state && value.text() == "deleted") into.state = goals::goal_state::deleted;
}

void take_own(std::string_view name, json::value value, goals::association& into) {
    if (name == own::relation) into.what = goals::parse_relation(value.text()).value_or(into.what);
    if (name == own::predicate) into.predicate.value = value.text();
    if (name == own::coverage_of_subject) into.coverage_of_subject = value.number();
    if (name == own::coverage_of_object) into.coverage_of_object = value.number();
    if (name == own::confidence) into.confidence = value.number();
    if (name == own::justification)
        into.why = goals::parse_justification(value.text()).value_or(goals::justification::unstated);
    if (name == own::author) into.author = value.text();
    if (name == own::made_on) into.made_on = parse_date(value.text());
    if (name == own::valid_from) into.valid_from = parse_date(value.text());
    if (name == own::valid_to) into.valid_to = parse_date(value.text());
    if (name == own::review) read_review(value.text(), into.review);
    if (name == own::group) into.group = value.text();
}

void take_own(std::string_view name, json::value value, goals::group& into) {
    if (name == own::group) into.id = value.text();
    if (name == own::group_title) into.title = value.text();
    if (name == own::group_origins) read_completeness(value.text(), into.subjects);
    if (name == own::group_destinations) read_completeness(value.text(), into.objects);
    if (name == own::group_alternatives) into.alternatives = value.boolean();
}

void take_own(std::string_view name, json::value value, goals::mapping_set& into) {
    if (name == own::mapping_set) into.name = value.text();
    if (name == own::origin_framework) into.subject_framework = value.text();
    if (name == own::origin_release) into.subject_release = value.text();
    if (name == own::destination_framework) into.object_framework = value.text();
    if (name == own::destination_release) into.object_release = value.text();
    if (name == own::confidence) into.confidence = value.number();
    if (name == own::review) read_review(value.text(), into.review);
}

} // namespace schakel::cf
