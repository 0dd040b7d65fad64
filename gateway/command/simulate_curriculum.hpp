// An invented curriculum as SLO keeps one: contexts with entities that refer to each other, and releases in which a
// changed entity is replaced by a new one. The same for the same options. Its words are SLO's own, and independent of
// the adapter that reads them.
//
// Source: standards/slo-obk.md 2 to 4.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::command {

struct curriculum_entity {
    std::string context; // "fo"
    std::string type;    // "fo_doelzin"
    std::string uuid;    // lower case, version 4
    std::string title, description, prefix;
    std::vector<std::pair<std::string, std::string>> words;                   // "soort": "kerndoel"
    std::vector<std::pair<std::string, int>> flags;                           // "ce": 1
    std::vector<std::pair<std::string, std::vector<std::string>>> references; // type referred to: uuids
    std::vector<std::string> replaces;                                        // the whole lineage
    std::vector<std::string> replaced_by;                                     // the direct successor
    bool deprecated = false;
};

struct curriculum_options {
    std::size_t goals = 200; // doelzinnen
    std::uint64_t seed = 1;
    std::size_t changes = 0;
};

// Each change is a release. It changes the text of one doelzin in form, or in content, or not at all, or withdraws it,
// in turn; the domain and the set above it become new entities too.
struct curriculum {
    std::string release; // "2026.1"
    std::vector<curriculum_entity> entities;

    const curriculum_entity* find(std::string_view uuid) const;
};
curriculum make_curriculum(const curriculum_options& how);

} // namespace schakel::command
