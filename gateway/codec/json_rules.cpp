#include "gateway/codec/json_rules.hpp"

#include "gateway/codec/json_document.hpp"

#include <array>

namespace schakel::json {

namespace rules {

const rule byte_order_mark{
    "json.byte-order-mark",
    severity::error,
    "RFC 8259 8.1",
    "De tekst begint met een byte order mark; JSON mag die niet hebben.",
    "The text begins with a byte order mark, which JSON must not have.",
    "Schrijf het bestand als UTF-8 zonder BOM.",
    "Write the file as UTF-8 without a BOM."};
const rule encoding{
    "json.encoding",
    severity::error,
    "RFC 8259 8.1",
    "De bytes zijn geen geldige UTF-8 (gevonden: {got}).",
    "The bytes are not valid UTF-8 (found: {got}).",
    "Sla de tekst op als UTF-8; vaak is hij in Windows-1252 of UTF-16 geschreven.",
    "Save the text as UTF-8; it has often been written as Windows-1252 or UTF-16."};
const rule empty{
    "json.empty",
    severity::error,
    "RFC 8259 2",
    "Er staat geen JSON-waarde in de tekst.",
    "The text holds no JSON value.",
    "Stuur een object, een lijst of een andere JSON-waarde.",
    "Send an object, an array or another JSON value."};
const rule truncated{
    "json.truncated",
    severity::error,
    "RFC 8259 2",
    "De tekst houdt op voordat de waarde af is; verwacht: {expected}.",
    "The text ends before the value is complete; expected: {expected}.",
    "Controleer of het bericht volledig is verzonden en of alle haken gesloten zijn.",
    "Check that the message was sent completely and that all brackets are closed."};
const rule syntax{
    "json.syntax",
    severity::error,
    "RFC 8259 2",
    "Hier staat {got}, verwacht: {expected}.",
    "Found {got}, expected: {expected}.",
    "Laat de JSON door een bibliotheek schrijven in plaats van met de hand.",
    "Have a library write the JSON rather than writing it by hand."};
const rule comment{
    "json.comment",
    severity::error,
    "RFC 8259 2",
    "Commentaar bestaat niet in JSON.",
    "JSON has no comments.",
    "Haal het commentaar weg.",
    "Remove the comment."};
const rule trailing_comma{
    "json.trailing-comma",
    severity::error,
    "RFC 8259 4",
    "Na deze komma volgt niets meer.",
    "Nothing follows this comma.",
    "Haal de laatste komma voor de sluitende haak weg.",
    "Remove the last comma before the closing bracket."};
const rule trailing_content{
    "json.trailing-content",
    severity::error,
    "RFC 8259 2",
    "Na de waarde staat nog meer tekst, vanaf {got}.",
    "More text follows the value, from {got} on.",
    "Stuur één waarde per bericht; zet meer waarden in een lijst.",
    "Send one value per message; put several values in an array."};
const rule control_character{
    "json.control-character",
    severity::error,
    "RFC 8259 7",
    "In een tekst staat het stuurteken {got}.",
    "A string holds the control character {got}.",
    "Schrijf stuurtekens als \\n, \\t of \\u00XX.",
    "Write control characters as \\n, \\t or \\u00XX."};
const rule escape{
    "json.escape",
    severity::error,
    "RFC 8259 7",
    "Dit is geen bestaande escape; verwacht: {expected}.",
    "This is not a known escape; expected: {expected}.",
    "Schrijf een backslash als \\\\.",
    "Write a backslash as \\\\."};
const rule surrogate{
    "json.surrogate",
    severity::error,
    "RFC 8259 8.2",
    "Een halve surrogaatcode ({got}) is geen teken.",
    "Half a surrogate pair ({got}) is not a character.",
    "Schrijf het teken als UTF-8 of als paar \\uD8xx\\uDCxx; knip tekst niet midden in een teken af.",
    "Write the character as UTF-8 or as a pair \\uD8xx\\uDCxx; do not cut text in the middle of a character."};
const rule number{
    "json.number",
    severity::error,
    "RFC 8259 6",
    "Zo schrijft JSON geen getal; verwacht: {expected}.",
    "JSON does not write a number so; expected: {expected}.",
    "Schrijf getallen als 7, -0.5 of 1e3: zonder voorloopnul, plusteken of losse punt.",
    "Write numbers as 7, -0.5 or 1e3: no leading zero, no plus sign, no lone point."};
const rule number_range{
    "json.number-range",
    severity::error,
    "RFC 8259 6",
    "Het getal is groter dan een 64-bits getal met drijvende komma kan bevatten.",
    "The number is larger than a 64-bit floating point number can hold.",
    "Stuur een waarde onder 1.8e308, of stuur de waarde als tekst.",
    "Send a value below 1.8e308, or send it as a string."};
const rule not_a_number{
    "json.not-a-number",
    severity::error,
    "RFC 8259 6",
    "NaN en Infinity bestaan niet in JSON.",
    "JSON has no NaN or Infinity.",
    "Laat het veld weg of stuur null als er geen waarde is.",
    "Leave the member out or send null when there is no value."};
const rule duplicate_name{
    "json.duplicate-name",
    severity::error,
    "RFC 8259 4",
    "De naam {got} staat twee keer in hetzelfde object.",
    "The name {got} occurs twice in the same object.",
    "Stuur elke naam één keer; ontvangers kiezen anders verschillend.",
    "Send each name once; otherwise receivers differ in which value they take."};
const rule integer_precision{
    "json.integer-precision",
    severity::warning,
    "RFC 8259 6",
    "Dit gehele getal gaat boven 2^53 en verliest in veel software zijn laatste cijfers.",
    "This integer exceeds 2^53 and loses its last digits in much software.",
    "Stuur lange nummers, zoals identificaties, als tekst.",
    "Send long numbers, such as identifiers, as strings."};
const rule limit_bytes{
    "json.limit-bytes",
    severity::error,
    "RFC 8259 9",
    "Het bericht is te groot: {got} bytes, ten hoogste {expected}.",
    "The message is too large: {got} bytes, at most {expected}.",
    "Verdeel het over meer berichten.",
    "Divide it over several messages."};
const rule limit_depth{
    "json.limit-depth",
    severity::error,
    "RFC 8259 9",
    "De nesting is te diep: ten hoogste {expected} niveaus.",
    "The nesting is too deep: at most {expected} levels.",
    "Controleer of de schrijver zichzelf niet herhaalt.",
    "Check that the writer does not repeat itself."};
const rule limit_nodes{
    "json.limit-nodes",
    severity::error,
    "RFC 8259 9",
    "Het bericht bevat te veel waarden: ten hoogste {expected}.",
    "The message holds too many values: at most {expected}.",
    "Verdeel het over meer berichten.",
    "Divide it over several messages."};
const rule limit_findings{
    "json.limit-findings",
    severity::info,
    "RFC 8259 9",
    "Er zijn meer bevindingen dan de {expected} die zijn gemeld.",
    "There are more findings than the {expected} reported.",
    "Herstel de gemelde fouten en controleer opnieuw.",
    "Repair the faults reported and check again."};

} // namespace rules

std::span<const rule> parse_rules() {
    using namespace rules;
    static const std::array all{
        byte_order_mark,  encoding,          empty,       truncated,   syntax,      comment,       trailing_comma,
        trailing_content, control_character, escape,      surrogate,   number,      number_range,  not_a_number,
        duplicate_name,   integer_precision, limit_bytes, limit_depth, limit_nodes, limit_findings};
    return all;
}

} // namespace schakel::json
