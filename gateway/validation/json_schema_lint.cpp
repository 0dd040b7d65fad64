#include "gateway/validation/json_schema.hpp"
#include "gateway/validation/schema_lint.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace schakel::validation {

namespace {

constexpr std::array rule_list{
    rule{
        "json-schema.unused", severity::info, "JSON Schema Core 8.2.4", "Niets in dit schema verwijst naar {got}.",
        "Nothing in this schema refers to {got}.", "Haal het weg, tenzij een ander schema het gebruikt.",
        "Remove it, unless another schema uses it."},
    rule{
        "json-schema.required-and-forbidden", severity::warning, "JSON Schema Validation 6.5.3",
        "Geen object kan geldig zijn: {got} is verplicht, maar staat niet bij properties terwijl andere namen verboden "
        "zijn.",
        "No object can be valid: {got} is required, but is not among the properties while other names are forbidden.",
        "Neem de naam op in properties, of haal hem uit required.",
        "Add the name to properties, or remove it from required."},
    rule{
        "json-schema.empty-range", severity::warning, "JSON Schema Validation 6",
        "Niets wat hiermee wordt gecontroleerd kan geldig zijn: {got} is groter dan {expected}.",
        "Nothing that is checked with it can be valid: {got} is greater than {expected}.",
        "Verwissel of verbeter de grenzen.", "Exchange or correct the bounds."},
    rule{
        "json-schema.value-without-type", severity::warning, "JSON Schema Validation 6.1",
        "Deze toegestane waarde kan nooit geldig zijn: zij is niet van het type {expected}.",
        "This allowed value can never be valid: it is not of type {expected}.", "Verbeter de waarde of het type.",
        "Correct the value or the type."}};

const rule& rule_of(std::string_view id) {
    return *std::ranges::find(rule_list, id, &rule::id);
}

bool is_of(json::value one, std::string_view type) {
    switch (one.kind()) {
    case json::kind::null: return type == "null";
    case json::kind::boolean: return type == "boolean";
    case json::kind::string: return type == "string";
    case json::kind::array: return type == "array";
    case json::kind::object: return type == "object";
    case json::kind::number:
        return type == "number" || (type == "integer" && (one.integer() || one.approximate() > 9e15));
    }
    return false;
}

class linter {
public:
    linter(const std::string& name, const json::document& document) : name_(name), document_(document) {}

    std::vector<schema_remark> run() {
        each_schema(document_.root());
        for (const json::value one : definitions_) unused(one);
        return std::move(out_);
    }

private:
    // Objects that hold data, not schemas, are left alone.
    void each_schema(json::value here) {
        if (here.is(json::kind::object)) look_at(here);
        for (json::value child = here.first_child(); child; child = child.next_sibling()) {
            static constexpr std::array data{
                std::string_view("enum"), std::string_view("const"), std::string_view("default"),
                std::string_view("examples")};
            if (std::ranges::find(data, child.name()) == data.end()) each_schema(child);
        }
    }

    void look_at(json::value schema) {
        for (const char* keyword : {"$ref", "$dynamicRef"}) {
            const std::string_view reference = schema.member(keyword).text();
            const std::size_t hash = reference.find('#');
            if (hash != std::string_view::npos) used_.emplace(reference.substr(hash + 1));
        }
        for (const char* keyword : {"$defs", "definitions"}) {
            const json::value list = schema.member(keyword);
            if (!list.is(json::kind::object)) continue;
            for (json::value one = list.first_child(); one; one = one.next_sibling()) definitions_.push_back(one);
        }
        forbidden(schema);
        for (const auto& [low, high] : ranges) range(schema.member(low), schema.member(high));
        values(schema);
    }

    void forbidden(json::value schema) {
        const json::value others = schema.member("additionalProperties"), required = schema.member("required");
        if (!others.is(json::kind::boolean) || others.boolean(true) || schema.member("patternProperties")) return;
        if (!required.is(json::kind::array)) return;
        const json::value known = schema.member("properties");
        for (json::value one = required.first_child(); one; one = one.next_sibling())
            if (!known.member(one.text())) add("json-schema.required-and-forbidden", one, {}, std::string(one.text()));
    }

    void range(json::value least, json::value most) {
        const auto low = least.number(), high = most.number();
        if (low && high && *high < *low)
            add("json-schema.empty-range", least, std::string(most.name()) + " " + std::string(most.number_text()),
                std::string(least.name()) + " " + std::string(least.number_text()));
    }

    void values(json::value schema) {
        const std::string_view type = schema.member("type").text();
        if (type.empty()) return;
        const json::value list = schema.member("enum");
        if (list.is(json::kind::array)) {
            for (json::value one = list.first_child(); one; one = one.next_sibling())
                if (!is_of(one, type)) add("json-schema.value-without-type", one, std::string(type), {});
        }
        const json::value only = schema.member("const");
        if (only && !is_of(only, type)) add("json-schema.value-without-type", only, std::string(type), {});
    }

    // What has a name of its own may be referred to by others.
    void unused(json::value definition) {
        for (const char* own : {"$id", "$anchor", "$dynamicAnchor"})
            if (definition.member(own)) return;
        const std::string pointer = definition.pointer();
        const bool reached = std::ranges::any_of(used_, [&](const std::string& one) {
            return one == pointer || one.starts_with(pointer + "/") || one.find('%') != std::string::npos;
        });
        if (!reached) add("json-schema.unused", definition, {}, "#" + pointer);
    }

    void add(std::string_view id, json::value at, std::string expected, std::string got) {
        out_.push_back({name_, finding{&rule_of(id), at.where(), std::move(expected), std::move(got), {}}});
    }

    static constexpr std::array<std::pair<const char*, const char*>, 4> ranges{
        {{"minimum", "maximum"},
         {"minLength", "maxLength"},
         {"minItems", "maxItems"},
         {"minProperties", "maxProperties"}}};

    const std::string& name_;
    const json::document& document_;
    std::set<std::string, std::less<>> used_;
    std::vector<json::value> definitions_;
    std::vector<schema_remark> out_;
};

} // namespace

std::vector<schema_remark> lint_json_schema(const std::string& name, const schema_catalogue& catalogue) {
    std::vector<schema_remark> out;
    const auto compiled = json_schema::compile(name, catalogue);
    if (compiled) out = compiled->remarks();
    const auto text = catalogue.find(name);
    findings ignored;
    const auto document = json::document::parse(text ? text->bytes : std::string(), {}, ignored);
    if (!document) return out;
    std::vector<schema_remark> more = linter(name, *document).run();
    std::ranges::move(more, std::back_inserter(out));
    std::ranges::stable_sort(out, {}, [&](const schema_remark& one) {
        return std::tuple(one.file != name, one.file, one.what.where.offset);
    });
    return out;
}

std::span<const rule> json_schema_lint_rules() {
    return rule_list;
}

} // namespace schakel::validation
