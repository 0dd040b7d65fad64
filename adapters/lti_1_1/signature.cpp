#include "adapters/lti_1_1/signature.hpp"

#include "adapters/lti_1_1/names.hpp"
#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/crypto/oauth1.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace schakel::lti_1_1 {

namespace {

using crypto::oauth1::sha1_method;
using crypto::oauth1::sha256_method;

constexpr std::size_t longest_nonce = 256;

bool is_oauth(std::string_view name) {
    return name.starts_with("oauth_");
}

// The OAuth parameter that is missing or stands twice.
std::optional<bad_signature> fault_in_parameters(const forms::field_list& fields) {
    for (const std::string_view needed :
         {"oauth_consumer_key", "oauth_signature_method", "oauth_timestamp", "oauth_nonce", "oauth_signature"}) {
        if (forms::value_of(fields, needed).empty())
            return bad_signature{&fault::parameter_missing, std::string(needed), {}, nullptr};
    }
    std::set<std::string_view> seen;
    for (const auto& [name, value] : fields) {
        if (is_oauth(name) && !seen.insert(name).second)
            return bad_signature{&fault::parameter_repeated, name, {}, nullptr};
    }
    return std::nullopt;
}

std::optional<bad_signature> fault_in_method(const forms::field_list& fields, const launch_party& party) {
    const std::string_view method = forms::value_of(fields, "oauth_signature_method");
    const std::string* version = forms::find(fields, "oauth_version");
    const bool known = method == sha1_method || method == sha256_method;
    const bool allowed = party.algorithms.empty() || party.algorithms.contains(method);
    if (known && allowed && (!version || *version == "1.0")) return std::nullopt;
    const std::string expected =
        party.algorithms.empty() || !known ? "HMAC-SHA1, HMAC-SHA256" : *party.algorithms.begin();
    return bad_signature{&fault::unsupported_signature, expected, known ? std::string(method) : masked(method), &party};
}

const std::string* secret_of(const launch_party& party, std::string_view key) {
    const auto at = std::ranges::find(party.keys, key, &shared_key::key);
    return at == party.keys.end() ? nullptr : &at->secret;
}

// ---------------------------------------------------------------- time

std::optional<instant> moment_of(std::string_view seconds) {
    std::int64_t count = 0;
    const char* end = seconds.data() + seconds.size();
    const auto [at, error] = std::from_chars(seconds.data(), end, count);
    constexpr std::int64_t year_9999 = 253402300799;
    if (error != std::errc{} || at != end || count <= 0 || count > year_9999) return std::nullopt;
    return instant{std::chrono::seconds(count)};
}

std::string written(std::chrono::seconds span) {
    return std::to_string(span.count()) + " s";
}

std::optional<bad_signature> fault_in_time(instant made, const launch_party& party, instant now) {
    using std::chrono::seconds;
    const seconds oldest = party.longest + party.leeway;
    const auto age = std::chrono::duration_cast<seconds>(now - made);
    if (age > oldest) return bad_signature{&fault::stale, written(oldest), written(age) + " older", &party};
    if (-age > oldest) return bad_signature{&fault::stale, written(oldest), written(-age) + " newer", &party};
    return std::nullopt;
}

// ---------------------------------------------------------------- the signature itself

struct to_verify {
    std::string_view http_method, url;
    const forms::field_list& oauth; // the parameters of OAuth
    const launch_party& party;
    const std::string& secret;
};

bool fits(const to_verify& what, const forms::field_list& covered) {
    const std::string_view method = forms::value_of(what.oauth, "oauth_signature_method");
    const std::string_view shown = forms::value_of(what.oauth, "oauth_signature");
    const std::string base = crypto::oauth1::signature_base(what.http_method, what.url, covered);
    if (crypto::constant_time_equal(crypto::oauth1::sign(method, what.secret, base), shown)) return true;
    return what.party.quirks.contains(quirk::plain_secret) &&
           crypto::constant_time_equal(crypto::oauth1::sign(method, what.secret, base, false), shown);
}

forms::field_list joined(const forms::field_list& a, const forms::field_list& b) {
    forms::field_list out = a;
    out.insert(out.end(), b.begin(), b.end());
    return out;
}

// Known key, right kind, right time, right signature over one of `candidates`; the first that fits is what was covered.
result<signed_by, bad_signature> judge(
    std::string_view http_method, std::string_view url, const forms::field_list& oauth,
    const std::vector<forms::field_list>& candidates, launch_side side, const launching& with
) {
    const std::string key(forms::value_of(oauth, "oauth_consumer_key"));
    const launch_party* party = with.parties->find_by_key(side, key);
    const std::string* secret = party ? secret_of(*party, key) : nullptr;
    if (!secret) return bad_signature{&fault::unknown_key, {}, {}, nullptr};
    if (auto wrong = fault_in_method(oauth, *party)) return *std::move(wrong);

    const to_verify what{http_method, url, oauth, *party, *secret};
    const auto covered = std::ranges::find_if(candidates, [&](const auto& one) { return fits(what, one); });
    if (covered == candidates.end())
        return bad_signature{
            &fault::wrong_signature, std::string(http_method) + " " + crypto::oauth1::base_address(url), {}, party};

    const auto made = moment_of(forms::value_of(oauth, "oauth_timestamp"));
    if (!made) return bad_signature{&fault::parameter_missing, "oauth_timestamp", {}, party};
    if (auto wrong = fault_in_time(*made, *party, with.now)) return *std::move(wrong);
    const std::string_view nonce = forms::value_of(oauth, "oauth_nonce");
    if (nonce.size() > longest_nonce)
        return bad_signature{&fault::nonce, "1 - 256", std::to_string(nonce.size()), party};

    const std::string_view stamp = forms::value_of(oauth, "oauth_timestamp");
    std::string once = "nonce|" + key + "|";
    once.append(stamp).append("|").append(nonce);
    return signed_by{party, key, *covered, {std::move(once), *made + party->longest + party->leeway + 1s}};
}

// SHA-1 as the extension prescribes; signers with HMAC-SHA256 are seen to use SHA-256.
bool body_fits(std::string_view body, const forms::field_list& oauth) {
    const std::string_view shown = forms::value_of(oauth, "oauth_body_hash");
    const bool with_sha256 = forms::value_of(oauth, "oauth_signature_method") == sha256_method;
    return crypto::constant_time_equal(crypto::to_base64(crypto::sha1(body)), shown) ||
           (with_sha256 && crypto::constant_time_equal(crypto::to_base64(crypto::sha256(body)), shown));
}

std::string now_in_seconds(instant now) {
    return std::to_string(std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count());
}

} // namespace

