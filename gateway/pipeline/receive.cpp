#include "gateway/pipeline/receive.hpp"

#include "gateway/core/id.hpp"
#include "gateway/pipeline/stored_exchange.hpp"
#include "gateway/pipeline/stored_keys.hpp"
#include "gateway/validation/report_json.hpp"

#include <algorithm>

namespace schakel::pipeline {

namespace {

using outcome = disposition::outcome;

outbox::message stored_form(const judged& it, const std::string& listener, language lang) {
    outbox::message out = to_stored(it.message, it.by->info().kept_headers, listener);
    out.kind = it.content.kind;
    out.report = validation::layers_json(it.content.report, lang);
    return out;
}

outbox::acceptance acceptance_of(judged& it, plan&& planned, const std::string& listener, language lang) {
    outbox::acceptance out;
    it.content.report.add(layer::meaning, std::move(planned.notes));
    out.message = stored_form(it, listener, lang);
    out.deliveries = std::move(planned.deliveries);
    out.repeats_may_differ = it.content.repeats_may_differ;
    const std::string scope = it.message.sender + "|" + it.message.school + "|" + it.message.standard;
    for (record_key& one : it.content.keys) out.keys.push_back({scope, std::move(one.key), std::move(one.digest)});
    for (mapping::new_key& one : planned.new_keys) {
        out.new_keys.push_back({std::move(one.school), std::move(one.table), std::move(one.key), std::move(one.value)});
    }
    out.audit = {it.message.received_at, "system:" + it.message.sender, "message.accepted", it.message.id, {}};
    return out;
}

outcome outcome_of(outbox::commit_outcome::kind what) {
    switch (what) {
    case outbox::commit_outcome::kind::stored: return outcome::accepted;
    case outbox::commit_outcome::kind::repeated: return outcome::repeated;
    case outbox::commit_outcome::kind::conflict: return outcome::conflict;
    case outbox::commit_outcome::kind::unavailable: return outcome::unavailable;
    }
    return outcome::internal;
}

reply answer(const judged& it, outcome decided, const std::vector<std::string>& ids, language lang) {
    disposition told;
    told.what = decided;
    told.report = &it.content.report;
    told.record_ids = ids;
    told.lang = lang;
    if (decided == outcome::unavailable || decided == outcome::overloaded) told.retry_after = std::chrono::seconds(10);
    return it.by->acknowledge(it.message, told);
}

void log_refusal(const exchange_services& services, const judged& it, outcome decided) {
    const finding* first = it.content.report.first_error();
    services.log.log_event(
        log_level::warning, "message.refused",
        {{"standard", it.message.standard},
         {"system", it.message.sender},
         {"outcome", to_string(decided)},
         {"rule", first ? first->broken->id : std::string_view{}}}
    );
}

// A refused message of a known sender is kept for its report, so that school IT can see what was wrong; never of
// strangers.
void keep_refused(judged& it, outcome decided, const arrival& where, const exchange_services& services, language lang) {
    if (it.message.sender.empty()) return;
    outbox::acceptance out;
    out.message = stored_form(it, where.listener, lang);
    out.message.status = outbox::state::rejected;
    out.audit = {
        it.message.received_at, "system:" + it.message.sender, "message.refused", it.message.id,
        std::string(to_string(decided))};
    services.store.commit(std::move(out), [](const outbox::commit_outcome&) {});
}

void count(const exchange_services& services, outcome decided) {
    if (services.counts) services.counts->add(decided);
}

} // namespace

reply refuse(const exchange& head, const adapter& by, disposition::outcome why, language lang) {
    disposition told;
    told.what = why;
    told.lang = lang;
    return by.acknowledge(head, told);
}

void process(
    exchange message, const adapter& by, const arrival& where, std::shared_ptr<const configuration> in_force,
    const exchange_services& services, std::function<void(reply)> respond
) {
    const language lang = in_force->lang();
    auto it = std::make_shared<judged>(judge(std::move(message), by, *in_force, where.limits));
    plan planned;
    if (it->decided == outcome::accepted) {
        const stored_keys known_keys(services.store);
        planned = make_plan(*it, *in_force, &known_keys, services.published_goals(), services.time);
        const bool may_hold = where.unrouted == settings::listener::unrouted_policy::hold;
        if (!planned.routed && !may_hold) it->decided = outcome::unroutable;
    }
    if (it->decided != outcome::accepted) {
        count(services, it->decided);
        log_refusal(services, *it, it->decided);
        keep_refused(*it, it->decided, where, services, lang);
        respond(answer(*it, it->decided, {}, lang));
        return;
    }
    std::vector<std::string> ids;
    for (const record_key& one : it->content.keys) ids.push_back(one.key);
    const bool routed = planned.routed;
    outbox::acceptance to_store = acceptance_of(*it, std::move(planned), where.listener, lang);
    if (!routed) to_store.message.status = outbox::state::held;
    services.store.commit(
        std::move(to_store),
        [it, in_force, ids = std::move(ids), respond = std::move(respond), services,
         lang](const outbox::commit_outcome& committed) {
            if (committed.what == outbox::commit_outcome::kind::stored && services.wake_deliveries)
                services.wake_deliveries();
            count(services, outcome_of(committed.what));
            respond(answer(*it, outcome_of(committed.what), ids, lang));
        }
    );
}

void replay(
    std::string_view message_id, const adapter_registry& adapters, std::shared_ptr<const configuration> in_force,
    const exchange_services& services, const document_limits& limits, std::function<void(replay_outcome)> done
) {
    auto kept = services.store.show(message_id);
    if (!kept) return done({{}, 0, kept.error().message});
    const outbox::message& original = kept->message;
    const adapter* by = adapters.find(original.standard);
    if (!by) return done({{}, 0, "no adapter speaks " + original.standard});

    exchange again = from_stored(original);
    again.id = new_id(services.time);
    again.received_at = services.time.now();
    document_limits as_accepted = limits; // a listener may take larger messages than the usual limit
    as_accepted.bytes = std::max(limits.bytes, original.body.size());
    judged it = judge_again(std::move(again), *by, *in_force, as_accepted);
    if (it.decided != outcome::accepted) return done({{}, 0, std::string(to_string(it.decided))});

    const stored_keys known_keys(services.store);
    plan planned = make_plan(it, *in_force, &known_keys, services.published_goals(), services.time);
    if (!planned.routed) return done({{}, 0, "no route wants it"});
    outbox::acceptance to_store = acceptance_of(it, std::move(planned), original.listener, in_force->lang());
    to_store.message.replay_of = original.id;
    to_store.audit = {it.message.received_at, "operator", "message.replayed", to_store.message.id, original.id};
    replay_outcome told{to_store.message.id, to_store.deliveries.size(), {}};
    services.store.commit(
        std::move(to_store),
        [told, services, done = std::move(done)](const outbox::commit_outcome& committed) {
            const bool stored = committed.what == outbox::commit_outcome::kind::stored;
            if (stored && services.wake_deliveries) services.wake_deliveries();
            done(stored ? told : replay_outcome{{}, 0, "the store cannot accept: " + committed.detail});
        }
    );
}

} // namespace schakel::pipeline
