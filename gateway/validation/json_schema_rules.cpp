#include "gateway/validation/json_schema_rules.hpp"

#include "gateway/validation/json_schema.hpp"

#include <array>

namespace schakel::validation {

namespace rules {

namespace {

constexpr std::string_view core = "JSON Schema 2020-12 core";
constexpr severity error = severity::error;

} // namespace

const rule schema_false{
    "schema.false",
    error,
    "JSON Schema Core 4.3.2",
    "Hier mag geen waarde staan.",
    "No value is allowed here.",
    "Laat dit veld weg.",
    "Leave this member out."};
const rule schema_type{
    "schema.type",
    error,
    "JSON Schema Validation 6.1.1",
    "Het type is {got}; verwacht: {expected}.",
    "The type is {got}; expected: {expected}.",
    "Geef een waarde van het verwachte type; let op aanhalingstekens rond getallen.",
    "Give a value of the expected type; mind quotation marks around numbers."};
const rule schema_enum{
    "schema.enum",
    error,
    "JSON Schema Validation 6.1.2",
    "De waarde {got} hoort niet bij de toegestane waarden: {expected}.",
    "The value {got} is not one of those allowed: {expected}.",
    "Kies een van de toegestane waarden.",
    "Choose one of the allowed values."};
const rule schema_const{
    "schema.const",
    error,
    "JSON Schema Validation 6.1.3",
    "De waarde is {got}; verwacht: {expected}.",
    "The value is {got}; expected: {expected}.",
    "Geef precies deze waarde.",
    "Give exactly this value."};
const rule schema_multiple_of{
    "schema.multiple-of",
    error,
    "JSON Schema Validation 6.2.1",
    "Het getal is geen veelvoud van {expected}.",
    "The number is not a multiple of {expected}.",
    "Rond af op een veelvoud.",
    "Round to a multiple."};
const rule schema_minimum{
    "schema.minimum",
    error,
    "JSON Schema Validation 6.2.4",
    "Het getal is te klein; ten minste {expected}.",
    "The number is too small; at least {expected}.",
    "Controleer de waarde en de schaal.",
    "Check the value and its scale."};
const rule schema_maximum{
    "schema.maximum",
    error,
    "JSON Schema Validation 6.2.2",
    "Het getal is te groot; ten hoogste {expected}.",
    "The number is too large; at most {expected}.",
    "Controleer de waarde en de schaal.",
    "Check the value and its scale."};
const rule schema_exclusive_minimum{
    "schema.exclusive-minimum",
    error,
    "JSON Schema Validation 6.2.5",
    "Het getal is te klein; groter dan {expected}.",
    "The number is too small; above {expected}.",
    "Controleer de waarde en de schaal.",
    "Check the value and its scale."};
const rule schema_exclusive_maximum{
    "schema.exclusive-maximum",
    error,
    "JSON Schema Validation 6.2.3",
    "Het getal is te groot; kleiner dan {expected}.",
    "The number is too large; below {expected}.",
    "Controleer de waarde en de schaal.",
    "Check the value and its scale."};
const rule schema_min_length{
    "schema.min-length",
    error,
    "JSON Schema Validation 6.3.2",
    "De tekst heeft {got} tekens; ten minste {expected}.",
    "The text has {got} characters; at least {expected}.",
    "Vul de waarde aan of laat het veld weg.",
    "Complete the value or leave the member out."};
const rule schema_max_length{
    "schema.max-length",
    error,
    "JSON Schema Validation 6.3.1",
    "De tekst heeft {got} tekens; ten hoogste {expected}.",
    "The text has {got} characters; at most {expected}.",
    "Kort de waarde in.",
    "Shorten the value."};
const rule schema_pattern{
    "schema.pattern",
    error,
    "JSON Schema Validation 6.3.3",
    "De tekst {got} volgt het patroon {expected} niet.",
    "The text {got} does not match the pattern {expected}.",
    "Schrijf de waarde in de voorgeschreven vorm.",
    "Write the value in the prescribed form."};
const rule schema_format{
    "schema.format",
    error,
    "JSON Schema Validation 7.3",
    "De tekst {got} is geen geldige {expected}.",
    "The text {got} is not a valid {expected}.",
    "Schrijf de waarde in de voorgeschreven vorm.",
    "Write the value in the prescribed form."};
const rule schema_min_items{
    "schema.min-items",
    error,
    "JSON Schema Validation 6.4.2",
    "De lijst heeft {got} elementen; ten minste {expected}.",
    "The array has {got} items; at least {expected}.",
    "Voeg de ontbrekende elementen toe.",
    "Add the missing items."};
const rule schema_max_items{
    "schema.max-items",
    error,
    "JSON Schema Validation 6.4.1",
    "De lijst heeft {got} elementen; ten hoogste {expected}.",
    "The array has {got} items; at most {expected}.",
    "Haal de overtollige elementen weg.",
    "Remove the surplus items."};
const rule schema_additional_items{
    "schema.additional-items",
    error,
    "JSON Schema Core 10.3.1.2",
    "De lijst mag hier niet verdergaan; ten hoogste {expected} elementen.",
    "The array may not go on here; at most {expected} items.",
    "Haal de overtollige elementen weg.",
    "Remove the surplus items."};
const rule schema_unique_items{
    "schema.unique-items",
    error,
    "JSON Schema Validation 6.4.3",
    "Dit element staat al in de lijst, op plaats {got}.",
    "This item is already in the array, at index {got}.",
    "Noem elk element één keer.",
    "List each item once."};
const rule schema_contains{
    "schema.contains",
    error,
    "JSON Schema Core 10.3.1.3",
    "De lijst bevat {got} elementen van de gevraagde soort; ten minste {expected}.",
    "The array holds {got} items of the kind asked for; at least {expected}.",
    "Voeg een element van die soort toe.",
    "Add an item of that kind."};
const rule schema_max_contains{
    "schema.max-contains",
    error,
    "JSON Schema Validation 6.4.4",
    "De lijst bevat {got} elementen van die soort; ten hoogste {expected}.",
    "The array holds {got} items of that kind; at most {expected}.",
    "Haal de overtollige elementen weg.",
    "Remove the surplus items."};
const rule schema_unevaluated_items{
    "schema.unevaluated-items",
    error,
    "JSON Schema Core 11.2",
    "Dit element hoort niet in de lijst.",
    "This item does not belong in the array.",
    "Haal het element weg.",
    "Remove the item."};
const rule schema_min_properties{
    "schema.min-properties",
    error,
    "JSON Schema Validation 6.5.2",
    "Het object heeft {got} velden; ten minste {expected}.",
    "The object has {got} members; at least {expected}.",
    "Voeg de ontbrekende velden toe.",
    "Add the missing members."};
const rule schema_max_properties{
    "schema.max-properties",
    error,
    "JSON Schema Validation 6.5.1",
    "Het object heeft {got} velden; ten hoogste {expected}.",
    "The object has {got} members; at most {expected}.",
    "Haal de overtollige velden weg.",
    "Remove the surplus members."};
const rule schema_required{
    "schema.required",
    error,
    "JSON Schema Validation 6.5.3",
    "Het veld {expected} ontbreekt.",
    "The member {expected} is missing.",
    "Voeg het veld toe.",
    "Add the member."};
const rule schema_dependent_required{
    "schema.dependent-required",
    error,
    "JSON Schema Validation 6.5.4",
    "Bij het veld {got} hoort ook het veld {expected}.",
    "The member {got} requires the member {expected}.",
    "Voeg het veld toe of laat beide weg.",
    "Add the member or leave both out."};
const rule schema_additional_properties{
    "schema.additional-properties",
    error,
    "JSON Schema Core 10.3.2.3",
    "Het veld {got} is hier niet toegestaan. Wel toegestaan, het meest gelijkende eerst: {expected}.",
    "The member {got} is not allowed here. Allowed, most alike first: {expected}.",
    "Verbeter de naam of haal het veld weg.",
    "Correct the name or remove the member."};
const rule schema_property_names{
    "schema.property-names",
    error,
    "JSON Schema Core 10.3.2.4",
    "De veldnaam {got} voldoet niet aan de regels voor namen.",
    "The member name {got} does not follow the rules for names.",
    "Verbeter de naam.",
    "Correct the name."};
const rule schema_unevaluated_properties{
    "schema.unevaluated-properties",
    error,
    "JSON Schema Core 11.3",
    "Het veld {got} hoort niet in dit object.",
    "The member {got} does not belong in this object.",
    "Verbeter de naam of haal het veld weg.",
    "Correct the name or remove the member."};
const rule schema_any_of{
    "schema.any-of",
    error,
    "JSON Schema Core 10.2.1.2",
    "De waarde past bij geen van de mogelijkheden; {expected} komt het dichtst in de buurt.",
    "The value matches none of the alternatives; {expected} comes closest.",
    "Herstel de bevindingen van die mogelijkheid.",
    "Repair the findings of that alternative."};
const rule schema_one_of{
    "schema.one-of",
    error,
    "JSON Schema Core 10.2.1.3",
    "De waarde past bij geen van de mogelijkheden; {expected} komt het dichtst in de buurt.",
    "The value matches none of the alternatives; {expected} comes closest.",
    "Herstel de bevindingen van die mogelijkheid.",
    "Repair the findings of that alternative."};
const rule schema_one_of_many{
    "schema.one-of-many",
    error,
    "JSON Schema Core 10.2.1.3",
    "De waarde past bij meer dan één mogelijkheid ({got}); het moet er precies één zijn.",
    "The value matches more than one alternative ({got}); it must be exactly one.",
    "Laat weg wat bij de andere mogelijkheid hoort.",
    "Leave out what belongs to the other alternative."};
const rule schema_not{
    "schema.not",
    error,
    "JSON Schema Core 10.2.1.4",
    "De waarde heeft een vorm die hier is uitgesloten ({expected}).",
    "The value has a form that is excluded here ({expected}).",
    "Kies een andere vorm.",
    "Choose another form."};
const rule schema_limit_depth{
    "schema.limit-depth",
    error,
    core,
    "De nesting is te diep om te controleren: ten hoogste {expected} niveaus.",
    "The nesting is too deep to check: at most {expected} levels.",
    "Controleer of de schrijver zichzelf niet herhaalt.",
    "Check that the writer does not repeat itself."};
const rule schema_limit_work{
    "schema.limit-work",
    error,
    core,
    "Het bericht vraagt te veel rekenwerk om te controleren.",
    "The message takes too much work to check.",
    "Verdeel het over kleinere berichten.",
    "Divide it over smaller messages."};
const rule schema_limit_findings{
    "schema.limit-findings",
    severity::info,
    core,
    "Er zijn meer bevindingen dan de {expected} die zijn gemeld.",
    "There are more findings than the {expected} reported.",
    "Herstel de gemelde fouten en controleer opnieuw.",
    "Repair the faults reported and check again."};

} // namespace rules

std::span<const rule> json_schema_rules() {
    using namespace rules;
    static const std::array all{
        schema_false,
        schema_type,
        schema_enum,
        schema_const,
        schema_multiple_of,
        schema_minimum,
        schema_maximum,
        schema_exclusive_minimum,
        schema_exclusive_maximum,
        schema_min_length,
        schema_max_length,
        schema_pattern,
        schema_format,
        schema_min_items,
        schema_max_items,
        schema_additional_items,
        schema_unique_items,
        schema_contains,
        schema_max_contains,
        schema_unevaluated_items,
        schema_min_properties,
        schema_max_properties,
        schema_required,
        schema_dependent_required,
        schema_additional_properties,
        schema_property_names,
        schema_unevaluated_properties,
        schema_any_of,
        schema_one_of,
        schema_one_of_many,
        schema_not,
        schema_limit_depth,
        schema_limit_work,
        schema_limit_findings};
    return all;
}

} // namespace schakel::validation
