#include "adapters/skos/translate.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace schakel::skos {

namespace {

using enum severity;
using model::goals::relation;

constexpr std::array catalogue{
    rule{
        "skos.nothing", error, "SKOS Reference, 3", "Het document noemt geen begrip, schema of collectie.",
        "The document names no concept, scheme or collection.", "Geef begrippen het type skos:Concept.",
        "Give concepts the type skos:Concept."},
    rule{
        "skos.no-label", warning, "SKOS Reference, 5", "Het begrip heeft geen skos:prefLabel.",
        "The concept has no skos:prefLabel.", "Geef elk begrip een prefLabel met een taal.",
        "Give each concept a prefLabel with a language."},
    rule{
        "skos.labels", warning, "SKOS Reference, S14", "Het begrip heeft twee skos:prefLabel in dezelfde taal.",
        "The concept has two skos:prefLabel in one language.", "Kies er één; maak van de ander een altLabel.",
        "Choose one; make the other an altLabel."},
    rule{
        "skos.disjoint", warning, "SKOS Reference, S46",
        "Een exactMatch wijst hetzelfde begrip aan als een broadMatch of relatedMatch.",
        "An exactMatch points at the same concept as a broadMatch or relatedMatch.", "Kies één van beide relaties.",
        "Choose one of the two relations."},
    rule{
        "skos.match-text", warning, "SKOS Reference, 8 en/and 10",
        "De waarde van {expected} is geen begrip maar tekst.", "The value of {expected} is no concept but text.",
        "Verwijs met een IRI.", "Refer by an IRI."},
    rule{
        "skos.more-findings", info, "Schakel, grens aan bevindingen", "Niet genoemd zijn nog {got}.",
        "Not told are {got} more.", "Verhelp eerst de genoemde bevindingen.",
        "Repair the findings that are told first."},
    rule{
        "skos.none", error, "SKOS Reference, 4", "Er is geen raamwerk en geen mappingset om te schrijven.",
        "There is no framework and no mapping set to write.", "Lees eerst een raamwerk in, of noem een dat er is.",
        "Read a framework first, or name one that is there."},
};

struct word {
    std::string_view local;
    stated means;
};

constexpr std::array words{
    word{"broader", {relation::child_of}},
    word{"narrower", {relation::child_of, true}},
    word{"related", {relation::related}},
    word{"exactMatch", {relation::exact}},
    word{"closeMatch", {relation::overlap}},
    word{"broadMatch", {relation::narrower}},
    word{"narrowMatch", {relation::broader}},
    word{"relatedMatch", {relation::related}},
    word{"member", {relation::other}},
    word{"broaderTransitive", {relation::narrower}},
    word{"narrowerTransitive", {relation::broader}}};

} // namespace

std::span<const rule> rule_catalogue() {
    return catalogue;
}

const rule& rule_named(std::string_view id) {
    const auto found = std::ranges::find(catalogue, id, &rule::id);
    if (found == catalogue.end()) throw std::logic_error("no rule " + std::string(id));
    return *found;
}

std::optional<stated> meaning_of(std::string_view predicate) {
    if (predicate == std::string(dcterms) + "isReplacedBy") return stated{relation::replaced_by};
    if (predicate == std::string(dcterms) + "replaces") return stated{relation::replaced_by, true};
    if (!predicate.starts_with(name_space)) return std::nullopt;
    const auto found = std::ranges::find(words, predicate.substr(name_space.size()), &word::local);
    if (found == words.end()) return std::nullopt;
    return found->means;
}

} // namespace schakel::skos
