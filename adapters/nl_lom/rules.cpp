#include "adapters/nl_lom/translate.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace schakel::nl_lom {

namespace {

using enum severity;
using model::goals::goal_tag;

constexpr std::array catalogue{
    rule{
        "nl-lom.no-record", error, "NL-LOM 1.0", "Het document bevat geen LOM-record.",
        "The document holds no LOM record.",
        "Lever een lom-element in de IMS- of de IEEE-binding, los of in een antwoord van OAI-PMH of SRU.",
        "Deliver a lom element in the IMS or the IEEE binding, by itself or in an answer of OAI-PMH or SRU."},
    rule{
        "nl-lom.fault", error, "OAI-PMH 2.0, 3.6", "Het antwoord is een foutmelding: {got}.",
        "The answer is a fault: {got}.", "Verbeter de vraag aan de collectie en vraag opnieuw.",
        "Correct the question to the collection and ask again."},
    rule{
        "nl-lom.scheme", warning, "NL-LOM 1.0, 3.3", "Het record noemt niet beide schema's ({expected}).",
        "The record does not name both schemes ({expected}).", "Noem LOMv1.0 en nl_lom_v1p0 in 3.3.",
        "Name LOMv1.0 and nl_lom_v1p0 in 3.3."},
    rule{
        "nl-lom.identifier", warning, "NL-LOM 1.0, 1.1", "Het materiaal heeft geen identificatie.",
        "The material has no identifier.", "Vul 1.1 in met een URI.", "Fill in 1.1 with a URI."},
    rule{
        "nl-lom.title", warning, "NL-LOM 1.0, 1.2", "Het materiaal heeft geen titel.", "The material has no title.",
        "Vul 1.2 in.", "Fill in 1.2."},
    rule{
        "nl-lom.unnamed", error, "NL-LOM 1.0, 1.1",
        "Het record is nergens aan te herkennen: geen identificatie, geen adres, geen recordnummer.",
        "Nothing tells the record apart: no identifier, no address, no record number.", "Vul 1.1 in met een URI.",
        "Fill in 1.1 with a URI."},
    rule{
        "nl-lom.purpose", warning, "NL-LOM 1.0, 9.1", "Een classificatie noemt geen doel; zij telt niet mee.",
        "A classification names no purpose; it does not count.", "Vul 9.1 in.", "Fill in 9.1."},
    rule{
        "nl-lom.taxon", warning, "NL-LOM 1.0, 9.2.2", "Een taxon heeft geen id; alleen zijn tekst is bewaard.",
        "A taxon has no id; only its text is kept.", "Vul het id van het begrip in, bijvoorbeeld een UUID.",
        "Fill in the id of the concept, for instance a UUID."},
    rule{
        "nl-lom.source", warning, "NL-LOM 1.0, 9.2.1", "Een taxonpad noemt geen bron.", "A taxon path names no source.",
        "Noem het begrippenkader of de lijst.", "Name the framework or the list."},
    rule{
        "nl-lom.classification", warning, "NL-LOM 1.0, 9",
        "Bij aggregatieniveau {got} hoort een classificatie met doel {expected}.",
        "Aggregation level {got} goes with a classification of purpose {expected}.", "Voeg de classificatie toe.",
        "Add the classification."},
    rule{
        "nl-lom.more-findings", info, "Schakel, grens aan bevindingen", "Niet genoemd zijn nog {got}.",
        "Not told are {got} more.", "Verhelp eerst de genoemde bevindingen.",
        "Repair the findings that are told first."},
    rule{
        "nl-lom.none", error, "NL-LOM 1.0", "Er is geen materiaal om te schrijven.", "There is no material to write.",
        "Lees eerst records in.", "Read records first."},
};

bool has_purpose(const lom& one, std::string_view purpose) {
    return std::ranges::any_of(one.classifications, [&](const classification& each) {
        return each.purpose.value == purpose;
    });
}

void check_classification(const classification& one, goal_files::notes& told) {
    if (one.purpose.value.empty()) told.add(layer::rules, rule_named("nl-lom.purpose"), one.where);
    for (const taxon_path& path : one.paths) {
        if (path.source.empty()) told.add(layer::rules, rule_named("nl-lom.source"), one.where);
        for (const taxon& each : path.taxa)
            if (each.id.empty()) told.add(layer::rules, rule_named("nl-lom.taxon"), one.where);
    }
}

void check_record(const lom& one, goal_files::notes& told) {
    if (one.deleted) return;
    const auto tell = [&](std::string_view id, std::string expected = {}, std::string got = {}) {
        told.add(layer::rules, rule_named(id), one.where, std::move(expected), std::move(got));
    };
    for (const char* scheme : {"LOMv1.0", "nl_lom_v1p0"})
        if (std::ranges::find(one.schemes, scheme) == one.schemes.end()) tell("nl-lom.scheme", scheme);
    if (one.identifiers.empty()) tell("nl-lom.identifier");
    if (one.identifiers.empty() && one.locations.empty() && one.record.empty()) tell("nl-lom.unnamed");
    if (one.title.empty()) tell("nl-lom.title");
    if (one.aggregation == "3" || one.aggregation == "4")
        for (const char* purpose : {"discipline", "educational level"})
            if (!has_purpose(one, purpose)) tell("nl-lom.classification", purpose, one.aggregation);
    for (const classification& each : one.classifications) check_classification(each, told);
}

} // namespace

std::span<const rule> rule_catalogue() {
    return catalogue;
}

const rule& rule_named(std::string_view id) {
    const auto found = std::ranges::find(catalogue, id, &rule::id);
    if (found == catalogue.end()) throw std::logic_error("no rule " + std::string(id));
    return *found;
}

void check(const document& whole, goal_files::notes& told) {
    if (!whole.fault.empty() && whole.fault != "noRecordsMatch")
        told.add(layer::rules, rule_named("nl-lom.fault"), whole.where, {}, masked(whole.fault));
    else if (whole.records.empty() && whole.envelope != "OAI-PMH")
        told.add(layer::rules, rule_named("nl-lom.no-record"), whole.where);
    for (const lom& one : whole.records) check_record(one, told);
}

std::optional<goal_tag::role> role_of(std::string_view purpose) {
    if (purpose == "discipline") return goal_tag::role::discipline;
    if (purpose == "educational level") return goal_tag::role::level;
    if (purpose == "prerequisite") return goal_tag::role::requires_it;
    for (const char* goal : {"competency", "educational objective", "skill level"})
        if (purpose == goal) return goal_tag::role::about;
    return std::nullopt;
}

} // namespace schakel::nl_lom
