// JSON Schema draft-07 and 2020-12, compiled to nodes, and the validator that reports every finding in one pass.
//
// A schema with an unknown or unsupported keyword is refused by name and place, so there is never a wrong verdict.
// Every mandatory keyword of both drafts is supported except $vocabulary; without $schema the draft is 2020-12.
// `format` is asserted for date-time, date, time, duration (as xAPI writes it), uuid, uri, uri-reference, iri,
// iri-reference, email and our own x-language-tag; other formats are refused. Our own keyword "x-schakel-clause" (a
// string) gives the clause of all findings of its schema and of what is checked within; other keywords beginning with
// "x-schakel-" are ignored.
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/core/finding.hpp"
#include "gateway/core/result.hpp"
#include "gateway/validation/xsd_schema.hpp" // schema_refusal, schema_catalogue

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace schakel::validation {

struct json_schema_nodes; // private to the engine

class json_schema {
public:
    // `name` is looked up in the catalogue; $ref to other documents likewise, by $id or relative name. Never the
    // network.
    static result<json_schema, schema_refusal> compile(std::string_view name, const schema_catalogue& catalogue);

    // All findings in document order, one per fault, with offset, line, column and JSON pointer. For oneOf and anyOf
    // one finding names the alternative that came closest, followed by that alternative's findings.
    findings validate(const json::document& instance, const document_limits& limits = {}) const;
    findings validate(json::value instance, std::string_view bytes, const document_limits& limits = {}) const;

private:
    explicit json_schema(std::shared_ptr<const json_schema_nodes> nodes) : nodes_(std::move(nodes)) {}
    std::shared_ptr<const json_schema_nodes> nodes_; // immutable, shared by threads
};

// The rules this engine reports: ids "schema.…", one per keyword.
std::span<const rule> json_schema_rules();

} // namespace schakel::validation
