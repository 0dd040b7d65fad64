#include "gateway/pipeline/replay_runs.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/core/id.hpp"
#include "gateway/pipeline/request_key.hpp"

#include <algorithm>
#include <future>

namespace schakel::pipeline {

namespace {

constexpr std::string_view whose_names = "/admin/replays"; // no system is called so
constexpr std::chrono::seconds come_for_room{1};
constexpr std::size_t page = 1000;

} // namespace

void replay_runs::start() {
    thread_ = std::thread([this] { work(); });
}

void replay_runs::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

void replay_runs::work() {
    for (;;) {
        const auto next = step();
        std::unique_lock lock(mutex_);
        if (stopping_) return;
        // A run that began meanwhile has its turn at once.
        const auto wanted = [this] {
            const run* first = whose_turn();
            return stopping_ || (first != nullptr && first->next <= with_.flow.time.steady());
        };
        if (next)
            wake_.wait_until(lock, *next, wanted);
        else
            wake_.wait(lock, wanted);
        if (stopping_) return;
    }
}

result<replay_selection> replay_runs::look_at(const replay_order& what) const {
    std::vector<std::string> ids = what.messages;
    if (ids.empty()) {
        outbox::message_filter filter = what.filter;
        filter.limit = page;
        do {
            const outbox::message_page found = with_.flow.store.list(filter);
            for (const outbox::message& one : found.messages) ids.push_back(one.id);
            filter.after = found.next;
        } while (!filter.after.empty() && ids.size() <= most_in_a_run);
        std::ranges::reverse(ids);
        // Its own copies least of all. Ids sort by time.
        if (is_uuid(what.run)) std::erase_if(ids, [&](const std::string& id) { return id > what.run; });
    }
    if (ids.size() > most_in_a_run)
        return failure{"more than " + std::to_string(most_in_a_run) + " messages: narrow the filter"};
    replay_selection chosen;
    for (std::string& id : ids) {
        const auto kept = with_.flow.store.show(id);
        if (!kept && kept.error().message == outbox::no_such_message) return failure{kept.error().message + ": " + id};
        if (!kept) {
            chosen.without_body.push_back(std::move(id));
            continue;
        }
        if (std::ranges::find(kept->audit, replay_ordered, &outbox::audit_entry::action) != kept->audit.end())
            ++chosen.replayed_before;
        chosen.ready.push_back(std::move(id));
    }
    return chosen;
}

void replay_runs::begin(const replay_order& what, replay_selection of) {
    const std::size_t all = of.all();
    {
        const std::lock_guard lock(mutex_);
        const run* known = find(what.run);
        if (known != nullptr && !known->ended) return;
        run& made = runs_.emplace_front();
        made.order = what;
        made.ready = std::move(of.ready);
        made.without_body = of.without_body.size();
        made.began = with_.flow.time.now();
        made.next = with_.flow.time.steady();
        made.results.reserve(made.ready.size());
        wake_.notify_all();
    }
    with_.flow.store.write_audit(
        {with_.flow.time.now(), "operator", "replay.began", what.run, std::to_string(all) + " messages"}, [](bool) {}
    );
}

bool replay_runs::end(std::string_view name) {
    const std::lock_guard lock(mutex_);
    for (run& one : runs_) {
        if (one.order.run != name) continue;
        one.stopped = !one.ended;
        wake_.notify_all();
        return true;
    }
    return false;
}

const replay_runs::run* replay_runs::find(std::string_view name) const {
    const auto found = std::ranges::find_if(runs_, [&](const run& one) { return one.order.run == name; });
    return found == runs_.end() ? nullptr : &*found;
}

// One that is to stop goes first.
replay_runs::run* replay_runs::whose_turn() {
    run* first = nullptr;
    for (run& one : runs_) {
        if (one.ended) continue;
        if (one.stopped) one.next = moment::min();
        if (first == nullptr || one.next < first->next) first = &one;
    }
    return first;
}

std::optional<replay_runs::moment> replay_runs::step() {
    run* of = nullptr;
    std::string original;
    {
        const std::lock_guard lock(mutex_);
        of = whose_turn();
        if (of == nullptr) return std::nullopt;
        if (of->next > with_.flow.time.steady()) return of->next;
        if (!of->stopped && of->results.size() < of->ready.size()) original = of->ready[of->results.size()];
    }
    replay_outcome told = original.empty() ? replay_outcome{} : copy(of->order, original);
    const std::lock_guard lock(mutex_);
    if (!original.empty()) keep(*of, original, std::move(told));
    if (of->stopped || of->results.size() == of->ready.size()) finish(*of);
    const run* next = whose_turn();
    return next == nullptr ? std::nullopt : std::optional(next->next);
}

replay_outcome replay_runs::copy(const replay_order& order, const std::string& original) const {
    replay_request one{original, order.to, {}};
    one.name = named_request(
        whose_names, order.run + "/" + original, request_digest({original, order.to.route, order.to.destination}),
        with_.flow.time.now()
    );
    std::promise<replay_outcome> told;
    auto outcome = told.get_future();
    replay(std::move(one), with_.adapters, with_.in_force(), with_.flow, {}, [&](replay_outcome of) {
        told.set_value(std::move(of));
    });
    return outcome.get();
}

// What the store had no room for is ordered again; nothing is skipped.
void replay_runs::keep(run& of, const std::string& original, replay_outcome&& told) {
    const moment now = with_.flow.time.steady();
    of.waits_for_room = told.unavailable;
    if (told.unavailable) {
        of.next = now + come_for_room;
        return;
    }
    ++(told.new_id.empty() ? of.failed : of.copied);
    const std::uint32_t pace = of.order.per_minute;
    of.next = now;
    if (pace != 0)
        of.next += std::chrono::duration_cast<moment::duration>(std::chrono::minutes(1)) * told.of_one_route / pace;
    of.results.push_back({original, std::move(told)});
}

void replay_runs::finish(run& of) {
    of.ended = with_.flow.time.now();
    of.stopped = of.results.size() < of.ready.size();
    of.waits_for_room = false;
    with_.flow.store.write_audit(
        {*of.ended, "operator", of.stopped ? "replay.stopped" : "replay.ended", of.order.run,
         std::to_string(of.copied) + " copied, " + std::to_string(of.failed) + " not"},
        [](bool) {}
    );
    std::size_t ended = 0;
    std::erase_if(runs_, [&](const run& one) { return one.ended && ++ended > runs_remembered; });
}

void replay_runs::write(json::writer& out, const run& of) {
    out.member("run", of.order.run).member("state", !of.ended ? "running" : of.stopped ? "stopped" : "ended");
    out.member("began_at", to_rfc3339_milliseconds(of.began));
    if (of.ended) out.member("ended_at", to_rfc3339_milliseconds(*of.ended));
    out.member("messages", std::uint64_t{of.ready.size() + of.without_body});
    out.member("replayable", std::uint64_t{of.ready.size()}).member("without_body", std::uint64_t{of.without_body});
    out.member("copied", std::uint64_t{of.copied}).member("failed", std::uint64_t{of.failed});
    out.member("waits_for_room", of.waits_for_room).member_if_present("to_route", of.order.to.route);
    out.member_if_present("to_destination", of.order.to.destination);
    if (of.order.per_minute != 0) out.member("per_minute", std::uint64_t{of.order.per_minute});
}

std::optional<std::string> replay_runs::tell(std::string_view name, std::size_t after, std::size_t most) const {
    const std::lock_guard lock(mutex_);
    const run* of = find(name);
    if (of == nullptr) return std::nullopt;
    json::writer out;
    out.begin_object();
    write(out, *of);
    out.name("results").begin_array();
    const std::size_t end = after + std::min(most, of->results.size() - std::min(after, of->results.size()));
    for (std::size_t i = after; i < end; ++i) {
        const replayed_message& one = of->results[i];
        out.begin_object().member("message", one.original).member_if_present("id", one.outcome.new_id);
        if (!one.outcome.new_id.empty()) out.member("deliveries", std::uint64_t{one.outcome.deliveries});
        out.member_if_present("warning", warning_of(one.outcome)).member_if_present("problem", one.outcome.problem);
        out.end_object();
    }
    out.end_array().member("next", std::uint64_t{end}).end_object();
    return out.finish();
}

std::string replay_runs::tell_all() const {
    const std::lock_guard lock(mutex_);
    json::writer out;
    out.begin_object().name("replays").begin_array();
    for (const run& one : runs_) {
        out.begin_object();
        write(out, one);
        out.end_object();
    }
    out.end_array().end_object();
    return out.finish();
}

} // namespace schakel::pipeline
