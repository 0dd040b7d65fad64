#include "field_values.hpp"

#include "gateway/model/roster_field.hpp"

#include <algorithm>

namespace schakel::test {

namespace {

using namespace schakel::model::roster;
namespace rf = schakel::model::roster_field;
using schakel::to_string;

class collecting {
public:
    explicit collecting(const collected_roster& from) : from_(from) {
        for (const record& one : from.records) std::visit([&](const auto& what) { learn(what); }, one);
    }

    field_values run() {
        see(from_.told);
        for (const record& one : from_.records) std::visit([&](const auto& what) { see(what); }, one);
        for (auto& [field, values] : out_) std::ranges::sort(values);
        return std::move(out_);
    }

private:
    void learn(const organisation& one) { names_["organisation " + one.id] = one.name; }
    void learn(const school_period& one) { names_["period " + one.id] = one.title; }
    void learn(const course& one) { names_["course " + one.id] = one.title; }
    void learn(const group& one) { names_["group " + one.id] = one.name; }
    void learn(const person& one) { names_["person " + one.id] = one.family_name + "/" + one.preferred_name; }
    void learn(const membership&) {}
    void learn(const enrolment&) {}

    void put(std::string_view field, std::string_view value) {
        if (!value.empty()) out_[std::string(field)].emplace_back(value);
    }
    void put(std::string_view field, const std::optional<day>& when) {
        if (when) put(field, to_string(*when));
    }
    void put(std::string_view field, const std::optional<instant>& when) {
        if (when) put(field, to_rfc3339_milliseconds(*when));
    }
    void put(std::string_view field, const std::vector<model::term>& terms) {
        for (const model::term& one : terms) put(field, one.value);
    }
    void refer(std::string_view field, std::string_view kind, const std::string& id) {
        const auto found = names_.find(std::string(kind) + " " + id);
        if (found != names_.end()) put(field, found->second);
    }

    void see(const head& one) {
        for (const model::identifier& id : one.school) put(rf::school, id.scheme + "=" + id.value);
        put(rf::school_name, one.school_name);
        put(rf::school_year, one.school_year);
        put(rf::reference_date, one.reference_date);
        put(rf::made_at, one.made_at);
        put(rf::author, one.author);
        put(rf::comment, one.comment);
    }
    void see(const organisation& one) {
        put(rf::organisation_name, one.name);
        put(rf::organisation_description, one.description);
        refer(rf::organisation_parent, "organisation", one.parent);
    }
    void see(const school_period& one) {
        put(rf::period_title, one.title);
        put(rf::period_begin, one.begin);
        put(rf::period_end, one.end);
        put(rf::period_school_year, one.school_year);
        refer(rf::period_parent, "period", one.parent);
    }
    void see(const course& one) {
        put(rf::course_title, one.title);
        put(rf::course_abbreviation, one.abbreviation);
        put(rf::course_code, one.code);
        put(rf::course_level, one.levels);
        put(rf::course_subject, one.subjects);
        put(rf::course_study_level, one.study_level);
        refer(rf::course_period, "period", one.period);
    }
    void see(const group& one) {
        put(rf::group_kind, one.kind == group::kind_of::home ? "home" : "lesson");
        put(rf::group_name, one.name);
        put(rf::group_description, one.description);
        put(rf::group_code, one.code);
        put(rf::group_room, one.room);
        put(rf::group_level, one.levels);
        put(rf::group_subject, one.subjects);
        put(rf::group_begin, one.begin);
        put(rf::group_end, one.end);
        refer(rf::group_course, "course", one.course);
        for (const std::string& period : one.periods) refer(rf::group_period, "period", period);
    }
    void see(const person& one) {
        put(rf::person_eckid, model::value_of(one.ids, model::scheme::eckid));
        put(rf::person_kind, to_string(one.kind));
        put(rf::person_family_name, one.family_name);
        put(rf::person_family_prefix, one.family_prefix);
        put(rf::person_given_names, one.given_names);
        put(rf::person_initials, one.initials);
        put(rf::person_preferred_name, one.preferred_name);
        put(rf::person_middle_name, one.middle_name);
        put(rf::person_alias, one.alias);
        put(rf::person_birth_date, one.birth_date);
        if (one.sex) put(rf::person_gender, std::to_string(static_cast<int>(*one.sex)));
        put(rf::person_user_name, one.user_name);
        put(rf::person_email, one.email);
        put(rf::person_phone, one.phone);
        put(rf::person_level, one.levels);
        refer(rf::person_location, "organisation", one.location);
        put(rf::person_begin, one.begin);
        put(rf::person_end, one.end);
        put(rf::person_in_year_3, one.in_year_3);
        for (const person_role& role : one.roles) {
            put(rf::person_role, to_string(role.what));
            put(rf::person_role_description, role.description);
        }
    }
    void see(const membership& one) {
        refer(rf::membership_person, "person", one.person);
        refer(rf::membership_group, "group", one.group);
        put(rf::membership_role, to_string(one.what));
        put(rf::membership_role_description, one.description);
        if (one.primary) put(rf::membership_primary, "primary");
        put(rf::membership_begin, one.begin);
        put(rf::membership_end, one.end);
    }
    void see(const enrolment& one) {
        refer(rf::enrolment_person, "person", one.person);
        refer(rf::enrolment_course, "course", one.course);
        refer(rf::enrolment_period, "period", one.period);
        put(rf::enrolment_level, one.levels);
        put(rf::enrolment_begin, one.begin);
        put(rf::enrolment_end, one.end);
    }

    const collected_roster& from_;
    std::map<std::string, std::string> names_;
    field_values out_;
};

} // namespace

field_values values_of(const collected_roster& roster) {
    return collecting(roster).run();
}

} // namespace schakel::test
