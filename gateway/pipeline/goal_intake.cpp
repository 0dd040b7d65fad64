#include "gateway/pipeline/goal_intake.hpp"

#include "gateway/core/on_threads.hpp"

#include <algorithm>
#include <array>
#include <mutex>

namespace schakel::pipeline {

namespace {

using model::goals::record_kind;

class known_goals final : public goal_sink {
public:
    explicit known_goals(goals::dangling_ends& ends) : ends_(ends) {}
    void add(model::goals::record&& what) override {
        if (const auto* goal = std::get_if<model::goals::goal>(&what)) ends_.knows(goal->id);
    }

private:
    goals::dangling_ends& ends_;
};

read_goals reading_of(const goals::goal_document& one, const goal_reading_options& how, goal_sink& into) {
    goal_reading seen = one.by->goals()->read({one.bytes, one.file, {}, one.name}, how, into);
    return {one.name, std::string(one.by->info().standard), std::move(seen.report)};
}

// What one document brings, while another thread reads the next.
class apart final : public goal_sink {
public:
    void add(model::goals::record&& what) override {
        ends.saw(what);
        pile.add(std::move(what));
    }

    goals::goal_pile pile;
    goals::dangling_ends ends;
    read_goals told;
};

// Ends that the documents leave open may be known from an import before.
std::vector<goals::dangling_ends::count> missing(goals::dangling_ends& ends, const goals::goal_store& store) {
    auto counts = ends.missing();
    if (counts.empty() || store.newest() == 0) return counts;
    known_goals known(ends);
    if (!store.replay(known)) return counts;
    return ends.missing();
}

void write_owner(json::writer& out, const goals::imported_owner& one) {
    const bool added = one.what == goals::imported_owner::outcome::added;
    out.begin_object().member("id", one.id).member("kind", one.mapping ? "mapping-set" : "release");
    out.member("outcome", added ? "added" : "unchanged").name("counts").begin_object();
    for (std::size_t kind = 0; kind < one.counts.size(); ++kind)
        if (one.counts[kind] > 0) out.member(to_string(static_cast<record_kind>(kind)), one.counts[kind]);
    out.end_object().end_object();
}

void write_dangling(json::writer& out, const std::vector<goals::dangling_ends::count>& counts, language lang) {
    const findings told = goals::as_findings(counts);
    out.name("dangling").begin_array();
    for (std::size_t i = 0; i < counts.size(); ++i) {
        out.begin_object().member("framework", counts[i].framework).member("property", counts[i].property);
        out.member("ends", counts[i].ends).member("rule", told[i].broken->id).member("text", told[i].text(lang));
        out.end_object();
    }
    out.end_array();
}

void write_finding(json::writer& out, const read_goals& of, layer where, const finding& one, language lang) {
    out.begin_object().member("file", of.name).member("standard", of.standard);
    out.member("layer", to_string(where)).member("rule", one.broken->id);
    out.member("severity", to_string(one.broken->level));
    out.member("line", std::int64_t{one.where.line}).member("column", std::int64_t{one.where.column});
    out.member("path", one.where.path).member("text", one.text(lang)).end_object();
}

void write_findings(json::writer& out, const std::vector<read_goals>& documents, language lang, std::size_t most) {
    std::size_t told = 0;
    out.name("findings").begin_array();
    for (const read_goals& of : documents)
        for (const layer where : all_layers)
            for (const finding& one : of.report.at(where).findings)
                if (told++ < most) write_finding(out, of, where, one, lang);
    out.end_array();
    if (told > most) out.member("more_findings", std::uint64_t{told - most});
}

} // namespace

std::string_view to_string(goal_intake_outcome::kind what) {
    constexpr std::array<std::string_view, 6> words{"published", "unchanged", "read",
                                                    "rejected",  "failed",    "interrupted"};
    return words[static_cast<std::size_t>(what)];
}

void goal_intake::add(model::goals::record&& what) {
    seen_.fetch_add(1, std::memory_order_relaxed);
    ends_.saw(what);
    load_->add(std::move(what));
}

void goal_intake::read(const goals::goal_document& one, const goal_reading_options& how) {
    documents_.push_back(reading_of(one, how, *this));
}

void goal_intake::read_all(
    std::span<const goals::goal_document> all, const goal_reading_options& how,
    const std::function<void(const goals::goal_document&)>& told
) {
    std::vector<apart> parts(all.size());
    std::mutex telling;
    on_threads(all.size(), [&](std::size_t i) {
        parts[i].told = reading_of(all[i], how, parts[i]);
        seen_.fetch_add(parts[i].pile.records(), std::memory_order_relaxed);
        const std::lock_guard lock(telling);
        if (told) told(all[i]);
    });
    for (apart& one : parts) {
        load_->append(std::move(one.pile));
        ends_.append(std::move(one.ends));
        documents_.push_back(std::move(one.told));
    }
}

void goal_intake::add_report(read_goals told) {
    documents_.push_back(std::move(told));
}

goal_intake_outcome goal_intake::end() {
    goal_intake_outcome outcome;
    outcome.dangling = missing(ends_, known_);
    outcome.records = records();
    const bool rejected = std::ranges::any_of(documents_, [](const read_goals& one) { return one.report.rejects(); });
    outcome.what = rejected ? goal_intake_outcome::kind::rejected : goal_intake_outcome::kind::read;
    outcome.documents = std::move(documents_);
    return outcome;
}

goal_intake_outcome goal_intake::judge_only() {
    return end();
}

goal_intake_outcome goal_intake::publish(std::string_view actor) {
    goal_intake_outcome outcome = end();
    if (outcome.what == goal_intake_outcome::kind::rejected) return outcome;
    auto published = load_->publish(actor);
    if (!published) {
        outcome.what = goal_intake_outcome::kind::failed;
        outcome.reason = std::move(published.error().message);
        return outcome;
    }
    outcome.import = std::move(*published);
    const bool fresh = outcome.import.import != 0;
    outcome.what = fresh ? goal_intake_outcome::kind::published : goal_intake_outcome::kind::unchanged;
    return outcome;
}

void write_members(json::writer& out, const goal_intake_outcome& of, language lang, std::size_t most_findings) {
    out.member("what", to_string(of.what)).member_if_present("reason", of.reason);
    out.member("import", of.import.import).member("records", of.records).name("owners").begin_array();
    for (const goals::imported_owner& one : of.import.owners) write_owner(out, one);
    out.end_array().member("left_out", of.import.left_out);
    write_dangling(out, of.dangling, lang);
    write_findings(out, of.documents, lang, most_findings);
}

} // namespace schakel::pipeline
