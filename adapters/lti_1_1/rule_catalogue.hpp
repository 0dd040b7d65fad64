// The rules of this adapter: launches and choices that a browser brings, and messages about outcomes.
#pragma once

#include "gateway/core/finding.hpp"

#include <span>
#include <string>
#include <string_view>

namespace schakel::lti_1_1 {

namespace fault {

// ---------------------------------------------------------------- launches

inline constexpr rule message_type{
    "lti11.message-type",
    severity::error,
    "LTI 1.1.1, 3",
    "lti_message_type is {got}; hier wordt {expected} verwacht.",
    "lti_message_type is {got}; {expected} is expected here.",
    "Stuur lti_message_type mee, met precies deze schrijfwijze.",
    "Send lti_message_type, spelt exactly like this."};
inline constexpr rule version{
    "lti11.version",
    severity::error,
    "LTI 1.1.1, 3",
    "lti_version is {got}; verwacht wordt {expected}.",
    "lti_version is {got}; {expected} is expected.",
    "Stuur lti_version=LTI-1p0; LTI 1.0, 1.1 en 1.1.1 heten alle drie zo.",
    "Send lti_version=LTI-1p0; that is the name of LTI 1.0, 1.1 and 1.1.1 alike."};
inline constexpr rule parameter_missing{
    "lti11.parameter-missing",
    severity::error,
    "LTI 1.1.1, 3; RFC 5849 3.1",
    "De parameter {expected} ontbreekt of is leeg.",
    "The parameter {expected} is missing or empty.",
    "Stuur de parameter mee in het formulier, en onderteken hem mee.",
    "Send the parameter in the form, and let the signature cover it."};
inline constexpr rule parameter_repeated{
    "lti11.parameter-repeated",
    severity::error,
    "LTI 1.1.1, 3; RFC 5849 3.1",
    "De parameter {expected} staat er meer dan eens, met verschillende waarden.",
    "The parameter {expected} stands there more than once, with different values.",
    "Stuur elke parameter één keer.",
    "Send each parameter once."};
inline constexpr rule encoding{
    "lti11.encoding",
    severity::error,
    "LTI 1.1.1, 3; RFC 5849 3.6",
    "De parameter {expected} is geen UTF-8.",
    "The parameter {expected} is not UTF-8.",
    "Codeer tekst als UTF-8 voordat u haar ondertekent.",
    "Encode text as UTF-8 before signing it."};
inline constexpr rule address{
    "lti11.address",
    severity::error,
    "LTI 1.1.1, 3; Content-Item 1.0, 3.1",
    "De parameter {expected} is geen webadres ({got}).",
    "The parameter {expected} is no web address ({got}).",
    "Geef een volledig adres, dat met https:// begint.",
    "Give a complete address that begins with https://."};

// ---------------------------------------------------------------- signatures

inline constexpr rule unsupported_signature{
    "lti11.signature-method",
    severity::error,
    "RFC 5849 3.4; LTI Security Framework 1.0, 3",
    "De handtekening is van de soort {got}; hier wordt {expected} aangenomen.",
    "The signature is of the kind {got}; {expected} is accepted here.",
    "Onderteken met HMAC-SHA1 of HMAC-SHA256 en oauth_version 1.0.",
    "Sign with HMAC-SHA1 or HMAC-SHA256 and oauth_version 1.0."};
inline constexpr rule unknown_key{
    "lti11.key-unknown",
    severity::error,
    "LTI 1.1.1, 4",
    "De sleutel in oauth_consumer_key is hier niet bekend.",
    "The key in oauth_consumer_key is not known here.",
    "Vergelijk de sleutel aan beide kanten, letter voor letter.",
    "Compare the key on both sides, character by character."};
inline constexpr rule wrong_signature{
    "lti11.signature",
    severity::error,
    "RFC 5849 3.4; LTI 1.1.1, 4",
    "De handtekening klopt niet. Ondertekend moet zijn: {expected}.",
    "The signature is wrong. What has to be signed: {expected}.",
    "Vergelijk het geheim en het adres aan beide kanten. Het adres is dat wat hier staat, met https en zonder de "
    "vraagtekens en wat daarachter komt; de parameters daarachter tellen wel mee.",
    "Compare the secret and the address on both sides. The address is the one that stands here, with https and without "
    "the question mark and what follows; the parameters that follow do count."};
inline constexpr rule stale{
    "lti11.timestamp",
    severity::error,
    "RFC 5849 3.3; LTI 1.1.1, 4",
    "Het bericht is van {got} dan de klok hier; {expected} is toegestaan.",
    "The message is {got} than the clock here; {expected} is allowed.",
    "Zet de klok van de server gelijk. Was het venster lang open, open het materiaal dan opnieuw.",
    "Set the server's clock. When the window was open for long, open the material again."};
inline constexpr rule nonce{
    "lti11.nonce",
    severity::error,
    "RFC 5849 3.3",
    "oauth_nonce is {got} tekens lang; {expected} is toegestaan.",
    "oauth_nonce has {got} characters; {expected} are allowed.",
    "Gebruik voor elk bericht een nieuwe waarde van 16 tot 64 tekens.",
    "Use a new value of 16 to 64 characters for each message."};
inline constexpr rule body_hash{
    "lti11.body-hash",
    severity::error,
    "OAuth Request Body Hash 1.0, 4; Basic Outcomes 1.1, 4",
    "oauth_body_hash ontbreekt of past niet bij de inhoud van het bericht.",
    "oauth_body_hash is missing or does not fit the content of the message.",
    "Bereken de SHA-1 over precies de bytes die u stuurt en onderteken haar mee.",
    "Compute the SHA-1 over exactly the octets that you send and let the signature cover it."};

// ---------------------------------------------------------------- choosing

inline constexpr rule content_items{
    "lti11.content-items",
    severity::error,
    "Content-Item 1.0, 3.2",
    "content_items is geen JSON-LD met een lijst @graph ({got}).",
    "content_items is no JSON-LD with a list @graph ({got}).",
    "Stuur een object met @context en een reeks @graph; wie niets koos, laat content_items weg.",
    "Send an object with @context and an array @graph; who chose nothing leaves content_items out."};
inline constexpr rule other_choice{
    "lti11.other-choice",
    severity::error,
    "Content-Item 1.0, 3.2",
    "Deze keuze hoort bij een andere vraag: data is niet ongewijzigd teruggestuurd.",
    "This choice belongs to another question: data was not returned unchanged.",
    "Stuur data terug zoals het kwam.",
    "Return data as it came."};

// ---------------------------------------------------------------- outcomes

inline constexpr rule content_type{
    "lti11.content-type",
    severity::error,
    "Basic Outcomes 1.1, 2",
    "Het bericht kwam met Content-Type {got}; een bericht over resultaten reist als {expected}.",
    "The message came with Content-Type {got}; a message about outcomes travels as {expected}.",
    "Stuur application/xml; text/xml mag ook.",
    "Send application/xml; text/xml will do too."};
inline constexpr rule no_namespace{
    "lti11.namespace",
    severity::warning,
    "Basic Outcomes 1.1, 2",
    "Het bericht noemt de namespace {expected} niet.",
    "The message does not name the namespace {expected}.",
    "Zet xmlns op het element imsx_POXEnvelopeRequest.",
    "Put xmlns on the element imsx_POXEnvelopeRequest."};
inline constexpr rule operation{
    "lti11.operation",
    severity::error,
    "Basic Outcomes 1.1, 3",
    "De bewerking {got} wordt hier niet aangeboden; wel {expected}.",
    "The operation {got} is not offered here; {expected} are.",
    "Gebruik replaceResult, readResult of deleteResult.",
    "Use replaceResult, readResult or deleteResult."};
inline constexpr rule score{
    "lti11.score",
    severity::error,
    "Basic Outcomes 1.1, 3.1",
    "textString is {got}; een score is een getal van {expected}, met een punt.",
    "textString is {got}; a score is a number of {expected}, with a point.",
    "Deel de behaalde punten door het maximum, en schrijf een punt, geen komma.",
    "Divide the points by their maximum, and write a point, no comma."};
inline constexpr rule unknown_result{
    "lti11.sourcedid",
    severity::error,
    "Basic Outcomes 1.1, 3",
    "Bij deze sourcedId hoort hier geen resultaat van uw systeem.",
    "No result of your system belongs to this sourcedId here.",
    "Gebruik lis_result_sourcedid van de laatste keer dat deze leerling het materiaal opende, teken voor teken.",
    "Use lis_result_sourcedid of the last time that this learner opened the material, character by character."};
inline constexpr rule no_score{
    "lti11.no-score",
    severity::error,
    "Basic Outcomes 1.1, 3.1",
    "Dit resultaat heeft geen score die een getal tussen 0 en 1 kan worden: {expected} ontbreekt.",
    "This result has no score that can become a number between 0 and 1: {expected} is missing.",
    "Een score met een maximum boven nul, of een geschaalde score of een percentage, is nodig.",
    "A score with a maximum above zero, or a scaled score or a percentage, is needed."};
inline constexpr rule no_place{
    "lti11.no-place",
    severity::error,
    "LTI 1.1.1, 6.2",
    "Van dit resultaat is niet bekend waar het in het LMS thuishoort.",
    "Where this result belongs in the LMS is not known.",
    "Een leerling moet het materiaal eerst vanuit dit LMS hebben geopend, met lis_outcome_service_url en "
    "lis_result_sourcedid.",
    "A learner must first have opened the material from this LMS, with lis_outcome_service_url and "
    "lis_result_sourcedid."};

} // namespace fault

std::span<const rule> all_rules();

finding found(const rule& broken, std::string expected = {}, std::string got = {});

} // namespace schakel::lti_1_1
