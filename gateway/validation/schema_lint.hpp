// What is probably not meant in a schema that compiles. A remark is only made where it is certain that the part has no
// effect, or that no document can be valid with it.
#pragma once

#include "gateway/validation/schema_catalogue.hpp"
#include "gateway/validation/schema_remark.hpp"

#include <span>
#include <string>
#include <vector>

namespace schakel::validation {

// For schemas that compile. In the order of the documents and of the places in them.
std::vector<schema_remark> lint_xsd(std::span<const std::string> names, const schema_catalogue& catalogue);
// With the remarks of the compiler; the checks of this file look at the named document.
std::vector<schema_remark> lint_json_schema(const std::string& name, const schema_catalogue& catalogue);

std::span<const rule> xsd_lint_rules();         // ids "xml-schema.…"
std::span<const rule> json_schema_lint_rules(); // ids "json-schema.…"

} // namespace schakel::validation
