// What rows of several files must be to each other: fact sheet oneroster.md 7.5. References into a file that were never
// answered are told at the end, because files may refer to what comes later.
#pragma once

#include "adapters/common/oneroster_csv/role_book.hpp"
#include "adapters/common/oneroster_csv/rows.hpp"

#include <cstdint>
#include <unordered_map>
#include <unordered_set>

namespace schakel::oneroster_csv {

class cross_checks {
public:
    cross_checks(const package& of, const binding& tables, id_tables& ids, const role_book& roles, notes& noted)
        : package_(of), tables_(tables), ids_(ids), roles_(roles), noted_(noted) {}

    void see(rows& row);            // each row that was read
    void finish_file(file_id done); // after its last row
    void finish();                  // after the last file

private:
    struct bounds {
        double least = 0, most = 0;
        bool has_least = false, has_most = false;
    };

    void see_session(rows& row);
    void see_org(rows& row);
    void see_course(rows& row);
    void see_class(rows& row);
    void see_profile(rows& row);
    void see_role(rows& row);
    void see_user(rows& row);
    void see_enrollment(rows& row);
    void see_line_item(rows& row);
    void see_result(rows& row);

    void check_lengths(rows& row);
    void check_school(rows& row, std::size_t column);
    void check_primary_roles(rows& row);
    void find_cycles(file_id which);
    id_table& ids(file_id which) { return ids_[index_of(which)]; }

    const package& package_;
    const binding& tables_;
    id_tables& ids_;
    const role_book& roles_;
    notes& noted_;

    // Columns that are asked for row after row.
    const std::size_t user_agents_ = tables_.place_of(file_id::users, "agentSourcedIds");
    const std::size_t user_orgs_ = tables_.place_of(file_id::users, "orgSourcedIds");              // 1.1
    const std::size_t user_primary_org_ = tables_.place_of(file_id::users, "primaryOrgSourcedId"); // 1.2
    const std::size_t role_user_ = tables_.place_of(file_id::roles, "userSourcedId");
    const std::size_t role_profile_ = tables_.place_of(file_id::roles, "userProfileSourcedId");
    std::uint32_t good_school_ =
        id_table::none; // was found to be one: rows that follow each other mostly name the same

    std::unordered_set<std::uint64_t> taught_;         // user and class, kept when there are results
    std::unordered_map<std::uint32_t, bounds> bounds_; // by line item
};

} // namespace schakel::oneroster_csv
