#include "gateway/entitlement/memory_holdings.hpp"

#include <algorithm>

namespace schakel::entitlement {

namespace {

namespace access = model::access;

bool names_one_of(const model::identifiers& ids, const model::identifiers& wanted) {
    return std::ranges::any_of(ids, [&](const model::identifier& one) {
        return std::ranges::any_of(wanted, [&](const model::identifier& other) {
            return one.scheme == other.scheme && one.value == other.value;
        });
    });
}

struct fitting {
    const holdings_range& range;

    bool dated(const std::optional<instant>& modified) const {
        return !range.since || (modified && *modified > *range.since);
    }
    bool is(std::string_view wanted, const std::string& has) const { return wanted.empty() || wanted == has; }
    bool of_person(const model::identifiers& ids) const { return !range.person || names_one_of(ids, *range.person); }

    bool operator()(const access::product& one) const { return is(range.product, one.id) && dated(one.modified); }
    bool operator()(const access::delivery_order& one) const {
        const bool named = !range.person || std::ranges::any_of(one.persons, [&](const model::identifiers& ids) {
            return names_one_of(ids, *range.person);
        });
        return named && is(range.order, one.id) && is(range.contract, one.contract) && is(range.product, one.product) &&
               dated(one.modified);
    }
    bool operator()(const access::entitlement& one) const {
        return of_person(one.person) && is(range.order, one.order) && is(range.contract, one.contract) &&
               is(range.product, one.product) && dated(one.modified);
    }
    bool operator()(const access::usage& one) const {
        return of_person(one.person) && is(range.order, one.order) && is(range.product, one.product) &&
               range.contract.empty() && !range.since;
    }
    bool operator()(const access::confirmation& one) const {
        return is(range.product, one.product) && !range.person && dated(one.processed);
    }
};

} // namespace

bool fits(const access::record& one, const holdings_range& range) {
    return std::visit(fitting{range}, one);
}

void memory_holdings::add(access::record&& what) {
    by_id& list = records_[what.index()];
    std::string id = access::id_of(what);
    list.insert_or_assign(std::move(id), std::move(what));
}

void memory_holdings::page(const holdings_range& range, std::vector<access::record>& into) const {
    const by_id& list = of(range.kind);
    std::size_t left = range.limit;
    for (auto at = range.after.empty() ? list.begin() : list.upper_bound(range.after); at != list.end() && left > 0;
         ++at) {
        if (!fits(at->second, range)) continue;
        into.push_back(at->second);
        --left;
    }
}

std::optional<access::record> memory_holdings::find(access::record_kind kind, std::string_view id) const {
    const auto found = of(kind).find(id);
    return found == of(kind).end() ? std::nullopt : std::optional(found->second);
}

} // namespace schakel::entitlement
