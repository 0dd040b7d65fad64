// The journal by itself: what was appended is there again, whatever a crash cuts off; and when the disk damages
// something that was promised, that is told and all the rest is there (P1, P5, F3, F12).
#include "gateway/outbox/journal.hpp"
#include "gateway/outbox/sqlite_connection.hpp"
#include "tests/support/crash_vfs.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <random>

using namespace schakel::outbox;
using schakel::test::crash_vfs;
using schakel::test::temporary_folder;

namespace {

// An entry as it was read: facts, and the text at its place.
struct read_entry {
    std::uint64_t group = 0;
    std::string facts;
    journal_place texts;
};

struct seen {
    std::vector<read_entry> entries;
    journal::taker taker() {
        return [this](const journal_group& group) {
            for (const logged_entry& each : group.entries)
                entries.push_back({group.number, std::string(each.facts), each.texts});
        };
    }
    std::vector<std::string> facts() const {
        std::vector<std::string> all;
        for (const read_entry& each : entries) all.push_back(each.facts);
        return all;
    }
};

// A database whose rights the journal's files take over.
std::string database_in(const temporary_folder& folder) {
    const std::string path = folder.file("store.db");
    std::ofstream(path, std::ios::app).flush();
    return path;
}

std::string text_of(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::string text(random() % 3000, '\0');
    for (char& c : text) c = static_cast<char>('a' + random() % 26);
    return text;
}

std::string facts_of(std::uint64_t number) {
    return "facts " + std::to_string(number);
}

journal_place append(journal& to, const std::string& facts, const std::string& text = {}) {
    return to.append(std::vector{draft_entry{facts, {text}}}).front();
}

// `count` groups of one to three entries each; answers the number of entries.
std::uint64_t fill(journal& log, std::uint64_t count) {
    std::uint64_t number = 0;
    for (std::uint64_t group = 0; group < count; ++group) {
        std::vector<std::string> texts;
        for (std::uint64_t i = 0; i < 1 + group % 3; ++i) texts.push_back(text_of(number + i));
        std::vector<draft_entry> entries;
        for (const std::string& text : texts) entries.push_back({facts_of(number++), {text}});
        log.append(entries);
    }
    return number;
}

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::string& path, const std::string& content) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
}

// What is left when the disk damaged something: facts in order, each at most once, with their texts or told.
struct after_damage {
    std::size_t entries = 0, texts = 0;
    std::vector<journal_damage> damage;
};

after_damage open_damaged(const journal_settings& settings, std::uint64_t promised) {
    seen all;
    journal log(settings, {.promised = promised}, all.taker());
    after_damage left{all.entries.size(), 0, log.damage()};
    std::uint64_t before = 0;
    for (const read_entry& each : all.entries) {
        const std::uint64_t number = std::stoull(each.facts.substr(6));
        REQUIRE(each.facts == facts_of(number));
        REQUIRE((before == 0 || number > before - 1));
        before = number + 1;
        const std::string expected = text_of(number);
        left.texts += log.reader().read(each.texts, expected.size()) == expected;
    }
    CHECK(log.last_number() == promised);
    append(log, facts_of(1'000'000));
    CHECK(log.last_number() == promised + 1);
    seen again;
    const journal reopened(settings, {.promised = promised + 1}, again.taker());
    CHECK(again.entries.size() == all.entries.size() + 1);
    CHECK(again.entries.back().facts == facts_of(1'000'000));
    return left;
}

} // namespace

