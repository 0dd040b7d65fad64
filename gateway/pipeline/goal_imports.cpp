#include "gateway/pipeline/goal_imports.hpp"

#include "gateway/core/id.hpp"
#include "gateway/pipeline/sync_schedule.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace schakel::pipeline {

namespace {

constexpr auto between_plans = std::chrono::seconds(30);
constexpr auto longest_pause = std::chrono::seconds(600); // between two questions of one fetch
constexpr std::size_t most_waiting = 8, most_remembered = 100, most_findings = 200;

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

void goal_imports::start() {
    thread_ = std::thread([this] { work(); });
}

void goal_imports::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

void goal_imports::work() {
    for (;;) {
        plan();
        {
            std::unique_lock lock(mutex_);
            wake_.wait_for(lock, between_plans, [this] {
                return stopping_ || std::ranges::any_of(jobs_, [](const job_pointer& one) {
                           return one->stands == job::state::waiting;
                       });
            });
            if (stopping_) return;
        }
        run_one();
    }
}

result<std::string> goal_imports::upload(goal_upload what, std::string_view actor) {
    if (!what.standard.empty())
        if (auto known = goals::goal_reader(what.standard, with_.adapters); !known)
            return failure{known.error().message};
    job one;
    one.source = what.name;
    one.way = "upload";
    one.actor = actor;
    one.expected = what.bytes.size();
    one.upload = std::move(what);
    auto added = add(std::move(one));
    if (!added) return failure{added.error().message};
    return (*added)->id;
}

result<goal_imports::job_pointer> goal_imports::add(job what) {
    const std::lock_guard lock(mutex_);
    const auto waiting =
        std::ranges::count_if(jobs_, [](const job_pointer& one) { return one->stands == job::state::waiting; });
    if (static_cast<std::size_t>(waiting) >= most_waiting) return failure{"too many imports wait already"};
    what.id = new_id(with_.time);
    what.asked = with_.time.now();
    jobs_.push_back(std::make_shared<job>(std::move(what)));
    wake_.notify_all();
    return jobs_.back();
}

goal_imports::job_pointer goal_imports::take() {
    const std::lock_guard lock(mutex_);
    const auto next =
        std::ranges::find_if(jobs_, [](const job_pointer& one) { return one->stands == job::state::waiting; });
    if (next == jobs_.end()) return nullptr;
    (*next)->stands = job::state::running;
    (*next)->began = with_.time.now();
    return *next;
}

bool goal_imports::run_one() {
    const job_pointer one = take();
    if (!one) return false;
    goal_intake_outcome outcome = perform(*one);
    if (outcome.what == goal_intake_outcome::kind::published) swap_graph(outcome);
    end(*one, outcome);
    return true;
}

goal_intake_outcome goal_imports::perform(job& one) {
    return one.way == "fetch" ? perform_fetch(one) : perform_upload(one);
}

goal_intake_outcome goal_imports::perform_upload(job& one) {
    const adapter* standard = nullptr;
    if (!one.upload.standard.empty()) {
        const auto named = goals::goal_reader(one.upload.standard, with_.adapters);
        if (!named) return failed(named.error().message);
        standard = *named;
    }
    const auto files = goals::uploaded_files(std::exchange(one.upload.bytes, {}), one.upload.name);
    if (!files) return failed(files.error().message);
    auto documents = goals::documents_of(*files);
    if (auto found = goals::find_readers(documents, standard, with_.adapters); !found)
        return failed(found.error().message);
    return read(one, documents);
}

goal_intake_outcome goal_imports::read(job& one, const std::vector<goals::goal_document>& documents) {
    const auto intake = std::make_shared<goal_intake>(with_.goals, with_.goals.begin(one.source));
    goal_reading_options how = reading_options(one.upload);
    how.signers = with_.in_force()->settings().goals.signers;
    {
        const std::lock_guard lock(mutex_);
        one.running = intake;
        one.expected = 0;
        for (const auto& each : documents) one.expected += each.bytes.size();
    }
    for (const goals::goal_document& each : documents) {
        {
            const std::lock_guard lock(mutex_);
            one.doing = each.name;
        }
        intake->read(each, how);
        const std::lock_guard lock(mutex_);
        one.bytes += each.bytes.size();
    }
    {
        const std::lock_guard lock(mutex_);
        one.doing = one.upload.dry_run ? "judging" : "storing";
    }
    return one.upload.dry_run ? intake->judge_only() : intake->publish(one.actor);
}

bool goal_imports::stopping() const {
    const std::lock_guard lock(mutex_);
    return stopping_;
}

// A source from which a fetch waits or runs is not due.
instant goal_imports::due(const settings::goal_source& from) const {
    const auto good = with_.store.goals()->last_fetch(from.name);
    const std::lock_guard lock(mutex_);
    for (const job_pointer& one : jobs_)
        if (one->way == "fetch" && one->source == from.name && one->stands != job::state::ended) return instant::max();
    std::optional<instant> last = good ? std::optional(good->at) : std::nullopt;
    if (const auto tried = tried_.find(from.name); tried != tried_.end()) {
        const attempt& newest = tried->second;
        if (const auto again = retry_delay(newest.interrupted, newest.asked_for)) return newest.at + *again;
        last = last ? std::max(*last, newest.at) : newest.at;
    }
    return next_fetch(from.every, from.at, last, with_.time.now());
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
    auto added = add(std::move(one));
    if (!added) return failure{added.error().message};
    return (*added)->id;
}

pull_means goal_imports::means_of(
    job& one, const std::shared_ptr<const configuration>& in_force, const settings::goal_source& from, const adapter& by
) {
    pull_means means;
    means.stopping = [this] { return stopping(); };
    means.wait = [this](std::chrono::seconds how_long) {
        std::unique_lock lock(mutex_);
        return !wake_.wait_for(lock, std::min(how_long, longest_pause), [this] { return stopping_; });
    };
    means.tell = [this, &one](const intake_progress& now) {
        const std::lock_guard lock(mutex_);
        one.doing = now.doing;
    };
    means.ask = [this, in_force, &from, &by](const outgoing& what) {
        return await_answer(
            [&](std::function<void(received_answer)> done) {
                with_.out->fetch(in_force, from, by, what, std::move(done));
            },
            [this] { return stopping(); }
        );
    };
    return means;
}

goal_intake_outcome goal_imports::perform_fetch(job& one) {
    const auto in_force = with_.in_force();
    const auto& all = in_force->settings().goal_sources;
    const auto from = std::ranges::find(all, one.source, &settings::goal_source::name);
    const adapter* by = from == all.end() ? nullptr : with_.adapters.find(from->standard);
    if (!by || !by->goals() || !by->goals()->abilities().pulls)
        return failed("it is not configured any more as one from which goals are fetched");
    const auto intake = std::make_shared<goal_intake>(with_.goals, with_.goals.begin(one.source));
    {
        const std::lock_guard lock(mutex_);
        one.running = intake;
    }
    goal_fetch_outcome made = fetch_goals(
        *with_.store.goals(), *intake, *from, *by, one.actor, with_.time, means_of(one, in_force, *from, *by)
    );
    const std::lock_guard lock(mutex_);
    attempt& newest = tried_[one.source];
    const bool interrupted = made.intake.what == goal_intake_outcome::kind::interrupted;
    newest = {with_.time.now(), interrupted ? newest.interrupted + 1 : 0, made.retry_after};
    return std::move(made.intake);
}

void goal_imports::swap_graph(goal_intake_outcome& outcome) {
    if (auto swapped = with_.graph.refresh(); !swapped) outcome.reason = swapped.error().message;
    if (with_.imported) with_.imported(outcome.import);
}

void goal_imports::end(job& one, const goal_intake_outcome& outcome) {
    json::writer told;
    told.begin_object();
    write_members(told, outcome, with_.in_force()->lang(), most_findings);
    told.end_object();
    const instant now = with_.time.now();
    with_.log.log_event(
        log_level::info, "goals.import_ended",
        {{"exchange", one.id}, {"outcome", to_string(outcome.what)}, {"count", outcome.records}}
    );
    using kind = goal_intake_outcome::kind;
    if (outcome.what == kind::rejected || outcome.what == kind::failed || outcome.what == kind::interrupted)
        with_.store.write_audit(
            {now, one.actor, "goals.import-failed", one.source, std::string(to_string(outcome.what))}, [](bool) {}
        );
    const std::lock_guard lock(mutex_);
    one.running.reset();
    one.doing.clear();
    one.outcome = told.finish();
    one.ended = now;
    one.stands = job::state::ended;
    while (jobs_.size() > most_remembered && jobs_.front()->stands == job::state::ended) jobs_.pop_front();
}

std::string goal_imports::to_json(const job& one) {
    constexpr std::array<std::string_view, 3> states{"waiting", "running", "ended"};
    json::writer out;
    out.begin_object().member("id", one.id).member("source", one.source).member("way", one.way);
    out.member("actor", one.actor).member("state", states[static_cast<std::size_t>(one.stands)]);
    out.member("asked_at", to_rfc3339_milliseconds(one.asked));
    if (one.began) out.member("began_at", to_rfc3339_milliseconds(*one.began));
    if (one.ended) out.member("ended_at", to_rfc3339_milliseconds(*one.ended));
    out.name("progress").begin_object().member_if_present("doing", one.doing).member("bytes", one.bytes);
    out.member("expected", one.expected);
    if (one.running) out.member("records", one.running->records());
    out.end_object();
    if (!one.outcome.empty()) out.name("outcome").raw(one.outcome);
    out.end_object();
    return out.finish();
}

std::vector<std::string> goal_imports::tell() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> all;
    for (auto one = jobs_.rbegin(); one != jobs_.rend(); ++one) all.push_back(to_json(**one));
    return all;
}

std::optional<std::string> goal_imports::tell_one(std::string_view id) const {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find_if(jobs_, [&](const job_pointer& one) { return one->id == id; });
    return found == jobs_.end() ? std::nullopt : std::optional(to_json(**found));
}

} // namespace schakel::pipeline
