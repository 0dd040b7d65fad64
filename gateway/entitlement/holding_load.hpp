// A load while it is under way: rows that differ are staged on the shelves that they belong to. Private to
// gateway/entitlement.
#pragma once

#include "gateway/entitlement/holding_store.hpp"
#include "gateway/entitlement/shelves.hpp"

#include <map>
#include <set>

namespace schakel::entitlement {

class holding_load final : public entitlement_sink {
public:
    holding_load(outbox::roster_rows& rows, const clock& time, const load_request& what)
        : rows_(rows), time_(time), what_(what) {}
    ~holding_load() override { discard("it was not finished"); }
    holding_load(const holding_load&) = delete;
    holding_load& operator=(const holding_load&) = delete;

    void add(model::access::record&& what) override;
    result<load_outcome> finish();
    void discard(std::string_view reason);

private:
    struct open_shelf {
        outbox::roster_number base = 0, own = 0;
        std::vector<outbox::roster_row> coming;
        std::set<outbox::roster_key> seen;
        std::uint64_t records = 0, changed = 0;
        std::uint64_t stood = 0, ended = 0; // of the kinds that a complete load is about
    };

    open_shelf* shelf_for(const std::string& name);
    std::optional<std::string> home_of(const model::access::record& one);
    std::optional<std::string> school_of(const model::identifiers& named);
    bool may_change(const shelf_name& one) const;
    std::optional<std::pair<std::string, model::access::entitlement>> known_entitlement(const std::string& id);
    void put(const std::string& shelf, model::access::record&& one);
    void used(model::access::usage&& what);
    void confirmed(const model::access::confirmation& what);
    void flush(const std::string& name, open_shelf& on);
    void end_what_did_not_come(const std::string& name, open_shelf& on);
    void end(open_shelf& on, std::span<const outbox::roster_key> gone);
    bool is_about(const shelf_name& one) const;
    void open_what_it_is_about();
    bool too_much(const open_shelf& on) const;
    bool settle(const std::string& name, open_shelf& on, outbox::roster_version::state as, std::string reason);
    bool good() const { return trouble_.empty(); }
    void check(const result<done>& step) {
        if (!step && good()) trouble_ = step.error().message;
    }

    outbox::roster_rows& rows_;
    const clock& time_;
    const load_request& what_;
    std::map<std::string, open_shelf> open_;
    load_outcome out_;
    std::string trouble_; // the first; nothing is written after it
};

// In small steps, and then closes it.
result<done> take_back(outbox::roster_rows& rows, const outbox::roster_settlement& end);

} // namespace schakel::entitlement
