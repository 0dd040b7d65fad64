#include "gateway/access/oauth1.hpp"

#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <charconv>

namespace schakel::access::oauth1 {

namespace {

constexpr std::string_view sha1_method = "HMAC-SHA1";
constexpr std::string_view sha256_method = "HMAC-SHA256";

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

const std::string* find(const parameter_list& fields, std::string_view name) {
    const auto at = std::ranges::find(fields, name, &parameter_list::value_type::first);
    return at == fields.end() ? nullptr : &at->second;
}

std::string_view value_of(const parameter_list& fields, std::string_view name) {
    const std::string* value = find(fields, name);
    return value ? std::string_view(*value) : std::string_view{};
}

// Adds the parameters of a query in encoded form; false when it cannot be decoded.
bool add_query(std::string_view query, parameter_list& encoded) {
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (pair.empty()) continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const auto name = percent_decode(pair.substr(0, equals), true);
        const auto value = percent_decode(pair.substr(std::min(equals + 1, pair.size())), true);
        if (!name || !value) return false;
        encoded.emplace_back(percent_encode(*name), percent_encode(*value));
    }
    return true;
}

// RFC 5849 3.4.1.2: scheme and host in lower case, the port only when it is not the usual one.
std::string base_address(const signed_request& request) {
    std::string base(request.base);
    std::ranges::transform(base, base.begin(), lower);
    while (base.ends_with('/')) base.pop_back();
    if (base.starts_with("https://") && base.ends_with(":443")) base.resize(base.size() - 4);
    if (base.starts_with("http://") && base.ends_with(":80")) base.resize(base.size() - 3);
    return base.append(request.path);
}

std::string sign(std::string_view method, std::string_view secret, std::string_view base) {
    const std::string key = percent_encode(secret) + "&"; // no token, so no token secret
    return crypto::to_base64(method == sha1_method ? crypto::hmac_sha1(key, base) : crypto::hmac_sha256(key, base));
}

std::optional<instant> moment(std::string_view seconds) {
    std::int64_t count = 0;
    const char* end = seconds.data() + seconds.size();
    const auto [at, error] = std::from_chars(seconds.data(), end, count);
    constexpr std::int64_t year_9999 = 253402300799;
    if (error != std::errc{} || at != end || count <= 0 || count > year_9999) return std::nullopt;
    return instant{std::chrono::seconds(count)};
}

} // namespace

std::string percent_encode(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size() + 16);
    for (const char c : text) {
        if (is_unreserved(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    return out;
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_space) {
            out += ' ';
        } else if (text[i] != '%') {
            out += text[i];
        } else {
            const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
            if (high < 0 || low < 0) return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    return out;
}

std::optional<parameter_list> parse_authorization(std::string_view header) {
    constexpr std::string_view scheme = "oauth ";
    if (header.size() < scheme.size() || !std::ranges::equal(header.substr(0, scheme.size()), scheme, {}, lower))
        return std::nullopt;
    header.remove_prefix(scheme.size());
    parameter_list fields;
    while (!(header = trimmed(header)).empty()) {
        const std::size_t open = header.find("=\"");
        if (open == std::string_view::npos) return std::nullopt;
        const std::size_t close = header.find('"', open + 2);
        if (close == std::string_view::npos) return std::nullopt;
        auto name = percent_decode(trimmed(header.substr(0, open)));
        auto value = percent_decode(header.substr(open + 2, close - open - 2));
        if (!name || !value || find(fields, *name)) return std::nullopt;
        if (*name != "realm") fields.emplace_back(std::move(*name), std::move(*value));
        header = trimmed(header.substr(close + 1));
        if (header.empty()) break;
        if (header.front() != ',') return std::nullopt;
        header.remove_prefix(1);
    }
    return fields;
}

std::optional<std::string> signature_base(const signed_request& request, const parameter_list& fields) {
    parameter_list encoded;
    if (!add_query(request.query, encoded)) return std::nullopt;
    for (const auto& [name, value] : fields) {
        if (name != "oauth_signature") encoded.emplace_back(percent_encode(name), percent_encode(value));
    }
    std::ranges::sort(encoded);
    std::string joined;
    for (const auto& [name, value] : encoded) {
        if (!joined.empty()) joined += '&';
        joined.append(name).append("=").append(value);
    }
    return std::string(request.method) + "&" + percent_encode(base_address(request)) + "&" + percent_encode(joined);
}

result<std::string, refusal> verify(
    const signed_request& request, const secret_lookup& secrets, instant now, crypto::replay_guard& nonces,
    std::chrono::seconds window
) {
    const auto fields = parse_authorization(request.authorization);
    if (!fields) return refusal::not_signed;
    const std::string client(value_of(*fields, "oauth_consumer_key"));
    const std::string_view method = value_of(*fields, "oauth_signature_method");
    const std::string_view nonce = value_of(*fields, "oauth_nonce");
    const std::string* version = find(*fields, "oauth_version");
    if (client.empty() || nonce.empty() || !find(*fields, "oauth_signature")) return refusal::not_signed;
    if ((method != sha1_method && method != sha256_method) || (version && *version != "1.0"))
        return refusal::unsupported;

    const auto made = moment(value_of(*fields, "oauth_timestamp"));
    const auto base = signature_base(request, *fields);
    if (!made || !base) return refusal::not_signed;
    const auto secret = secrets(client);
    if (!secret) return refusal::unknown_client;
    if (!crypto::constant_time_equal(sign(method, *secret, *base), value_of(*fields, "oauth_signature")))
        return refusal::wrong_signature;
    if (*made < now - window || *made > now + window) return refusal::stale;

    const std::string once = std::to_string(made->time_since_epoch().count()) + " " + std::string(nonce);
    switch (nonces.use(client, once, *made + window + 1s)) {
    case crypto::first_use::no: return refusal::replayed;
    case crypto::first_use::full: return refusal::busy;
    case crypto::first_use::yes: break;
    }
    return client;
}

std::string authorization_header(
    const signed_request& request, std::string_view consumer_key, std::string_view secret, std::string_view method,
    instant now, std::string_view nonce
) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    parameter_list fields{
        {"oauth_consumer_key", std::string(consumer_key)},
        {"oauth_nonce", std::string(nonce)},
        {"oauth_signature_method", std::string(method)},
        {"oauth_timestamp", std::to_string(seconds)},
        {"oauth_version", "1.0"}};
    fields.emplace_back("oauth_signature", sign(method, secret, signature_base(request, fields).value_or("")));
    std::string header = "OAuth ";
    for (const auto& [name, value] : fields) {
        if (!header.ends_with(' ')) header += ", ";
        header.append(name).append("=\"").append(percent_encode(value)).append("\"");
    }
    return header;
}

} // namespace schakel::access::oauth1
