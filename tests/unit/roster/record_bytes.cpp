#include "gateway/roster/record_bytes.hpp"

#include "tests/support/random_roster.hpp"

#include <doctest/doctest.h>

namespace schakel::roster {

using namespace model::roster;

TEST_CASE("what was encoded comes back as it was") {
    test::chance of(4);
    for (int i = 0; i < 5000; ++i) {
        const record one = test::random_record(of);
        const std::string bytes = encode(one);
        CAPTURE(i);
        REQUIRE(decode(bytes) == one);
        CHECK(id_in(bytes) == tail_of(one).id);
        if (const auto* held = std::get_if<membership>(&one)) {
            CHECK(links_in(bytes)[0] == held->person);
            CHECK(links_in(bytes)[1] == held->group);
        }
        if (const auto* held = std::get_if<enrolment>(&one)) CHECK(links_in(bytes)[1] == held->course);
    }
}

TEST_CASE("a head comes back as it was") {
    head one;
    CHECK(encode(one).size() == 3);
    one.school = {{"brin", "99ZZ", {}}, {"own", "a", "b"}};
    one.school_name = "De Testakker";
    one.reference_date = std::chrono::year(2026) / 11 / 22;
    one.made_at = instant(std::chrono::seconds(1'795'000'000));
    head read;
    REQUIRE(decode(encode(one), read));
    CHECK(read == one);
}

TEST_CASE("bytes that were cut or altered are no record, or another one") {
    test::chance of(5);
    for (int i = 0; i < 2000; ++i) {
        std::string bytes = encode(test::random_record(of));
        const std::size_t cut = of.below(bytes.size());
        CHECK_FALSE(decode(std::string_view(bytes).substr(0, cut)));
        bytes[of.below(bytes.size())] = static_cast<char>(of.below(256));
        const auto read = decode(bytes);
        if (read) CHECK(decode(encode(*read)) == read);
    }
    CHECK_FALSE(decode(""));
    CHECK_FALSE(decode("\x02\x04\x00"));
    person nobody;
    CHECK_FALSE(decode(encode(record(group{})), nobody));
}

TEST_CASE("records that say the same have one digest, whenever they were touched") {
    person one;
    one.id = "leerling:1";
    one.family_name = "Testleerling";
    person touched = one;
    touched.modified = instant(std::chrono::seconds(1));
    CHECK(content_digest(one) == content_digest(touched));
    touched.family_name = "Anders";
    CHECK(content_digest(one) != content_digest(touched));
    CHECK(content_digest(one).size() == 16);
}

} // namespace schakel::roster
