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
    "Het schema verbiedt op deze plaats elke waarde. Laat het veld of element weg. Is het wel nodig, kijk dan of het "
    "bij een ander deel van het bericht hoort of in een andere versie van de standaard thuishoort.",
    "The schema forbids any value at this place. Leave the member or item out. If you do need it, check whether it "
    "belongs to another part of the message, or to another version of the standard."};
const rule schema_type{
    "schema.type",
    error,
    "JSON Schema Validation 6.1.1",
    "Het type is {got}; verwacht: {expected}.",
    "The type is {got}; expected: {expected}.",
    "Schrijf de waarde in het gevraagde type. Een getal en true of false staan zonder aanhalingstekens, een tekst met; "
    "een lijst staat tussen [ en ], ook als er maar één element in zit. Is er geen waarde, laat het veld dan weg in "
    "plaats van null te schrijven, tenzij null bij de gevraagde typen staat.",
    "Write the value in the type asked for. A number and true or false stand without quotation marks, a text with "
    "them; an array stands between [ and ], even when it has a single item. When there is no value, leave the member "
    "out instead of writing null, unless null is one of the types asked for."};
const rule schema_enum{
    "schema.enum",
    error,
    "JSON Schema Validation 6.1.2",
    "De waarde {got} hoort niet bij de toegestane waarden: {expected}.",
    "The value {got} is not one of those allowed: {expected}.",
    "Kies een van de toegestane waarden en schrijf die precies zo: hoofdletters, spaties en streepjes tellen mee. De "
    "waarden die het meest lijken op wat er stond, staan vooraan. Ontbreekt de waarde die u bedoelt, dan kent deze "
    "versie van de standaard hem niet.",
    "Choose one of the allowed values and write it exactly so: upper and lower case, blanks and hyphens matter. The "
    "values most like what stood there come first. If the value you mean is missing, this version of the standard does "
    "not have it."};
const rule schema_const{
    "schema.const",
    error,
    "JSON Schema Validation 6.1.3",
    "De waarde is {got}; verwacht: {expected}.",
    "The value is {got}; expected: {expected}.",
    "Hier is maar één waarde goed; neem die letterlijk over. Vaak zegt zo'n vaste waarde van welke soort een object "
    "is: staat er bewust iets anders, dan zijn mogelijk ook de andere velden van een andere soort.",
    "Only one value is right here; copy it literally. Such a fixed value often says of which kind an object is: if "
    "something else stands there on purpose, the other members may be of another kind, too."};
const rule schema_multiple_of{
    "schema.multiple-of",
    error,
    "JSON Schema Validation 6.2.1",
    "Het getal is geen veelvoud van {expected}.",
    "The number is not a multiple of {expected}.",
    "Rond het getal af op een veelvoud van de genoemde stap. Het getal wordt precies vergeleken zoals het er staat, "
    "dus 0.30000000000000004 is geen veelvoud van 0.1; laat de schrijver decimalen afronden voordat hij het getal "
    "uitschrijft.",
    "Round the number to a multiple of the step named. The number is compared exactly as it is written, so "
    "0.30000000000000004 is no multiple of 0.1; let the writer round decimals before it prints the number."};
const rule schema_minimum{
    "schema.minimum",
    error,
    "JSON Schema Validation 6.2.4",
    "Het getal is te klein; ten minste {expected}.",
    "The number is too small; at least {expected}.",
    "Geef een getal dat niet kleiner is dan de ondergrens. Controleer ook of de waarde op de goede schaal staat, "
    "bijvoorbeeld een score van 0 tot 1 naast een percentage. De grens zelf mag.",
    "Give a number that is not below the lower bound. Check also whether the value is on the right scale, for instance "
    "a score from 0 to 1 beside a percentage. The bound itself is allowed."};
const rule schema_maximum{
    "schema.maximum",
    error,
    "JSON Schema Validation 6.2.2",
    "Het getal is te groot; ten hoogste {expected}.",
    "The number is too large; at most {expected}.",
    "Geef een getal dat niet groter is dan de bovengrens. Controleer ook of de waarde op de goede schaal staat, "
    "bijvoorbeeld een percentage waar een score van 0 tot 1 is gevraagd. De grens zelf mag.",
    "Give a number that is not above the upper bound. Check also whether the value is on the right scale, for instance "
    "a percentage where a score from 0 to 1 is asked for. The bound itself is allowed."};
