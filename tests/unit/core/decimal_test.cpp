#include "gateway/core/decimal.hpp"

#include <doctest/doctest.h>

#include <limits>

using schakel::decimal;

namespace {

decimal d(const char* text) {
    const auto parsed = decimal::parse(text);
    REQUIRE_MESSAGE(parsed.has_value(), text);
    return *parsed;
}

const char* const thirty_nines = "999999999999999999999999999999";

} // namespace

TEST_CASE("the XSD decimal form reads exactly and writes canonically") {
    struct row {
        const char* text;
        const char* canonical;
    };
    const row rows[] = {
        {"0", "0"},
        {"-0", "0"},
        {"-0.00", "0"},
        {"+7", "7"},
        {"007", "7"},
        {"7.50", "7.5"},
        {"7.", "7"},
        {".5", "0.5"},
        {"-.05", "-0.05"},
        {"100", "100"},
        {"0.1", "0.1"},
        {"1.0000000000000000000000000000000000000000", "1"},
        {"9007199254740993", "9007199254740993"},
        {"123456789012345678901234567890", "123456789012345678901234567890"},
        {"0.000000000000000000000000000001", "0.000000000000000000000000000001"},
        {thirty_nines, thirty_nines},
    };
    for (const row& r : rows) {
        CAPTURE(r.text);
        const auto parsed = decimal::parse(r.text);
        REQUIRE(parsed);
        CHECK(parsed->text() == r.canonical);
    }
}

TEST_CASE("what is no XSD decimal, or too long for one, is refused") {
    for (const char* text :
         {"", "+", "-", ".", "1e5", "1,5", " 1", "1 ", "--1", "+-1", "1.2.3", "NaN", "INF", "0x1F",
          "1000000000000000000000000000000", "0.0000000000000000000000000000001", "1234567890.123456789012345678901"}) {
        CAPTURE(text);
        CHECK_FALSE(decimal::parse(text));
    }
}

TEST_CASE("the JSON number form reads with its exponent") {
    struct row {
        const char* text;
        const char* canonical;
    };
    const row rows[] = {
        {"0", "0"},
        {"-0", "0"},
        {"1e3", "1000"},
        {"1E+3", "1000"},
        {"12.5e-1", "1.25"},
        {"-2.50e1", "-25"},
        {"0e999999999999999999999", "0"},
        {"1e29", "100000000000000000000000000000"},
        {"1000e-30", "0.000000000000000000000000001"},
    };
    for (const row& r : rows) {
        CAPTURE(r.text);
        const auto parsed = decimal::parse_number(r.text);
        REQUIRE(parsed);
        CHECK(parsed->text() == r.canonical);
    }
    for (const char* text :
         {"", "-", "+1", "01", "1.", ".5", "1e", "1e+", "1e+-5", "1e5x", "1e30", "1e400", "1e-31",
          "1e99999999999999999999"}) {
        CAPTURE(text);
        CHECK_FALSE(decimal::parse_number(text));
    }
}

TEST_CASE("rounding goes half up by magnitude and writes as many decimals as asked") {
    CHECK(d("2.5").rounded(0) == "3");
    CHECK(d("-2.5").rounded(0) == "-3");
    CHECK(d("2.4999").rounded(0) == "2");
    CHECK(d("7.25").rounded(1) == "7.3");
    CHECK(d("7").rounded(2) == "7.00");
    CHECK(d("-0.004").rounded(2) == "0.00");
    CHECK(d("0.05").rounded(1) == "0.1");
    CHECK(d("9.995").rounded(2) == "10.00");
    CHECK(d("1.005").rounded(2) == "1.01"); // a double would say 1.00
    CHECK(d("0.5").rounded(35) == "0.50000000000000000000000000000000000");
}

TEST_CASE("arithmetic is exact") {
    CHECK(d("0.1").times(d("3")).text() == "0.3");
    CHECK(d("-1.5").times(d("-0.2")).text() == "0.3");
    CHECK(d("0").times(d("-5")).text() == "0");
    CHECK(d("123456789012345").times(d("987654321098765")).text() == "121932631137021071359549253925");
    CHECK(d("0.3").minus(d("0.1")).text() == "0.2");
    CHECK(d("1").minus(d("3.25")).text() == "-2.25");
    CHECK(d("-1").minus(d("-3.25")).text() == "2.25");
    CHECK(d("-1.75").minus(d("3.25")).text() == "-5");
    CHECK(d("5").minus(d("5.000")).text() == "0");
    CHECK(d("7").divided_by(d("9"), 4)->text() == "0.7778");
    CHECK(d("15").divided_by(d("20"), 2)->text() == "0.75");
    CHECK(d("-1").divided_by(d("8"), 2)->text() == "-0.13");
    CHECK(d("1.23456").divided_by(d("0.5"), 1)->text() == "2.5");
    CHECK(d("1.23456").divided_by(d("1"), 0)->text() == "1");
    CHECK_FALSE(d("1").divided_by(d("0.0"), 2));
}

TEST_CASE("results beyond thirty digits round, and stop at the largest decimal") {
    const decimal tiny = d("0.000000000000000000000000000005");
    CHECK(tiny.times(d("0.1")).text() == "0.000000000000000000000000000001");
    CHECK(tiny.times(d("0.01")).text() == "0");
    CHECK(d(thirty_nines).minus(d("0.5")).text() == thirty_nines);
    CHECK(d(thirty_nines).times(d(thirty_nines)).text() == thirty_nines);
    CHECK(d(thirty_nines).minus(d("-1")).text() == thirty_nines);
    CHECK(d("33333333333333.3333333333333333").times(d("3")).text() == "99999999999999.9999999999999999");
    CHECK_FALSE(d(thirty_nines).divided_by(d("0.1"), 0));
}

TEST_CASE("order is the order of the values, however they are written") {
    CHECK(d("7.50") == d("7.5"));
    CHECK(d("-0") == d("0"));
    CHECK(d("-2") < d("-1.5"));
    CHECK(d("-1") < d("0.5"));
    CHECK(d(thirty_nines) > d("0.000000000000000000000000000001"));
    CHECK(d("9007199254740993") > d("9007199254740992"));
}

TEST_CASE("whole numbers come out as integers while they fit in 64 bits") {
    CHECK(d("5.0").as_integer() == 5);
    CHECK(d("5.0").is_integer());
    CHECK_FALSE(d("5.5").as_integer());
    CHECK(d("-9223372036854775808").as_integer() == std::numeric_limits<std::int64_t>::min());
    CHECK(d("9223372036854775807").as_integer() == std::numeric_limits<std::int64_t>::max());
    CHECK_FALSE(d("9223372036854775808").as_integer());
    CHECK(decimal(std::numeric_limits<std::int64_t>::min()).text() == "-9223372036854775808");
    CHECK(d("-7.25").is_negative());
    CHECK(d("-7.25").approximate() == -7.25);
}
