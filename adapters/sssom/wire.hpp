// SSSOM as it is written: a head behind '#', and a table separated by tabs.
#pragma once

#include "adapters/common/goals/table.hpp"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::sssom {

struct column {
    enum name : std::size_t {
        subject_id,
        predicate_id,
        object_id,
        justification,
        subject_label,
        object_label,
        modifier,
        confidence,
        author,
        date,
        comment,
        column_count
    };
};

inline constexpr std::array<goal_files::column, column::column_count> columns{
    {{"subject_id", true},
     {"predicate_id", true},
     {"object_id", true},
     {"mapping_justification", true},
     {"subject_label"},
     {"object_label"},
     {"predicate_modifier"},
     {"confidence"},
     {"author_label"},
     {"mapping_date"},
     {"comment"}}};

struct row {
    std::array<std::string, column::column_count> cells;
    location where;
};

struct document {
    std::map<std::string, std::string, std::less<>> head;     // mapping_set_id …
    std::map<std::string, std::string, std::less<>> prefixes; // curie_map
    std::vector<row> rows;

    std::string text(std::string_view key) const {
        const auto found = head.find(key);
        return found == head.end() ? std::string() : found->second;
    }
    std::string expanded(std::string_view curie) const; // "skos:exactMatch" by the prefixes; an IRI stays
};

} // namespace schakel::sssom
