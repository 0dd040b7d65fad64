// What a simple type allows, in a form that needs no language.
#include "gateway/validation/xsd_simple.hpp"
#include "gateway/validation/xsd_suggest.hpp"

#include <algorithm>

namespace schakel::validation::xsd {

namespace {
constexpr std::size_t most_ranked = 2'000; // beyond it finding the nearest costs too much

std::string describe_values(const std::vector<allowed_value>& allowed, std::string_view got) {
    std::vector<std::string> texts;
    for (const auto& a : allowed) texts.push_back(a.text);
    return nearest_first(texts, allowed.size() > most_ranked ? std::string_view{} : got);
}

// A value that one of the patterns of each step takes, as an example of the form; empty when none is at hand.
std::string example_of_patterns(const simple_type& type) {
    for (const auto& group : type.patterns) {
        for (const regex& one : group) {
            std::string example = one.example();
            const bool fits = std::all_of(type.patterns.begin(), type.patterns.end(), [&](const auto& other) {
                return std::any_of(other.begin(), other.end(), [&](const regex& r) { return r.matches(example); });
            });
            if (fits && !example.empty()) return example;
        }
    }
    return {};
}

// "[0-9]{2}[A-Z]{2} → 11AA": the patterns, and after the arrow a value that matches.
std::string describe_patterns(const simple_type& type) {
    std::string out;
    for (const auto& group : type.patterns) {
        if (!out.empty()) out += " & ";
        for (std::size_t i = 0; i < group.size(); ++i) out += (i > 0 ? " | " : "") + group[i].pattern();
    }
    const std::string example = example_of_patterns(type);
    return example.empty() ? out : out + " → " + example;
}

std::string describe_length(const simple_type& type) {
    if (type.length) return std::to_string(*type.length);
    const std::string least = std::to_string(type.min_length.value_or(0));
    return least + ".." + (type.max_length ? std::to_string(*type.max_length) : "∞");
}

std::string example(const simple_type& type) {
    switch (type.primitive) {
    case primitive::boolean: return "true | false | 1 | 0";
    case primitive::decimal: return type.integer ? "12" : "12.5";
    case primitive::float_:
    case primitive::double_: return "1.25E3";
    case primitive::duration: return "P1DT2H30M";
    case primitive::date_time: return "2026-11-21T09:30:00+01:00";
    case primitive::time: return "09:30:00";
    case primitive::date: return "2026-11-21";
    case primitive::year_month: return "2026-11";
    case primitive::year: return "2026";
    case primitive::month_day: return "--11-21";
    case primitive::day: return "---21";
    case primitive::month: return "--11";
    case primitive::hex_binary: return "0FB7";
    case primitive::base64_binary: return "D7c=";
    case primitive::any_uri: return "https://school.example/";
    case primitive::qname:
    case primitive::notation: return "prefix:name";
    default: return {};
    }
}

const simple_type& nearest_named(const simple_type& type, const std::vector<simple_type>& types) {
    const simple_type* t = &type;
    while (!t->name.starts_with("xs:") && t->base != none) t = &types[t->base];
    return *t;
}

std::string describe_type(const simple_type& type, const std::vector<simple_type>& types) {
    if (type.variety == variety::union_) {
        std::string out;
        for (const index member : type.members) out += (out.empty() ? "" : " | ") + describe_type(types[member], types);
        return out;
    }
    const simple_type& known = nearest_named(type, types);
    const std::string shape = example(known);
    return shape.empty() ? known.name : known.name + " (" + shape + ")";
}
} // namespace

std::string_view facet_name(facet f) {
    constexpr std::string_view names[] = {
        "datatype",     "pattern",      "enumeration",  "length",      "minLength",      "maxLength", "minInclusive",
        "minExclusive", "maxInclusive", "maxExclusive", "totalDigits", "fractionDigits", "whiteSpace"};
    return names[static_cast<std::size_t>(f)];
}

std::string describe_allowed(const value_fault& fault, const std::vector<simple_type>& types, std::string_view got) {
    const simple_type& type = *fault.type;
    switch (fault.broken) {
    case facet::pattern: return describe_patterns(type);
    case facet::enumeration: return describe_values(type.allowed, got);
    case facet::length:
    case facet::min_length:
    case facet::max_length: return describe_length(type);
    case facet::min_inclusive: return ">= " + *type.least->text;
    case facet::min_exclusive: return "> " + *type.least->text;
    case facet::max_inclusive: return "<= " + *type.greatest->text;
    case facet::max_exclusive: return "< " + *type.greatest->text;
    case facet::total_digits: return "<= " + std::to_string(*type.total_digits);
    case facet::fraction_digits: return "<= " + std::to_string(*type.fraction_digits);
    default: return describe_type(type, types);
    }
}

} // namespace schakel::validation::xsd
