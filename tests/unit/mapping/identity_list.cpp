#include "gateway/mapping/identity_map.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace schakel;
using mapping::identity_list;

namespace {

result<identity_list> read(const std::string& text) {
    const test::temporary_folder folder;
    std::ofstream(folder.file("list.csv"), std::ios::binary) << text;
    return identity_list::read(folder.file("list.csv"));
}

} // namespace

TEST_CASE("Every two names of a person lead to each other") {
    const auto list = read("las.key,eckid,neppi\n1001,a,x\n1002,,y\n");
    REQUIRE(list.has_value());
    CHECK(list->size() == 2);
    CHECK(list->find("las.key", "1001", "eckid") == "a");
    CHECK(list->find("eckid", "a", "las.key") == "1001");
    CHECK(list->find("neppi", "y", "las.key") == "1002");
    CHECK_FALSE(list->find("las.key", "1002", "eckid").has_value());
    CHECK_FALSE(list->find("eckid", "", "las.key").has_value());
    CHECK_FALSE(list->find("las.key", "1003", "eckid").has_value());
}

TEST_CASE("Files as office programs write them: a mark in front, CRLF, quotes, empty lines") {
    const auto list = read("\xEF\xBB\xBFlas.key,eckid\r\n\r\n\"10,01\",\"a \"\"b\"\"\"\r\n1002,c");
    REQUIRE(list.has_value());
    CHECK(list->size() == 2);
    CHECK(list->find("las.key", "10,01", "eckid") == "a \"b\"");
    CHECK(list->find("las.key", "1002", "eckid") == "c");
}

TEST_CASE("The same person twice is the same person") {
    const auto list = read("las.key,eckid\n1001,a\n1001,a\n");
    CHECK(list.has_value());
}

TEST_CASE("An empty file is a list of nobody") {
    const auto list = read("");
    REQUIRE(list.has_value());
    CHECK(list->size() == 0);
}
