#include "generated_schema.hpp"

#include <algorithm>
#include <array>

namespace schakel::json_differential {

namespace {

using test::chance;

constexpr std::array names{"a", "b", "c", "ab", "x-1", "é", "", "a/b", "m~n"};
constexpr std::array numbers{"0",  "-0.0", "1",   "1.0",  "1.5", "2",    "3",   "-1",
                             "10", "0.5",  "1e2", "-2.5", "4",   "0.25", "100", "12345678901"};
constexpr std::array texts{
    "",
    "a",
    "b",
    "ab",
    "abc",
    "aaaa",
    "1",
    "12",
    "a1",
    "é",
    "éé",
    "\xF0\x9F\x98\x80",
    "\xF0\x9F\x98\x80"
    "a",
    " ",
    "A",
    "2026-02-28",
    "2026-01-01T00:00:00Z",
    "urn:a",
    "http://a/b",
    "a@b.c",
    "nl-NL",
    "x\ny"};
constexpr std::array patterns{"^a",         "b$",           "^$",       "[0-9]",       "^(a|b)*$", "^.$",    "\\p{L}",
                              "^\\p{Ll}+$", "\\d{2}",       "^[^a]*$",  "(?:ab){1,2}", "^\\S+$",   "\\bb",   "\\Ba",
                              "^\\w*$",     "[\\u{1F600}]", "^a?b?c?$", "^x-",         "é{2}",     "^(?!)?", "a|^b|c$"};
constexpr std::array formats{"date-time", "date",          "time", "duration",      "uuid",
                             "uri",       "uri-reference", "iri",  "iri-reference", "email"};

class schema_maker {
public:
    schema_maker(draft version, chance& random) : version_(version), random_(random) {}

    tree whole() {
        definitions_ = random_.percent(60) ? random_.between(1, 3) : 0;
        tree made = schema(0, 0);
        if (made.what != tree::kind::object) return made;
        tree definitions = tree::object();
        for (std::size_t i = 0; i < definitions_; ++i) definitions.set(definition_name(i), definition(i));
        if (definitions_ > 0) made.set(seven() ? "definitions" : "$defs", std::move(definitions));
        if (uses_dynamic_) made.set("$dynamicAnchor", tree::text("node"));
        return made;
    }

private:
    bool seven() const { return version_ == draft::seven; }

    static std::string definition_name(std::size_t index) { return std::string(1, static_cast<char>('p' + index)); }

    tree definition(std::size_t index) {
        tree made = schema(1, index + 1);
        const bool anchored = made.what == tree::kind::object && !made.has("$ref") && random_.percent(50);
        if (anchored && seven()) made.set("$id", tree::text("#" + definition_name(index)));
        if (anchored && !seven()) made.set("$anchor", tree::text(definition_name(index)));
        if (anchored) anchors_.push_back(index);
        return made;
    }

    // `depth` counts schemas within schemas. A reference to the same value may lead to definitions from `first` on
    // only; one that goes deeper into the document may lead anywhere.
    tree schema(std::size_t depth, std::size_t first) {
        if (depth > 0 && random_.percent(12)) return tree::literal(random_.percent(65) ? "true" : "false");
        tree made = tree::object();
        if (first < definitions_ && random_.percent(depth == 0 ? 15 : 25)) {
            const std::size_t index = random_.between(first, definitions_ - 1);
            made.set("$ref", tree::text(std::string(seven() ? "#/definitions/" : "#/$defs/") + definition_name(index)));
            if (seven()) return made; // what stands beside it does not count in that draft; ajv looks at it
        }
        const std::size_t keywords = random_.between(1, depth == 0 ? 4 : 3);
        for (std::size_t i = 0; i < keywords; ++i) keyword(made, depth, first);
        return made;
    }

