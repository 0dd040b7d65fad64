// The statements that read rosters from the embedded store, on a connection of their own. Not thread-safe; each is
// guarded by a mutex.
#pragma once

#include "gateway/outbox/roster_rows.hpp"
#include "gateway/outbox/sqlite_connection.hpp"

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace schakel::outbox {

// As roster_rows describes them; every function throws sqlite_error when SQLite refuses.
class roster_reads {
public:
    // `kind`: whose tables, "roster" or "entitlement".
    roster_reads(connection& db, std::string_view kind);

    std::optional<roster_version> current(std::string_view school, std::optional<instant> at);
    std::optional<roster_version> staged(std::string_view school);
    std::optional<roster_version> version(roster_number number);
    std::vector<roster_version> versions(std::string_view school, roster_number before, std::size_t most);
    std::vector<std::string> schools();
    std::optional<instant> paused_until(std::string_view school);
    roster_number learned(std::string_view school);
    std::vector<kept_sync> syncs(std::string_view school, std::size_t most);
    std::optional<kept_sync> sync(std::string_view id);
    std::optional<roster_number> first_since(std::string_view school, instant moment);

    std::optional<stored_roster_row> find(std::string_view school, roster_number at, const roster_key& key);
    std::vector<stored_roster_row> page(std::string_view school, roster_number at, const roster_page& what);
    std::vector<stored_roster_row>
    named(std::string_view school, roster_number at, std::uint8_t kind, std::string_view name);
    std::vector<std::optional<known_roster_row>>
    known(std::string_view school, roster_number at, std::span<const roster_key> keys);
    std::vector<known_roster_row>
    known_after(std::string_view school, roster_number at, const roster_key& after, std::size_t most);
    std::vector<roster_change> begun(
        std::string_view school, roster_number from, roster_number to, const roster_change_cursor& after,
        std::size_t most
    );
    std::vector<roster_change> ended(
        std::string_view school, roster_number from, roster_number to, const roster_change_cursor& after,
        std::size_t most
    );
    std::vector<stored_roster_row> history(std::string_view school, const roster_key& key);

private:
    statement& page_statement(const roster_page& what);

    connection& db_;
    std::string kind_;
    statement current_, current_at_, staged_, version_, versions_, schools_, paused_, learned_, syncs_, sync_,
        first_since_, find_, named_, known_, known_after_, begun_, ended_, history_;
    std::array<std::unique_ptr<statement>, 12> pages_; // by what they ask; made when first needed
};

} // namespace schakel::outbox
