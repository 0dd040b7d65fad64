#include "gateway/codec/json_document.hpp"
#include "gateway/codec/xml_scanner.hpp"
#include "gateway/validation/json_schema.hpp"
#include "gateway/validation/xsd_schema.hpp"
#include "schemas/bundled.hpp"
#include "tests/bench/validation/engines.hpp"

#include <regex>
#include <stdexcept>

namespace schakel::bench {

namespace {

document_limits no_small_limits() {
    document_limits limits;
    limits.bytes = 64U << 20;
    return limits;
}

engine xsd_engine(const schema_set& schemas, const validation::schema_catalogue& catalogue) {
    std::vector<std::string> files;
    for (const auto& schema : schemas) files.push_back(schema.file);
    auto compiled = validation::xsd_schema::compile(files, catalogue);
    if (!compiled) throw std::runtime_error(compiled.error().message);
    return [schema = *compiled](std::string_view bytes) {
        const auto outcome = schema.validate(bytes, no_small_limits());
        return outcome.well_formed && outcome.scan_findings.empty() && outcome.schema_findings.empty();
    };
}

std::string without_keys(const std::string& schema) {
    static const std::regex keys(R"(<xs:(key|keyref|unique)\b[^]*?</xs:\1>)");
    return std::regex_replace(schema, keys, "");
}

// Every built-in type becomes xs:string, and no facet is left.
std::string without_values(const std::string& schema) {
    static const std::regex facets(
        R"(<xs:(pattern|enumeration|length|minLength|maxLength|whiteSpace|(min|max)(In|Ex)clusive|totalDigits|fractionDigits)\b([^>]*/>|[^]*?</xs:\1>))"
    );
    static const std::regex types(R"re(\b(type|base|itemType)="xs:(?!any)\w+")re");
    return std::regex_replace(std::regex_replace(schema, facets, ""), types, "$1=\"xs:string\"");
}

validation::schema_catalogue rewritten(std::string (*how)(const std::string&)) {
    return [how](std::string_view name) {
        auto text = schemas::bundled(name);
        return text ? std::optional(how(*text)) : std::nullopt;
    };
}

struct silent : xml::scan_handler {
    void start_element(const xml::name&, std::span<const xml::attribute>, std::size_t) override {}
    void text(std::string_view, std::size_t) override {}
    void end_element(const xml::name&, std::size_t) override {}
};

validation::json_schema compile(const std::string& schema) {
    auto compiled =
        validation::json_schema::compile("schema", [&schema](std::string_view) { return std::optional(schema); });
    if (!compiled) throw std::runtime_error(compiled.error().message);
    return *compiled;
}

} // namespace

engine schakel_xsd(const schema_set& schemas) {
    return xsd_engine(schemas, schemas::bundled);
}

engine schakel_values(const schema_set& schemas) {
    return xsd_engine(schemas, rewritten(without_keys));
}

engine schakel_structure(const schema_set& schemas) {
    return xsd_engine(schemas, rewritten([](const std::string& s) { return without_values(without_keys(s)); }));
}

engine schakel_events() {
    return [](std::string_view bytes) {
        silent handler;
        findings found;
        return xml::scan(bytes, no_small_limits(), handler, found);
    };
}

engine schakel_scan() {
    return [](std::string_view bytes) {
        findings found;
        return xml::scan(bytes, no_small_limits(), found);
    };
}

engine schakel_json(const std::string& schema) {
    return [compiled = compile(schema)](std::string_view bytes) {
        findings found;
        const auto document = json::document::parse(bytes, no_small_limits(), found);
        return document && compiled.validate(*document).empty();
    };
}

engine schakel_json_parse() {
    return [](std::string_view bytes) {
        findings found;
        return json::document::parse(bytes, no_small_limits(), found).has_value();
    };
}

parsed_engine schakel_json_tree(const std::string& schema) {
    const auto document = std::make_shared<std::optional<json::document>>();
    return {
        [document](std::string_view bytes) {
            findings found;
            *document = json::document::parse(bytes, no_small_limits(), found);
            return document->has_value();
        },
        [document, compiled = compile(schema)] { return compiled.validate(**document).empty(); }};
}

} // namespace schakel::bench