    tree deeper(std::size_t depth) {
        if (depth > 0 && random_.percent(12)) {
            tree made = tree::object();
            const bool dynamic = !seven() && random_.percent(40);
            uses_dynamic_ = uses_dynamic_ || dynamic;
            return made.set(dynamic ? "$dynamicRef" : "$ref", tree::text(dynamic ? "#node" : "#"));
        }
        return depth >= 3 ? simple() : schema(depth + 1, 0);
    }

    tree beside(std::size_t depth, std::size_t first) { return depth >= 3 ? simple() : schema(depth + 1, first); }

    tree simple() {
        tree made = tree::object();
        any_value(made);
        return made;
    }

    void keyword(tree& made, std::size_t depth, std::size_t first) {
        switch (random_.below(12)) {
        case 0: return any_value(made);
        case 1: return number(made);
        case 2: return text(made);
        case 3:
        case 4: return array(made, depth);
        case 5:
        case 6:
        case 7: return object(made, depth);
        case 8: return dependency(made, depth, first);
        case 9: return annotation(made);
        default: return in_place(made, depth, first);
        }
    }

    void any_value(tree& made) {
        switch (random_.below(3)) {
        case 0: made.set("const", generated_document(random_)); return;
        case 1: {
            tree list = tree::array();
            const std::size_t count = random_.between(1, 4);
            for (std::size_t i = 0; i < count; ++i) list.add(generated_document(random_));
            made.set("enum", std::move(list));
            return;
        }
        default: made.set("type", type()); return;
        }
    }

    tree type() {
        constexpr std::array all{"object", "array", "string", "number", "integer", "boolean", "null"};
        const std::size_t count = random_.percent(60) ? 1 : random_.between(2, 3);
        const std::size_t from = random_.below(all.size());
        if (count == 1) return tree::text(all[from]);
        tree list = tree::array();
        for (std::size_t i = 0; i < count; ++i) list.add(tree::text(all[(from + i * 2) % all.size()]));
        return list;
    }

