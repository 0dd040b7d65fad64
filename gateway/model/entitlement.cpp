#include "gateway/model/entitlement.hpp"

#include "gateway/model/words.hpp"

namespace schakel::model::access {

namespace {

constexpr words<delivery_kind, 10> deliveries{
    {"school-all", "school-admin", "school-studies", "school-subjects", "school-groups", "school-students",
     "school-employees", "school-activationcodes", "customer-student", "customer-activationcode"}};
constexpr words<order_state, 5> orders{{"created", "ordered", "processed", "licensed", "cancelled"}};
constexpr words<entitlement_kind, 5> entitlements{
    {"school-student", "school-employee", "school-activationcode", "customer-student", "customer-activationcode"}};
constexpr words<entitlement_state, 5> states{{"created", "entitled", "licensed", "cancelled", "blocked"}};
constexpr words<url_state, 6> links{{"uninitialized", "initialized", "processed", "cancelled", "blocked", "expired"}};
constexpr words<usage_kind, 4> usages{{"initial-activation", "unique-usage", "weekly-usage", "monthly-usage"}};
constexpr words<record_kind, record_kind_count> kinds{
    {"product", "delivery-order", "entitlement", "usage", "confirmation"}};

} // namespace

std::string_view to_string(record_kind which) {
    return kinds.of(which);
}
std::string_view to_string(delivery_kind value) {
    return deliveries.of(value);
}
std::string_view to_string(order_state value) {
    return orders.of(value);
}
std::string_view to_string(entitlement_kind value) {
    return entitlements.of(value);
}
std::string_view to_string(entitlement_state value) {
    return states.of(value);
}
std::string_view to_string(url_state value) {
    return links.of(value);
}
std::string_view to_string(usage_kind value) {
    return usages.of(value);
}

// The enumeration of Delivery 2.0.0 has two words that its text, the catalogue and the entitlements spell otherwise.
std::optional<delivery_kind> parse_delivery_kind(std::string_view text) {
    if (text == "customer-user") return delivery_kind::customer_student;
    if (text == "customer-activatoncode") return delivery_kind::customer_activation_code;
    return deliveries.find(text);
}
std::optional<order_state> parse_order_state(std::string_view text) {
    return orders.find(text);
}
std::optional<entitlement_kind> parse_entitlement_kind(std::string_view text) {
    return entitlements.find(text);
}
std::optional<entitlement_state> parse_entitlement_state(std::string_view text) {
    return states.find(text);
}
std::optional<url_state> parse_url_state(std::string_view text) {
    return links.find(text);
}
std::optional<usage_kind> parse_usage_kind(std::string_view text) {
    return usages.find(text);
}

const std::string& id_of(const record& one) {
    struct key {
        const std::string& operator()(const product& what) const { return what.id; }
        const std::string& operator()(const delivery_order& what) const { return what.id; }
        const std::string& operator()(const entitlement& what) const { return what.id; }
        const std::string& operator()(const usage& what) const { return what.entitlement; }
        const std::string& operator()(const confirmation& what) const { return what.about; }
    };
    return std::visit(key{}, one);
}

bool is_open(delivery_kind kind) {
    return kind <= delivery_kind::school_groups;
}

} // namespace schakel::model::access
