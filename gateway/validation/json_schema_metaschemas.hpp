// Dialects by the URI in $schema, and schemas checked against the metaschema of their dialect. Only for
// json_schema*.cpp.
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/core/result.hpp"
#include "gateway/validation/json_schema_dialect.hpp"
#include "gateway/validation/xsd_schema.hpp" // schema_refusal, schema_catalogue

#include <map>
#include <memory>

namespace schakel::validation {

struct json_schema_nodes;

// Each compilation has one. The metaschemas of the two drafts are compiled once for the program; those of other
// dialects come from the catalogue and are compiled when a schema names them.
class metaschemas {
public:
    // `level` counts metaschemas of metaschemas, which end somewhere. Not `checking`, check() finds nothing.
    metaschemas(const schema_catalogue& catalogue, bool checking, int level)
        : catalogue_(catalogue), checking_(checking), level_(level) {}

    struct refusal {
        schema_refusal::kind why;
        std::string message;
    };
    result<dialect, refusal> named(std::string_view uri);

    // What the metaschema says of a schema, in document order and without masking.
    findings check(json::value schema, const dialect& d);

private:
    result<dialect, refusal> read_dialect(std::string_view uri, std::string_view text);
    const json_schema_nodes& nodes_of(const dialect& d);

    const schema_catalogue& catalogue_;
    bool checking_;
    int level_;
    std::map<std::string, dialect, std::less<>> dialects_;
    std::map<std::string, std::shared_ptr<const json_schema_nodes>, std::less<>> compiled_;
};

} // namespace schakel::validation