    void number(tree& made) {
        const char* which = random_.pick({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"});
        // Divisors that a double holds: ajv divides doubles.
        const bool divisor = which[1] == 'u';
        made.set(
            which,
            tree::literal(divisor ? random_.pick({"1", "2", "3", "0.5", "0.25", "1.5", "10"}) : random_.pick(numbers))
        );
    }

    void text(tree& made) {
        switch (random_.below(4)) {
        case 0: made.set("minLength", count()); return;
        case 1: made.set("maxLength", count()); return;
        case 2: made.set("pattern", tree::text(pattern())); return;
        default: made.set("format", tree::text(random_.pick(formats))); return;
        }
    }

    std::string pattern() {
        const std::string one = random_.pick(patterns);
        return one.find("(?!") != std::string::npos ? "^[a-b1]" : one;
    }

    tree count() { return tree::literal(random_.pick({"0", "1", "2", "3", "1.0", "4"})); }

    tree list_of_schemas(std::size_t depth, std::size_t most) {
        tree list = tree::array();
        const std::size_t count = random_.between(1, most);
        for (std::size_t i = 0; i < count; ++i) list.add(deeper(depth));
        return list;
    }

    void array(tree& made, std::size_t depth) {
        switch (random_.below(9)) {
        case 0: made.set("items", deeper(depth)); return;
        case 1:
        case 2:
            made.set(seven() ? "items" : "prefixItems", list_of_schemas(depth, 3));
            if (random_.percent(60)) made.set(seven() ? "additionalItems" : "items", deeper(depth));
            return;
        case 3: made.set("minItems", count()); return;
        case 4: made.set("maxItems", count()); return;
        case 5: made.set("uniqueItems", tree::literal(random_.percent(85) ? "true" : "false")); return;
        case 6:
        case 7:
            made.set("contains", deeper(depth));
            if (!seven() && random_.percent(40)) made.set("minContains", count());
            if (!seven() && random_.percent(40)) made.set("maxContains", count());
            return;
        default:
            if (!seven()) made.set("unevaluatedItems", deeper(depth));
        }
    }

    void object(tree& made, std::size_t depth) {
        switch (random_.below(9)) {
        case 0:
        case 1: {
            tree members = tree::object();
            const std::size_t count = random_.between(1, 3);
            for (std::size_t i = 0; i < count; ++i) {
                const std::string name = random_.pick(names);
                members.set(name, deeper(depth));
            }
            made.set("properties", std::move(members));
            return;
        }
        case 2: {
            tree members = tree::object();
            const std::string name = pattern();
            members.set(name, deeper(depth));
            made.set("patternProperties", std::move(members));
            return;
        }
        case 3: made.set("additionalProperties", deeper(depth)); return;
        case 4: made.set("propertyNames", deeper(depth)); return;
        case 5: made.set("required", list_of_names()); return;
        case 6: made.set("minProperties", count()); return;
        case 7: made.set("maxProperties", count()); return;
        default:
            if (!seven()) made.set("unevaluatedProperties", deeper(depth));
        }
    }

    // Without the empty name: ajv takes it for none when it looks for the one that is missing.
    tree list_of_names() {
        tree list = tree::array();
        const std::size_t count = random_.between(1, 2);
        const std::size_t from = random_.below(names.size());
        for (std::size_t i = 0; i < count; ++i) {
            const std::string name = names[(from + i) % names.size()];
            list.add(tree::text(name.empty() ? "a" : name));
        }
        return list;
    }

    void dependency(tree& made, std::size_t depth, std::size_t first) {
        tree members = tree::object();
        const std::string name = random_.pick(names);
        const bool by_name = random_.percent(50);
        members.set(name, by_name ? list_of_names() : beside(depth, first));
        made.set(seven() ? "dependencies" : by_name ? "dependentRequired" : "dependentSchemas", std::move(members));
    }

    void annotation(tree& made) {
        switch (random_.below(5)) {
        case 0: made.set("title", tree::text("a title")); return;
        case 1: made.set("default", generated_document(random_)); return;
        case 2: made.set("$comment", tree::text("{")); return;
        case 3: made.set("readOnly", tree::literal("true")); return;
        default: made.set("x-schakel-clause", tree::text("a clause"));
        }
    }

    void in_place(tree& made, std::size_t depth, std::size_t first) {
        const std::size_t what = random_.below(6);
        if (what < 3) {
            tree list = tree::array();
            const std::size_t count = random_.between(1, 3);
            for (std::size_t i = 0; i < count; ++i) list.add(beside(depth, first));
            constexpr std::array lists{"allOf", "anyOf", "oneOf"};
            made.set(lists[what], std::move(list));
            return;
        }
        if (what == 3) {
            made.set("not", beside(depth, first));
            return;
        }
        made.set("if", beside(depth, first));
        if (random_.percent(80)) made.set("then", beside(depth, first));
        if (random_.percent(60)) made.set("else", beside(depth, first));
    }

    draft version_;
    chance& random_;
    std::size_t definitions_ = 0;
    std::vector<std::size_t> anchors_;
    bool uses_dynamic_ = false;
};

tree document(chance& random, std::size_t depth) {
    const std::size_t what = random.below(depth >= 3 ? 60 : 100);
    if (what < 8) return tree::literal(random.pick({"null", "true", "false"}));
    if (what < 32) return tree::literal(random.pick(numbers));
    if (what < 60) return tree::text(random.pick(texts));
    tree made = what < 78 ? tree::array() : tree::object();
    const std::size_t count = random.below(4);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string name = random.pick(names);
        tree child = document(random, depth + 1);
        if (made.what == tree::kind::array)
            made.add(std::move(child));
        else
            made.set(name, std::move(child));
    }
    return made;
}

} // namespace

tree generated_schema(draft version, chance& random) {
    return schema_maker(version, random).whole();
}

tree generated_document(chance& random) {
    return document(random, 0);
}

} // namespace schakel::json_differential
