#include "gateway/entitlement/stored_holdings.hpp"

#include "gateway/entitlement/memory_holdings.hpp"
#include "gateway/entitlement/shelves.hpp"

#include <algorithm>

namespace schakel::entitlement {

namespace {

namespace access = model::access;

std::uint8_t number_of(access::record_kind kind) {
    return static_cast<std::uint8_t>(kind);
}

bool by_id(const access::record& a, const access::record& b) {
    return access::id_of(a) < access::id_of(b);
}

} // namespace

stored_holdings::stored_holdings(outbox::roster_rows& rows, std::vector<seen_shelf> shelves, instant changed_at)
    : rows_(rows), shelves_(std::move(shelves)), changed_at_(changed_at) {
    for (const seen_shelf& one : shelves_) version_ += one.name + ":" + std::to_string(one.version) + "\n";
}

void stored_holdings::named_on(const seen_shelf& shelf, const holdings_range& range, std::vector<access::record>& into)
    const {
    std::vector<std::string> names;
    if (range.person) {
        for (const model::identifier& one : *range.person) names.push_back(name_of_person(one));
    } else {
        names.push_back(name_of_contract(range.contract));
    }
    for (const std::string& name : names) {
        for (const outbox::stored_roster_row& row :
             rows_.named(shelf.name, shelf.version, number_of(range.kind), name)) {
            auto record = record_of(row.what);
            if (record && access::id_of(*record) > range.after && fits(*record, range))
                into.push_back(std::move(*record));
        }
    }
}

void stored_holdings::page_of(const seen_shelf& shelf, const holdings_range& range, std::vector<access::record>& into)
    const {
    if (range.person || !range.contract.empty()) return named_on(shelf, range, into);
    outbox::roster_page page;
    page.kind = number_of(range.kind);
    page.most = range.limit;
    if (!range.order.empty()) {
        page.link = link_to_order;
        page.to = range.order;
    } else if (!range.product.empty()) {
        page.link = link_to_product;
        page.to = range.product;
    }
    std::string after(range.after);
    for (std::size_t found = 0; found < range.limit;) {
        page.after = after;
        const auto rows = rows_.page(shelf.name, shelf.version, page);
        for (const outbox::stored_roster_row& row : rows) {
            auto record = record_of(row.what);
            if (!record || !fits(*record, range)) continue;
            into.push_back(std::move(*record));
            ++found;
        }
        if (rows.size() < page.most) return;
        after = rows.back().what.key.id;
    }
}

// Of an id that stands on several shelves the first counts.
void stored_holdings::page(const holdings_range& range, std::vector<access::record>& into) const {
    std::vector<access::record> all;
    for (const seen_shelf& shelf : shelves_) page_of(shelf, range, all);
    std::ranges::stable_sort(all, by_id);
    const auto same = std::ranges::unique(all, [](const access::record& a, const access::record& b) {
        return access::id_of(a) == access::id_of(b);
    });
    all.erase(same.begin(), same.end());
    if (all.size() > range.limit) all.resize(range.limit);
    std::ranges::move(all, std::back_inserter(into));
}

std::optional<access::record> stored_holdings::find(access::record_kind kind, std::string_view id) const {
    for (const seen_shelf& shelf : shelves_) {
        const auto row = rows_.find(shelf.name, shelf.version, {number_of(kind), std::string(id)});
        if (stands(row, shelf.version)) return record_of(row->what);
    }
    return std::nullopt;
}

} // namespace schakel::entitlement
