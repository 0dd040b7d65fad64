#include "gateway/core/clock.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace std::chrono;

namespace {

instant at(const char* text) {
    const auto parsed = parse_rfc3339(text);
    REQUIRE_MESSAGE(parsed.has_value(), text);
    return *parsed;
}

} // namespace

TEST_CASE("RFC 3339 moments read as the moment they name in UTC") {
    struct row {
        const char* text;
        const char* utc;
    };
    const row rows[] = {
        {"2026-11-21T09:30:00Z", "2026-11-21T09:30:00.000Z"},
        {"2026-11-21t09:30:00z", "2026-11-21T09:30:00.000Z"},
        {"2026-11-21T09:30:00+01:00", "2026-11-21T08:30:00.000Z"},
        {"2026-11-21T09:30:00+0100", "2026-11-21T08:30:00.000Z"},
        {"2026-11-21T09:30:00-00:00", "2026-11-21T09:30:00.000Z"},
        {"2026-01-01T00:00:00+05:45", "2025-12-31T18:15:00.000Z"},
        {"2026-01-01T00:00:00+14:00", "2025-12-31T10:00:00.000Z"},
        {"2025-12-31T23:30:00-09:30", "2026-01-01T09:00:00.000Z"},
        {"2024-02-29T12:00:00Z", "2024-02-29T12:00:00.000Z"},
        {"2000-02-29T12:00:00Z", "2000-02-29T12:00:00.000Z"},
        {"2026-11-21T09:30:00.5Z", "2026-11-21T09:30:00.500Z"},
        {"2026-11-21T09:30:00.1259999999999999999999Z", "2026-11-21T09:30:00.125Z"},
        {"1969-12-31T23:59:59.250Z", "1969-12-31T23:59:59.250Z"},
        {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"},
        {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000Z"},
        {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"},
        {"2017-01-01T00:59:60+01:00", "2017-01-01T00:00:00.000Z"},
    };
    for (const row& r : rows) {
        CAPTURE(r.text);
        const auto parsed = parse_rfc3339(r.text);
        REQUIRE(parsed);
        CHECK(to_rfc3339_milliseconds(*parsed) == r.utc);
    }
}

TEST_CASE("what is no RFC 3339 moment is refused") {
    for (const char* text : {
             "",
             "2026-11-21",
             "2026-11-21T09:30:00",  // no zone
             "2026-11-21 09:30:00Z", // a space for the T
             "2026-11-21T09:30Z",    // no seconds
             "2026-11-21T9:30:00Z",
             "2026-11-21T24:00:00Z",
             "2026-11-21T09:60:00Z",
             "2026-11-21T09:30:60Z", // a leap second ends a day in UTC
             "2026-11-21T09:30:61Z",
             "2023-02-29T12:00:00Z", // no leap year
             "1900-02-29T12:00:00Z", // nor is a century, unless it divides by 400
             "2026-04-31T12:00:00Z",
             "2026-00-10T12:00:00Z",
             "2026-13-10T12:00:00Z",
             "2026-11-21T09:30:00.Z",
             "2026-11-21T09:30:00,5Z",
             "2026-11-21T09:30:00+1:00",
             "2026-11-21T09:30:00+24:00",
             "2026-11-21T09:30:00+01:60",
             "2026-11-21T09:30:00+01",
             "2026-11-21T09:30:00Z ",
             "+2026-11-21T09:30:00Z",
             "-026-11-21T09:30:00Z",
         }) {
        CAPTURE(text);
        CHECK_FALSE(parse_rfc3339(text));
    }
}

TEST_CASE("a fraction keeps its microseconds and seconds are cut, not rounded") {
    const instant when = at("2026-11-21T09:30:00.999999Z");
    CHECK((when - floor<seconds>(when)) == 999'999us);
    CHECK(to_rfc3339(when) == "2026-11-21T09:30:00Z");
    CHECK(to_rfc3339_milliseconds(when) == "2026-11-21T09:30:00.999Z");
}

TEST_CASE("a day in Amsterdam starts at local midnight on both sides of the clock changes") {
    struct row {
        year_month_day date;
        const char* start;
        hours length;
    };
    const row rows[] = {
        {2026y / January / 15, "2026-01-14T23:00:00Z", 24h}, {2026y / March / 28, "2026-03-27T23:00:00Z", 24h},
        {2026y / March / 29, "2026-03-28T23:00:00Z", 23h},   {2026y / March / 30, "2026-03-29T22:00:00Z", 24h},
        {2026y / October / 24, "2026-10-23T22:00:00Z", 24h}, {2026y / October / 25, "2026-10-24T22:00:00Z", 25h},
        {2026y / October / 26, "2026-10-25T23:00:00Z", 24h}, {2024y / March / 31, "2024-03-30T23:00:00Z", 23h},
        {2027y / January / 1, "2026-12-31T23:00:00Z", 24h},
    };
    for (const row& r : rows) {
        CAPTURE(r.start);
        const instant start = start_of_day_in_amsterdam(r.date);
        CHECK(to_rfc3339(start) == r.start);
        CHECK(start_of_day_in_amsterdam(sys_days{r.date} + days{1}) - start == r.length);
        CHECK(date_in_amsterdam(start) == r.date);
        CHECK(date_in_amsterdam(start - 1us) == year_month_day{sys_days{r.date} - days{1}});
    }
}

TEST_CASE("dates are four, two and two digits of a day that exists") {
    CHECK(parse_date("2024-02-29") == 2024y / February / 29);
    CHECK(to_string(2026y / March / 7) == "2026-03-07");
    for (const char* text :
         {"2023-02-29", "2026-2-01", "2026-02-1", "26-02-01", "2026-02-01Z", "2026/02/01", "", "2026-02"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_date(text));
    }
}
