#include "gateway/validation/json_schema_remarks.hpp"

#include "gateway/codec/utf8.hpp"
#include "gateway/core/nearest.hpp"
#include "gateway/validation/json_schema.hpp"
#include "gateway/validation/json_schema_formats.hpp"
#include "gateway/validation/json_schema_keywords.hpp"

#include <array>

namespace schakel::validation {

namespace {

const rule unknown_keyword{
    "json-schema.unknown-keyword",
    severity::warning,
    "JSON Schema Core 4.3.1",
    "Het sleutelwoord {got} bestaat niet in {expected}; er wordt niets mee gecontroleerd.",
    "The keyword {got} does not exist in {expected}; nothing is checked for it.",
    "Haal het weg, of laat de naam met x- beginnen als een ander programma het leest.",
    "Remove it, or let its name begin with x- when another program reads it."};
const rule misspelt_keyword{
    "json-schema.misspelt-keyword",
    severity::warning,
    "JSON Schema Core 4.3.1",
    "Het sleutelwoord {got} bestaat niet; er wordt niets mee gecontroleerd. Is {expected} bedoeld?",
    "The keyword {got} does not exist; nothing is checked for it. Is {expected} meant?",
    "Verbeter de naam; hoofdletters tellen mee.",
    "Correct the name; upper and lower case matter."};
const rule keyword_of_other_draft{
    "json-schema.keyword-of-other-draft",
    severity::warning,
    "JSON Schema Core 4.3.1",
    "Het sleutelwoord {got} hoort bij een andere versie van JSON Schema; er wordt niets mee gecontroleerd. Hier heet "
    "het: "
    "{expected}.",
    "The keyword {got} belongs to another draft of JSON Schema; nothing is checked for it. It is called here: "
    "{expected}.",
    "Gebruik de naam van deze versie, of noem in $schema de versie waarin het schema is geschreven.",
    "Use the name of this draft, or name in $schema the draft that the schema was written in."};
const rule old_name{
    "json-schema.old-name",
    severity::info,
    "JSON Schema Core 8.2.4",
    "Het sleutelwoord {got} heet in deze versie {expected}; schema's die erin staan worden wel gelezen.",
    "The keyword {got} is called {expected} in this draft; the schemas it holds are read all the same.",
    "Hernoem het, met de verwijzingen ernaar.",
    "Rename it, with the references to it."};
const rule beside_reference{
    "json-schema.beside-reference",
    severity::warning,
    "JSON Schema draft-07 Core 8.3",
    "Naast $ref telt in draft-07 geen ander sleutelwoord; {got} wordt niet gecontroleerd.",
    "Beside $ref draft-07 looks at no other keyword; {got} is not checked.",
    "Zet de verwijzing in allOf, met de andere sleutelwoorden ernaast.",
    "Put the reference into allOf, with the other keywords beside it."};
const rule other_vocabulary{
    "json-schema.other-vocabulary",
    severity::warning,
    "JSON Schema Core 8.1.2",
    "Het sleutelwoord {got} hoort bij een vocabulaire dat het dialect {expected} niet heeft; er wordt niets mee "
    "gecontroleerd.",
    "The keyword {got} belongs to a vocabulary that the dialect {expected} does not have; nothing is checked for it.",
    "Noem het vocabulaire in $vocabulary van het metaschema, of haal het sleutelwoord weg.",
    "Name the vocabulary in $vocabulary of the metaschema, or remove the keyword."};
const rule unknown_format{
    "json-schema.unknown-format",
    severity::warning,
    "JSON Schema Validation 7.2.3",
    "De vorm {got} is niet bekend; teksten worden er niet op gecontroleerd.",
    "The format {got} is not known; texts are not checked for it.",
    "Gebruik een bekende vorm, of beschrijf de vorm met pattern.",
    "Use a known format, or describe the form with pattern."};
const rule misspelt_format{
    "json-schema.misspelt-format",
    severity::warning,
    "JSON Schema Validation 7.2.3",
    "De vorm {got} is niet bekend; teksten worden er niet op gecontroleerd. Is {expected} bedoeld?",
    "The format {got} is not known; texts are not checked for it. Is {expected} meant?",
    "Verbeter de naam van de vorm.",
    "Correct the name of the format."};
const rule without_partner{
    "json-schema.without-partner",
    severity::warning,
    "JSON Schema Core 10",
    "Het sleutelwoord {got} doet niets zonder {expected} ernaast.",
    "The keyword {got} does nothing without {expected} beside it.",
    "Voeg het andere sleutelwoord toe of haal dit weg.",
    "Add the other keyword or remove this one."};

finding made(const rule& broken, json::value member, std::string_view expected) {
    finding f;
    f.broken = &broken;
    f.where.offset = member.name_offset();
    f.expected = expected;
    f.got = utf8::shortened(member.name(), 60);
    return f;
}

// The keyword that another needs beside it; "" when that is there or none is needed.
std::string_view missing_partner(std::string_view name, json::value schema) {
    if ((name == "then" || name == "else") && !schema.member("if")) return "if";
    if ((name == "minContains" || name == "maxContains") && !schema.member("contains")) return "contains";
    if (name == "additionalItems" && !schema.member("items").is(json::kind::array)) return "items: […]";
    return {};
}

std::optional<finding> remark_on_known(json::value member, json::value schema, const dialect& d) {
    const std::string_view name = member.name();
    if (d.version == draft::seven && name != "$ref" && name != "definitions" && name != "$comment" &&
        name != "$schema" && schema.member("$ref").is(json::kind::string))
        return made(beside_reference, member, {});
    if (name == "definitions" && d.version == draft::twenty_twenty) return made(old_name, member, "$defs");
    if (const std::string_view partner = missing_partner(name, schema); !partner.empty())
        return made(without_partner, member, partner);
    if (name != "format" || !member.is(json::kind::string) || format_named(member.text())) return std::nullopt;
    const std::string_view meant = nearest_format(member.text());
    finding f = made(meant.empty() ? unknown_format : misspelt_format, member, meant);
    f.where.offset = member.offset();
    f.got = utf8::shortened(member.text(), 60);
    return f;
}

} // namespace

std::optional<finding> remark_on(json::value member, json::value schema, const dialect& d) {
    const std::string_view name = member.name();
    if (find_keyword(name, d) || name == "x-schakel-clause") return remark_on_known(member, schema, d);
    if (is_extension(name) && !name.starts_with("x-schakel-")) return std::nullopt;
    if (const std::string_view here = name_in_draft(name, d.version); !here.empty() && here != name)
        return made(keyword_of_other_draft, member, here);
    if (const keyword* known = find_keyword(name))
        return known->in == drafts::both || d.version == draft::twenty_twenty
                   ? made(other_vocabulary, member, d.metaschema)
                   : made(unknown_keyword, member, draft_name(d.version));
    const std::string_view meant = nearest(name, keyword_names(d));
    return meant.empty() ? made(unknown_keyword, member, draft_name(d.version)) : made(misspelt_keyword, member, meant);
}

std::span<const rule> json_schema_remark_rules() {
    static const std::array all{unknown_keyword, misspelt_keyword, keyword_of_other_draft,
                                old_name,        beside_reference, other_vocabulary,
                                unknown_format,  misspelt_format,  without_partner};
    return all;
}

} // namespace schakel::validation
