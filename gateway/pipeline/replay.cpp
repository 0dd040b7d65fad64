#include "gateway/pipeline/replay.hpp"

#include "gateway/core/id.hpp"
#include "gateway/pipeline/acceptance.hpp"
#include "gateway/pipeline/stored_exchange.hpp"
#include "gateway/pipeline/stored_keys.hpp"

#include <algorithm>

namespace schakel::pipeline {

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
        original.listener};
    if (out.content.decided != disposition::outcome::accepted)
        return failure{std::string(to_string(out.content.decided))};

    const stored_keys known_keys(services.store);
    out.planned = make_plan(out.content, in_force, &known_keys, services.published_goals(), services.time);
    if (!out.planned.routed) return failure{"no route wants it"};
    return out;
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
    replay_outcome told{to_store.message.id, to_store.deliveries.size(), {}};
    services.store.commit(
        std::move(to_store),
        [told, services, done = std::move(done)](const outbox::commit_outcome& committed) {
            const bool stored = committed.what == outbox::commit_outcome::kind::stored;
            if (stored && services.wake_deliveries) services.wake_deliveries();
            if (committed.what == outbox::commit_outcome::kind::same_request)
                return done({committed.earlier_id, told.deliveries, {}});
            done(stored ? told : replay_outcome{{}, 0, "the store cannot accept: " + committed.detail});
        }
    );
}

void replay(
    std::string_view message_id, const adapter_registry& adapters, std::shared_ptr<const configuration> in_force,
    const exchange_services& services, const document_limits& limits, std::function<void(replay_outcome)> done,
    std::optional<outbox::named_request> name
) {
    auto again = plan_again(message_id, adapters, *in_force, services, limits);
    if (!again) return done({{}, 0, again.error().message});
    again->content.request = std::move(name);
    store_copy(std::move(*again), "operator", "message.replayed", in_force->lang(), services, std::move(done));
}

} // namespace schakel::pipeline
