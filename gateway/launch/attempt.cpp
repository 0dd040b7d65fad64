#include "gateway/launch/attempt.hpp"

#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <array>

namespace schakel::launch {

namespace {

constexpr std::array<std::string_view, 9> hops{"received", "verified", "school", "person", "routed",
                                               "entitled", "released", "sent",   "opened"};

} // namespace

std::string_view to_string(hop which) {
    return hops[static_cast<std::size_t>(which)];
}

std::optional<hop> parse_hop(std::string_view text) {
    const auto at = std::ranges::find(hops, text);
    if (at == hops.end()) return std::nullopt;
    return static_cast<hop>(at - hops.begin());
}

outbox::launch_attempt to_row(const attempt& what) {
    outbox::launch_attempt row;
    row.trace = what.trace;
    row.began = what.began;
    row.changed = what.changed;
    row.school = what.school;
    row.product = what.product;
    row.source = what.source;
    row.target = what.target;
    for (const std::string& pseudonym : what.persons) row.persons.push_back(person_digest(pseudonym));
    row.kind = what.kind;
    row.hop = to_string(what.reached);
    row.outcome = what.outcome;
    row.reason = what.reason;
    row.released = what.released;
    return row;
}

attempt from_row(const outbox::launch_attempt& row) {
    attempt out;
    out.trace = row.trace;
    out.began = row.began;
    out.changed = row.changed;
    out.school = row.school;
    out.product = row.product;
    out.source = row.source;
    out.target = row.target;
    out.kind = row.kind;
    out.reached = parse_hop(row.hop).value_or(hop::received);
    out.outcome = row.outcome;
    out.reason = row.reason;
    out.released = row.released;
    return out;
}

std::string person_digest(std::string_view pseudonym) {
    return crypto::sha256("launch person\n" + std::string(pseudonym)).substr(0, 16);
}

} // namespace schakel::launch