const rule schema_exclusive_minimum{
    "schema.exclusive-minimum",
    error,
    "JSON Schema Validation 6.2.5",
    "Het getal is te klein; groter dan {expected}.",
    "The number is too small; above {expected}.",
    "Geef een getal dat groter is dan de ondergrens; de grens zelf mag niet. Staat er 0 omdat er geen waarde is, laat "
    "het veld dan weg.",
    "Give a number above the lower bound; the bound itself is not allowed. If 0 stands there because there is no "
    "value, leave the member out."};
const rule schema_exclusive_maximum{
    "schema.exclusive-maximum",
    error,
    "JSON Schema Validation 6.2.3",
    "Het getal is te groot; kleiner dan {expected}.",
    "The number is too large; below {expected}.",
    "Geef een getal dat kleiner is dan de bovengrens; de grens zelf mag niet. Controleer of de waarde op de goede "
    "schaal staat.",
    "Give a number below the upper bound; the bound itself is not allowed. Check whether the value is on the right "
    "scale."};
const rule schema_min_length{
    "schema.min-length",
    error,
    "JSON Schema Validation 6.3.2",
    "De tekst heeft {got} tekens; ten minste {expected}.",
    "The text has {got} characters; at least {expected}.",
    "Vul de tekst aan tot het gevraagde aantal tekens. Is er geen waarde, laat het veld dan weg in plaats van een lege "
    "tekst te sturen. Een teken buiten het gewone alfabet telt als één teken.",
    "Complete the text to the number of characters asked for. When there is no value, leave the member out instead of "
    "sending an empty text. A character beyond the plain alphabet counts as one."};
const rule schema_max_length{
    "schema.max-length",
    error,
    "JSON Schema Validation 6.3.1",
    "De tekst heeft {got} tekens; ten hoogste {expected}.",
    "The text has {got} characters; at most {expected}.",
    "Kort de tekst in tot het toegestane aantal tekens, of zet de rest in een veld dat daarvoor bedoeld is. Een teken "
    "buiten het gewone alfabet telt als één teken; spaties aan het einde tellen mee.",
    "Shorten the text to the number of characters allowed, or put the rest into a member meant for it. A character "
    "beyond the plain alphabet counts as one; blanks at the end count, too."};
const rule schema_pattern{
    "schema.pattern",
    error,
    "JSON Schema Validation 6.3.3",
    "De tekst {got} volgt het patroon {expected} niet.",
    "The text {got} does not match the pattern {expected}.",
    "Schrijf de tekst in de vorm van het patroon, een reguliere expressie. Let op spaties aan begin of eind, op "
    "hoofdletters en op streepjes. Een patroon zonder ^ en $ hoeft maar ergens in de tekst voor te komen.",
    "Write the text in the form of the pattern, a regular expression. Mind blanks at either end, upper and lower case, "
    "and hyphens. A pattern without ^ and $ has to occur anywhere in the text only."};
const rule schema_format{
    "schema.format",
    error,
    "JSON Schema Validation 7.3",
    "De tekst {got} is geen geldige {expected}.",
    "The text {got} is not a valid {expected}.",
    "Schrijf de tekst in de genoemde vorm. Een tijdstip ziet eruit als 2026-01-31T09:30:00Z, met zone; een datum als "
    "2026-01-31; een uuid als 123e4567-e89b-12d3-a456-426614174000; een URI begint met een schema zoals https:. "
    "Spaties en een lege tekst zijn in geen van deze vormen goed.",
    "Write the text in the form named. A date-time looks like 2026-01-31T09:30:00Z, with its zone; a date like "
    "2026-01-31; a uuid like 123e4567-e89b-12d3-a456-426614174000; a URI begins with a scheme such as https:. Blanks "
    "and an empty text are right in none of them."};
const rule schema_min_items{
    "schema.min-items",
    error,
    "JSON Schema Validation 6.4.2",
    "De lijst heeft {got} elementen; ten minste {expected}.",
    "The array has {got} items; at least {expected}.",
    "Voeg de elementen toe die ontbreken. Is er niets te melden, dan hoort het veld vaak weg te blijven in plaats van "
    "een lege lijst te zijn.",
    "Add the items that are missing. When there is nothing to report, the member should often be left out instead of "
    "being an empty array."};
const rule schema_max_items{
    "schema.max-items",
    error,
    "JSON Schema Validation 6.4.1",
    "De lijst heeft {got} elementen; ten hoogste {expected}.",
    "The array has {got} items; at most {expected}.",
    "Haal de overtollige elementen weg of verdeel ze over meer berichten. Controleer of de schrijver elementen niet "
    "dubbel toevoegt.",
    "Remove the surplus items or divide them over several messages. Check that the writer does not add items twice."};
