#include "gateway/transport/url.hpp"

#include <boost/url.hpp>

#include <algorithm>
#include <charconv>

namespace schakel::transport {

namespace {

namespace urls = boost::urls;

constexpr std::size_t longest_url = 8192;

std::uint16_t default_port(std::string_view scheme) {
    return scheme == "https" ? 443 : 80;
}

std::string lower_case(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

bool is_visible_ascii(char c) {
    return c > ' ' && c < '\x7f';
}

bool is_host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == ':';
}

// 0 when the number does not fit.
std::uint16_t port_of(const urls::url_view& parsed, std::string_view scheme) {
    const auto digits = parsed.port();
    if (digits.empty()) return default_port(scheme);
    std::uint16_t number = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc() ? number : std::uint16_t{0};
}

} // namespace

std::string url::authority() const {
    const std::string shown = host.find(':') == std::string::npos ? host : "[" + host + "]";
    return port == default_port(scheme) ? shown : shown + ":" + std::to_string(port);
}

std::string url::origin() const {
    return scheme + "://" + host + ":" + std::to_string(port);
}

result<url> parse_url(std::string_view text) {
    if (text.size() > longest_url) return failure{"the URL is longer than 8192 bytes"};
    const auto scheme_end = text.find("://");
    if (scheme_end == std::string_view::npos) return failure{"not an absolute URL"};
    url out;
    out.scheme = lower_case(std::string(text.substr(0, scheme_end)));
    if (out.scheme != "http" && out.scheme != "https") return failure{"the URL is not http or https"};
    // Also keeps inputs like "ep:\0" from Boost.URL 1.81, which meets them with a failed assertion.
    if (!std::all_of(text.begin(), text.end(), is_visible_ascii))
        return failure{"the URL holds characters that must be escaped"};
    const auto parsed = urls::parse_uri(boost::core::string_view(text.data(), text.size()));
    if (!parsed) return failure{"not an absolute URL"};
    const urls::url_view& view = *parsed;
    if (view.has_userinfo()) return failure{"the URL holds a user name; credentials belong in the settings"};
    out.host = lower_case(view.host_address());
    if (out.host.empty() || !std::all_of(out.host.begin(), out.host.end(), is_host_character)) {
        return failure{"the URL names no usable host"};
    }
    out.port = port_of(view, out.scheme);
    if (out.port == 0) return failure{"the URL's port is not between 1 and 65535"};
    const auto target = view.encoded_resource();
    std::string_view shown(target.data(), target.size());
    shown = shown.substr(0, shown.find('#'));
    out.target = shown.starts_with('/') ? std::string(shown) : "/" + std::string(shown);
    return out;
}

} // namespace schakel::transport
