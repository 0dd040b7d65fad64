#include "adapters/common/oneroster/quirks.hpp"
#include "adapters/common/oneroster/rules.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

namespace schakel::oneroster {

namespace {

using enum severity;

constexpr std::array own_rules{
    rule{
        "oneroster.no-envelope", error, "OneRoster 1.2 REST Binding, JSON payload",
        "Het document heeft geen verzameling of object van rostering; verwacht wordt een van {expected}.",
        "The document holds no collection or object of rostering; expected is one of {expected}.",
        "Lever het antwoord van de dienst zoals het is: {\"users\": […]} of {\"user\": {…}}.",
        "Give the answer of the service as it is: {\"users\": […]} or {\"user\": {…}}."},
    rule{
        "oneroster.duplicate-id", error, "OneRoster 1.2 Information Model, sourcedId",
        "Deze sourcedId komt al voor bij een object van dezelfde soort ({expected}).",
        "This sourcedId occurs already at an object of the same kind ({expected}).",
        "Geef elk object van een soort een eigen sourcedId.", "Give every object of a kind a sourcedId of its own."},
    rule{
        "oneroster.id-length", error, "OneRoster 1.2 Information Model, GUID",
        "Een sourcedId heeft {expected} tekens; deze heeft er {got}.",
        "A sourcedId has {expected} characters; this one has {got}.", "Maak de sourcedId korter.",
        "Make the sourcedId shorter."},
    rule{
        "oneroster.id-characters", warning, "OneRoster 1.2 CSV Binding, GUID",
        "De sourcedId {got} heeft andere tekens dan {expected}.",
        "The sourcedId {got} has other characters than {expected}.",
        "Gebruik in een sourcedId alleen de tekens die alle systemen aannemen.",
        "Use only those characters in a sourcedId that every system takes."},
    rule{
        "oneroster.time-not-utc", warning, "OneRoster 1.2 Information Model, dateTime",
        "Een tijdstip staat in UTC, als {expected}.", "A moment is in UTC, as {expected}.",
        "Reken het tijdstip om naar UTC en sluit af met Z.", "Convert the moment to UTC and end it with Z."},
    rule{
        "oneroster.dates-reversed", warning, "OneRoster 1.2 Information Model, startDate en endDate",
        "De einddatum ligt voor de begindatum.", "The end date is before the begin date.",
        "Verbeter een van beide datums.", "Correct one of the two dates."},
    rule{
        "oneroster.school-year", warning, "OneRoster 1.2 Information Model, schoolYear",
        "Het schooljaar {got} is geen jaartal ({expected}).", "The school year {got} is no year ({expected}).",
        "Geef het jaar waarin het schooljaar eindigt, in vier cijfers.",
        "Give the year in which the school year ends, in four digits."},
    rule{
        "oneroster.primary-role", warning, "OneRoster 1.2 Information Model, roleType",
        "Bij elke organisatie heeft een gebruiker {expected} rol met roleType primary.",
        "At each org a user has {expected} role with roleType primary.",
        "Geef per organisatie een rol het roleType primary en de andere secondary.",
        "Give one role at each org the roleType primary and the others secondary."},
    rule{
        "oneroster.primary-org", warning, "OneRoster 1.2 Information Model, primaryOrg",
        "De primaryOrg is geen organisatie waar de gebruiker een rol heeft ({expected}).",
        "The primaryOrg is no org at which the user has a role ({expected}).",
        "Geef de gebruiker een rol bij zijn primaryOrg, of kies een andere.",
        "Give the user a role at the primaryOrg, or choose another."},
    rule{
        "oneroster.password", warning, "OneRoster 1.2 Information Model, password",
        "Er staat een wachtwoord in het bericht. Het wordt niet overgenomen.",
        "There is a password in the message. It is not taken over.",
        "Laat password weg: geen enkel systeem in de keten heeft het nodig.",
        "Leave password out: no system in the chain needs it."},
    rule{
        "oneroster.demographics", warning, "OneRoster 1.2 Information Model, Demographics",
        "Demografische gegevens worden niet gelezen: ze hebben in de leermiddelenketen geen doel.",
        "Demographics are not read: they have no purpose in the learning-materials chain.",
        "Vraag de scope voor demographics niet aan en lever het bestand niet.",
        "Do not ask for the scope of demographics, and do not deliver the file."},
    rule{
        "oneroster.dangling", warning, "OneRoster 1.2 Information Model, GUIDRef",
        "De verwijzing noemt een {expected} die niet in het rooster staat.",
        "The reference names a {expected} that is not in the roster.",
        "Lever het object mee, of laat de verwijzing weg.", "Deliver the object too, or leave the reference out."}};

} // namespace

std::span<const rule> rest_rules() {
    static const std::vector<rule> all = [] {
        std::vector<rule> list(own_rules.begin(), own_rules.end());
        for (const rule& one : pull_rules()) list.push_back(one);
        return list;
    }();
    return all;
}

const rule& rest_rule(std::string_view id) {
    const auto found = std::ranges::find(own_rules, id, &rule::id);
    if (found == own_rules.end()) throw std::logic_error("no rule " + std::string(id));
    return *found;
}

} // namespace schakel::oneroster
