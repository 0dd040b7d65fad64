#include "gateway/validation/json_schema_nodes.hpp"

namespace schakel::validation {

namespace {

constexpr std::uint16_t most_tables = 1'000; // with a memory of the names of a document

bool any_string(const schema_node& n) {
    return n.min_length == no_bound && n.max_length == no_bound && !n.pattern && !n.format;
}
bool any_number(const schema_node& n) {
    return !n.minimum && !n.maximum && !n.exclusive_minimum && !n.exclusive_maximum;
}
bool any_array(const schema_node& n) {
    return n.min_items == no_bound && n.max_items == no_bound && !n.unique_items && n.prefix.empty() &&
           n.items == no_schema;
}
bool any_object(const schema_node& n) {
    return !n.names_members && n.required.empty() && n.min_properties == no_bound && n.max_properties == no_bound;
}

unsigned bit(json::kind kind) {
    return 1u << static_cast<unsigned>(kind);
}

// A number has to be looked at where only integers are taken.
unsigned kinds_of(const schema_node& n) {
    unsigned kinds = 0;
    if (n.types & null_bit) kinds |= bit(json::kind::null);
    if (n.types & boolean_bit) kinds |= bit(json::kind::boolean);
    if (n.types & number_bit) kinds |= bit(json::kind::number);
    if (n.types & string_bit) kinds |= bit(json::kind::string);
    if (n.types & array_bit) kinds |= bit(json::kind::array);
    if (n.types & object_bit) kinds |= bit(json::kind::object);
    return kinds;
}

std::uint64_t required_set(const schema_node& n) {
    if (n.required.size() > std::size_t{required_bits}) return ~std::uint64_t{0};
    return (std::uint64_t{1} << n.required.size()) - 1;
}

schema_plan plan_of(const schema_node& n) {
    schema_plan plan;
    if (n.always) plan.accepts = 0xFF;
    if (n.always || n.never || n.more) return plan;
    const unsigned kinds = kinds_of(n);
    const bool any_value = n.enumeration.empty() && !n.constant;
    unsigned free = any_value ? kinds : 0;
    if (!any_string(n)) free &= ~bit(json::kind::string);
    if (!any_number(n)) free &= ~bit(json::kind::number);
    if (!any_array(n)) free &= ~bit(json::kind::array);
    if (!any_object(n)) free &= ~bit(json::kind::object);
    plan.accepts = static_cast<std::uint8_t>(free);
    if (n.clause.empty()) plan.plain = static_cast<std::uint8_t>(any_value ? kinds : kinds & bit(json::kind::string));
    return plan;
}

} // namespace

void make_plans(json_schema_nodes& nodes) {
    nodes.plans.clear();
    nodes.tables = 0;
    for (schema_node& n : nodes.nodes) {
        nodes.plans.push_back(plan_of(n));
        n.all_required = required_set(n);
        if (n.names_members && nodes.tables < most_tables) n.table = ++nodes.tables;
    }
}

} // namespace schakel::validation
