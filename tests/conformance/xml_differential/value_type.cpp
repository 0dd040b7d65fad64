#include "value_type.hpp"

#include <utility>

namespace schakel::differential {

namespace {

std::string repeated(std::string_view part, std::size_t times) {
    std::string made;
    for (std::size_t i = 0; i < times; ++i) made += part;
    return made;
}

// Text at the lengths where a limit could be off by one, counted in code points of one to four bytes.
std::string border_text(std::size_t limit, chance& random) {
    const std::string_view letter = random.pick<std::string_view>({"a", "é", "€", "😀", " ", "\n"});
    const std::size_t length =
        random.pick<std::size_t>({0, 1, 2, limit - 1, limit, limit + 1, 31, 33, 63, 65, 127, 129, 255, 257});
    return repeated(letter, length);
}

} // namespace

value_type plain_text(std::size_t longest) {
    const words texts = {"A", "Toets 1", "rekenen & wiskunde", "<3", "  twee  blanks ", "é€😀", "x\ny", "]]>", "\t"};
    value_type made{texts, texts, longest};
    if (longest != 0) std::erase_if(made.good, [&](const std::string& one) { return one.size() > longest; });
    return made;
}

value_type list_of(words codes) {
    words near = {"", " ", "?", "x"};
    for (const std::string& code : codes)
        for (const std::string& other : {code + " ", " " + code, code + code, code.substr(1), "0" + code, code + "\n"})
            near.push_back(other);
    return {std::move(codes), std::move(near)};
}

value_type with_around(value_type of, value_type::blanks around) {
    of.around = around;
    return of;
}

value_type date_value() {
    return {
        {"2025-11-03", "2024-02-29", "2000-02-29", "2025-11-03Z", "2025-11-03+01:00", " 2025-11-03 ",
         "2025-11-03-14:00"},
        {"2025-02-29",
         "2024-02-30",
         "1900-02-29",
         "2025-04-31",
         "2025-13-01",
         "2025-00-10",
         "2025-01-00",
         "2025-01-32",
         "2025-1-01",
         "25-01-01",
         "02025-01-01",
         "12025-01-01",
         "-2025-01-01",
         "0000-01-01",
         "-0001-01-01",
         "2025-01-01z",
         "2025-01-01+14:00",
         "2025-01-01+14:01",
         "2025-01-01+15:00",
         "2025-01-01+1:00",
         "2025-01-01+0100",
         "2025-01-01-00:00",
         "2025-01-01T00:00:00",
         "20250101",
         "01-01-2025",
         "2025-01-01 +01:00",
         "",
         " ",
         "+2025-01-01",
         "２025-01-01",
         "2025-01-01+01:60",
         "vandaag"},
        0,
        value_type::blanks::forgotten};
}

value_type moment_value() {
    return {
        {"2025-11-03T08:30:00", "2025-11-03T08:30:00Z", "2025-11-03T08:30:00.123+01:00", "2024-02-29T23:59:59.9",
         "\n2025-11-03T08:30:00\t"},
        {"2025-11-03",
         "2025-11-03T08:30",
         "2025-11-03 08:30:00",
         "2025-11-03T24:00:00",
         "2025-11-03T24:00:01",
         "2025-11-03T23:60:00",
         "2025-11-03T23:59:60",
         "2025-11-03T8:30:00",
         "2025-11-03T08:30:00.",
         "2025-11-03T08:30:00,5",
         "2025-11-03t08:30:00",
         "2025-11-03T08:30:00z",
         "2025-02-29T00:00:00",
         "2025-11-03T08:30:00+14:00",
         "2025-11-03T08:30:00-14:01",
         "2025-11-03T08:30:00.000000000001Z",
         "0000-01-01T00:00:00",
         "-0044-03-15T12:00:00",
         "",
         "2025-11-03T25:00:00Z",
         "2025-11-03T08:30:00+01",
         "99999-01-01T00:00:00"},
        0,
        value_type::blanks::forgotten};
}

value_type whole_value() {
    return {
        {"0", "7", "42", "00012", "+5", " 3 ", "-0", "123456789012345678"},
        {"-1", "1.0", "7.5", "X",   "",   " ",   "1e3", "0x1F", "٣",   "１",    "1 2",
         "+",  "-",   "+-1", "--1", "1.", "-00", "+0",  "12,5", "INF", "\t8\n", "000000000000000000000001"},
        0,
        value_type::blanks::forgotten_when_type_is_named};
}

value_type counting_value() {
    return {
        {"1", "2", "003", "+4", " 5", "6\n", "7", "8", "9"},
        {"0", "-1", "+0", "1.0", "", "0001", "one", "1 ", "99999999999999999999", "٣", "-0", "1,5"},
        0,
        value_type::blanks::forgotten_when_type_is_named};
}

value_type signed_value() {
    return {
        {"0", "12", "-3", "+8", "2147483647", "-2147483648", " 5 ", "007"},
        {"2147483648", "-2147483649", "+2147483647", "1.0", "", "-", "1e2", "0000000002147483647", "-0", "٣",
         "99999999999"},
        0,
        value_type::blanks::forgotten};
}

value_type number_value() {
    return {
        {"0", "1.5", "-2.25", ".5", "5.", "+0.0", " 12.50 ", "1000000.000001"},
        {"", ".", "-", "+.5", "-.", "1,5", "1e5", "INF", "NaN", "0x1", "1.2.3", "--1", " 1 . 5 ", "٣.٥", "000.000",
         "99999999999.5"},
        0,
        value_type::blanks::forgotten_when_type_is_named};
}

// Without ports that are no numbers: RFC 2396 takes them for registered names, libxml2 does not.
value_type reference_value() {
    return {
        {"http://purl.edustandaard.nl/concept/328cc12a-87b2-41c4-aef8-853595f9f9dd", "urn:x", "a b", "", "../x#y", "é"},
        {"#[", "http://[", "%zz", "%", "http://a b/c", "#a#b", "http://x/%41", "::", "1:2", "\n", "http://é.example/",
         "<>", "a\\b", "{}", "^", "`", "|", "1a:b", "mailto:a@b"}};
}

value_type digits_and_capitals(std::size_t digits, std::size_t capitals) {
    const auto made_of = [&](std::string_view digit, std::string_view capital) {
        return repeated(digit, digits) + repeated(capital, capitals);
    };
    words good = {made_of("9", "Z"), made_of("0", "A"), made_of("٣", "Ж"), made_of("𝟘", "𝐀"), made_of("7", "É")};
    words border = {
        "",
        made_of("9", "Z") + " ",
        " " + made_of("9", "Z"),
        made_of("9", "Z") + "Z",
        "9" + made_of("9", "Z"),
        made_of("9", "z"),
        made_of("9", "ǅ"),
        made_of("²", "Z"),
        made_of("½", "Z"),
        made_of("a", "Z"),
        made_of("9", "9"),
        made_of("9", "Z").substr(1),
        made_of("9", "Z") + "\n",
        made_of("９", "Α"),
        made_of("௧", "ß")};
    return {std::move(good), std::move(border)};
}

std::string good_value(const value_type& of, chance& random) {
    if (of.longest != 0 && random.percent(10)) {
        const std::string_view letter = random.pick<std::string_view>({"b", "ë"});
        return repeated(letter, of.longest);
    }
    return random.pick(of.good);
}

std::string border_value(const value_type& of, chance& random) {
    return of.longest != 0 ? border_text(of.longest, random) : random.pick(of.border);
}

} // namespace schakel::differential
