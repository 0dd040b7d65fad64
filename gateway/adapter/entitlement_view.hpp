// Catalogues and entitlements as those see them who write them, serve them or decide with them. A view never changes
// while it is looked at. Whoever makes it has taken out what its user may not see: other schools, other sources.
//
// Implementations: gateway/entitlement/memory_holdings (translate, tests) and the stored one.
#pragma once

#include "gateway/model/entitlement.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel {

// Which records of one kind a page holds, in ascending order of id, compared as bytes. Conditions that are given must
// all hold.
struct holdings_range {
    model::access::record_kind kind = model::access::record_kind::product;
    std::string_view after{};                   // id of the last record of the page before; empty: from the beginning
    std::size_t limit = 500;                    // at least 1
    const model::identifiers* person = nullptr; // entitlements, orders and usages that name somebody by one of these
    std::string_view order{};                   // entitlements and usages of this delivery order
    std::string_view contract{};
    std::string_view product{};
    std::optional<instant> since{}; // modified after this moment, as the source tells it
};

class entitlement_view {
public:
    virtual ~entitlement_view() = default;

    virtual std::string version() const = 0; // equal texts: equal records
    virtual instant changed_at() const = 0;

    // Adds at most `limit` records.
    virtual void page(const holdings_range& range, std::vector<model::access::record>& into) const = 0;
    virtual std::optional<model::access::record> find(model::access::record_kind kind, std::string_view id) const = 0;
};

// Walks all records of the range, page by page. `see` may return false to stop; the outcome is false then.
template <class Record, class See>
bool each(const entitlement_view& view, holdings_range range, See&& see) {
    std::vector<model::access::record> records;
    std::string last(range.after);
    for (;;) {
        records.clear();
        range.after = last;
        view.page(range, records);
        for (const model::access::record& one : records) {
            if (!see(std::get<Record>(one))) return false;
        }
        if (records.size() < range.limit) return true;
        last = model::access::id_of(records.back());
    }
}

} // namespace schakel
