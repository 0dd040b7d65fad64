#include "gateway/entitlement/weighing.hpp"

#include <algorithm>
#include <array>

namespace schakel::entitlement {

namespace {

namespace access = model::access;
using enum access_reason;

constexpr std::array order{licensed, entitled, open_order, not_begun,    not_confirmed, activation_over,
                           expired,  blocked,  cancelled,  not_entitled, nothing_known};

std::ptrdiff_t rank(access_reason one) {
    return std::ranges::find(order, one) - order.begin();
}

// The periods of something that has not been activated.
std::optional<access_reason>
outside(const std::optional<access::day>& begin, const std::optional<access::day>& until, access::day today) {
    if (begin && today < *begin) return not_begun;
    if (until && today > *until) return activation_over;
    return std::nullopt;
}

bool names(const access::delivery_order& one, const std::vector<std::string>& groups) {
    return std::ranges::any_of(one.parts, [&](const access::order_part& part) {
        return std::ranges::find(groups, part.id) != groups.end();
    });
}

} // namespace

access_reason weigh(const access::entitlement& one, access::day today) {
    using enum access::entitlement_state;
    const access::entitlement_state state = one.state.value_or(created);
    if (state == access::entitlement_state::blocked) return access_reason::blocked;
    if (state == access::entitlement_state::cancelled) return access_reason::cancelled;
    if (one.expires && today > *one.expires) return expired;
    if (state == access::entitlement_state::licensed) return access_reason::licensed;
    if (const auto why = outside(one.begin, one.activation_until, today)) return *why;
    return state == created ? not_confirmed : access_reason::entitled;
}

std::optional<access_reason> weigh(const access::delivery_order& one, const access_question& asked, access::day today) {
    if (!one.kind || !is_open(*one.kind)) return std::nullopt;
    using enum access::delivery_kind;
    if (*one.kind == school_admin) return std::nullopt; // handed out one by one: an entitlement tells to whom
    if (*one.kind != school_all && !names(one, asked.groups)) return std::nullopt;
    const access::order_state state = one.state.value_or(access::order_state::created);
    if (state == access::order_state::cancelled) return access_reason::cancelled;
    if (one.begin && today < *one.begin) return not_begun;
    if (state == access::order_state::created) return not_confirmed;
    // Who activated before the period ended still uses it; which of the pupils did is the publisher's to know.
    if (one.activation_until && today > *one.activation_until && state != access::order_state::licensed)
        return activation_over;
    return open_order;
}

bool counts_before(access_reason one, access_reason other) {
    return rank(one) < rank(other);
}

} // namespace schakel::entitlement
