// Who is who, before and after a load: identifiers that two persons carry, or that went from one person to another.
//
// A LAS that mixes up two pupils sends one's results to the other. The gateway therefore counts what looks wrong and
// never joins persons or moves an identifier by itself.
#pragma once

#include "gateway/core/finding.hpp"
#include "gateway/outbox/roster_rows.hpp"
#include "gateway/roster/roster_change.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace schakel::roster {

// roster.identity-doubled  two persons of one kind carry the same identifier, or one person carries two of one scheme:
//                          often one pupil who is entered twice
// roster.identity-moved    an identifier of somebody who is still there is carried by somebody else: often two pupils
//                          who were swapped
// roster.identity-changed  a person has another identifier of the same scheme than before
std::span<const rule> identity_rules();
const rule* find_identity_rule(std::string_view id);

// Compares persons of a staged version with the version before it. See each new or changed one; then ask.
class identity_check {
public:
    identity_check(
        outbox::roster_rows& rows, std::string_view school, outbox::roster_number before, outbox::roster_number after
    )
        : rows_(rows), school_(school), before_(before), after_(after) {}

    void see(const model::roster::person& one);
    std::vector<identity_count> counts() const;

private:
    enum { doubled, moved, changed, rules };

    bool carried_by_another(const model::roster::person& one, const model::identifier& id) const;
    bool came_from_another(const model::roster::person& one, const model::identifier& id) const;

    outbox::roster_rows& rows_;
    std::string_view school_;
    outbox::roster_number before_, after_;
    std::array<std::uint64_t, rules> seen_{};
};

// The counts as findings, for reports.
findings findings_of(const std::vector<identity_count>& counts);

} // namespace schakel::roster
