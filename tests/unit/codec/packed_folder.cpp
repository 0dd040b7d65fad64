// A folder of CSV files is read as the archive that would hold them.
#include "gateway/codec/packed_folder.hpp"
#include "gateway/codec/zip_reader.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

namespace {

using namespace schakel;
namespace files = std::filesystem;

void put(const files::path& file, const std::string& content) {
    files::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
}

std::map<std::string, std::string> unpacked(const mapped_file& packed) {
    findings refused;
    const auto archive = zip::archive::open(packed.bytes(), {}, refused);
    REQUIRE(archive);
    std::map<std::string, std::string> all;
    for (const zip::entry& one : archive->entries()) {
        zip::unpacking content = archive->unpack(one);
        for (std::string_view part = content.next(); !part.empty(); part = content.next()) all[one.name] += part;
        CHECK_FALSE(content.refused());
        all.try_emplace(one.name);
    }
    CHECK(archive->entries().front().name == "manifest.csv");
    return all;
}

TEST_CASE("The files of the folder itself that end in .csv are packed, the manifest first") {
    test::temporary_folder folder;
    const files::path in = folder.file("package");
    const std::string large(std::size_t{3} << 20, 'x'); // more than one piece
    put(in / "manifest.csv", "propertyName,value\r\n");
    put(in / "academicSessions.csv", large);
    put(in / "Users.CSV", "a,b\r\n");
    put(in / "courses.csv", "");
    put(in / "readme.txt", "not a part");
    put(in / ".hidden.csv", "not a part");
    put(in / "below" / "orgs.csv", "not a part");
    files::create_symlink(in / "Users.CSV", in / "link.csv");
    CHECK(has_manifest(in));

    const auto packed = open_packed(in);
    REQUIRE(packed);
    const std::map<std::string, std::string> expected{
        {"Users.CSV", "a,b\r\n"},
        {"academicSessions.csv", large},
        {"courses.csv", ""},
        {"manifest.csv", "propertyName,value\r\n"}};
    CHECK(unpacked(*packed) == expected);
}

TEST_CASE("A folder without CSV files is refused, a file is taken as it is") {
    test::temporary_folder folder;
    files::create_directory(folder.file("empty"));
    CHECK_FALSE(has_manifest(folder.file("empty")));
    const auto none = open_packed(folder.file("empty"));
    REQUIRE_FALSE(none);
    CHECK(none.error().message.ends_with("is a folder without CSV files"));
    CHECK_FALSE(open_packed(folder.file("absent")));
    put(folder.file("users.csv"), "a,b\r\n");
    const auto file = open_packed(folder.file("users.csv"));
    REQUIRE(file);
    CHECK(file->bytes() == "a,b\r\n");
}

} // namespace
