// Several processes with one launch store: what one kept another takes, of all who want the same thing one gets it, and
// a process that is killed takes nothing along.
#include "tests/contract/launch/launch_subject.hpp"
#include "tests/support/child_process.hpp"

#include <map>
#include <random>
#include <set>
#include <thread>

namespace schakel::outbox {

namespace {

using test::child_process;
using teller = child_process::teller;

struct shared_file {
    test::temporary_folder folder;
    test::fake_clock time;
    const instant until = time.now() + 10min;

    std::unique_ptr<launch_rows> open() const { return opened({.path = folder.file("launches")}); }
};

std::string name(int at) {
    return "state-" + std::to_string(at);
}

std::vector<int> shuffled(int count, unsigned seed) {
    std::vector<int> all(static_cast<std::size_t>(count));
    for (int at = 0; at < count; ++at) all[static_cast<std::size_t>(at)] = at;
    std::shuffle(all.begin(), all.end(), std::mt19937(seed));
    return all;
}

// How often each line was told, by all children together.
std::map<std::string, int> told_by(std::vector<std::unique_ptr<child_process>>& children) {
    std::map<std::string, int> out;
    for (const auto& each : children)
        for (const std::string& line : each->all_lines()) ++out[line];
    return out;
}

} // namespace

TEST_CASE("a login begun in one process finishes in another, while both have the store open") {
    shared_file on;
    const auto here = on.open();
    REQUIRE(here->keep(one_state("login", "the pupil's way", on.until)));
    child_process other([&](const teller& tell) {
        const auto rows = on.open();
        tell(taken(*rows, "login", on.time.now()));
        tell(rows->keep(one_state("answer", "further", on.until)) ? "kept" : "not kept");
    });
    CHECK(other.line() == "the pupil's way");
    CHECK(other.line() == "kept");
    CHECK(taken(*here, "login", on.time.now()) == "-");
    CHECK(taken(*here, "answer", on.time.now()) == "further");
}

TEST_CASE("of racing processes and threads exactly one takes a state, and one may use a value") {
    constexpr int states = 150, processes = 3, threads = 2;
    shared_file on;
    for (int at = 0; at < states; ++at) REQUIRE(on.open()->keep(one_state(name(at), std::to_string(at), on.until)));

    std::vector<std::unique_ptr<child_process>> children;
    for (unsigned process = 0; process < processes; ++process)
        children.push_back(std::make_unique<child_process>([&](const teller& tell) {
            const auto rows = on.open();
            const auto race = [&](unsigned seed) {
                for (const int at : shuffled(states, seed)) {
                    if (taken(*rows, name(at), on.time.now()) != "-") tell("took " + name(at));
                    if (is_fresh(*rows, name(at), on.until)) tell("used " + name(at));
                }
            };
            std::vector<std::thread> runners;
            for (unsigned thread = 0; thread < threads; ++thread)
                runners.emplace_back(race, process * threads + thread);
            for (std::thread& each : runners) each.join();
        }));
    const auto told = told_by(children);
    CHECK(told.size() == 2 * states);
    for (const auto& [line, times] : told) CHECK_MESSAGE(times == 1, line);
}

TEST_CASE("changes of one record by several processes are never lost") {
    constexpr int changes = 40, processes = 3;
    shared_file on;
    std::vector<std::unique_ptr<child_process>> children;
    for (int process = 0; process < processes; ++process)
        children.push_back(std::make_unique<child_process>([&](const teller&) {
            const auto rows = on.open();
            for (int done = 0; done < changes;) {
                const auto known = rows->find(1, "count", on.time.now());
                launch_record next = some_record(1, "count", std::to_string(known ? std::stoi(known->bytes) + 1 : 1));
                next.version = known ? known->version : 0;
                const auto version = rows->put(next, put_when::unchanged);
                if (version && *version) ++done;
            }
        }));
    told_by(children);
    CHECK(on.open()->find(1, "count", on.time.now())->bytes == std::to_string(changes * processes));
}

TEST_CASE("what was told before kill -9 is there afterwards, and what was taken stays taken") {
    shared_file on;
    std::mt19937 random(7);
    for (int round = 0; round < 25; ++round) {
        const std::string mark = std::to_string(round) + "-";
        child_process victim([&](const teller& tell) {
            const auto rows = on.open();
            for (int at = 0;; ++at) {
                if (!rows->keep(one_state(mark + name(at), mark, on.until))) ::_exit(1);
                tell(mark + name(at));
                if (at % 3 != 0) continue;
                if (taken(*rows, mark + name(at), on.time.now()) != mark) ::_exit(2);
                tell("took " + mark + name(at));
            }
        });
        std::set<std::string> open;
        std::set<std::string> gone;
        for (unsigned lines = 1 + random() % 40; lines > 0; --lines) {
            const std::string line = victim.line();
            REQUIRE_FALSE(line.empty());
            if (line.starts_with("took ")) {
                gone.insert(line.substr(5));
                open.erase(line.substr(5));
            } else {
                open.insert(line);
            }
        }
        victim.kill();
        // It may have come further than what was read of it.
        for (const std::string& line : victim.all_lines()) {
            if (line.starts_with("took ")) open.erase(line.substr(5));
        }
        const auto rows = on.open();
        for (const std::string& key : gone) CHECK_MESSAGE(taken(*rows, key, on.time.now()) == "-", key);
        for (const std::string& key : open) {
            // One that was to be taken next may be gone: the victim was killed before it could say so.
            if (std::stoi(key.substr(key.rfind('-') + 1)) % 3 == 0) continue;
            CHECK_MESSAGE(taken(*rows, key, on.time.now()) == mark, key);
        }
    }
}

TEST_CASE("processes that open a store together make it once") {
    shared_file on;
    std::vector<std::unique_ptr<child_process>> children;
    for (int process = 0; process < 4; ++process)
        children.push_back(std::make_unique<child_process>([&, process](const teller& tell) {
            const auto rows = on.open();
            tell(rows->keep(one_state(name(process), "", on.until)) ? "kept" : "not kept");
        }));
    CHECK(told_by(children) == std::map<std::string, int>{{"kept", 4}});
    const auto rows = on.open();
    for (int process = 0; process < 4; ++process) CHECK(rows->look(name(process), on.time.now()));
}

} // namespace schakel::outbox
