#include "gateway/pipeline/replay.hpp"

#include "gateway/core/id.hpp"
#include "gateway/pipeline/acceptance.hpp"
#include "gateway/pipeline/stored_exchange.hpp"
#include "gateway/pipeline/stored_keys.hpp"

#include <algorithm>
#include <map>

namespace schakel::pipeline {

namespace {

std::vector<std::string> copies_of(const outbox::message_history& of) {
    std::vector<std::string> all;
    for (const outbox::audit_entry& one : of.audit)
        if (one.action == replay_ordered) all.push_back(one.detail);
    return all;
}

std::size_t most_of_one_route(const std::vector<outbox::delivery>& deliveries) {
    std::map<std::string_view, std::size_t> by_route;
    std::size_t most = 0;
    for (const outbox::delivery& one : deliveries) most = std::max(most, ++by_route[one.route]);
    return most;
}

} // namespace

result<replanned> plan_again(
    std::string_view message_id, const adapter_registry& adapters, const configuration& in_force,
    const exchange_services& services, const document_limits& limits
) {
    auto kept = services.store.show(message_id);
    if (!kept) return failure{kept.error().message};
    const outbox::message& original = kept->message;
    const adapter* by = adapters.find(original.standard);
    if (!by) return failure{"no adapter speaks " + original.standard};

    exchange again = from_stored(original);
    again.id = new_id(services.time);
    again.received_at = services.time.now();
    document_limits as_accepted = limits; // a listener may take larger messages than the usual limit
    as_accepted.bytes = std::max(limits.bytes, original.body.size());
    replanned out{
        judge_again(std::move(again), *by, in_force, as_accepted, services.launches),
        {},
        original.id,
        original.listener,
        copies_of(*kept)};
    if (out.content.decided != disposition::outcome::accepted)
        return failure{std::string(to_string(out.content.decided))};

    const stored_keys known_keys(services.store);
    out.planned = make_plan(out.content, in_force, &known_keys, services.published_goals(), services.time);
    if (!out.planned.routed) return failure{"no route wants it"};
    return out;
}

result<done> keep_only(replanned& of, const replay_choice& chosen) {
    if (chosen.route.empty() && chosen.destination.empty()) return done{};
    std::erase_if(of.planned.deliveries, [&](const outbox::delivery& one) {
        return (!chosen.route.empty() && one.route != chosen.route) ||
               (!chosen.destination.empty() && one.destination != chosen.destination);
    });
    if (!of.planned.deliveries.empty()) return done{};
    std::string nothing = "nothing of it goes";
    if (!chosen.route.empty()) nothing += " by route " + chosen.route;
    if (!chosen.destination.empty()) nothing += " to " + chosen.destination;
    return failure{std::move(nothing)};
}

std::string warning_of(const replay_outcome& told) {
    if (told.earlier.empty() || told.earlier == told.new_id) return {};
    return "this message was replayed before, as " + told.earlier + "; receivers may get it twice";
}

void store_copy(
    replanned&& what, std::string_view actor, std::string_view action, language lang, const exchange_services& services,
    std::function<void(replay_outcome)> done
) {
    judged& it = what.content;
    outbox::acceptance to_store = acceptance_of(it, std::move(what.planned), what.listener, lang);
    to_store.message.replay_of = what.original;
    to_store.audit = {
        it.message.received_at, std::string(actor), std::string(action), to_store.message.id, what.original};
    replay_outcome told;
    told.new_id = to_store.message.id;
    told.deliveries = to_store.deliveries.size();
    told.of_one_route = most_of_one_route(to_store.deliveries);
    if (!what.copies.empty()) told.earlier = what.copies.front();
    services.store.commit(
        std::move(to_store),
        [told, services, done = std::move(done)](const outbox::commit_outcome& committed) {
            using kind = outbox::commit_outcome::kind;
            replay_outcome outcome = told;
            if (committed.what == kind::stored) {
                if (services.wake_deliveries) services.wake_deliveries();
            } else if (committed.what == kind::same_request) {
                outcome.new_id = committed.earlier_id;
                outcome.of_one_route = 0;
            } else {
                outcome = {};
                outcome.problem = committed.what == kind::name_in_use ? "another copy was ordered under this name"
                                                                      : "the store cannot accept: " + committed.detail;
                outcome.unavailable = committed.what == kind::unavailable;
            }
            done(std::move(outcome));
        }
    );
}

void replay(
    replay_request what, const adapter_registry& adapters, std::shared_ptr<const configuration> in_force,
    const exchange_services& services, const document_limits& limits, std::function<void(replay_outcome)> done
) {
    const auto refuse = [&](const failure& why) {
        replay_outcome refused;
        refused.problem = why.message;
        done(std::move(refused));
    };
    auto again = plan_again(what.message, adapters, *in_force, services, limits);
    if (!again) return refuse(again.error());
    if (const auto left = keep_only(*again, what.to); !left) return refuse(left.error());
    again->content.request = std::move(what.name);
    auto ordered = [services, original = what.message, copies = again->copies,
                    done = std::move(done)](replay_outcome told) {
        if (told.new_id.empty() || std::ranges::find(copies, told.new_id) != copies.end()) return done(std::move(told));
        outbox::audit_entry entry{services.time.now(), "operator", std::string(replay_ordered), original, told.new_id};
        services.store.write_audit(std::move(entry), [done, told](bool) { done(told); });
    };
    store_copy(std::move(*again), "operator", "message.replayed", in_force->lang(), services, std::move(ordered));
}

} // namespace schakel::pipeline
