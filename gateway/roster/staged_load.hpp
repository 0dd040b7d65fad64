// A load while it is under way. Private to gateway/roster; made by roster_store::begin().
#pragma once

#include "gateway/roster/roster_store.hpp"

#include <set>

namespace schakel::roster {

class staged_load final : public roster_load {
public:
    staged_load(
        outbox::roster_rows& rows, const clock& time, load_request what, version_number base, version_number own
    );
    ~staged_load() override;

    void head(model::roster::head what) override;
    void add(model::roster::record&& what) override;
    result<std::optional<roster_version>> finish(const extents& holds, std::string watermark) override;
    std::uint64_t records() const override { return records_; }

private:
    bool good() const { return trouble_.empty(); }
    void check(const result<done>& step);
    void flush();
    void put_what_differs();
    void end_what_is_named();
    void end_what_did_not_come(const extents& holds);
    roster_change compare();
    void count_begun(roster_change& into);
    void count_ended(roster_change& into);
    result<done> record_unchanged(const version_notes& notes);

    outbox::roster_rows& rows_;
    const clock& time_;
    load_request what_;
    version_number base_, own_; // what is published, and the version that this load makes
    std::vector<outbox::roster_row> coming_;
    std::set<outbox::roster_key> ending_;
    std::vector<std::int64_t> standing_; // places of rows that the load brought again
    std::uint64_t records_ = 0;
    std::string trouble_; // the first; nothing is written after it
    bool finished_ = false;
};

// In small steps, and then closes it.
result<done> take_back(outbox::roster_rows& rows, const outbox::roster_settlement& end);

} // namespace schakel::roster
