#include "adapters/common/lti/service_url.hpp"
#include "adapters/lti_1_3/platform_services.hpp"
#include "gateway/codec/json_writer.hpp"

#include <algorithm>
#include <charconv>

namespace schakel::lti_1_3 {

access access_to(
    const exchange& asked, std::string_view class_handle, std::span<const std::string_view> one_of,
    const launching& with
) {
    using outcome = disposition::outcome;
    auto holder = holder_of(asked, with);
    if (!holder) return outcome::unauthenticated;
    const auto granted = [&](const auto& scopes) {
        return std::ranges::any_of(one_of, [&](std::string_view one) { return scopes.contains(one); });
    };
    if (!granted(holder->scopes)) return outcome::insufficient_scope;
    auto of = with.ledger->find_class(class_handle);
    if (!of) return outcome::not_found;
    if (of->target != holder->party->system) return outcome::forbidden;
    if (!granted(of->scopes)) return outcome::insufficient_scope;
    return granted_class{std::move(*holder), std::move(*of)};
}

reply access_refused(disposition::outcome why) {
    using enum disposition::outcome;
    const auto challenged = [](int status, std::string_view error, std::string_view text, std::string_view challenge) {
        reply out = service_refusal(status, error, text);
        out.headers.set("WWW-Authenticate", std::string(challenge));
        return out;
    };
    switch (why) {
    case unauthenticated:
        return challenged(401, "invalid_token", "an access token of this platform is needed", "Bearer");
    case insufficient_scope:
        return challenged(
            403, "insufficient_scope", "the scope for this was not granted", "Bearer error=\"insufficient_scope\""
        );
    case forbidden: return service_refusal(403, "forbidden", "this belongs to another tool");
    default: return service_refusal(404, "not_found", "there is nothing at this address");
    }
}

reply service_refusal(int status, std::string_view error, std::string_view text, const findings& found, language lang) {
    json::writer out;
    out.begin_object().member("error", error).member("error_description", text);
    if (!found.empty()) {
        out.name("findings").begin_array();
        for (const finding& one : found) {
            out.begin_object().member("rule", one.broken->id).member("place", one.where.path);
            out.member("text", one.text(lang)).end_object();
        }
        out.end_array();
    }
    out.end_object();
    return {status, {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}}, out.finish()};
}

std::size_t limit_of(const exchange& asked, std::size_t most) {
    const std::string_view text = asked.query_value("limit");
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value == 0) return most;
    return std::min(value, most);
}

std::string own_url(const exchange& asked, const launching& with, const form_fields& replaced) {
    form_fields query;
    for (const auto& [name, value] : asked.query) {
        const bool given_anew = std::ranges::any_of(replaced, [&](const auto& one) { return one.first == name; });
        if (!given_anew) query.emplace_back(name, value);
    }
    query.insert(query.end(), replaced.begin(), replaced.end());
    const std::string& raw = asked.raw_path.empty() ? asked.path : asked.raw_path;
    return lti::with_query(with.base_url + raw, query);
}

} // namespace schakel::lti_1_3
