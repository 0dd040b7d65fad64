#include "gateway/pipeline/goal_recomputation.hpp"

#include "gateway/goals/known_owners.hpp"

#include <algorithm>
#include <future>
#include <utility>

namespace schakel::pipeline {

namespace {

constexpr std::size_t most_told = 1000, at_a_time = 200;

// What goes to a destination carries its goals and their sources with the first of its deliveries.
const outbox::delivery* delivery_to(const plan& planned, std::string_view destination) {
    const auto found = std::ranges::find(planned.deliveries, destination, &outbox::delivery::destination);
    return found == planned.deliveries.end() ? nullptr : &*found;
}

} // namespace

void goal_recomputation::start() {
    thread_ = std::thread([this] { work(); });
}

void goal_recomputation::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

bool goal_recomputation::stopping() const {
    const std::lock_guard lock(mutex_);
    return stopping_;
}

void goal_recomputation::work() {
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !orders_.empty(); });
            if (stopping_) return;
        }
        run_one();
    }
}

void goal_recomputation::order(recomputation_order what) {
    const std::lock_guard lock(mutex_);
    orders_.push_back(std::move(what));
    wake_.notify_all();
}

// Of a release: its framework with all its releases. Of a version of a mapping set: all its versions, and the
// frameworks between which it maps, because a new way may lead further than the ways that were known.
std::vector<std::string> goal_recomputation::superseded_by(const goals::import_outcome& what, bool& all) const {
    std::set<std::string, std::less<>> fresh, frameworks, names;
    for (const goals::imported_owner& one : what.owners)
        if (one.what == goals::imported_owner::outcome::added) fresh.insert(one.id);
    const goals::known_owners known(with_.goals);
    for (const goals::known_owners::framework& one : known.frameworks())
        for (const goals::stored_owner* each : one.releases)
            if (fresh.contains(model::goals::tail_of(each->head.what).id)) frameworks.insert(one.id);
    for (const goals::stored_owner* one : known.mapping_sets()) {
        const auto& set = std::get<model::goals::mapping_set>(one->head.what);
        if (!fresh.contains(set.id)) continue;
        names.insert(set.name);
        frameworks.insert(set.subject_framework);
        frameworks.insert(set.object_framework);
    }
    all = frameworks.contains(std::string_view{}); // a set that does not say between what it maps
    std::vector<std::string> sources;
    for (const goals::known_owners::framework& one : known.frameworks()) {
        if (!frameworks.contains(one.id)) continue;
        sources.push_back(one.id);
        for (const goals::stored_owner* each : one.releases)
            sources.push_back(model::goals::tail_of(each->head.what).id);
    }
    for (const goals::stored_owner* one : known.mapping_sets()) {
        const auto& set = std::get<model::goals::mapping_set>(one->head.what);
        if (names.contains(set.name)) sources.push_back(set.id);
    }
    return sources;
}

void goal_recomputation::after_import(const goals::import_outcome& what) {
    recomputation_order made;
    made.cause = "import " + std::to_string(what.import);
    made.actor = "gateway";
    made.send = with_.in_force()->settings().goals.recompute == settings::recomputation::send;
    made.which.sources = superseded_by(what, made.which.all);
    made.which.unknown = true;
    order(std::move(made));
}

bool goal_recomputation::run_one() {
    recomputation_order next;
    {
        const std::lock_guard lock(mutex_);
        if (orders_.empty()) return false;
        next = std::move(orders_.front());
        orders_.pop_front();
        newest_ = recomputation_run{};
        newest_->order = next;
        newest_->began = with_.flow.time.now();
    }
    run(next);
    return true;
}

void goal_recomputation::run(const recomputation_order& what) {
    const auto in_force = with_.in_force();
    outbox::goal_use_filter which = what.which;
    which.most = at_a_time;
    for (uses some = with_.rows.uses(which); !some.empty() && !stopping(); some = with_.rows.uses(which)) {
        which.after = some.back().place;
        renewals renewed;
        for (auto from = some.begin(); from != some.end() && !stopping();) {
            const auto to =
                std::find_if(from, some.end(), [&](const auto& one) { return one.message != from->message; });
            recompute({from, to}, what, *in_force, renewed);
            from = to;
        }
        static_cast<void>(with_.rows.renew_uses(renewed)); // failing, they are looked at again next time
    }
    std::string counts;
    {
        const std::lock_guard lock(mutex_);
        newest_->ended = with_.flow.time.now();
        counts = std::to_string(newest_->deliveries) + " deliveries, " + std::to_string(newest_->changed) +
                 " messages changed, " + std::to_string(newest_->sent) + " sent";
    }
    with_.flow.store.write_audit({with_.flow.time.now(), what.actor, "goals.recomputed", what.cause, counts}, [](bool) {
    });
}