const rule schema_additional_items{
    "schema.additional-items",
    error,
    "JSON Schema Core 10.3.1.2",
    "De lijst mag hier niet verdergaan; ten hoogste {expected} elementen.",
    "The array may not go on here; at most {expected} items.",
    "De lijst heeft een vast aantal plaatsen, elk met een eigen betekenis, en hier gaat hij te ver door. Haal weg wat "
    "na de laatste plaats komt. Staat er een element te veel vóór deze plaats, haal dan dat weg.",
    "The array has a fixed number of places, each with a meaning of its own, and goes on too far here. Remove what "
    "comes after the last place. If there is an item too many before this place, remove that one."};
const rule schema_unique_items{
    "schema.unique-items",
    error,
    "JSON Schema Validation 6.4.3",
    "Dit element staat al in de lijst, op plaats {got}.",
    "This item is already in the array, at index {got}.",
    "Noem elk element één keer. Getallen zijn gelijk als hun waarde gelijk is (1 en 1.0), objecten als al hun velden "
    "gelijk zijn, in welke volgorde ook. Zijn het twee echte gevallen, geef ze dan een eigen kenmerk.",
    "List each item once. Numbers are equal when their values are (1 and 1.0), objects when all their members are, in "
    "any order. If these are two real cases, give each an identifier of its own."};
const rule schema_contains{
    "schema.contains",
    error,
    "JSON Schema Core 10.3.1.3",
    "De lijst bevat {got} elementen van de gevraagde soort; ten minste {expected}.",
    "The array holds {got} items of the kind asked for; at least {expected}.",
    "Minstens één element van de lijst moet aan de genoemde eisen voldoen. Voeg er een toe, of herstel het element dat "
    "daarvoor bedoeld was; de andere elementen zijn vrij.",
    "At least one item of the array has to meet the demands named. Add one, or repair the item that was meant to; the "
    "other items are free."};
const rule schema_max_contains{
    "schema.max-contains",
    error,
    "JSON Schema Validation 6.4.4",
    "De lijst bevat {got} elementen van die soort; ten hoogste {expected}.",
    "The array holds {got} items of that kind; at most {expected}.",
    "Er staan te veel elementen van deze soort in de lijst. Haal de overtollige weg; elementen van een andere soort "
    "tellen niet mee.",
    "The array holds too many items of this kind. Remove the surplus; items of another kind do not count."};
const rule schema_unevaluated_items{
    "schema.unevaluated-items",
    error,
    "JSON Schema Core 11.2",
    "Dit element hoort niet in de lijst.",
    "This item does not belong in the array.",
    "Geen enkel deel van het schema kent een element op deze plaats. Haal het weg. Staat het er met een reden, kijk "
    "dan of een element ervoor van de verkeerde soort is: dan geldt het deel van het schema dat dit element zou "
    "toelaten niet.",
    "No part of the schema knows an item at this place. Remove it. If it is there for a reason, check whether an item "
    "before it is of the wrong kind: then the part of the schema that would allow this item does not apply."};
const rule schema_min_properties{
    "schema.min-properties",
    error,
    "JSON Schema Validation 6.5.2",
    "Het object heeft {got} velden; ten minste {expected}.",
    "The object has {got} members; at least {expected}.",
    "Voeg velden toe tot het gevraagde aantal. Een leeg object zegt niets; laat het dan liever helemaal weg als dat "
    "mag.",
    "Add members up to the number asked for. An empty object says nothing; rather leave it out altogether where that "
    "is allowed."};
const rule schema_max_properties{
    "schema.max-properties",
    error,
    "JSON Schema Validation 6.5.1",
    "Het object heeft {got} velden; ten hoogste {expected}.",
    "The object has {got} members; at most {expected}.",
    "Haal de overtollige velden weg, of verdeel ze over meer objecten. Vaak is hier één keuze uit enkele velden "
    "bedoeld.",
    "Remove the surplus members, or divide them over several objects. Often one choice among a few members is meant "
    "here."};
const rule schema_required{
    "schema.required",
    error,
    "JSON Schema Validation 6.5.3",
    "Het veld {expected} ontbreekt.",
    "The member {expected} is missing.",
    "Voeg het veld toe, met een waarde. Staat er een veld met bijna dezelfde naam, verbeter dan die naam; hoofdletters "
    "tellen mee. Een veld met null geldt als aanwezig, maar is zelden van het goede type.",
    "Add the member, with a value. If there is a member of almost the same name, correct that name; upper and lower "
    "case matter. A member with null counts as present but is seldom of the right type."};
