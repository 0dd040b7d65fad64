#include "gateway/pipeline/receive.hpp"

#include "gateway/pipeline/acceptance.hpp"
#include "gateway/pipeline/stored_keys.hpp"

#include <algorithm>

namespace schakel::pipeline {

namespace {

using outcome = disposition::outcome;

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

} // namespace

reply refuse(const exchange& head, const adapter& by, disposition::outcome why, language lang) {
    disposition told;
    told.what = why;
    told.lang = lang;
    if (why == outcome::unavailable || why == outcome::overloaded) told.retry_after = come_again;
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
        count(services, it->message, outcome::accepted);
        return respond(*std::move(it->content.answer));
    }
    if (it->decided == outcome::accepted)
        if (auto told = answer_to_named(*it, services, lang)) return respond(*std::move(told));
    plan planned;
    if (it->decided == outcome::accepted) {
        const stored_keys known_keys(services.store);
        planned = make_plan(*it, *in_force, &known_keys, services.published_goals(), services.time);
        const bool may_hold = where.unrouted == settings::listener::unrouted_policy::hold;
        if (!planned.routed && !may_hold) it->decided = outcome::unroutable;
    }
    if (it->decided == outcome::accepted && services.launches) it->decided = keep_scores(*it, *services.launches);
    if (it->decided != outcome::accepted) {
        return refuse_judged(*it, std::move(planned.terms), where.listener, services, lang, respond);
    }
    accept_judged(std::move(it), std::move(planned), where.listener, services, std::move(in_force), std::move(respond));
}

} // namespace schakel::pipeline
