#include "adapters/common/goals/keys.hpp"
#include "adapters/vdex/translate.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

namespace schakel::vdex {

namespace {

using enum severity;

constexpr std::array catalogue{
    rule{
        "vdex.no-vocabulary", error, "VDEX 1.0, vocabIdentifier", "De woordenlijst heeft geen vocabIdentifier.",
        "The vocabulary has no vocabIdentifier.",
        "Geef de lijst een URI; zonder is geen term buiten het bestand aan te wijzen.",
        "Give the list a URI; without one no term can be named outside the file."},
    rule{
        "vdex.no-identifier", error, "VDEX 1.0, termIdentifier", "De term heeft geen termIdentifier.",
        "The term has no termIdentifier.", "Geef elke term een eigen termIdentifier.",
        "Give every term a termIdentifier of its own."},
    rule{
        "vdex.doubled-term", error, "VDEX 1.0, termIdentifier", "Deze termIdentifier komt al eerder voor: {got}.",
        "This termIdentifier occurs earlier: {got}.", "Geef elke term een eigen termIdentifier.",
        "Give every term a termIdentifier of its own."},
    rule{
        "vdex.no-caption", warning, "VDEX 1.0, caption",
        "De term heeft geen caption; de termIdentifier staat ervoor in.",
        "The term has no caption; its termIdentifier stands in.", "Geef elke term een caption.",
        "Give every term a caption."},
    rule{
        "vdex.nested", warning, "VDEX 1.0, profileType", "Termen zijn genest, en het profiel {expected} is plat.",
        "Terms are nested, and the profile {expected} is flat.", "Noem het profiel hierarchicalTokenTerms of lax.",
        "Name the profile hierarchicalTokenTerms or lax."},
    rule{
        "vdex.relationship", error, "VDEX 1.0, relationship", "De relatie mist {expected}.",
        "The relationship lacks {expected}.",
        "Een relatie heeft een sourceTerm, een targetTerm en een relationshipType.",
        "A relationship has a sourceTerm, a targetTerm and a relationshipType."},
    rule{
        "vdex.relationship-type", warning, "VDEX 1.0, relationshipType",
        "Het soort relatie {got} staat niet in ISO 2788 of ISO 5964; gelezen is: verwant.",
        "The type of relationship {got} is in neither ISO 2788 nor ISO 5964; it was read as: related.",
        "Gebruik USE, UF, TT, BT, NT, RT, exact, inexact, partial, singleToMultiple of nonExact.",
        "Use USE, UF, TT, BT, NT, RT, exact, inexact, partial, singleToMultiple or nonExact."},
    rule{
        "vdex.unknown-term", warning, "VDEX 1.0, relationship",
        "De relatie noemt een term die de lijst niet heeft: {got}.",
        "The relationship names a term that the list does not have: {got}.",
        "Noem met vocabIdentifier de lijst waaruit de term komt, of verwijder de relatie.",
        "Name the list that the term is of with vocabIdentifier, or remove the relationship."},
    rule{
        "vdex.more-findings", info, "Schakel, grens aan bevindingen", "Niet genoemd zijn nog {got}.",
        "Not told are {got} more.", "Verhelp eerst de genoemde bevindingen.",
        "Repair the findings that are told first."},
    rule{
        "vdex.none", error, "VDEX 1.0, vdex", "Er is geen raamwerk om te schrijven.", "There is no framework to write.",
        "Lees eerst een raamwerk in, of noem een dat er is.", "Read a framework first, or name one that is there."},
    rule{
        "vdex.several", error, "VDEX 1.0, vdex", "Er zijn {got} raamwerken; een bestand heeft er één.",
        "There are {got} frameworks; a file holds one.", "Noem het raamwerk dat geschreven moet worden.",
        "Name the framework that is to be written."},
};

class checking {
public:
    checking(const document& whole, goal_files::notes& told) : whole_(whole), told_(told) {}

    void run() {
        if (whole_.identifier.empty())
            told_.add(layer::rules, rule_named("vdex.no-vocabulary"), location{1, 1, 1, "/vdex"});
        for (const term& one : whole_.terms) check(one);
        for (const relationship& one : whole_.relationships) check(one);
    }

private:
    void check(const term& one) {
        const std::string id = goal_files::percent_decoded(one.identifier);
        if (id.empty())
            told_.add(layer::rules, rule_named("vdex.no-identifier"), one.where);
        else if (!known_.insert(id).second)
            told_.add(layer::rules, rule_named("vdex.doubled-term"), one.where, {}, masked(id));
        if (one.captions.empty()) told_.add(layer::rules, rule_named("vdex.no-caption"), one.where);
        const bool flat = whole_.profile == "flatTokenTerms" || whole_.profile == "glossaryOrDictionary";
        if (flat && !one.terms.empty()) told_.add(layer::rules, rule_named("vdex.nested"), one.where, whole_.profile);
        for (const term& below : one.terms) check(below);
    }

    void check(const relationship& one) {
        const std::array parts{
            std::pair(std::string_view("sourceTerm"), std::string_view(one.source)),
            std::pair(std::string_view("targetTerm"), std::string_view(one.target)),
            std::pair(std::string_view("relationshipType"), std::string_view(one.type))};
        for (const auto& [name, text] : parts) {
            // What has no counterpart needs no target.
            if (text.empty() && !(name == "targetTerm" && one.type == "nonExact"))
                told_.add(layer::rules, rule_named("vdex.relationship"), one.where, std::string(name));
        }
        if (!one.type.empty() && !meaning_of(one.type))
            told_.add(layer::rules, rule_named("vdex.relationship-type"), one.where, {}, masked(one.type));
        check_end(one, one.source, one.source_vocabulary);
        check_end(one, one.target, one.target_vocabulary);
    }

    void check_end(const relationship& one, const std::string& end, const std::string& vocabulary) {
        if (vocabulary.empty() && !end.empty() && !known_.contains(goal_files::percent_decoded(end)))
            told_.add(layer::rules, rule_named("vdex.unknown-term"), one.where, {}, masked(end));
    }

    const document& whole_;
    goal_files::notes& told_;
    std::set<std::string, std::less<>> known_;
};

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
    checking(whole, told).run();
}

} // namespace schakel::vdex
