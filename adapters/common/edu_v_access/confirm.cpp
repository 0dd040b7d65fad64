#include "adapters/common/edu_v_access/confirm.hpp"

#include "adapters/common/edu_v_access/from_model.hpp"
#include "gateway/adapter/html_page.hpp"

#include <array>

namespace schakel::edu_v_access {

namespace {

namespace access = model::access;

constexpr std::array<std::string_view, 2> parameters{"role", "portal"};

std::string value_in(const encode_options& options, std::string_view name) {
    const auto found = options.parameters.find(name);
    return found == options.parameters.end() ? std::string() : found->second;
}

// What a portal makes of the state of a link; none: it needs no confirmation.
std::optional<access::url_state> answered(access::url_state asked) {
    if (asked == access::url_state::initialized) return access::url_state::processed;
    if (asked == access::url_state::cancelled || asked == access::url_state::blocked) return asked;
    return std::nullopt;
}

std::optional<access::entitlement_state> answered(access::entitlement_state asked) {
    using enum access::entitlement_state;
    if (asked == created) return entitled;
    if (asked == cancelled || asked == blocked) return asked;
    return std::nullopt;
}

outgoing message(const access::confirmation& from, std::string_view path) {
    outgoing out;
    out.key = from.about;
    out.method = "PUT";
    out.path = path;
    out.headers.set("Content-Type", "application/json");
    out.body = confirmation_text(from);
    out.records = 1;
    return out;
}

access::confirmation begun(
    const entitlement_reading& request, const std::string& about, const std::string& product, std::string_view receipt,
    instant now
) {
    access::confirmation out;
    out.reference = request.reference;
    out.receipt = receipt;
    out.about = about;
    out.product = product;
    out.processed = now;
    out.success = true;
    return out;
}

std::vector<outgoing> of_entitlement(
    const entitlement_reading& request, const access::entitlement& kept, std::string_view receipt,
    const encode_options& options
) {
    std::vector<outgoing> list;
    const access::confirmation base = begun(request, kept.id, kept.product, receipt, options.now);
    constexpr std::string_view path = "/entitlements/confirmations";
    if (value_in(options, "role") == "licensor") {
        access::confirmation one = base;
        one.entitlement = kept.state ? answered(*kept.state) : std::nullopt;
        if (one.entitlement) list.push_back(message(one, path));
        return list;
    }
    const std::string own = value_in(options, "portal");
    for (const access::portal_link& link : kept.links) {
        if (!own.empty() && link.portal != own) continue;
        const auto state = link.state ? answered(*link.state) : std::nullopt;
        if (!state) continue;
        access::confirmation one = base;
        one.link = {link.portal, *state};
        list.push_back(message(one, path));
    }
    return list;
}

std::vector<outgoing> of_order(
    const entitlement_reading& request, const access::delivery_order& kept, std::string_view receipt,
    const encode_options& options
) {
    if (value_in(options, "role") != "entitlor" || !kept.state) return {};
    access::confirmation one = begun(request, kept.id, kept.product, receipt, options.now);
    one.of_order = true;
    if (*kept.state == access::order_state::ordered) one.order = access::order_state::processed;
    if (*kept.state == access::order_state::cancelled) one.order = access::order_state::cancelled;
    if (!one.order) return {};
    return {message(one, "/deliveryorders/confirmations")};
}

constexpr std::array outcomes{
    outcome_row{"2xx with an HTML page", receipt::outcome::hold},
    outcome_row{"any other 2xx", receipt::outcome::delivered},
    outcome_row{"400", receipt::outcome::rejected},
    outcome_row{"401, 403, 3xx", receipt::outcome::hold},
    outcome_row{"408, 425, 429, 5xx, none", receipt::outcome::retry},
    outcome_row{"other", receipt::outcome::rejected},
};

} // namespace

std::span<const std::string_view> confirming_parameters() {
    return parameters;
}

std::vector<outgoing> confirmations(
    service by, const entitlement_reading& request, const access::record& kept, std::string_view receipt,
    const encode_options& options
) {
    if (request.reference.empty()) return {};
    if (by == service::entitlement && kind_of(kept) == access::record_kind::entitlement)
        return of_entitlement(request, std::get<access::entitlement>(kept), receipt, options);
    if (by == service::delivery && kind_of(kept) == access::record_kind::delivery_order)
        return of_order(request, std::get<access::delivery_order>(kept), receipt, options);
    return {};
}

receipt interpret_confirmation(const outgoing&, const received_answer& answer) {
    if (const auto common = interpret_common(answer)) return *common;
    const std::string code = "HTTP " + std::to_string(answer.status);
    if (answer.status >= 300) return {receipt::outcome::rejected, code, {}, {}};
    if (is_html(answer)) return {receipt::outcome::hold, code + " with an HTML page; check the address", {}, {}};
    return {};
}

std::span<const outcome_row> confirmation_outcomes() {
    return outcomes;
}

} // namespace schakel::edu_v_access
