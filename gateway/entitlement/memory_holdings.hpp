// Catalogues and entitlements in memory: takes records, and shows them as a view. For translations, simulated systems
// and tests; the stored ones of a gateway are another view.
//
// Filling it is for one thread; afterwards any number may read. A record that comes again replaces the earlier one. A
// usage that is told more than once of one entitlement (first by an activation, later by totals) counts as the last.
#pragma once

#include "gateway/adapter/entitlements.hpp"

#include <array>
#include <map>
#include <string>

namespace schakel::entitlement {

// Whether a record fits the conditions of a range, its kind and place excluded.
bool fits(const model::access::record& one, const holdings_range& range);

class memory_holdings final : public entitlement_sink, public entitlement_view {
public:
    // Both are told by changed_at() and version().
    explicit memory_holdings(instant changed_at = {}, std::string version = "memory")
        : changed_at_(changed_at), version_(std::move(version)) {}

    void add(model::access::record&& what) override;

    std::string version() const override { return version_; }
    instant changed_at() const override { return changed_at_; }
    void page(const holdings_range& range, std::vector<model::access::record>& into) const override;
    std::optional<model::access::record> find(model::access::record_kind kind, std::string_view id) const override;

    std::size_t count(model::access::record_kind kind) const { return of(kind).size(); }

private:
    using by_id = std::map<std::string, model::access::record, std::less<>>;
    const by_id& of(model::access::record_kind kind) const { return records_[static_cast<std::size_t>(kind)]; }

    instant changed_at_;
    std::string version_;
    std::array<by_id, model::access::record_kind_count> records_;
};

} // namespace schakel::entitlement
