#include "gateway/validation/json_schema_formats.hpp"

#include "gateway/core/nearest.hpp"
#include "gateway/validation/json_schema_format_parts.hpp"
#include "gateway/validation/regex.hpp"

#include <array>
#include <utility>
#include <vector>

namespace schakel::validation {

namespace forms {

namespace {

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != '-' : !is_hex(text[i])) return false;
    }
    return true;
}

// RFC 6901
bool is_json_pointer(std::string_view text) {
    if (!text.empty() && text.front() != '/') return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '~' && (i + 1 == text.size() || !is_one_of(text[i + 1], "01"))) return false;
    return true;
}

// draft-handrews-relative-json-pointer-01
bool is_relative_json_pointer(std::string_view text) {
    const bool zero = text.starts_with('0');
    const auto* end = std::find_if_not(text.begin(), text.end(), is_digit);
    const auto digits = static_cast<std::size_t>(end - text.begin());
    if (digits == 0 || (zero && digits > 1)) return false;
    const std::string_view rest = text.substr(digits);
    return rest == "#" || is_json_pointer(rest);
}

bool is_language_tag(std::string_view text) {
    bool first = true;
    for (std::size_t at = 0; at <= text.size(); first = false) {
        const std::size_t end = std::min(text.find('-', at), text.size());
        const std::string_view part = text.substr(at, end - at);
        if (part.empty() || part.size() > 8 || !std::all_of(part.begin(), part.end(), is_alnum)) return false;
        const bool single = part == "x" || part == "i" || part == "X" || part == "I";
        if (first && (!std::all_of(part.begin(), part.end(), is_alpha) || (part.size() == 1 && !single))) return false;
        if (first && single && end == text.size()) return false;
        at = end + 1;
    }
    return true;
}

} // namespace

} // namespace forms

namespace {

using named = std::pair<std::string_view, format>;
constexpr std::array names{
    named{"date-time", format::date_time},
    named{"date", format::date},
    named{"time", format::time},
    named{"duration", format::duration},
    named{"email", format::email},
    named{"idn-email", format::idn_email},
    named{"hostname", format::hostname},
    named{"idn-hostname", format::idn_hostname},
    named{"ipv4", format::ipv4},
    named{"ipv6", format::ipv6},
    named{"uri", format::uri},
    named{"uri-reference", format::uri_reference},
    named{"iri", format::iri},
    named{"iri-reference", format::iri_reference},
    named{"uuid", format::uuid},
    named{"uri-template", format::uri_template},
    named{"json-pointer", format::json_pointer},
    named{"relative-json-pointer", format::relative_json_pointer},
    named{"regex", format::regex},
    named{"x-language-tag", format::language_tag},
    named{"x-xapi-duration", format::xapi_duration},
};

} // namespace

std::optional<format> format_named(std::string_view name) {
    const auto* at = std::find_if(names.begin(), names.end(), [name](const auto& n) { return n.first == name; });
    return at == names.end() ? std::nullopt : std::optional(at->second);
}

std::string_view nearest_format(std::string_view name) {
    std::vector<std::string_view> known;
    for (const auto& n : names) known.push_back(n.first);
    return nearest(name, known);
}

std::string_view format_name(format which) {
    return std::find_if(names.begin(), names.end(), [which](const auto& n) { return n.second == which; })->first;
}

bool has_format(format which, std::string_view text) {
    using namespace forms;
    switch (which) {
    case format::date_time: return is_date_time(text);
    case format::date: return is_date(text);
    case format::time: return is_time(text);
    case format::duration: return is_duration(text);
    case format::email: return is_email(text, false);
    case format::idn_email: return is_email(text, true);
    case format::hostname: return is_host_name(text);
    case format::idn_hostname: return is_idn_host_name(text);
    case format::ipv4: return is_ipv4(text);
    case format::ipv6: return is_ipv6(text);
    case format::uri: return is_uri(text, false);
    case format::uri_reference: return is_uri_reference(text, false);
    case format::iri: return is_uri(text, true);
    case format::iri_reference: return is_uri_reference(text, true);
    case format::uuid: return is_uuid(text);
    case format::uri_template: return is_uri_template(text);
    case format::json_pointer: return is_json_pointer(text);
    case format::relative_json_pointer: return is_relative_json_pointer(text);
    case format::regex: return is_regex(text, regex_dialect::ecma);
    case format::language_tag: return is_language_tag(text);
    case format::xapi_duration: return is_xapi_duration(text);
    }
    return false;
}

} // namespace schakel::validation
