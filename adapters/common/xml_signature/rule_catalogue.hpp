// What can be wrong with a signature or an encrypted part, as findings. The standards that use them list these rules
// beside their own.
#pragma once

#include "gateway/core/finding.hpp"

#include <array>

namespace schakel::xml_signature::fault {

// ---------------------------------------------------------------- signatures

inline constexpr rule missing{
    "signature.missing",
    severity::error,
    "XML Signature 1.1 4.1",
    "Het element {got} is niet ondertekend.",
    "The element {got} is not signed.",
    "Laat de afzender dit element ondertekenen; zonder handtekening telt het niet.",
    "Have the sender sign this element; without a signature it does not count."};
inline constexpr rule several{
    "signature.several",
    severity::error,
    "XML Signature 1.1 4.1",
    "Het element {got} draagt meer dan één handtekening.",
    "The element {got} carries more than one signature.",
    "Laat één handtekening over het hele element zetten.",
    "Have one signature put over the whole element."};
inline constexpr rule form{
    "signature.form",
    severity::error,
    "XML Signature 1.1 4",
    "De handtekening heeft niet de vorm die hier wordt aanvaard: verwacht {expected}, gevonden {got}.",
    "The signature does not have the form that is accepted here: expected {expected}, found {got}.",
    "Gebruik een ingesloten handtekening met één Reference, zonder Object, Manifest of extra elementen.",
    "Use an enveloped signature with one Reference, and without Object, Manifest or further elements."};
inline constexpr rule reference{
    "signature.reference",
    severity::error,
    "SAML 2.0 Core 5.4.2",
    "De handtekening wijst niet naar het element waarin zij staat.",
    "The signature does not point at the element in which it stands.",
    "De Reference moet met '#' en het ID naar het omsluitende element wijzen. Klopt dat bij de afzender, dan is het "
    "bericht onderweg veranderd.",
    "The Reference must point at the enclosing element with '#' and its ID. If that is so at the sender, the message "
    "was changed on its way."};
inline constexpr rule repeated_id{
    "signature.repeated-id",
    severity::error,
    "SAML 2.0 Core 1.3.4",
    "Twee elementen hebben hetzelfde ID.",
    "Two elements have the same ID.",
    "Geef elk element een eigen ID; anders is niet zeker wat er ondertekend is.",
    "Give every element an ID of its own; otherwise it is uncertain what was signed."};
inline constexpr rule transform{
    "signature.transform",
    severity::error,
    "SAML 2.0 Core 5.4.4",
    "De handtekening gebruikt een bewerking die niet is toegestaan: verwacht {expected}.",
    "The signature uses a transformation that is not allowed: expected {expected}.",
    "Gebruik alleen enveloped-signature en daarna exclusive canonicalization zonder commentaar.",
    "Use enveloped-signature and then exclusive canonicalization without comments, and nothing else."};
inline constexpr rule signature_method{
    "signature.method",
    severity::error,
    "RFC 9231 2",
    "Het algoritme van de handtekening is niet toegestaan voor deze partij; toegestaan is {expected}.",
    "The algorithm of the signature is not allowed for this party; allowed is {expected}.",
    "Laat de afzender met SHA-256 ondertekenen. SHA-1 kan alleen met een afspraak die een einddatum heeft.",
    "Have the sender sign with SHA-256. SHA-1 takes an agreement that has an end date."};
inline constexpr rule digest_method{
    "signature.digest-method",
    severity::error,
    "RFC 9231 2.1",
    "Het hashalgoritme van de handtekening is niet toegestaan voor deze partij; toegestaan is {expected}.",
    "The digest algorithm of the signature is not allowed for this party; allowed is {expected}.",
    "Laat de afzender SHA-256 gebruiken.",
    "Have the sender use SHA-256."};
inline constexpr rule content{
    "signature.content",
    severity::error,
    "XML Signature 1.1 3.2.1",
    "De inhoud is veranderd nadat hij werd ondertekend.",
    "The content was changed after it was signed.",
    "Kijk of iets tussen de afzender en ons het bericht herschrijft (opmaak, tekenset). Anders is het vervalst.",
    "See whether something between the sender and us rewrites the message (layout, character set). Otherwise it is "
    "forged."};
inline constexpr rule value{
    "signature.value",
    severity::error,
    "XML Signature 1.1 3.2.2",
    "De handtekening is met geen van de bekende sleutels van deze partij gezet.",
    "The signature was made with none of the known keys of this party.",
    "Haal de metadata van de partij opnieuw op: haar sleutel is misschien vervangen. De sleutel in het bericht zelf "
    "telt "
    "niet.",
    "Fetch the metadata of the party again: its key may have been replaced. The key in the message itself does not "
    "count."};

// ---------------------------------------------------------------- encryption

inline constexpr rule encryption_form{
    "encryption.form",
    severity::error,
    "XML Encryption 1.1 3",
    "Het versleutelde deel heeft niet de vorm die hier wordt aanvaard: verwacht {expected}.",
    "The encrypted part does not have the form that is accepted here: expected {expected}.",
    "Versleutel één element, met de sleutel daarvoor versleuteld voor ons certificaat.",
    "Encrypt one element, with the key for it encrypted for our certificate."};
inline constexpr rule encryption_method{
    "encryption.method",
    severity::error,
    "XML Encryption 1.1 5",
    "Het algoritme van de versleuteling is niet toegestaan; toegestaan is {expected}.",
    "The algorithm of the encryption is not allowed; allowed is {expected}.",
    "Gebruik AES-GCM, en RSA-OAEP voor de sleutel. AES-CBC kan alleen in een antwoord dat als geheel is ondertekend.",
    "Use AES-GCM, and RSA-OAEP for the key. AES-CBC is possible only in a response that is signed as a whole."};
inline constexpr rule decryption{
    "encryption.unreadable",
    severity::error,
    "XML Encryption 1.1 4.4",
    "Het versleutelde deel kan met onze sleutels niet worden gelezen.",
    "The encrypted part cannot be read with our keys.",
    "Haal onze metadata opnieuw op en versleutel voor het certificaat dat daarin staat.",
    "Fetch our metadata again and encrypt for the certificate that stands there."};

inline constexpr std::array all{missing,         several,           form,          reference, repeated_id,
                                transform,       signature_method,  digest_method, content,   value,
                                encryption_form, encryption_method, decryption};

} // namespace schakel::xml_signature::fault
