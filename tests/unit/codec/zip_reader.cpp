// Archives that we wrote are read back; archives that lie are refused (B3.1 to B3.6).
#include "gateway/codec/zip_reader.hpp"
#include "gateway/codec/zip_writer.hpp"
#include "tests/support/chance.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using namespace schakel;

using files = std::vector<std::pair<std::string, std::string>>;

std::string packed(const files& all) {
    std::string bytes;
    zip::writer out(bytes);
    for (const auto& [name, content] : all) {
        out.begin(name);
        out.write(content);
        out.end();
    }
    out.finish();
    return bytes;
}

// The id of the rule that opening or unpacking breaks; "" when all is well.
std::string refusal(std::string_view bytes, const zip::limits& most = {}) {
    findings found;
    const auto archive = zip::archive::open(bytes, most, found);
    if (!archive) return found.empty() ? "refused without a finding" : std::string(found[0].broken->id);
    for (const zip::entry& one : archive->entries()) {
        zip::unpacking content = archive->unpack(one);
        while (!content.next().empty()) {
        }
        if (content.refused()) return std::string(content.refused()->broken->id);
    }
    return "";
}

// Replaces the n-th occurrence.
std::string replaced(std::string bytes, std::string_view what, std::string_view by, int nth = 0) {
    std::size_t at = bytes.find(what);
    while (nth-- > 0) at = bytes.find(what, at + 1);
    REQUIRE(at != std::string::npos);
    return bytes.replace(at, what.size(), by);
}

std::size_t directory_of(const std::string& bytes) {
    return bytes.find("PK\x01\x02");
}

std::string with_byte(std::string bytes, std::size_t at, char value) {
    bytes.at(at) = value;
    return bytes;
}

} // namespace

