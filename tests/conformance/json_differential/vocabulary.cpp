#include "vocabulary.hpp"

#include <array>
#include <cstdlib>

namespace schakel::json_differential {

namespace {

constexpr std::array plain{"null", "true", "false", "0", "-0", "1",    "-1",
                           "1.0",  "0.5",  "1e2",   "2", "12", "-1.5", "9007199254740991"};

// Good and bad ones of the formats and patterns that our standards use.
constexpr std::array texts{
    "",
    " ",
    "a",
    "1",
    "é",
    "\xF0\x9F\x98\x80",
    "2026-02-28T23:59:59Z",
    "2026-02-29T23:59:59Z",
    "2028-02-29T10:00:00+02:00",
    "2026-01-01T23:59:60Z",
    "2026-01-01T22:59:60-01:00",
    "2026-01-01T12:00:60Z",
    "2026-01-01t00:00:00z",
    "2026-01-01 00:00:00Z",
    "2026-01-01T00:00Z",
    "2026-01-01T00:00:00",
    "2026-01-01T24:00:00Z",
    "2026-01-01T00:00:00.Z",
    "2026-01-01T00:00:00.123456789Z",
    "2026-13-01T00:00:00Z",
    "2026-01-01",
    "01890000-0000-7000-8000-000000000001",
    "01890000-0000-7000-8000-00000000000",
    "01890000-0000-7000-8000-00000000000G",
    "018900000000700080000000000000001",
    "https://example.org/a?b=c#d",
    "http://example.org:80x/",
    "http://example.org/a b",
    "http://[::1]/",
    "http://[::1/",
    "http://a/[b]",
    "mailto:a@b.nl",
    "mailto:a b@c",
    "a@b.nl",
    "urn:x:%41",
    "urn:x:%4",
    "relative/path",
    "//host/path",
    "1a:b",
    ":",
    "a:",
    "http://é.nl/ø",
    "http://a.nl/\xF0\x9F\x98\x80",
    "http://u@h:1/",
    "http://u@@h/",
    "a#b#c",
    "nl",
    "nl-NL",
    "nl_NL",
    "x-klingon",
    "i-default",
    "n",
    "nl-",
    "zh-cmn-Hans-CN",
    "abcdefghi",
    "PT1H",
    "P1Y2M3DT4H5M6.5S",
    "P1W",
    "P1WT1S",
    "PT",
    "P1.5Y2M",
    "PT1,5S",
    "P",
    "1.0",
    "1.0.3",
    "1.1.0",
    "10",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "text/plain; charset=utf-8",
    "text",
    "Agent"};

tree next_to(std::string_view number, chance& random) {
    const double value = std::strtod(std::string(number).c_str(), nullptr);
    const double step = random.pick({-1.0, -0.5, 0.5, 1.0});
    std::string made = std::to_string(value + step);
    return tree::literal(made);
}

// One character more, less, another or in the other case.
std::string nearly(std::string text, chance& random) {
    const std::size_t at = random.below(text.size() + 1);
    switch (random.below(4)) {
    case 0: return text.insert(at, random.pick({"x", " ", "0", "-"}));
    case 1: return at < text.size() && text[at] > 0 ? text.erase(at, 1) : text + "y";
    case 2:
        for (char& c : text)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        return text;
    default: return text + text;
    }
}

bool is_number(const tree& value) {
    return value.what == tree::kind::literal && value.scalar.find_first_of("0123456789") != std::string::npos;
}

bool is_ascii(std::string_view text) {
    for (const char c : text)
        if (c < 0) return false;
    return true;
}

} // namespace

void vocabulary::learn(json::value schema) {
    for (json::value member = schema.first_child(); member; member = member.next_sibling()) {
        const std::string_view name = member.name();
        if (name == "properties" || name == "dependentRequired" || name == "dependentSchemas" || name == "dependencies")
            for (json::value one = member.first_child(); one; one = one.next_sibling()) names.emplace_back(one.name());
        if (name == "required")
            for (json::value one = member.first_child(); one; one = one.next_sibling()) names.emplace_back(one.text());
        if (name == "enum")
            for (json::value one = member.first_child(); one; one = one.next_sibling()) values.push_back(copied(one));
        if (name == "const" || member.is(json::kind::number)) values.push_back(copied(member));
        learn(member);
    }
}

tree vocabulary::any_scalar(chance& random) const {
    const std::size_t from = random.below(10);
    if (from < 4 && !values.empty()) {
        const tree& known = random.pick(values);
        if (random.percent(60) || known.is_container()) return known;
        if (is_number(known)) return next_to(known.scalar, random);
        return is_ascii(known.scalar) ? tree::text(nearly(known.scalar, random)) : known;
    }
    if (from < 6) return tree::literal(random.pick(plain));
    const std::string_view text = random.pick(texts);
    return tree::text(from < 9 || !is_ascii(text) ? std::string(text) : nearly(std::string(text), random));
}

std::string vocabulary::any_name(chance& random) const {
    if (!names.empty() && random.percent(80)) {
        const std::string& known = random.pick(names);
        return random.percent(80) || !is_ascii(known) ? known : nearly(known, random);
    }
    return random.pick({"a", "x-1", "https://example.org/ext", "nl-NL", "é", "a/b~c", ""});
}

} // namespace schakel::json_differential
