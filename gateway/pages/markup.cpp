#include "gateway/pages/markup.hpp"

#include "gateway/codec/utf8.hpp"

#include <algorithm>
#include <array>

namespace schakel::pages {

namespace {

constexpr std::size_t usual_page = 6144; // bytes: style, script and a form with a token

// Of every character whether something else stands for it.
constexpr auto is_escaped = [] {
    std::array<bool, 256> out{};
    for (const char c : {'&', '<', '>', '"', '\'', '\r', '\0'}) out[static_cast<unsigned char>(c)] = true;
    return out;
}();

// What stands for such a character in a page.
std::string_view written_as(char c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    case '\r': return "&#13;";        // as it stands, a parser would drop it
    case '\0': return "\xEF\xBF\xBD"; // HTML has no way to write it
    default: return {};               // not asked
    }
}

void append_escaped(std::string& out, std::string_view value) {
    const std::string whole =
        utf8::first_fault(value) == std::string_view::npos ? std::string() : utf8::repaired(value);
    const std::string_view text = whole.empty() ? value : std::string_view(whole);
    std::size_t from = 0; // a token is long and holds nothing that is escaped: it goes in one piece
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_escaped[static_cast<unsigned char>(text[at])]) continue;
        out.append(text.substr(from, at - from)).append(written_as(text[at]));
        from = at + 1;
    }
    out.append(text.substr(from));
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_plain(char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != 0x7f && c != '\\';
}

std::size_t length_of_scheme(std::string_view address) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (std::ranges::equal(address.substr(0, scheme.size()), scheme, {}, lower)) return scheme.size();
    }
    return 0;
}

bool is_host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '_' || c == ':' || c == '[' || c == ']';
}

// Length of scheme and host with port, 0 when there is none. User names in addresses are refused with it.
std::size_t length_of_origin(std::string_view address) {
    const std::size_t scheme = length_of_scheme(address);
    if (scheme == 0) return 0;
    const std::size_t end = std::min(address.find_first_of("/?#", scheme), address.size());
    const std::string_view host = address.substr(scheme, end - scheme);
    return !host.empty() && std::ranges::all_of(host, is_host_character) ? end : 0;
}

} // namespace

attribute attribute::mark(literal name, bool present) {
    attribute made(name, "");
    made.present_ = present;
    return made;
}

attribute attribute::address(literal name, std::string_view value) {
    attribute made(name, value);
    made.present_ = is_address(value);
    return made;
}

bool is_address(std::string_view value) {
    if (!std::ranges::all_of(value, is_plain)) return false;
    return length_of_origin(value) != 0 || (value.starts_with('/') && !value.starts_with("//"));
}

std::string origin_of(std::string_view address) {
    std::string origin(address.substr(0, length_of_origin(address)));
    std::ranges::transform(origin, origin.begin(), lower);
    if (origin.starts_with("https://") && origin.ends_with(":443")) origin.resize(origin.size() - 4);
    if (origin.starts_with("http://") && origin.ends_with(":80")) origin.resize(origin.size() - 3);
    return origin;
}

bool is_origin(std::string_view value) {
    return !value.empty() && length_of_origin(value) == value.size();
}

markup::markup() {
    out_.reserve(usual_page);
    out_ = "<!DOCTYPE html>\n";
}

markup& markup::text(std::string_view value) {
    append_escaped(out_, value);
    return *this;
}

markup& markup::element(literal name, attributes list, std::string_view content) {
    open(name, list);
    text(content);
    return close(name);
}

markup& markup::lone(literal name, attributes list) {
    open(name, list);
    return *this;
}

markup& markup::verbatim(literal element, literal content) {
    open(element, {});
    out_ += content.view();
    return close(element);
}

void markup::open(literal name, attributes list) {
    out_.append("<").append(name.view());
    for (const attribute& one : list) {
        if (!one.present()) continue;
        out_.append(" ").append(one.name());
        if (one.value().empty()) continue;
        out_ += "=\"";
        append_escaped(out_, one.value());
        out_ += '"';
    }
    out_ += '>';
}

markup& markup::close(literal name) {
    out_.append("</").append(name.view()).append(">");
    return *this;
}

} // namespace schakel::pages
