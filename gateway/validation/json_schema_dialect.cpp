#include "gateway/validation/json_schema_dialect.hpp"

#include "schemas/bundled.hpp"

#include <algorithm>
#include <array>

namespace schakel::validation {

namespace {

constexpr std::string_view seven_uri = "http://json-schema.org/draft-07/schema";
constexpr std::string_view twenty_twenty_uri = "https://json-schema.org/draft/2020-12/schema";
constexpr std::string_view vocabulary_uri = "https://json-schema.org/draft/2020-12/vocab/";
constexpr std::string_view part_uri = "https://json-schema.org/draft/2020-12/meta/";

struct vocabulary {
    std::string_view name; // the last segment of its URI and of its metaschema's URI
    std::uint8_t bit;
    std::string_view file; // in schemas/json_schema/2020_12/
};

constexpr std::array vocabularies{
    vocabulary{"core", core_bit, "core.json"},
    vocabulary{"applicator", applicator_bit, "applicator.json"},
    vocabulary{"unevaluated", unevaluated_bit, "unevaluated.json"},
    vocabulary{"validation", validation_bit, "validation.json"},
    vocabulary{"meta-data", meta_data_bit, "meta_data.json"},
    vocabulary{"format-annotation", format_annotation_bit, "format_annotation.json"},
    vocabulary{"format-assertion", format_assertion_bit, "format_assertion.json"},
    vocabulary{"content", content_bit, "content.json"},
};

const vocabulary* find(std::string_view prefix, std::string_view uri) {
    if (!uri.starts_with(prefix)) return nullptr;
    const auto* at = std::ranges::find(vocabularies, uri.substr(prefix.size()), &vocabulary::name);
    return at == vocabularies.end() ? nullptr : at;
}

std::string_view without_empty_fragment(std::string_view uri) {
    if (uri.ends_with('#')) uri.remove_suffix(1);
    return uri;
}

// Draft-07 is often written with https, which its metaschema's $id is not.
std::string_view as_declared(std::string_view uri) {
    uri = without_empty_fragment(uri);
    return uri.starts_with("https://") && uri.substr(8) == seven_uri.substr(7) ? seven_uri : uri;
}

} // namespace

bool dialect::is_built_in() const {
    return metaschema == seven_uri || metaschema == twenty_twenty_uri;
}

dialect built_in_dialect(draft version) {
    dialect d;
    d.version = version;
    d.metaschema = version == draft::seven ? seven_uri : twenty_twenty_uri;
    return d;
}

std::optional<dialect> built_in_dialect(std::string_view uri) {
    uri = as_declared(uri);
    if (uri == seven_uri) return built_in_dialect(draft::seven);
    if (uri == twenty_twenty_uri) return built_in_dialect(draft::twenty_twenty);
    return std::nullopt;
}

std::optional<std::uint8_t> vocabulary_named(std::string_view uri) {
    const vocabulary* known = find(vocabulary_uri, uri);
    return known ? std::optional(known->bit) : std::nullopt;
}

std::optional<std::string> built_in_metaschema(std::string_view uri) {
    uri = as_declared(uri);
    if (uri == seven_uri) return schemas::bundled("json_schema/draft_07/schema.json");
    if (uri == twenty_twenty_uri) return schemas::bundled("json_schema/2020_12/schema.json");
    const vocabulary* part = find(part_uri, uri);
    return part ? schemas::bundled("json_schema/2020_12/" + std::string(part->file)) : std::nullopt;
}

std::string_view draft_name(draft version) {
    return version == draft::seven ? "draft-07" : "2020-12";
}

} // namespace schakel::validation
