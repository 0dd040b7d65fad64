// The trace of one launch as it is kept for the chain query: how far it came, and why no further. Without names,
// addresses or anything else that tells who the person is: a person is found again only by who knows the pseudonym.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/outbox/launch_rows.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::launch {

// In order. What is told is the hop that was reached; a refusal happened on the way to the next one.
enum class hop {
    received, // the browser came with a login or a launch
    verified, // the source is who it says, and what it says is whole
    school,   // it is a school of ours, and the deployment is paired with it
    person,   // the person is known (or nobody has to be)
    routed,   // there is a route from this source to this publisher
    entitled, // the school or the person may open the product
    released, // what the publisher may know was chosen
    sent,     // the browser was sent on to the publisher
    opened,   // the publisher got its signed launch
};
std::string_view to_string(hop which); // "received", "verified", …
std::optional<hop> parse_hop(std::string_view text);

struct attempt {
    std::string trace; // uuid v7
    instant began{}, changed{};
    std::string school, product, source, target; // empty: not known (yet)
    std::string kind;                            // to_string(model::launch_kind)
    // Pseudonyms by which an administrator may ask for this person: what the publisher is told, the ECK iD. Digests of
    // them are stored; reading brings none.
    std::vector<std::string> persons;
    hop reached = hop::received;
    std::string outcome;  // "" while under way, "opened", "signed-out", or the code of the refusal
    std::string reason;   // for the administrator; no personal data
    std::string released; // names of the fields that the publisher was told, separated by spaces
};

inline constexpr std::string_view opened_outcome = "opened";
inline constexpr std::string_view signed_out_outcome = "signed-out"; // no launch: a session ended

// Fit for outbox::launch_writes. A later one of the same trace replaces the earlier; empty fields and an empty list
// leave what is there.
outbox::launch_attempt to_row(const attempt& what);
attempt from_row(const outbox::launch_attempt& row);

std::string person_digest(std::string_view pseudonym);

} // namespace schakel::launch
