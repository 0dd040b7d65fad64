// conf.d: tables that add up, and tables that may stand in one file only.
#include "tests/unit/settings/configuration_folder.hpp"

#include <doctest/doctest.h>

using namespace schakel;

TEST_CASE("schools, systems and routes add up over the files") {
    test::configuration_folder at;
    at.write("schakel.toml", test::small_configuration);
    at.write("conf.d/b.toml", "[[school]]\nid = \"b\"\nbrin = \"88YY\"\n");
    at.write("conf.d/a.toml", "[[route]]\nname = \"a\"\nschool = \"b\"\nto = \"las\"\n");
    at.write("conf.d/note.txt", "not read");
    const auto read = at.load();
    CHECK(test::lines_of(read) == std::vector<std::string>{});
    CHECK(read.settings.schools.size() == 2);
    CHECK(read.settings.routes.size() == 1);
    CHECK(std::filesystem::path(read.settings.routes[0].where.file).filename() == "a.toml");
}

TEST_CASE("one table in two files is an error that names both") {
    test::configuration_folder at;
    at.write("schakel.toml", test::small_configuration);
    at.write("conf.d/more.toml", "[gateway]\ndata_directory = \"other\"\n");
    const auto read = at.load();
    CHECK(test::lines_of(read) == std::vector<std::string>{"more.toml:config.duplicate 1:2 gateway"});
    CHECK(read.faults.at(0).message.find("schakel.toml:1") != std::string::npos);
}

TEST_CASE("a name that exists in another file is an error that names it") {
    test::configuration_folder at;
    at.write("schakel.toml", test::small_configuration);
    at.write("conf.d/more.toml", "[[school]]\nid = \"de-akker\"\nbrin = \"88YY\"\n");
    const auto read = at.load();
    CHECK(test::lines_of(read) == std::vector<std::string>{"more.toml:config.duplicate 1:1 school"});
    CHECK(read.faults.at(0).message.find("schakel.toml:6") != std::string::npos);
}

TEST_CASE("the hash tells whether anything changed") {
    test::configuration_folder at;
    at.write("schakel.toml", test::small_configuration);
    const std::string before = at.load().settings.hash;
    CHECK(at.load().settings.hash == before);
    at.write("conf.d/a.toml", "# a remark\n");
    CHECK(at.load().settings.hash != before);
}

TEST_CASE("a file that is not there") {
    test::configuration_folder at;
    const auto faults = test::lines_of(at.load());
    REQUIRE_FALSE(faults.empty());
    CHECK(faults[0] == "config.file 0:0 ");
}