TEST_CASE("what was appended is there after opening anew, in order and over segments") {
    const temporary_folder folder;
    const journal_settings settings{database_in(folder), 16384};
    std::vector<std::string> written;
    {
        journal log(settings, {}, {});
        for (std::uint64_t i = 0; i < 40; ++i) {
            written.push_back(facts_of(i));
            const journal_place at = append(log, written.back(), text_of(i));
            CHECK(log.reader().read(at, text_of(i).size()) == text_of(i));
        }
        CHECK(log.last_number() == 40);
    }
    seen all;
    const journal log(settings, {}, all.taker());
    CHECK(all.facts() == written);
    CHECK(all.entries.back().texts.segment > 4);
    CHECK(log.damage().empty());
    for (std::uint64_t i = 0; i < 40; ++i)
        CHECK(log.reader().read(all.entries[i].texts, text_of(i).size()) == text_of(i));

    seen later;
    const journal again(settings, {.after = 30}, later.taker());
    CHECK(later.facts() == std::vector<std::string>(written.begin() + 30, written.end()));
    CHECK(again.damage().empty());
}

TEST_CASE("entries of a group lie together, with any number of texts") {
    const temporary_folder folder;
    const journal_settings settings{database_in(folder)};
    std::vector<journal_place> places;
    {
        journal log(settings, {}, {});
        places = log.append(std::vector<draft_entry>{{"none", {}}, {"two", {"first", "second"}}, {"empty", {""}}});
        CHECK(log.reader().read(places[1], 11) == "firstsecond");
    }
    seen all;
    const journal log(settings, {}, all.taker());
    CHECK(all.facts() == std::vector<std::string>{"none", "two", "empty"});
    CHECK(all.entries[1].texts == places[1]);
    CHECK(all.entries[2].group == 1);
}

TEST_CASE("a group larger than a segment has one of its own") {
    const temporary_folder folder;
    const journal_settings settings{database_in(folder), 16384};
    {
        journal log(settings, {}, {});
        append(log, "before");
        append(log, "large", std::string(100'000, 'x'));
        append(log, "after");
    }
    seen all;
    const journal log(settings, {}, all.taker());
    CHECK(all.facts() == std::vector<std::string>{"before", "large", "after"});
}

TEST_CASE("segments that nobody needs can go, and numbers go on") {
    const temporary_folder folder;
    const journal_settings settings{database_in(folder), 16384};
    journal_place keep;
    {
        journal log(settings, {}, {});
        for (std::uint64_t i = 0; i < 60; ++i) {
            const auto at = append(log, facts_of(i), text_of(i));
            if (i == 30) keep = at;
        }
        const std::uint64_t before = log.bytes();
        log.drop_segments(61, [&](std::uint32_t segment) { return segment == keep.segment; });
        CHECK(log.bytes() < before);
        CHECK(log.reader().read({1, 8248}, 10).empty());
        CHECK(log.reader().read(keep, text_of(30).size()) == text_of(30));
    }
    seen rest;
    journal log(settings, {.after = 50, .promised = 60, .kept = 60}, rest.taker());
    CHECK(log.last_number() == 60);
    CHECK(log.damage().empty());
    CHECK(log.reader().read(keep, text_of(30).size()) == text_of(30));
    CHECK(append(log, "next").segment > keep.segment);
    CHECK(log.last_number() == 61);
}

TEST_CASE("groups that are asked for keep their segment") {
    const temporary_folder folder;
    const journal_settings settings{database_in(folder), 16384};
    journal log(settings, {}, {});
    for (std::uint64_t i = 0; i < 60; ++i) append(log, facts_of(i), text_of(i));
    log.drop_segments(30, [](std::uint32_t) { return false; });
    seen all;
    const journal again(settings, {.after = 29, .kept = 29}, all.taker());
    CHECK(all.facts().front() == facts_of(29));
    CHECK(all.facts().size() == 31);
    CHECK(again.damage().empty());
}

TEST_CASE("after a power cut everything promised is there, and at most one group more") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        const temporary_folder folder;
        crash_vfs disk("journal-" + std::to_string(seed));
        const journal_settings settings{database_in(folder), 16384, "journal-" + std::to_string(seed)};
        std::mt19937_64 random(seed);
        std::uint64_t promised = 0, begun = 0;
        for (int life = 0; life < 4; ++life) {
            disk.crash_after(5 + random() % 60);
            try {
                journal log(settings, {}, {});
                begun = log.last_number();
                for (;;) {
                    begun = log.last_number() + 1;
                    append(log, facts_of(begun), text_of(begun));
                    promised = begun;
                }
            } catch (const sqlite_error&) {
            }
            disk.restart(random());
            seen all;
            const journal log(settings, {}, all.taker());
            CAPTURE(seed);
            CAPTURE(life);
            CHECK(log.damage().empty());
            REQUIRE(all.entries.size() >= promised);
            REQUIRE(all.entries.size() <= begun);
            for (std::size_t i = 0; i < all.entries.size(); ++i) {
                REQUIRE(all.entries[i].facts == facts_of(i + 1));
                REQUIRE(log.reader().read(all.entries[i].texts, text_of(i + 1).size()) == text_of(i + 1));
            }
            promised = all.entries.size();
        }
    }
}

