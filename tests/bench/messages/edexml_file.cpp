#include "tests/bench/messages/edexml_file.hpp"

#include <string>
#include <string_view>

namespace schakel::bench {

namespace {

constexpr std::uint64_t pupils_in_a_group = 25;

constexpr std::string_view head = R"(<?xml version="1.0" encoding="UTF-8"?>
<EDEX xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="EDEXML.structuur.xsd">
  <school>
    <schooljaar>2025-2026</schooljaar>
    <brincode>99XX</brincode>
    <aanmaakdatum>2025-11-03T16:00:00+01:00</aanmaakdatum>
    <auteur>De Meetlat</auteur>
    <xsdversie>2.1</xsdversie>
  </school>
  <vestigingen>
    <vestiging key="V1"><naam>Hoofdgebouw</naam></vestiging>
    <vestiging key="V2"><naam>Noordgebouw</naam></vestiging>
  </vestigingen>
  <groepen>
    <samengestelde_groep key="plus"><naam>Plusgroep</naam></samengestelde_groep>
)";

std::string group(std::uint64_t number) {
    const std::string year = std::to_string(number % 8 + 1);
    return "    <groep key=\"G" + std::to_string(number) + "\"><naam>Groep " + year + " &amp; co</naam><jaargroep>" +
           year + "</jaargroep></groep>\n";
}

// The number in sixteen hexadecimal digits.
std::string hexadecimal(std::uint64_t number) {
    std::string digits(16, '0');
    for (std::size_t at = digits.size(); at > 0; number >>= 4) digits[--at] = "0123456789abcdef"[number & 15];
    return digits;
}

// Visibly a test value: the pilot space, and one pattern of sixteen digits eight times.
std::string eckid(std::uint64_t number) {
    const std::string pattern = hexadecimal(number);
    std::string made = "https://ketenid.nl/pilot/";
    for (int i = 0; i < 8; ++i) made += pattern;
    return made;
}

std::string two_digits(std::uint64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string pupil(std::uint64_t number) {
    const std::string id = std::to_string(number);
    std::string made = "    <leerling key=\"L" + id + "\" eckid=\"" + eckid(number) + "\">\n";
    made += "      <achternaam>Testleerling" + id + "</achternaam>\n";
    if (number % 4 == 0) made += "      <voorvoegsel>van den</voorvoegsel>\n";
    made += "      <roepnaam>Noë" + id + "</roepnaam>\n      <geboortedatum>" + std::to_string(2013 + number % 8) +
            "-" + two_digits(number % 12 + 1) + "-" + two_digits(number % 28 + 1) +
            "</geboortedatum>\n      <geslacht>" + std::to_string(number % 3) + "</geslacht>\n      <jaargroep>" +
            std::to_string(number / pupils_in_a_group % 8 + 1) + "</jaargroep>\n      <groep key=\"G" +
            std::to_string(number / pupils_in_a_group) + "\"/>\n";
    if (number % 10 == 0)
        made += "      <samengestelde_groepen><samengestelde_groep key=\"plus\"/></samengestelde_groepen>\n";
    made += "      <vestiging key=\"V" + std::to_string(number % 2 + 1) + "\"/>\n      <gebruikersnaam>leerling" + id +
            "</gebruikersnaam>\n      <emailadres>leerling" + id +
            "@school.example</emailadres>\n      <postcodenl>9999ZZ</postcodenl>\n"
            "      <mutatiedatum>2025-09-01T08:30:00Z</mutatiedatum>\n    </leerling>\n";
    return made;
}

std::string teacher(std::uint64_t number) {
    const std::string id = std::to_string(number);
    return "    <leerkracht key=\"T" + id + "\">\n      <achternaam>Testleerkracht" + id +
           "</achternaam>\n      <emailadres>leerkracht" + id +
           "@school.example</emailadres>\n      <rol>LRK</rol>\n      <groepen><groep key=\"G" + id +
           "\"><rol>LRK</rol></groep></groepen>\n    </leerkracht>\n";
}

} // namespace

void write_edexml(std::ostream& out, std::uint64_t bytes) {
    const std::uint64_t cohort = pupils_in_a_group * pupil(1'000'001).size() + group(0).size() + teacher(0).size();
    const std::uint64_t groups = bytes / cohort + 1;
    out << head;
    for (std::uint64_t i = 0; i < groups; ++i) out << group(i);
    out << "  </groepen>\n  <leerlingen>\n";
    for (std::uint64_t i = 0; i < groups * pupils_in_a_group; ++i) out << pupil(i);
    out << "  </leerlingen>\n  <leerkrachten>\n";
    for (std::uint64_t i = 0; i < groups; ++i) out << teacher(i);
    out << "  </leerkrachten>\n</EDEX>\n";
}

} // namespace schakel::bench
