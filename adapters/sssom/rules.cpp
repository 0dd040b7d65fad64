#include "adapters/sssom/translate.hpp"

#include <algorithm>
#include <stdexcept>

namespace schakel::sssom {

namespace {

using enum severity;
using model::goals::relation;

constexpr std::string_view slots = "SSSOM 1.0, Mapping";

constexpr std::array catalogue{
    rule{
        "sssom.missing-column", error, slots, "De tabel mist de kolom {expected}.",
        "The table lacks the column {expected}.", "Voeg de kolom toe.", "Add the column."},
    rule{
        "sssom.other-column", info, slots, "De kolom {got} wordt niet gelezen.", "The column {got} is not read.",
        "Niets nodig: de kolom telt niet mee.", "Nothing is needed: the column does not count."},
    rule{
        "sssom.doubled-column", error, slots, "De kolom {got} komt twee keer voor.", "The column {got} occurs twice.",
        "Laat elke kolom één keer voorkomen.", "Let each column occur once."},
    rule{
        "sssom.cells", error, slots, "De rij heeft {got} cellen in plaats van {expected}.",
        "The row has {got} cells rather than {expected}.", "Scheid cellen met één tab.", "Separate cells by one tab."},
    rule{
        "sssom.no-set", error, "SSSOM 1.0, MappingSet", "De kop noemt geen mapping_set_id.",
        "The head names no mapping_set_id.", "Begin met een regel #mapping_set_id: en een URI.",
        "Begin with a line #mapping_set_id: and a URI."},
    rule{
        "sssom.empty", error, slots, "De rij mist {expected}.", "The row lacks {expected}.", "Vul de cel in.",
        "Fill in the cell."},
    rule{
        "sssom.prefix", warning, "SSSOM 1.0, curie_map", "Het voorvoegsel van {got} staat niet in curie_map.",
        "The prefix of {got} is not in curie_map.", "Voeg het voorvoegsel toe aan curie_map.",
        "Add the prefix to curie_map."},
    rule{
        "sssom.predicate", warning, "SSSOM 1.0, predicate_id",
        "Het predicaat {got} zegt niets van de inhoud van doelen; gelezen is: anders.",
        "The predicate {got} says nothing of the content of goals; it was read as: other.",
        "Gebruik exactMatch, closeMatch, broadMatch, narrowMatch of relatedMatch.",
        "Use exactMatch, closeMatch, broadMatch, narrowMatch or relatedMatch."},
    rule{
        "sssom.negated", warning, "SSSOM 1.0, predicate_modifier",
        "De rij ontkent een relatie; zij wordt niet gelezen.", "The row denies a relation; it is not read.",
        "Noem object sssom:NoTermFound als er geen tegenhanger is.",
        "Name the object sssom:NoTermFound where there is no counterpart."},
    rule{
        "sssom.value", warning, slots, "De waarde {got} past hier niet; verwacht: {expected}.",
        "The value {got} does not fit here; expected: {expected}.", "Verbeter de waarde.", "Correct the value."},
    rule{
        "sssom.more-findings", info, "Schakel, grens aan bevindingen", "Niet genoemd zijn nog {got}.",
        "Not told are {got} more.", "Verhelp eerst de genoemde bevindingen.",
        "Repair the findings that are told first."},
    rule{
        "sssom.none", error, "SSSOM 1.0, MappingSet", "Er is geen mappingset om te schrijven.",
        "There is no mapping set to write.", "Lees eerst een mappingset in.", "Read a mapping set first."},
    rule{
        "sssom.several", error, "SSSOM 1.0, MappingSet", "Er zijn {got} mappingsets; een bestand heeft er één.",
        "There are {got} mapping sets; a file holds one.", "Noem de mappingset die geschreven moet worden.",
        "Name the mapping set that is to be written."},
};

void check_row(const document& whole, const row& one, goal_files::notes& told) {
    const auto& cells = one.cells;
    const auto tell = [&](std::string_view id, std::string expected, std::string got) {
        told.add(layer::rules, rule_named(id), one.where, std::move(expected), std::move(got));
    };
    for (const auto each : {column::subject_id, column::predicate_id, column::object_id}) {
        if (cells[each].empty()) tell("sssom.empty", std::string(columns[each].name), {});
        const std::string whole_name = whole.expanded(cells[each]);
        const bool known =
            whole_name != cells[each] || whole_name.find("://") != std::string::npos || whole_name.starts_with("urn:");
        if (!cells[each].empty() && !known) tell("sssom.prefix", {}, masked(cells[each]));
    }
    if (!cells[column::predicate_id].empty() && !meaning_of(whole.expanded(cells[column::predicate_id])))
        tell("sssom.predicate", {}, masked(cells[column::predicate_id]));
    if (!cells[column::modifier].empty()) tell("sssom.negated", {}, {});
    const auto share = decimal::parse(cells[column::confidence]);
    if (!cells[column::confidence].empty() && (!share || share->is_negative() || *share > decimal(1)))
        tell("sssom.value", "0 … 1", masked(cells[column::confidence]));
    if (!cells[column::date].empty() && !parse_date(cells[column::date]))
        tell("sssom.value", "2026-11-22", masked(cells[column::date]));
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
    if (whole.text("mapping_set_id").empty())
        told.add(layer::rules, rule_named("sssom.no-set"), goal_files::at_line(1));
    for (const row& one : whole.rows) check_row(whole, one, told);
}

std::optional<relation> meaning_of(std::string_view predicate) {
    struct word {
        std::string_view local;
        relation means;
    };
    constexpr std::array words{
        word{"exactMatch", relation::exact}, word{"closeMatch", relation::overlap},
        word{"broadMatch", relation::narrower}, word{"narrowMatch", relation::broader},
        word{"relatedMatch", relation::related}};
    if (!predicate.starts_with(skos)) return std::nullopt;
    const auto found = std::ranges::find(words, predicate.substr(skos.size()), &word::local);
    if (found == words.end()) return std::nullopt;
    return found->means;
}

} // namespace schakel::sssom
