// People: Student and Employee.
#include "adapters/common/edu_v/from_model.hpp"
#include "adapters/common/edu_v/rule_catalogue.hpp"
#include "gateway/model/roster_field.hpp"

namespace schakel::edu_v {

namespace field = model::roster_field;
namespace scheme = model::scheme;

namespace {

model::field::name field_of(std::string_view of_scheme) {
    return of_scheme == scheme::las_key ? field::person_id
           : of_scheme == scheme::eckid ? field::person_eckid
                                        : field::person_other_id;
}

place place_of(const roster::person& who) {
    return who.kind == roster::person_kind::pupil ? place::student : place::employee;
}

} // namespace

// Somebody of whom no identifier is known here gets one that stays the same: else nobody could refer to them.
reference object_maker::reference_to(const roster::person& who) const {
    reference out = person_reference(who.ids, place_of(who));
    if (!out.named()) out.ids.push_back({minted("person", who.id), "ASI", {}});
    return out;
}

void object_maker::put_person_ids(const roster::person& from, place where, reference& into, std::string_view path) {
    into = reference_to(from);
    for (const model::identifier& one : from.ids) {
        const bool told =
            (where == place::student && one.scheme == scheme::eckid) || !type_of(one.scheme, where).empty();
        told ? fates_->carried(field_of(one.scheme))
             : fates_->dropped(field_of(one.scheme), "no such identifier of a person in Edu-V");
    }
    if (!person_reference(from.ids, where).named()) fates_->defaulted(path, "an id made of the key of the source");
}

void object_maker::drop_person(const roster::person& from, std::string_view reason) {
    const auto drop = [&](model::field::name what, const std::string& value) {
        if (!value.empty()) fates_->dropped(what, reason);
    };
    for (const model::identifier& one : from.ids) fates_->dropped(field_of(one.scheme), reason);
    drop(field::person_family_name, from.family_name);
    drop(field::person_family_prefix, from.family_prefix);
    drop(field::person_given_names, from.given_names);
    drop(field::person_preferred_name, from.preferred_name);
    drop(field::person_alias, from.alias);
    drop(field::person_email, from.email);
    drop(field::person_phone, from.phone);
    if (from.birth_date) fates_->dropped(field::person_birth_date, reason);
    if (from.sex) fates_->dropped(field::person_gender, reason);
    for (std::size_t i = 0; i < from.roles.size(); ++i) fates_->dropped(field::person_role, reason);
}

template <class Person>
bool object_maker::put_names(const roster::person& from, Person& into, std::string_view path) {
    if (from.family_name.empty()) {
        constexpr std::string_view reason = "a person without a family name cannot be said";
        if (refused_) refused_->push_back({&fault::no_family_name, {}, {}, {}, {}});
        drop_person(from, reason);
        return false;
    }
    const auto carry = [&](model::field::name what, const std::string& value, std::string& to) {
        to = value;
        if (!value.empty()) fates_->carried(what);
    };
    carry(field::person_family_name, from.family_name, into.family_name);
    carry(field::person_family_prefix, from.family_prefix, into.family_prefix);
    carry(field::person_preferred_name, from.preferred_name, into.preferred_name);
    carry(field::person_given_names, from.given_names, into.given_name);
    carry(field::person_alias, from.alias, into.alias);
    carry(field::person_email, from.email, into.email);
    if (from.given_names.empty()) {
        into.given_name = from.preferred_name.empty() ? from.initials : from.preferred_name;
        fates_->defaulted(path, "the preferred name or the initials, where the given names are not known");
    }
    if (!from.initials.empty()) fates_->dropped(field::person_initials, "no place in Edu-V");
    fates_->carried(field::person_kind);
    return true;
}

std::optional<wire::student> object_maker::student(const roster::person& from) {
    if (from.kind != roster::person_kind::pupil) {
        if (from.kind == roster::person_kind::other) drop_person(from, "neither pupil nor employee");
        return std::nullopt;
    }
    wire::student out;
    if (!put_names(from, out, "students/givenName")) return std::nullopt;
    put_person_ids(from, place::student, out.who, "students/userIds");
    if (from.birth_date) {
        out.birth_date = to_string(*from.birth_date);
        fates_->carried(field::person_birth_date);
    }
    if (from.sex) {
        out.gender = word_of(*from.sex);
        gender_of(out.gender) == from.sex ? fates_->carried(field::person_gender)
                                          : fates_->mapped(field::person_gender, "not known is unspecified");
    }
    for (const roster::person_role& one : from.roles)
        one.what == roster::role::pupil ? fates_->carried(field::person_role)
                                        : fates_->dropped(field::person_role, "a pupil has no roles in Edu-V");
    put_tail(from, out);
    return out;
}

void object_maker::put_role(const roster::person_role& from, wire::employee& into) {
    const auto word = word_of(from.what);
    if (!word) return fates_->dropped(field::person_role, "no such role in Edu-V");
    reference school = school_of(from.organisation);
    if (!school.named()) return fates_->dropped(field::person_role, "the school has no identifier of Edu-V");
    wire::organisation_role& out = into.roles.emplace_back();
    out.organisation = std::move(school);
    fates_->carried(field::person_role_organisation);
    out.role = word->word;
    word->exact ? fates_->carried(field::person_role) : fates_->mapped(field::person_role, "the nearest role of Edu-V");
    out.begin = from.begin ? to_string(*from.begin) : first_day({});
    from.begin ? fates_->carried(field::person_role_dates)
               : fates_->defaulted("employees/organisationRoles/beginDate", "the first day of the school year");
    if (from.end && to_string(*from.end) > out.begin) {
        out.end = to_string(*from.end);
        fates_->carried(field::person_role_dates);
    }
    if (!from.description.empty()) fates_->dropped(field::person_role_description, "no place in Edu-V");
}

std::optional<wire::employee> object_maker::employee(const roster::person& from) {
    if (from.kind != roster::person_kind::employee) return std::nullopt;
    wire::employee out;
    if (!put_names(from, out, "employees/givenName")) return std::nullopt;
    put_person_ids(from, place::employee, out.who, "employees/userIds");
    out.phone = from.phone;
    if (!from.phone.empty()) fates_->carried(field::person_phone);
    for (const roster::person_role& one : from.roles) put_role(one, out);
    put_tail(from, out);
    return out;
}

} // namespace schakel::edu_v
