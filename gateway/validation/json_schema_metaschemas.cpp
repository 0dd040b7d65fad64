#include "gateway/validation/json_schema_metaschemas.hpp"

#include "gateway/validation/json_schema_checker.hpp"
#include "gateway/validation/json_schema_compiler.hpp"

namespace schakel::validation {

namespace {

using why = schema_refusal::kind;

constexpr int most_levels = 4;

// The metaschemas of the drafts, which nothing checks but the tests.
json_schema_nodes compiled_built_in(draft version) {
    const schema_catalogue none = [](std::string_view) { return std::optional<std::string>(); };
    schema_compiler compiler(none, {.checked = false});
    return compiler.compile(built_in_dialect(version).metaschema);
}

const json_schema_nodes& built_in_nodes(draft version) {
    static const json_schema_nodes seven = compiled_built_in(draft::seven);
    static const json_schema_nodes twenty_twenty = compiled_built_in(draft::twenty_twenty);
    return version == draft::seven ? seven : twenty_twenty;
}

} // namespace

result<dialect, metaschemas::refusal> metaschemas::named(std::string_view uri) {
    if (auto known = built_in_dialect(uri)) return *known;
    if (const auto at = dialects_.find(uri); at != dialects_.end()) return at->second;
    const std::string name(uri);
    const auto text = catalogue_(uri);
    if (!text) return refusal{why::not_supported, "the dialect " + name + " is not supported, nor in the catalogue"};
    if (level_ >= most_levels)
        return refusal{why::not_supported, "the metaschema " + name + " leads to too many others"};
    auto read = read_dialect(uri, *text);
    if (read) dialects_.emplace(name, *read);
    return read;
}

// A metaschema is of the draft that its own metaschema is of. Without $vocabulary it has those of that draft.
result<dialect, metaschemas::refusal> metaschemas::read_dialect(std::string_view uri, std::string_view text) {
    const std::string name(uri);
    findings faults;
    const auto document = json::document::parse(text, {}, faults);
    if (!document) return refusal{why::invalid, "the metaschema " + name + ": " + faults.front().text(language::en)};
    const std::string_view above = document->root().member("$schema").text();
    const bool itself = above == uri;
    if (above.empty() || (itself && !document->root().member("$vocabulary")))
        return refusal{why::not_supported, "the metaschema " + name + " does not tell of which draft it is"};
    metaschemas next(catalogue_, checking_, level_ + 1);
    auto out = itself ? result<dialect, refusal>(built_in_dialect(draft::twenty_twenty)) : next.named(above);
    if (!out) return out;
    out->metaschema = name;
    const json::value vocabularies = document->root().member("$vocabulary");
    if (!vocabularies.is(json::kind::object) || out->version == draft::seven) return out;
    out->vocabularies = core_bit; // in force whether named or not (2020-12 core 8.1.2.1)
    for (json::value v = vocabularies.first_child(); v; v = v.next_sibling()) {
        const auto bit = vocabulary_named(v.name());
        if (bit)
            out->vocabularies = static_cast<std::uint8_t>(out->vocabularies | *bit);
        else if (v.boolean())
            return refusal{
                why::not_supported, "the metaschema " + name + " requires the vocabulary " + std::string(v.name()) +
                                        ", which is not known"};
    }
    return out;
}

const json_schema_nodes& metaschemas::nodes_of(const dialect& d) {
    if (d.is_built_in()) return built_in_nodes(d.version);
    auto& nodes = compiled_[d.metaschema];
    if (!nodes) {
        schema_compiler compiler(catalogue_, {.level = level_ + 1});
        nodes = std::make_shared<const json_schema_nodes>(compiler.compile(d.metaschema));
    }
    return *nodes;
}

findings metaschemas::check(json::value schema, const dialect& d) {
    if (!checking_ || level_ > most_levels) return {};
    const document_limits limits;
    schema_checker checker(nodes_of(d), limits, schema_checker::values::shown);
    return checker.check(schema);
}

} // namespace schakel::validation
