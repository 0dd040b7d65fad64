// Which message is found by which term: terms in memory and in sorted runs on disk, as the records are kept
// (record_index.hpp). Adding is an append, however many messages there are; a search reads one place in each of a few
// runs.
//
// Runs are files "<path>-find<first>to<last>" (numbers of groups of the journal, 16 hex digits each), written whole,
// synced and then renamed into place; runs of about the same size are merged, on a thread of its own. The index can be
// made again from the journal: where a run is missing or damaged all are removed, and covered() begins at 0.
#pragma once

#include "gateway/outbox/run_file.hpp"
#include "gateway/outbox/search_term.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace schakel::outbox {

struct found_term {
    search_term term = 0;
    std::int64_t message = 0;

    auto operator<=>(const found_term&) const = default;
};

struct term_index_settings {
    std::string path;                // of the database beside which it lies
    std::size_t in_memory = 1 << 18; // terms before a run is written, 16 bytes each
    std::size_t merged_runs = 8;     // of about one size
};

class term_run; // term_run.hpp

// Thread-safe. add() by one thread.
class term_index {
public:
    explicit term_index(const term_index_settings& settings);
    ~term_index();

    // The last group whose terms are all in runs: groups behind it are to be added again.
    std::uint64_t covered() const;

    // All terms of a group, in the order of groups. Waits where runs are written slower than terms come, unless the
    // disk refuses: then they stay in memory.
    void add(std::uint64_t group, std::span<const found_term> terms);

    // Ascending, each once; some of these messages may be gone.
    std::vector<std::int64_t> messages_with(search_term term) const;

    // Merged runs leave out messages before this one.
    void forget_before(std::int64_t message) { oldest_ = message; }

    void settle_down();          // until there is nothing to write or merge; for tests and benches
    std::uint64_t bytes() const; // of the runs

private:
    using run_pointer = std::shared_ptr<const term_run>;
    using terms = std::vector<found_term>;

    bool open_runs();
    void remove_all();
    void work();
    bool full() const; // a run is to be written
    bool busy() const;
    void write(const std::shared_ptr<const terms>& some, group_range groups);
    void merge();
    void set_aside(const term_run& damaged);
    std::vector<group_range> alike() const; // enough neighbours of about one size, or none

    const term_index_settings settings_;
    std::atomic<std::int64_t> oldest_{0};
    mutable std::shared_mutex mutex_; // guards what follows
    std::condition_variable_any wake_, moved_;
    std::map<group_range, run_pointer> runs_; // neighbours in groups
    terms filling_;
    std::shared_ptr<const terms> flushing_;
    group_range flushing_groups_;
    std::uint64_t covered_ = 0, last_ = 0;
    bool ending_ = false, working_ = false;
    bool failing_ = false; // the disk refuses
    bool damaged_ = false; // a run: made again at the next start
    std::thread thread_;
};

} // namespace schakel::outbox
