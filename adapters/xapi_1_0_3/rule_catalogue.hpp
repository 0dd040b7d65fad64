// The rules of this adapter: what the standard demands beyond the schema, of requests and of statements.
#pragma once

#include "gateway/core/finding.hpp"

#include <span>

namespace schakel::xapi_1_0_3::fault {

// ---------------------------------------------------------------- the request

inline constexpr rule version_header{
    "xapi.version-header",
    severity::error,
    "xAPI 1.0.3 Communication 3.3",
    "De header X-Experience-API-Version ontbreekt of noemt een versie die hier niet wordt gesproken ({got}).",
    "The header X-Experience-API-Version is missing or names a version that is not spoken here ({got}).",
    "Stuur X-Experience-API-Version: 1.0.3 mee bij elk verzoek.",
    "Send X-Experience-API-Version: 1.0.3 with every request."};
inline constexpr rule content_type{
    "xapi.content-type",
    severity::error,
    "xAPI 1.0.3 Communication 1.5",
    "Het bericht kwam met Content-Type {got}; statements reizen als {expected}.",
    "The message came with Content-Type {got}; statements travel as {expected}.",
    "Stuur application/json, of multipart/mixed wanneer er bijlagen bij zijn.",
    "Send application/json, or multipart/mixed when there are attachments."};
inline constexpr rule query_parameter{
    "xapi.query-parameter",
    severity::error,
    "xAPI 1.0.3 Communication 3.2",
    "Het adres bevat een parameter die hier niet hoort; toegestaan is {expected}.",
    "The address holds a parameter that does not belong here; allowed is {expected}.",
    "Laat de parameter weg, en let op hoofdletters: statementId.",
    "Leave the parameter out, and mind its case: statementId."};
inline constexpr rule alternate_syntax{
    "xapi.alternate-syntax",
    severity::error,
    "xAPI 1.0.3 Communication 1.3",
    "De alternatieve schrijfwijze POST ?method= wordt hier niet aangeboden.",
    "The alternate request syntax POST ?method= is not offered here.",
    "Gebruik PUT, POST of GET zelf.",
    "Use PUT, POST or GET itself."};
inline constexpr rule statement_id_parameter{
    "xapi.statement-id-parameter",
    severity::error,
    "xAPI 1.0.3 Communication 2.1.1",
    "PUT vraagt om één parameter statementId met een UUID ({got}).",
    "PUT asks for one parameter statementId with a UUID ({got}).",
    "Zet ?statementId= met de id van het statement in het adres.",
    "Put ?statementId= with the id of the statement into the address."};
inline constexpr rule statement_id_differs{
    "xapi.statement-id-differs",
    severity::error,
    "xAPI 1.0.3 Communication 2.1.1",
    "De id in het statement is een andere dan statementId in het adres.",
    "The id in the statement is another than statementId in the address.",
    "Geef beide dezelfde UUID, of laat id uit het statement weg.",
    "Give both the same UUID, or leave id out of the statement."};
inline constexpr rule put_of_many{
    "xapi.put-of-many",
    severity::error,
    "xAPI 1.0.3 Communication 2.1.1",
    "Met PUT reist één statement; hier staat een reeks.",
    "PUT carries one statement; here stands an array.",
    "Stuur een reeks met POST.",
    "Send an array by POST."};

// ---------------------------------------------------------------- attachments

inline constexpr rule multipart_boundary{
    "xapi.multipart-boundary",
    severity::error,
    "xAPI 1.0.3 Communication 1.5.2",
    "Content-Type multipart/mixed noemt geen boundary.",
    "Content-Type multipart/mixed names no boundary.",
    "Voeg boundary= toe aan Content-Type.",
    "Add boundary= to Content-Type."};
inline constexpr rule multipart_form{
    "xapi.multipart-form",
    severity::error,
    "RFC 2046 5.1.1",
    "Het bericht heeft niet de vorm van multipart/mixed met de genoemde boundary; verwacht is {expected}.",
    "The message does not have the form of multipart/mixed with the named boundary; expected is {expected}.",
    "Scheid de delen met CRLF, twee streepjes en de boundary, en sluit af met nog twee streepjes.",
    "Separate the parts by CRLF, two hyphens and the boundary, and end with two more hyphens."};
inline constexpr rule first_part{
    "xapi.first-part",
    severity::error,
    "xAPI 1.0.3 Communication 1.5.2",
    "Het eerste deel heeft Content-Type {got}; daar horen de statements te staan, als {expected}.",
    "The first part has Content-Type {got}; it is the place of the statements, as {expected}.",
    "Zet de statements voorop met Content-Type: application/json.",
    "Put the statements first, with Content-Type: application/json."};
inline constexpr rule part_encoding{
    "xapi.part-encoding",
    severity::error,
    "xAPI 1.0.3 Communication 1.5.2",
    "Een bijlage heeft Content-Transfer-Encoding {got}; alleen {expected} is toegestaan.",
    "An attachment has Content-Transfer-Encoding {got}; only {expected} is allowed.",
    "Stuur de bytes van de bijlage zoals ze zijn, met Content-Transfer-Encoding: binary.",
    "Send the attachment's octets as they are, with Content-Transfer-Encoding: binary."};
inline constexpr rule part_without_hash{
    "xapi.part-without-hash",
    severity::error,
    "xAPI 1.0.3 Communication 1.5.2",
    "Een bijlage heeft geen header X-Experience-API-Hash.",
    "An attachment has no header X-Experience-API-Hash.",
    "Noem in X-Experience-API-Hash de waarde van sha2.",
    "Name the value of sha2 in X-Experience-API-Hash."};
inline constexpr rule part_hash{
    "xapi.part-hash",
    severity::error,
    "xAPI 1.0.3 Communication 1.5.2",
    "De inhoud van een bijlage past niet bij X-Experience-API-Hash.",
    "The content of an attachment does not fit X-Experience-API-Hash.",
    "Bereken de hash over precies de bytes die u stuurt; de regelovergang voor de boundary hoort er niet bij.",
    "Compute the hash over exactly the octets that you send; the line end before the boundary is not part of them."};
inline constexpr rule part_unreferenced{
    "xapi.part-unreferenced",
    severity::error,
    "xAPI 1.0.3 Communication 1.5.2",
    "Er is een bijlage meegestuurd waarnaar geen statement verwijst.",
    "An attachment was sent that no statement refers to.",
    "Neem de bijlage op in attachments van een statement, of laat haar weg.",
    "Put the attachment into a statement's attachments, or leave it out."};
inline constexpr rule attachment_without_data{
    "xapi.attachment-without-data",
    severity::error,
    "xAPI 1.0.3 Communication 1.5.2",
    "Deze bijlage heeft geen fileUrl en haar inhoud is niet meegestuurd.",
    "This attachment has no fileUrl and its content was not sent.",
    "Stuur de inhoud mee in multipart/mixed, of geef een fileUrl.",
    "Send the content in multipart/mixed, or give a fileUrl."};

// ---------------------------------------------------------------- statements

inline constexpr rule duplicate_id{
    "xapi.duplicate-id",
    severity::error,
    "xAPI 1.0.3 Data 2.4.1",
    "Deze id komt al eerder in het bericht voor.",
    "This id occurs earlier in the message.",
    "Geef elk statement een eigen UUID.",
    "Give every statement a UUID of its own."};
inline constexpr rule uuid_variant{
    "xapi.uuid-variant",
    severity::warning,
    "xAPI 1.0.3 Data 4.4",
    "Dit is geen UUID van de variant van RFC 4122: het eerste teken van de vierde groep hoort {expected} te zijn.",
    "This is no UUID of the variant of RFC 4122: the first character of the fourth group is to be {expected}.",
    "Maak id's met een UUID-functie, niet zelf.",
    "Make ids by a UUID function, not by hand."};
inline constexpr rule only_with_activity{
    "xapi.only-with-activity",
    severity::error,
    "xAPI 1.0.3 Data 2.4.6",
    "{got} mag alleen wanneer het object een Activity is.",
    "{got} is allowed only when the object is an Activity.",
    "Laat de eigenschap weg uit context.",
    "Leave the property out of context."};
inline constexpr rule score_range{
    "xapi.score-range",
    severity::error,
    "xAPI 1.0.3 Data 2.4.5.1",
    "min hoort kleiner te zijn dan max.",
    "min is to be less than max.",
    "Stuur de laagste en de hoogste score die gehaald konden worden, of laat beide weg.",
    "Send the lowest and the highest score that could be reached, or leave out both."};
inline constexpr rule score_outside_range{
    "xapi.score-outside-range",
    severity::error,
    "xAPI 1.0.3 Data 2.4.5.1",
    "raw hoort {expected} te zijn.",
    "raw is to be {expected}.",
    "Controleer raw, min en max; ze horen op dezelfde schaal te liggen.",
    "Check raw, min and max; they belong to one scale."};
inline constexpr rule duplicate_component{
    "xapi.duplicate-component",
    severity::error,
    "xAPI 1.0.3 Data 2.4.4.1",
    "Deze id komt al eerder voor in de lijst {expected}.",
    "This id occurs earlier in the list {expected}.",
    "Geef elk onderdeel van de lijst een eigen id.",
    "Give every component of the list an id of its own."};
inline constexpr rule component_list{
    "xapi.component-list",
    severity::error,
    "xAPI 1.0.3 Data 2.4.4.1",
    "De lijst {got} hoort niet bij dit interactionType.",
    "The list {got} does not belong to this interactionType.",
    "Gebruik choices bij choice en sequencing, scale bij likert, source en target bij matching, steps bij performance.",
    "Use choices with choice and sequencing, scale with likert, source and target with matching, steps with "
    "performance."};
inline constexpr rule voiding_object{
    "xapi.voiding-object",
    severity::error,
    "xAPI 1.0.3 Data 2.3.2",
    "Een statement met het verb voided hoort een StatementRef als object te hebben.",
    "A statement with the verb voided is to have a StatementRef as its object.",
    "Verwijs met objectType StatementRef naar de id van het statement dat vervalt.",
    "Refer to the id of the statement that is voided, with objectType StatementRef."};
inline constexpr rule language_extension{
    "xapi.language-extension",
    severity::error,
    "xAPI 1.0.3 Data 4.2",
    "In deze taalcode komt een uitbreidingsletter twee keer voor.",
    "An extension letter occurs twice in this language tag.",
    "Noem elke uitbreiding één keer, of gebruik een gewone code zoals nl-NL.",
    "Name each extension once, or use a plain tag such as nl-NL."};
inline constexpr rule timestamp_without_zone{
    "xapi.timestamp-without-zone",
    severity::warning,
    "xAPI 1.0.3 Data 4.5",
    "Dit tijdstip heeft geen tijdzone; het wordt gelezen als UTC.",
    "This time has no zone; it is read as UTC.",
    "Voeg Z of een verschil zoals +01:00 toe.",
    "Add Z or an offset such as +01:00."};
inline constexpr rule implausible_time{
    "xapi.implausible-time",
    severity::warning,
    "xAPI 1.0.3 Data 2.4.7",
    "Dit tijdstip ligt buiten {expected}.",
    "This time lies outside {expected}.",
    "Controleer de klok van het apparaat dat het statement maakte.",
    "Check the clock of the device that made the statement."};
inline constexpr rule several_schools{
    "xapi.several-schools",
    severity::error,
    "Schakel, extension urn:schakel:school",
    "Dit statement noemt een andere school dan de statements ervoor.",
    "This statement names another school than the statements before it.",
    "Stuur de statements van elke school in een eigen bericht.",
    "Send the statements of each school in a message of their own."};

// ---------------------------------------------------------------- sending

inline constexpr rule pupil_without_identifier{
    "xapi.pupil-without-identifier",
    severity::error,
    "xAPI 1.0.3 Data 2.4.2",
    "Van deze leerling is geen identifier bekend die aan deze ontvanger mag worden gegeven; een statement heeft er één "
    "nodig.",
    "No identifier of this pupil is known that may be given to this receiver; a statement needs one.",
    "Geef de ontvanger een identifier vrij, of stel een pseudoniemsleutel in.",
    "Release an identifier to the receiver, or configure a pseudonym key."};
inline constexpr rule several_persons{
    "xapi.several-persons",
    severity::error,
    "xAPI 1.0.3 Data 2.4.2 and 2.4.4",
    "Het statement gaat over meer personen dan zijn actor: een groep, een andere persoon als object of een tweede "
    "statement. Het wordt niet doorgegeven.",
    "The statement is about more persons than its actor: a group, another person as its object or a second statement. "
    "It is not passed on.",
    "Stuur zulke statements rechtstreeks naar een ontvanger die ze mag hebben.",
    "Send such statements directly to a receiver that may have them."};

std::span<const rule> all();

} // namespace schakel::xapi_1_0_3::fault
