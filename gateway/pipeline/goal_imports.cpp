#include "gateway/pipeline/goal_imports.hpp"

#include <algorithm>
#include <utility>

namespace schakel::pipeline {

namespace {

constexpr std::size_t most_findings = 200;

goal_intake_outcome failed(std::string why) {
    goal_intake_outcome outcome;
    outcome.reason = std::move(why);
    return outcome;
}

goal_reading_options reading_options(const goal_upload& of) {
    goal_reading_options how;
    how.document.limits = file_limits();
    how.document.bare = true;
    how.framework = of.framework;
    how.release = of.release;
    how.published = of.published;
    return how;
}

} // namespace

result<std::string> goal_imports::upload(goal_upload what, std::string_view actor) {
    if (!what.standard.empty())
        if (auto known = goals::goal_reader(what.standard, with_.adapters); !known)
            return failure{known.error().message};
    job one;
    one.source = what.name;
    one.way = "upload";
    one.actor = actor;
    one.expected = what.bytes.size();
    one.what = [this, what = std::move(what)](job& of) mutable { return ended(of, perform_upload(of, what)); };
    return queue_.add(std::move(one));
}

goal_intake_outcome goal_imports::perform_upload(job& one, goal_upload& what) {
    const adapter* standard = nullptr;
    if (!what.standard.empty()) {
        const auto named = goals::goal_reader(what.standard, with_.adapters);
        if (!named) return failed(named.error().message);
        standard = *named;
    }
    const auto files = goals::uploaded_files(std::exchange(what.bytes, {}), what.name);
    if (!files) return failed(files.error().message);
    auto documents = goals::documents_of(*files);
    if (auto found = goals::find_readers(documents, standard, with_.adapters); !found)
        return failed(found.error().message);
    return read(one, what, documents);
}

void goal_imports::tell_running(job& one, const std::shared_ptr<const goal_intake>& intake) {
    queue_.tell_progress(one, [&](job& told) { told.records = [intake] { return intake->records(); }; });
}

goal_intake_outcome
goal_imports::read(job& one, const goal_upload& what, const std::vector<goals::goal_document>& documents) {
    const auto intake = std::make_shared<goal_intake>(with_.goals, with_.goals.begin(one.source));
    goal_reading_options how = reading_options(what);
    how.signers = with_.in_force()->settings().goals.signers;
    tell_running(one, intake);
    queue_.tell_progress(one, [&](job& told) {
        told.expected = 0;
        for (const auto& each : documents) told.expected += each.bytes.size();
    });
    for (const goals::goal_document& each : documents) {
        queue_.tell_progress(one, [&](job& told) { told.doing = each.name; });
        intake->read(each, how);
        queue_.tell_progress(one, [&](job& told) { told.bytes += each.bytes.size(); });
    }
    queue_.tell_progress(one, [&](job& told) { told.doing = what.dry_run ? "judging" : "storing"; });
    return what.dry_run ? intake->judge_only() : intake->publish(one.actor);
}

// A source from which a fetch waits or runs is not due.
instant goal_imports::due(const settings::goal_source& from) const {
    if (queue_.is_open(from.name, "fetch")) return instant::max();
    const auto good = with_.store.goals()->last_fetch(from.name);
    return attempts_.due(from.name, from, good ? std::optional(good->at) : std::nullopt, with_.time.now());
}

void goal_imports::plan() {
    if (!with_.out) return;
    const auto in_force = with_.in_force();
    for (const settings::goal_source& one : in_force->settings().goal_sources)
        if (due(one) <= with_.time.now()) static_cast<void>(fetch(one.name, "gateway"));
}

result<std::string> goal_imports::fetch(std::string_view source, std::string_view actor) {
    const auto in_force = with_.in_force();
    const auto& all = in_force->settings().goal_sources;
    const auto from = std::ranges::find(all, source, &settings::goal_source::name);
    if (!with_.out || from == all.end()) return failure{"no source of goals of this name is configured"};
    if (due(*from) == instant::max()) return failure{"a fetch from it is under way"};
    job one;
    one.source = from->name;
    one.way = "fetch";
    one.actor = actor;
    one.what = [this](job& of) { return ended(of, perform_fetch(of)); };
    return queue_.add(std::move(one));
}

goal_intake_outcome goal_imports::perform_fetch(job& one) {
    const auto in_force = with_.in_force();
    const auto& all = in_force->settings().goal_sources;
    const auto from = std::ranges::find(all, one.source, &settings::goal_source::name);
    const adapter* by = from == all.end() ? nullptr : with_.adapters.find(from->standard);
    if (!by || !by->goals() || !by->goals()->abilities().pulls)
        return failed("it is not configured any more as one from which goals are fetched");
    const auto intake = std::make_shared<goal_intake>(with_.goals, with_.goals.begin(one.source));
    tell_running(one, intake);
    pull_means means = queue_.means_of(one);
    means.ask = [&](const outgoing& what) {
        return await_answer(
            [&](std::function<void(received_answer)> done) {
                with_.out->fetch(in_force, *from, *by, {}, what, std::move(done));
            },
            means.stopping
        );
    };
    goal_fetch_outcome made = fetch_goals(*with_.store.goals(), *intake, *from, *by, one.actor, with_.time, means);
    const bool interrupted = made.intake.what == goal_intake_outcome::kind::interrupted;
    attempts_.note(one.source, with_.time.now(), interrupted, made.retry_after);
    return std::move(made.intake);
}

// The new graph is in use before the import is told as ended.
std::string goal_imports::ended(const job& one, goal_intake_outcome outcome) {
    using kind = goal_intake_outcome::kind;
    if (outcome.what == kind::published) {
        if (auto swapped = with_.graph.refresh(); !swapped) outcome.reason = swapped.error().message;
        if (with_.imported) with_.imported(outcome.import);
    }
    with_.log.log_event(
        log_level::info, "goals.import_ended",
        {{"exchange", one.id}, {"outcome", to_string(outcome.what)}, {"count", outcome.records}}
    );
    if (outcome.what == kind::rejected || outcome.what == kind::failed || outcome.what == kind::interrupted)
        with_.store.write_audit(
            {with_.time.now(), one.actor, "goals.import-failed", one.source, std::string(to_string(outcome.what))},
            [](bool) {}
        );
    json::writer told;
    told.begin_object();
    write_members(told, outcome, with_.in_force()->lang(), most_findings);
    told.end_object();
    return told.finish();
}

} // namespace schakel::pipeline
