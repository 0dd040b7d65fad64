// A schema of the user's own, XSD or JSON Schema, compiled from files and used on files.
#pragma once

#include "gateway/core/report.hpp"
#include "gateway/core/result.hpp"
#include "gateway/validation/json_schema.hpp"
#include "gateway/validation/xsd_schema.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace schakel::command {

enum class schema_kind { xsd, json };
std::string_view to_string(schema_kind kind); // "XML Schema 1.0", "JSON Schema"

// The files that make one schema, and the closed set of folders in which others are looked up: those of the files
// themselves, then the ones that the user named.
struct schema_files {
    std::vector<std::string> names; // as the catalogue knows them
    schema_kind kind = schema_kind::xsd;
    validation::schema_catalogue catalogue;
};
// Failure (usage): a file or folder that cannot be read, XSD and JSON Schema together, several JSON Schemas.
result<schema_files> find_schema_files(const std::vector<std::string>& files, const std::vector<std::string>& folders);

class own_schema {
public:
    static result<own_schema, validation::schema_refusal> compile(const schema_files& from);

    // Failure: the file cannot be read, or was changed meanwhile. XML files may be larger than memory; "-" is standard
    // input. Progress is shown on a terminal.
    result<report> check(const std::string& file) const;

    // What its author should know, although it compiles.
    std::vector<validation::schema_remark> remarks() const;

private:
    using compiled = std::variant<validation::xsd_schema, validation::json_schema>;
    explicit own_schema(compiled schema) : schema_(std::move(schema)) {}

    compiled schema_;
};

} // namespace schakel::command
