// Which language a page is in.
#include "gateway/pages/render.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using pages::preferred_language;

TEST_CASE("the language of the launch comes before that of the browser") {
    CHECK(preferred_language("en-GB", "nl") == language::en);
    CHECK(preferred_language("nl_be", "en") == language::nl);
    CHECK(preferred_language("EN", "nl") == language::en);
    CHECK(preferred_language("fr-BE", "en") == language::en);
}

TEST_CASE("the browser's preferences count by weight, and Dutch is the usual language") {
    CHECK(preferred_language("", "") == language::nl);
    CHECK(preferred_language("", "de,fr;q=0.9") == language::nl);
    CHECK(preferred_language("", "de, en-US;q=0.7, nl;q=0.3") == language::en);
    CHECK(preferred_language("", "en;q=0.5,nl-BE;q=0.8") == language::nl);
    CHECK(preferred_language("", "en;q=0,nl;q=0") == language::nl);
    CHECK(preferred_language("", "en;q=x") == language::nl);
    CHECK(preferred_language("", ",;,q=,en") == language::en);
}
