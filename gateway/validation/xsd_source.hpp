// Schema documents as trees that know their namespace bindings, and the set of documents that belong together. Private
// to the XSD engine.
#pragma once

#include "gateway/validation/xsd_names.hpp"
#include "gateway/validation/xsd_schema.hpp"

#include <map>
#include <memory>
#include <set>

namespace schakel::validation::xsd {

struct source_document;

// An element of a schema document.
struct source_node {
    struct attribute {
        std::string space, local, value;
    };
    std::string space, local;
    std::vector<attribute> attributes;
    std::vector<std::unique_ptr<source_node>> children; // annotations left out
    std::map<std::string, std::string, std::less<>>
        bindings; // of the prefixes that its attribute values use, and of ""
    std::size_t offset = 0;
    bool annotated = false;
    source_document* document = nullptr;
    const source_node* parent = nullptr;

    bool is(std::string_view name) const { return local == name && space == schema_space; }
    const std::string* find(std::string_view name) const; // an attribute without namespace
    std::string get(std::string_view name) const;
    const source_node* child(std::string_view name) const;
};

struct source_document {
    std::string name;
    std::string bytes;
    std::unique_ptr<source_node> root;
    std::string target;                  // target namespace; an included document without one takes its includer's
    bool adopted = false;                // so unprefixed references mean the target namespace
    std::set<std::string> visible;       // namespaces that references may name
    std::set<std::string> not_found;     // namespaces imported without a document in the catalogue
    std::vector<source_document*> parts; // included and redefined
    std::vector<std::pair<const source_node*, source_document*>> redefines; // the redefinition, and of which document
};

// What every part of the compiler throws; compile() returns it.
struct schema_refused {
    schema_refusal refusal;
};
[[noreturn]] void refuse_invalid(const source_node& at, std::string message);
[[noreturn]] void refuse_unsupported(const source_node& at, std::string message);

// Reads the documents and all that they include, redefine and import. Throws schema_refused.
std::vector<std::unique_ptr<source_document>>
load_documents(std::span<const std::string> names, const schema_catalogue& catalogue);

// Every element and attribute is one that XML Schema 1.0 has at its place, and every attribute has a value that it can
// have there; their white space is collapsed where the schema for schemas says so. Throws schema_refused.
void check_vocabulary(source_node& schema);

bool is_ncname(std::string_view text);

} // namespace schakel::validation::xsd