result<signed_by, bad_signature>
judge_form(const browser_request& request, std::string_view url, launch_side side, const launching& with) {
    const forms::field_list whole = joined(request.http.query, request.form);
    if (auto wrong = fault_in_parameters(whole)) return *std::move(wrong);
    std::vector<forms::field_list> candidates{whole};
    if (!request.http.query.empty()) candidates.push_back(request.form);
    return judge(request.http.method, url, whole, candidates, side, with);
}

result<signed_by, bad_signature>
judge_message(const exchange& message, std::string_view url, launch_side side, const launching& with) {
    const auto header = crypto::oauth1::parse_authorization(message.headers.find("authorization"));
    if (!header) return bad_signature{&fault::parameter_missing, "Authorization: OAuth", {}, nullptr};
    if (auto wrong = fault_in_parameters(*header)) return *std::move(wrong);
    auto good = judge(message.method, url, *header, {joined(message.query, *header)}, side, with);
    if (!good) return good;
    if (!body_fits(message.body, *header)) return bad_signature{&fault::body_hash, {}, {}, good->party};
    return good;
}

page_form signed_form(
    std::string_view url, const forms::field_list& parameters, const shared_key& key, const launch_party& party,
    const launching& with
) {
    const bool only_sha256 = !party.algorithms.empty() && !party.algorithms.contains(sha1_method);
    const std::string_view method = only_sha256 ? sha256_method : sha1_method;
    page_form form{"POST", std::string(url), parameters};
    const forms::field_list oauth{
        {"oauth_callback", "about:blank"},
        {"oauth_consumer_key", key.key},
        {"oauth_nonce", with.random()},
        {"oauth_signature_method", std::string(method)},
        {"oauth_timestamp", now_in_seconds(with.now)},
        {"oauth_version", "1.0"}};
    form.fields.insert(form.fields.end(), oauth.begin(), oauth.end());

    const std::size_t query = std::min(url.find('?'), url.size());
    const std::string_view fragmentless = url.substr(0, url.find('#'));
    const auto in_address = forms::read(fragmentless.substr(std::min(query + 1, fragmentless.size())));
    const forms::field_list covered = joined(in_address.value_or(forms::field_list{}), form.fields);
    const bool encoded = !party.quirks.contains(quirk::plain_secret);
    const std::string base = crypto::oauth1::signature_base("POST", url, covered);
    form.fields.emplace_back("oauth_signature", crypto::oauth1::sign(method, key.secret, base, encoded));
    return form;
}

} // namespace schakel::lti_1_1
