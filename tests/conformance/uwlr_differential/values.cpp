#include "values.hpp"

#include <map>
#include <span>
#include <vector>

namespace schakel::differential {

namespace {

using words = std::vector<std::string>;

std::string repeated(std::string_view part, std::size_t times) {
    std::string made;
    for (std::size_t i = 0; i < times; ++i) made += part;
    return made;
}

const std::map<std::string_view, value_kind>& kinds() {
    using enum value_kind;
    static const std::map<std::string_view, value_kind> table = {
        {"autorisatiesleutel", text_64},
        {"klantcode", text_64},
        {"klantnaam", text_64},
        {"schooljaar", school_year},
        {"brincode", brin},
        {"dependancecode", branch},
        {"schoolkey", text_256},
        {"aanmaakdatum", moment},
        {"auteur", text_128},
        {"xsdversie", text_32},
        {"commentaar", text_128},
        {"leerlingid", text_256},
        {"eckid", text_256},
        {"resultaatverwerkerid", text_256},
        {"key", text_256},
        {"afnamedatum", date},
        {"toetscode", text_256},
        {"versie", text_256},
        {"toetsonderdeelcode", text_256},
        {"score", whole},
        {"infourl", text_256},
        {"andere_score", any_text},
        {"aantalopgaven", signed_whole},
        {"aantalgoed", signed_whole},
        {"aantalfout", signed_whole},
        {"aantalgelezen", signed_whole},
        {"tijd", number},
        {"vaardigheidsscore", number},
        {"codevaardigheidsschaal", non_empty},
        {"bivlaag", number},
        {"bivhoog", number},
        {"codereferentiescore", non_empty},
        {"codevergelijkingsgroep", non_empty},
        {"waarde", non_empty},
        {"kwalificatie", non_empty},
        {"toetsnaam", text_128},
        {"leerjaar", text_256},
        {"vakgebied", text_256},
        {"ingang", text_256},
        {"niveau", signed_whole},
        {"toetsonderdeelvolgnummer", counting},
        {"toetsonderdeelnaam", text_128},
        {"toetscategorie", text_256},
        {"toetsniveau", text_256},
        {"wegingsfactor", number},
        {"term", text_64},
        {"omschrijving", text_128},
        {"beginnormwaarde", whole},
        {"eindnormwaarde", whole},
        {"rood_code", colour},
        {"groen_code", colour},
        {"blauw_code", colour},
        {"transparantie", opacity},
        {"schoolcijfer_vanaf", mark},
        {"schoolcijfer_totenmet", mark},
        {"vocabulaire", reference},
        {"vocabulairelocatie", reference},
        {"mustUnderstand", flag},
        {"actor", reference},
        {"encodingStyle", reference},
        {"faultcode", name},
        {"faultstring", any_text},
        {"faultactor", reference},
    };
    return table;
}

std::size_t longest(value_kind kind) {
    switch (kind) {
    case value_kind::text_32: return 32;
    case value_kind::text_64: return 64;
    case value_kind::text_128: return 128;
    default: return 256;
    }
}

// Text at the lengths where a limit could be off by one, counted in code points of one to four bytes.
std::string border_text(std::size_t limit, chance& random) {
    const std::string_view letter = random.pick<std::string_view>({"a", "é", "€", "😀", " ", "\n"});
    return repeated(
        letter, random.pick<std::size_t>({0, 1, 2, limit - 1, limit, limit + 1, 31, 33, 63, 65, 127, 129, 255, 257})
    );
}

const words& good_list(value_kind kind) {
    using enum value_kind;
    static const std::map<value_kind, words> table = {
        {school_year, {"2025-2026", "1999-2000", "2025-2029"}},
        {brin, {"99ZZ", "00AA", "27ÀÉ"}},
        {branch, {"00", "01", "99", ""}},
        {date,
         {"2025-11-03", "2024-02-29", "2000-02-29", "2025-11-03Z", "2025-11-03+01:00", " 2025-11-03 ",
          "2025-11-03-14:00"}},
        {moment,
         {"2025-11-03T08:30:00", "2025-11-03T08:30:00Z", "2025-11-03T08:30:00.123+01:00", "2024-02-29T23:59:59.9",
          "\n2025-11-03T08:30:00\t"}},
        {whole, {"0", "7", "42", "00012", "+5", " 3 ", "-0", "123456789012345678"}},
        {counting, {"1", "2", "003", "+4", " 5", "6\n", "7", "8", "9"}},
        {signed_whole, {"0", "12", "-3", "+8", "2147483647", "-2147483648", " 5 ", "007"}},
        {number, {"0", "1.5", "-2.25", ".5", "5.", "+0.0", " 12.50 ", "1000000.000001"}},
        {colour, {"0", "255", "128", "007", "+9"}},
        {opacity, {"0", "1", "0.5", "1.00", ".25", "0.00", "-0.0"}},
        {mark, {"1", "10", "5.5", "10.00", "1.00", "07.5"}},
        {reference,
         {"http://purl.edustandaard.nl/concept/328cc12a-87b2-41c4-aef8-853595f9f9dd", "urn:x", "a b", "", "../x#y",
          "é"}},
        {flag, {"0", "1", " 1 "}},
    };
    const auto found = table.find(kind);
    static const words plain = {"A",   "Toets 1", "rekenen & wiskunde", "<3", "  twee  blanks ", "é€😀", "x\ny",
                                "]]>", "\t"};
    return found == table.end() ? plain : found->second;
}

const words& border_list(value_kind kind) {
    using enum value_kind;
    static const std::map<value_kind, words> table = {
        {school_year,
         {"2025-2026 ", " 2025-2026", "25-26", "2025/2026", "3025-2026", "2025-3026", "0025-2026", "2025-202",
          "2025-20266", "2٠٢٥-2026", "１025-2026", "2025–2026", "2025-2026\n", "", "1०२३-2४५६"}},
        {brin,
         {"99zz", "9ZZ", "99ZZZ", "99Z", "٩٩ZZ", "99ΑΒ", "99ßA", "99ǅA", " 99ZZ", "99ZZ ", "", "ZZ99", "９9ЖЩ", "99𝐀𝐁",
          "²3AA"}},
        {branch, {"0", "000", "0a", "٠٠", " ", "00 ", "", "௧௨", "½½", "\n"}},
        {date,
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
          "vandaag"}},
        {moment,
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
          "99999-01-01T00:00:00"}},
        {whole, {"-1", "1.0", "7.5", "X",   "",   " ",   "1e3", "0x1F", "٣",   "１",    "1 2",
                 "+",  "-",   "+-1", "--1", "1.", "-00", "+0",  "12,5", "INF", "\t8\n", "000000000000000000000001"}},
        {counting, {"0", "-1", "+0", "1.0", "", "0001", "one", "1 ", "99999999999999999999", "٣", "-0", "1,5"}},
        {signed_whole,
         {"2147483648", "-2147483649", "+2147483647", "1.0", "", "-", "1e2", "0000000002147483647", "-0", "٣",
          "99999999999"}},
        {number,
         {"", ".", "-", "+.5", "-.", "1,5", "1e5", "INF", "NaN", "0x1", "1.2.3", "--1", " 1 . 5 ", "٣.٥", "000.000",
          "99999999999.5"}},
        {colour, {"256", "-1", "255.0", "+255", "0256", "-0", "", "ff", "1000", "0000255", "٢"}},
        {opacity, {"1.01", "1.000", "-0.01", "1.0000001", "-0", "0.000", "", "2", ",5", "1e0", "+1", "50%"}},
        {mark,
         {"0.99", "10.01", "10.000", "1.000", "0", "11", "-5", "", "5,5", "0.999999", "10.0000001", "+10", "010",
          "onvoldoende"}},
        // Without ports that are no numbers: RFC 2396 takes them for registered names, libxml2 does not.
        {reference,
         {"#[", "http://[", "%zz", "%", "http://a b/c", "#a#b", "http://x/%41", "::", "1:2", "\n", "http://é.example/",
          "<>", "a\\b", "{}", "^", "`", "|", "1a:b", "mailto:a@b"}},
        {flag, {"true", "false", "2", "", "01", "TRUE", " 0", "-1", "1.0"}},
        {name, {"Client", "", ":", "x:y", "a:b:c", " Client ", "1a", "soap:", ":x", "été", "Client.OngeldigBericht"}},
    };
    const auto found = table.find(kind);
    return found == table.end() ? good_list(any_text) : found->second;
}

} // namespace

value_kind kind_of(std::string_view name) {
    const auto found = kinds().find(name);
    return found == kinds().end() ? value_kind::any_text : found->second;
}

std::string good_value(value_kind kind, chance& random) {
    if (kind <= value_kind::text_256 && random.percent(10))
        return repeated(random.pick<std::string_view>({"b", "ë"}), longest(kind));
    return random.pick(good_list(kind));
}

std::string border_value(value_kind kind, chance& random) {
    if (kind <= value_kind::any_text) return border_text(longest(kind), random);
    return random.pick(border_list(kind));
}

} // namespace schakel::differential
