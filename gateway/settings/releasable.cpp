#include "gateway/settings/releasable.hpp"

#include "gateway/core/nearest.hpp"
#include "gateway/model/roster_field.hpp"
#include "gateway/settings/read_rosters.hpp"

#include <algorithm>
#include <string>

namespace schakel::settings {

namespace {

namespace field = model::roster_field;
namespace scheme = model::scheme;
using names = std::set<std::string, std::less<>>;

constexpr std::string_view of_persons[] = {
    field::person_kind,
    field::person_family_name,
    field::person_family_prefix,
    field::person_given_names,
    field::person_initials,
    field::person_preferred_name,
    field::person_middle_name,
    field::person_alias,
    field::person_birth_date,
    field::person_gender,
    field::person_user_name,
    field::person_email,
    field::person_phone,
    field::person_enabled,
    field::person_level,
    field::person_location,
    field::person_begin,
    field::person_end,
    field::person_in_year_3,
    field::person_role,
    field::person_role_description,
    field::person_role_organisation,
    field::person_role_dates,
};

constexpr std::string_view of_rosters[] = {
    field::school_name,
    field::school_year,
    field::reference_date,
    field::made_at,
    field::author,
    field::comment,
    field::organisation_id,
    field::organisation_kind,
    field::organisation_name,
    field::organisation_description,
    field::organisation_parent,
    field::period_id,
    field::period_kind,
    field::period_title,
    field::period_begin,
    field::period_end,
    field::period_school_year,
    field::period_parent,
    field::course_id,
    field::course_kind,
    field::course_title,
    field::course_abbreviation,
    field::course_code,
    field::course_organisation,
    field::course_period,
    field::course_level,
    field::course_subject,
    field::course_study_level,
    field::course_study,
    field::group_id,
    field::group_kind,
    field::group_name,
    field::group_description,
    field::group_code,
    field::group_room,
    field::group_organisation,
    field::group_course,
    field::group_period,
    field::group_level,
    field::group_subject,
    field::group_begin,
    field::group_end,
    field::membership_id,
    field::membership_person,
    field::membership_group,
    field::membership_role,
    field::membership_role_description,
    field::membership_primary,
    field::membership_organisation,
    field::membership_period,
    field::membership_begin,
    field::membership_end,
    field::enrolment_id,
    field::enrolment_person,
    field::enrolment_course,
    field::enrolment_location,
    field::enrolment_period,
    field::enrolment_level,
    field::enrolment_begin,
    field::enrolment_end,
    field::modified,
    field::ended,
    model::field::extension,
};

// What the learning environment of the school does not get although it may know the person: birth dates, sex, telephone
// numbers and the school career need the school's own word.
constexpr std::string_view not_for_the_school[] = {
    field::person_birth_date, field::person_gender,    field::person_phone, field::person_in_year_3, field::author,
    field::comment,           model::field::extension,
};

// Who offers material knows the school, a pseudonym and whether it is a pupil.
constexpr std::string_view for_publishers[] = {
    field::school_name,         field::school_year,       field::made_at,    field::organisation_id,
    field::organisation_kind,   field::organisation_name, field::period_id,  field::period_kind,
    field::period_title,        field::period_begin,      field::period_end, field::period_school_year,
    field::organisation_parent, field::period_parent,     field::modified,   field::ended,
};
constexpr std::string_view for_publishers_of_persons[] = {
    field::person_kind, field::person_role, field::person_enabled};

names set_of(std::span<const std::string_view> list) {
    return {list.begin(), list.end()};
}

release_profile for_the_school() {
    release_profile out;
    out.name = release_to_school;
    out.pupil = set_of(of_persons);
    out.fields = set_of(of_rosters);
    for (const std::string_view one : not_for_the_school) {
        out.pupil.erase(std::string(one));
        out.fields.erase(std::string(one));
    }
    out.other = out.pupil;
    for (const std::string_view one :
         {scheme::eckid, scheme::las_key, scheme::oneroster_id, scheme::neppi, scheme::nepri}) {
        out.identifiers.emplace_back(one);
    }
    return out;
}

release_profile for_a_publisher() {
    release_profile out;
    out.name = release_to_publisher;
    out.pupil = out.other = set_of(for_publishers_of_persons);
    out.fields = set_of(for_publishers);
    out.identifiers = {std::string(scheme::eckid)};
    return out;
}

// "person.email" is of every person, "pupil.email" and "employee.email" of some; "employee" stands for whoever is no
// pupil.
struct told {
    std::string_view name;
    bool pupil = true, other = true;
};

std::string as_person_field(std::string_view name, told& of) {
    of = {name, true, true};
    for (const auto& [prefix, pupil] : {std::pair{std::string_view("pupil."), true}, {"employee.", false}}) {
        if (!name.starts_with(prefix)) continue;
        of.pupil = pupil;
        of.other = !pupil;
        return "person." + std::string(name.substr(prefix.size()));
    }
    return std::string(name);
}

template <class Change>
void change_fields(section& in, std::string_view key, Change change) {
    for (const std::string& name : in.texts(key)) {
        told of;
        const std::string field_name = as_person_field(name, of);
        const bool of_person = std::ranges::find(of_persons, field_name) != std::end(of_persons);
        if (!of_person && std::ranges::find(of_rosters, name) == std::end(of_rosters)) {
            std::vector<std::string_view> known(std::begin(of_rosters), std::end(of_rosters));
            known.insert(known.end(), std::begin(of_persons), std::end(of_persons));
            in.complain(
                "config.value", key, "names \"" + name + "\"", "fields of a roster", std::string(nearest(name, known))
            );
            continue;
        }
        change(field_name, of_person, of);
    }
}

} // namespace

std::span<const std::string_view> releasable_of_persons() {
    return of_persons;
}

std::span<const std::string_view> releasable_of_rosters() {
    return of_rosters;
}

std::vector<release_profile> built_in_releases() {
    return {for_the_school(), for_a_publisher()};
}

release_profile read_release(section in) {
    release_profile out;
    const std::string like = in.one_of("like", {"nothing", release_to_school, release_to_publisher}, "nothing");
    if (like == release_to_school) out = for_the_school();
    if (like == release_to_publisher) out = for_a_publisher();
    out.where = in.where();
    out.name = in.required_text("name");
    change_fields(in, "fields", [&](const std::string& name, bool of_person, const told& of) {
        if (!of_person) out.fields.insert(name);
        if (of_person && of.pupil) out.pupil.insert(name);
        if (of_person && of.other) out.other.insert(name);
    });
    change_fields(in, "withhold", [&](const std::string& name, bool of_person, const told& of) {
        if (!of_person) out.fields.erase(name);
        if (of_person && of.pupil) out.pupil.erase(name);
        if (of_person && of.other) out.other.erase(name);
    });
    if (in.has("identifiers")) out.identifiers = in.texts("identifiers");
    in.finish();
    return out;
}

} // namespace schakel::settings
