// Drafts and vocabularies of JSON Schema. Only for json_schema*.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::validation {

enum class draft : std::uint8_t { seven, twenty_twenty };

// The vocabularies of 2020-12 as bits; draft-07 has all but `unevaluated` and `format_assertion` under one name.
enum vocabulary_bit : std::uint8_t {
    core_bit = 1,
    applicator_bit = 2,
    unevaluated_bit = 4,
    validation_bit = 8,
    meta_data_bit = 16,
    format_annotation_bit = 32,
    format_assertion_bit = 64,
    content_bit = 128
};

struct dialect {
    draft version = draft::twenty_twenty;
    std::uint8_t vocabularies = static_cast<std::uint8_t>(~format_assertion_bit);
    std::string metaschema; // its URI without fragment; built in for the two drafts themselves

    bool has(std::uint8_t bits) const { return (vocabularies & bits) != 0; }
    bool is_built_in() const;
};

dialect built_in_dialect(draft version);
std::optional<dialect> built_in_dialect(std::string_view uri); // of $schema, with or without an empty fragment

// None for a vocabulary that this engine does not know.
std::optional<std::uint8_t> vocabulary_named(std::string_view uri);

// The text of a metaschema, or of a part of one, by its URI. None for any other.
std::optional<std::string> built_in_metaschema(std::string_view uri);

std::string_view draft_name(draft version); // "draft-07", "2020-12"

} // namespace schakel::validation
