// The texts of what the XSD engine reports.
#include "gateway/validation/xsd_rules.hpp"

#include "gateway/validation/xsd_schema.hpp"

#include <array>

namespace schakel::validation {

namespace {
constexpr std::array rules{
    rule{
        "xsd.root", severity::error, "XSD 1.0 cvc-elt.1",
        "Het document begint met {got}, een element dat het schema niet als begin kent; verwacht: {expected}.",
        "The document begins with {got}, which the schema does not know as a root element; expected {expected}.",
        "Kijk eerst of dit het bedoelde bericht is en of het bij dit schema hoort. Klopt dat, geef het buitenste "
        "element dan een van de "
        "genoemde namen. Staat er nog iets omheen dat niet bij de standaard hoort, zoals een eigen envelop, haal dat "
        "dan weg.",
        "First check that this is the message you meant and that it belongs to this schema. If so, give the outermost "
        "element one of "
        "the names listed. If something of your own surrounds the message, such as an envelope, take it away."},
    rule{
        "xsd.wrong-namespace", severity::error, "XSD 1.0 cvc-complex-type.2.4.a",
        "Het element {got} staat in de verkeerde namespace; hier hoort {expected}.",
        "The element {got} is in the wrong namespace; expected {expected}.",
        "De naam klopt, de namespace niet; een programma ziet dit als een heel ander element. Zet op het buitenste "
        "element een xmlns met "
        "de namespace die tussen accolades staat, letter voor letter gelijk, ook aan het eind. Staan er geen "
        "accolades, dan hoort het "
        "element in geen enkele namespace: zet er xmlns=\"\" op of werk met voorvoegsels.",
        "The name is right and the namespace is not; to a program this is another element altogether. Put an xmlns "
        "with the namespace "
        "between the braces on the outermost element, equal to the letter, the end included. Without braces the "
        "element belongs to no "
        "namespace: put xmlns=\"\" on it, or use prefixes."},
    rule{
        "xsd.misspelled-element", severity::error, "XSD 1.0 cvc-complex-type.2.4.a",
        "Het element {got} bestaat hier niet; waarschijnlijk is {expected} bedoeld.",
        "There is no element {got} here; {expected} is probably meant.",
        "Verbeter de naam in de begintag en in de eindtag; hoofdletters en kleine letters tellen als verschillende "
        "tekens. Wat in het "
        "element staat, is niet bekeken, dus controleer het bericht daarna opnieuw. Is werkelijk een eigen element "
        "bedoeld, dan staat "
        "dit schema dat hier niet toe.",
        "Correct the name in the start tag and in the end tag; capitals and small letters are different characters. "
        "What the element "
        "holds has not been looked at, so check the message again afterwards. If you did mean an element of your own, "
        "this schema does "
        "not allow it here."},
    rule{
        "xsd.unexpected-element", severity::error, "XSD 1.0 cvc-complex-type.2.4.a",
        "Het element {got} mag hier niet staan; hier hoort {expected}.",
        "The element {got} is not allowed here; expected {expected}.",
        "De volgorde en het aantal van de elementen liggen in het schema vast. Zet het element op zijn plaats, voeg "
        "toe wat er eerst had "
        "moeten staan, of haal het weg als het er een te veel is. Een naam als </x> in de lijst betekent dat x hier "
        "ook mag eindigen, en "
        "* staat voor een element uit een andere standaard.",
        "The schema fixes the order and the number of the elements. Move the element to its place, add what should "
        "have come first, or "
        "take it out if it is one too many. A name like </x> in the list means that x may end here as well, and * "
        "stands for an element "
        "of another standard."},
    rule{
        "xsd.missing-element", severity::error, "XSD 1.0 cvc-complex-type.2.4.b",
        "Het element {got} is niet compleet; er ontbreekt nog: {expected}.",
        "The element {got} is incomplete; still missing: {expected}.",
        "Voeg het ontbrekende element toe aan het eind van het genoemde element; staan er meer namen, dan is een "
        "daarvan genoeg. Kent uw "
        "systeem de waarde niet, laat dan het omliggende element weg als dat mag, in plaats van een leeg element te "
        "sturen.",
        "Add the missing element at the end of the element named; where several names stand, one of them is enough. If "
        "your system does "
        "not know the value, leave out the surrounding element where that is allowed, instead of sending an empty "
        "one."},
    rule{
        "xsd.element-in-simple-content", severity::error, "XSD 1.0 cvc-type.3.1.2",
        "Het element {got} staat in een element dat alleen tekst mag bevatten.",
        "The element {got} stands in an element that holds text only.",
        "Haal het element weg en houd alleen de tekst over. Vaak ontbreekt de eindtag van het element eromheen of "
        "staat die te ver naar "
        "achteren. Is opmaak of een < als teken bedoeld, schrijf die dan als &lt;.",
        "Take the element out and leave the text only. Often the end tag of the surrounding element is missing or "
        "stands too far down. "
        "If markup or a < was meant as a character, write it as &lt;."},
    rule{
        "xsd.not-empty", severity::error, "XSD 1.0 cvc-complex-type.2.1",
        "Dit element moet leeg zijn, ook zonder spaties, maar bevat {got}.",
        "This element must be empty, without blanks even, but it holds {got}.",
        "Schrijf het element als <naam/>, of met de eindtag direct achter de begintag. Programma's die XML netjes "
        "laten inspringen, zetten "
        "er soms een regeleinde tussen; ook dat telt als inhoud. Gegevens van dit element horen in zijn attributen.",
        "Write the element as <name/>, or with the end tag directly behind the start tag. Programs that indent XML "
        "sometimes put a line "
        "break between them, and that counts as content. What this element has to tell belongs in its attributes."},
    rule{
        "xsd.text-not-allowed", severity::error, "XSD 1.0 cvc-complex-type.2.3",
        "Hier staat tekst ({got}) waar alleen elementen mogen staan.",
        "There is text ({got}) where only elements may stand.",
        "Verwijder de tekst, of zet hem in het element waar hij bij hoort. Tussen de elementen mogen alleen spaties en "
        "regeleinden staan. "
        "Een losse letter of komma is vaak een restant van een sjabloon of van een afgebroken tag.",
        "Remove the text, or put it into the element to which it belongs. Only blanks and line breaks may stand "
        "between the elements. A "
        "single letter or comma is often a remnant of a template or of a broken tag."},
    rule{
        "xsd.undeclared-element", severity::error, "XSD 1.0 cvc-assess-elt.1.1",
        "Het element {got} is in geen van de geladen schema's bekend, en dat moet hier wel.",
        "The element {got} is not declared in any loaded schema, as it must be here.",
        "Op deze plaats mag een element uit een ander schema staan, mits dat schema geladen is. Controleer naam en "
        "namespace, of voeg het "
        "schema van de partner die dit element bepaalt toe aan de catalogus. Hoort het element niet bij de "
        "uitwisseling, laat het dan weg.",
        "An element of another schema may stand at this place, provided that the schema is loaded. Check name and "
        "namespace, or add the "
        "schema of the partner that defines this element to the catalogue. If the element is no part of the exchange, "
        "leave it out."},
    rule{
        "xsd.abstract-element", severity::error, "XSD 1.0 cvc-elt.2",
        "Het element {got} is abstract en mag niet zelf in een bericht staan; wel: {expected}.",
        "The element {got} is abstract and cannot stand in a message itself; use {expected}.",
        "Een abstract element is alleen de naam van een groep. Gebruik in plaats daarvan een van de genoemde elementen "
        "en vul dat volgens "
        "zijn eigen type. Staat er geen naam bij, dan biedt pas een schema van een partner zo'n element; laad dat.",
        "An abstract element is the name of a group only. Use one of the elements listed instead, and fill it by its "
        "own type. If none is "
        "listed, it takes a partner's schema to offer such an element; load that one."},
    rule{
        "xsd.abstract-type", severity::error, "XSD 1.0 cvc-type.2",
        "Het type van het element {got} is abstract; het bericht moet met xsi:type een ander type noemen: {expected}.",
        "The type of the element {got} is abstract; the message must name another type with xsi:type: {expected}.",
        "Zet op het element xsi:type met een van de genoemde types, met het voorvoegsel van zijn namespace. Bind "
        "daarvoor xmlns:xsi aan "
        "http://www.w3.org/2001/XMLSchema-instance. De inhoud volgt dan dat type en is nu nog niet bekeken.",
        "Put xsi:type on the element with one of the types listed, with the prefix of its namespace. Bind xmlns:xsi to "
        "http://www.w3.org/2001/XMLSchema-instance for this. The content then follows that type and has not been "
        "looked at yet."},
    rule{
        "xsd.unknown-type", severity::error, "XSD 1.0 cvc-elt.4.2",
        "xsi:type noemt een type dat in geen van de geladen schema's staat: {got}; hier kan: {expected}.",
        "xsi:type names a type that no loaded schema has: {got}; possible here: {expected}.",
        "Controleer de naam en het voorvoegsel: zonder voorvoegsel geldt de standaardnamespace van die plaats in het "
        "bericht. Komt het type "
        "van een partner, voeg diens schema dan toe. De inhoud van het element is niet bekeken, omdat die van het type "
        "afhangt.",
        "Check the name and its prefix: without a prefix the default namespace of that place in the message counts. If "
        "the type is a "
        "partner's, add that partner's schema. The content of the element has not been looked at, since it depends on "
        "the type."},
    rule{
        "xsd.type-not-derived", severity::error, "XSD 1.0 cvc-elt.4.3",
        "xsi:type noemt {got}, en dat mag hier niet in de plaats van het eigen type komen; wel: {expected}.",
        "xsi:type names {got}, which may not replace the element's own type here; possible: {expected}.",
        "Alleen het eigen type van het element en de types die daarvan zijn afgeleid, mogen hier staan, en het schema "
        "kan ook die nog "
        "uitsluiten (block). Kies een van de genoemde types of laat xsi:type weg. De inhoud van het element is niet "
        "bekeken.",
        "Only the element's own type and the types derived from it may stand here, and the schema may rule out some of "
        "these (block). "
        "Choose one of the types listed, or leave xsi:type out. The content of the element has not been looked at."},
    rule{
        "xsd.nil-not-allowed", severity::error, "XSD 1.0 cvc-elt.3.1", "Het element {got} mag geen xsi:nil hebben.",
        "The element {got} may not have xsi:nil.",
        "Het schema kent voor dit element geen lege waarde. Is de waarde onbekend, laat dan het hele element weg als "
        "dat mag; is die "
        "verplicht, vul haar dan in. Ook xsi:nil=\"false\" is hier niet toegestaan.",
        "The schema has no empty value for this element. If the value is unknown, leave out the whole element where "
        "that is allowed; if "
        "it is required, fill it in. xsi:nil=\"false\" is not allowed here either."},
    rule{
        "xsd.nil-not-empty", severity::error, "XSD 1.0 cvc-elt.3.2.1",
        "Het element heeft xsi:nil=\"true\" en is toch niet leeg.",
        "The element has xsi:nil=\"true\" and yet it is not empty.",
        "xsi:nil=\"true\" zegt dat er geen waarde is. Is er wel een, verwijder dan xsi:nil; is er geen, schrijf het "
        "element dan als "
        "<naam xsi:nil=\"true\"/>, zonder spatie of regeleinde ertussen.",
        "xsi:nil=\"true\" says that there is no value. If there is one, remove xsi:nil; if there is none, write the "
        "element as "
        "<name xsi:nil=\"true\"/>, with no blank or line break in between."},
    rule{
        "xsd.unknown-attribute", severity::error, "XSD 1.0 cvc-complex-type.3.2.1",
        "Het attribuut {got} mag hier niet staan; toegestaan: {expected}.",
        "The attribute {got} is not allowed here; allowed: {expected}.",
        "Controleer de schrijfwijze, ook hoofdletters, en of het attribuut op het juiste element staat. De meeste "
        "attributen horen zonder "
        "voorvoegsel te staan, ook als hun element er een heeft. Is het een eigen toevoeging, haal die dan weg of zet "
        "haar op de plaats "
        "die de standaard voor toevoegingen heeft.",
        "Check the spelling, capitals included, and whether the attribute is on the right element. Most attributes "
        "stand without a "
        "prefix, even where their element has one. If it is an addition of your own, remove it, or put it where the "
        "standard has room "
        "for additions."},
    rule{
        "xsd.missing-attribute", severity::error, "XSD 1.0 cvc-complex-type.4",
        "Het verplichte attribuut {expected} ontbreekt.", "The required attribute {expected} is missing.",
        "Voeg het attribuut met een zinvolle waarde toe aan de begintag van dit element. Staat er een namespace tussen "
        "accolades, dan hoort "
        "er een voorvoegsel voor; anders juist niet. Vul geen verzonnen waarde in alleen om de controle te doorstaan: "
        "de ontvanger "
        "gebruikt haar.",
        "Add the attribute with a meaningful value to the start tag of this element. Where a namespace stands between "
        "braces it needs a "
        "prefix, otherwise none. Do not make up a value only to pass the check: the receiver uses it."},
    rule{
        "xsd.undeclared-attribute", severity::error, "XSD 1.0 cvc-assess-attr",
        "Het attribuut {got} is in geen van de geladen schema's bekend, en dat moet hier wel.",
        "The attribute {got} is not declared in any loaded schema, as it must be here.",
        "Attributen uit een ander schema mogen hier staan, mits dat schema geladen is. Controleer naam en namespace, "
        "voeg het schema dat "
        "het attribuut bepaalt toe aan de catalogus, of verwijder het attribuut.",
        "Attributes of another schema may stand here, provided that the schema is loaded. Check name and namespace, "
        "add the schema that "
        "defines the attribute to the catalogue, or remove the attribute."},
    rule{
        "xsd.fixed-value", severity::error, "XSD 1.0 cvc-elt.5.2.2.2.2",
        "De waarde {got} wijkt af van de vaste waarde {expected}.",
        "The value {got} differs from the fixed value {expected}.",
        "Hier is maar één waarde mogelijk. Schrijf die, of laat de waarde weg: dan vult de ontvanger haar zelf in. Een "
        "andere waarde, "
        "bijvoorbeeld een ander versienummer, betekent meestal dat het bericht bij een ander schema hoort.",
        "Only one value is possible here. Write it, or leave the value out: the receiver then fills it in. Another "
        "value, such as another "
        "version number, mostly means that the message belongs to another schema."},
    rule{
        "xsd.datatype", severity::error, "XSD 1.0 cvc-datatype-valid.1.2",
        "De waarde {got} heeft niet de vorm van {expected}.", "The value {got} does not have the form of {expected}.",
        "Schrijf de waarde zoals het voorbeeld tussen haakjes. Een datum begint met het jaar, decimalen staan na een "
        "punt, en true en "
        "false zijn kleine letters. Is er geen waarde, laat dan het element of attribuut weg in plaats van het leeg te "
        "sturen.",
        "Write the value like the example in parentheses. A date begins with the year, decimals follow a point, and "
        "true and false are in "
        "small letters. If there is no value, leave out the element or attribute instead of sending it empty."},
    rule{
        "xsd.pattern", severity::error, "XSD 1.0 cvc-pattern-valid",
        "De waarde {got} past niet bij het patroon {expected}.",
        "The value {got} does not match the pattern {expected}.",
        "Achter de pijl staat een waarde die wel past, als voorbeeld van de vorm. De hele waarde moet passen: let op "
        "spaties aan het begin "
        "of eind, op hoofdletters en op het aantal tekens. Staat de waarde zo in uw administratie, verbeter haar dan "
        "daar.",
        "Behind the arrow stands a value that does match, as an example of the form. The whole value has to match: "
        "mind blanks at the "
        "beginning or end, capitals, and the number of characters. If your administration holds the value like this, "
        "correct it there."},
    rule{
        "xsd.enumeration", severity::error, "XSD 1.0 cvc-enumeration-valid",
        "De waarde {got} staat niet in de lijst van toegestane waarden: {expected}.",
        "The value {got} is not in the list of allowed values: {expected}.",
        "Kies een waarde uit de lijst, precies zo geschreven, met dezelfde hoofdletters; de meest gelijkende staat "
        "vooraan. Gebruikt uw "
        "systeem eigen codes, leg dan een vertaling naar deze waarden vast. Past geen waarde, laat het veld dan weg "
        "als dat mag.",
        "Choose a value from the list, written exactly so, capitals included; the most similar stands first. If your "
        "system has codes of "
        "its own, keep a translation into these values. If none fits, leave the field out where that is allowed."},
    rule{
        "xsd.length", severity::error, "XSD 1.0 cvc-length-valid",
        "De lengte van de waarde {got} moet {expected} zijn.", "The length of the value {got} must be {expected}.",
        "Geteld worden tekens, bij een lijst de delen en bij binaire gegevens de bytes. Ontbreken er voorloopnullen, "
        "vul die dan aan; is de "
        "waarde te lang, ga dan na of er een spatie of scheidingsteken in staat dat er niet hoort.",
        "Characters are counted, for a list its items and for binary data its bytes. If leading zeros are missing, add "
        "them; if the value "
        "is too long, see whether it holds a blank or separator that does not belong there."},
    rule{
        "xsd.min-length", severity::error, "XSD 1.0 cvc-minLength-valid",
        "De waarde {got} is te kort; toegestane lengte: {expected}.",
        "The value {got} is too short; allowed length: {expected}.",
        "Een lege waarde telt hier niet als waarde. Vul haar in, of laat het element of attribuut helemaal weg als het "
        "niet verplicht is. "
        "Bij een lijst worden de delen geteld, niet de tekens.",
        "An empty value is no value here. Fill it in, or leave out the element or attribute altogether when it is not "
        "required. For a "
        "list the items are counted, not the characters."},
    rule{
        "xsd.max-length", severity::error, "XSD 1.0 cvc-maxLength-valid",
        "De waarde {got} is te lang; toegestane lengte: {expected}.",
        "The value {got} is too long; allowed length: {expected}.",
        "Maak de waarde korter; een ontvanger mag erop rekenen dat er niet meer komt. Kort leesbare tekst zo in dat "
        "hij begrijpelijk blijft, "
        "en knip nooit in een sleutel of code. Staat er meer in het veld dan ervoor bedoeld is, verdeel het dan.",
        "Shorten the value; a receiver may count on its getting no longer. Abridge readable text so that it can still "
        "be understood, and "
        "never cut a key or a code. If the field holds more than it is meant for, divide it."},
    rule{
        "xsd.min-inclusive", severity::error, "XSD 1.0 cvc-minInclusive-valid",
        "De waarde {got} is te klein; toegestaan is {expected}.",
        "The value {got} is too small; allowed is {expected}.",
        "Controleer de waarde in de bron: vaak is een eenheid of schaal verwisseld, of staat er 0 waar niets bekend "
        "is. Is er geen waarde, "
        "laat het veld dan weg in plaats van een kleine waarde te sturen.",
        "Check the value at its source: often a unit or scale was mixed up, or 0 stands where nothing is known. If "
        "there is no value, "
        "leave the field out instead of sending a small one."},
    rule{
        "xsd.min-exclusive", severity::error, "XSD 1.0 cvc-minExclusive-valid",
        "De waarde {got} is te klein; toegestaan is {expected}.",
        "The value {got} is too small; allowed is {expected}.",
        "De genoemde grens zelf is niet toegestaan, alleen wat erboven ligt. Controleer de waarde in de bron; staat er "
        "0 waar niets bekend "
        "is, laat het veld dan weg.",
        "The bound itself is not allowed, only what lies above it. Check the value at its source; if 0 stands where "
        "nothing is known, "
        "leave the field out."},
    rule{
        "xsd.max-inclusive", severity::error, "XSD 1.0 cvc-maxInclusive-valid",
        "De waarde {got} is te groot; toegestaan is {expected}.",
        "The value {got} is too large; allowed is {expected}.",
        "Controleer de waarde in de bron: vaak is een eenheid of schaal verwisseld, zoals procenten waar een cijfer "
        "wordt gevraagd. Klopt de "
        "waarde, dan past zij niet in deze standaard; kort haar niet zelf in.",
        "Check the value at its source: often a unit or scale was mixed up, such as a percentage where a mark is asked "
        "for. If the value "
        "is right, it does not fit this standard; do not cut it down yourself."},
    rule{
        "xsd.max-exclusive", severity::error, "XSD 1.0 cvc-maxExclusive-valid",
        "De waarde {got} is te groot; toegestaan is {expected}.",
        "The value {got} is too large; allowed is {expected}.",
        "De genoemde grens zelf is niet toegestaan, alleen wat eronder ligt. Controleer de waarde in de bron, en of "
        "een eenheid of schaal is "
        "verwisseld.",
        "The bound itself is not allowed, only what lies below it. Check the value at its source, and whether a unit "
        "or scale was mixed "
        "up."},
    rule{
        "xsd.total-digits", severity::error, "XSD 1.0 cvc-totalDigits-valid",
        "De waarde {got} heeft te veel cijfers; toegestaan is {expected}.",
        "The value {got} has too many digits; allowed is {expected}.",
        "Geteld worden alle cijfers, voor en na de punt, zonder voorloopnullen en zonder nullen achteraan. Rond de "
        "decimalen af als dat de "
        "betekenis niet verandert; is het gehele deel te groot, controleer dan de waarde in de bron.",
        "All digits count, before and after the point, without leading and trailing zeros. Round the decimals where "
        "that does not change "
        "the meaning; if the whole part is too large, check the value at its source."},
    rule{
        "xsd.fraction-digits", severity::error, "XSD 1.0 cvc-fractionDigits-valid",
        "De waarde {got} heeft te veel decimalen; toegestaan is {expected}.",
        "The value {got} has too many decimals; allowed is {expected}.",
        "Rond de waarde af op het toegestane aantal decimalen; nullen achteraan tellen niet mee. Lange staarten zoals "
        "7.4999999 komen uit "
        "een berekening: rond af voordat u het bericht schrijft.",
        "Round the value to the number of decimals allowed; trailing zeros do not count. Long tails such as 7.4999999 "
        "come from a "
        "calculation: round before you write the message."},
    rule{
        "xsd.duplicate-key", severity::error, "XSD 1.0 cvc-identity-constraint.4.2.2",
        "De sleutel {got} komt meer dan eens voor; de eerste keer op regel {expected}.",
        "The key {got} occurs more than once, first on line {expected}.",
        "Vergelijk de twee elementen. Zijn ze hetzelfde, verwijder dan een ervan; zijn ze verschillend, geef dan elk "
        "een eigen sleutel en "
        "pas de verwijzingen daarnaar aan. Sleutels worden als waarde vergeleken: 1 en 01 zijn als getal gelijk.",
        "Compare the two elements. If they are the same, remove one of them; if they differ, give each a key of its "
        "own and adjust the "
        "references to it. Keys are compared as values: as numbers 1 and 01 are equal."},
    rule{
        "xsd.duplicate-unique", severity::error, "XSD 1.0 cvc-identity-constraint.4.1",
        "De waarde {got} moet uniek zijn, maar komt meer dan eens voor; de eerste keer op regel {expected}.",
        "The value {got} must be unique but occurs more than once, first on line {expected}.",
        "Vergelijk de twee elementen. Zijn ze hetzelfde, verwijder dan een ervan; zijn ze verschillend, geef dan elk "
        "een eigen waarde of "
        "laat het veld weg waar het niet verplicht is, want zonder waarde geldt de regel niet.",
        "Compare the two elements. If they are the same, remove one of them; if they differ, give each a value of its "
        "own, or leave the "
        "field out where it is not required, for without a value the rule does not apply."},
    rule{
        "xsd.incomplete-key", severity::error, "XSD 1.0 cvc-identity-constraint.4.2.1",
        "Bij dit element ontbreekt een deel van de sleutel {expected}.",
        "A part of the key {expected} is missing from this element.",
        "Vul alle velden in waaruit de sleutel bestaat, ook als het schema een daarvan afzonderlijk niet verplicht "
        "stelt. Zonder volledige "
        "sleutel kan de ontvanger niet naar dit element verwijzen.",
        "Fill in all fields that make up the key, even where the schema does not require one of them by itself. "
        "Without a complete key "
        "the receiver cannot refer to this element."},
    rule{
        "xsd.nil-key", severity::error, "XSD 1.0 cvc-identity-constraint.4.2.3",
        "Een veld van de sleutel {expected} is een element dat xsi:nil mag hebben, en dat kan niet bij een sleutel.",
        "A field of the key {expected} is an element that may have xsi:nil, which a key rules out.",
        "Dit is een fout in het schema, die pas zichtbaar wordt als het veld in een bericht staat. Meld haar aan de "
        "beheerder van het "
        "schema: het element mag niet nillable zijn, of de sleutel moet een unique worden. In het bericht kunt u dit "
        "niet herstellen.",
        "This is a fault of the schema, which shows only when the field stands in a message. Tell the owner of the "
        "schema: the element "
        "must not be nillable, or the key should be a unique. You cannot repair it in the message."},
    rule{
        "xsd.dangling-keyref", severity::error, "XSD 1.0 cvc-identity-constraint.4.3",
        "De verwijzing {got} wijst naar een sleutel {expected} die niet in dit document staat.",
        "The reference {got} points to a key {expected} that is not in this document.",
        "Voeg het element met deze sleutel toe, of verbeter de verwijzing. Is er ook een bevinding over het element "
        "met de sleutel zelf, "
        "bijvoorbeeld een verkeerde naam, herstel die dan eerst: daarmee verdwijnt deze. Bij gedeelde leveringen hoort "
        "alles waarnaar "
        "verwezen wordt in hetzelfde bericht.",
        "Add the element with this key, or correct the reference. If there is a finding about the element with the key "
        "as well, such as a "
        "wrong name, repair that first: this one then goes away. Where a delivery is divided, all that is referred to "
        "belongs in the same "
        "message."},
    rule{
        "xsd.ambiguous-field", severity::error, "XSD 1.0 cvc-identity-constraint.3",
        "Een veld van {expected} wijst meer dan één waarde aan, of een element zonder enkelvoudige waarde.",
        "A field of {expected} selects more than one value, or an element without a simple value.",
        "Elk veld van een sleutel heeft hoogstens één waarde. Laat het element in dit onderdeel één keer voorkomen, "
        "met alleen tekst erin. "
        "Staat het schema herhaling uitdrukkelijk toe, overleg dan met de beheerder ervan: schema en sleutel spreken "
        "elkaar dan tegen.",
        "Every field of a key has one value at most. Let the element occur once in this part, with text only. If the "
        "schema expressly "
        "allows repetition, consult its owner: schema and key then contradict each other."},
    rule{
        "xsd.duplicate-id", severity::error, "XSD 1.0 cvc-id.2",
        "De ID {got} komt meer dan eens voor; de eerste keer op regel {expected}.",
        "The ID {got} occurs more than once, first on line {expected}.",
        "Een ID is uniek in het hele document, ook tussen verschillende soorten elementen. Geef elk element een eigen "
        "ID, bijvoorbeeld met "
        "een voorvoegsel per soort, en pas de verwijzingen aan.",
        "An ID is unique in the whole document, also between different kinds of elements. Give every element an ID of "
        "its own, for "
        "instance with a prefix for each kind, and adjust the references."},
    rule{
        "xsd.dangling-idref", severity::error, "XSD 1.0 cvc-id.1",
        "De verwijzing {got} wijst naar een ID die niet in dit document staat.",
        "The reference {got} points to an ID that is not in this document.",
        "Voeg het element met deze ID toe, of verbeter de verwijzing; hoofdletters tellen mee. Is er ook een bevinding "
        "over het element "
        "waarnaar verwezen wordt, herstel die dan eerst: daarmee verdwijnt deze.",
        "Add the element with this ID, or correct the reference; capitals count. If there is a finding about the "
        "element referred to as "
        "well, repair that first: this one then goes away."},
    rule{
        "xsd.more-findings", severity::error, "XSD 1.0",
        "Er zijn meer bevindingen dan de {expected} die worden gemeld; de controle is hier gestopt.",
        "There are more findings than the {expected} that are reported; checking stopped here.",
        "Herstel eerst de gemelde fouten en controleer het bericht dan opnieuw. Zoveel bevindingen hebben meestal één "
        "oorzaak, zoals een "
        "verkeerd schema, een verkeerde namespace of een omzetting die één veld steeds fout schrijft.",
        "Repair the faults that were reported, then check the message again. So many findings mostly have one cause, "
        "such as the wrong "
        "schema, the wrong namespace, or a conversion that always writes one field wrongly."},
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
