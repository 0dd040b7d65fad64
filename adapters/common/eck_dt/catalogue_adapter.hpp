// What the adapters of all versions of ECK DT have in common: they differ in an edition.
#pragma once

#include "adapters/common/eck_dt/wire.hpp"

#include <memory>

namespace schakel::eck_dt {

// An edition with one namespace, which has its own schema beside those that all share.
edition edition_of_one_schema(
    std::string_view standard, std::string_view version, std::string_view title, std::string_view specification,
    std::string_view base_path, std::string_view space, std::string_view schema
);

std::unique_ptr<adapter> make_catalogue_adapter(edition by, const validation::schema_catalogue& schemas);

} // namespace schakel::eck_dt
