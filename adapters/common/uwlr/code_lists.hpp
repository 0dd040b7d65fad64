// The code lists and vocabularies that UWLR values are compared with, read from the bundled files.
#pragma once

#include "gateway/validation/xsd_schema.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::uwlr {

struct code_list {
    std::string id; // identifying URI, or the name of the list in OSO
    std::set<std::string, std::less<>> values;

    bool holds(std::string_view value) const { return values.contains(value); }
    std::string summary() const; // "AE, CAE, CIV, …", for messages
};

struct code_lists {
    code_list reference_scores;          // OSO code list 11
    code_list comparison_groups;         // OSO code list 22
    std::vector<code_list> vocabularies; // complete ones, that a value can be bound to by URI

    const code_list* vocabulary(std::string_view uri) const;
};

// Throws std::runtime_error when a list is missing or cannot be read.
code_lists load_code_lists(const validation::schema_catalogue& bundled);

} // namespace schakel::uwlr
