// The index of terms: what it finds, after it was closed, merged, and damaged.
#include "gateway/outbox/term_index.hpp"

#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

using namespace schakel;
using namespace schakel::outbox;

namespace {

struct indexed {
    test::temporary_folder folder;
    term_index_settings settings{folder.file("store.db"), 64, 3};
    std::map<search_term, std::set<std::int64_t>> expected;

    std::vector<found_term> group(std::uint64_t number) {
        std::vector<found_term> some;
        for (std::uint64_t i = 0; i < 10; ++i) {
            const auto message = static_cast<std::int64_t>(number * 10 + i);
            for (const search_term term : {search_term{1}, 1000 + i, (number * 7 + i) << 50})
                some.push_back({term, message});
        }
        for (const found_term& each : some) expected[each.term].insert(each.message);
        return some;
    }
    void add(term_index& to, std::uint64_t first, std::uint64_t last) {
        for (std::uint64_t number = first; number <= last; ++number) to.add(number, group(number));
    }
    void check(const term_index& index) const {
        for (const auto& [term, messages] : expected) {
            CAPTURE(term);
            CHECK(index.messages_with(term) == std::vector<std::int64_t>(messages.begin(), messages.end()));
        }
        CHECK(index.messages_with(77).empty());
    }
    std::vector<std::filesystem::path> files() const {
        std::vector<std::filesystem::path> all;
        for (const auto& each : std::filesystem::directory_iterator(std::filesystem::path(settings.path).parent_path()))
            all.push_back(each.path());
        return all;
    }
};

} // namespace

TEST_CASE("Terms are found in memory, in runs, and in runs that were merged") {
    indexed all;
    term_index index(all.settings);
    all.add(index, 1, 2);
    all.check(index);
    all.add(index, 3, 100);
    all.check(index);
    index.settle_down();
    all.check(index);
    CHECK(all.files().size() < 12);
    CHECK(index.bytes() > 0);
}

TEST_CASE("After it is opened again the groups that no run covers are added again, and nothing is found twice") {
    indexed all;
    std::uint64_t covered = 0;
    {
        term_index index(all.settings);
        all.add(index, 1, 50);
        index.settle_down();
        covered = index.covered();
    }
    CHECK(covered > 0);
    term_index again(all.settings);
    CHECK(again.covered() == covered);
    all.add(again, covered + 1, 80);
    all.add(again, 81, 81);
    all.check(again);
}

TEST_CASE("A later group may tell more of an earlier message") {
    indexed all;
    term_index index(all.settings);
    all.add(index, 1, 30);
    const std::vector<found_term> more{{5, 12}, {1, 12}};
    index.add(31, more);
    CHECK(index.messages_with(5) == std::vector<std::int64_t>{12});
    all.check(index);
}

TEST_CASE("A run that is missing, cut or changed makes the index begin anew") {
    indexed all;
    {
        term_index index(all.settings);
        all.add(index, 1, 60);
        index.settle_down();
    }
    auto files = all.files();
    REQUIRE(!files.empty());
    std::ranges::sort(files);
    SUBCASE("missing") {
        std::filesystem::remove(files.front());
    }
    SUBCASE("cut") {
        std::filesystem::resize_file(files.front(), std::filesystem::file_size(files.front()) - 1);
    }
    SUBCASE("empty") {
        std::filesystem::resize_file(files.front(), 0);
    }
    SUBCASE("changed in its head") {
        std::fstream file(files.front(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(17);
        file.put('\x7F');
    }
    term_index anew(all.settings);
    CHECK(anew.covered() == 0);
    CHECK(anew.messages_with(1).empty());
    all.add(anew, 1, 60);
    all.check(anew);
}

TEST_CASE("A run that is damaged inside is found when it is merged, and made again at the next start") {
    indexed all;
    {
        term_index index(all.settings);
        all.add(index, 1, 5);
        index.settle_down();
    }
    auto files = all.files();
    REQUIRE(!files.empty());
    std::ranges::sort(files);
    {
        std::fstream file(files.front(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(-1, std::ios::end);
        file.put('\x7F');
    }
    {
        term_index index(all.settings);
        all.add(index, index.covered() + 1, 100);
        index.settle_down();
    }
    CHECK(term_index(all.settings).covered() == 0);
}

TEST_CASE("Messages that are gone leave the index when runs are merged") {
    indexed all;
    term_index index(all.settings);
    all.add(index, 1, 1);
    index.forget_before(100'000);
    all.add(index, 2, 60);
    index.settle_down();
    CHECK(index.messages_with(1).size() < 600);
}
