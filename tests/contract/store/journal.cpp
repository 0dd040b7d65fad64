#include "gateway/outbox/journal.hpp"
#include "gateway/outbox/sqlite_connection.hpp"
#include "tests/support/crash_vfs.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <random>

using namespace schakel::outbox;
using schakel::test::crash_vfs;
using schakel::test::temporary_folder;

namespace {

struct seen {
    std::vector<std::string> payloads;
    std::vector<journal_place> places;
    journal::taker taker() {
        return [this](const journal_group& group) {
            payloads.emplace_back(group.payload);
            places.push_back(group.at);
        };
    }
};

// A database whose rights the journal's files take over.
std::string database_in(const temporary_folder& folder) {
    const std::string path = folder.file("store.db");
    std::ofstream(path, std::ios::app).flush();
    return path;
}

std::string payload_of(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::string text(random() % 3000, '\0');
    for (char& c : text) c = static_cast<char>(random());
    return text;
}

void overwrite(const std::string& path, std::uint64_t offset, std::string_view bytes) {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(offset));
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

} // namespace

TEST_CASE("what was appended is there after opening anew, in order and over segments") {
    const temporary_folder folder;
    const journal_settings settings{database_in(folder), 4096};
    std::vector<std::string> written;
    {
        journal log(settings, 0, [](const journal_group&) {});
        for (std::uint64_t i = 0; i < 40; ++i) {
            written.push_back(payload_of(i));
            const journal_place at = log.append(written.back());
            CHECK(log.reader().read(at, written.back().size()) == written.back());
        }
        CHECK(log.last_number() == 40);
    }
    seen all;
    journal log(settings, 0, all.taker());
    CHECK(all.payloads == written);
    CHECK(all.places.back().segment > 5);
    CHECK(log.damage().empty());
    CHECK(log.reader().read(all.places[3], written[3].size()) == written[3]);

    seen later;
    journal again(settings, 30, later.taker());
    CHECK(later.payloads == std::vector<std::string>(written.begin() + 30, written.end()));
}

TEST_CASE("a group larger than a segment has one of its own") {
    const temporary_folder folder;
    const journal_settings settings{database_in(folder), 4096};
    const std::string large(100'000, 'x');
    {
        journal log(settings, 0, [](const journal_group&) {});
        log.append("before");
        log.append(large);
        log.append("after");
    }
    seen all;
    journal log(settings, 0, all.taker());
    CHECK(all.payloads == std::vector<std::string>{"before", large, "after"});
}

TEST_CASE("segments before a place can go, and numbers go on") {
    const temporary_folder folder;
    const journal_settings settings{database_in(folder), 4096};
    journal_place keep;
    {
        journal log(settings, 0, [](const journal_group&) {});
        for (std::uint64_t i = 0; i < 40; ++i) {
            const auto at = log.append(payload_of(i));
            if (i == 30) keep = at;
        }
        const std::uint64_t before = log.bytes();
        log.drop_before(keep);
        CHECK(log.bytes() < before);
        CHECK(log.reader().read({1, 56}, 10).empty());
    }
    seen rest;
    journal log(settings, 0, rest.taker());
    CHECK(rest.places.front().segment == keep.segment);
    CHECK(rest.payloads.back() == payload_of(39));
    CHECK(log.last_number() == 40);
    CHECK(log.damage().empty());
}

TEST_CASE("after a power cut everything promised is there, and at most one group more") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const temporary_folder folder;
        crash_vfs disk("journal-" + std::to_string(seed));
        const journal_settings settings{database_in(folder), 8192, "journal-" + std::to_string(seed)};
        std::mt19937_64 random(seed);
        std::uint64_t promised = 0, begun = 0;
        for (int life = 0; life < 4; ++life) {
            disk.crash_after(5 + random() % 60);
            try {
                journal log(settings, 0, [](const journal_group&) {});
                begun = log.last_number();
                for (;;) {
                    begun = log.last_number() + 1;
                    log.append(payload_of(begun));
                    promised = begun;
                }
            } catch (const sqlite_error&) {
            }
            disk.restart(random());
            seen all;
            const journal log(settings, 0, all.taker());
            CAPTURE(seed);
            CAPTURE(life);
            CHECK(log.damage().empty());
            REQUIRE(all.payloads.size() >= promised);
            REQUIRE(all.payloads.size() <= begun);
            for (std::size_t i = 0; i < all.payloads.size(); ++i) REQUIRE(all.payloads[i] == payload_of(i + 1));
            promised = all.payloads.size();
        }
    }
}

TEST_CASE("a group that was promised and does not check is told") {
    const temporary_folder folder;
    const journal_settings settings{database_in(folder)};
    std::vector<journal_place> places;
    {
        journal log(settings, 0, [](const journal_group&) {});
        for (std::uint64_t i = 1; i <= 9; ++i) places.push_back(log.append("group " + std::to_string(i)));
    }
    overwrite(settings.path + "-log00000001", places[4].offset, "G");
    overwrite(settings.path + "-log00000001", places[5].offset, "G");
    seen all;
    journal log(settings, 0, all.taker());
    CHECK(all.payloads.size() == 7);
    REQUIRE(log.damage().size() == 1);
    CHECK(log.damage().front().first == 5);
    CHECK(log.damage().front().last == 6);
    CHECK(log.append("group 10").segment == 1);
    CHECK(log.last_number() == 10);
}

TEST_CASE("a full disk promises nothing and the journal goes on when there is room") {
    const temporary_folder folder;
    crash_vfs disk("journal-full");
    const journal_settings settings{database_in(folder), 1 << 20, "journal-full"};
    journal log(settings, 0, [](const journal_group&) {});
    disk.limit_file_size(64);
    try {
        log.append("too much");
        FAIL("there was no room");
    } catch (const sqlite_error& problem) {
        CHECK(problem.disk_full());
    }
    CHECK(log.last_number() == 0);
    disk.limit_file_size(1 << 20);
    const auto at = log.append("enough");
    CHECK(log.reader().read(at, 6) == "enough");
}
