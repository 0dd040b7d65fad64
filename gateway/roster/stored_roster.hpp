// One version of a school's roster as a view: every question reads a page from the store. What it tells does not change
// while newer versions are published.
//
// `modified` of a record is the moment at which the gateway published what it says, not the source's own: whoever asks
// for what changed since the last time must not miss a record that its source had touched before that time and that
// came in after it. A stored view tells tombstones with the moment of their end.
#pragma once

#include "gateway/adapter/roster_view.hpp"
#include "gateway/outbox/roster_rows.hpp"
#include "gateway/roster/roster_change.hpp"

#include <map>
#include <mutex>

namespace schakel::roster {

class stored_roster final : public roster_view {
public:
    using kind = model::roster::record_kind;

    stored_roster(outbox::roster_rows& rows, const outbox::roster_version& of);

    const model::roster::head& head() const override { return head_; }
    std::string version() const override { return school_ + ":" + std::to_string(number_); }
    instant changed_at() const override { return changed_at_; }
    std::uint64_t count(kind which) const override { return change_.of(which).after(); }

    void page(const roster_range& range, std::vector<model::roster::organisation>& into) const override;
    void page(const roster_range& range, std::vector<model::roster::school_period>& into) const override;
    void page(const roster_range& range, std::vector<model::roster::course>& into) const override;
    void page(const roster_range& range, std::vector<model::roster::group>& into) const override;
    void page(const roster_range& range, std::vector<model::roster::person>& into) const override;
    void page(const roster_range& range, std::vector<model::roster::membership>& into) const override;
    void page(const roster_range& range, std::vector<model::roster::enrolment>& into) const override;
    std::optional<model::roster::record> find(kind which, std::string_view id) const override;
    std::vector<std::string> find_by_identifier(kind which, const model::identifier& named) const override;
    std::vector<model::roster::membership> memberships_of_person(std::string_view person) const override;
    std::vector<model::roster::membership> memberships_of_group(std::string_view group) const override;
    std::vector<model::roster::enrolment> enrolments_of_person(std::string_view person) const override;

private:
    instant published(outbox::roster_number version) const;
    bool ended(const outbox::stored_roster_row& row) const { return row.until && *row.until <= number_; }
    void tell_times(const outbox::stored_roster_row& row, model::roster::record_tail& of) const;
    template <class Record>
    void take_page(const roster_range& range, std::vector<Record>& into) const;
    template <class Record>
    std::vector<Record> linked(std::size_t link, std::string_view to) const;

    outbox::roster_rows& rows_;
    std::string school_;
    outbox::roster_number number_;
    instant changed_at_;
    roster_change change_;
    model::roster::head head_;
    mutable std::mutex mutex_;
    mutable std::map<outbox::roster_number, instant> published_; // as far as asked for
};

} // namespace schakel::roster
