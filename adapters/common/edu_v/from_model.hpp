// Meaning: canonical records become objects of the administration services, with the fate of every field.
#pragma once

#include "adapters/common/edu_v/objects.hpp"
#include "adapters/common/edu_v/vocabulary.hpp"
#include "adapters/common/edu_v/wire.hpp"
#include "gateway/adapter/loss.hpp"
#include "gateway/adapter/roster_view.hpp"
#include "gateway/model/field.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace schakel::edu_v {

// Counts fates without making a text for each. Names and reasons are static texts.
class fate_counts {
public:
    void carried(model::field::name field) { note(field, field_outcome::carried, {}); }
    void mapped(model::field::name field, std::string_view reason) { note(field, field_outcome::mapped, reason); }
    void dropped(model::field::name field, std::string_view reason) { note(field, field_outcome::dropped, reason); }
    void defaulted(std::string_view path, std::string_view reason) { note(path, field_outcome::defaulted, reason); }
    void move_into(field_fate& fate);

private:
    void note(std::string_view what, field_outcome outcome, std::string_view reason) {
        ++counts_[{what.data(), what.size(), outcome, reason.data(), reason.size()}];
    }
    std::map<std::tuple<const char*, std::size_t, field_outcome, const char*, std::size_t>, std::size_t> counts_;
};

struct making_options {
    instant now{};             // where nothing else tells when something was made
    model::identifiers school; // of the settings: used where the roster names none
};

// Makes objects of the records of one view. Remembers little: what it looks up of persons, groups and courses is
// forgotten again, so that memory does not grow with the school.
class object_maker {
public:
    object_maker(const roster_view& view, const making_options& options, fate_counts* fates, findings* refused);

    // Few of each, made at once.
    const std::vector<wire::organisation>& organisations() const { return organisations_; }
    const std::vector<wire::school_period>& periods() const { return periods_; }

    std::optional<wire::study_offering> study(const roster::course& from); // none for what is no study
    wire::study_offering study_of_year_group(std::string_view year_group);
    std::optional<wire::subject_offering> subject(const roster::course& from);
    std::optional<wire::student> student(const roster::person& from);
    std::optional<wire::employee> employee(const roster::person& from);
    wire::group group(const roster::group& from);
    std::optional<wire::assignment> assignment(const roster::membership& from);
    std::optional<wire::enrollment> enrollment(const roster::enrolment& from);
    // Of a pupil of whom only the year group is known.
    std::optional<wire::enrollment> enrollment_of_level(const roster::person& from);

    // The ids by which these objects travel.
    std::string id_of(const roster::course& from) const;
    std::string id_of(const roster::group& from) const;
    std::string id_of(const roster::membership& from) const;
    std::string id_of(const roster::enrolment& from) const;
    std::string id_of_period(std::string_view record) const; // of the roster's year for "" and for an unknown one
    std::string enrollment_id_of_level(const roster::person& from) const;
    const year_group_studies& year_groups() const { return year_groups_; }

    // The year group, when it is all that is known of a pupil's study.
    std::string_view year_group_alone(const roster::person& pupil);
    const roster::course* course(const std::string& id);
    const roster::group* group_record(const std::string& id);
    const roster::person* person(const std::string& id);
    const roster::organisation* organisation(std::string_view id) const;

private:
    void make_organisations();
    wire::organisation make_organisation(const roster::organisation& from);
    wire::named_reference place_reference(const roster::organisation& from, bool board);
    void make_periods();
    wire::school_period make_period(const roster::school_period& from);
    const roster::school_period* period(std::string_view record) const;
    std::string first_day(std::string_view period_record) const;
    void put_tail(const roster::record_tail& from, wire::tail& into);
    template <class Person>
    bool put_names(const roster::person& from, Person& into, std::string_view path);
    void put_person_ids(const roster::person& from, place where, reference& into, std::string_view path);
    void drop_person(const roster::person& from, std::string_view reason);
    void put_role(const roster::person_role& from, wire::employee& into);
    reference reference_to(const roster::person& who) const;
    reference school_of(std::string_view organisation) const;
    std::optional<wire::named_reference> location(const std::string& id) const;
    std::string minted(std::string_view kind, std::string_view key) const;

    const roster_view& view_;
    making_options options_;
    fate_counts* fates_;
    fate_counts unused_; // when nobody asks
    findings* refused_;
    std::string space_;
    year_group_studies year_groups_;
    std::string made_at_;
    model::identifiers school_;
    std::vector<roster::organisation> organisation_records_;
    std::vector<roster::school_period> period_records_;
    std::vector<wire::organisation> organisations_;
    std::vector<wire::school_period> periods_;
    std::string current_period_; // record id

    template <class Record>
    struct remembered {
        std::unordered_map<std::string, std::optional<Record>> known;
    };
    template <class Record>
    const Record* look_up(remembered<Record>& memory, roster::record_kind kind, const std::string& id);
    remembered<roster::person> persons_;
    remembered<roster::group> groups_;
    remembered<roster::course> courses_;
};

} // namespace schakel::edu_v
