#include "adapters/mapping_set/rules.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace schakel::mapping_set_file {

namespace {

using enum severity;

constexpr std::string_view format_clause = "Schakel, mapping-set/1, vorm";
constexpr std::string_view head_clause = "Schakel, mapping-set/1, kop";
constexpr std::string_view row_clause = "Schakel, mapping-set/1, rijen";
constexpr std::string_view group_clause = "Schakel, mapping-set/1, groepen";
constexpr std::string_view signature_clause = "Schakel, mapping-set/1, handtekening";

constexpr std::array catalogue{
    rule{
        "mapping-set.form", error, format_clause, "Het bestand begint niet met een kop tussen twee regels +++.",
        "The file does not begin with a head between two lines +++.",
        "Begin met een regel +++, dan de kop in TOML, dan weer +++, dan de tabel.",
        "Begin with a line +++, then the head in TOML, then +++ again, then the table."},
    rule{
        "mapping-set.last-line", error, format_clause, "De laatste regel eindigt niet; het bestand is afgebroken.",
        "The last line does not end; the file broke off.",
        "Lever het hele bestand aan, met een regeleinde aan het slot.",
        "Deliver the whole file, with a line end at its end."},
    rule{
        "mapping-set.head", error, head_clause, "De kop is geen TOML van teksten en getallen: {got}.",
        "The head is no TOML of texts and numbers: {got}.", "Zet waarden tussen aanhalingstekens, ook datums.",
        "Put values between quotes, dates too."},
    rule{
        "mapping-set.missing-key", error, head_clause, "De kop mist {expected}.", "The head lacks {expected}.",
        "Vul format, name, version en rows in.", "Fill in format, name, version and rows."},
    rule{
        "mapping-set.unknown-key", warning, head_clause, "De kop heeft een sleutel die niet bekend is: {got}.",
        "The head has a key that is not known: {got}.", "Gebruik de sleutels uit de README van deze vorm.",
        "Use the keys in the README of this format."},
    rule{
        "mapping-set.format", error, head_clause, "De vorm is {got}; gelezen wordt {expected}.",
        "The format is {got}; what is read is {expected}.", "Zet het bestand om, of werk de gateway bij.",
        "Convert the file, or update the gateway."},
    rule{
        "mapping-set.rows", error, head_clause, "De kop noemt {expected} rijen; er staan er {got}.",
        "The head names {expected} rows; there are {got}.",
        "Controleer of het bestand volledig is, en werk het aantal bij.",
        "Check that the file is complete, and update the number."},
    rule{
        "mapping-set.value", error, row_clause, "De waarde {got} past hier niet; verwacht: {expected}.",
        "The value {got} does not fit here; expected: {expected}.", "Schrijf een waarde van de genoemde soort.",
        "Write a value of the kind that is named."},
    rule{
        "mapping-set.missing-column", error, row_clause, "De tabel mist de kolom {expected}.",
        "The table lacks the column {expected}.", "Voeg de kolom toe, ook als zij leeg is.",
        "Add the column, even when it is empty."},
    rule{
        "mapping-set.unknown-column", warning, row_clause,
        "De tabel heeft een kolom die niet bekend is ({got}); zij wordt niet gelezen.",
        "The table has a column that is not known ({got}); it is not read.",
        "Gebruik de kolommen uit de README van deze vorm.", "Use the columns in the README of this format."},
    rule{
        "mapping-set.doubled-column", error, row_clause, "De kolom {got} komt twee keer voor.",
        "The column {got} occurs twice.", "Laat elke kolom één keer voorkomen.", "Let each column occur once."},
    rule{
        "mapping-set.cells", error, row_clause, "De rij heeft {got} cellen; de kop van de tabel heeft er {expected}.",
        "The row has {got} cells; the heading of the table has {expected}.",
        "Zet cellen met een scheidingsteken tussen aanhalingstekens.",
        "Put cells that hold a separator between quotes."},
    rule{
        "mapping-set.no-end", error, row_clause, "De rij mist {expected}.", "The row lacks {expected}.",
        "Vul beide doelen in; alleen bij de relatie none mag object leeg blijven.",
        "Fill in both goals; only with the relation none may object stay empty."},
    rule{
        "mapping-set.doubled-row", error, row_clause, "Deze relatie staat al eerder in de tabel, op {got}.",
        "This relation stands earlier in the table, at {got}.", "Noem elke relatie één keer.",
        "Name each relation once."},
    rule{
        "mapping-set.contradiction", warning, "Doelen vertalen, B4",
        "Tussen deze twee doelen staat ook al de relatie {got}.",
        "Between these two goals the relation {got} stands already.", "Kies één van beide relaties.",
        "Choose one of the two relations."},
    rule{
        "mapping-set.same-goal", warning, row_clause, "Het doel verwijst naar zichzelf.", "The goal refers to itself.",
        "Verwijder de rij; een doel is altijd gelijk aan zichzelf.", "Remove the row; a goal always equals itself."},
    rule{
        "mapping-set.validity", warning, "Doelen vertalen, B8", "valid_to ligt niet na valid_from.",
        "valid_to does not lie after valid_from.",
        "valid_to is de eerste dag waarop het niet meer geldt; verbeter een van beide.",
        "valid_to is the first day on which it no longer holds; correct one of the two."},
    rule{
        "mapping-set.unknown-group", error, group_clause, "De rij noemt een groep die de kop niet heeft: {got}.",
        "The row names a group that the head does not have: {got}.", "Voeg een [[group]] met dat id toe.",
        "Add a [[group]] with that id."},
    rule{
        "mapping-set.empty-group", warning, group_clause, "Geen rij hoort bij deze groep: {got}.",
        "No row belongs to this group: {got}.", "Verwijder de groep, of noem haar in haar rijen.",
        "Remove the group, or name it in its rows."},
    rule{
        "mapping-set.doubled-group", error, group_clause,
        "Deze groep is twee keer beschreven, of heeft geen id: {got}.",
        "This group is described twice, or has no id: {got}.", "Geef elke groep een eigen id.",
        "Give each group an id of its own."},
    rule{
        "mapping-set.unsigned", info, signature_clause, "De mappingset is niet ondertekend.",
        "The mapping set is not signed.", "Vraag de auteur om een ondertekende versie.",
        "Ask the author for a signed version."},
    rule{
        "mapping-set.unknown-signer", warning, signature_clause,
        "De sleutel waarmee is ondertekend, is hier niet bekend: {got}.",
        "The key of the signature is not known here: {got}.",
        "Voeg de openbare sleutel van de auteur toe aan de instellingen.",
        "Add the author's public key to the settings."},
    rule{
        "mapping-set.signature", error, signature_clause,
        "De handtekening klopt niet: het bestand is na het ondertekenen gewijzigd.",
        "The signature does not match: the file was changed after it was signed.",
        "Vraag de auteur om het bestand zoals het is ondertekend.", "Ask the author for the file as it was signed."},
    rule{
        "mapping-set.more-findings", info, "Schakel, grens aan bevindingen", "Niet genoemd zijn nog {got}.",
        "Not told are {got} more.", "Verhelp eerst de genoemde bevindingen.",
        "Repair the findings that are told first."},

    // On writing.
    rule{
        "mapping-set.none", error, format_clause, "Er is geen mappingset om te schrijven.",
        "There is no mapping set to write.", "Lees eerst een mappingset in.", "Read a mapping set first."},
    rule{
        "mapping-set.several", error, format_clause, "Er zijn {got} mappingsets; een bestand heeft er één.",
        "There are {got} mapping sets; a file holds one.", "Noem de mappingset die geschreven moet worden.",
        "Name the mapping set that is to be written."},
    rule{
        "mapping-set.signing-key", error, signature_clause, "Ondertekenen lukt niet: {got}.", "Signing failed: {got}.",
        "Geef een Ed25519-sleutel in PEM zonder wachtwoord.", "Give an Ed25519 key in PEM without a password."},
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

} // namespace schakel::mapping_set_file
