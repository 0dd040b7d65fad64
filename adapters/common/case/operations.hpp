// The reads of CASE as a table: twelve in each version, and the discovery file of 1.1.
#pragma once

#include "adapters/common/case/fields.hpp"
#include "gateway/adapter/adapter.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::cf {

enum class asked_for : std::uint8_t {
    documents,
    document,
    package,
    item,
    item_associations,
    association,
    definition,
    rubric
};

struct operation {
    std::string_view name; // "getCFPackage"
    std::string_view path; // "/CFPackages/{}"
    asked_for what = asked_for::documents;
    wire::definition_kind kind = wire::definition_kind::concept_; // of a definition
    bool set = false; // answered with the object and what is below it by hierarchyCode
};
std::span<const operation> operations();

struct matched {
    const operation* what = nullptr; // null: the discovery file
    std::string id;                  // decoded
};
// By the path as it came, undecoded. None for an unknown path.
std::optional<matched> match(version which, std::string_view raw_path);

std::string_view base_path(version which);
std::string_view discovery_path();
std::vector<endpoint> endpoints(version which);

// The OpenAPI 3.0 document of what is served, for this base URL.
std::string discovery_document(std::string_view base_url);

} // namespace schakel::cf
