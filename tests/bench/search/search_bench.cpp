// Searching a full store (P12, L5), and removing old messages while new ones are accepted.
//
//   bench_search FOLDER [MESSAGES] [ROUNDS]
//
// Fills a store in FOLDER with MESSAGES (3,000,000), sixty days at 50,000 a day, through the store's own door; a store
// that is there already is used again. Then prints, per kind of question, p50, p95 and p99 of ROUNDS (200) lists of a
// page of 50, each with values of its own, and beside it what `grep` takes for the same pseudonym in the same journal.
// Last: 50,000 messages go while 200 a second are accepted. Exit code 1: a bar was missed.
#include "gateway/core/id.hpp"
#include "gateway/outbox/store.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace schakel;
using namespace schakel::outbox;
using timer = std::chrono::steady_clock;

constexpr std::size_t a_day = 50'000, schools = 400, tests = 3'000, most_under_way = 2'000;
constexpr std::uint64_t pupils = 150'000;
constexpr double indexed = 1000, scan = 5000, page = 200; // milliseconds

double milliseconds_since(timer::time_point start) {
    return std::chrono::duration<double, std::milli>(timer::now() - start).count();
}

// The same message for the same number, in every run.
struct invented {
    std::uint64_t number;

    std::uint64_t roll(std::uint64_t of, std::uint64_t sides) const {
        std::uint64_t value = (number * 64 + of + 1) * 0x9E3779B97F4A7C15;
        value = (value ^ value >> 32) * 0xD6E8FEB86659FD93;
        return (value ^ value >> 32) % sides;
    }
    std::string pupil() const { return "https://ketenid.nl/pilot/" + std::to_string(roll(1, pupils)); }
    std::string test() const { return "toets-" + std::to_string(roll(2, tests)); }
    std::string school() const { return "school-" + std::to_string(roll(3, schools)); }
    std::string own_id() const { return "bericht-" + std::to_string(number); }
    std::string title() const {
        static constexpr const char* subjects[] = {"Begrijpend lezen", "Rekenen",         "Spelling",
                                                   "Woordenschat",     "Technisch lezen", "Studievaardigheden"};
        return std::string(subjects[roll(2, 6)]) + " groep " + std::to_string(3 + roll(4, 6)) + " variant" +
               std::to_string(roll(2, tests));
    }
    state status() const {
        const std::uint64_t luck = roll(5, 1000);
        return luck < 2 ? state::quarantined : luck < 5 ? state::rejected : state::delivered;
    }
};

acceptance message_numbered(std::uint64_t number, instant at, const schakel::clock& time) {
    const invented it{number};
    acceptance what;
    what.message.id = new_id(time);
    what.message.standard = it.roll(6, 3) == 0 ? "xapi-1.0.3" : "uwlr-2.2";
    what.message.kind = "leerresultaten";
    what.message.sender = "uitgever-" + std::to_string(it.roll(7, 12));
    what.message.school = it.school();
    what.message.received_at = at;
    what.message.body = "<leerresultaten><id>" + it.own_id() + "</id><leerling>" + it.pupil() + "</leerling><toets>" +
                        it.test() + "</toets><titel>" + it.title() + "</titel>" + std::string(400, ' ') +
                        "</leerresultaten>";
    delivery d;
    d.id = new_id(time);
    d.route = "route-" + std::to_string(it.roll(8, 20));
    d.destination = "las-" + std::to_string(it.roll(8, 20));
    d.school = what.message.school;
    d.standard = "xapi-1.0.3";
    d.order_key = it.pupil();
    d.method = "POST";
    d.path = "/xapi/statements";
    d.body = what.message.body;
    d.records = 1;
    d.status = it.status();
    d.created_at = d.next_attempt = at;
    what.deliveries.push_back(std::move(d));
    what.keys = {{what.message.sender, it.own_id() + "-1", "content"}};
    what.terms = {
        term_of(term_kind::pupil, it.pupil()), term_of(term_kind::test, it.test()),
        term_of(term_kind::message_id, it.own_id())};
    add_words(what.terms, it.title());
    what.audit = {at, "system:" + what.message.sender, "message.accepted", what.message.id, {}};
    return what;
}

class filling {
public:
    filling(store& to, instant end) : to_(to), end_(end) {}

