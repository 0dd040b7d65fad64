#include "gateway/outbox/search_term.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace schakel::outbox;

namespace {

std::vector<search_term> words_of(std::string_view text) {
    std::vector<search_term> all;
    add_words(all, text);
    return all;
}

} // namespace

TEST_CASE("Words are found without regard to case, accents and what stands between them") {
    CHECK(words_of("Begrijpend lezen, groep-5 M5") == words_of("begrijpend LEZEN groep 5 m5"));
    CHECK(words_of("één coördinaat") == words_of("EEN coordinaat"));
    CHECK(words_of("rekenen") != words_of("reken"));
    CHECK(words_of("uwlr.leerling.key").size() == 3);
}

TEST_CASE("What is no word gives no term") {
    for (const char* none : {"", " ", "a", "– … «»", "\xC3", "\xC2\xA0", "x × y"}) {
        CAPTURE(none);
        CHECK(words_of(none).size() <= 1);
    }
    CHECK(words_of("a b").empty());
    CHECK(words_of(std::string(100'000, 'x')).size() == 1);
}

TEST_CASE("A key of one kind is no key of another, and no word") {
    CHECK(term_of(term_kind::pupil, "rekenen") != term_of(term_kind::test, "rekenen"));
    CHECK(term_of(term_kind::word, "rekenen") == words_of("Rekenen").front());
    const auto all = terms_of_key("toets-1");
    CHECK(std::ranges::find(all, term_of(term_kind::test, "toets-1")) != all.end());
    CHECK(std::ranges::find(all, term_of(term_kind::word, "toets-1")) == all.end());
}

TEST_CASE("Letters of other scripts make words too") {
    CHECK(words_of("тест 123").size() == 2);
    CHECK(words_of("тест") != words_of("текст"));
}
