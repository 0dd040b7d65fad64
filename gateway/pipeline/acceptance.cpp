#include "gateway/pipeline/acceptance.hpp"

#include "gateway/core/failpoint.hpp"
#include "gateway/core/id.hpp"
#include "gateway/core/kept_memory.hpp"
#include "gateway/pipeline/outcomes.hpp"
#include "gateway/pipeline/request_key.hpp"
#include "gateway/pipeline/search_terms.hpp"
#include "gateway/pipeline/stored_exchange.hpp"
#include "gateway/validation/report_json.hpp"

namespace schakel::pipeline {

namespace {

using outcome = disposition::outcome;

outcome outcome_of(outbox::commit_outcome::kind what) {
    switch (what) {
    case outbox::commit_outcome::kind::stored: return outcome::accepted;
    case outbox::commit_outcome::kind::repeated:
    case outbox::commit_outcome::kind::same_request: return outcome::repeated;
    case outbox::commit_outcome::kind::name_in_use:
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
    if (decided == outcome::unavailable || decided == outcome::overloaded) told.retry_after = come_again;
    return it.by->acknowledge(it.message, told);
}

std::vector<std::string> record_ids(const judged& it) {
    std::vector<std::string> ids;
    ids.reserve(it.content.keys.size());
    for (const record_key& one : it.content.keys) ids.push_back(one.key);
    return ids;
}

// As it was answered when it came for the first time.
reply answer_again(
    judged& it, const std::string& earlier, instant received_at, const std::vector<std::string>& ids, language lang
) {
    it.message.id = earlier;
    it.message.received_at = received_at;
    return answer(it, outcome::accepted, ids, lang);
}

void log_refusal(const exchange_services& services, const judged& it) {
    const finding* first = it.content.report.first_error();
    services.log.log_event(
        log_level::warning, "message.refused",
        {{"standard", it.message.standard},
         {"system", it.message.sender},
         {"outcome", to_string(it.decided)},
         {"rule", first ? first->broken->id : std::string_view{}}}
    );
}

void keep_refused(
    judged& it, search_terms terms, const std::string& listener, const exchange_services& services, language lang
) {
    if (it.message.sender.empty()) return;
    outbox::acceptance out;
    out.message = stored_form(it, listener, lang);
    out.message.status = outbox::state::rejected;
    out.audit = {
        it.message.received_at, "system:" + it.message.sender, "message.refused", it.message.id,
        std::string(to_string(it.decided))};
    terms.add(it.content.records);
    out.terms = terms.finish(it.content);
    services.store.commit(std::move(out), [](const outbox::commit_outcome&) {});
}

} // namespace

void count(const exchange_services& services, const exchange& message, outcome decided) {
    if (!services.counts) return;
    services.counts->add(decided);
    services.counts->senders.add(message.sender, decided, message.received_at);
}

void refuse_judged(
    judged& it, search_terms terms, const std::string& listener, const exchange_services& services, language lang,
    const std::function<void(reply)>& respond
) {
    count(services, it.message, it.decided);
    log_refusal(services, it);
    keep_refused(it, std::move(terms), listener, services, lang);
    respond(answer(it, it.decided, {}, lang));
}

std::optional<reply> answer_to_named(judged& it, const exchange_services& services, language lang) {
    if (it.message.method != "POST") return std::nullopt;
    auto key = request_key_in(it.message.headers);
    if (!key) {
        count(services, it.message, outcome::invalid);
        return malformed_request_key();
    }
    if (!*key) return std::nullopt;
    it.request = named_request(it.message.sender, **std::move(key), request_digest(it.message), services.time.now());
    const auto earlier = services.store.find_by_record(it.request->scope, it.request->key);
    if (!earlier || made_at(earlier->id) < it.request->since) return std::nullopt;
    const bool same = request_digest(from_stored(*earlier)) == it.request->digest;
    count(services, it.message, same ? outcome::repeated : outcome::conflict);
    return same ? answer_again(it, earlier->id, earlier->received_at, record_ids(it), lang) : reused_request_key();
}

void accept_judged(
    std::shared_ptr<judged> it, plan planned, const std::string& listener, const exchange_services& services,
    std::shared_ptr<const configuration> in_force, std::function<void(reply)> respond
) {
    const language lang = in_force->lang();
    std::vector<std::string> ids = record_ids(*it);
    const bool routed = planned.routed;
    outbox::acceptance to_store = acceptance_of(*it, std::move(planned), listener, lang);
    if (!routed) to_store.message.status = outbox::state::held;
    give_back_freed_memory(to_store.message.body.size()); // the writer is another thread
    SCHAKEL_FAILPOINT("accept.before");
    services.store.commit(
        std::move(to_store),
        [it, in_force, ids = std::move(ids), respond = std::move(respond), services,
         lang](const outbox::commit_outcome& committed) {
            if (committed.what == outbox::commit_outcome::kind::stored && services.wake_deliveries)
                services.wake_deliveries();
            count(services, it->message, outcome_of(committed.what));
            if (committed.what == outbox::commit_outcome::kind::name_in_use) return respond(reused_request_key());
            if (committed.what == outbox::commit_outcome::kind::same_request)
                return respond(answer_again(*it, committed.earlier_id, made_at(committed.earlier_id), ids, lang));
            SCHAKEL_FAILPOINT("answer.before");
            respond(answer(*it, outcome_of(committed.what), ids, lang));
            SCHAKEL_FAILPOINT("answer.after");
        }
    );
}

outbox::message stored_form(judged& it, const std::string& listener, language lang) {
    std::string moved;
    const bool may_be_long = dynamic_cast<const long_messages*>(it.by) != nullptr;
    if (may_be_long) moved.swap(it.message.body);
    outbox::message out = to_stored(it.message, it.by->info().kept_headers, listener);
    if (may_be_long) out.body = std::move(moved);
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
    out.keys.reserve(it.content.keys.size());
    for (record_key& one : it.content.keys) out.keys.push_back({scope, std::move(one.key), std::move(one.digest)});
    std::vector<record_key>().swap(it.content.keys); // of a long message they are many, and it waits for the disk
    out.new_keys.reserve(planned.new_keys.size());
    for (mapping::new_key& one : planned.new_keys) {
        out.new_keys.push_back(
            {std::move(one.school), std::move(one.table), std::move(one.key), std::move(one.value), one.of_record}
        );
    }
    std::vector<mapping::new_key>().swap(planned.new_keys);
    out.audit = {it.message.received_at, "system:" + it.message.sender, "message.accepted", it.message.id, {}};
    out.request = it.request;
    planned.terms.add(it.content.records); // what no plan took out of it
    out.terms = planned.terms.finish(it.content);
    return out;
}

} // namespace schakel::pipeline
