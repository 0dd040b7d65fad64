#include "gateway/pipeline/import_queue.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/core/id.hpp"

#include <algorithm>
#include <array>

namespace schakel::pipeline {

namespace {

constexpr auto between_plans = std::chrono::seconds(30);
constexpr auto longest_pause = std::chrono::seconds(600); // between two questions of one fetch
constexpr std::ptrdiff_t most_waiting = 8;
constexpr std::size_t most_remembered = 100;

} // namespace

void import_queue::start(std::function<void()> plan) {
    thread_ = std::thread([this, plan = std::move(plan)] { work_on(plan); });
}

void import_queue::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        wake_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

bool import_queue::anything_waits() const {
    return std::ranges::any_of(jobs_, [](const job_pointer& one) { return one->stands == job::state::waiting; });
}

void import_queue::work_on(const std::function<void()>& plan) {
    for (;;) {
        plan();
        {
            std::unique_lock lock(mutex_);
            wake_.wait_for(lock, between_plans, [this] { return stopping_ || anything_waits(); });
            if (stopping_) return;
        }
        run_one();
    }
}

result<std::string> import_queue::add(job what) {
    const std::lock_guard lock(mutex_);
    const auto waiting =
        std::ranges::count_if(jobs_, [](const job_pointer& one) { return one->stands == job::state::waiting; });
    if (waiting >= most_waiting) return failure{"too many imports wait already"};
    what.id = new_id(time_);
    what.asked = time_.now();
    jobs_.push_back(std::make_shared<job>(std::move(what)));
    wake_.notify_all();
    return jobs_.back()->id;
}

bool import_queue::is_open(std::string_view source, std::string_view way) const {
    const std::lock_guard lock(mutex_);
    return std::ranges::any_of(jobs_, [&](const job_pointer& one) {
        return one->source == source && one->way == way && one->stands != job::state::ended;
    });
}

import_queue::job_pointer import_queue::take() {
    const std::lock_guard lock(mutex_);
    const auto next =
        std::ranges::find_if(jobs_, [](const job_pointer& one) { return one->stands == job::state::waiting; });
    if (next == jobs_.end()) return nullptr;
    (*next)->stands = job::state::running;
    (*next)->began = time_.now();
    return *next;
}

bool import_queue::run_one() {
    const job_pointer one = take();
    if (!one) return false;
    std::string outcome = one->what(*one);
    const std::lock_guard lock(mutex_);
    one->what = nullptr;
    one->records = nullptr;
    one->doing.clear();
    one->outcome = std::move(outcome);
    one->ended = time_.now();
    one->stands = job::state::ended;
    while (jobs_.size() > most_remembered && jobs_.front()->stands == job::state::ended) jobs_.pop_front();
    return true;
}

bool import_queue::stopping() const {
    const std::lock_guard lock(mutex_);
    return stopping_;
}

bool import_queue::wait(std::chrono::seconds how_long) {
    std::unique_lock lock(mutex_);
    return !wake_.wait_for(lock, std::min<std::chrono::seconds>(how_long, longest_pause), [this] { return stopping_; });
}

void import_queue::tell_progress(job& of, const std::function<void(job&)>& change) {
    const std::lock_guard lock(mutex_);
    change(of);
}

pull_means import_queue::means_of(job& one) {
    pull_means means;
    means.stopping = [this] { return stopping(); };
    means.wait = [this](std::chrono::seconds how_long) { return wait(how_long); };
    means.tell = [this, &one](const intake_progress& now) {
        tell_progress(one, [&](job& told) { told.doing = now.doing; });
    };
    return means;
}

std::string import_queue::to_json(const job& one) {
    constexpr std::array<std::string_view, 3> states{"waiting", "running", "ended"};
    json::writer out;
    out.begin_object().member("id", one.id).member("source", one.source).member("way", one.way);
    out.member("actor", one.actor).member("state", states[static_cast<std::size_t>(one.stands)]);
    out.member("asked_at", to_rfc3339_milliseconds(one.asked));
    if (one.began) out.member("began_at", to_rfc3339_milliseconds(*one.began));
    if (one.ended) out.member("ended_at", to_rfc3339_milliseconds(*one.ended));
    out.name("progress").begin_object().member_if_present("doing", one.doing).member("bytes", one.bytes);
    out.member("expected", one.expected);
    if (one.records) out.member("records", one.records());
    out.end_object();
    if (!one.outcome.empty()) out.name("outcome").raw(one.outcome);
    out.end_object();
    return out.finish();
}

std::vector<std::string> import_queue::tell() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> all;
    for (auto one = jobs_.rbegin(); one != jobs_.rend(); ++one) all.push_back(to_json(**one));
    return all;
}

std::optional<std::string> import_queue::tell_one(std::string_view id) const {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find_if(jobs_, [&](const job_pointer& one) { return one->id == id; });
    return found == jobs_.end() ? std::nullopt : std::optional(to_json(**found));
}

} // namespace schakel::pipeline
