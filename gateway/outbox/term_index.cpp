#include "gateway/outbox/term_index.hpp"

#include "gateway/outbox/term_run.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <utility>

namespace schakel::outbox {

namespace {

constexpr std::string_view suffix = "-find";
constexpr auto pause_after_failure = std::chrono::seconds(1);

void sort_once(std::vector<std::int64_t>& messages) {
    if (!std::ranges::is_sorted(messages)) std::ranges::sort(messages);
    messages.erase(std::ranges::unique(messages).begin(), messages.end());
}

} // namespace

term_index::term_index(const term_index_settings& settings) : settings_(settings) {
    if (!open_runs()) remove_all();
    last_ = covered_;
    thread_ = std::thread([this] { work(); });
}

term_index::~term_index() {
    {
        const std::unique_lock lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

// False: one is damaged or missing.
bool term_index::open_runs() {
    const run_files found = find_runs(settings_.path, suffix);
    if (!found.missing_before.empty()) return false;
    for (const std::string& path : found.left_over) std::filesystem::remove(path);
    for (const std::string& path : found.covering) {
        const group_range groups = groups_of_run(path);
        try {
            runs_.emplace(groups, std::make_shared<term_run>(path));
        } catch (const std::runtime_error&) {
            return false;
        }
        covered_ = groups.last;
    }
    return true;
}

void term_index::remove_all() {
    runs_.clear();
    covered_ = 0;
    const run_files found = find_runs(settings_.path, suffix);
    for (const auto* paths : {&found.covering, &found.left_over})
        for (const std::string& path : *paths) std::filesystem::remove(path);
}

std::uint64_t term_index::covered() const {
    const std::shared_lock lock(mutex_);
    return covered_;
}

void term_index::add(std::uint64_t group, std::span<const found_term> some) {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [this] {
        return filling_.size() < 4 * settings_.in_memory || last_ <= covered_ || failing_ || ending_;
    });
    filling_.insert(filling_.end(), some.begin(), some.end());
    last_ = group;
    if (full()) wake_.notify_all();
}

std::vector<std::int64_t> term_index::messages_with(search_term term) const {
    std::vector<std::int64_t> found;
    {
        const std::shared_lock lock(mutex_);
        for (const auto& [groups, run] : runs_) run->find(term, found);
        const auto take = [&](const found_term& one) {
            if (one.term == term) found.push_back(one.message);
        };
        if (flushing_) std::ranges::for_each(*flushing_, take);
        std::ranges::for_each(filling_, take);
    }
    sort_once(found);
    return found;
}

bool term_index::full() const {
    return filling_.size() >= settings_.in_memory && last_ > covered_;
}

bool term_index::busy() const {
    return flushing_ || working_ || full() || !alike().empty();
}

void term_index::settle_down() {
    std::unique_lock lock(mutex_);
    wake_.notify_all();
    moved_.wait(lock, [this] { return !busy(); });
}

// What could not be written stays in memory, and is tried again.
void term_index::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return busy() || ending_; });
        if (ending_) return;
        if (!flushing_ && full()) {
            flushing_ = std::make_shared<const terms>(std::exchange(filling_, {}));
            flushing_groups_ = {covered_ + 1, last_};
            moved_.notify_all();
        }
        const auto some = flushing_;
        const group_range groups = flushing_groups_;
        working_ = true;
        failing_ = false;
        lock.unlock();
        bool failed = false;
        try {
            if (some)
                write(some, groups);
            else
                merge();
        } catch (const std::exception&) {
            failed = true;
        }
        lock.lock();
        working_ = false;
        failing_ = failed;
        moved_.notify_all();
        if (failed) wake_.wait_for(lock, pause_after_failure, [this] { return ending_; });
    }
}

void term_index::write(const std::shared_ptr<const terms>& some, group_range groups) {
    terms sorted = *some;
    std::ranges::sort(sorted);
    sorted.erase(std::ranges::unique(sorted).begin(), sorted.end());
    term_run_writer writer(run_path(settings_.path, suffix, groups), sorted.size());
    std::vector<std::int64_t> messages;
    for (auto at = sorted.begin(); at != sorted.end();) {
        const search_term term = at->term;
        messages.clear();
        for (; at != sorted.end() && at->term == term; ++at) messages.push_back(at->message);
        writer.add(term, messages);
    }
    writer.finish();
    auto made = std::make_shared<term_run>(run_path(settings_.path, suffix, groups));
    const std::unique_lock lock(mutex_);
    runs_.emplace(groups, std::move(made));
    covered_ = groups.last;
    flushing_.reset();
}

std::vector<group_range> term_index::alike() const {
    constexpr std::uint64_t most_different = 4;
    if (damaged_ || runs_.size() < settings_.merged_runs) return {};
    for (auto begin = runs_.begin();; ++begin) {
        std::vector<group_range> same;
        std::uint64_t least = begin->second->bytes(), most = least;
        for (auto at = begin; at != runs_.end() && same.size() < settings_.merged_runs; ++at) {
            least = std::min(least, at->second->bytes());
            most = std::max(most, at->second->bytes());
            if (most <= most_different * least) same.push_back(at->first);
        }
        if (same.size() == settings_.merged_runs && most <= most_different * least) return same;
        if (begin->first == runs_.rbegin()->first) return {};
    }
}

// What is missing at the next start is made again from the journal. Until then its terms are found as far as they can
// be read.
void term_index::set_aside(const term_run& damaged) {
    std::filesystem::remove(damaged.path());
    const std::unique_lock lock(mutex_);
    damaged_ = true;
}

void term_index::merge() {
    std::vector<run_pointer> from;
    group_range groups;
    {
        const std::shared_lock lock(mutex_);
        const auto chosen = alike();
        if (chosen.empty()) return;
        groups = {chosen.front().first, chosen.back().last};
        for (const group_range& each : chosen) from.push_back(runs_.at(each));
    }
    std::uint64_t most = 0;
    std::vector<std::size_t> next(from.size());
    for (const run_pointer& run : from) {
        if (!run->checks()) return set_aside(*run);
        most += run->terms();
    }
    term_run_writer writer(run_path(settings_.path, suffix, groups), most);
    std::vector<std::int64_t> messages;
    while (true) {
        std::optional<search_term> least;
        for (std::size_t i = 0; i < from.size(); ++i)
            if (next[i] < from[i]->terms()) least = std::min(least.value_or(~search_term{0}), from[i]->term(next[i]));
        if (!least) break;
        messages.clear();
        for (std::size_t i = 0; i < from.size(); ++i)
            if (next[i] < from[i]->terms() && from[i]->term(next[i]) == *least) from[i]->read(next[i]++, messages);
        sort_once(messages);
        messages.erase(messages.begin(), std::ranges::lower_bound(messages, oldest_.load()));
        if (!messages.empty()) writer.add(*least, messages);
    }
    writer.finish();
    auto made = std::make_shared<term_run>(run_path(settings_.path, suffix, groups));
    {
        const std::unique_lock lock(mutex_);
        std::erase_if(runs_, [&](const auto& each) {
            return each.first.first >= groups.first && each.first.last <= groups.last;
        });
        runs_.emplace(groups, std::move(made));
    }
    for (const run_pointer& run : from) std::filesystem::remove(run->path());
}

std::uint64_t term_index::bytes() const {
    std::uint64_t sum = 0;
    const std::shared_lock lock(mutex_);
    for (const auto& [groups, run] : runs_) sum += run->bytes();
    return sum;
}

} // namespace schakel::outbox