TEST_CASE("what the writer packs is unpacked, part by part") {
    test::chance draw(19);
    std::string large;
    for (int i = 0; i < 300'000; ++i) large += static_cast<char>('a' + draw.below(26));
    const files all{{"manifest.csv", "propertyName,value\r\n"}, {"empty.csv", ""}, {"folder/large.csv", large}};
    const std::string bytes = packed(all);
    findings found;
    const auto archive = zip::archive::open(bytes, {}, found);
    REQUIRE(archive);
    CHECK(found.empty());
    REQUIRE(archive->entries().size() == all.size());
    for (const auto& [name, expected] : all) {
        const zip::entry* one = archive->find(name);
        REQUIRE(one != nullptr);
        std::string content;
        zip::unpacking parts = archive->unpack(*one);
        for (std::string_view part = parts.next(); !part.empty(); part = parts.next()) {
            CHECK(part.size() <= 64u << 10);
            content += part;
        }
        CHECK_FALSE(parts.refused());
        CHECK(content == expected);
    }
    CHECK(packed(all) == bytes);
    CHECK(archive->find("nothing.csv") == nullptr);
}

TEST_CASE("an empty archive is one") {
    CHECK(refusal(packed({})) == "");
}

TEST_CASE("other bytes are no archive") {
    CHECK(refusal("") == "zip.not-an-archive");
    CHECK(refusal("sourcedId,status\n") == "zip.not-an-archive");
    CHECK(refusal(std::string(100, '\0')) == "zip.not-an-archive");
}

TEST_CASE("an archive that was cut off is refused wherever the cut is") {
    const std::string bytes = packed({{"a.csv", "some text"}, {"b.csv", "more text"}});
    for (std::size_t length = 4; length < bytes.size(); ++length)
        CHECK(
            refusal(std::string_view(bytes).substr(0, length)) == (length < 22 ? "zip.not-an-archive" : "zip.truncated")
        );
}

TEST_CASE("B3.1: bombs are refused before and while they are unpacked") {
    const std::string bomb = packed({{"bomb.csv", std::string(64u << 20, 'x')}});
    CHECK(200 * bomb.size() < 64u << 20);
    CHECK(refusal(bomb) == "zip.limit-ratio");
    CHECK(refusal(bomb, {.unpacked = 1u << 20}) == "zip.limit-unpacked");

    // The directory and the descriptor promise less than there is.
    std::string liar = packed({{"bomb.csv", std::string(1u << 20, 'x')}});
    const std::string size("\x00\x00\x10\x00", 4), smaller("\x00\x01\x00\x00", 4);
    liar = replaced(replaced(liar, size, smaller), size, smaller);
    CHECK(refusal(liar) == "zip.size");

    // Two entries that share their data.
    std::string shared = packed({{"a.csv", "one text"}, {"b.csv", "two text"}});
    shared.replace(shared.rfind("b.csv") - 4, 4, std::string(4, '\0'));
    CHECK(refusal(shared) == "zip.overlap");
}

TEST_CASE("B3.2: names stay within the archive") {
    for (const char* name :
         {"../a.csv", "/a.csv", "a/../b.csv", "a\\b.csv", "C:a.csv", "a//b.csv", "./a.csv", "..", "a\x01.csv",
          "a\xFF.csv", ""})
        CHECK(refusal(packed({{name, "x"}})) == "zip.unsafe-name");
    CHECK(refusal(packed({{std::string(300, 'a'), "x"}})) == "zip.unsafe-name");
    CHECK(refusal(packed({{"é/..a.csv", "x"}})) == "");
}

TEST_CASE("B3.3: a name occurs once") {
    CHECK(refusal(packed({{"a.csv", "x"}, {"a.csv", "y"}})) == "zip.duplicate-name");
}

TEST_CASE("B3.4: a wrong CRC is seen") {
    const std::string bytes = packed({{"a.csv", "some text"}});
    const std::size_t central = directory_of(bytes);
    CHECK(refusal(with_byte(bytes, central + 16, static_cast<char>(bytes[central + 16] ^ 1))) == "zip.crc");
    // A changed byte of the data: whatever it does to deflate, it does not pass.
    for (std::size_t at = 30 + 5; at < 30 + 5 + 8; ++at)
        CHECK(refusal(with_byte(bytes, at, static_cast<char>(bytes[at] ^ 0x10))) != "");
}

TEST_CASE("B3.5: encryption is refused") {
    const std::string bytes = packed({{"a.csv", "x"}});
    const std::size_t central = directory_of(bytes);
    const char flags = static_cast<char>(bytes[6] | 1);
    CHECK(refusal(with_byte(with_byte(bytes, 6, flags), central + 8, flags)) == "zip.encrypted");
}

TEST_CASE("B3.6: an archive within an archive is refused by name and by content") {
    CHECK(refusal(packed({{"a.ZIP", "x"}})) == "zip.nested");
    CHECK(refusal(packed({{"a.csv", packed({{"b.csv", "x"}})}})) == "zip.nested");
}

TEST_CASE("local headers and directory agree") {
    const std::string bytes = packed({{"a.csv", "some text"}});
    CHECK(refusal(replaced(bytes, "a.csv", "b.csv")) == "zip.disagreement");
    CHECK(refusal(with_byte(bytes, 8, 0)) == "zip.disagreement");
    CHECK(refusal(with_byte(bytes, 14, 7)) == "zip.disagreement"); // a CRC that is told early and differs
}

TEST_CASE("bytes that belong to nothing are refused") {
    CHECK(refusal("MZ stub" + packed({{"a.csv", "x"}})) == "zip.prefix");
    CHECK(refusal(packed({{"a.csv", "x"}}) + "tail") == "zip.truncated");
}

TEST_CASE("other methods, links and disks are refused") {
    const std::string bytes = packed({{"a.csv", "x"}});
    const std::size_t central = directory_of(bytes);
    CHECK(refusal(with_byte(with_byte(bytes, 8, 14), central + 10, 14)) == "zip.method");
    std::string link = with_byte(bytes, central + 5, 3); // made on Unix
    link[central + 41] = static_cast<char>(0xA1);
    CHECK(refusal(link) == "zip.link");
    CHECK(refusal(with_byte(bytes, bytes.size() - 18, 1)) == "zip.several-disks");
    CHECK(refusal(bytes, {.entries = 0}) == "zip.limit-entries");
}

TEST_CASE("any change to an archive is read or refused, never followed astray") {
    const std::string bytes =
        packed({{"manifest.csv", "propertyName,value\r\n"}, {"users.csv", "sourcedId\r\nu1\r\n"}});
    test::chance draw(3);
    for (int round = 0; round < 5'000; ++round) {
        std::string changed = bytes;
        for (std::size_t n = draw.between(1, 3); n-- > 0;) {
            const std::size_t at = draw.below(changed.size());
            changed[at] = static_cast<char>(draw.next());
        }
        const std::string told = refusal(changed);
        CHECK(told != "refused without a finding");
    }
}
