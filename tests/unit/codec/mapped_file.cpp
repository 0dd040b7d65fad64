#include "gateway/codec/mapped_file.hpp"

#include "gateway/codec/xml_scanner.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <string>

namespace schakel {

namespace {

void write(const std::string& file, std::string_view bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

// A document of about this many bytes in lines of 50.
std::string long_document(std::size_t size, std::string_view end) {
    std::string out = "<alles>\n";
    while (out.size() < size) out += "<regel nummer='1'>een regel van vijftig tekens</regel>\n";
    return out.append(end);
}

struct silent : xml::scan_handler {
    void start_element(const xml::name&, std::span<const xml::attribute>, std::size_t) override {}
    void text(std::string_view, std::size_t) override {}
    void end_element(const xml::name&, std::size_t) override {}
};

} // namespace

TEST_CASE("a mapped file holds the bytes of the file, also after they were released") {
    const test::temporary_folder folder;
    const std::string bytes = long_document(100'000, "</alles>");
    write(folder.file("a.xml"), bytes);
    const auto file = mapped_file::open(folder.file("a.xml"));
    REQUIRE(file);
    CHECK(file->bytes() == bytes);
    file->release_before(50'001);
    file->release_before(bytes.size() + 5'000);
    CHECK(file->bytes() == bytes);
    CHECK_FALSE(file->changed());
}

TEST_CASE("an empty file is empty; a folder or a missing file is a failure that names it") {
    const test::temporary_folder folder;
    write(folder.file("leeg.xml"), "");
    const auto empty = mapped_file::open(folder.file("leeg.xml"));
    REQUIRE(empty);
    CHECK(empty->bytes().empty());
    empty->release_before(0);
    CHECK_FALSE(empty->changed());

    const auto missing = mapped_file::open(folder.file("weg.xml"));
    REQUIRE_FALSE(missing);
    CHECK(missing.error().message.find("weg.xml") != std::string::npos);
    CHECK_FALSE(mapped_file::open(folder.path()));
}

TEST_CASE("what a pipe gives is kept as a file without a name, up to a limit") {
    const auto through_pipe = [](std::size_t limit) {
        std::array<int, 2> ends{};
        REQUIRE(::pipe(ends.data()) == 0);
        REQUIRE(::write(ends[1], "<a/>\n", 5) == 5);
        ::close(ends[1]);
        auto file = mapped_file::spool(ends[0], limit);
        ::close(ends[0]);
        return file;
    };
    const auto file = through_pipe(5);
    REQUIRE(file);
    CHECK(file->bytes() == "<a/>\n");
    CHECK_FALSE(through_pipe(4));
}

TEST_CASE("a file that is cut off while it is read gives zeros for what is gone") {
    const test::temporary_folder folder;
    const std::string bytes = long_document(100'000, "</alles>");
    write(folder.file("a.xml"), bytes);
    const auto file = mapped_file::open(folder.file("a.xml"));
    REQUIRE(file);
    REQUIRE(::truncate(folder.file("a.xml").c_str(), 10'000) == 0);
    CHECK(file->bytes().substr(0, 10'000) == std::string_view(bytes).substr(0, 10'000));
    CHECK(file->bytes()[50'000] == '\0');
    CHECK(file->bytes().back() == '\0');
    CHECK(file->changed());

    silent handler;
    findings found;
    CHECK_FALSE(xml::scan(*file, {}, handler, found));
    REQUIRE(found.size() == 1);
    CHECK(found[0].broken->id == "xml.character");
    CHECK(found[0].where.offset == 10'000);
}

TEST_CASE("a file that is written to while it is read is known as changed") {
    const test::temporary_folder folder;
    write(folder.file("a.xml"), "<a/>");
    const auto file = mapped_file::open(folder.file("a.xml"));
    REQUIRE(file);
    std::ofstream(folder.file("a.xml"), std::ios::app) << "<b/>";
    CHECK(file->changed());
    CHECK(file->bytes() == "<a/>");
}

TEST_CASE("the scan of a mapped file finds the same fault at the same place as the scan of its bytes") {
    const test::temporary_folder folder;
    const std::string bytes = long_document(9'000'000, "<regel>&x;</regel></alles>");
    write(folder.file("a.xml"), bytes);
    const auto file = mapped_file::open(folder.file("a.xml"));
    REQUIRE(file);
    silent handler;
    findings of_file, of_bytes;
    CHECK_FALSE(xml::scan(*file, {}, handler, of_file));
    CHECK_FALSE(xml::scan(bytes, {}, handler, of_bytes));
    REQUIRE(of_file.size() == 1);
    REQUIRE(of_bytes.size() == 1);
    CHECK(of_file[0].where.offset == of_bytes[0].where.offset);
    CHECK(of_file[0].where.line == of_bytes[0].where.line);
    CHECK(of_file[0].where.column == of_bytes[0].where.column);
    CHECK(of_file[0].where.path == of_bytes[0].where.path);
}

} // namespace schakel
