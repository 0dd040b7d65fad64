#include "gateway/codec/rdf_rules.hpp"

#include "gateway/codec/rdf.hpp"

#include <array>

namespace schakel::rdf {

namespace rules {

const rule encoding{
    "rdf.encoding",
    severity::error,
    "Turtle 1.1, 6.1",
    "De tekst is geen UTF-8, of bevat een nulteken.",
    "The text is not UTF-8, or holds a null character.",
    "Sla de tekst op als UTF-8.",
    "Save the text as UTF-8."};
const rule turtle_syntax{
    "rdf.turtle-syntax",
    severity::error,
    "Turtle 1.1, 6",
    "De tekst volgt de grammatica van Turtle hier niet: {got}.",
    "The text does not follow the grammar of Turtle here: {got}.",
    "Verbeter de aangewezen plaats; rapper of een editor voor Turtle wijst dezelfde plaats aan.",
    "Correct the place that is shown; rapper or an editor for Turtle shows the same place."};
const rule limit_bytes{
    "rdf.limit-bytes",
    severity::error,
    "Schakel, grenzen aan een document",
    "De tekst is langer dan {expected} bytes.",
    "The text is longer than {expected} bytes.",
    "Verdeel het bestand, bijvoorbeeld per conceptschema.",
    "Divide the file, for instance by concept scheme."};
const rule limit_depth{
    "rdf.limit-depth",
    severity::error,
    "Schakel, grenzen aan een document",
    "Haken zijn dieper genest dan {expected}.",
    "Brackets are nested deeper than {expected}.",
    "Geef blanke knopen een naam (_:naam) in plaats van ze te nesten.",
    "Name blank nodes (_:name) rather than nesting them."};
const rule limit_nodes{
    "rdf.limit-statements",
    severity::error,
    "Schakel, grenzen aan een document",
    "Er staan meer dan {expected} uitspraken in de tekst.",
    "The text holds more than {expected} statements.",
    "Verdeel het bestand, bijvoorbeeld per conceptschema.",
    "Divide the file, for instance by concept scheme."};
const rule relative_iri{
    "rdf.relative-iri",
    severity::error,
    "RDF 1.1 Concepts, 3.2",
    "Een IRI is relatief en de tekst noemt geen basis.",
    "An IRI is relative and the text names no base.",
    "Schrijf hele IRI's, of begin met @base (Turtle) of @base in @context (JSON-LD).",
    "Write whole IRIs, or begin with @base (Turtle) or @base within @context (JSON-LD)."};
const rule bad_iri{
    "rdf.iri",
    severity::error,
    "RFC 3987, 2.2",
    "Een IRI bevat een teken dat er niet in mag staan.",
    "An IRI holds a character that it must not hold.",
    "Schrijf spaties en haken in een IRI met procentcodes (%20).",
    "Write blanks and brackets in an IRI with percent codes (%20)."};
const rule remote_context{
    "rdf.remote-context",
    severity::error,
    "JSON-LD 1.1, 3.1",
    "Het document verwijst naar een context elders; de gateway haalt niets op.",
    "The document refers to a context elsewhere; the gateway fetches nothing.",
    "Neem de inhoud van de context op in @context.",
    "Put the content of the context into @context."};
const rule json_ld_form{
    "rdf.json-ld-form",
    severity::error,
    "JSON-LD 1.1, 9",
    "Hier staat een waarde van een vorm die JSON-LD niet heeft; verwacht: {expected}.",
    "A value of a form that JSON-LD does not have stands here; expected: {expected}.",
    "Schrijf een knoop als object, een waarde als tekst of als object met @value.",
    "Write a node as an object, a value as text or as an object with @value."};
const rule json_ld_keyword{
    "rdf.json-ld-keyword",
    severity::error,
    "JSON-LD 1.1, 1.7",
    "Het sleutelwoord {got} wordt hier niet gelezen.",
    "The keyword {got} is not read here.",
    "Schrijf het document in gewone vorm: @context, @graph, @id, @type, @value, @language, @list, @set, @reverse.",
    "Write the document in ordinary form: @context, @graph, @id, @type, @value, @language, @list, @set, @reverse."};

} // namespace rules

std::span<const rule> rules_of_reading() {
    static const std::array all{rules::encoding,     rules::turtle_syntax,  rules::limit_bytes, rules::limit_depth,
                                rules::limit_nodes,  rules::relative_iri,   rules::bad_iri,     rules::remote_context,
                                rules::json_ld_form, rules::json_ld_keyword};
    return all;
}

std::string_view namespace_of(std::string_view iri) {
    const std::size_t end = iri.find_last_of("/#");
    return end == std::string_view::npos ? std::string_view{} : iri.substr(0, end + 1);
}

bool is_absolute_iri(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == 0 || colon == std::string_view::npos) return false;
    for (std::size_t i = 0; i < colon; ++i) {
        const char c = text[i];
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
        if (!letter && (i == 0 || !other)) return false;
    }
    for (const char c : text)
        if ((c >= 0 && c <= ' ') || std::string_view("<>\"{}|^`\\").find(c) != std::string_view::npos) return false;
    return true;
}

} // namespace schakel::rdf
