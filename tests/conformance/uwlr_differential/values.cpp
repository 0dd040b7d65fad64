#include "values.hpp"

namespace schakel::differential::uwlr {

namespace {

value_type school_year() {
    return {
        {"2025-2026", "1999-2000", "2025-2029"},
        {"2025-2026 ", " 2025-2026", "25-26", "2025/2026", "3025-2026", "2025-3026", "0025-2026", "2025-202",
         "2025-20266", "2٠٢٥-2026", "１025-2026", "2025–2026", "2025-2026\n", "", "1०२३-2४५६"}};
}

value_type branch() {
    return {{"00", "01", "99", ""}, {"0", "000", "0a", "٠٠", " ", "00 ", "", "௧௨", "½½", "\n"}};
}

value_type colour() {
    return {
        {"0", "255", "128", "007", "+9"},
        {"256", "-1", "255.0", "+255", "0256", "-0", "", "ff", "1000", "0000255", "٢"}};
}

value_type opacity() {
    return {
        {"0", "1", "0.5", "1.00", ".25", "0.00", "-0.0"},
        {"1.01", "1.000", "-0.01", "1.0000001", "-0", "0.000", "", "2", ",5", "1e0", "+1", "50%"}};
}

value_type mark() {
    return {
        {"1", "10", "5.5", "10.00", "1.00", "07.5"},
        {"0.99", "10.01", "10.000", "1.000", "0", "11", "-5", "", "5,5", "0.999999", "10.0000001", "+10", "010",
         "onvoldoende"}};
}

value_type flag() {
    return {{"0", "1", " 1 "}, {"true", "false", "2", "", "01", "TRUE", " 0", "-1", "1.0"}};
}

value_type fault_code() {
    return {
        {"A", "Client"},
        {"Client", "", ":", "x:y", "a:b:c", " Client ", "1a", "soap:", ":x", "été", "Client.OngeldigBericht"},
        0,
        value_type::blanks::forgotten};
}

} // namespace

std::map<std::string, value_type, std::less<>> values() {
    return {
        {"autorisatiesleutel", plain_text(64)},
        {"klantcode", plain_text(64)},
        {"klantnaam", plain_text(64)},
        {"schooljaar", school_year()},
        {"brincode", digits_and_capitals(2, 2)},
        {"dependancecode", branch()},
        {"aanmaakdatum", moment_value()},
        {"auteur", plain_text(128)},
        {"xsdversie", plain_text(32)},
        {"commentaar", plain_text(128)},
        {"afnamedatum", date_value()},
        {"score", whole_value()},
        {"aantalopgaven", signed_value()},
        {"aantalgoed", signed_value()},
        {"aantalfout", signed_value()},
        {"aantalgelezen", signed_value()},
        {"tijd", number_value()},
        {"vaardigheidsscore", number_value()},
        {"codevaardigheidsschaal", plain_text(256)},
        {"bivlaag", number_value()},
        {"bivhoog", number_value()},
        {"codereferentiescore", plain_text(256)},
        {"codevergelijkingsgroep", plain_text(256)},
        {"waarde", plain_text(256)},
        {"kwalificatie", plain_text(256)},
        {"toetsnaam", plain_text(128)},
        {"niveau", signed_value()},
        {"toetsonderdeelvolgnummer", counting_value()},
        {"toetsonderdeelnaam", plain_text(128)},
        {"wegingsfactor", number_value()},
        {"term", plain_text(64)},
        {"omschrijving", plain_text(128)},
        {"beginnormwaarde", whole_value()},
        {"eindnormwaarde", whole_value()},
        {"rood_code", colour()},
        {"groen_code", colour()},
        {"blauw_code", colour()},
        {"transparantie", opacity()},
        {"schoolcijfer_vanaf", mark()},
        {"schoolcijfer_totenmet", mark()},
        {"vocabulaire", reference_value()},
        {"vocabulairelocatie", reference_value()},
        {"mustUnderstand", flag()},
        {"actor", reference_value()},
        {"encodingStyle", reference_value()},
        {"faultcode", fault_code()},
        {"faultactor", reference_value()},
    };
}

} // namespace schakel::differential::uwlr
