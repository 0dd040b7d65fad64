#include "gateway/codec/csv_reader.hpp"

#include <array>

namespace schakel::csv {

namespace rules {

const rule byte_order_mark{
    "csv.byte-order-mark",
    severity::warning,
    "RFC 4180 2",
    "Het bestand begint met een byte order mark.",
    "The file begins with a byte order mark.",
    "Schrijf het bestand als UTF-8 zonder BOM; lezers die hem niet kennen, zien een verkeerde eerste kolomnaam.",
    "Write the file as UTF-8 without a BOM; readers that do not know it see a wrong name in the first column."};
const rule encoding{
    "csv.encoding",
    severity::error,
    "RFC 4180 3",
    "De tekst is geen UTF-8 (gevonden: {got}).",
    "The text is not UTF-8 (found: {got}).",
    "Bewaar het bestand als \"CSV UTF-8\"; een spreadsheet bewaart het anders vaak als Windows-1252.",
    "Save the file as \"CSV UTF-8\"; a spreadsheet otherwise often saves it as Windows-1252."};
const rule control_character{
    "csv.control-character",
    severity::error,
    "RFC 4180 2",
    "In deze rij staat het stuurteken {got}.",
    "This row holds the control character {got}.",
    "Haal het teken weg in het bronsysteem en exporteer opnieuw.",
    "Remove the character in the source system and export again."};
const rule quote_in_cell{
    "csv.quote-in-cell",
    severity::error,
    "RFC 4180 2 (5)",
    "Er staat een aanhalingsteken in een cel die niet met een aanhalingsteken begint.",
    "A quote stands within a cell that does not begin with one.",
    "Zet de hele cel tussen aanhalingstekens en verdubbel het teken erbinnen: \"a\"\"b\".",
    "Put the whole cell between quotes and double the one within: \"a\"\"b\"."};
const rule text_after_quote{
    "csv.text-after-quote",
    severity::error,
    "RFC 4180 2 (5)",
    "Na het sluitende aanhalingsteken staat nog tekst in dezelfde cel.",
    "Text follows the closing quote in the same cell.",
    "Verdubbel een aanhalingsteken dat bij de tekst hoort: \"a\"\"b\".",
    "Double a quote that belongs to the text: \"a\"\"b\"."};
const rule unclosed_quote{
    "csv.unclosed-quote",
    severity::error,
    "RFC 4180 2 (5)",
    "Het aanhalingsteken dat hier begint, wordt nergens gesloten.",
    "The quote that opens here is closed nowhere.",
    "Sluit de cel met een aanhalingsteken, of controleer of het bestand volledig is.",
    "Close the cell with a quote, or check that the file is complete."};
const rule line_break{
    "csv.line-break",
    severity::error,
    "RFC 4180 2 (6)",
    "In een cel van deze rij staat een regeleinde.",
    "A cell of this row holds a line break.",
    "Vervang het regeleinde door een spatie.",
    "Replace the line break by a space."};
const rule line_ends{
    "csv.line-ends",
    severity::error,
    "RFC 4180 2 (1)",
    "Deze regel eindigt op {got}, de eerste op {expected}.",
    "This line ends in {got}, the first one in {expected}.",
    "Schrijf alle regels met hetzelfde regeleinde; vaak zijn twee bestanden achter elkaar gezet.",
    "Write all lines with the same line end; often two files were put behind each other."};
const rule carriage_return{
    "csv.carriage-return",
    severity::error,
    "RFC 4180 2 (1)",
    "Hier staat een los CR-teken; een regel eindigt op CRLF of LF.",
    "A lone CR stands here; a line ends in CRLF or LF.",
    "Bewaar het bestand met regeleinden van Windows (CRLF) of Unix (LF).",
    "Save the file with the line ends of Windows (CRLF) or Unix (LF)."};
const rule blank_line{
    "csv.blank-line",
    severity::warning,
    "RFC 4180 2",
    "Deze regel is leeg en wordt overgeslagen.",
    "This line is empty and is passed over.",
    "Haal de lege regel weg.",
    "Remove the empty line."};
const rule limit_columns{
    "csv.limit-columns",
    severity::error,
    "RFC 4180 2 (4)",
    "Deze rij heeft te veel cellen: ten hoogste {expected}.",
    "This row has too many cells: at most {expected}.",
    "Controleer of de regeleinden niet verloren zijn gegaan.",
    "Check that the line ends have not been lost."};
const rule limit_row{
    "csv.limit-row",
    severity::error,
    "RFC 4180 2",
    "Deze rij is te lang: meer dan {expected} bytes.",
    "This row is too long: more than {expected} bytes.",
    "Controleer of hier een aanhalingsteken opent dat nergens sluit.",
    "Check whether a quote opens here that is closed nowhere."};

} // namespace rules

std::span<const rule> rules_of_reading() {
    using namespace rules;
    static const std::array all{byte_order_mark,  encoding,       control_character, quote_in_cell,
                                text_after_quote, unclosed_quote, line_break,        line_ends,
                                carriage_return,  blank_line,     limit_columns,     limit_row};
    return all;
}

} // namespace schakel::csv
