// Compiles the schemas that an adapter brings along, once and with the time it took. One that is refused is a failed
// start: std::runtime_error with its place.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/validation/json_schema.hpp"
#include "gateway/validation/xsd_schema.hpp"

namespace schakel {

template <class Schema>
struct bundled_schema {
    Schema schema;
    compiled_schemas cost;
};

bundled_schema<validation::xsd_schema>
compile_bundled(const std::vector<std::string>& files, const validation::schema_catalogue& bundled);
bundled_schema<validation::json_schema>
compile_bundled(const std::string& file, const validation::schema_catalogue& bundled);

} // namespace schakel
