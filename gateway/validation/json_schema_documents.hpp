// The documents a JSON Schema is made of: found in the catalogue, and known by every $id and anchor in them. Only for
// json_schema*.cpp.
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/core/result.hpp"
#include "gateway/validation/json_schema_dialect.hpp"
#include "gateway/validation/json_schema_metaschemas.hpp"
#include "gateway/validation/schema_remark.hpp"
#include "gateway/validation/xsd_schema.hpp" // schema_refusal, schema_catalogue

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace schakel::validation {

// A reference against a base (RFC 3986 5.2), without the fragment. Both may be relative names such as "a/b.json".
std::string resolved(std::string_view base, std::string_view reference);
std::string_view fragment_of(std::string_view reference); // behind '#'

// A schema value together with where it came from.
struct schema_place {
    json::value value;
    std::uint32_t document = 0;
};

// A schema resource: a document or a subschema with an $id.
struct schema_resource {
    std::string uri;
    schema_place root;
    validation::dialect dialect;
    std::map<std::string, schema_place, std::less<>> anchors;
    std::map<std::string, schema_place, std::less<>> dynamic_anchors;
};

// Throws schema_refusal; json_schema::compile catches it.
class schema_documents {
public:
    schema_documents(const schema_catalogue& catalogue, metaschemas& checks)
        : catalogue_(catalogue), metaschemas_(checks) {}

    schema_place load_root(std::string_view name);
    // The schema a $ref or $dynamicRef at `from` points at.
    schema_place target(const schema_place& from, std::string_view reference);
    // The resource that a schema lies in.
    std::uint32_t resource_of(const schema_place& place) const;
    const schema_resource& resource(std::uint32_t index) const { return resources_[index]; }
    const dialect& dialect_of(const schema_place& place) const { return resources_[resource_of(place)].dialect; }
    std::size_t resource_count() const { return resources_.size(); }

    [[noreturn]] void refuse(schema_refusal::kind why, const schema_place& at, std::string message) const;

    // What was noticed while loading, with line and column, in the order of the documents.
    std::vector<schema_remark> remarks() const;
    std::deque<json::document> take() { return std::move(documents_); }

private:
    struct source { // beside each document
        std::string name;
        findings remarks;
    };

    std::uint32_t load(schema_text found, const std::string& uri, const dialect& fallback);
    std::optional<schema_text> find_text(std::string_view name) const;   // the metaschemas first
    std::optional<std::uint32_t> loaded_as(std::string_view name) const; // a document of the catalogue
    void register_schema(const schema_place& place, std::uint32_t resource);
    void register_identifiers(const schema_place& place, std::uint32_t& resource);
    void register_children(const schema_place& place, std::uint32_t resource);
    std::uint32_t add_resource(const schema_place& place, std::string uri, dialect d);
    dialect declared_dialect(const schema_place& place, const dialect& fallback);
    void check(const schema_place& place, const dialect& d) const;
    std::optional<std::uint32_t> find_resource(std::string_view uri) const;
    schema_place in_resource(
        std::uint32_t resource, std::string_view fragment, const schema_place& from, std::string_view reference
    );

    const schema_catalogue& catalogue_;
    metaschemas& metaschemas_;
    std::deque<json::document> documents_;
    std::vector<source> sources_;
    std::deque<schema_resource> resources_;
    std::map<std::string, std::uint32_t, std::less<>> by_uri_;
    std::map<std::pair<std::uint32_t, std::size_t>, std::uint32_t> by_place_; // roots of resources
    std::set<std::pair<std::uint32_t, std::size_t>> registered_;              // every schema seen
};

} // namespace schakel::validation
