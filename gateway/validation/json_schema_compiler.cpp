#include "gateway/validation/json_schema_compiler.hpp"

#include "gateway/validation/json_schema_keywords.hpp"

#include <algorithm>
#include <array>

namespace schakel::validation {

namespace {

using why = schema_refusal::kind;

schema_combination& more(schema_node& n) {
    if (!n.more) n.more = std::make_unique<schema_combination>();
    return *n.more;
}

bool is_annotation(std::string_view name) {
    static constexpr std::array<std::string_view, 8> names{"title",    "description", "default",  "examples",
                                                           "$comment", "deprecated",  "readOnly", "writeOnly"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::uint8_t bits_of(std::string_view type) {
    using named = std::pair<std::string_view, std::uint8_t>;
    static constexpr std::array<named, 7> types{
        named{"null", null_bit},  {"boolean", boolean_bit}, {"number", std::uint8_t{number_bit | integer_bit}},
        {"integer", integer_bit}, {"string", string_bit},   {"array", array_bit},
        {"object", object_bit}};
    const auto* at = std::find_if(types.begin(), types.end(), [type](const auto& t) { return t.first == type; });
    return at == types.end() ? std::uint8_t{0} : at->second;
}

std::string branch_name(const schema_place& place) {
    for (const std::string_view name : {"title", "$ref", "$dynamicRef"})
        if (const auto text = place.value.member(name).text(); !text.empty()) return std::string(text);
    return "#" + place.value.pointer();
}

} // namespace

json_schema_nodes schema_compiler::compile(std::string_view name) {
    const schema_place root = documents_.load_root(name);
    out_.root = schema(root);
    fill();
    dynamic_anchors();
    if (const auto bad = find_bad_chain(out_)) {
        const std::string which = "the schema " + out_.nodes[static_cast<std::size_t>(bad->at)].name;
        if (bad->endless)
            documents_.refuse(why::invalid, root, which + " refers to itself without going deeper into the document");
        documents_.refuse(
            why::not_supported, root,
            which + " applies more than " + std::to_string(longest_chain) + " schemas to one value, each by another"
        );
    }
    make_plans(out_);
    out_.remarks = documents_.remarks();
    out_.documents = documents_.take();
    return std::move(out_);
}

// The node of a schema, which is filled later: schemas lead to each other in circles, and over any number of steps. A
// schema that only refers to another one shares its node.
node_index schema_compiler::schema(const schema_place& place) {
    std::vector<key> names;
    schema_place meant = place;
    for (auto target = std::optional(place); target; target = only_reference(meant)) {
        meant = *target;
        const key at{meant.document, meant.value.offset()};
        if (std::find(names.begin(), names.end(), at) != names.end())
            documents_.refuse(why::invalid, place, "this $ref leads back to itself");
        names.push_back(at);
        if (const auto known = known_.find(at); known != known_.end()) {
            const node_index index = known->second;
            for (const key& name : names) known_[name] = index;
            return index;
        }
    }
    const auto index = static_cast<node_index>(out_.nodes.size());
    for (const key& name : names) known_[name] = index;
    out_.nodes.emplace_back();
    places_.push_back(meant);
    return index;
}

void schema_compiler::fill() {
    for (; filled_ < places_.size(); ++filled_) {
        const schema_place place = places_[filled_]; // the list grows
        schema_node n = filled(place);
        out_.nodes[filled_] = std::move(n);
    }
}

// The target of a schema that is nothing but a $ref and needs no node of its own. One that leads from one resource to
// another does need it, because it counts for the dynamic scope.
std::optional<schema_place> schema_compiler::only_reference(const schema_place& place) {
    const json::value reference = place.value.member("$ref");
    if (!reference.is(json::kind::string) || place.value.member("x-schakel-clause")) return std::nullopt;
    const std::uint32_t resource = documents_.resource_of(place);
    const dialect& d = documents_.resource(resource).dialect;
    const bool seven = d.version == draft::seven; // siblings are ignored (draft-07 core 8.3)
    for (json::value m = seven ? json::value() : place.value.first_child(); m; m = m.next_sibling())
        if (m.name() != "$ref" && find_keyword(m.name(), d) && !is_annotation(m.name())) return std::nullopt;
    const schema_place target = documents_.target(place, reference.text());
    if (!seven && documents_.resource_of(target) != resource) return std::nullopt;
    return target;
}

schema_node schema_compiler::filled(const schema_place& place) {
    schema_node n;
    n.name = branch_name(place);
    n.clause = place.value.member("x-schakel-clause").text();
    n.resource = documents_.resource_of(place);
    if (place.value.is(json::kind::boolean)) {
        n.never = !place.value.boolean();
        n.always = !n.never;
        return n;
    }
    if (!place.value.is(json::kind::object))
        documents_.refuse(why::invalid, place, "a schema is an object, true or false");
    const bool seven = documents_.resource(n.resource).dialect.version == draft::seven;
    if (const auto reference = place.value.member("$ref"); reference && seven) {
        keyword(n, place, reference);
    } else {
        for (json::value m = place.value.first_child(); m; m = m.next_sibling()) keyword(n, place, m);
    }
    n.properties.seal();
    std::sort(n.enum_strings.begin(), n.enum_strings.end());
    n.names_members = !n.properties.entries().empty() || !n.patterns.empty() || n.additional != no_schema ||
                      (n.more && n.more->property_names != no_schema);
    return n;
}

void schema_compiler::keyword(schema_node& n, const schema_place& place, json::value value) {
    if (!find_keyword(value.name(), documents_.resource(n.resource).dialect)) return; // documents_ remarks on it
    if (any_keyword(n, place, value) || scalar_keyword(n, place, value) || array_keyword(n, place, value) ||
        object_keyword(n, place, value) || in_place_keyword(n, place, value))
        return;
    if (value.name() == "$defs" || value.name() == "definitions")
        for (json::value d = value.first_child(); d; d = d.next_sibling()) child(place, d);
    if (value.name() == "contentSchema") child(place, value);
}

bool schema_compiler::any_keyword(schema_node& n, const schema_place& place, json::value value) {
    const schema_place here{value, place.document};
    if (value.name() == "type") {
        type(n, here);
    } else if (value.name() == "enum") {
        if (!value.is(json::kind::array)) documents_.refuse(why::invalid, here, "enum holds an array");
        for (json::value e = value.first_child(); e; e = e.next_sibling()) {
            n.enumeration.push_back(e);
            if (e.is(json::kind::string)) n.enum_strings.push_back(e.text());
        }
        if (n.enumeration.empty()) n.never = true;
    } else if (value.name() == "const") {
        n.constant = value;
    } else {
        return false;
    }
    return true;
}

void schema_compiler::type(schema_node& n, const schema_place& place) {
    const json::value value = place.value;
    n.types = bits_of(value.text());
    for (json::value t = value.is(json::kind::array) ? value.first_child() : json::value(); t; t = t.next_sibling()) {
        if (bits_of(t.text()) == 0) documents_.refuse(why::invalid, {t, place.document}, "there is no such type");
        n.types = static_cast<std::uint8_t>(n.types | bits_of(t.text()));
    }
    if (n.types == 0) documents_.refuse(why::invalid, place, "there is no such type");
}

bool schema_compiler::scalar_keyword(schema_node& n, const schema_place& place, json::value value) {
    const schema_place here{value, place.document};
    const std::string_view name = value.name();
    if (name == "minLength")
        n.min_length = count(here);
    else if (name == "maxLength")
        n.max_length = count(here);
    else if (name == "minimum")
        n.minimum = bound(here);
    else if (name == "maximum")
        n.maximum = bound(here);
    else if (name == "exclusiveMinimum")
        n.exclusive_minimum = bound(here);
    else if (name == "exclusiveMaximum")
        n.exclusive_maximum = bound(here);
    else if (name == "multipleOf") {
        more(n).multiple_of = bound(here);
        const json::exact_number& divisor = n.more->multiple_of->value;
        if (divisor.negative || divisor.digits.empty())
            documents_.refuse(why::invalid, here, "multipleOf is above zero");
        if (divisor.digits.size() > 30) documents_.refuse(why::not_supported, here, "multipleOf has at most 30 digits");
        if (divisor.exponent < -1'000) // division goes digit by digit
            documents_.refuse(why::not_supported, here, "multipleOf is at least 1e-1000");
    } else if (name == "pattern") {
        if (!value.is(json::kind::string)) documents_.refuse(why::invalid, here, "pattern holds a string");
        n.pattern = pattern(here, value.text());
    } else if (name == "format") {
        assert_format(n, here);
    } else {
        return false;
    }
    return true;
}

void schema_compiler::assert_format(schema_node& n, const schema_place& place) {
    if (settings_.asserts_formats || documents_.resource(n.resource).dialect.has(format_assertion_bit))
        n.format = format_named(place.value.text());
}

bool schema_compiler::array_keyword(schema_node& n, const schema_place& place, json::value value) {
    const schema_place here{value, place.document};
    const std::string_view name = value.name();
    if (name == "items")
        items(n, place, value);
    else if (name == "prefixItems")
        n.prefix = list(here);
    else if (name == "additionalItems") {
        const node_index rest = child(place, value);
        if (place.value.member("items").is(json::kind::array)) n.items = rest;
    } else if (name == "contains")
        more(n).contains = child(place, value);
    else if (name == "minContains")
        more(n).min_contains = count(here);
    else if (name == "maxContains")
        more(n).max_contains = count(here);
    else if (name == "minItems")
        n.min_items = count(here);
    else if (name == "maxItems")
        n.max_items = count(here);
    else if (name == "uniqueItems")
        n.unique_items = value.boolean();
    else if (name == "unevaluatedItems")
        more(n).unevaluated_items = child(place, value);
    else
        return false;
    return true;
}

void schema_compiler::items(schema_node& n, const schema_place& place, json::value value) {
    if (!value.is(json::kind::array)) {
        n.items = child(place, value);
        return;
    }
    const schema_place here{value, place.document};
    if (documents_.resource(n.resource).dialect.version != draft::seven)
        documents_.refuse(why::invalid, here, "a list of schemas is called prefixItems in this draft");
    n.prefix = list(here);
}

bool schema_compiler::object_keyword(schema_node& n, const schema_place& place, json::value value) {
    const schema_place here{value, place.document};
    const std::string_view name = value.name();
    if (name == "properties") {
        if (!value.is(json::kind::object)) documents_.refuse(why::invalid, here, "properties holds an object");
        for (json::value p = value.first_child(); p; p = p.next_sibling()) {
            const node_index schema = child(place, p);
            n.properties.add(p.name()).schema = schema;
        }
    } else if (name == "patternProperties") {
        for (json::value p = value.first_child(); p; p = p.next_sibling()) {
            const node_index schema = child(place, p);
            n.patterns.push_back({pattern({p, place.document}, p.name()), schema});
        }
    } else if (name == "required") {
        for (std::string& wanted : names(here)) {
            auto& entry = n.properties.add(wanted);
            if (entry.required >= 0) continue;
            entry.required = static_cast<int>(n.required.size());
            n.required.push_back(std::move(wanted));
        }
    } else if (name == "additionalProperties")
        n.additional = child(place, value);
    else if (name == "propertyNames")
        more(n).property_names = child(place, value);
    else if (name == "minProperties")
        n.min_properties = count(here);
    else if (name == "maxProperties")
        n.max_properties = count(here);
    else if (name == "unevaluatedProperties")
        more(n).unevaluated_properties = child(place, value);
    else if (name == "dependencies" || name == "dependentSchemas" || name == "dependentRequired")
        dependencies(n, place, value);
    else
        return false;
    return true;
}

void schema_compiler::dependencies(schema_node& n, const schema_place& place, json::value value) {
    for (json::value d = value.first_child(); d; d = d.next_sibling()) {
        dependency entry{std::string(d.name()), {}, no_schema};
        const bool holds_names =
            value.name() == "dependentRequired" || (value.name() == "dependencies" && d.is(json::kind::array));
        if (holds_names)
            entry.required = names({d, place.document});
        else
            entry.schema = child(place, d);
        more(n).dependencies.push_back(std::move(entry));
    }
}

bool schema_compiler::in_place_keyword(schema_node& n, const schema_place& place, json::value value) {
    const schema_place here{value, place.document};
    const std::string_view name = value.name();
    if (name == "allOf")
        more(n).all_of = list(here);
    else if (name == "anyOf")
        more(n).any_of = list(here);
    else if (name == "oneOf")
        more(n).one_of = list(here);
    else if (name == "not")
        more(n).no = child(place, value);
    else if (name == "if")
        more(n).condition = child(place, value);
    else if (name == "then")
        more(n).then = child(place, value);
    else if (name == "else")
        more(n).otherwise = child(place, value);
    else if (name == "$ref")
        more(n).reference = schema(documents_.target(place, value.text()));
    else if (name == "$dynamicRef")
        dynamic_reference(n, place, value.text());
    else
        return false;
    return true;
}

// Dynamic only when the place it points at first is a $dynamicAnchor of that name (2020-12 core 8.2.3.2).
void schema_compiler::dynamic_reference(schema_node& n, const schema_place& place, std::string_view reference) {
    const schema_place first = documents_.target(place, reference);
    schema_combination& m = more(n);
    m.dynamic_reference = schema(first);
    const std::string_view anchor = fragment_of(reference);
    if (anchor.empty() || first.value.member("$dynamicAnchor").text() != anchor) return;
    m.dynamic_anchor = anchor;
    has_dynamic_references_ = true;
}

// Every schema that a dynamic reference may reach needs a node; compiling one may bring in further documents.
void schema_compiler::dynamic_anchors() {
    for (std::uint32_t r = 0; has_dynamic_references_ && r < documents_.resource_count(); ++r) {
        out_.dynamic_anchors.emplace_back();
        for (const auto& [name, place] : documents_.resource(r).dynamic_anchors) {
            const node_index index = schema(place);
            out_.dynamic_anchors[r].emplace(name, index);
        }
        fill();
    }
    out_.dynamic_anchors.resize(documents_.resource_count());
}

std::int64_t schema_compiler::count(const schema_place& place) const {
    const auto number = place.value.integer();
    if (!number || *number < 0)
        documents_.refuse(why::invalid, place, std::string(place.value.name()) + " holds a whole number from 0");
    return *number;
}

numeric_bound schema_compiler::bound(const schema_place& place) const {
    if (!place.value.is(json::kind::number))
        documents_.refuse(why::invalid, place, std::string(place.value.name()) + " holds a number");
    const std::string text(place.value.number_text());
    return {json::exact(text), place.value.approximate(), text};
}

std::vector<node_index> schema_compiler::list(const schema_place& place) {
    if (!place.value.is(json::kind::array) || place.value.size() == 0)
        documents_.refuse(why::invalid, place, std::string(place.value.name()) + " holds an array of schemas");
    std::vector<node_index> all;
    for (json::value s = place.value.first_child(); s; s = s.next_sibling()) all.push_back(child(place, s));
    return all;
}

std::vector<std::string> schema_compiler::names(const schema_place& place) const {
    std::vector<std::string> all;
    if (!place.value.is(json::kind::array)) documents_.refuse(why::invalid, place, "an array of names is expected");
    for (json::value name = place.value.first_child(); name; name = name.next_sibling()) {
        if (!name.is(json::kind::string)) documents_.refuse(why::invalid, {name, place.document}, "a name is a string");
        all.emplace_back(name.text());
    }
    return all;
}

regex schema_compiler::pattern(const schema_place& place, std::string_view text) const {
    auto compiled = regex::compile(text, regex_dialect::ecma);
    if (!compiled) {
        const bool wrong = compiled.error().why == regex_refusal::kind::syntax;
        documents_.refuse(
            wrong ? why::invalid : why::not_supported, place,
            "the pattern " + std::string(text) + ": " + compiled.error().message
        );
    }
    return std::move(compiled.value());
}

} // namespace schakel::validation
