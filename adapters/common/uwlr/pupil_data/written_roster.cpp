#include "adapters/common/uwlr/pupil_data/written_roster.hpp"

#include "adapters/common/uwlr/rule_catalogue.hpp"

#include <algorithm>

namespace schakel::uwlr::pupil_data {

namespace {

namespace roster = model::roster;
using edex::element;

void add_missing(model::identifiers& to, const model::identifiers& configured) {
    for (const model::identifier& one : configured) {
        if (!model::find(to, one.scheme)) to.push_back(one);
    }
}

std::string_view value_of(const parameters& settings, std::string_view name) {
    const auto set = settings.find(name);
    return set == settings.end() ? std::string_view{} : std::string_view(set->second);
}

// What a profile may demand of a person, and whether a record has it.
struct demand {
    element where;
    bool (*has)(const roster::person&);
};

bool has_surname(const roster::person& who) {
    return !who.family_name.empty();
}
bool has_first_name(const roster::person& who) {
    return !who.preferred_name.empty();
}
bool has_email(const roster::person& who) {
    return !who.email.empty();
}

constexpr demand of_pupils[]{
    {element::leerling_roepnaam, has_first_name},
    {element::leerling_geboortedatum, [](const roster::person& who) { return who.birth_date.has_value(); }},
    {element::leerling_geslacht, [](const roster::person& who) { return who.sex.has_value(); }},
    {element::leerling_jaargroep, [](const roster::person& who) { return !who.levels.empty(); }},
};
constexpr demand of_teachers[]{
    {element::leerkracht_achternaam, has_surname},
    {element::leerkracht_emailadres, has_email},
};

std::span<const demand> demands_on(const roster::person& who) {
    if (who.kind == roster::person_kind::pupil) return of_pupils;
    return of_teachers;
}

bool has_name(const roster::person& who) {
    return !who.family_name.empty() || !who.preferred_name.empty() || !who.given_names.empty();
}

} // namespace

written_roster::written_roster(
    const roster_view& view, const model::identifiers& school, profile within, const spoken_data& version,
    const parameters& settings
)
    : head(view.head()), within_(std::move(within)), not_allowed_("not in the profile " + within_.name),
      leaves_out_incomplete_(value_of(settings, parameter::incomplete) == "leave-out") {
    add_missing(head.school, school);
    if (const std::string_view author = value_of(settings, parameter::author); !author.empty()) head.author = author;
    target.xsdversie = version.version;
    target.has_test_supervisor = false;
    target.eckid_spares_key = !version.pupils_need_a_key;
    target.allows = within_.allowed;
    target.not_allowed = not_allowed_;
}

bool written_roster::tells(const roster::person& who) const {
    if (!has_name(who)) return false;
    if (!leaves_out_incomplete_) return true;
    return std::ranges::all_of(demands_on(who), [&](const demand& one) {
        return !within_.required.test(edex::number_of(one.where)) || one.has(who);
    });
}

edex::draft_rules draft_rules() {
    return {&rule_named("uwlr.roster-person-nameless")};
}

} // namespace schakel::uwlr::pupil_data
