#include "adapters/onderwijsdoelen/translate.hpp"
#include "gateway/model/goal_field.hpp"

namespace schakel::onderwijsdoelen {

namespace {

namespace goals = model::goals;
namespace field = model::goal_field;

constexpr std::string_view no_place = "no place in an onderwijsdoel";

std::string moment(const std::optional<goals::day>& when, int days = 0) {
    if (!when) return {};
    return schakel::to_string(goals::day(std::chrono::sys_days(*when) + std::chrono::days(days))) + "T00:00:00Z";
}

// The number of a set or goal of Flanders; of others the whole key, which the API would not have.
std::string number_of(std::string_view key) {
    return std::string(key.substr(key.find_last_of(":/") + 1));
}

goal to_wire(const goals::goal& from, field_fate& fate) {
    const auto kept = [&](std::string_view name, const std::string& otherwise) {
        const std::string_view value = model::value_of(from.extra, "onderwijsdoelen", name);
        return value.empty() ? otherwise : std::string(value);
    };
    goal one;
    one.id = number_of(from.id);
    one.code = from.code;
    one.text = kept("omschrijving", from.statement);
    one.type = from.kind.value;
    one.footnote = kept("voetnoot", {});
    one.memo = kept("memorie", {});
    if (one.footnote.empty() && one.memo.empty()) one.footnote = from.note;
    if (!from.title.empty()) one.titles.push_back(from.title);
    if (!from.subjects.empty()) one.competence = from.subjects.front();
    one.validity = kept("geldigheid", from.state == goals::goal_state::live ? "Geldig" : "Ongeldig");
    one.valid_from = moment(from.valid_from);
    one.valid_to = moment(from.valid_to, -1);
    one.published = kept("publicatie_dt", {});
    one.attitude = from.attitude;
    one.optional = from.optional;
    const auto told = [&](field::name which, std::size_t count) {
        if (count > 0) fate.carried(which, count);
    };
    const auto lost = [&](field::name which, std::size_t count) {
        if (count > 0) fate.dropped(which, no_place, count);
    };
    told(field::goal_id, 1);
    told(field::goal_code, !one.code.empty());
    told(field::goal_statement, !one.text.empty());
    told(field::goal_kind, !one.type.empty());
    told(field::goal_note, std::size_t{!one.footnote.empty()} + !one.memo.empty());
    told(field::goal_title, one.titles.size());
    told(field::goal_subject, !one.competence.empty());
    lost(field::goal_subject, from.subjects.empty() ? 0 : from.subjects.size() - 1);
    told(field::goal_validity, std::size_t{from.valid_from.has_value()} + from.valid_to.has_value());
    told(field::goal_attitude, from.attitude);
    told(field::goal_optional, from.optional);
    lost(field::goal_level, from.levels.size());
    lost(field::goal_keyword, from.keywords.size());
    lost(field::goal_exam, std::size_t{from.central_exam} + from.school_exam);
    lost(field::goal_weight, from.weight.has_value());
    lost(field::goal_grouping, from.grouping);
    return one;
}

} // namespace

goal_set from_model(const goal_view& view, const goal_files::selection& what, field_fate& fate) {
    goal_set out;
    out.id = number_of(what.framework.id);
    out.name = what.framework.title;
    out.version = what.release.label;
    fate.carried(field::framework_id);
    if (!out.name.empty()) fate.carried(field::framework_title);
    if (!out.version.empty()) fate.carried(field::release_label);
    if (!what.framework.licence.empty()) fate.dropped(field::framework_licence, no_place);
    if (!what.framework.publisher.empty()) fate.dropped(field::framework_publisher, no_place);
    each<goals::goal>(view, {.owner = what.release.id}, [&](const goals::goal& one) {
        out.goals.push_back(to_wire(one, fate));
        return true;
    });
    each<goals::association>(view, {.owner = what.release.id}, [&](const goals::association&) {
        fate.dropped(field::association_relation, "onderwijsdoelen have no relations");
        return true;
    });
    return out;
}

} // namespace schakel::onderwijsdoelen
