#include "gateway/crypto/oauth1.hpp"

#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>

namespace schakel::crypto::oauth1 {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

} // namespace

std::optional<forms::field_list> parse_authorization(std::string_view header) {
    constexpr std::string_view scheme = "oauth ";
    if (header.size() < scheme.size() || !std::ranges::equal(header.substr(0, scheme.size()), scheme, {}, lower))
        return std::nullopt;
    header.remove_prefix(scheme.size());
    forms::field_list fields;
    while (!(header = trimmed(header)).empty()) {
        const std::size_t open = header.find("=\"");
        if (open == std::string_view::npos) return std::nullopt;
        const std::size_t close = header.find('"', open + 2);
        if (close == std::string_view::npos) return std::nullopt;
        auto name = forms::percent_decode(trimmed(header.substr(0, open)));
        auto value = forms::percent_decode(header.substr(open + 2, close - open - 2));
        if (!name || !value || forms::find(fields, *name)) return std::nullopt;
        if (*name != "realm") fields.emplace_back(std::move(*name), std::move(*value));
        header = trimmed(header.substr(close + 1));
        if (header.empty()) break;
        if (header.front() != ',') return std::nullopt;
        header.remove_prefix(1);
    }
    return fields;
}

std::string base_address(std::string_view url) {
    url = url.substr(0, url.find_first_of("?#"));
    const std::size_t scheme = url.find("://");
    const std::size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
    const std::size_t path = std::min(url.find('/', host), url.size());
    std::string base(url.substr(0, path));
    std::ranges::transform(base, base.begin(), lower);
    if (base.starts_with("https://") && base.ends_with(":443")) base.resize(base.size() - 4);
    if (base.starts_with("http://") && base.ends_with(":80")) base.resize(base.size() - 3);
    return base.append(path == url.size() ? "/" : url.substr(path));
}

std::string signature_base(std::string_view http_method, std::string_view url, const forms::field_list& parameters) {
    forms::field_list encoded;
    encoded.reserve(parameters.size());
    for (const auto& [name, value] : parameters) {
        if (name != "oauth_signature") encoded.emplace_back(forms::percent_encode(name), forms::percent_encode(value));
    }
    std::ranges::sort(encoded);
    std::string joined;
    for (const auto& [name, value] : encoded) {
        if (!joined.empty()) joined += '&';
        joined.append(name).append("=").append(value);
    }
    std::string base(http_method);
    return base.append("&")
        .append(forms::percent_encode(base_address(url)))
        .append("&")
        .append(forms::percent_encode(joined));
}

std::string sign(std::string_view method, std::string_view secret, std::string_view base, bool encode_secret) {
    // No token, so no token secret behind the "&".
    const std::string key = (encode_secret ? forms::percent_encode(secret) : std::string(secret)) + "&";
    return to_base64(method == sha1_method ? hmac_sha1(key, base) : hmac_sha256(key, base));
}

std::string authorization_header(const forms::field_list& fields) {
    std::string header = "OAuth ";
    for (const auto& [name, value] : fields) {
        if (!header.ends_with(' ')) header += ", ";
        header.append(name).append("=\"").append(forms::percent_encode(value)).append("\"");
    }
    return header;
}

} // namespace schakel::crypto::oauth1
