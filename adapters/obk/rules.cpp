#include "adapters/common/goals/keys.hpp"
#include "adapters/obk/translate.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace schakel::obk {

namespace {

using enum severity;

constexpr std::string_view clause = "Kennisnet, vertaaltabellen VDEX naar OBK";

constexpr std::array catalogue{
    rule{
        "obk.missing-column", error, clause, "De tabel mist de kolom {expected}.",
        "The table lacks the column {expected}.", "Neem de zes kolommen over zoals Kennisnet ze noemt.",
        "Take over the six columns as Kennisnet names them."},
    rule{
        "obk.unknown-column", warning, clause, "De kolom {got} is niet bekend en wordt niet gelezen.",
        "The column {got} is not known and is not read.", "Verwijder de kolom.", "Remove the column."},
    rule{
        "obk.doubled-column", error, clause, "De kolom {got} komt twee keer voor.", "The column {got} occurs twice.",
        "Laat elke kolom één keer voorkomen.", "Let each column occur once."},
    rule{
        "obk.cells", error, clause, "De rij heeft {got} cellen in plaats van {expected}.",
        "The row has {got} cells rather than {expected}.", "Zet cellen met een puntkomma tussen aanhalingstekens.",
        "Put cells that hold a semicolon between quotes."},
    rule{
        "obk.tolerated", warning, clause, "Iets in de vorm van het bestand wijkt af en is toch gelezen: {got}.",
        "Something in the form of the file deviates and was read all the same: {got}.",
        "Bewaar de tabel als UTF-8 met één soort regeleinde.", "Save the table as UTF-8 with one kind of line end."},
    rule{
        "obk.empty", error, clause, "De rij mist {expected}.", "The row lacks {expected}.",
        "Vul lijst, term en begrip in.", "Fill in list, term and concept."},
    rule{
        "obk.no-uuid", error, "Edustandaard, Onderwijsbegrippenkader, begrip", "Het begrip {got} is geen UUID.",
        "The concept {got} is no UUID.", "Noem het begrip met zijn UUID.", "Name the concept by its UUID."},
    rule{
        "obk.doubled-row", warning, clause, "Deze vertaling staat al eerder in de tabel.",
        "This translation stands earlier in the table.", "Noem elke vertaling één keer.",
        "Name each translation once."},
    rule{
        "obk.purpose-changes", info, "NL-LOM, 9.1", "Het doel van de classificatie verandert: {expected} wordt {got}.",
        "The purpose of the classification changes: {expected} becomes {got}.",
        "Reken het materiaal na vertaling onder het nieuwe doel.",
        "Count the material under the new purpose after translation."},
    rule{
        "obk.more-findings", info, "Schakel, grens aan bevindingen", "Niet genoemd zijn nog {got}.",
        "Not told are {got} more.", "Verhelp eerst de genoemde bevindingen.",
        "Repair the findings that are told first."},
    rule{
        "obk.none", error, clause, "Er is geen mappingset om te schrijven.", "There is no mapping set to write.",
        "Lees eerst een mappingset in.", "Read a mapping set first."},
    rule{
        "obk.not-a-concept", warning, clause,
        "{got} relaties eindigen niet in een begrip met UUID, of zeggen iets anders dan gelijk; de tabel heeft er geen "
        "plaats voor.",
        "{got} relations do not end in a concept with a UUID, or say other than equal; the table has no place for "
        "them.",
        "Schrijf deze relaties als mapping-set.", "Write these relations as a mapping-set."},
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
    std::set<std::vector<std::string>> seen;
    for (const row& one : whole.rows) {
        const auto& cells = one.cells;
        for (const column::name each : {column::vocabulary, column::term, column::concept_id})
            if (cells[each].empty())
                told.add(layer::rules, rule_named("obk.empty"), one.where, std::string(columns[each].name));
        if (!cells[column::concept_id].empty() && model::goals::uuid_key(cells[column::concept_id]).empty())
            told.add(layer::rules, rule_named("obk.no-uuid"), one.where, {}, masked(cells[column::concept_id]));
        if (!seen.insert({cells[column::vocabulary], cells[column::term], cells[column::concept_id]}).second)
            told.add(layer::rules, rule_named("obk.doubled-row"), one.where);
        if (cells[column::purpose] != cells[column::concept_purpose])
            told.add(
                layer::rules, rule_named("obk.purpose-changes"), one.where, cells[column::purpose].substr(0, 60),
                cells[column::concept_purpose].substr(0, 60)
            );
    }
}

} // namespace schakel::obk
