// What the catalogue, delivery, entitlement and usage services of Edu-V send about: their documents, how each is told
// apart by its own members, and the operations that the services provide.
//
// The published files tell documents apart by oneOf, which nearly every message matches more than once or not at all.
// Here the members decide, and within orders and entitlements their type.
#pragma once

#include "gateway/adapter/entitlements.hpp"
#include "gateway/codec/json_document.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace schakel::edu_v_access {

enum class service : std::uint8_t { catalogue, delivery, entitlement, usage };

enum class document : std::uint8_t {
    product,
    product_info,
    delivery_order,
    delivery_request,
    delivery_confirmation,
    entitlement,
    entitlement_request,
    entitlement_confirmation,
    order_entitlements,
    entitlement_product,
    activation,
    entitlement_usage,
    order_usage,
    user_usage
};

struct document_info {
    document what;
    service by;
    std::string_view name;   // as the standard calls it
    std::string_view plural; // of a list: how its reading is told
    std::string_view schema;
};

inline constexpr std::array<document_info, 14> documents{{
    {document::product, service::catalogue, "Product", "products", "edu_v/catalogue-2.0.0/product.schema.json"},
    {document::product_info, service::catalogue, "ProductInfo", "product infos",
     "edu_v/catalogue-2.0.0/product_info.schema.json"},
    {document::delivery_order, service::delivery, "DeliveryOrder", "delivery orders",
     "edu_v/delivery-2.0.0/delivery_order.schema.json"},
    {document::delivery_request, service::delivery, "DeliveryOrderRequest", "DeliveryOrderRequest",
     "edu_v/delivery-2.0.0/delivery_order_request.schema.json"},
    {document::delivery_confirmation, service::delivery, "DeliveryOrderConfirmation", "DeliveryOrderConfirmation",
     "edu_v/delivery-2.0.0/delivery_order_confirmation.schema.json"},
    {document::entitlement, service::entitlement, "Entitlement", "entitlements",
     "edu_v/entitlement-1.1.0/entitlement.schema.json"},
    {document::entitlement_request, service::entitlement, "EntitlementRequest", "EntitlementRequest",
     "edu_v/entitlement-1.1.0/entitlement_request.schema.json"},
    {document::entitlement_confirmation, service::entitlement, "EntitlementConfirmation", "EntitlementConfirmation",
     "edu_v/entitlement-1.1.0/entitlement_confirmation.schema.json"},
    {document::order_entitlements, service::entitlement, "DeliveryOrderEntitlements", "entitlements of orders",
     "edu_v/entitlement-1.1.0/delivery_order_entitlements.schema.json"},
    {document::entitlement_product, service::entitlement, "EntitlementProduct", "entitled products",
     "edu_v/entitlement-1.1.0/entitlement_product.schema.json"},
    {document::activation, service::usage, "InitialActivation", "InitialActivation",
     "edu_v/usage-1.0.0/initial_activation.schema.json"},
    {document::entitlement_usage, service::usage, "EntitlementUsage", "usages",
     "edu_v/usage-1.0.0/entitlement_usage.schema.json"},
    {document::order_usage, service::usage, "DeliveryOrderUsage", "usages of orders",
     "edu_v/usage-1.0.0/delivery_order_usage.schema.json"},
    {document::user_usage, service::usage, "SchoolUserUsage", "usages of persons",
     "edu_v/usage-1.0.0/school_user_usage.schema.json"},
}};

inline const document_info& info_of(document what) {
    return documents[static_cast<std::size_t>(what)];
}

// Which document of the service this object is; `path` is that of the answer it came in, where known.
document kind_of(service by, json::value object, std::string_view path);

// Whether bytes begin as a document of the service.
int recognises(service by, std::string_view bytes);

// How an operation names what it asks for.
struct operation {
    enum class form : std::uint8_t { all, single, of_school, of_person, of_contract, of_order, taken };
    service by;
    std::string_view id; // operationId
    std::string_view method, path;
    form how;
    document answers; // or, for `taken`, what the body is
    std::vector<std::string_view> scopes;
};
std::span<const operation> operations();

struct service_description {
    service by;
    std::string_view standard; // "edu-v-entitlement-1.1"
    std::string_view version;  // "1.1.0", for the header API-Version
    std::string_view title;
    std::string_view specification;
    std::string_view base_path; // "/edu-v/entitlement/v1"
};

} // namespace schakel::edu_v_access
