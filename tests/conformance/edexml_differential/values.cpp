#include "values.hpp"

namespace schakel::differential::edexml {

namespace {

// Years after the published list are left out: there our schemas depart from it (schemas/edexml/README.md).
value_type school_year(std::size_t last) {
    const auto from = [](std::size_t year) { return std::to_string(year) + "-" + std::to_string(year + 1); };
    words good;
    for (std::size_t year = 1991; year <= last; ++year) good.push_back(from(year));
    words border = {"1990-1991", "2050-2051", "1991-1993", "2001-2000",  "2001 - 2002", "2001/2002",
                    "01-02",     "2001",      "",          " 2001-2002", "2001-2002 ",  "2٠٠١-2002",
                    "2001–2002", from(last),  "1991-1992", "1999-2000"};
    return {std::move(good), std::move(border)};
}

value_type sex() {
    return {
        {"0", "1", "2", "9"},
        {"3", "-1", "", "01", "+1", "1.0", "-0", "10", "M", "٣", " 2 ", "9\n", "00", "8"},
        0,
        value_type::blanks::forgotten_when_type_is_named};
}

value_type countries(bool second) {
    value_type made = list_of({"?", "NL", "BE", "SR", "AN", "CS", "FX", "YO", "GB", "ZW"});
    for (const char* code : {"SS", "BQ", "nl", "NLD", "XX", "CW", "GG", "UM", "KV"}) made.border.push_back(code);
    for (const char* code : {"HM", "ME", "RS"}) (second ? made.good : made.border).push_back(code);
    return made;
}

value_type years(bool second) {
    value_type made = list_of({"0", "1", "8", "11", "13", "S", "H"});
    for (const char* code : {"9", "10", "17", "b", "A", "1.0"}) made.border.push_back(code);
    for (const char* code : {"B", "D", "14", "16", "V", "C", "N"}) (second ? made.good : made.border).push_back(code);
    return made;
}

value_type roles(bool tal) {
    value_type made = list_of(
        {"ADJ", "ADM", "CON", "DIR", "IB", "ICT", "KLA", "LOC", "LOS", "LRK", "OUD", "OWA", "RT", "SMW", "STA", "VAK"}
    );
    (tal ? made.good : made.border).push_back("TAL");
    return made;
}

value_type between_digits(std::size_t least, std::size_t most) {
    value_type made = digits_and_capitals(least, 0);
    const value_type longest = digits_and_capitals(most, 0);
    made.good.insert(made.good.end(), longest.good.begin(), longest.good.end());
    made.border.insert(made.border.end(), longest.border.begin(), longest.border.end());
    return made;
}

} // namespace

std::map<std::string, value_type, std::less<>> values(const version& of) {
    std::map<std::string, value_type, std::less<>> all = {
        {"key", plain_text(of.longest_key)},
        {"eckid", plain_text(of.longest_key)},
        {"schoolkey", plain_text(of.longest_key)},
        {"schooljaar", school_year(of.last_year)},
        {"brincode", digits_and_capitals(2, 2)},
        {"dependancecode", digits_and_capitals(2, 0)},
        {"instellingsnummer", between_digits(2, 6)},
        {"auteur", plain_text(128)},
        {"xsdversie", plain_text(32)},
        {"achternaam", plain_text(of.longest_surname)},
        {"voorvoegsel", plain_text(10)},
        {"voornamen", plain_text(200)},
        {"voorletters-1", plain_text(6)},
        {"roepnaam", plain_text(64)},
        {"naam", plain_text(64)},
        {"geslacht", sex()},
        {"jaargroep", years(of.second)},
        {"gebruikersnaam", plain_text(64)},
        {"etniciteit", list_of({"0", "1", "9"})},
        {"gewicht_nieuw", list_of({"?", "0", "0,3", "1,2"})},
        {"gewicht", list_of({"?", "0.00", "0.25", "0.40", "0.70", "0.90"})},
        {"postcodenl", digits_and_capitals(4, 2)},
        {"postnummerbe", digits_and_capitals(4, 0)},
        {"postcodeoverig", plain_text(32)},
        {"sofinummer", digits_and_capitals(9, 0)},
        {"bsn", digits_and_capitals(9, 0)},
        {"onderwijsnummer", digits_and_capitals(9, 0)},
        {"bsn_ondwnr-4", digits_and_capitals(4, 0)},
        {"rijksregisternummer", digits_and_capitals(11, 0)},
        {"rol", roles(of.tal)},
        {"rolomschrijving", plain_text(64)},
        {"code", plain_text(64)},
    };
    for (const char* country : {"land", "land_vader", "land_moeder"}) all[country] = countries(of.second);
    for (const char* day : {"peildatum", "geboortedatum", "start_ondw_jgr3", "instroomdatum", "uitstroomdatum"})
        all[day] = date_value();
    for (const char* moment : {"aanmaakdatum", "mutatiedatum"}) all[moment] = moment_value();
    return all;
}

} // namespace schakel::differential::edexml