    void run(std::uint64_t from, std::uint64_t count) {
        const auto start = timer::now();
        for (std::uint64_t number = from; number < count; ++number) {
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [this] { return under_way_ < most_under_way; });
                ++under_way_;
            }
            const auto age = std::chrono::microseconds(std::chrono::days(1)) * (count - number) / a_day;
            to_.commit(message_numbered(number, end_ - age, system_clock()), [this](const commit_outcome& told) {
                if (told.what != commit_outcome::kind::stored) std::abort();
                const std::lock_guard lock(mutex_);
                --under_way_;
                changed_.notify_one();
            });
            if ((number + 1) % 100'000 == 0)
                std::fprintf(
                    stderr, "filled %llu of %llu, %.0f s\n", static_cast<unsigned long long>(number + 1),
                    static_cast<unsigned long long>(count), milliseconds_since(start) / 1000
                );
        }
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return under_way_ == 0; });
    }

private:
    store& to_;
    const instant end_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t under_way_ = 0;
};

struct percentiles {
    explicit percentiles(std::vector<double> all) : sorted(std::move(all)) { std::ranges::sort(sorted); }
    double at(double part) const {
        return sorted.empty()
                   ? 0
                   : sorted[std::min(
                         sorted.size() - 1, static_cast<std::size_t>(part * static_cast<double>(sorted.size()))
                     )];
    }
    std::vector<double> sorted;
};

bool all_good = true;

void print(const char* name, const std::vector<double>& times, double bar, double found) {
    const percentiles p(times);
    const bool good = p.at(0.95) <= bar;
    all_good = all_good && good;
    std::printf(
        "%-44s p50 %9.2f ms  p95 %9.2f ms  p99 %9.2f ms  bar %6.0f ms  %s  (%.1f found)\n", name, p.at(0.5), p.at(0.95),
        p.at(0.99), bar, good ? "held" : "MISSED", found
    );
    std::fflush(stdout);
}

void ask(store& in, const char* name, std::size_t rounds, double bar, std::uint64_t count, auto set) {
    std::mt19937_64 chance(7);
    std::vector<double> times;
    double found = 0;
    for (std::size_t i = 0; i < rounds; ++i) {
        message_filter filter;
        set(filter, invented{chance() % count});
        const auto start = timer::now();
        found += static_cast<double>(in.list(filter).messages.size());
        times.push_back(milliseconds_since(start));
    }
    print(name, times, bar, found / static_cast<double>(rounds));
}

void ask_grep(const std::string& path) {
    const std::string command =
        "LC_ALL=C grep -c -a -F '" + invented{4711}.pupil() + "<' " + path + "-log* > /dev/null";
    std::vector<double> times;
    for (int i = 0; i < 3; ++i) {
        const auto start = timer::now();
        if (std::system(command.c_str()) < 0) return;
        times.push_back(milliseconds_since(start));
    }
    std::printf("%-44s p50 %9.2f ms\n", "grep -F, the same pseudonym in the journal", percentiles(times).at(0.5));
}

void search(store& in, std::size_t rounds, std::uint64_t count, instant end) {
    const auto few = std::max<std::size_t>(rounds / 20, 3);
    ask(in, "list, newest", rounds, page, count, [](auto&, auto) {});
    ask(in, "list, by school", rounds, page, count, [](auto& f, auto it) { f.school = it.school(); });
    ask(in, "list, dead letters", rounds, page, count, [](auto& f, auto) { f.status = state::quarantined; });
    ask(in, "key: pupil", rounds, indexed, count, [](auto& f, auto it) { f.key = it.pupil(); });
    ask(in, "key: test", rounds, indexed, count, [](auto& f, auto it) { f.key = it.test(); });
    ask(in, "key: the sender's id", rounds, indexed, count, [](auto& f, auto it) { f.key = it.own_id(); });
    ask(in, "key: record", rounds, indexed, count, [](auto& f, auto it) { f.key = it.own_id() + "-1"; });
    ask(in, "key: nobody's", rounds, indexed, count, [](auto& f, auto it) { f.key = it.pupil() + "?"; });
    ask(in, "text: one rare word", rounds, indexed, count,
        [](auto& f, auto it) { f.text = "variant" + std::to_string(it.roll(2, tests)); });
    ask(in, "text: three common words", rounds, indexed, count,
        [](auto& f, auto it) { f.text = "lezen groep " + std::to_string(3 + it.roll(4, 6)) + " begrijpend"; });
    ask(in, "route and dead letters", rounds, indexed, count,
        [](auto& f, auto it) { f.route = "route-" + std::to_string(it.roll(8, 20)), f.status = state::rejected; });
    ask(in, "school, sender and one day a month ago", rounds, indexed, count, [&](auto& f, auto it) {
        f.school = it.school(), f.sender = "uitgever-" + std::to_string(it.roll(7, 12));
        f.since = end - std::chrono::days(31), f.until = end - std::chrono::days(30);
    });
    ask(in, "one pupil, one test, delivered", rounds, indexed, count, [](auto& f, auto it) {
        f.key = it.pupil(), f.text = "variant" + std::to_string(it.roll(2, tests)), f.status = state::delivered;
    });
    ask(in, "no index: a state that no message has", few, scan, count,
        [](auto& f, auto) { f.status = state::already_there; });
    ask(in, "no index: the same of one sender", few, scan, count, [](auto& f, auto it) {
        f.status = state::already_there, f.sender = "uitgever-" + std::to_string(it.roll(7, 12));
    });
}