const rule schema_dependent_required{
    "schema.dependent-required",
    error,
    "JSON Schema Validation 6.5.4",
    "Bij het veld {got} hoort ook het veld {expected}.",
    "The member {got} requires the member {expected}.",
    "Deze twee velden horen bij elkaar: wie het ene geeft, geeft ook het andere. Voeg het ontbrekende veld toe, of "
    "laat ze allebei weg.",
    "These two members belong together: whoever gives the one gives the other as well. Add the missing member, or "
    "leave both out."};
const rule schema_additional_properties{
    "schema.additional-properties",
    error,
    "JSON Schema Core 10.3.2.3",
    "Het veld {got} is hier niet toegestaan. Wel toegestaan, het meest gelijkende eerst: {expected}.",
    "The member {got} is not allowed here. Allowed, most alike first: {expected}.",
    "Dit object kent alleen de genoemde velden. Is de naam verkeerd geschreven, verbeter hem; de namen die erop lijken "
    "staan vooraan. Hoort het veld bij een ander object, verplaats het dan; is het een eigen uitbreiding, gebruik dan "
    "de plek die de standaard daarvoor heeft of laat het weg.",
    "This object knows the members named only. If the name is misspelt, correct it; names that are alike come first. "
    "If the member belongs to another object, move it there; if it is an extension of your own, use the place that the "
    "standard has for those, or leave it out."};
const rule schema_property_names{
    "schema.property-names",
    error,
    "JSON Schema Core 10.3.2.4",
    "De veldnaam {got} voldoet niet aan de regels voor namen: {expected}.",
    "The member name {got} does not follow the rules for names: {expected}.",
    "De namen van de velden van dit object moeten aan een regel voldoen, die achter de dubbele punt staat. Verbeter de "
    "naam. Namen die hier zelf gekozen worden, zijn vaak sleutels: let op hoofdletters, spaties en leestekens.",
    "The names of this object's members have to follow a rule, which stands behind the colon. Correct the name. Names "
    "that are chosen freely here are often keys: mind upper and lower case, blanks and punctuation."};
const rule schema_unevaluated_properties{
    "schema.unevaluated-properties",
    error,
    "JSON Schema Core 11.3",
    "Het veld {got} hoort niet in dit object.",
    "The member {got} does not belong in this object.",
    "Geen enkel deel van het schema kent dit veld voor dit soort object. Verbeter de naam of haal het veld weg. Staan "
    "er meer bevindingen bij dit object, herstel die dan eerst: een deel van het schema dat het veld zou toelaten, "
    "geldt misschien daardoor niet.",
    "No part of the schema knows this member for this kind of object. Correct the name or remove the member. If there "
    "are more findings about this object, repair those first: they may be why a part of the schema that allows the "
    "member does not apply."};
const rule schema_any_of{
    "schema.any-of",
    error,
    "JSON Schema Core 10.2.1.2",
    "De waarde past bij geen van de mogelijkheden; {expected} komt het dichtst in de buurt.",
    "The value matches none of the alternatives; {expected} comes closest.",
    "De waarde moet aan ten minste één van de mogelijkheden voldoen. De bevindingen hierna zijn die van de "
    "mogelijkheid die het dichtst in de buurt komt; herstel die. Was een andere mogelijkheid bedoeld, begin dan met "
    "het veld dat zegt van welke soort de waarde is.",
    "The value has to meet at least one of the alternatives. The findings that follow are those of the alternative "
    "that comes closest; repair them. If another alternative was meant, begin with the member that says of which kind "
    "the value is."};
const rule schema_one_of{
    "schema.one-of",
    error,
    "JSON Schema Core 10.2.1.3",
    "De waarde past bij geen van de mogelijkheden; {expected} komt het dichtst in de buurt.",
    "The value matches none of the alternatives; {expected} comes closest.",
    "De waarde moet aan precies één van de mogelijkheden voldoen. De bevindingen hierna zijn die van de mogelijkheid "
    "die het dichtst in de buurt komt; herstel die. Was een andere mogelijkheid bedoeld, begin dan met het veld dat "
    "zegt van welke soort de waarde is.",
    "The value has to meet exactly one of the alternatives. The findings that follow are those of the alternative that "
    "comes closest; repair them. If another alternative was meant, begin with the member that says of which kind the "
    "value is."};
