// The whole life of a message in the embedded store against the floor of durability: append 2 KiB and fdatasync.
//
//   bench_outbox [FOLDER] [SECONDS PER CELL]
//
// Whole life: committed and answered, leased, settled with its attempt. The receivers' outcomes ride along with the
// next commits, as in the service. `passed on`: the delivery has the message's body; `translated`: a body of its own of
// the same size. Rows/s and the ratio to the raw loop of the same group size, all in one run.
#include "gateway/core/id.hpp"
#include "gateway/outbox/store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <string>
#include <utility>

namespace {

using namespace schakel;
using namespace schakel::outbox;
using timer = std::chrono::steady_clock;

double seconds_since(timer::time_point start) {
    return std::chrono::duration<double>(timer::now() - start).count();
}

std::string payload(char first) {
    std::string bytes(2048, first);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>('a' + (i * 7919 + i / 13) % 26);
    bytes[0] = first;
    return bytes;
}

double raw(const std::string& folder, std::size_t group, double seconds) {
    const std::string path = folder + "/raw";
    const int file = ::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    std::string block;
    for (std::size_t i = 0; i < group; ++i) block += payload('r');
    std::size_t rows = 0;
    const auto start = timer::now();
    for (; seconds_since(start) < seconds; rows += group)
        if (::write(file, block.data(), block.size()) < 0 || ::fdatasync(file) != 0) std::abort();
    const double took = seconds_since(start);
    ::close(file);
    std::filesystem::remove(path);
    return static_cast<double>(rows) / took;
}

// `committers` requests are under way at any moment; each answer brings the next. All are made, and all
// deliveries leased, by one thread beside the store's own.
class life {
public:
    life(store& in, std::size_t committers, bool translated)
        : store_(in), committers_(committers), translated_(translated) {}

    double rows_per_second(double seconds) {
        const auto start = timer::now();
        end_ = start + std::chrono::duration_cast<timer::duration>(std::chrono::duration<double>(seconds));
        std::unique_lock lock(mutex_);
        for (wanted_ = under_way_ = committers_; under_way_ != 0 || settled_ < leased_;) {
            const std::size_t ask = std::exchange(wanted_, 0);
            lock.unlock();
            for (std::size_t i = 0; i < ask; ++i) accept();
            const bool some = deliver();
            lock.lock();
            if (!some && wanted_ == 0) changed_.wait_for(lock, std::chrono::milliseconds(1));
        }
        return static_cast<double>(settled_) / seconds_since(start);
    }

private:
    void accept() {
        const auto& time = system_clock();
        acceptance what;
        what.message.id = new_id(time);
        what.message.standard = "uwlr-2.2";
        what.message.sender = "toetsuitgever";
        what.message.school = "99ZZ00";
        what.message.content_type = "text/xml";
        what.message.received_at = time.now();
        what.message.body = payload('m');
        delivery d;
        d.id = new_id(time);
        d.message_id = what.message.id;
        d.route = "scores-to-lms";
        d.destination = "lms";
        d.standard = "xapi-1.0.3";
        d.order_key = d.id.substr(24);
        d.created_at = d.next_attempt = time.now();
        d.body = payload(translated_ ? 'd' : 'm');
        what.deliveries.push_back(std::move(d));
        what.audit = {time.now(), "system:toetsuitgever", "message.accepted", what.message.id, ""};
        store_.commit(std::move(what), [this](const commit_outcome& outcome) { answered(outcome); });
    }

    void answered(const commit_outcome& outcome) {
        if (outcome.what != commit_outcome::kind::stored) std::abort();
        const std::lock_guard lock(mutex_);
        timer::now() < end_ ? ++wanted_ : --under_way_;
        changed_.notify_one();
    }

    bool deliver() {
        const auto due = store_.lease(system_clock().now(), 256);
        for (const delivery& each : due) {
            settlement s;
            s.delivery_id = each.id;
            s.status = state::delivered;
            s.attempt = attempt{each.id, 1, system_clock().now(), 12, 200, "delivered", ""};
            ++leased_;
            store_.settle(std::move(s), [this](bool stored) {
                if (!stored) std::abort();
                const std::lock_guard lock(mutex_);
                ++settled_;
                changed_.notify_one();
            });
        }
        return !due.empty();
    }

    store& store_;
    const std::size_t committers_;
    const bool translated_;
    timer::time_point end_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t wanted_ = 0, under_way_ = 0, settled_ = 0;
    std::size_t leased_ = 0; // this thread only
};

void remove_store(const std::string& folder) {
    for (const auto& each : std::filesystem::directory_iterator(folder))
        if (each.path().filename().string().starts_with("store.db")) std::filesystem::remove(each.path());
}

double lived(const std::string& folder, std::size_t committers, bool translated, double seconds) {
    const std::string path = folder + "/store.db";
    auto opened = open_sqlite_store({.path = path}, system_clock());
    if (!opened) {
        std::fprintf(stderr, "%s\n", opened.error().message.c_str());
        std::exit(1);
    }
    life(**opened, committers, translated).rows_per_second(seconds / 3); // the log has its size
    const double rate = life(**opened, committers, translated).rows_per_second(seconds);
    opened->reset();
    remove_store(folder);
    return rate;
}

} // namespace

int main(int argc, char** argv) {
    const std::string folder = (argc > 1 ? std::string(argv[1]) : std::string(".")) + "/outbox-bench";
    const double seconds = argc > 2 ? std::atof(argv[2]) : 3.0;
    std::filesystem::create_directories(folder);
    std::printf(
        "%-10s %22s %22s %8s %22s %8s\n", "at once", "append+fdatasync", "store, passed on", "ratio",
        "store, translated", "ratio"
    );
    for (const std::size_t committers : {std::size_t{1}, std::size_t{16}, std::size_t{128}}) {
        const double floor = raw(folder, committers, seconds);
        const double same = lived(folder, committers, false, seconds);
        const double other = lived(folder, committers, true, seconds);
        std::printf(
            "%-10zu %20.0f/s %20.0f/s %8.2f %20.0f/s %8.2f\n", committers, floor, same, same / floor, other,
            other / floor
        );
        std::fflush(stdout);
    }
    std::filesystem::remove_all(folder);
}
