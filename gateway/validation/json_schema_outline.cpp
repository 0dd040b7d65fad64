#include "gateway/codec/json_document.hpp"
#include "gateway/validation/schema_outline.hpp"

#include <array>

namespace schakel::validation {

namespace {

std::string listed(json::value list, std::string_view between) {
    std::string out;
    for (json::value one = list.first_child(); one; one = one.next_sibling()) {
        const std::string_view text = one.is(json::kind::string) ? one.text() : one.raw();
        out += (out.empty() ? "" : std::string(between)) + std::string(text);
    }
    return out;
}

// Type, reference, format, pattern and bounds of a schema, on one line.
std::string summary(json::value schema) {
    if (schema.is(json::kind::boolean)) return schema.boolean() ? "anything" : "nothing";
    std::string out;
    const auto say = [&](const std::string& what) {
        if (!what.empty()) out += (out.empty() ? "" : ", ") + what;
    };
    const json::value type = schema.member("type");
    say(type.is(json::kind::array) ? listed(type, " or ") : std::string(type.text()));
    if (const json::value to = schema.member("$ref")) say("as " + std::string(to.text()));
    if (const json::value one = schema.member("format")) say("format " + std::string(one.text()));
    if (const json::value one = schema.member("pattern")) say("pattern " + std::string(one.text()));
    if (const json::value one = schema.member("enum")) say("one of " + listed(one, " | "));
    if (const json::value one = schema.member("const")) say("only " + std::string(one.raw()));
    constexpr std::array bounds{"minimum",   "exclusiveMinimum", "maximum",  "exclusiveMaximum", "multipleOf",
                                "minLength", "maxLength",        "minItems", "maxItems",         "uniqueItems"};
    for (const char* name : bounds)
        if (const json::value one = schema.member(name)) say(std::string(name) + " " + std::string(one.raw()));
    if (const json::value items = schema.member("items"); items.is(json::kind::object)) say("items: " + summary(items));
    return out;
}

bool holds(json::value list, std::string_view name) {
    for (json::value one = list.first_child(); one; one = one.next_sibling())
        if (one.text() == name) return true;
    return false;
}

class outline_writer {
public:
    outline_writer(schema_outline& out, const std::string& file) : out_(out), file_(file) {}

    void schema(json::value one, const std::string& name) {
        outline_entry made;
        made.kind = "schema";
        made.name = name;
        made.file = file_;
        made.where = one.where();
        made.base = summary(one);
        const json::value required = one.member("required");
        for (json::value p = one.member("properties").first_child(); p; p = p.next_sibling()) {
            std::string text = summary(p);
            if (holds(required, p.name())) text += text.empty() ? "required" : ", required";
            made.parts.push_back({"property", std::string(p.name()), std::move(text)});
        }
        for (json::value p = one.member("patternProperties").first_child(); p; p = p.next_sibling())
            made.parts.push_back({"properties like", std::string(p.name()), summary(p)});
        if (const json::value others = one.member("additionalProperties"))
            made.parts.push_back({"other properties", {}, summary(others)});
        for (const char* keyword : {"allOf", "anyOf", "oneOf"})
            if (const json::value list = one.member(keyword))
                made.parts.push_back({keyword, std::to_string(list.size()) + " schemas", {}});
        for (const char* keyword : {"if", "not"})
            if (one.member(keyword)) made.parts.push_back({keyword, {}, summary(one.member(keyword))});
        out_.entries.push_back(std::move(made));
        for (const char* keyword : {"$defs", "definitions"}) {
            for (json::value d = one.member(keyword).first_child(); d; d = d.next_sibling())
                schema(d, "#" + d.pointer());
        }
    }

private:
    schema_outline& out_;
    const std::string& file_;
};

} // namespace

schema_outline outline_of_json_schema(const std::string& name, const schema_catalogue& catalogue) {
    schema_outline out;
    const auto text = catalogue.find(name);
    findings ignored;
    const auto document = json::document::parse(text ? text->bytes : std::string(), {}, ignored);
    if (!document) return out;
    const json::value root = document->root();
    const std::string_view dialect = root.member("$schema").text();
    out.language = "JSON Schema (" + std::string(dialect.empty() ? "2020-12, not declared" : dialect) + ")";
    out.documents.push_back({text->name, std::string(root.member("$id").text())});
    outline_writer(out, text->name).schema(root, "#");
    return out;
}

} // namespace schakel::validation
