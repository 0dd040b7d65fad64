#include "tests/contract/launch/launch_subject.hpp"

#include <sys/stat.h>

#include <fstream>
#include <thread>

namespace schakel::outbox {

namespace {

struct one_file {
    test::temporary_folder folder;
    test::fake_clock time;

    launch_settings settings(std::string boot = "first") const {
        return {.path = folder.file("launches"), .vfs = {}, .boot = std::move(boot)};
    }
};

} // namespace

TEST_CASE("a store that is opened again has everything") {
    const one_file on;
    const instant until = on.time.now() + 10min;
    {
        const auto rows = opened(on.settings());
        REQUIRE(rows->keep(one_state("login", "bytes", until)));
        CHECK(is_fresh(*rows, "nonce", until));
        REQUIRE(rows->put(some_record(1, "id", "kept"), put_when::always));
    }
    const auto rows = opened(on.settings());
    CHECK(taken(*rows, "login", on.time.now()) == "bytes");
    CHECK_FALSE(is_fresh(*rows, "nonce", until));
    CHECK(rows->find(1, "id", on.time.now())->bytes == "kept");
}

TEST_CASE("when the machine was started anew logins begin once more; what lasts is there, what was used stays used") {
    const one_file on;
    const instant until = on.time.now() + 10min;
    {
        const auto rows = opened(on.settings("first"));
        REQUIRE(rows->keep(one_state("login", "bytes", until)));
        REQUIRE(rows->keep(one_state("invitation", "lasts", until, true)));
        REQUIRE(rows->keep(one_state("taken invitation", "lasts", until, true)));
        CHECK(taken(*rows, "taken invitation", on.time.now()) == "lasts");
        CHECK(is_fresh(*rows, "nonce", until));
    }
    const auto rows = opened(on.settings("second"));
    CHECK(taken(*rows, "login", on.time.now()) == "-");
    CHECK(taken(*rows, "invitation", on.time.now()) == "lasts");
    CHECK(taken(*rows, "taken invitation", on.time.now()) == "-");
    CHECK_FALSE(is_fresh(*rows, "nonce", until));
}

TEST_CASE("nobody but the owner reads the files") {
    const one_file on;
    const auto rows = opened(on.settings());
    REQUIRE(rows->keep(one_state("login", "bytes", on.time.now() + 10min)));
    for (const char* part : {"", "-wal", "-shm"}) {
        struct stat facts {};
        REQUIRE(::stat((on.folder.file("launches") + part).c_str(), &facts) == 0);
        CHECK((facts.st_mode & 077) == 0);
    }
}

TEST_CASE("what is no launch store is left alone") {
    const one_file on;
    std::ofstream(on.folder.file("launches")) << "these are no tables, and there are many words about it";
    CHECK_FALSE(open_launch_rows(on.settings()));
    CHECK_FALSE(open_launch_rows({.path = on.folder.file("no folder/launches")}));
}

TEST_CASE("many threads write and read together, and the log does not grow without end") {
    const one_file on;
    launch_settings settings = on.settings();
    settings.checkpoint_pages = 64;
    const auto rows = opened(settings);
    const instant until = on.time.now() + 10min;
    const auto work = [&](int thread) {
        for (int at = 0; at < 150; ++at) {
            const std::string key = std::to_string(thread) + "-" + std::to_string(at);
            if (!rows->keep(one_state(key, std::string(2000, 'x'), until))) return;
            if (at % 10 == 0) static_cast<void>(rows->put(some_record(1, key, "bytes"), put_when::always));
            static_cast<void>(rows->take(key, on.time.now()));
        }
    };
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) threads.emplace_back(work, thread);
    for (std::thread& each : threads) each.join();
    record_filter all;
    all.kind = 1;
    CHECK(rows->list(all, on.time.now()).size() == 60);
    CHECK(rows->can_write());
}

} // namespace schakel::outbox
