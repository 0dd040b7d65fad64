#include "adapters/common/edu_v_access/wire.hpp"

#include <algorithm>

namespace schakel::edu_v_access {

namespace {

document kind_in_catalogue(json::value object, std::string_view path) {
    if (path.starts_with("/products/info")) return document::product_info;
    if (path.starts_with("/products")) return document::product;
    for (const std::string_view only : {"edition", "forSale", "saleUnitSize", "copyrightType", "price"})
        if (object.member(only)) return document::product;
    return document::product_info;
}

document kind_in_delivery(json::value object) {
    if (object.member("deliveryOrderReceiveId")) return document::delivery_confirmation;
    return object.member("deliveryOrder") ? document::delivery_request : document::delivery_order;
}

document kind_in_entitlement(json::value object) {
    if (object.member("entitlementReceiveId")) return document::entitlement_confirmation;
    if (object.member("entitlement")) return document::entitlement_request;
    if (object.member("entitlements")) return document::order_entitlements;
    const bool whole = object.member("entitlementType") || object.member("dateCreated") || object.member("urlStatuses");
    return whole || !object.member("entitlementStatus") ? document::entitlement : document::entitlement_product;
}

document kind_in_usage(json::value object) {
    if (object.member("usageType") || object.member("usageDate")) return document::activation;
    if (!object.member("entitlements")) return document::entitlement_usage;
    return object.member("deliveryOrderId") ? document::order_usage : document::user_usage;
}

} // namespace

document kind_of(service by, json::value object, std::string_view path) {
    switch (by) {
    case service::catalogue: return kind_in_catalogue(object, path);
    case service::delivery: return kind_in_delivery(object);
    case service::entitlement: return kind_in_entitlement(object);
    case service::usage: break;
    }
    return kind_in_usage(object);
}

int recognises(service by, std::string_view bytes) {
    const std::string_view start = bytes.substr(0, 4096);
    const std::size_t first = start.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || (start[first] != '{' && start[first] != '[')) return 0;
    const auto holds = [&](std::string_view name) {
        return start.find("\"" + std::string(name) + "\"") != std::string_view::npos;
    };
    switch (by) {
    case service::catalogue:
        return holds("productId") && (holds("shortDescription") || holds("publisher") || holds("bundledProducts")) ? 92
                                                                                                                   : 0;
    case service::delivery:
        return holds("deliveryOrderId") && (holds("deliveryType") || holds("deliveryOrderReceiveId")) ? 95 : 0;
    case service::usage:
        return holds("usageDate") || holds("usageType") || (holds("usage") && holds("entitlementId")) ||
                       (holds("entitlements") && holds("totalExpired"))
                   ? 94
                   : 0;
    case service::entitlement: break;
    }
    return holds("entitlementId") && (holds("entitlementStatus") || holds("entitlementReceiveId")) ? 90 : 0;
}

std::span<const operation> operations() {
    using form = operation::form;
    constexpr std::string_view seller = "eduv.entitlement.seller", licensor = "eduv.entitlement.licensor",
                               portal = "eduv.entitlement.portal", dashboard = "eduv.entitlement.dashboard";
    constexpr std::string_view to_entitlor = "eduv.delivery.entitlor", to_licensor = "eduv.delivery.licensor",
                               to_portal = "eduv.delivery.portal", to_dashboard = "eduv.delivery.dashboard";
    constexpr std::string_view of_seller = "eduv.usage.seller", of_entitlor = "eduv.usage.entitlor",
                               of_dashboard = "eduv.usage.dashboard";
    static const std::vector<operation> list{
        {service::catalogue, "get-all-products", "GET", "/products", form::all, document::product, {"eduv.catalogue"}},
        {service::catalogue,
         "get-all-products-info",
         "GET",
         "/products/info",
         form::all,
         document::product_info,
         {"eduv.catalogue"}},
        {service::catalogue,
         "get-product-info-by-id",
         "GET",
         "/products/info/{}",
         form::single,
         document::product_info,
         {"eduv.catalogue"}},
        {service::catalogue,
         "get-product-by-id",
         "GET",
         "/products/{}",
         form::single,
         document::product,
         {"eduv.catalogue"}},
        {service::delivery,
         "get-delivery-orders-for-school",
         "GET",
         "/deliveryorders/school",
         form::of_school,
         document::delivery_order,
         {to_dashboard, to_portal}},
        {service::delivery,
         "get-delivery-orders-for-user-at-school",
         "POST",
         "/deliveryorders/school/user",
         form::of_person,
         document::delivery_order,
         {to_dashboard, to_portal}},
        {service::delivery,
         "get-delivery-orders-by-contract",
         "GET",
         "/deliveryorders/contracts/{}",
         form::of_contract,
         document::delivery_order,
         {to_entitlor, to_licensor}},
        {service::delivery,
         "get-delivery-order",
         "GET",
         "/deliveryorders/{}",
         form::single,
         document::delivery_order,
         {to_entitlor, to_licensor, to_dashboard, to_portal}},
        {service::delivery,
         "accept-delivery-order",
         "PUT",
         "/deliveryorders",
         form::taken,
         document::delivery_request,
         {to_entitlor}},
        {service::delivery,
         "confirm-delivery-order",
         "PUT",
         "/deliveryorders/confirmations",
         form::taken,
         document::delivery_confirmation,
         {to_entitlor}},
        {service::entitlement,
         "get-entitlements-for-school",
         "GET",
         "/entitlements/school",
         form::of_school,
         document::entitlement,
         {dashboard, portal}},
        {service::entitlement,
         "get-entitlements-for-user-at-school",
         "POST",
         "/entitlements/school/user",
         form::of_person,
         document::entitlement,
         {dashboard, portal}},
        {service::entitlement,
         "get-entitlementproducts-for-user-at-school",
         "POST",
         "/entitlements/school/user/products",
         form::of_person,
         document::entitlement_product,
         {dashboard, portal}},
        {service::entitlement,
         "get-entitlements-by-contract",
         "GET",
         "/entitlements/contracts/{}",
         form::of_contract,
         document::order_entitlements,
         {seller, licensor}},
        {service::entitlement,
         "get-entitlements-by-delivery-order",
         "GET",
         "/entitlements/deliveryorder/{}",
         form::of_order,
         document::entitlement,
         {seller, licensor, portal, dashboard}},
        {service::entitlement,
         "get-entitlement",
         "GET",
         "/entitlements/{}",
         form::single,
         document::entitlement,
         {seller, licensor, portal, dashboard}},
        {service::entitlement,
         "accept-entitlement",
         "PUT",
         "/entitlements",
         form::taken,
         document::entitlement_request,
         {licensor, portal}},
        {service::entitlement,
         "confirm-entitlement",
         "PUT",
         "/entitlements/confirmations",
         form::taken,
         document::entitlement_confirmation,
         {licensor, portal}},
        {service::usage,
         "get-usage-by-entitlement",
         "GET",
         "/usage/entitlements/{}",
         form::single,
         document::entitlement_usage,
         {of_seller, of_entitlor, of_dashboard}},
        {service::usage,
         "get-usage-by-deliveryorder",
         "GET",
         "/usage/deliveryorders/{}",
         form::of_order,
         document::order_usage,
         {of_seller, of_entitlor, of_dashboard}},
        {service::usage,
         "get-usage-for-user-at-school",
         "POST",
         "/usage/school/user",
         form::of_person,
         document::user_usage,
         {of_dashboard}},
        {service::usage,
         "accept-initial-activation",
         "PUT",
         "/usage/activation",
         form::taken,
         document::activation,
         {of_entitlor}},
    };
    return list;
}

} // namespace schakel::edu_v_access
