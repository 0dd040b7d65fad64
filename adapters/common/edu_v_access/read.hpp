// Reads the documents of one service: an object, or an array of them element by element.
#pragma once

#include "adapters/common/edu_v/fault_list.hpp"
#include "adapters/common/edu_v_access/wire.hpp"
#include "gateway/adapter/bundled_schemas.hpp"

#include <string_view>
#include <vector>

namespace schakel::edu_v_access {

// The compiled schemas of a service's documents. Throws std::runtime_error when one is refused.
class document_schemas {
public:
    document_schemas(service by, const validation::schema_catalogue& catalogue);
    const validation::json_schema& of(document what) const;
    std::span<const compiled_schemas> costs() const { return costs_; }

private:
    std::vector<std::pair<document, bundled_schema<validation::json_schema>>> list_;
    std::vector<compiled_schemas> costs_;
};

entitlement_reading read_documents(
    service by, const document_input& input, const document_schemas& schemas, const decode_options& options,
    entitlement_sink& into
);

// The body of a request: this very document.
entitlement_reading read_body(
    document what, const exchange& received, const document_schemas& schemas, const decode_options& options,
    entitlement_sink& into
);

} // namespace schakel::edu_v_access
