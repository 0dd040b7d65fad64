#include "gateway/outbox/record_index.hpp"

#include "gateway/core/failpoint.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/outbox/new_keys.hpp"
#include "gateway/outbox/record_run.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace schakel::outbox {

namespace {

constexpr std::string_view suffix = "-keys";
constexpr std::uint64_t checked_at_start = std::uint64_t{64} << 20;

// Gives the records of several sorted lists in one order.
template <class Each>
void merged(std::vector<std::span<const known_record>> lists, Each each) {
    const auto later = [](const auto& a, const auto& b) { return b.front() < a.front(); };
    std::erase_if(lists, [](const auto& one) { return one.empty(); });
    std::ranges::make_heap(lists, later);
    while (!lists.empty()) {
        std::ranges::pop_heap(lists, later);
        each(lists.back().front());
        lists.back() = lists.back().subspan(1);
        if (lists.back().empty())
            lists.pop_back();
        else
            std::ranges::push_heap(lists, later);
    }
}

} // namespace

packed_id digest_of_key(std::string_view key) {
    return read_id(crypto::sha256(key).substr(0, 16));
}

std::uint64_t digest_of_scope(std::string_view scope) {
    return digest_of_key(scope).high;
}

known_record
known_record_of(std::string_view scope, std::string_view key, std::string_view digest, std::int64_t message) {
    return {digest_of_key(key), digest_of_scope(scope), message, digest_of_key(digest)};
}

known_record key_id_of(std::string_view school, std::string_view table, std::string_view key, const packed_id& id) {
    static const std::uint64_t scope = digest_of_scope("keys of records");
    return {digest_of_key(new_keys::name_of(school, table, key)), scope, 0, id};
}

// Records in the order in which they came, each linked to the one before it in its slot.
class record_index::table {
public:
    void add(const known_record& one) {
        if (records_.size() >= heads_.size()) grow();
        link(static_cast<std::uint32_t>(records_.size()), one.key);
        records_.push_back(one);
    }

    template <class Each>
    void find(const packed_id& key, Each each) const {
        if (heads_.empty()) return;
        for (std::uint32_t at = heads_[slot_of(key)]; at != none; at = before_[at])
            if (records_[at].key == key) each(records_[at]);
    }

    std::size_t size() const { return records_.size(); }
    std::vector<known_record> sorted() const {
        std::vector<known_record> all = records_;
        std::ranges::sort(all);
        return all;
    }

    group_range groups{std::numeric_limits<std::uint64_t>::max(), 0};

private:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    std::size_t slot_of(const packed_id& key) const { return key.low & (heads_.size() - 1); }
    void link(std::uint32_t number, const packed_id& key) {
        before_.push_back(std::exchange(heads_[slot_of(key)], number));
    }
    void grow() {
        heads_.assign(std::max<std::size_t>(heads_.size() * 2, 1024), none);
        before_.clear();
        for (std::uint32_t i = 0; i < records_.size(); ++i) link(i, records_[i].key);
    }

    std::vector<known_record> records_;
    std::vector<std::uint32_t> heads_, before_;
};

record_index::record_index(const record_index_settings& settings)
    : settings_(settings), filling_(std::make_shared<table>()) {
    open_runs();
}

record_index::~record_index() = default;

run_files runs_beside(const std::string& database) {
    return find_runs(database, suffix);
}

std::optional<std::string> run_fault(const std::string& path) {
    try {
        return record_run(path, {}).checks() ? std::nullopt : std::optional<std::string>("its checksum differs");
    } catch (const std::runtime_error& problem) {
        return problem.what();
    }
}

void record_index::open_runs() {
    run_files found = runs_beside(settings_.path);
    if (!found.missing_before.empty())
        damage_.push_back("a run of record keys is missing before " + found.missing_before);
    bool whole = true;
    for (const std::string& path : found.covering)
        if (!(whole = whole && open_run(path))) found.left_over.push_back(path);
    last_ = covered_;
    for (const std::string& path : found.left_over) std::filesystem::remove(path);
}

// A large one is checked when it is merged, and by whoever verifies the store: reading it would hold up the start.
bool record_index::open_run(const std::string& path) {
    const std::string name = std::filesystem::path(path).filename().string();
    const group_range groups = groups_of_run(path);
    try {
        auto run = std::make_shared<record_run>(path, groups);
        if (run->bytes() <= checked_at_start && !run->checks()) throw damaged_run("its checksum differs");
        runs_.push_back(std::move(run));
        covered_ = groups.last;
        return true;
    } catch (const damaged_run& problem) {
        damage_.push_back("the run of record keys " + name + " is damaged: " + problem.what());
        return false;
    }
}

std::uint64_t record_index::covered() const {
    const std::shared_lock lock(mutex_);
    return covered_;
}

