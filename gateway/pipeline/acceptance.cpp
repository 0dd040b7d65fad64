#include "gateway/pipeline/acceptance.hpp"

#include "gateway/pipeline/stored_exchange.hpp"
#include "gateway/validation/report_json.hpp"

namespace schakel::pipeline {

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

} // namespace schakel::pipeline