TEST_CASE("what a crash left of a last group is kept, and the next group follows it") {
    const temporary_folder folder;
    const journal_settings settings{database_in(folder)};
    journal_place second;
    {
        journal log(settings, {}, {});
        append(log, "promised", "text");
        second = log.append(std::vector<draft_entry>{{"one", {"1"}}, {"two", {"2"}}, {"three", {"3"}}})[1];
    }
    std::string content = content_of(segment_path(settings, 1));
    content[second.offset] ^= 1;
    write(segment_path(settings, 1), content);
    for (int time = 0; time < 2; ++time) {
        seen all;
        journal log(settings, {.after = 0, .promised = 1}, all.taker());
        CHECK(log.damage().empty());
        CHECK(all.facts() == std::vector<std::string>{"promised", "one", "three"});
        CHECK(log.reader().read(all.entries[2].texts, 1) == "3");
        CHECK(log.last_number() == 2);
    }
    seen promised_before;
    write(segment_path(settings, 1), content);
    const journal log(settings, {.after = 0, .promised = 2}, promised_before.taker());
    CHECK(promised_before.facts() == std::vector<std::string>{"promised", "one", "two", "three"});
    REQUIRE(log.damage().size() == 1);
    CHECK(log.damage()[0] == journal_damage{2, 2, second, 1, true});
}

TEST_CASE("a flipped bit costs one entry or one text, and is told with its place") {
    const temporary_folder folder;
    const journal_settings settings{database_in(folder), 65536};
    std::uint64_t count = 0;
    {
        journal log(settings, {}, {});
        count = fill(log, 60);
    }
    std::map<std::uint32_t, std::string> segments;
    for (const auto& [number, size] : segment_sizes(settings))
        segments[number] = content_of(segment_path(settings, number));
    REQUIRE(segments.size() > 2);
    std::mt19937_64 random(1);
    int told = 0;
    for (int flip = 0; flip < 300; ++flip) {
        CAPTURE(flip);
        for (const auto& [number, size] : segment_sizes(settings))
            if (!segments.contains(number)) std::filesystem::remove(segment_path(settings, number));
        for (const auto& [number, content] : segments) write(segment_path(settings, number), content);
        const auto number = static_cast<std::uint32_t>(1 + random() % segments.size());
        std::string content = segments[number];
        const std::size_t end = content.find_last_not_of('\0') + 1;
        const std::size_t at = random() % end;
        content[at] = static_cast<char>(content[at] ^ (1 << random() % 8));
        write(segment_path(settings, number), content);
        const after_damage left = open_damaged(settings, 60);
        CHECK(left.entries + 1 >= count);
        CHECK(left.texts + 1 >= count);
        CHECK(left.damage.size() <= 1);
        if (left.texts < count) {
            REQUIRE(left.damage.size() == 1);
            CHECK(left.damage[0].at.segment == number);
            CHECK(left.damage[0].at.offset <= at);
            CHECK(at < left.damage[0].at.offset + left.damage[0].length + 8);
            CHECK(left.damage[0].only_texts == (left.entries == count));
            ++told;
        }
    }
    CHECK(told > 200);
}

