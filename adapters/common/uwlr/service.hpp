// The description of the service: a WSDL with the address at which it was asked for, and the schemas it refers to.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/validation/xsd_schema.hpp"

#include <string>
#include <vector>

namespace schakel::uwlr {

// Answers ?wsdl and ?xsd=NAME. `schemas` are the documents of the service; those that they include or import can be
// asked for too. None when it is neither, or names a schema that is not the service's.
std::optional<reply> describe_service(
    const exchange& asked, const std::vector<std::string>& schemas, const validation::schema_catalogue& bundled
);

} // namespace schakel::uwlr
