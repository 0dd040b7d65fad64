// Where the compilers find schema documents, and how they say that a schema is refused.
#pragma once

#include "gateway/core/finding.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace schakel::validation {

// Why a schema was refused.
struct schema_refusal {
    enum class kind { unreadable, invalid, not_supported } why = kind::invalid;
    std::string file;
    location where;
    std::string message;  // English, for whoever wrote the schema
    findings faults = {}; // JSON Schema: all that the metaschema finds wrong in `file`, in document order
};

// "unreadable schema", "invalid schema", "not supported"
std::string_view to_string(schema_refusal::kind why);
// "partner.xsd:12:5: not supported: xs:redefine …"
std::string to_string(const schema_refusal& refusal);

// A document under its own name: one for each document, whatever it was asked by.
struct schema_text {
    std::string name;
    std::string bytes;
};

// Gives documents by what schemaLocation, $ref or $id says, resolved against the document that says it. Never the
// network.
class schema_catalogue {
public:
    // Documents that are known by one name each.
    template <class Read>
        requires std::is_invocable_r_v<std::optional<std::string>, Read&, std::string_view>
    schema_catalogue(Read read)
        : find_([read = std::move(read)](std::string_view name, std::string_view) -> std::optional<schema_text> {
              std::optional<std::string> bytes = read(name);
              if (!bytes) return std::nullopt;
              return schema_text{std::string(name), *std::move(bytes)};
          }) {}

    // Documents that are also found by their namespace: asked with an empty name for an import that gives none.
    using finder = std::function<std::optional<schema_text>(std::string_view name, std::string_view space)>;
    explicit schema_catalogue(finder find) : find_(std::move(find)) {}

    std::optional<schema_text> find(std::string_view name) const { return find_(name, {}); }
    // For xs:import: by name where there is one, by namespace otherwise.
    std::optional<schema_text> find_import(std::string_view name, std::string_view space) const {
        return find_(name, space);
    }
    std::optional<std::string> operator()(std::string_view name) const {
        std::optional<schema_text> found = find(name);
        if (!found) return std::nullopt;
        return std::move(found->bytes);
    }

private:
    finder find_;
};

} // namespace schakel::validation