TEST_CASE("pages that are zeroed or swapped, segments that are swapped or gone") {
    const temporary_folder folder;
    const journal_settings settings{database_in(folder), 65536};
    std::uint64_t count = 0;
    {
        journal log(settings, {}, {});
        count = fill(log, 60);
    }
    const auto path = [&](std::uint32_t number) { return segment_path(settings, number); };
    SUBCASE("a page of zeros costs what lay on it") {
        for (const std::size_t page : {0U, 1U, 2U, 5U, 9U}) {
            std::string content = content_of(path(2));
            const std::string whole = content;
            content.replace(page * 4096, 4096, std::string(4096, '\0'));
            write(path(2), content);
            seen all;
            const journal log(settings, {.promised = 60}, all.taker());
            CHECK(all.entries.size() + 8 >= count);
            CHECK(log.damage().empty() == (page < 2)); // the header is there twice
            write(path(2), whole);
        }
    }
    SUBCASE("two pages in each other's place cost what lay across their borders") {
        std::string content = content_of(path(2));
        const std::string third = content.substr(3 * 4096, 4096), tenth = content.substr(10 * 4096, 4096);
        content.replace(3 * 4096, 4096, tenth).replace(10 * 4096, 4096, third);
        write(path(2), content);
        const after_damage left = open_damaged(settings, 60);
        CHECK(left.entries + 10 >= count);
        CHECK_FALSE(left.damage.empty());
    }
    SUBCASE("two segments in each other's place get their own again") {
        std::filesystem::rename(path(1), path(99));
        std::filesystem::rename(path(2), path(1));
        std::filesystem::rename(path(99), path(2));
        const after_damage left = open_damaged(settings, 60);
        CHECK(left.entries == count);
        CHECK(left.texts == count);
        CHECK(left.damage.empty());
    }
    SUBCASE("a segment that is needed and gone") {
        std::filesystem::remove(path(2));
        const after_damage left = open_damaged(settings, 60);
        CHECK(left.entries > count / 3);
        REQUIRE(left.damage.size() == 1);
        CHECK(left.damage[0].at.segment == 2);
        CHECK(left.damage[0].length == 0);
    }
    SUBCASE("both headers of a segment: the entries are known by what the first one says") {
        std::string content = content_of(path(1));
        content[9] ^= 1;
        content[4096 + 9] ^= 1;
        write(path(1), content);
        CHECK(open_damaged(settings, 60).entries == count);
    }
    SUBCASE("the tail of what was promised") {
        const std::uint32_t last = segment_sizes(settings).rbegin()->first;
        std::string content = content_of(path(last));
        content.resize(content.find_last_not_of('\0') - 500);
        write(path(last), content);
        const after_damage left = open_damaged(settings, 60);
        REQUIRE(left.damage.size() == 1);
        CHECK(left.damage[0].last == 60);
    }
    seen all;
    const auto damage = read_journal(settings, 0, all.taker());
    CHECK(all.entries.size() + 60 >= count);
}

TEST_CASE("a full disk promises nothing, and the journal goes on when there is room") {
    const temporary_folder folder;
    crash_vfs disk("journal-full");
    const journal_settings settings{database_in(folder), 1 << 20, "journal-full"};
    journal log(settings, {}, {});
    append(log, "first");
    disk.limit_file_size(64);
    try {
        log.append(std::vector<draft_entry>{{"much", {"too"}}, {"more", {"yet"}}});
        FAIL("there was no room");
    } catch (const sqlite_error& problem) {
        CHECK(problem.disk_full());
    }
    CHECK(log.last_number() == 1);
    disk.limit_file_size(1 << 20);
    const auto at = append(log, "facts", "enough");
    CHECK(log.reader().read(at, 6) == "enough");
    seen all;
    read_journal(settings, 0, all.taker());
    CHECK(all.facts() == std::vector<std::string>{"first", "facts"});
}
