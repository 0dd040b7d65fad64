#include "tests/bench/messages/uwlr_message.hpp"

namespace schakel::bench {

namespace {

constexpr std::size_t digits = 9;

constexpr std::string_view head = R"(<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Header>
    <aut:autorisatie xmlns:aut="http://www.edustandaard.nl/leerresultaten/2/autorisatie">
      <aut:autorisatiesleutel>bench-key-of-the-publisher</aut:autorisatiesleutel>
      <aut:klantcode>BENCH</aut:klantcode>
      <aut:klantnaam>De Meetlat</aut:klantnaam>
    </aut:autorisatie>
  </soap:Header>
  <soap:Body>
    <leerresultaten_verzoek xmlns="http://www.edustandaard.nl/leerresultaten/2/leerresultaten" xmlns:oso="http://www.edustandaard.nl/oso_gegevensset/1.2/dossier">
      <school>
        <schooljaar>2025-2026</schooljaar>
        <brincode>99XX</brincode>
        <aanmaakdatum>2025-11-03T16:00:00+01:00</aanmaakdatum>
        <auteur>De Meetlat</auteur>
        <xsdversie>2.2</xsdversie>
      </school>
      <toetsafnames>
)";

constexpr std::string_view tail = R"(      </toetsafnames>
      <toetsen>
        <toets>
          <toetscode>REK-5-1</toetscode>
          <versie>2025.1</versie>
          <toetsnaam>Rekenen groep 5 blok 1</toetsnaam>
          <leerjaar>5</leerjaar>
          <vakgebied>Rekenen en wiskunde</vakgebied>
          <toetsnormering>
            <norm><term>Onvoldoende</term><beginnormwaarde>0</beginnormwaarde><eindnormwaarde>10</eindnormwaarde></norm>
            <norm><term>Voldoende</term><beginnormwaarde>11</beginnormwaarde><eindnormwaarde>20</eindnormwaarde></norm>
          </toetsnormering>
          <toetsonderdelen>
            <toetsonderdeel>
              <toetsonderdeelvolgnummer>1</toetsonderdeelvolgnummer>
              <toetsonderdeelcode>OPT</toetsonderdeelcode>
              <toetsonderdeelnaam>Optellen</toetsonderdeelnaam>
            </toetsonderdeel>
            <toetsonderdeel>
              <toetsonderdeelvolgnummer>2</toetsonderdeelvolgnummer>
              <toetsonderdeelcode>AFT</toetsonderdeelcode>
              <toetsonderdeelnaam>Aftrekken</toetsonderdeelnaam>
            </toetsonderdeel>
          </toetsonderdelen>
        </toets>
        <toets>
          <toetscode>SPL-5-1</toetscode>
          <versie>2025.1</versie>
          <toetsnaam>Spelling groep 5 blok 1</toetsnaam>
          <vakgebied>Spelling</vakgebied>
        </toets>
        <toets>
          <toetscode>LEZ-5-1</toetscode>
          <versie>2025.1</versie>
          <toetsnaam>Begrijpend lezen groep 5</toetsnaam>
          <vakgebied>Begrijpend/studerend lezen</vakgebied>
        </toets>
      </toetsen>
    </leerresultaten_verzoek>
  </soap:Body>
</soap:Envelope>
)";

std::string element(std::string_view name, std::string_view text) {
    std::string out = "<";
    out.append(name).append(">").append(text).append("</").append(name).append(">");
    return out;
}

// Visibly a test value: the pilot space, and one pattern of four digits 32 times.
std::string eckid_of(unsigned number) {
    static constexpr char hex[] = "0123456789abcdef";
    std::string out = "https://ketenid.nl/pilot/";
    for (int i = 0; i < 32; ++i) {
        for (const unsigned shift : {12U, 8U, 4U, 0U}) out += hex[number >> shift & 15U];
    }
    return out;
}

std::string oso_of(unsigned correct) {
    const std::string skill = std::to_string(60 + correct);
    return "<osoresultaat><oso:toetsscore>" + element("oso:aantalopgaven", "50") +
           element("oso:aantalgoed", std::to_string(correct)) +
           element("oso:aantalfout", std::to_string(50 - correct)) + element("oso:tijd", "1530") +
           element("oso:vaardigheidsscore", skill + ".4") + element("oso:codevaardigheidsschaal", "BL-2025") +
           "<oso:betrouwbaarheidsinterval>" + element("oso:bivlaag", skill + ".0") +
           element("oso:bivhoog", skill + ".9") +
           "</oso:betrouwbaarheidsinterval></oso:toetsscore><oso:referentiescore>" +
           element("oso:codereferentiescore", "DLE") + element("oso:codevergelijkingsgroep", "Landelijk") +
           element("oso:waarde", "32") + "</oso:referentiescore></osoresultaat>";
}

} // namespace

uwlr_message::uwlr_message(unsigned pupils, unsigned group) : bytes_(head) {
    for (unsigned pupil = 0; pupil < pupils; ++pupil) add_pupil(group, pupil);
    bytes_ += tail;
}

void uwlr_message::add_pupil(unsigned group, unsigned pupil) {
    const std::string place = std::to_string(group) + "-" + std::to_string(pupil);
    bytes_ += "        <toetsafname>\n          " + element("leerlingid", "LL-" + place) + "\n          " +
              element("eckid", eckid_of((group * 1000 + pupil) & 0xFFFFU)) + "\n          " +
              element("resultaatverwerkerid", "LK-" + std::to_string(group)) + "\n          <resultaten>\n";
    const auto score = [&](unsigned seed, unsigned most) {
        return element("score", std::to_string((group * 7 + pupil * 13 + seed) % (most + 1)));
    };
    add_result(place + "-1", "REK-5-1", {}, score(1, 20));
    add_result(place + "-2", "REK-5-1", "OPT", score(2, 10));
    add_result(place + "-3", "REK-5-1", "AFT", score(3, 10));
    add_result(place + "-4", "SPL-5-1", {}, score(4, 40));
    add_result(place + "-5", "LEZ-5-1", {}, oso_of((group * 3 + pupil * 5) % 51));
    bytes_ += "          </resultaten>\n        </toetsafname>\n";
}

void uwlr_message::add_result(
    std::string_view place, std::string_view test, std::string_view part, std::string_view content
) {
    bytes_.append("            <resultaat key=\"").append(place).append("-");
    numbers_.push_back(bytes_.size());
    bytes_.append(digits, '0').append("\">\n              ").append(element("afnamedatum", "2025-10-06"));
    bytes_.append("\n              ").append(element("toetscode", test));
    bytes_.append("\n              ").append(element("versie", "2025.1"));
    if (!part.empty()) bytes_.append("\n              ").append(element("toetsonderdeelcode", part));
    bytes_.append("\n              ").append(content).append("\n            </resultaat>\n");
}

const std::string& uwlr_message::numbered(std::uint64_t number) {
    std::string text = std::to_string(number);
    text.insert(0, digits - text.size(), '0');
    for (const std::size_t at : numbers_) bytes_.replace(at, digits, text);
    return bytes_;
}

} // namespace schakel::bench
