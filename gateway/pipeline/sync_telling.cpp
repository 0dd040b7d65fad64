#include "gateway/pipeline/sync_telling.hpp"

#include "gateway/validation/report_json.hpp"

#include <algorithm>

namespace schakel::pipeline {

namespace {

constexpr std::size_t most_findings = 100;

void write_report(json::writer& out, const report& of) {
    findings all;
    for (const layer which : all_layers) {
        const findings& some = of.at(which).findings;
        all.insert(all.end(), some.begin(), some.end());
    }
    validation::write_findings(out, std::span(all).first(std::min(all.size(), most_findings)));
    if (all.size() > most_findings) out.member("more_findings", std::uint64_t{all.size() - most_findings});
}

void write_outcome(json::writer& out, const intake_outcome& of) {
    out.name("outcome").begin_object().member("what", to_string(of.what));
    out.member_if_present("reason", of.reason).member("records", of.records);
    if (of.version > 0) out.member("version", std::int64_t{of.version});
    if (of.change) out.name("change").raw(roster::to_json(*of.change));
    write_report(out, of.report);
    out.end_object();
}

} // namespace

std::string to_json(const sync_status& one) {
    json::writer out;
    out.begin_object().member("id", one.id).member("school", one.school).member("source", one.source);
    out.member("standard", one.standard).member("way", one.way).member("actor", one.actor);
    out.member("state", to_string(one.stands)).member("asked_at", to_rfc3339_milliseconds(one.asked));
    if (one.stands == sync_status::state::waiting) out.member("due_at", to_rfc3339_milliseconds(one.due));
    if (one.began) out.member("began_at", to_rfc3339_milliseconds(*one.began));
    if (one.ended) out.member("ended_at", to_rfc3339_milliseconds(*one.ended));
    out.member("attempts", std::int64_t{one.attempts});
    out.name("progress").begin_object().member("doing", one.progress.doing).member("records", one.progress.records);
    out.member("expected", one.progress.expected).end_object();
    if (one.outcome) write_outcome(out, *one.outcome);
    out.end_object();
    return out.finish();
}

} // namespace schakel::pipeline
