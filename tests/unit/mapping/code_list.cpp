#include "gateway/mapping/code_list.hpp"

#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace schakel;
using mapping::code_list;

namespace {

result<code_list> read(const std::string& text) {
    const test::temporary_folder folder;
    std::ofstream(folder.file("list.toml")) << text;
    return code_list::read(folder.file("list.toml"));
}

} // namespace

TEST_CASE("A known term becomes the other side's, in its vocabulary") {
    const auto list = read("name = \"subjects\"\nto_vocabulary = \"https://there.example/vak\"\n"
                           "[[term]]\nfrom = \"rekenen\"\nto = \"RW\"\n");
    REQUIRE(list.has_value());
    CHECK(list->name() == "subjects");
    CHECK(list->translate({"rekenen", {}, {}}) == model::term{"RW", "https://there.example/vak", {}});
    CHECK_FALSE(list->translate({"taal", {}, {}}).has_value());
    CHECK_FALSE(list->translate({"Rekenen", {}, {}}).has_value()); // terms compare exactly
}

TEST_CASE("A list for one vocabulary leaves terms of another alone") {
    const auto list = read("name = \"subjects\"\nfrom_vocabulary = \"https://here.example/vak\"\n"
                           "[[term]]\nfrom = \"rekenen\"\nto = \"RW\"\n");
    REQUIRE(list.has_value());
    CHECK(list->translate({"rekenen", "https://here.example/vak", {}}).has_value());
    CHECK(list->translate({"rekenen", {}, {}}).has_value()); // a sender that names no vocabulary
    CHECK_FALSE(list->translate({"rekenen", "https://elsewhere.example/vak", {}}).has_value());
}

TEST_CASE("A list that cannot be trusted is refused, with its file") {
    for (const char* text :
         {"name = \"x\"\n[[term]]\nfrom = \"a\"\n", "name = \"x\"\n[[term]]\nto = \"a\"\n",
          "name = \"x\"\n[[term]]\nfrom = \"a\"\nto = \"b\"\n[[term]]\nfrom = \"a\"\nto = \"c\"\n", "name = \n"}) {
        CAPTURE(text);
        const auto list = read(text);
        REQUIRE_FALSE(list.has_value());
        CHECK(list.error().message.find("list.toml") != std::string::npos);
    }
    CHECK_FALSE(code_list::read("/nowhere/list.toml").has_value());
}
