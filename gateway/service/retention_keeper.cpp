#include "gateway/service/retention_keeper.hpp"

#include <string>
#include <utility>

namespace schakel::service {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds between_runs = 1h, between_steps = 50ms, after_failure = 60s;
constexpr std::size_t looked_at_once = 500;
constexpr auto most_drift = 1h; // of the time of day, between two looks
constexpr auto mistrust = 24h;
constexpr auto longest_silence = std::chrono::days(30); // of all senders, before the clock is doubted at the start

outbox::keeping_term term_at(const settings::retention_terms& how, instant now) {
    return {{}, {}, now - how.keep, now - how.keep_dead_letters};
}

std::string told(const outbox::forgotten& gone, const outbox::keeping_terms& by) {
    return std::to_string(gone.messages) + " messages, " + std::to_string(gone.deliveries) + " deliveries, " +
           std::to_string(gone.dead_letters) + " dead letters among them; received before " +
           to_rfc3339(by.otherwise.finished) + ", dead letters before " + to_rfc3339(by.otherwise.dead);
}

} // namespace

outbox::keeping_terms terms_at(const settings::retention& how, instant now) {
    outbox::keeping_terms out{term_at(how, now), {}};
    for (const settings::retention_rule& each : how.rules) {
        outbox::keeping_term& one = out.of.emplace_back(term_at(each, now));
        one.route = each.route;
        one.standard = each.standard;
    }
    return out;
}

retention_keeper::retention_keeper(outbox::store& store, const clock& time, logger& log)
    : store_(store), time_(time), log_(log), seen_(time.now()), seen_steady_(time.steady()) {}

bool retention_keeper::clock_was_set() {
    const instant now = time_.now();
    const auto steady = time_.steady();
    const auto drift = (now - seen_) - std::chrono::duration_cast<std::chrono::microseconds>(steady - seen_steady_);
    seen_ = now;
    seen_steady_ = steady;
    return std::chrono::abs(drift) > most_drift;
}

bool retention_keeper::long_after_everything() {
    outbox::message_filter newest;
    newest.limit = 1;
    const auto page = store_.list(newest);
    return !page.messages.empty() && time_.now() - page.messages.front().received_at > longest_silence;
}

void retention_keeper::wait_a_day() {
    run_.reset();
    not_before_ = time_.steady() + mistrust;
    log_.log_event(
        log_level::warning, "retention.clock_in_doubt", {{"seconds", std::chrono::seconds(mistrust).count()}}
    );
}

std::chrono::milliseconds retention_keeper::step(const settings::retention& how) {
    const bool first = !std::exchange(started_, true);
    if (clock_was_set() || (first && long_after_everything())) wait_a_day();
    if (not_before_ && time_.steady() < *not_before_) return between_runs;
    if (!run_) {
        run_ = terms_at(how, time_.now());
        place_ = {};
        gone_ = {};
    }
    const auto gone = store_.forget(*run_, place_, looked_at_once);
    if (!gone) {
        log_.log_event(log_level::error, "retention.failed", {{"reason", gone.error().message}});
        return after_failure;
    }
    gone_.add(*gone);
    return place_.at_end ? end_run() : between_steps;
}

std::chrono::milliseconds retention_keeper::end_run() {
    if (gone_.messages > 0) {
        log_.log_event(log_level::info, "retention.applied", {{"count", gone_.messages}});
        store_.write_audit({time_.now(), "gateway", "retention.applied", "messages", told(gone_, *run_)}, [](bool) {});
    }
    run_.reset();
    return between_runs;
}

} // namespace schakel::service