// 200 a second, whatever the store does; what waits for its turn counts as waiting.
void forget_while_accepting(store& in, std::uint64_t from, instant end) {
    std::vector<double> times;
    std::mutex mutex;
    std::atomic<bool> over{false};
    std::atomic<std::uint64_t> asked{0}, answered{0};
    std::thread accepting([&] {
        auto due = timer::now();
        for (std::uint64_t number = from; !over; ++number, due += std::chrono::milliseconds(5)) {
            std::this_thread::sleep_until(due);
            ++asked;
            in.commit(message_numbered(number, system_clock().now(), system_clock()), [&, due](const commit_outcome&) {
                const std::lock_guard lock(mutex);
                times.push_back(milliseconds_since(due));
                ++answered;
            });
        }
    });
    const instant before = end - std::chrono::days(static_cast<int>(from / a_day) - 1); // the oldest day goes
    const keeping_terms terms{{{}, {}, before, before}, {}};
    const auto start = timer::now();
    forgotten gone;
    for (keeping_place place; !place.at_end;) {
        const auto told = in.forget(terms, place, 500);
        if (!told) {
            std::printf("%s\n", told.error().message.c_str());
            break;
        }
        gone.add(*told);
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    const double took = milliseconds_since(start) / 1000;
    over = true;
    accepting.join();
    while (answered < asked) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const percentiles p(times);
    const bool good = p.at(0.99) <= 100;
    all_good = all_good && good;
    std::printf(
        "%-44s %llu messages in %.1f s; accept at 200/s meanwhile: p50 %.2f ms  p99 %.2f ms  bar 100 ms  %s\n",
        "retention", static_cast<unsigned long long>(gone.messages), took, p.at(0.5), p.at(0.99),
        good ? "held" : "MISSED"
    );
}

} // namespace

int main(int count, char** words) {
    if (count < 2) return std::fprintf(stderr, "bench_search FOLDER [MESSAGES] [ROUNDS]\n"), 2;
    const std::string path = (std::filesystem::path(words[1]) / "store.db").string();
    const std::uint64_t messages = count > 2 ? std::strtoull(words[2], nullptr, 10) : 3'000'000;
    const std::size_t rounds = count > 3 ? std::strtoull(words[3], nullptr, 10) : 200;
    std::filesystem::create_directories(words[1]);
    auto start = timer::now();
    auto opened = open_sqlite_store({.path = path}, system_clock());
    if (!opened) return std::fprintf(stderr, "%s\n", opened.error().message.c_str()), 2;
    store& in = **opened;
    const std::uint64_t there = in.counts().messages;
    std::printf(
        "opened with %llu messages in %.2f s\n", static_cast<unsigned long long>(there),
        milliseconds_since(start) / 1000
    );
    const instant end = system_clock().now();
    start = timer::now();
    filling(in, end).run(there, messages);
    in.list({});
    const store_counts counts = in.counts();
    std::printf(
        "%llu messages, %.2f GB; filled with %.0f/s\n", static_cast<unsigned long long>(counts.messages),
        static_cast<double>(counts.bytes) / 1e9,
        static_cast<double>(messages - std::min(there, messages)) / (milliseconds_since(start) / 1000)
    );
    search(in, rounds, std::min(messages, std::max<std::uint64_t>(counts.messages, 1)), end);
    ask_grep(path);
    forget_while_accepting(in, messages, end);
    return all_good ? 0 : 1;
}
