#include "adapters/onderwijsdoelen/translate.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

namespace schakel::onderwijsdoelen {

namespace {

using enum severity;

constexpr std::string_view api = "Onderwijsdoelen API, onderwijsdoel";
constexpr std::string_view sheet = "onderwijsdoelen.be, export";

constexpr std::array catalogue{
    rule{
        "onderwijsdoelen.missing-column", error, sheet, "De tabel mist de kolom {expected}.",
        "The table lacks the column {expected}.", "Exporteer opnieuw, met alle kolommen.",
        "Export again, with all columns."},
    rule{
        "onderwijsdoelen.other-column", info, sheet, "De kolom {got} wordt niet gelezen.",
        "The column {got} is not read.", "Niets nodig: de kolom telt niet mee.",
        "Nothing is needed: the column does not count."},
    rule{
        "onderwijsdoelen.doubled-column", error, sheet, "De kolom {got} komt twee keer voor.",
        "The column {got} occurs twice.", "Laat elke kolom één keer voorkomen.", "Let each column occur once."},
    rule{
        "onderwijsdoelen.cells", error, sheet, "De rij heeft {got} cellen in plaats van {expected}.",
        "The row has {got} cells rather than {expected}.", "Controleer aanhalingstekens in de tekst van het doel.",
        "Check the quotes in the text of the goal."},
    rule{
        "onderwijsdoelen.pointer", info, api,
        "{got} rijen verwijzen alleen naar een ander doel; het zijn zelf geen doelen.",
        "{got} rows only refer to another goal; they are no goals themselves.",
        "Niets nodig: het doel staat in zijn eigen set.", "Nothing is needed: the goal stands in its own set."},
    rule{
        "onderwijsdoelen.repeated", info, sheet,
        "{got} rijen noemen een doel dat er al staat, voor een andere graad of stroom.",
        "{got} rows name a goal that stands there already, for another grade or stream.",
        "Niets nodig: het doel telt één keer, met alle graden en stromen.",
        "Nothing is needed: the goal counts once, with all grades and streams."},
    rule{
        "onderwijsdoelen.doubled-goal", error, api, "Dit doel komt twee keer voor in dezelfde set: {got}.",
        "This goal occurs twice in the same set: {got}.", "Verwijder een van beide; een getal hoort bij één doel.",
        "Remove one of the two; a number belongs to one goal."},
    rule{
        "onderwijsdoelen.date", warning, api, "De datum {got} is niet leesbaar.", "The date {got} cannot be read.",
        "Schrijf 2024-09-01T00:00:00Z in JSON, 01/09/2024 in een export.",
        "Write 2024-09-01T00:00:00Z in JSON, 01/09/2024 in an export."},
    rule{
        "onderwijsdoelen.no-text", warning, api, "Het doel heeft geen tekst.", "The goal has no text.",
        "Vraag de set opnieuw op.", "Ask for the set again."},
    rule{
        "onderwijsdoelen.part-count", warning, "Onderwijsdoelen API, structuuronderdeel_groep_nummer",
        "De richting noemt {got} doelen van een set die er {expected} heeft.",
        "The programme names {got} goals of a set that has {expected}.", "Vraag de richting en de set opnieuw op.",
        "Ask for the programme and the set again."},
    rule{
        "onderwijsdoelen.more-findings", info, "Schakel, grens aan bevindingen", "Niet genoemd zijn nog {got}.",
        "Not told are {got} more.", "Verhelp eerst de genoemde bevindingen.",
        "Repair the findings that are told first."},
    rule{
        "onderwijsdoelen.none", error, api, "Er is geen raamwerk om te schrijven.", "There is no framework to write.",
        "Lees eerst een set in, of noem een die er is.", "Read a set first, or name one that is there."},
    rule{
        "onderwijsdoelen.several", error, api, "Er zijn {got} raamwerken; een bestand heeft er één.",
        "There are {got} frameworks; a file holds one.", "Noem de set die geschreven moet worden.",
        "Name the set that is to be written."},
    rule{
        "onderwijsdoelen.no-number", error, api,
        "De set, of {got} van haar doelen, heeft geen nummer van de Vlaamse overheid.",
        "The set, or {got} of its goals, has no number of the Flemish government.",
        "Schrijf dit raamwerk in een andere standaard.", "Write this framework in another standard."},
};

void check_goal(const goal& one, goal_files::notes& told) {
    if (plain(one.text).empty()) told.add(layer::rules, rule_named("onderwijsdoelen.no-text"), one.where);
    for (const std::string& day : {one.valid_from, one.valid_to, one.published})
        if (!day.empty() && !parse_day(day))
            told.add(layer::rules, rule_named("onderwijsdoelen.date"), one.where, {}, masked(day));
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
    for (const goal_set& set : whole.sets) {
        std::set<std::string_view> known;
        for (const goal& one : set.goals) {
            if (!one.id.empty() && !known.insert(one.id).second)
                told.add(layer::rules, rule_named("onderwijsdoelen.doubled-goal"), one.where, {}, masked(one.id));
            check_goal(one, told);
        }
    }
    for (const programme& one : whole.programmes) {
        for (const programme_part& part : one.parts)
            if (part.whole > 0 && part.goals.size() > part.whole)
                told.add(
                    layer::rules, rule_named("onderwijsdoelen.part-count"), part.where, std::to_string(part.whole),
                    std::to_string(part.goals.size())
                );
    }
    if (whole.pointers > 0)
        told.add(
            layer::rules, rule_named("onderwijsdoelen.pointer"), goal_files::at_line(1), {},
            std::to_string(whole.pointers)
        );
    if (whole.repeated > 0)
        told.add(
            layer::rules, rule_named("onderwijsdoelen.repeated"), goal_files::at_line(1), {},
            std::to_string(whole.repeated)
        );
}

} // namespace schakel::onderwijsdoelen
