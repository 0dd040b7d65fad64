// Which records of a roster a question is about: its school, its person, its filters.
#pragma once

#include "adapters/common/edu_v/from_model.hpp"
#include "adapters/common/edu_v/question.hpp"
#include "adapters/common/edu_v/streams.hpp"

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::edu_v {

class selection {
public:
    // The parts outlive the selection.
    selection(const asked_objects& asked, const roster_view& view, object_maker& maker, const answering& options);

    choice keep();

    // The view without what the question can be known to pass over: one object is asked for by its id, or those of one
    // person.
    std::shared_ptr<const roster_view>
    narrow(std::shared_ptr<const roster_view> view, answer_memo* memo) const; // memo may be null

private:
    using record_ids = std::vector<std::string>;
    record_ids groups_with_id() const;
    template <class Record, class Id>
    record_ids with_id(std::string_view what, answer_memo* memo, Id id_of) const;

    std::string wanted(std::string_view filter) const;
    void find_periods(const std::string& id);
    void find_offerings();
    void find_location(const answering& options);
    bool filters_by_default(const answering& options) const;
    void find_person();

    bool in_period(const std::string& record) const;
    bool in_period(const roster::person& one) const;
    bool takes_study(const roster::person& one) const;
    bool takes_subject(const roster::person& one) const;
    bool is_at_location(const roster::person& one) const;
    bool keeps(const wire::organisation& one) const;
    bool keeps(const wire::school_period& one) const;
    bool keeps(const roster::course& one) const;
    bool keeps(const roster::group& one) const;
    bool keeps(const roster::person& one) const;
    bool keeps(const roster::membership& one) const;
    bool keeps(const wire::enrollment& one) const;
    bool keeps_records_of(const roster::enrolment& one) const;

    const asked_objects& asked_;
    const roster_view& view_;
    object_maker& maker_;
    std::set<std::string, std::less<>> periods_; // wire ids; only when periods are filtered
    std::string study_, subject_;                // course record ids
    std::string year_group_;                     // of a study that stands for one
    std::string location_;                       // organisation record id; "" for the whole school
    std::set<std::string, std::less<>> persons_; // record ids; only when somebody is named
};

} // namespace schakel::edu_v