// All deliveries of one message.
void goal_recomputation::recompute(
    const uses& of_one, const recomputation_order& what, const configuration& in_force, renewals& unchanged
) {
    recomputed_message told;
    told.message = of_one.front().message;
    auto again = plan_again(told.message, with_.adapters, in_force, with_.flow, {});
    if (!again) told.problem = again.error().message;
    std::set<std::string, std::less<>> changed;
    for (const outbox::goal_use& one : of_one) {
        const outbox::delivery* now = again ? delivery_to(again->planned, one.destination) : nullptr;
        if (!now) continue;
        if (auto changes = goal_changes(one.loss, now->loss); !changes.empty()) {
            changed.insert(one.destination);
            told.parts.push_back({one.destination, std::move(changes)});
        } else {
            unchanged.push_back({one.place, now->goal_sources, now->unknown_goals});
        }
    }
    if (what.send && !changed.empty()) send(std::move(*again), of_one, changed, told);
    keep(std::move(told), of_one.size());
}

// The copy goes where something changed, and nowhere else.
void goal_recomputation::send(
    replanned&& again, const uses& of_one, const std::set<std::string, std::less<>>& to, recomputed_message& told
) {
    std::erase_if(again.planned.deliveries, [&](const outbox::delivery& one) { return !to.contains(one.destination); });
    std::promise<replay_outcome> stored;
    auto copy = stored.get_future();
    const language lang = with_.in_force()->lang();
    store_copy(std::move(again), "gateway", "message.recomputed", lang, with_.flow, [&](replay_outcome outcome) {
        stored.set_value(std::move(outcome));
    });
    const replay_outcome outcome = copy.get();
    told.copy = outcome.new_id;
    told.problem = outcome.problem;
    if (told.copy.empty()) return;
    with_.flow.store.write_audit(
        {with_.flow.time.now(), "gateway", "message.recompute-sent", told.message, told.copy}, [](bool) {}
    );
    renewals done_with; // the copy stands for them
    for (const outbox::goal_use& one : of_one)
        if (to.contains(one.destination)) done_with.push_back({one.place, {}, {}});
    if (auto kept = with_.rows.renew_uses(done_with); !kept) told.problem = kept.error().message;
}

void goal_recomputation::keep(recomputed_message&& told, std::size_t deliveries) {
    const std::lock_guard lock(mutex_);
    newest_->deliveries += deliveries;
    if (told.parts.empty() && told.problem.empty()) return;
    if (!told.parts.empty()) ++newest_->changed;
    if (!told.copy.empty()) ++newest_->sent;
    if (!told.problem.empty()) ++newest_->failed;
    if (newest_->messages.size() < most_told) newest_->messages.push_back(std::move(told));
}

namespace {

void write(json::writer& out, const recomputed_message& one) {
    out.begin_object().member("message", one.message);
    out.member_if_present("copy", one.copy).member_if_present("problem", one.problem);
    out.name("deliveries").begin_array();
    for (const recomputed_message::part& part : one.parts) {
        out.begin_object().member("destination", part.destination).name("changes").begin_array();
        for (const goal_change& each : part.changes) pipeline::write(out, each);
        out.end_array().end_object();
    }
    out.end_array().end_object();
}

void write(json::writer& out, const recomputation_run& run) {
    out.begin_object().member("cause", run.order.cause).member("actor", run.order.actor);
    out.member("sends", run.order.send).member("began_at", to_rfc3339_milliseconds(run.began));
    if (run.ended) out.member("ended_at", to_rfc3339_milliseconds(*run.ended));
    out.member("deliveries", run.deliveries).member("changed", run.changed);
    out.member("sent", run.sent).member("failed", run.failed).name("messages").begin_array();
    for (const recomputed_message& one : run.messages) write(out, one);
    out.end_array().end_object();
}

} // namespace

std::string goal_recomputation::tell() const {
    const std::lock_guard lock(mutex_);
    json::writer out;
    out.begin_object().member("waiting", std::uint64_t{orders_.size()});
    out.member("running", newest_ && !newest_->ended);
    if (newest_) write(out.name("newest"), *newest_);
    out.end_object();
    return out.finish();
}

} // namespace schakel::pipeline
