// Which keywords exist, in which draft and vocabulary, and where they hold schemas. Only for json_schema*.cpp.
#pragma once

#include "gateway/validation/json_schema_dialect.hpp"

#include <string_view>
#include <vector>

namespace schakel::validation {

enum class holds : std::uint8_t { nothing, schema, list, map, schema_or_list, map_of_schemas_or_names };
enum class drafts : std::uint8_t { both, only_seven, only_twenty_twenty };

struct keyword {
    std::string_view name;
    std::uint8_t vocabularies; // bits; one of them suffices
    holds what = holds::nothing;
    drafts in = drafts::both;
};

// Null for a keyword that the dialect does not have.
const keyword* find_keyword(std::string_view name, const dialect& d);

// The same whatever the draft and the vocabularies. Null for a keyword that neither draft has.
const keyword* find_keyword(std::string_view name);

// What the dialect calls a keyword of another draft, in the words of a remark; "" when it has none for it.
std::string_view name_in_draft(std::string_view other, draft version);

// The names of all keywords of a dialect.
std::vector<std::string_view> keyword_names(const dialect& d);

// Names beginning with "x-" are annotations of tools, which schemas of every draft may hold; those beginning with
// "x-schakel-" are ours.
bool is_extension(std::string_view name);

} // namespace schakel::validation
