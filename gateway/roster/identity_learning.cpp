#include "gateway/roster/identity_learning.hpp"

#include "gateway/roster/record_bytes.hpp"

namespace schakel::roster {

using namespace model::roster;

namespace {

constexpr std::size_t rows_per_look = 400;

std::vector<outbox::key_row> rows_of(const std::vector<mapping::new_key>& keys) {
    std::vector<outbox::key_row> rows;
    for (const mapping::new_key& one : keys) rows.push_back({one.school, one.table, one.key, one.value});
    return rows;
}

} // namespace

// Pupils only: employees may be numbered as pupils are, and no result is about them.
result<learned> learn_identities(
    outbox::roster_rows& rows, std::string_view school, version_number from, version_number to,
    const mapping::key_source& known, const mapping::identity_list* listed
) {
    learned told;
    outbox::roster_change_cursor after{from, 0};
    for (;;) {
        const auto changes = rows.begun(school, from, to, after, rows_per_look);
        mapping::identity_map people(std::string(school), &known, listed);
        for (const outbox::roster_change& one : changes) {
            person somebody;
            if (!decode(one.row.what.bytes, somebody) || somebody.kind != person_kind::pupil) continue;
            findings conflicts;
            people.learn(somebody.ids, conflicts);
            told.conflicts += conflicts.size();
        }
        const auto fresh = rows_of(people.added());
        if (!fresh.empty()) {
            if (auto kept = rows.add_keys(fresh); !kept) return kept.error();
            told.links += fresh.size();
        }
        if (changes.size() < rows_per_look) return told;
        after = {changes.back().row.since, changes.back().row.place};
    }
}

} // namespace schakel::roster