void record_index::add(std::uint64_t group, std::span<const known_record> records) {
    const std::unique_lock lock(mutex_);
    for (const known_record& one : records) filling_->add(one);
    filling_->groups.last = last_ = group;
}

std::optional<known_record> record_index::newest(const packed_id& key, std::uint64_t scope) const {
    std::optional<known_record> best;
    const auto take = [&](const known_record& one) {
        if (one.scope == scope && (!best || best->message < one.message)) best = one;
    };
    const std::shared_lock lock(mutex_);
    filling_->find(key, take);
    if (!best && flushing_) flushing_->find(key, take);
    for (auto run = runs_.rbegin(); run != runs_.rend() && !best; ++run) std::ranges::for_each((*run)->find(key), take);
    return best;
}

std::vector<std::int64_t> record_index::messages_with(const packed_id& key) const {
    std::vector<std::int64_t> found;
    const auto take = [&](const known_record& one) { found.push_back(one.message); };
    {
        const std::shared_lock lock(mutex_);
        for (const run_pointer& run : runs_) std::ranges::for_each(run->find(key), take);
        if (flushing_) flushing_->find(key, take);
        filling_->find(key, take);
    }
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    return found;
}

bool record_index::untidy() const {
    const std::shared_lock lock(mutex_);
    const bool due = SCHAKEL_FAILPOINT_EFFECT("records.due") == failpoint_effect::error;
    return due || filling_->size() >= settings_.in_memory || !alike().empty();
}

void record_index::tidy(const is_gone& gone) {
    const std::lock_guard one_at_a_time(tidying_);
    flush();
    while (merge(gone)) {
    }
}

void record_index::flush() {
    {
        const std::unique_lock lock(mutex_);
        if (!flushing_) {
            if (last_ == covered_) return;
            filling_->groups = {covered_ + 1, last_};
            flushing_ = std::exchange(filling_, std::make_shared<table>());
        }
    }
    const group_range groups = flushing_->groups;
    record_run_writer writer(run_path(settings_.path, suffix, groups), flushing_->size());
    for (const known_record& one : flushing_->sorted()) writer.add(one);
    SCHAKEL_FAILPOINT("records.flush.before");
    writer.finish();
    SCHAKEL_FAILPOINT("records.flush.after");
    auto made = std::make_shared<record_run>(run_path(settings_.path, suffix, groups), groups);
    const std::unique_lock lock(mutex_);
    runs_.push_back(std::move(made));
    covered_ = groups.last;
    flushing_.reset();
}

// Sizes are alike when their powers of `merged_runs` are.
std::span<const record_index::run_pointer> record_index::alike() const {
    const auto rank = [this](const run_pointer& run) {
        std::size_t power = 0;
        for (std::uint64_t size = run->records().size() / settings_.in_memory; size >= settings_.merged_runs;
             size /= settings_.merged_runs)
            ++power;
        return power;
    };
    for (std::size_t begin = 0; begin < runs_.size();) {
        std::size_t end = begin + 1;
        while (end < runs_.size() && rank(runs_[end]) == rank(runs_[begin])) ++end;
        if (end - begin >= settings_.merged_runs) return std::span(runs_).subspan(begin, settings_.merged_runs);
        begin = end;
    }
    return {};
}

bool record_index::merge(const is_gone& gone) {
    std::vector<run_pointer> from;
    {
        const std::shared_lock lock(mutex_);
        const auto chosen = alike();
        from.assign(chosen.begin(), chosen.end());
    }
    if (from.empty()) return false;
    const group_range groups{from.front()->covers().first, from.back()->covers().last};
    std::uint64_t most = 0;
    std::vector<std::span<const known_record>> lists;
    for (const run_pointer& run : from) {
        if (!run->checks()) throw std::runtime_error("a run of record keys is damaged: " + run->path());
        most += run->records().size();
        lists.push_back(run->records());
    }
    record_run_writer writer(run_path(settings_.path, suffix, groups), most);
    merged(std::move(lists), [&](const known_record& one) {
        if (!gone || !gone(one.message)) writer.add(one);
    });
    SCHAKEL_FAILPOINT("records.merge.before");
    writer.finish();
    SCHAKEL_FAILPOINT("records.merge.after");
    auto made = std::make_shared<record_run>(run_path(settings_.path, suffix, groups), groups);
    {
        const std::unique_lock lock(mutex_);
        const auto at = std::ranges::find(runs_, from.front());
        *at = std::move(made);
        runs_.erase(at + 1, at + static_cast<std::ptrdiff_t>(from.size()));
    }
    for (const run_pointer& run : from) std::filesystem::remove(run->path());
    return true;
}

std::uint64_t record_index::bytes() const {
    std::uint64_t sum = 0;
    const std::shared_lock lock(mutex_);
    for (const run_pointer& run : runs_) sum += run->bytes();
    return sum;
}

} // namespace schakel::outbox