const rule schema_one_of_many{
    "schema.one-of-many",
    error,
    "JSON Schema Core 10.2.1.3",
    "De waarde past bij meer dan één mogelijkheid ({got}); het moet er precies één zijn.",
    "The value matches more than one alternative ({got}); it must be exactly one.",
    "De genoemde mogelijkheden sluiten elkaar uit, en de waarde past bij allemaal. Laat weg wat bij de niet bedoelde "
    "mogelijkheid hoort, of voeg toe wat alleen bij de bedoelde hoort. Lukt dat niet, dan is het schema zelf niet "
    "scherp genoeg; meld dat aan wie het beheert.",
    "The alternatives named exclude each other, and the value matches all of them. Leave out what belongs to the one "
    "not meant, or add what belongs to the one meant only. If neither is possible, the schema itself is not sharp "
    "enough; report that to whoever maintains it."};
const rule schema_not{
    "schema.not",
    error,
    "JSON Schema Core 10.2.1.4",
    "De waarde heeft een vorm die hier is uitgesloten ({expected}).",
    "The value has a form that is excluded here ({expected}).",
    "Het schema sluit waarden van deze vorm uit. Bekijk de genoemde beschrijving en verander de waarde zo dat zij er "
    "niet meer aan voldoet: een ander type, een andere waarde, of een veld minder.",
    "The schema excludes values of this form. Read the description named and change the value so that it no longer "
    "meets it: another type, another value, or a member less."};
const rule schema_condition{
    "schema.condition",
    severity::info,
    "JSON Schema Core 10.2.2",
    "Voor deze waarde geldt een voorwaarde ({expected}); wat daardoor onder {got} wordt gevraagd, klopt nog niet.",
    "A condition applies to this value ({expected}); what it therefore asks for under {got} is not right yet.",
    "Deze regel legt uit waarom de bevindingen hierna gelden: ze komen van een deel van het schema dat alleen onder "
    "een voorwaarde telt. Herstel die bevindingen. Klopt de voorwaarde niet voor dit geval, verander dan het veld "
    "waarnaar zij kijkt.",
    "This line explains why the findings that follow apply: they come from a part of the schema that counts under a "
    "condition only. Repair those findings. If the condition should not hold in this case, change the member that it "
    "looks at."};
const rule schema_limit_depth{
    "schema.limit-depth",
    error,
    core,
    "De nesting is te diep om te controleren: ten hoogste {expected} niveaus.",
    "The nesting is too deep to check: at most {expected} levels.",
    "Het bericht is dieper genest dan wij controleren. Meestal herhaalt de schrijver een object in zichzelf; verwijder "
    "die herhaling. Zijn de niveaus echt nodig, verwijs dan met kenmerken in plaats van objecten in elkaar te zetten.",
    "The message is nested deeper than we check. Usually the writer repeats an object within itself; remove that "
    "repetition. If the levels are really needed, refer by identifiers instead of putting objects into each other."};
const rule schema_limit_work{
    "schema.limit-work",
    error,
    core,
    "Het bericht vraagt te veel rekenwerk om te controleren.",
    "The message takes too much work to check.",
    "Dit bericht vraagt met dit schema meer rekenwerk dan is toegestaan, en is daarom niet helemaal gecontroleerd. "
    "Verdeel het over kleinere berichten. Gebeurt het ook met een klein bericht, dan vermenigvuldigen de mogelijkheden "
    "in het schema elkaar; meld dat aan wie het schema beheert.",
    "With this schema the message takes more work than is allowed, and it has therefore not been checked completely. "
    "Divide it over smaller messages. If it happens with a small message, too, the alternatives in the schema multiply "
    "each other; report that to whoever maintains the schema."};
const rule schema_limit_findings{
    "schema.limit-findings",
    severity::info,
    core,
    "Er zijn meer bevindingen dan de {expected} die zijn gemeld.",
    "There are more findings than the {expected} reported.",
    "Niet alle bevindingen zijn gemeld. Herstel de gemelde fouten en controleer opnieuw. Vaak heeft een groot aantal "
    "bevindingen één oorzaak, zoals een verkeerde veldnaam in elk element van een lijst.",
    "Not all findings were reported. Repair the faults reported and check again. A large number of findings often has "
    "one cause, such as a wrong member name in every item of an array."};

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
        schema_condition,
        schema_limit_depth,
        schema_limit_work,
        schema_limit_findings};
    return all;
}

} // namespace schakel::validation
