// Words of a standard inside canonical records: terms of a vocabulary, and what only one standard understands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace schakel::model {

// A value that only `standard` (family name: "uwlr", "edu-v", "xapi") understands. `value` is text, or JSON or XML as
// it stood.
struct extension {
    std::string standard;
    std::string name;
    std::string value;

    friend bool operator==(const extension&, const extension&) = default;
};
using extensions = std::vector<extension>;

std::string_view value_of(const extensions& list, std::string_view standard, std::string_view name);

// A term, perhaps bound to a vocabulary.
struct term {
    std::string value;
    std::string vocabulary;          // identifying URI, empty for none
    std::string vocabulary_location; // where the sender says it can be found; never fetched

    bool empty() const { return value.empty(); }
    friend bool operator==(const term&, const term&) = default;
};

} // namespace schakel::model
