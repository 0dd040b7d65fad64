// Changes to attributes, those of the schema-instance namespace among them, which steer the validator itself.
#include "mutation.hpp"
#include "tree_choice.hpp"

#include <iterator>
#include <utility>

namespace schakel::differential {

namespace {

void drop_attribute(node& root, const standard&, chance& random) {
    node* of = any_with_attributes(root, random);
    if (!of) return;
    const auto at = static_cast<std::ptrdiff_t>(random.below(of->attributes.size()));
    of->attributes.erase(of->attributes.begin() + at);
}

void change_attribute(node& root, const standard& of, chance& random) {
    node* changed = any_with_attributes(root, random);
    if (!changed) return;
    attribute& one = changed->attributes[random.below(changed->attributes.size())];
    attribute other = one;
    switch (random.below(4)) {
    case 0: other.name = random.pick<std::string_view>({"Key", "niveau", "x", "vocabulaires", "keys", "eckid"}); break;
    case 1: other.in = random.pick({space::none, space{of.spaces.size() - 1}, space::foreign}); break;
    default: other.value = border_value(of.type_of(one.name), random);
    }
    const bool same_name = other.name == one.name && other.in == one.in;
    if (same_name || !has_attribute(*changed, other)) one = std::move(other);
}

void extra_attribute(node& root, const standard& of, chance& random) {
    node& into = any_element(root, random);
    const qualified_name& name = random.pick(of.other_attributes);
    const value_type& type = of.type_of(name.name);
    std::string value = random.percent(50) ? good_value(type, random) : border_value(type, random);
    add_attribute(into, {name.in, name.name, std::move(value)});
}

attribute type_attribute(const qualified_name& named) {
    return {space::schema_instance, "type", named.name, named.in};
}

void name_a_type(node& root, const standard& of, chance& random) {
    static constexpr std::string_view built_in[] = {
        "string", "integer", "nonNegativeInteger", "positiveInteger", "decimal", "date",         "dateTime",
        "int",    "anyType", "anySimpleType",      "token",           "anyURI",  "unsignedByte", "nothing"};
    node& into = any_element(root, random);
    const qualified_name named =
        random.percent(30) ? qualified_name{space::schema, std::string(random.pick(built_in))} : random.pick(of.types);
    add_attribute(into, type_attribute(named));
}

// The declared type named again, or a type derived from it: the cases that may be valid.
void name_fitting_type(node& root, const standard& of, chance& random) {
    std::vector<node*> all = elements(root);
    std::erase_if(all, [&](const node* one) { return !of.fitting_types.contains(one->name); });
    if (all.empty()) return;
    node& into = *random.pick(all);
    const auto [first, last] = of.fitting_types.equal_range(into.name);
    const auto count = static_cast<std::size_t>(std::distance(first, last));
    add_attribute(into, type_attribute(std::next(first, static_cast<std::ptrdiff_t>(random.below(count)))->second));
}

void instance_attribute(node& root, const standard&, chance& random) {
    node& of = any_element(root, random);
    switch (random.below(5)) {
    case 0:
    case 1: {
        const auto value = random.pick<std::string_view>({"true", "false", "1", "0", "", "TRUE", " true "});
        add_attribute(of, {space::schema_instance, "nil", std::string(value)});
        if (random.percent(30)) of.children.clear();
        break;
    }
    case 2: add_attribute(of, {space::schema_instance, "schemaLocation", "urn:nowhere nowhere.xsd"}); break;
    case 3: add_attribute(of, {space::schema_instance, "noNamespaceSchemaLocation", "nowhere.xsd"}); break;
    default: add_attribute(of, {space::schema_instance, "unknown", "x"});
    }
}

} // namespace

std::vector<change> attribute_changes() {
    return {drop_attribute, change_attribute,  change_attribute,  extra_attribute,
            name_a_type,    name_fitting_type, instance_attribute};
}

} // namespace schakel::differential
