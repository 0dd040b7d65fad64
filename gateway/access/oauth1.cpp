#include "gateway/access/oauth1.hpp"

#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"

#include <charconv>

namespace schakel::access::oauth1 {

namespace {

using crypto::oauth1::sha1_method;
using crypto::oauth1::sha256_method;
using forms::find;
using forms::value_of;

std::string address_of(const signed_request& request) {
    std::string address(request.base);
    while (address.ends_with('/')) address.pop_back();
    return address.append(request.path);
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

std::optional<std::string> signature_base(const signed_request& request, const parameter_list& fields) {
    auto parameters = forms::read(request.query);
    if (!parameters) return std::nullopt;
    parameters->insert(parameters->end(), fields.begin(), fields.end());
    return crypto::oauth1::signature_base(request.method, address_of(request), *parameters);
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
    if (!crypto::constant_time_equal(
            crypto::oauth1::sign(method, *secret, *base), value_of(*fields, "oauth_signature")
        ))
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
    instant now, std::string_view nonce, std::optional<std::string_view> hashed_body
) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    parameter_list fields{
        {"oauth_consumer_key", std::string(consumer_key)},
        {"oauth_nonce", std::string(nonce)},
        {"oauth_signature_method", std::string(method)},
        {"oauth_timestamp", std::to_string(seconds)},
        {"oauth_version", "1.0"}};
    if (hashed_body) {
        const std::string hash = method == sha1_method ? crypto::sha1(*hashed_body) : crypto::sha256(*hashed_body);
        fields.emplace_back("oauth_body_hash", crypto::to_base64(hash));
    }
    fields.emplace_back(
        "oauth_signature", crypto::oauth1::sign(method, secret, signature_base(request, fields).value_or(""))
    );
    return crypto::oauth1::authorization_header(fields);
}

} // namespace schakel::access::oauth1
