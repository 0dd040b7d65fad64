// JSON Schema draft-07 and 2020-12, compiled to nodes, and the validator that reports every finding in one pass.
//
// Every keyword of both drafts is supported, dialects with a $vocabulary of their own too; without $schema the draft is
// 2020-12. A schema is checked against its metaschema when it is loaded. What the engine cannot check (look-around in a
// pattern, a dialect it does not know, a vocabulary that is required and unknown) is refused by name and place. A
// keyword that the dialect does not have is ignored, as the specification asks, and told in remarks().
//
// `format` is asserted for every format of the specification, for our own "x-language-tag" (RFC 5646) and for
// "x-xapi-duration" (ISO 8601 with a fraction in the last part). Our own keyword "x-schakel-clause" (a string) gives
// the clause of all findings of its schema and of what is checked within; other keywords beginning with "x-" are
// annotations.
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/core/finding.hpp"
#include "gateway/core/result.hpp"
#include "gateway/validation/schema_remark.hpp"
#include "gateway/validation/xsd_schema.hpp" // schema_refusal, schema_catalogue

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::validation {

struct json_schema_nodes; // private to the engine

struct json_schema_options {
    // `declared` does what the specification says and no more: a format is an annotation unless the dialect has the
    // vocabulary format-assertion.
    enum class formats { asserted, declared } format = formats::asserted;
};

class json_schema {
public:
    // `name` is looked up in the catalogue; $ref to other documents likewise, by $id or relative name. Never the
    // network. The metaschemas of both drafts are built in.
    static result<json_schema, schema_refusal>
    compile(std::string_view name, const schema_catalogue& catalogue, const json_schema_options& options = {});

    // All findings in document order, one per fault, with offset, line, column and JSON pointer. For oneOf and anyOf
    // one finding names the alternative that came closest, followed by that alternative's findings.
    findings validate(const json::document& instance, const document_limits& limits = {}) const;
    findings validate(json::value instance, std::string_view bytes, const document_limits& limits = {}) const;

    // What the schema's author should know: keywords without effect, formats that are not checked. In the order of the
    // documents and of the places in them.
    const std::vector<schema_remark>& remarks() const;

private:
    explicit json_schema(std::shared_ptr<const json_schema_nodes> nodes) : nodes_(std::move(nodes)) {}
    std::shared_ptr<const json_schema_nodes> nodes_; // immutable, shared by threads
};

// The rules this engine reports: ids "schema.…", one per keyword.
std::span<const rule> json_schema_rules();

// The rules of remarks(): ids "json-schema.…".
std::span<const rule> json_schema_remark_rules();

} // namespace schakel::validation
