#include "gateway/pipeline/person_names.hpp"

#include "gateway/outbox/roster_rows.hpp"
#include "gateway/pipeline/stored_keys.hpp"

namespace schakel::pipeline {

result<std::vector<bool>>
stored_names::known(std::string_view scheme, std::span<const std::string> keys, std::string_view wanted) {
    const stored_keys stored(store_);
    const mapping::identity_map people(school_, &stored, listed_);
    std::vector<bool> out;
    for (const std::string& key : keys)
        out.push_back(people.find({{std::string(scheme), key, {}}}, wanted).has_value());
    return out;
}

result<names_learned> stored_names::learn(std::span<const model::identifiers> persons) {
    const stored_keys stored(store_);
    mapping::identity_map people(school_, &stored, listed_);
    names_learned told;
    for (std::size_t i = 0; i < persons.size(); ++i) {
        findings conflicts;
        people.learn(persons[i], conflicts);
        if (!conflicts.empty()) told.conflicts.push_back(i);
    }
    std::vector<outbox::key_row> rows;
    for (const mapping::new_key& one : people.added()) rows.push_back({one.school, one.table, one.key, one.value});
    told.links = rows.size();
    if (rows.empty()) return told;
    if (auto kept = store_.rosters()->add_keys(rows); !kept) return kept.error();
    const std::string count = std::to_string(persons.size() - told.conflicts.size()) + " persons";
    store_.write_audit({time_.now(), "operator", "identities.learned", school_, count}, [](bool) {});
    return told;
}

} // namespace schakel::pipeline
