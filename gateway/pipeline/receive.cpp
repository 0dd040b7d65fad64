#include "gateway/pipeline/receive.hpp"

#include "gateway/pipeline/acceptance.hpp"
#include "gateway/pipeline/stored_keys.hpp"

#include <algorithm>

namespace schakel::pipeline {

namespace {

using outcome = disposition::outcome;

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

// A score that is not later than what is known of the same pupil says nothing new (AGS: 409). One that came before,
// with an answer that got lost, goes on: the keys of its records tell that it is known.
outcome keep_scores(const judged& it, launch::ledger& launches) {
    for (const ledger_score& one : it.content.scores) {
        const auto kept = launches.put_score(one.line_item, one.what);
        if (!kept) return outcome::unavailable;
        if (*kept == launch::score_step::not_later) return outcome::conflict;
    }
    return outcome::accepted;
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
    const exchange_services& services, std::function<void(reply)> respond, std::optional<launch_sender> sender
) {
    const language lang = in_force->lang();
    auto it = std::make_shared<judged>(
        judge(std::move(message), by, *in_force, where.limits, {services.launches, std::move(sender)})
    );
    if (it->decided == outcome::accepted && it->content.answer) {
        count(services, outcome::accepted);
        return respond(*std::move(it->content.answer));
    }
    plan planned;
    if (it->decided == outcome::accepted) {
        const stored_keys known_keys(services.store);
        planned = make_plan(*it, *in_force, &known_keys, services.published_goals(), services.time);
        const bool may_hold = where.unrouted == settings::listener::unrouted_policy::hold;
        if (!planned.routed && !may_hold) it->decided = outcome::unroutable;
    }
    if (it->decided == outcome::accepted && services.launches) it->decided = keep_scores(*it, *services.launches);
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

} // namespace schakel::pipeline
