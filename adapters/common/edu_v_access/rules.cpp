#include "adapters/common/edu_v_access/rules.hpp"

#include "adapters/common/edu_v/references.hpp"
#include "adapters/common/edu_v/rule_catalogue.hpp"
#include "adapters/common/edu_v/rules.hpp"
#include "adapters/common/edu_v/values.hpp"
#include "adapters/common/edu_v_access/members.hpp"
#include "adapters/common/edu_v_access/rule_catalogue.hpp"
#include "gateway/model/entitlement.hpp"

#include <algorithm>

namespace schakel::edu_v_access {

namespace {

using edu_v::fault_list;

json::value member_or(json::value object, std::string_view name) {
    const json::value member = object.member(name);
    return member ? member : object;
}

std::optional<instant> check_time(json::value object, std::string_view name, fault_list& found) {
    const json::value at = object.member(name);
    const auto when = parse_rfc3339(at.text());
    if (!when) return std::nullopt; // the schema has said so, or it is absent
    if (!at.text().ends_with('Z') && !at.text().ends_with('z'))
        found.add(edu_v::fault::time_not_utc, at, "Z", std::string(at.text()));
    if (!edu_v::is_plausible(*when)) {
        const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(*when)};
        found.add(edu_v::fault::implausible_year, at, "1990-2100", std::to_string(static_cast<int>(date.year())));
    }
    return when;
}

void check_times(json::value object, fault_list& found) {
    const auto created = check_time(object, "dateCreated", found);
    const auto modified = check_time(object, "dateLastModified", found);
    if (created && modified && *modified < *created)
        found.add(edu_v::fault::modified_before_created, object.member("dateLastModified"));
}

// The second day may not lie before the first.
void check_order(json::value object, std::string_view first, std::string_view second, fault_list& found) {
    const auto begin = parse_date(object.member(first).text()), end = parse_date(object.member(second).text());
    if (begin && end && *end < *begin)
        found.add(fault::period_reversed, object.member(second), std::string(first) + " " + to_string(*begin));
}

void check_school(json::value object, std::string_view name, fault_list& found) {
    if (const json::value at = object.member(name)) edu_v::check_school(edu_v::school_reference(at), found);
}

// A person of whom nobody says whether it is a pupil or an employee.
void check_user(json::value at, fault_list& found) {
    if (at.is(json::kind::object)) edu_v::check_student(edu_v::user_reference(at), found);
}

void check_code(json::value at, fault_list& found) {
    if (at.is(json::kind::string) && at.text().empty()) found.add(fault::empty_code, at);
}

// ---------------------------------------------------------------- products

bool is_ean(std::string_view id) {
    return id.size() == 13 && std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
}

void check_address(json::value object, std::string_view name, fault_list& found) {
    const json::value at = object.member(name);
    if (at.is(json::kind::string) && !at.text().empty() && !edu_v::is_web_address(at.text()))
        found.add(fault::web_address, at, "https://", masked(at.text()));
}

void check_variants(json::value product, fault_list& found) {
    const json::value licence = product.member("licensePeriod"), activation = product.member("activationPeriod");
    if (licence.member("licenseVariant").text() == "days" && !licence.member("licenseDays"))
        found.add(fault::variant_without_value, licence, "licenseDays");
    const std::string_view variant = activation.member("activationVariant").text();
    if (variant == "days" && !activation.member("activationDays"))
        found.add(fault::variant_without_value, activation, "activationDays");
    if (variant == "date" && !activation.member("activationUntilDate"))
        found.add(fault::variant_without_value, activation, "activationUntilDate");
}

void check_prices(json::value product, fault_list& found) {
    const json::value list = product.member("price");
    if (product.member("forSale").boolean() && list.size() == 0)
        found.add(fault::sale_without_price, member_or(product, "price"));
    each_object(list, [&](json::value one) {
        const std::string_view kind = one.member("priceType").text();
        const bool tiers = one.member("tierPricing").size() > 0, sizes = one.member("schoolSizePricing").size() > 0;
        if (tiers != (kind == "tier")) found.add(fault::price_steps, one, tiers ? "priceType tier" : "tierPricing");
        if (sizes != (kind == "schoolSize"))
            found.add(fault::price_steps, one, sizes ? "priceType schoolSize" : "schoolSizePricing");
    });
}

void check_product(json::value product, bool whole, fault_list& found) {
    check_times(product, found);
    const std::string_view type = product.member("type").text(), status = product.member("status").text();
    for (const std::string_view name : {"defaultAccessUrl", "trialAccessUrl", "infoLink"})
        check_address(product, name, found);
    if (status == "no-longer-available" || status == "not-available-or-usable") {
        for (const std::string_view name : {"supportedUntilDate", "endOfLifeDate"})
            if (!product.member(name)) found.add(fault::ended_without_dates, product, std::string(name));
    }
    if (!whole) {
        if (type == "physical") found.add(fault::physical_info, product.member("type"));
        return;
    }
    if (product.member("forSale").boolean() && !is_ean(product.member("productId").text()))
        found.add(fault::sale_without_ean, product.member("productId"));
    if (type != "physical" && product.member("defaultAccessUrl").text().empty())
        found.add(fault::digital_without, product, "defaultAccessUrl");
    if (type == "digital" && !product.member("licensePeriod"))
        found.add(fault::digital_without, product, "licensePeriod");
    check_variants(product, found);
    check_prices(product, found);
}

// ---------------------------------------------------------------- orders

void check_quantities(json::value specification, fault_list& found) {
    const json::value total = specification.member("totalQuantity");
    if (!total) return;
    for (const std::string_view parts : {"studyYears", "subjects", "groups"}) {
        const json::value list = specification.member(parts);
        if (list.size() == 0) continue;
        std::int64_t sum = 0;
        bool all = true;
        each_object(list, [&](json::value one) {
            const auto quantity = one.member("quantity").integer();
            all = all && quantity.has_value() && *quantity >= 0 && *quantity < 10'000'000;
            if (all) sum += *quantity;
        });
        if (all && sum != total.integer().value_or(sum))
            found.add(fault::quantities, total, std::string(total.number_text()), std::to_string(sum));
    }
}

void check_order_of(json::value order, fault_list& found) {
    check_times(order, found);
    check_order(order, "startDate", "activationUntilDate", found);
    const json::value type = order.member("deliveryType");
    const auto kind = model::access::parse_delivery_kind(type.text());
    if (kind && to_string(*kind) != type.text())
        found.add(fault::kind_spelling, type, std::string(to_string(*kind)), std::string(type.text()));
    if (order.member("status").text() == "cancelled" && !order.member("endDate"))
        found.add(fault::ended_without_date, order);
    const json::value buyer = order.member("buyer");
    if (!buyer.member("displayName") && !buyer.member("email")) check_school(order, "buyer", found);
    const json::value specification = order.member("deliverySpecification");
    check_school(specification, "school", found);
    check_quantities(specification, found);
    each_object(specification.member("students"), [&](json::value one) { check_user(one, found); });
    each_object(specification.member("employees"), [&](json::value one) {
        edu_v::check_employee(edu_v::user_reference(one), found);
    });
    check_user(specification.member("student"), found);
    check_code(specification.member("activationCode"), found);
    const json::value codes = specification.member("activationCodes");
    for (json::value one = codes.first_child(); one; one = one.next_sibling()) check_code(one, found);
}

// ---------------------------------------------------------------- entitlements

void check_specification(json::value entitlement, fault_list& found) {
    const json::value at = entitlement.member("entitlementSpecification");
    const std::string_view type = entitlement.member("entitlementType").text();
    if (!at) return found.add(fault::specification_missing, entitlement, "entitlementSpecification");
    check_school(at, "school", found);
    if (type == "school-employee") {
        // The published example names an employee by the primary identifier; whoever is named at all is taken.
        const json::value who = at.member("employee");
        if (!who) return found.add(fault::specification_missing, at, "employee");
        const edu_v::reference named = edu_v::user_reference(who);
        if (named.ids.empty() && !named.master.empty())
            found.add(edu_v::fault::employee_primary_identifier, who.member("userMasterIdentifier"));
        else
            edu_v::check_employee(named, found);
    }
    check_user(at.member("student"), found);
    check_code(at.member("activationCode"), found);
}

void check_entitlement(json::value entitlement, fault_list& found) {
    check_times(entitlement, found);
    check_order(entitlement, "startDate", "activationUntilDate", found);
    check_order(entitlement, "startDate", "expirationDate", found);
    const std::string_view status = entitlement.member("entitlementStatus").text();
    if ((status == "cancelled" || status == "blocked") && !entitlement.member("endDate"))
        found.add(fault::ended_without_date, entitlement);
    check_specification(entitlement, found);
    each_object(entitlement.member("urlStatuses"), [&](json::value one) {
        if (one.member("portal").text().empty()) found.add(fault::portal_unnamed, one);
    });
}

// ---------------------------------------------------------------- usage

void check_who_used(json::value usage, fault_list& found) {
    const auto kind = model::access::parse_entitlement_kind(usage.member("entitlementType").text());
    using kind_of = model::access::entitlement_kind;
    if (!kind) return;
    const bool of_school = *kind <= kind_of::school_activation_code;
    const bool by_code = *kind == kind_of::school_activation_code || *kind == kind_of::customer_activation_code;
    if (of_school && !usage.member("school")) found.add(fault::code_missing, usage, "school");
    if (by_code && !usage.member("activationCode")) found.add(fault::code_missing, usage, "activationCode");
    if (!by_code && !usage.member("user")) found.add(fault::code_missing, usage, "user");
    check_school(usage, "school", found);
    check_code(usage.member("activationCode"), found);
    const json::value who = usage.member("user");
    if (!who.is(json::kind::object)) return;
    if (*kind == kind_of::school_employee && !edu_v::user_reference(who).ids.empty())
        edu_v::check_employee(edu_v::user_reference(who), found);
    else if (*kind != kind_of::school_employee)
        check_user(who, found);
}

void check_activation(json::value activation, fault_list& found) {
    check_order(activation, "usageDate", "expirationDate", found);
    check_who_used(activation, found);
}

void check_usage(json::value usage, fault_list& found) {
    check_order(usage.member("usage"), "firstUsed", "lastUsed", found);
    check_who_used(usage, found);
}

void check_confirmation(json::value confirmation, fault_list& found) {
    check_time(confirmation, "processedTimestamp", found);
    const bool told = confirmation.member("newStatus") || confirmation.member("newEntitlementStatus") ||
                      confirmation.member("newUrlStatus");
    if (confirmation.member("success").boolean() && !told)
        found.add(fault::confirmation_without_status, confirmation.member("success"));
}

} // namespace

void check(document what, json::value object, fault_list& found) {
    switch (what) {
    case document::product: return check_product(object, true, found);
    case document::product_info: return check_product(object, false, found);
    case document::delivery_order: return check_order_of(object, found);
    case document::delivery_request: return check_order_of(object.member("deliveryOrder"), found);
    case document::entitlement: return check_entitlement(object, found);
    case document::entitlement_request: return check_entitlement(object.member("entitlement"), found);
    case document::delivery_confirmation:
    case document::entitlement_confirmation: return check_confirmation(object, found);
    case document::entitlement_product: return check_order(object, "startDate", "activationUntilDate", found);
    case document::activation: return check_activation(object, found);
    case document::entitlement_usage: return check_usage(object, found);
    case document::order_entitlements:
        return each_object(object.member("entitlements"), [&](json::value one) { check_entitlement(one, found); });
    case document::user_usage:
        check_school(object, "school", found);
        check_user(object.member("user"), found);
        [[fallthrough]];
    case document::order_usage:
        return each_object(object.member("entitlements"), [&](json::value one) {
            check_order(one.member("usage"), "firstUsed", "lastUsed", found);
        });
    }
}

} // namespace schakel::edu_v_access
