// How shelves and the rows on them are named. Private to gateway/entitlement.
#pragma once

#include "gateway/model/entitlement.hpp"
#include "gateway/outbox/roster_rows.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::entitlement {

struct shelf_name {
    bool catalogue = false;
    std::string school, source;

    std::string text() const; // "catalogue//boekhandel", "school/de-akker/boekhandel", "customers//boekhandel"
    static std::optional<shelf_name> parse(std::string_view text);
};

// By which a row is found besides its id.
std::string name_of_person(const model::identifier& id); // a digest
std::string name_of_contract(std::string_view contract);
std::string name_of_part(std::string_view product);    // of a bundle that has this part
std::string name_of_address(std::string_view address); // of a product that opens there; a digest

outbox::roster_row row_of(const model::access::record& one);
std::optional<model::access::record> record_of(const outbox::roster_row& row);

// Whether what find() gave stands there at that version: it may have ended.
inline bool stands(const std::optional<outbox::stored_roster_row>& row, outbox::roster_number at) {
    return row && (!row->until || *row->until > at);
}

// Links of a row.
inline constexpr std::size_t link_to_order = 0, link_to_product = 1;

} // namespace schakel::entitlement
