// What a schema says, in the words of people: what the compilers understood, document by document and definition by
// definition.
#pragma once

#include "gateway/core/location.hpp"
#include "gateway/validation/schema_catalogue.hpp"

#include <span>
#include <string>
#include <vector>

namespace schakel::validation {

// An element, attribute, facet, key or property of a definition.
struct outline_part {
    std::string kind; // "element", "attribute", "facet", "key" …
    std::string name;
    std::string text; // type, occurrence, value
};

struct outline_entry {
    std::string kind; // "element", "complex type", "simple type", "group", "schema" …
    std::string name; // of a local one with its parents: "school/toevoegingen"
    std::string file;
    location where;
    std::string base;
    std::string derivation; // "extension", "restriction", "list", "union"
    bool is_abstract = false;
    // Children: "naam, (groep | leerling)*, opmerking?". `,` then, `|` or, `&` in any order; `?` `*` `+` `{2,5}` how
    // often.
    std::string content;
    std::vector<outline_part> parts;
};

struct outline_document {
    std::string name;
    std::string identity; // target namespace or $id
};

struct schema_outline {
    std::string language; // "XML Schema 1.0", "JSON Schema draft-07" …
    std::vector<outline_document> documents;
    std::vector<std::string> roots; // elements that a document may begin with
    std::vector<outline_entry> entries;
};

// For schemas that compile.
schema_outline outline_of_xsd(std::span<const std::string> names, const schema_catalogue& catalogue);
schema_outline outline_of_json_schema(const std::string& name, const schema_catalogue& catalogue);

} // namespace schakel::validation
