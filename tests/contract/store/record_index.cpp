#include "gateway/outbox/record_index.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>

using namespace schakel::outbox;
using schakel::test::temporary_folder;

namespace {

known_record record(int key, int scope, std::int64_t message) {
    return known_record_of(
        "scope " + std::to_string(scope), "key " + std::to_string(key), "content " + std::to_string(message), message
    );
}

std::size_t runs_in(const temporary_folder& folder) {
    std::size_t count = 0;
    for (const auto& each : std::filesystem::directory_iterator(folder.path()))
        count += each.path().filename().string().find("-keys") != std::string::npos ? 1 : 0;
    return count;
}

std::string first_run_in(const temporary_folder& folder) {
    std::set<std::string> names;
    for (const auto& each : std::filesystem::directory_iterator(folder.path())) names.insert(each.path().string());
    return *names.begin();
}

} // namespace

TEST_CASE("the newest message of a record is found, in memory, in runs, and after opening anew") {
    const temporary_folder folder;
    const record_index_settings settings{folder.file("store.db"), 100, 3};
    std::mt19937_64 random(7);
    std::map<std::pair<int, int>, std::int64_t> expected;
    std::map<int, std::set<std::int64_t>> messages;
    auto index = std::make_unique<record_index>(settings);
    std::int64_t message = 0;
    for (std::uint64_t group = 1; group <= 400; ++group) {
        std::vector<known_record> brought;
        for (int i = 0; i < 12; ++i) {
            const int key = static_cast<int>(random() % 2000), scope = static_cast<int>(random() % 3);
            brought.push_back(record(key, scope, ++message));
            expected[{key, scope}] = message;
            messages[key].insert(message);
        }
        index->add(group, brought);
        if (index->untidy()) index->tidy();
        if (group % 90 == 0) {
            index->tidy();
            index = std::make_unique<record_index>(settings);
            CHECK(index->covered() == group);
        }
    }
    CHECK(runs_in(folder) < 12);
    for (int key = 0; key < 2000; ++key) {
        for (int scope = 0; scope < 3; ++scope) {
            const known_record asked = record(key, scope, 0);
            const auto found = index->newest(asked.key, asked.scope);
            const auto at = expected.find({key, scope});
            REQUIRE(found.has_value() == (at != expected.end()));
            if (!found) continue;
            CHECK(found->message == at->second);
            CHECK(found->digest == record(key, scope, at->second).digest);
        }
        const std::vector<std::int64_t> all(messages[key].begin(), messages[key].end());
        CHECK(index->messages_with(digest_of_key("key " + std::to_string(key))) == all);
    }
}

TEST_CASE("records of messages that are gone leave with the merge") {
    const temporary_folder folder;
    const record_index_settings settings{folder.file("store.db"), 10, 2};
    record_index index(settings);
    for (int group = 1; group <= 2; ++group) {
        index.add(static_cast<std::uint64_t>(group), std::vector{record(group, 0, group)});
        index.tidy([](std::int64_t message) { return message == 1; });
    }
    CHECK(!index.newest(digest_of_key("key 1"), digest_of_scope("scope 0")));
    CHECK(index.newest(digest_of_key("key 2"), digest_of_scope("scope 0"))->message == 2);
    CHECK(runs_in(folder) == 1);
}

TEST_CASE("a merge that was cut off leaves either its result or what it was made of") {
    const temporary_folder folder;
    const record_index_settings apart{folder.file("store.db"), 10, 100}, together{folder.file("store.db"), 10, 3};
    {
        record_index index(apart);
        for (int group = 1; group <= 3; ++group) {
            index.add(static_cast<std::uint64_t>(group), std::vector{record(group, 0, group)});
            index.tidy();
        }
    }
    const std::string one = first_run_in(folder), copy = one + ".kept";
    std::filesystem::copy_file(one, copy);
    { record_index(together).tidy(); }
    CHECK(runs_in(folder) == 2); // the merged one, and our copy
    std::filesystem::rename(copy, one);
    std::ofstream(one + ".new") << "half";
    const record_index index(apart);
    CHECK(index.covered() == 3);
    CHECK(runs_in(folder) == 1);
    for (int group = 1; group <= 3; ++group) {
        const known_record asked = record(group, 0, group);
        CHECK(index.newest(asked.key, asked.scope) == asked);
    }
}

TEST_CASE("a damaged run and a missing one go with all behind them, and are told") {
    const temporary_folder folder;
    const record_index_settings settings{folder.file("store.db"), 10, 100};
    const auto add = [&](record_index& to) {
        for (auto group = static_cast<int>(to.covered()) + 1; group <= 3; ++group) {
            to.add(static_cast<std::uint64_t>(group), std::vector{record(group, 0, group)});
            to.tidy();
        }
    };
    {
        record_index index(settings);
        add(index);
        CHECK(index.damage().empty());
    }
    const std::string first = first_run_in(folder);
    SUBCASE("cut off") {
        std::filesystem::resize_file(first, std::filesystem::file_size(first) - 1);
    }
    SUBCASE("gone") {
        std::filesystem::remove(first);
    }
    record_index index(settings);
    CHECK(index.covered() == 0);
    CHECK(runs_in(folder) == 0);
    REQUIRE(index.damage().size() == 1);
    add(index);
    CHECK(runs_in(folder) == 3);
    CHECK(record_index(settings).damage().empty());
}

TEST_CASE("a run whose bytes changed is told and removed") {
    const temporary_folder folder;
    {
        record_index index({folder.file("store.db"), 10, 100});
        for (int group = 1; group <= 2; ++group) {
            index.add(static_cast<std::uint64_t>(group), std::vector{record(group, 0, group)});
            index.tidy();
        }
    }
    const std::string first = first_run_in(folder);
    std::fstream file(first, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(-1, std::ios::end);
    file.put('\x55');
    file.close();
    const record_index index({folder.file("store.db"), 10, 2});
    CHECK(index.damage().size() == 1);
    CHECK(index.covered() == 0);
    CHECK(runs_in(folder) == 0);
}
