#include "adapters/common/uwlr/rule_catalogue.hpp"

#include "adapters/common/uwlr/pupil_data/rule_catalogue.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace schakel::uwlr {

namespace {

using enum severity;

constexpr std::array catalogue{
    // How the message travels, and how much is told of it.
    rule{
        "uwlr.content-type", error, "SOAP 1.1 6", "Het bericht kwam met Content-Type {got}; UWLR gebruikt {expected}.",
        "The message came with Content-Type {got}; UWLR uses {expected}.",
        "Stuur het bericht met de header Content-Type: text/xml; charset=utf-8.",
        "Send the message with the header Content-Type: text/xml; charset=utf-8."},
    rule{
        "uwlr.soap-version", error, "SOAP 1.1 4.1.2", "Dit is een SOAP 1.2-bericht; UWLR gebruikt SOAP 1.1.",
        "This is a SOAP 1.2 message; UWLR uses SOAP 1.1.",
        "Stel de SOAP-client in op versie 1.1 (namespace http://schemas.xmlsoap.org/soap/envelope/).",
        "Set the SOAP client to version 1.1 (namespace http://schemas.xmlsoap.org/soap/envelope/)."},
    rule{
        "uwlr.charset", error, "RFC 7303 3",
        "Het bericht is volgens Content-Type in {got} geschreven; verwacht wordt {expected}.",
        "The message is written in {got} according to its Content-Type; expected is {expected}.",
        "Schrijf het bericht in UTF-8 en noem dat in Content-Type.",
        "Write the message in UTF-8 and say so in Content-Type."},

    rule{
        "uwlr.more-findings", info, "Schakel, grens aan bevindingen",
        "Er zijn nog {got} bevindingen, die niet worden genoemd.", "There are {got} more findings, which are not told.",
        "Verhelp eerst de genoemde bevindingen.", "Repair the findings that are told first."},

    // What the envelope holds.
    rule{
        "uwlr.envelope-missing", error, "SOAP 1.1 4", "Het bericht begint met {got}, niet met een SOAP-envelop.",
        "The message starts with {got}, not with a SOAP envelope.",
        "Zet het bericht in soap:Envelope met soap:Header en soap:Body.",
        "Put the message into soap:Envelope with soap:Header and soap:Body."},
    rule{
        "uwlr.body-root", error, "UWLR 2.2 WSDL Leerresultaten, BrengLeerresultaten",
        "Hier staat {got}; op deze plaats hoort {expected}.", "Here stands {got}; this is the place of {expected}.",
        "Stuur naar dit adres één leerresultaten_verzoek per bericht.",
        "Send one leerresultaten_verzoek per message to this address."},
    rule{
        "uwlr.namespace", error, "UWLR 2.2 Leerresultaten, namespaces",
        "Het element heeft namespace {got}; verwacht wordt {expected}.",
        "The element has namespace {got}; expected is {expected}.",
        "Gebruik de namespaces van UWLR 2 (…/leerresultaten/2/…) en geef elk element zijn namespace.",
        "Use the namespaces of UWLR 2 (…/leerresultaten/2/…) and give every element its namespace."},
    rule{
        "uwlr.authorisation-missing", error, "UWLR 2.2 Autorisatiestructuur",
        "De soap:Header heeft geen element autorisatie.", "The soap:Header holds no element autorisatie.",
        "Neem autorisatiesleutel, klantcode en klantnaam op in soap:Header.",
        "Put autorisatiesleutel, klantcode and klantnaam into soap:Header."},
    rule{
        "uwlr.header-not-understood", error, "SOAP 1.1 4.2.3",
        "Het headerblok {got} heeft mustUnderstand=\"1\", maar wordt hier niet verwerkt.",
        "The header block {got} has mustUnderstand=\"1\" but is not processed here.",
        "Laat het headerblok weg, of laat mustUnderstand weg.", "Leave out the header block, or its mustUnderstand."},
    rule{
        "uwlr.header-ignored", info, "SOAP 1.1 4.2", "Het headerblok {got} wordt niet verwerkt.",
        "The header block {got} is not processed.", "Het bericht kan zonder dit headerblok.",
        "The message can do without this header block."},

    // School and version.
    rule{
        "uwlr.version", error, "UWLR 2.2 Leerresultaten, school/xsdversie",
        "xsdversie is {got}; dit adres verwerkt {expected}.", "xsdversie is {got}; this address processes {expected}.",
        "Stuur het bericht naar het adres van die versie, of schrijf het in een versie die hier verwerkt wordt.",
        "Send the message to the address of that version, or write it in a version that is processed here."},
    rule{
        "uwlr.school-year-not-consecutive", error, "UWLR 2.2 Leerresultaten, school/schooljaar",
        "Het schooljaar is {got}; het tweede jaar moet volgen op het eerste: {expected}.",
        "The school year is {got}; the second year must follow the first: {expected}.",
        "Schrijf het schooljaar als twee opeenvolgende jaren, bijvoorbeeld 2026-2027.",
        "Write the school year as two consecutive years, for example 2026-2027."},
    rule{
        "uwlr.non-ascii-code", warning, "UWLR 2.2 Leerresultaten, school",
        "De code bevat cijfers of hoofdletters buiten ASCII.", "The code holds digits or capitals outside ASCII.",
        "Gebruik alleen 0-9 en A-Z; ontvangers vergelijken codes teken voor teken.",
        "Use only 0-9 and A-Z; receivers compare codes character by character."},

    // Dates.
    rule{
        "uwlr.date-implausible", error, "UWLR 2.2 Leerresultaten, afnamedatum",
        "De datum {got} kan niet kloppen; verwacht wordt een jaar van {expected}.",
        "The date {got} cannot be right; expected is a year from {expected}.",
        "Vul de dag in waarop de toets is afgenomen.", "Fill in the day on which the test was taken."},
    rule{
        "uwlr.date-in-future", error, "UWLR 2.2 Leerresultaten, afnamedatum",
        "De afnamedatum {got} ligt na de aanmaakdatum van het bericht ({expected} of eerder).",
        "The afnamedatum {got} is after the aanmaakdatum of the message ({expected} or earlier).",
        "Controleer de afnamedatum, of de klok waarmee aanmaakdatum is bepaald.",
        "Check the afnamedatum, or the clock by which aanmaakdatum was set."},
    rule{
        "uwlr.date-outside-school-year", warning, "UWLR 2.2 Leerresultaten, school/schooljaar",
        "De afnamedatum {got} valt buiten het schooljaar ({expected}).",
        "The afnamedatum {got} lies outside the school year ({expected}).",
        "Stuur resultaten van een ander schooljaar in een bericht met dat schooljaar.",
        "Send results of another school year in a message with that school year."},

    // Results and the tests they name.
    rule{
        "uwlr.version-mismatch", error, "UWLR 2.2 Leerresultaten, resultaat/versie",
        "Het resultaat hoort bij versie {got} van de toets, maar de toets in het bericht heeft versie {expected}.",
        "The result belongs to version {got} of the test, but the test in the message has version {expected}.",
        "Geef resultaat en toets dezelfde versie, of laat versie in het resultaat weg.",
        "Give result and test the same versie, or leave versie out of the result."},
    rule{
        "uwlr.part-unknown", error, "UWLR 2.2 Leerresultaten, resultaat/toetsonderdeelcode",
        "Toetsonderdeelcode {got} staat niet in toetsonderdelen van deze toets (aantal: {expected}).",
        "Toetsonderdeelcode {got} is not in toetsonderdelen of this test (count: {expected}).",
        "Neem het onderdeel op in toetsonderdelen van de toets, of verbeter de code.",
        "Add the part to toetsonderdelen of the test, or correct the code."},
    rule{
        "uwlr.part-duplicate", error, "UWLR 2.2 Leerresultaten, toetsonderdeel/toetsonderdeelcode",
        "Toetsonderdeelcode {got} komt in deze toets tweemaal voor.",
        "Toetsonderdeelcode {got} occurs twice in this test.", "Geef elk onderdeel van een toets een eigen code.",
        "Give every part of a test a code of its own."},
    rule{
        "uwlr.result-repeated", warning, "UWLR 2.2 Leerresultaten, resultaat",
        "Deze leerling heeft al een resultaat voor dezelfde toets, hetzelfde onderdeel en dezelfde dag.",
        "This pupil already has a result for the same test, part and day.",
        "Stuur een verbeterd resultaat met dezelfde key als het eerste.",
        "Send a corrected result with the same key as the first."},
    rule{
        "uwlr.pupil-ambiguous", error, "UWLR 2.2 Leerresultaten, toetsafname",
        "Dezelfde leerling wordt in dit bericht met verschillende identificaties genoemd.",
        "The same pupil is named by different identifiers in this message.",
        "Bij één leerlingid hoort één eckid, en omgekeerd.", "One leerlingid goes with one eckid, and the reverse."},
    rule{
        "uwlr.key-blanks", warning, "UWLR 2.2 Leerresultaten, sleutels",
        "De sleutel begint of eindigt met een spatie of regeleinde.",
        "The key starts or ends with a blank or line break.",
        "Laat witruimte rond sleutels weg; zij telt mee bij het vergelijken.",
        "Leave out blanks around keys; they count when keys are compared."},
    rule{
        "uwlr.eckid-form", warning, "ECK iD, opbouw", "Het eckid heeft de vorm {got}; verwacht wordt {expected}.",
        "The eckid has the form {got}; expected is {expected}.", "Neem het ECK iD over zoals het is uitgegeven.",
        "Take over the ECK iD as it was issued."},
    rule{
        "uwlr.number-range", error, "XML Schema Part 2 3.2.3",
        "Het getal heeft meer cijfers dan verwerkt kunnen worden ({expected}).",
        "The number has more digits than can be processed ({expected}).", "Controleer het getal.", "Check the number."},
    rule{
        "uwlr.test-unused", info, "UWLR 2.2 Leerresultaten, toetsen",
        "Geen resultaat in dit bericht verwijst naar deze toets.", "No result in this message refers to this test.",
        "Stuur alleen de toetsen waarvan resultaten worden gestuurd.",
        "Send only the tests of which results are sent."},

    // Norms.
    rule{
        "uwlr.norm-reversed", error, "UWLR 2.2 Leerresultaten, norm",
        "Beginnormwaarde is groter dan eindnormwaarde: {got}.", "Beginnormwaarde is larger than eindnormwaarde: {got}.",
        "Verwissel de twee waarden.", "Swap the two values."},
    rule{
        "uwlr.norm-overlap", error, "UWLR 2.2 Leerresultaten, norm",
        "De norm {got} overlapt een andere norm van deze toets ({expected}).",
        "The norm {got} overlaps another norm of this test ({expected}).",
        "Laat elke norm beginnen na het einde van de vorige.",
        "Let every norm begin after the end of the previous one."},
    rule{
        "uwlr.norm-gap", warning, "UWLR 2.2 Leerresultaten, norm", "Tussen de normen ontbreken de scores {expected}.",
        "The norms leave out the scores {expected}.", "Laat de normen op elkaar aansluiten.",
        "Let the norms follow each other without gaps."},
    rule{
        "uwlr.norm-term-duplicate", warning, "UWLR 2.2 Leerresultaten, norm/term",
        "Deze term staat bij meer dan één norm van dezelfde toets.",
        "This term belongs to more than one norm of the same test.", "Geef elke norm een eigen term.",
        "Give every norm a term of its own."},
    rule{
        "uwlr.norm-grade-reversed", warning, "UWLR 2.2 Leerresultaten, norm/schoolcijfer_vanaf",
        "Schoolcijfer_vanaf is groter dan schoolcijfer_totenmet: {got}.",
        "Schoolcijfer_vanaf is larger than schoolcijfer_totenmet: {got}.", "Verwissel de twee cijfers.",
        "Swap the two marks."},
    rule{
        "uwlr.norm-with-oso", info, "UWLR 2.2 Leerresultaten, toetsnormering",
        "De normering van deze toets geldt niet voor OSO-resultaten en wordt daarvoor genegeerd.",
        "The norms of this test do not apply to OSO results and are ignored for them.",
        "Stuur de normering alleen bij toetsen met een score.", "Send norms only with tests that have a score."},
    rule{
        "uwlr.score-outside-norms", warning, "UWLR 2.2 Leerresultaten, resultaat/score",
        "De score valt buiten alle normen van de toets ({expected}).",
        "The score lies outside all norms of the test ({expected}).",
        "Controleer de score en de grenzen van de normen.", "Check the score and the limits of the norms."},

    // OSO results.
    rule{
        "uwlr.oso-negative", error, "OSO gegevensset 1.2, toetsscore", "Een aantal of tijd kan niet negatief zijn.",
        "A count or a time cannot be negative.", "Vul nul of een positief getal in.",
        "Fill in zero or a positive number."},
    rule{
        "uwlr.oso-more-than-items", error, "OSO gegevensset 1.2, toetsscore",
        "Aantalgoed en aantalfout zijn samen {got}; er zijn {expected} opgaven.",
        "Aantalgoed and aantalfout add up to {got}; there are {expected} items.", "Controleer de aantallen.",
        "Check the counts."},
    rule{
        "uwlr.oso-read-more-than-items", error, "OSO gegevensset 1.2, toetsscore",
        "Aantalgelezen is {got}; er zijn {expected} opgaven.", "Aantalgelezen is {got}; there are {expected} items.",
        "Controleer de aantallen.", "Check the counts."},
    rule{
        "uwlr.oso-interval-reversed", error, "OSO gegevensset 1.2, betrouwbaarheidsinterval",
        "Bivlaag is groter dan bivhoog.", "Bivlaag is larger than bivhoog.", "Verwissel de twee grenzen.",
        "Swap the two limits."},
    rule{
        "uwlr.oso-skill-outside-interval", warning, "OSO gegevensset 1.2, betrouwbaarheidsinterval",
        "De vaardigheidsscore ligt buiten haar betrouwbaarheidsinterval.",
        "The vaardigheidsscore lies outside its confidence interval.", "Controleer de score en het interval.",
        "Check the score and the interval."},
    rule{
        "uwlr.oso-empty", warning, "UWLR 2.2 Leerresultaten, osoresultaat", "Het osoresultaat is leeg.",
        "The osoresultaat is empty.", "Laat een resultaat zonder inhoud weg.",
        "Leave out a result that holds nothing."},
    rule{
        "uwlr.oso-reference-code", warning, "OSO codelijst 11",
        "Codereferentiescore {got} is niet bekend; bekend zijn {expected}.",
        "Codereferentiescore {got} is not known; known are {expected}.",
        "Gebruik een code van OSO-codelijst 11; andere systemen kunnen deze code niet lezen.",
        "Use a code of OSO code list 11; other systems cannot read this code."},
    rule{
        "uwlr.oso-comparison-group", warning, "OSO codelijst 22",
        "Codevergelijkingsgroep {got} is niet bekend; bekend zijn {expected}.",
        "Codevergelijkingsgroep {got} is not known; known are {expected}.", "Gebruik een code van OSO-codelijst 22.",
        "Use a code of OSO code list 22."},

    // Vocabularies.
    rule{
        "uwlr.vocabulary-term", error, "UWLR 2.2 Vocabulaire-gebruik",
        "De waarde {got} komt niet voor in het vocabulaire waaraan zij is gebonden ({expected}).",
        "The value {got} is not a term of the vocabulary that it is bound to ({expected}).",
        "Gebruik een term van het vocabulaire, letterlijk, of laat het attribuut vocabulaire weg.",
        "Use a term of the vocabulary, literally, or leave out the attribute vocabulaire."},

    // Leniencies agreed with one sender.
    rule{
        "uwlr.quirk-score-x", warning, "afspraak met de afzender",
        "Score X is gelezen als niet gemaakt; het schema vraagt een geheel getal.",
        "Score X was read as not taken; the schema asks for a whole number.", "Laat een resultaat dat er niet is weg.",
        "Leave out a result that does not exist."},
    rule{
        "uwlr.quirk-decimal-score", warning, "afspraak met de afzender",
        "De score is een decimaal getal; het schema vraagt een geheel getal.",
        "The score is a decimal number; the schema asks for a whole number.", "Stuur ruwe scores als geheel getal.",
        "Send raw scores as whole numbers."},
    rule{
        "uwlr.quirk-norm-incomplete", warning, "afspraak met de afzender",
        "De norm mist term of beginnormwaarde; het schema vraagt beide.",
        "The norm lacks term or beginnormwaarde; the schema asks for both.",
        "Geef elke norm een term, een begin en een einde.", "Give every norm a term, a begin and an end."},
    rule{
        "uwlr.quirk-no-version", warning, "afspraak met de afzender",
        "Het bericht heeft geen xsdversie; het is gelezen als {expected}.",
        "The message has no xsdversie; it was read as {expected}.", "Noem de xsdversie.", "Name the xsdversie."},
    rule{
        "uwlr.quirk-school-order", warning, "afspraak met de afzender",
        "De elementen van school staan in een andere volgorde dan het schema vraagt.",
        "The elements of school are in another order than the schema asks for.",
        "Zet de elementen in de volgorde van het schema.", "Put the elements in the order of the schema."},
    rule{
        "uwlr.quirk-other-result", warning, "afspraak met de afzender",
        "Het anderresultaat volgt een eigen afspraak en is niet gecontroleerd.",
        "The anderresultaat follows an agreement of its own and was not checked.",
        "Gebruik score of osoresultaat waar dat kan.", "Use score or osoresultaat where possible."},

    // What cannot be written as UWLR.
    rule{
        "uwlr.pupil-without-key", error, "UWLR 2.2 Leerresultaten, toetsafname/leerlingid",
        "De leerling heeft geen {expected}; het resultaat is niet verstuurd.",
        "The pupil has no {expected}; the result was not sent.",
        "Leg de koppeling van de leerling vast, of stel de parameter pupil_key in.",
        "Record the mapping of the pupil, or set the parameter pupil_key."},
    rule{
        "uwlr.school-without-id", error, "UWLR 2.2 Leerresultaten, school",
        "De school heeft geen {expected}; er is niets verstuurd.", "The school has no {expected}; nothing was sent.",
        "Leg bij de school een BRIN of een schoolkey vast.", "Configure a BRIN or a schoolkey for the school."},
    rule{
        "uwlr.test-code-unusable", error, "UWLR 2.2 Leerresultaten, toets/toetscode",
        "De toets heeft geen bruikbare toetscode ({expected}); haar resultaten zijn niet verstuurd.",
        "The test has no usable toetscode ({expected}); its results were not sent.",
        "Geef de toets een code van 1 tot 256 tekens.", "Give the test a code of 1 to 256 characters."},
    rule{
        "uwlr.sitting-not-final", info, "UWLR 2.2 Leerresultaten, resultaat",
        "De afname heeft status {got}; UWLR kent alleen definitieve resultaten, dus is zij niet verstuurd.",
        "The sitting has status {got}; UWLR knows final results only, so it was not sent.",
        "Stuur de afname opnieuw wanneer zij definitief is.", "Send the sitting again when it is final."},
    rule{
        "uwlr.pupil-absent", info, "UWLR 2.2 Leerresultaten, resultaat",
        "De leerling was afwezig; UWLR kan dat niet uitdrukken, dus is er niets verstuurd.",
        "The pupil was absent; UWLR cannot express that, so nothing was sent.",
        "Geef afwezigheid langs een andere weg door.", "Report absence in another way."},
    rule{
        "uwlr.nothing-to-express", warning, "UWLR 2.2 Leerresultaten, resultaat",
        "Van deze afname kan UWLR niets uitdrukken, dus is zij niet verstuurd.",
        "UWLR can express nothing of this sitting, so it was not sent.",
        "Het verliesrapport noemt de velden en de redenen.", "The loss report names the fields and the reasons."},
    rule{
        "uwlr.no-results", info, "UWLR 2.2 Leerresultaten, toetsafnames",
        "Er zijn geen resultaten; UWLR kan {got} niet in een resultaatbericht uitdrukken.",
        "There are no results; UWLR cannot express {got} in a result message.", "Er hoeft niets te gebeuren.",
        "Nothing needs to be done."},
};

} // namespace

