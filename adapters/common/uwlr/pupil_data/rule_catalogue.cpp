#include "adapters/common/uwlr/pupil_data/rule_catalogue.hpp"

#include <array>

namespace schakel::uwlr::pupil_data {

namespace {

using enum severity;

constexpr std::array catalogue{
    // Questions.
    rule{
        "uwlr.question-root", error, "UWLR 2.2 WSDL Leerlinggegevens",
        "Hier staat {got}; op deze plaats hoort een vraag naar leerlinggegevens, zoals {expected}.",
        "Here stands {got}; this is the place of a question about pupils, such as {expected}.",
        "Stuur naar dit adres leerlinggegevens_verzoek, structuur_verzoek, leerlingen_verzoek of leerkrachten_verzoek.",
        "Send leerlinggegevens_verzoek, structuur_verzoek, leerlingen_verzoek or leerkrachten_verzoek to this "
        "address."},
    rule{
        "uwlr.dataset-unknown", warning, "UWLR 2.2 Leerlinggegevens, gegevenssetid",
        "Gegevenssetid {got} is hier niet bekend; het antwoord volgt het profiel dat met de vrager is afgesproken.",
        "Gegevenssetid {got} is not known here; the answer follows the profile that was agreed with the asker.",
        "Gebruik een gegevenssetid dat is afgesproken, bijvoorbeeld {expected}, of laat het weg.",
        "Use a gegevenssetid that was agreed, for example {expected}, or leave it out."},

    // Keys and references. The constraints of the published schema select nothing (its paths have no prefix).
    rule{
        "uwlr.roster-key-duplicate", error, "UWLR 2.2 Leerlinggegevens, sleutels",
        "De key {got} komt binnen deze soort al eerder voor.", "The key {got} occurs before among its kind.",
        "Geef elke leerling, leerkracht, groep en vestiging een eigen key; groep en samengestelde_groep delen hun "
        "keys.",
        "Give every leerling, leerkracht, groep and vestiging a key of its own; groep and samengestelde_groep share "
        "theirs."},
    rule{
        "uwlr.roster-eckid-duplicate", error, "UWLR 2.2 Leerlinggegevens, eckid",
        "Hetzelfde eckid komt bij twee leerlingen of bij twee leerkrachten voor.",
        "The same eckid occurs at two pupils or at two teachers.",
        "Zoek uit van wie het ECK iD is; twee registraties van dezelfde leerling horen samengevoegd te worden.",
        "Find out whose ECK iD it is; two registrations of one pupil should be merged."},
    rule{
        "uwlr.roster-reference-unknown", error, "UWLR 2.2 Leerlinggegevens, verwijzingen",
        "Er is geen {expected} met key {got}.", "There is no {expected} with key {got}.",
        "Neem de groep of vestiging in het bericht op, of laat de verwijzing weg.",
        "Add the group or branch to the message, or leave out the reference."},
    rule{
        "uwlr.roster-key-blanks", warning, "EDEXML 2.1 handleiding, sleutels",
        "De key begint of eindigt met een spatie of regeleinde; die tellen hier niet mee.",
        "The key starts or ends with a blank or line break; they do not count here.", "Laat witruimte rond keys weg.",
        "Leave out blanks around keys."},
    rule{
        "uwlr.roster-key-dummy", warning, "EDEXML 2.1 handleiding, sleutels",
        "{got} leerlingen of leerkrachten hebben een key die met # begint en dus niet blijvend is.",
        "{got} pupils or teachers have a key that begins with # and so does not last.",
        "Geef iedereen een blijvende key, of een ECK iD, zodat hij bij de volgende levering wordt herkend.",
        "Give everybody a lasting key, or an ECK iD, so that they are recognised in the next delivery."},
    rule{
        "uwlr.roster-person-differs", warning, "UWLR 2.2 Leerlinggegevens, getrapte overdracht",
        "Dezelfde leerling of leerkracht staat in twee antwoorden met verschillende gegevens; het eerste telt.",
        "The same pupil or teacher is in two answers with different data; the first counts.",
        "Haal de gegevens opnieuw op; zij zijn tijdens het ophalen gewijzigd.",
        "Fetch the data again; they changed while they were being fetched."},

    rule{
        "uwlr.roster-other-school", error, "UWLR 2.2 Leerlinggegevens, school",
        "Het antwoord gaat over school {got}, terwijl om {expected} gevraagd is.",
        "The answer is about school {got}, while {expected} was asked for.",
        "Controleer in de administratie voor welke school de autorisatiesleutel geldt.",
        "Check in the administration for which school the autorisatiesleutel holds."},

    // Values.
    rule{
        "uwlr.roster-year-of-primary", warning, "UWLR 2.2 Leerlinggegevens, jaargroep",
        "{got} keer staat hier een jaargroep 1-6 waar de leeftijden of de andere jaargroepen op voortgezet onderwijs "
        "wijzen; verwacht wordt {expected}.",
        "{got} times a jaargroep 1-6 stands here where ages or other year levels point at secondary education; "
        "expected is {expected}.",
        "Schrijf de leerjaren van het voortgezet onderwijs als 11 tot en met 16.",
        "Write the years of secondary education as 11 to 16."},

    // Agreed leniencies.
    rule{
        "uwlr.quirk-child-order", warning, "afspraak met de afzender",
        "De elementen staan in een andere volgorde dan het schema vraagt.",
        "The elements are in another order than the schema asks for.",
        "Zet de elementen in de volgorde van het schema.", "Put the elements in the order of the schema."},
    rule{
        "uwlr.quirk-empty-prefix", warning, "afspraak met de afzender",
        "Het voorvoegsel is leeg; het is gelezen als afwezig.", "The voorvoegsel is empty; it was read as absent.",
        "Laat het element voorvoegsel weg als er geen voorvoegsel is.",
        "Leave out the element voorvoegsel where there is no prefix."},

    // Sending and fetching.
    rule{
        "uwlr.roster-person-nameless", warning, "UWLR 2.2 Leerlinggegevens, achternaam en roepnaam",
        "De persoon heeft geen achternaam en geen roepnaam en is niet verstuurd.",
        "The person has neither surname nor first name and was not sent.",
        "Vul een naam in, of geef de afnemer toestemming om een naam te ontvangen.",
        "Fill in a name, or allow the receiver to have one."},
    rule{
        "uwlr.roster-nobody", warning, "UWLR 2.2 Leerlinggegevens, leerlingen",
        "Er is niemand om te versturen; UWLR kent geen lege lijst.", "There is nobody to send; UWLR has no empty list.",
        "Vul de school met leerlingen.", "Fill the school with pupils."},
    rule{
        "uwlr.answer-root", error, "UWLR 2.2 WSDL Leerlinggegevens",
        "Hier staat {got}; het antwoord op de vraag begint met {expected}.",
        "Here stands {got}; the answer to the question begins with {expected}.",
        "Controleer of het adres dat van de leerlinggegevensservice is.",
        "Check that the address is that of the pupil data service."},
};

} // namespace

std::span<const rule> rule_catalogue() {
    return catalogue;
}

} // namespace schakel::uwlr::pupil_data
