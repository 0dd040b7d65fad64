#include "gateway/prove/proof_message.hpp"

#include "gateway/codec/json_document.hpp"

#include <doctest/doctest.h>

using namespace schakel::prove;

TEST_CASE("a message reads back as what it was written from") {
    const message_name name{4095, 123456};
    const auto told = read_messages(write_message(name));
    REQUIRE(told.size() == 1);
    CHECK(told[0].name == name);
    CHECK(told[0].intact);
}

TEST_CASE("several statements of a body are told apart") {
    const auto told = read_messages("[" + write_message({1, 1}) + "," + write_message({2, 7}) + "]");
    REQUIRE(told.size() == 2);
    CHECK(told[1].name == message_name{2, 7});
    CHECK(told[1].intact);
}

TEST_CASE("one changed character of text, score or id is seen") {
    const std::string good = write_message({1, 42});
    for (const char* part : {"\"description\":{\"nl\":\"", "\"raw\":4", "01900000-0000-7000-8001-"}) {
        std::string bad = good;
        char& one = bad[bad.find(part) + std::string_view(part).size()];
        one = one == '1' ? '2' : '1';
        const auto told = read_messages(bad);
        REQUIRE(told.size() == 1);
        CHECK_FALSE((told[0].intact && told[0].name == message_name{1, 42}));
    }
}

TEST_CASE("a body without our messages holds none") {
    CHECK(read_messages("").empty());
    CHECK(read_messages("[{\"id\":\"something\"}]").empty());
    CHECK_FALSE(read_messages("01900000-0000-7000-8").at(0).intact);
}