std::span<const rule> rule_catalogue() {
    static const std::vector<rule> all = [] {
        std::vector<rule> list(catalogue.begin(), catalogue.end());
        const std::span<const rule> on_pupils = pupil_data::rule_catalogue();
        list.insert(list.end(), on_pupils.begin(), on_pupils.end());
        return list;
    }();
    return all;
}

std::vector<rule> rule_catalogue_with(std::initializer_list<rule> own) {
    std::vector<rule> all(rule_catalogue().begin(), rule_catalogue().end());
    all.insert(all.end(), own);
    return all;
}

const rule& rule_named(std::string_view id) {
    const auto known = std::ranges::find(rule_catalogue(), id, &rule::id);
    if (known == rule_catalogue().end()) throw std::logic_error("no UWLR rule " + std::string(id));
    return *known;
}

finding found(std::string_view rule_id, std::size_t offset, std::string expected, std::string got) {
    finding one;
    one.broken = &rule_named(rule_id);
    one.where.offset = offset;
    one.expected = std::move(expected);
    one.got = std::move(got);
    return one;
}

std::string shown_version(std::string_view text) {
    const bool plain = text.size() <= 8 && text.find_first_not_of("0123456789.-") == std::string_view::npos;
    return plain ? std::string(text) : masked(text);
}

} // namespace schakel::uwlr
