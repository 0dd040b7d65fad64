// The texts of what the XSD engine reports.
#include "gateway/validation/xsd_rules.hpp"

#include "gateway/validation/xsd_schema.hpp"

#include <array>

namespace schakel::validation {

namespace {
constexpr std::array rules{
    rule{
        "xsd.root", severity::error, "XSD 1.0 cvc-elt.1",
        "Het document begint met {got}, een element dat het schema niet als begin kent.",
        "The document begins with {got}, which the schema does not know as a root element.",
        "Stuur een bericht dat begint met een van: {expected}.", "Send a message that begins with one of: {expected}."},
    rule{
        "xsd.unexpected-element", severity::error, "XSD 1.0 cvc-complex-type.2.4.a",
        "Het element {got} mag hier niet staan; hier hoort {expected}.",
        "The element {got} is not allowed here; expected {expected}.",
        "Zet de elementen in de volgorde van het schema en controleer de schrijfwijze en de namespace.",
        "Put the elements in the order of the schema and check spelling and namespace."},
    rule{
        "xsd.missing-element", severity::error, "XSD 1.0 cvc-complex-type.2.4.b",
        "Het element {got} is niet compleet; er ontbreekt {expected}.",
        "The element {got} is incomplete; {expected} is missing.", "Voeg het ontbrekende element toe.",
        "Add the missing element."},
    rule{
        "xsd.element-in-simple-content", severity::error, "XSD 1.0 cvc-type.3.1.2",
        "Het element {got} staat in een element dat alleen tekst mag bevatten.",
        "The element {got} stands in an element that holds text only.",
        "Laat het element weg of controleer de afsluitende tag van het element eromheen.",
        "Leave the element out, or check the end tag of the element around it."},
    rule{
        "xsd.not-empty", severity::error, "XSD 1.0 cvc-complex-type.2.1",
        "Dit element moet leeg zijn, ook zonder spaties, maar bevat {got}.",
        "This element must be empty, without blanks even, but it holds {got}.", "Maak het element helemaal leeg.",
        "Make the element entirely empty."},
    rule{
        "xsd.text-not-allowed", severity::error, "XSD 1.0 cvc-complex-type.2.3",
        "Hier staat tekst ({got}) waar alleen elementen mogen staan.",
        "There is text ({got}) where only elements may stand.", "Verwijder de tekst of zet hem in het juiste element.",
        "Remove the text, or put it into the right element."},
    rule{
        "xsd.undeclared-element", severity::error, "XSD 1.0 cvc-assess-elt.1.1",
        "Het element {got} is in geen van de geladen schema's bekend, en dat moet hier wel.",
        "The element {got} is not declared in any loaded schema, as it must be here.",
        "Controleer naam en namespace, of laad het schema van de partner die dit element bepaalt.",
        "Check name and namespace, or load the schema of the partner that defines this element."},
    rule{
        "xsd.abstract-element", severity::error, "XSD 1.0 cvc-elt.2",
        "Het element {got} is abstract en mag niet zelf in een bericht staan.",
        "The element {got} is abstract and cannot stand in a message itself.",
        "Gebruik een element dat ervoor in de plaats komt.", "Use an element that substitutes for it."},
    rule{
        "xsd.abstract-type", severity::error, "XSD 1.0 cvc-type.2",
        "Het type van het element {got} is abstract; het bericht moet met xsi:type een afgeleid type noemen.",
        "The type of the element {got} is abstract; the message must name a derived type with xsi:type.",
        "Zet xsi:type op het element, met een type dat is afgeleid van {expected}.",
        "Put xsi:type on the element, naming a type derived from {expected}."},
    rule{
        "xsd.unknown-type", severity::error, "XSD 1.0 cvc-elt.4.2",
        "xsi:type noemt een type dat in geen van de geladen schema's staat: {got}.",
        "xsi:type names a type that no loaded schema has: {got}.",
        "Controleer de naam en het voorvoegsel, of laad het schema van de partner.",
        "Check the name and its prefix, or load the partner's schema."},
    rule{
        "xsd.type-not-derived", severity::error, "XSD 1.0 cvc-elt.4.3",
        "xsi:type noemt {got}, en dat mag hier niet in de plaats van {expected} komen.",
        "xsi:type names {got}, which may not replace {expected} here.",
        "Gebruik een type dat is afgeleid van {expected}.", "Use a type derived from {expected}."},
    rule{
        "xsd.nil-not-allowed", severity::error, "XSD 1.0 cvc-elt.3.1", "Het element {got} mag geen xsi:nil hebben.",
        "The element {got} may not have xsi:nil.", "Laat xsi:nil weg; laat zo nodig het hele element weg.",
        "Remove xsi:nil; leave out the whole element if need be."},
    rule{
        "xsd.nil-not-empty", severity::error, "XSD 1.0 cvc-elt.3.2.1",
        "Het element heeft xsi:nil=\"true\" en is toch niet leeg.",
        "The element has xsi:nil=\"true\" and yet it is not empty.", "Maak het element leeg of verwijder xsi:nil.",
        "Empty the element, or remove xsi:nil."},
    rule{
        "xsd.unknown-attribute", severity::error, "XSD 1.0 cvc-complex-type.3.2",
        "Het attribuut {got} mag hier niet staan.", "The attribute {got} is not allowed here.",
        "Verwijder het attribuut of controleer de schrijfwijze. Toegestaan: {expected}.",
        "Remove the attribute or check its spelling. Allowed: {expected}."},
    rule{
        "xsd.missing-attribute", severity::error, "XSD 1.0 cvc-complex-type.4",
        "Het verplichte attribuut {expected} ontbreekt.", "The required attribute {expected} is missing.",
        "Voeg het attribuut toe.", "Add the attribute."},
    rule{
        "xsd.undeclared-attribute", severity::error, "XSD 1.0 cvc-assess-attr",
        "Het attribuut {got} is in geen van de geladen schema's bekend, en dat moet hier wel.",
        "The attribute {got} is not declared in any loaded schema, as it must be here.",
        "Verwijder het attribuut of laad het schema dat het bepaalt.",
        "Remove the attribute, or load the schema that defines it."},
    rule{
        "xsd.fixed-value", severity::error, "XSD 1.0 cvc-elt.5.2.2.2",
        "De waarde {got} wijkt af van de vaste waarde {expected}.",
        "The value {got} differs from the fixed value {expected}.", "Gebruik de vaste waarde of laat de waarde weg.",
        "Use the fixed value, or leave the value out."},
    rule{
        "xsd.datatype", severity::error, "XSD 1.0 cvc-datatype-valid.1.2",
        "De waarde {got} heeft niet de vorm van {expected}.", "The value {got} does not have the form of {expected}.",
        "Schrijf de waarde in de gevraagde vorm.", "Write the value in the form asked for."},
    rule{
        "xsd.pattern", severity::error, "XSD 1.0 cvc-pattern-valid",
        "De waarde {got} past niet bij het patroon {expected}.",
        "The value {got} does not match the pattern {expected}.",
        "Pas de waarde aan; let op spaties, hoofdletters en de lengte.",
        "Change the value; mind blanks, capitals and length."},
    rule{
        "xsd.enumeration", severity::error, "XSD 1.0 cvc-enumeration-valid",
        "De waarde {got} staat niet in de lijst van toegestane waarden: {expected}.",
        "The value {got} is not in the list of allowed values: {expected}.",
        "Kies een waarde uit de lijst, precies zo geschreven.", "Choose a value from the list, written exactly so."},
    rule{
        "xsd.length", severity::error, "XSD 1.0 cvc-length-valid",
        "De lengte van de waarde {got} moet {expected} zijn.", "The length of the value {got} must be {expected}.",
        "Pas de lengte van de waarde aan.", "Adjust the length of the value."},
    rule{
        "xsd.min-length", severity::error, "XSD 1.0 cvc-minLength-valid",
        "De waarde {got} is te kort; toegestane lengte: {expected}.",
        "The value {got} is too short; allowed length: {expected}.",
        "Vul de waarde in, of laat het element of attribuut weg als het niet verplicht is.",
        "Fill in the value, or leave out the element or attribute when it is not required."},
    rule{
        "xsd.max-length", severity::error, "XSD 1.0 cvc-maxLength-valid",
        "De waarde {got} is te lang; toegestane lengte: {expected}.",
        "The value {got} is too long; allowed length: {expected}.", "Maak de waarde korter.", "Shorten the value."},
    rule{
        "xsd.min-inclusive", severity::error, "XSD 1.0 cvc-minInclusive-valid",
        "De waarde {got} is te klein; toegestaan is {expected}.",
        "The value {got} is too small; allowed is {expected}.", "Controleer de waarde.", "Check the value."},
    rule{
        "xsd.min-exclusive", severity::error, "XSD 1.0 cvc-minExclusive-valid",
        "De waarde {got} is te klein; toegestaan is {expected}.",
        "The value {got} is too small; allowed is {expected}.", "Controleer de waarde.", "Check the value."},
    rule{
        "xsd.max-inclusive", severity::error, "XSD 1.0 cvc-maxInclusive-valid",
        "De waarde {got} is te groot; toegestaan is {expected}.",
        "The value {got} is too large; allowed is {expected}.", "Controleer de waarde.", "Check the value."},
    rule{
        "xsd.max-exclusive", severity::error, "XSD 1.0 cvc-maxExclusive-valid",
        "De waarde {got} is te groot; toegestaan is {expected}.",
        "The value {got} is too large; allowed is {expected}.", "Controleer de waarde.", "Check the value."},
    rule{
        "xsd.total-digits", severity::error, "XSD 1.0 cvc-totalDigits-valid",
        "De waarde {got} heeft te veel cijfers; toegestaan is {expected}.",
        "The value {got} has too many digits; allowed is {expected}.", "Rond de waarde af of controleer haar.",
        "Round the value, or check it."},
    rule{
        "xsd.fraction-digits", severity::error, "XSD 1.0 cvc-fractionDigits-valid",
        "De waarde {got} heeft te veel decimalen; toegestaan is {expected}.",
        "The value {got} has too many decimals; allowed is {expected}.", "Rond de waarde af.", "Round the value."},
    rule{
        "xsd.duplicate-key", severity::error, "XSD 1.0 cvc-identity-constraint.4.2.2",
        "De sleutel {got} komt meer dan eens voor; de eerste keer op regel {expected}.",
        "The key {got} occurs more than once, first on line {expected}.",
        "Geef elk element een eigen sleutel, of verwijder het dubbele element.",
        "Give every element a key of its own, or remove the duplicate."},
    rule{
        "xsd.duplicate-unique", severity::error, "XSD 1.0 cvc-identity-constraint.4.1",
        "De waarde {got} moet uniek zijn, maar komt meer dan eens voor; de eerste keer op regel {expected}.",
        "The value {got} must be unique but occurs more than once, first on line {expected}.",
        "Geef elk element een eigen waarde, of verwijder het dubbele element.",
        "Give every element a value of its own, or remove the duplicate."},
    rule{
        "xsd.incomplete-key", severity::error, "XSD 1.0 cvc-identity-constraint.4.2.1",
        "Bij dit element ontbreekt een deel van de sleutel {expected}.",
        "A part of the key {expected} is missing from this element.", "Vul alle velden van de sleutel in.",
        "Fill in all fields of the key."},
    rule{
        "xsd.nil-key", severity::error, "XSD 1.0 cvc-identity-constraint.4.2.3",
        "Een veld van de sleutel {expected} mag niet leeg (xsi:nil) kunnen zijn.",
        "A field of the key {expected} may not be nillable.",
        "Het schema staat dit niet toe; overleg met de beheerder van het schema.",
        "The schema rules this out; consult its owner."},
    rule{
        "xsd.dangling-keyref", severity::error, "XSD 1.0 cvc-identity-constraint.4.3",
        "De verwijzing {got} wijst naar een sleutel {expected} die niet in dit document staat.",
        "The reference {got} points to a key {expected} that is not in this document.",
        "Voeg het element met deze sleutel toe of verbeter de verwijzing.",
        "Add the element with this key, or correct the reference."},
    rule{
        "xsd.ambiguous-field", severity::error, "XSD 1.0 cvc-identity-constraint.3",
        "Een veld van {expected} wijst meer dan één waarde aan, of een element zonder enkelvoudige waarde.",
        "A field of {expected} selects more than one value, or an element without a simple value.",
        "Laat het element één keer voorkomen, met alleen tekst.", "Let the element occur once, with text only."},
    rule{
        "xsd.duplicate-id", severity::error, "XSD 1.0 cvc-id.2",
        "De ID {got} komt meer dan eens voor; de eerste keer op regel {expected}.",
        "The ID {got} occurs more than once, first on line {expected}.", "Geef elk element een eigen ID.",
        "Give every element an ID of its own."},
    rule{
        "xsd.dangling-idref", severity::error, "XSD 1.0 cvc-id.1",
        "De verwijzing {got} wijst naar een ID die niet in dit document staat.",
        "The reference {got} points to an ID that is not in this document.",
        "Voeg het element met deze ID toe of verbeter de verwijzing.",
        "Add the element with this ID, or correct the reference."},
    rule{
        "xsd.more-findings", severity::error, "XSD 1.0",
        "Er zijn meer bevindingen dan de {expected} die worden gemeld; de controle is hier gestopt.",
        "There are more findings than the {expected} that are reported; checking stopped here.",
        "Herstel eerst de gemelde fouten en controleer het bericht dan opnieuw.",
        "Repair the faults that were reported, then check the message again."},
};
static_assert(rules.size() == static_cast<std::size_t>(xsd::xsd_rule::more_findings) + 1);
} // namespace

std::span<const rule> xsd_rules() {
    return rules;
}

namespace xsd {

const rule& rule_of(xsd_rule which) {
    return rules[static_cast<std::size_t>(which)];
}

// Facets stand in the order of their rules.
const rule& rule_of(facet broken) {
    return rules[static_cast<std::size_t>(xsd_rule::datatype) + static_cast<std::size_t>(broken)];
}

} // namespace xsd

} // namespace schakel::validation
