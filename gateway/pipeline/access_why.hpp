// The chain query: may this person open this product, and if not, which hop is the first that stands in the way?
// Identity, roster, route, entitlement, the launches themselves.
//
// Asked with a pseudonym: what a publisher calls the person, the ECK iD, or what the source calls them. Tells nothing
// of any other person, and of this one no name and no other identifier.
#pragma once

#include "gateway/adapter/roster_view.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/entitlement/access_check.hpp"
#include "gateway/launch/attempt.hpp"
#include "gateway/outbox/launch_rows.hpp"
#include "gateway/outbox/store.hpp"
#include "gateway/pipeline/configuration.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::pipeline {

struct why_question {
    std::string person, product;
    std::string school; // id; empty: where the person is found
};

struct why_services {
    const configuration& in_force;
    outbox::launch_rows& launches;
    outbox::store& messages;
    std::function<std::shared_ptr<const roster_view>(std::string_view school)> roster; // null: none is published
    const entitlement::access_check& entitlements;
    const clock& time;
};

enum class why_verdict { good, failed, unknown };
std::string_view to_string(why_verdict value); // "good", "failed", "unknown"

struct both_languages {
    std::string nl, en;
};

struct why_hop {
    std::string_view name; // "identity", "roster", "route", "entitlement", "launch"
    why_verdict what = why_verdict::unknown;
    std::string code;     // stable, "route.no-route"
    both_languages found; // what was seen
    both_languages next;  // what to do and who can; empty where nothing needs doing
};

struct why_answer {
    std::string school; // empty: the person was found nowhere
    std::vector<why_hop> hops;
    std::vector<launch::attempt> attempts; // of this person, for this product; newest first

    const why_hop* first_failed() const; // null: nothing stands in the way
};

why_answer access_why(const why_question& asked, const why_services& with);

} // namespace schakel::pipeline
