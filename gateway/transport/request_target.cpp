#include "gateway/transport/request_target.hpp"

#include <algorithm>

namespace schakel::transport {

namespace {

bool is_visible_ascii(char c) {
    return c > ' ' && c < '\x7f';
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '\x7f';
}

std::size_t utf8_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF5) return 4;
    return 0;
}

// Shortest form only, no surrogates (RFC 3629).
bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto at = [&](std::size_t k) { return static_cast<unsigned char>(text[i + k]); };
        const std::size_t length = utf8_length(at(0));
        if (length == 0 || length > text.size() - i) return false;
        for (std::size_t k = 1; k < length; ++k) {
            if ((at(k) & 0xC0) != 0x80) return false;
        }
        if ((at(0) == 0xE0 && at(1) < 0xA0) || (at(0) == 0xED && at(1) > 0x9F)) return false;
        if ((at(0) == 0xF0 && at(1) < 0x90) || (at(0) == 0xF4 && at(1) > 0x8F)) return false;
        i += length;
    }
    return true;
}

bool has_dot_segment(std::string_view decoded) {
    while (true) {
        const auto segment = decoded.substr(0, decoded.find_first_of("/\\"));
        if (segment == "." || segment == "..") return true;
        if (segment.size() == decoded.size()) return false;
        decoded.remove_prefix(segment.size() + 1);
    }
}

// The decoded path with encoded slashes left as they are.
std::string keep_encoded_slashes(std::string_view raw) {
    std::string out;
    while (!raw.empty()) {
        const auto escape = std::min(std::min(raw.find("%2F"), raw.find("%2f")), raw.size());
        out += *percent_decode(raw.substr(0, escape));
        raw.remove_prefix(escape);
        if (raw.empty()) break;
        out += "%2F";
        raw.remove_prefix(3);
    }
    return out;
}

bool is_hexadecimal(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Then a query can be read as a form.
bool escapes_are_whole(std::string_view text) {
    for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
        const std::string_view digits = text.substr(at + 1, 2);
        if (digits.size() < 2 || !std::all_of(digits.begin(), digits.end(), is_hexadecimal)) return false;
    }
    return true;
}

// "http://host/path" becomes "/path"; the authority goes before the Host header (RFC 9112, 3.2.2).
bool reduce_absolute_form(http_request& request) {
    const auto scheme_end = request.target.find("://");
    if (scheme_end == std::string::npos) return false;
    const std::string_view scheme(request.target.data(), scheme_end);
    if (!same_name(scheme, "http") && !same_name(scheme, "https")) return false;
    const auto begin = scheme_end + 3;
    const auto end = std::min(request.target.find_first_of("/?", begin), request.target.size());
    const auto authority = request.target.substr(begin, end - begin);
    if (authority.empty() || authority.find('@') != std::string::npos) return false;
    request.headers.set("Host", authority);
    request.target.erase(0, end);
    if (request.target.empty() || request.target.front() == '?') request.target.insert(0, "/");
    return true;
}

} // namespace

bool read_request_target(http_request& request) {
    if (!std::all_of(request.target.begin(), request.target.end(), is_visible_ascii)) return false;
    if (request.target == "*") {
        request.path = "*";
        return request.method == "OPTIONS";
    }
    if (!request.target.starts_with('/') && !reduce_absolute_form(request)) return false;
    const std::string_view target = request.target;
    if (target.find('#') != std::string_view::npos) return false;
    const auto question = std::min(target.find('?'), target.size());
    const auto raw_path = target.substr(0, question);
    request.query = target.substr(std::min(question + 1, target.size()));
    const auto decoded = percent_decode(raw_path);
    if (!decoded || !is_utf8(*decoded) || has_dot_segment(*decoded)) return false;
    if (std::any_of(decoded->begin(), decoded->end(), is_control)) return false;
    if (!escapes_are_whole(request.query)) return false;
    request.path = keep_encoded_slashes(raw_path);
    return true;
}

} // namespace schakel::transport
