// All rules of the CASE adapters: deviations that are read all the same, what the standard asks beyond its schema, and
// fetching.
#include "adapters/common/case/leniency.hpp"
#include "adapters/common/case/rules.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace schakel::cf {

namespace {

using enum severity;

constexpr std::string_view strict_nl =
    "Laat de uitgever het herstellen; met het profiel strict wordt dit pakket geweigerd.";
constexpr std::string_view strict_en = "Have the publisher repair it; with the profile strict this package is refused.";

// In the order of the enumeration.
constexpr std::array lenient_rules{
    rule{
        "case.payload-member", warning, "CASE 1.1 CFPackage",
        "{expected} draagt in een pakket de verwijzing naar zijn document of pakket, die daar niet thuishoort.",
        "Within a package {expected} carries the link to its document or package, which does not belong there.",
        "Laat CFDocumentURI en CFPackageURI weg uit een CFPackage; ze horen bij een los opgevraagd object.",
        "Leave CFDocumentURI and CFPackageURI out of a CFPackage; they belong to an object that is asked for alone."},
    rule{
        "case.newer-member", warning, "CASE 1.0",
        "{expected} heeft in CASE 1.0 dit lid nog niet; het is gelezen als in 1.1.",
        "In CASE 1.0 {expected} does not have this member yet; it was read as in 1.1.",
        "Lever het pakket als CASE 1.1, of laat het lid weg.",
        "Publish the package as CASE 1.1, or leave the member out."},
    rule{
        "case.unknown-member", warning, "CASE 1.1, additionalProperties",
        "{expected} heeft dit lid niet; het is achtergelaten.",
        "{expected} does not have this member; it was left behind.", "Zet eigen gegevens in extensions (CASE 1.1).",
        "Put data of your own in extensions (CASE 1.1)."},
    rule{
        "case.missing-member", warning, "CASE 1.1", "Een verplicht lid ontbreekt: {expected}.",
        "A required member is missing: {expected}.", strict_nl, strict_en},
    rule{
        "case.null-member", warning, "CASE Implementation Guide", "{expected} heeft hier null; gelezen als afwezig.",
        "{expected} has null here; it was read as absent.", "Laat een leeg lid weg in plaats van null te sturen.",
        "Leave an empty member out instead of sending null."},
    rule{
        "case.identifier-form", warning, "CASE 1.1 UUID",
        "De identifier van {expected} is geen UUID in de vorm van deze versie; hij is gelezen zoals hij er staat.",
        "The identifier of {expected} is no UUID in the form of this version; it was read as it stands.",
        "Gebruik een UUID in kleine letters; CASE 1.0 kent alleen de versies 1 tot en met 5.",
        "Use a UUID in lower case; CASE 1.0 knows versions 1 to 5 only."},
    rule{
        "case.uri-form", warning, "CASE 1.1 URI", "Een adres van {expected} is geen absolute URI.",
        "An address of {expected} is no absolute URI.", strict_nl, strict_en},
    rule{
        "case.moment-form", warning, "CASE 1.1 DateTime", "Een tijdstip van {expected} is geen ISO 8601 met tijdzone.",
        "A moment of {expected} is no ISO 8601 with time zone.", "Schrijf een tijdstip als 2026-11-22T09:00:00Z.",
        "Write a moment as 2026-11-22T09:00:00Z."},
    rule{
        "case.day-form", warning, "CASE 1.1 Date", "Een datum van {expected} is geen ISO 8601.",
        "A date of {expected} is no ISO 8601.", "Schrijf een datum als 2026-11-22.", "Write a date as 2026-11-22."},
    rule{
        "case.number-form", warning, "CASE 1.1",
        "Een getal van {expected} is anders geschreven dan als JSON-getal van zijn soort.",
        "A number of {expected} is written otherwise than as a JSON number of its kind.", strict_nl, strict_en},
    rule{
        "case.text-form", warning, "CASE 1.1",
        "{expected} heeft een andere waarde waar een tekst hoort; gelezen als tekst.",
        "{expected} has another value where a text belongs; it was read as text.", strict_nl, strict_en},
    rule{
        "case.object-form", warning, "CASE 1.1",
        "{expected} heeft hier een waarde van een andere vorm; ze is achtergelaten.",
        "{expected} has a value of another form here; it was left behind.", strict_nl, strict_en},
    rule{
        "case.bare-end", warning, "CASE 1.1 LinkGenURI",
        "Het uiteinde van {expected} is een losse tekst in plaats van titel, identifier en uri.",
        "The end of {expected} is a plain text instead of title, identifier and uri.",
        "Schrijf originNodeURI en destinationNodeURI als object.",
        "Write originNodeURI and destinationNodeURI as objects."},
    rule{
        "case.single-for-list", warning, "CASE 1.1", "{expected} heeft één waarde waar een lijst hoort.",
        "{expected} has one value where a list belongs.", strict_nl, strict_en},
    rule{
        "case.list-for-single", warning, "CASE 1.1",
        "{expected} heeft een lijst waar één waarde hoort; de eerste telt.",
        "{expected} has a list where one value belongs; the first counts.", strict_nl, strict_en},
    rule{
        "case.association-type", warning, "CASE 1.1 associationType",
        "Dit woord bij {expected} bestaat niet in deze versie; de relatie telt als isRelatedTo en zegt niets over de "
        "inhoud.",
        "This word at {expected} does not exist in this version; the relation counts as isRelatedTo and claims nothing "
        "about content.",
        "Gebruik een van de types van de standaard, of in CASE 1.1 ext: met een eigen woord.",
        "Use one of the types of the standard, or in CASE 1.1 ext: with a word of your own."},
    rule{
        "case.case-version", warning, "CASE 1.1 caseVersion", "caseVersion noemt een andere versie dan 1.1.",
        "caseVersion names another version than 1.1.", strict_nl, strict_en},
    rule{
        "case.left-behind", warning, "CASE 1.1",
        "Dit object van {expected} mist waar het niet buiten kan (identifier, tekst, type of uiteinden) en is "
        "achtergelaten.",
        "This object of {expected} lacks what it cannot do without (identifier, statement, type or ends) and was left "
        "behind.",
        "Laat de uitgever het pakket volledig leveren.", "Have the publisher provide the whole package."},
    rule{
        "case.duplicate", warning, "CASE 1.1 identifier",
        "Deze identifier komt al voor bij een ander object van {expected}; het eerste telt.",
        "This identifier occurs already at another object of {expected}; the first counts.",
        "Geef elk object een eigen identifier.", "Give every object an identifier of its own."}};
static_assert(lenient_rules.size() == leniency_count);

constexpr std::array own_rules{
    rule{
        "case.more", warning, "CASE 1.1", "{expected} komt nog {got} keer voor.", "{expected} occurs {got} times more.",
        "Zie de eerste plaatsen, die wel genoemd zijn.", "See the first places, which are told."},
    rule{
        "case.not-case", error, "CASE 1.1 CFPackage", "Het document is geen CFPackage en geen lijst CFDocuments.",
        "The document is no CFPackage and no list of CFDocuments.", "Lever het antwoord van getCFPackage zoals het is.",
        "Give the answer of getCFPackage as it is."},
    rule{
        "case.no-document", error, "CASE 1.1 CFDocument",
        "Het pakket heeft geen CFDocument met een identifier; er is niet te zeggen welk raamwerk het is.",
        "The package has no CFDocument with an identifier; it cannot be told which framework it is.",
        "Laat de uitgever het pakket volledig leveren.", "Have the publisher provide the whole package."},
    rule{
        "case.long-value", warning, "CASE Implementation Guide",
        "{expected} is langer dan wordt aangeraden ({got} tekens); anderen kunnen het afkappen.",
        "{expected} is longer than advised ({got} characters); others may cut it off.", "Maak de tekst korter.",
        "Make the text shorter."},
    rule{
        "case.dates-reversed", warning, "CASE 1.1 statusStartDate, statusEndDate",
        "De einddatum van {expected} ligt voor de begindatum.", "The end date of {expected} is before its begin date.",
        "Herstel een van beide datums.", "Repair one of the two dates."},
    rule{
        "case.own-relation", warning, "CASE 1.1 CFAssociation",
        "Een associatie verbindt een doel met zichzelf ({expected}).",
        "An association connects a goal with itself ({expected}).", "Verwijder de associatie.",
        "Remove the association."},
    rule{
        "case.tree-circle", warning, "CASE 1.1 isChildOf", "Een doel is via isChildOf zijn eigen voorouder.",
        "Through isChildOf a goal is its own ancestor.", "Laat de boom eindigen bij het document.",
        "Let the tree end at the document."},
    rule{
        "case.dangling", info, "CASE 1.1 CFAssociation",
        "Van de {expected} uiteinden van associaties staan er {got} niet in dit pakket; ze worden bewaard en maken "
        "geen doelen.",
        "Of the {expected} ends of associations {got} are not in this package; they are kept and make no goals.",
        "Geen herstel nodig: verwijzen naar andere raamwerken mag.",
        "Nothing to repair: other frameworks may be referred to."},
    rule{
        "case.unusual-status", info, "CASE Implementation Guide, adoptionStatus",
        "De status van het document is geen van de aanbevolen woorden.",
        "The status of the document is none of the recommended words.",
        "Gebruik Draft, Pending Implementation, Implemented of Retired.",
        "Use Draft, Pending Implementation, Implemented or Retired."},
    rule{
        "case.no-framework", error, "CASE 1.1 CFPackage", "Er is geen raamwerk om te schrijven.",
        "There is no framework to write.", "Noem een raamwerk dat er is.", "Name a framework that there is."},
    rule{
        "case.one-framework", warning, "CASE 1.1 CFPackage",
        "Een CFPackage draagt één raamwerk; een ander is niet geschreven.",
        "A CFPackage carries one framework; another one was not written.", "Schrijf de raamwerken een voor een.",
        "Write the frameworks one by one."},
    rule{
        "case.pull-foreign-link", warning, "RFC 8288",
        "De link naar de volgende bladzijde wijst buiten het adres van de bron en wordt niet gevolgd.",
        "The link to the next page leads outside the address of the source and is not followed.",
        "Laat de uitgever in Link het adres noemen waarop de bron wordt bevraagd.",
        "Have the publisher name in Link the address at which the source is asked."},
    rule{
        "case.pull-endless", error, "CASE 1.1 REST Binding, pagination",
        "De bladzijden van {expected} houden niet op: {got}.", "The pages of {expected} do not end: {got}.",
        "Laat de uitgever nagaan of offset wordt toegepast.", "Have the publisher check that offset is obeyed."},
    rule{
        "case.pull-offset-ignored", info, "CASE 1.1 REST Binding, pagination",
        "De bron past offset niet toe voor {expected}; alles kwam op de eerste bladzijde.",
        "The source does not obey offset for {expected}; everything came on the first page.", "Geen herstel nodig.",
        "Nothing to repair."},
    rule{
        "case.pull-limit-capped", info, "CASE 1.1 REST Binding, pagination",
        "De bron geeft voor {expected} hooguit {got} objecten per bladzijde.",
        "The source gives at most {got} objects of {expected} per page.", "Geen herstel nodig.", "Nothing to repair."},
    rule{
        "case.pull-incomplete", error, "CASE 1.1 REST Binding, pagination",
        "De bron noemt meer {expected} dan ze geeft: {got}.", "The source counts more {expected} than it gives: {got}.",
        "Laat de uitgever X-Total-Count en de bladzijden op elkaar afstemmen.",
        "Have the publisher bring X-Total-Count and the pages into agreement."},
    rule{
        "case.pull-not-json", error, "CASE 1.1 REST Binding", "Het antwoord op {expected} is geen JSON maar {got}.",
        "The answer to {expected} is no JSON but {got}.", "Controleer het adres van de bron.",
        "Check the address of the source."},
    rule{
        "case.pull-refused", error, "CASE 1.1 REST Binding", "De bron weigert {expected}: {got}.",
        "The source refuses {expected}: {got}.", "Controleer het adres en de toegang bij de bron.",
        "Check the address and the access at the source."}};

const std::array<rule, lenient_rules.size() + own_rules.size()>& catalogue() {
    static const auto all = [] {
        std::array<rule, lenient_rules.size() + own_rules.size()> made{};
        std::ranges::copy(own_rules, std::ranges::copy(lenient_rules, made.begin()).out);
        return made;
    }();
    return all;
}

} // namespace

std::span<const rule> case_rules() {
    return catalogue();
}

const rule& case_rule(std::string_view id) {
    const auto found = std::ranges::find(catalogue(), id, &rule::id);
    if (found == catalogue().end()) throw std::logic_error("no such rule: " + std::string(id));
    return *found;
}

const rule& rule_of(leniency which) {
    return catalogue()[static_cast<std::size_t>(which)];
}

} // namespace schakel::cf
