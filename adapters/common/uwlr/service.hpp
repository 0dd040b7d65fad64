// The description of a service: a WSDL with the address at which it was asked for, and the schemas it refers to.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/validation/xsd_schema.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::uwlr {

struct service_operation {
    std::string_view name; // "BrengLeerresultaten"
    std::string_view soap_action;
    std::string_view input, output; // roots in the namespace of the service
    std::string_view fault;         // "" for none declared
};

struct service_port {
    std::string_view name, port_type, binding;
    std::span<const service_operation> operations;
};

struct service_words {
    std::string_view name;   // "LeerresultatenService"
    std::string_view path;   // of its messages, below the base path: "/leerresultaten"
    std::string_view schema; // file name in the folder of the version: "leerresultaten.xsd"
    std::string_view space;
    std::span<const service_port> ports;
};

// The service that a path belongs to; null when it is none of UWLR's. A profile may stand in front:
// "/smalle-set/leerlinggegevens".
const service_words* service_at(std::string_view path);

// Answers ?wsdl and ?xsd=NAME at the address of a service. `schemas` are the documents of the version; those that they
// include or import can be asked for too. None when it is neither, or names another schema.
std::optional<reply> describe_service(
    const exchange& asked, const std::vector<std::string>& schemas, const validation::schema_catalogue& bundled
);

} // namespace schakel::uwlr
