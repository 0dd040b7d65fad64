// What a SAML message must satisfy before anybody is let in. Every one of these refuses: there is no warning here.
#pragma once

#include "gateway/core/finding.hpp"

#include <span>

namespace schakel::saml_entree::fault {

// ---------------------------------------------------------------- form

inline constexpr rule encoding{
    "saml.encoding",
    severity::error,
    "SAML 2.0 Bindings 3.4.4, 3.5.4",
    "Het SAML-bericht is niet gecodeerd zoals de binding het voorschrijft.",
    "The SAML message is not encoded as its binding says.",
    "POST draagt base64 van het bericht; redirect draagt base64 van het met DEFLATE ingepakte bericht.",
    "POST carries the message in base64; redirect carries it packed with DEFLATE and then in base64."};
inline constexpr rule form{
    "saml.form",
    severity::error,
    "SAML 2.0 Core 2, 3",
    "Het bericht is geen SAML 2.0 zoals het hier wordt verwacht: verwacht {expected}, gevonden {got}.",
    "The message is not SAML 2.0 as it is expected here: expected {expected}, found {got}.",
    "Vergelijk het bericht met het schema van SAML 2.0.",
    "Compare the message with the schema of SAML 2.0."};
inline constexpr rule version{
    "saml.version",
    severity::error,
    "SAML 2.0 Core 4.1",
    "Het bericht noemt SAML-versie {got}; hier wordt 2.0 gesproken.",
    "The message names SAML version {got}; 2.0 is spoken here.",
    "Stel de verbinding bij de afzender in op SAML 2.0.",
    "Set the connection at the sender to SAML 2.0."};

// ---------------------------------------------------------------- the envelope

inline constexpr rule destination{
    "saml.destination",
    severity::error,
    "SAML 2.0 Bindings 3.5.5.2",
    "Het bericht is voor een ander adres bestemd dan waar het aankwam ({expected}).",
    "The message is meant for another address than where it arrived ({expected}).",
    "Laat de afzender onze metadata opnieuw inlezen; het adres moet letter voor letter gelijk zijn.",
    "Have the sender read our metadata again; the address must be equal to the letter."};
inline constexpr rule unsolicited{
    "saml.unsolicited",
    severity::error,
    "SAML 2.0 Profiles 4.1.5",
    "Er kwam een antwoord waar niet om gevraagd was, of voor de tweede keer.",
    "An answer came that nobody asked for, or for the second time.",
    "Begin opnieuw bij de link naar het materiaal. Een portaal dat zelf begint, moet daarvoor zijn ingesteld.",
    "Begin again at the link to the material. A portal that begins by itself must be set up for that."};
inline constexpr rule in_response_to{
    "saml.in-response-to",
    severity::error,
    "SAML 2.0 Profiles 4.1.4.3",
    "Het antwoord hoort niet bij de vraag die deze browser stelde.",
    "The answer does not belong to the question that this browser asked.",
    "Begin opnieuw bij de link naar het materiaal, in één venster.",
    "Begin again at the link to the material, in one window."};
inline constexpr rule other_browser{
    "saml.other-browser",
    severity::error,
    "SAML 2.0 Profiles 4.1.5",
    "Het antwoord kwam met een andere browser dan waarmee het inloggen begon.",
    "The answer came with another browser than the one that began to sign in.",
    "Begin opnieuw bij de link naar het materiaal. Gebruik nooit een inloglink van een ander.",
    "Begin again at the link to the material. Never use a sign-in link of somebody else."};
inline constexpr rule cookies{
    "saml.cookies-blocked",
    severity::error,
    "SAML 2.0 Profiles 4.1.5",
    "Niet te zien is of dit de browser is waarmee het inloggen begon: er kwam geen cookie mee.",
    "It cannot be seen whether this is the browser that began to sign in: no cookie came with it.",
    "Sta cookies toe, of open het materiaal in een eigen venster.",
    "Allow cookies, or open the material in a window of its own."};
inline constexpr rule issuer{
    "saml.issuer",
    severity::error,
    "SAML 2.0 Profiles 4.1.4.2",
    "Het bericht komt van een andere partij dan de ingestelde ({expected}).",
    "The message comes from another party than the one that is set up ({expected}).",
    "Vergelijk de entityID van de partij met de instellingen; hoofdletters en een schuine streep aan het eind tellen.",
    "Compare the entityID of the party with the settings; capitals and a slash at the end count."};
inline constexpr rule status{
    "saml.status",
    severity::error,
    "SAML 2.0 Core 3.2.2.2",
    "De identiteitsverstrekker heeft niet ingelogd: {got}.",
    "The identity provider did not sign the person in: {got}.",
    "Kijk bij de identiteitsverstrekker waarom; de code is die van SAML.",
    "Look at the identity provider for the reason; the code is that of SAML."};
inline constexpr rule issued{
    "saml.issue-instant",
    severity::error,
    "SAML 2.0 Core 1.3.3",
    "Het bericht is te lang geleden of in de toekomst gemaakt.",
    "The message was made too long ago, or in the future.",
    "Zet de klokken gelijk; begin daarna opnieuw.",
    "Set the clocks right; then begin again."};

// ---------------------------------------------------------------- the assertion

inline constexpr rule assertion_count{
    "saml.assertion-count",
    severity::error,
    "SAML 2.0 Profiles 4.1.4.2",
    "Er is precies één assertion nodig; gevonden: {got}.",
    "Exactly one assertion is needed; found: {got}.",
    "Laat de identiteitsverstrekker één assertion sturen.",
    "Have the identity provider send one assertion."};
inline constexpr rule not_encrypted_for_us{
    "saml.no-decryption-key",
    severity::error,
    "SAML 2.0 Core 2.3.4",
    "De assertion is versleuteld, maar wij hebben geen sleutel om te ontsleutelen gepubliceerd.",
    "The assertion is encrypted, but we published no key to decrypt with.",
    "Stel een sleutel voor ontsleutelen in, of laat de afzender onversleuteld sturen (TLS blijft).",
    "Set up a key for decryption, or have the sender send it unencrypted (TLS remains)."};
inline constexpr rule confirmation{
    "saml.confirmation",
    severity::error,
    "SAML 2.0 Profiles 4.1.4.2",
    "Geen SubjectConfirmation van soort bearer geldt hier: {got}.",
    "No SubjectConfirmation of kind bearer holds here: {got}.",
    "Nodig zijn Recipient (ons adres), NotOnOrAfter in de toekomst, InResponseTo van onze vraag, en geen NotBefore.",
    "Needed are Recipient (our address), NotOnOrAfter in the future, InResponseTo of our question, and no NotBefore."};
inline constexpr rule conditions{
    "saml.conditions",
    severity::error,
    "SAML 2.0 Profiles 4.1.4.2",
    "De assertion noemt geen voorwaarden (Conditions).",
    "The assertion names no Conditions.",
    "Laat de identiteitsverstrekker Conditions met een AudienceRestriction meesturen.",
    "Have the identity provider send Conditions with an AudienceRestriction."};
inline constexpr rule unknown_condition{
    "saml.condition-unknown",
    severity::error,
    "SAML 2.0 Core 2.5.1.1",
    "De assertion stelt een voorwaarde die hier niet bekend is: {got}.",
    "The assertion sets a condition that is not known here: {got}.",
    "Laat de voorwaarde weg, of vraag wat zij moet betekenen.",
    "Leave the condition out, or ask what it is to mean."};
inline constexpr rule not_yet{
    "saml.not-yet-valid",
    severity::error,
    "SAML 2.0 Core 2.5.1.2",
    "De assertion geldt nog niet.",
    "The assertion is not valid yet.",
    "Zet de klokken gelijk.",
    "Set the clocks right."};
inline constexpr rule expired{
    "saml.expired",
    severity::error,
    "SAML 2.0 Core 2.5.1.2",
    "De assertion geldt niet meer.",
    "The assertion is no longer valid.",
    "Begin opnieuw; komt het vaker voor, zet dan de klokken gelijk.",
    "Begin again; if it happens often, set the clocks right."};
inline constexpr rule audience{
    "saml.audience",
    severity::error,
    "SAML 2.0 Core 2.5.1.4",
    "De assertion is niet voor ons bestemd ({expected}).",
    "The assertion is not meant for us ({expected}).",
    "Laat de identiteitsverstrekker onze entityID als Audience opnemen.",
    "Have the identity provider name our entityID as Audience."};
inline constexpr rule authentication{
    "saml.authentication",
    severity::error,
    "SAML 2.0 Profiles 4.1.4.2",
    "De assertion zegt niet dat er is ingelogd (AuthnStatement), of de sessie is al voorbij.",
    "The assertion does not say that somebody signed in (AuthnStatement), or that session is over already.",
    "Log opnieuw in bij de identiteitsverstrekker.",
    "Sign in again at the identity provider."};
inline constexpr rule replayed{
    "saml.replayed",
    severity::error,
    "SAML 2.0 Profiles 4.1.4.5",
    "Deze assertion is al eens gebruikt.",
    "This assertion was used before.",
    "Begin opnieuw bij de link naar het materiaal.",
    "Begin again at the link to the material."};

// ---------------------------------------------------------------- who it is

inline constexpr rule name_id{
    "saml.name-id",
    severity::error,
    "SAML 2.0 Core 2.4, Entree: attributen",
    "Het antwoord zegt niet blijvend wie het is: geen uid, geen ECK iD en geen vaste NameID.",
    "The answer does not say lastingly who it is: no uid, no ECK iD and no lasting NameID.",
    "Laat de identiteitsverstrekker uid of eckId vrijgeven.",
    "Have the identity provider release uid or eckId."};
inline constexpr rule uid_differs{
    "saml.uid-differs",
    severity::error,
    "Entree: uid is gelijk aan de NameID",
    "De NameID en het attribuut uid noemen niet dezelfde persoon.",
    "The NameID and the attribute uid do not name the same person.",
    "Laat de identiteitsverstrekker beide gelijk maken.",
    "Have the identity provider make both the same."};
inline constexpr rule several_values{
    "saml.attribute-several",
    severity::error,
    "Entree: attributen",
    "Het attribuut {got} heeft meer dan één waarde, en er wordt niet gekozen.",
    "The attribute {got} has more than one value, and no choice is made.",
    "Laat de identiteitsverstrekker één waarde sturen.",
    "Have the identity provider send one value."};
inline constexpr rule eckid_form{
    "saml.eckid-form",
    severity::error,
    "ECK iD 4",
    "Het attribuut eckId is geen ECK iD: verwacht {expected}.",
    "The attribute eckId is no ECK iD: expected {expected}.",
    "Laat de school het ECK iD opnieuw ophalen.",
    "Have the school fetch the ECK iD again."};
inline constexpr rule stampseudonym{
    "saml.stampseudonym",
    severity::error,
    "ECK iD 1: het stampseudoniem verlaat de school niet",
    "Er kwam een stampseudoniem waar een ECK iD hoort. Dat is een datalek; er is niets van bewaard.",
    "A stampseudoniem came where an ECK iD belongs. That is a data leak; nothing of it was kept.",
    "Laat de school meteen het juiste attribuut vrijgeven en het lek melden.",
    "Have the school release the right attribute at once, and report the leak."};

// ---------------------------------------------------------------- metadata

inline constexpr rule metadata_form{
    "saml.metadata-form",
    severity::error,
    "SAML 2.0 Metadata 2.3, 2.4",
    "De metadata beschrijven geen identiteitsverstrekker die hier bruikbaar is: {expected} ontbreekt.",
    "The metadata do not describe an identity provider that is usable here: {expected} is missing.",
    "Haal de metadata opnieuw op, of vraag de partij om volledige metadata.",
    "Fetch the metadata again, or ask the party for complete metadata."};
inline constexpr rule metadata_entity{
    "saml.metadata-entity",
    severity::error,
    "SAML 2.0 Metadata 2.3.2",
    "De metadata bevatten de partij {expected} niet.",
    "The metadata do not hold the party {expected}.",
    "Zet de entityID uit de metadata letterlijk in de instellingen.",
    "Put the entityID of the metadata into the settings to the letter."};
inline constexpr rule metadata_expired{
    "saml.metadata-expired",
    severity::error,
    "SAML 2.0 Metadata 2.3.2",
    "De metadata gelden niet meer (validUntil).",
    "The metadata are no longer valid (validUntil).",
    "Haal verse metadata op.",
    "Fetch fresh metadata."};
inline constexpr rule metadata_unpinned{
    "saml.metadata-unpinned",
    severity::error,
    "SAML 2.0 Metadata 3",
    "Opgehaalde metadata tellen alleen met een bekende sleutel die ze ondertekent, en die is niet ingesteld.",
    "Fetched metadata count only with a known key that signs them, and none is set up.",
    "Zet de sleutel van de federatie in public_keys_file, of leg de metadata als bestand neer met metadata_file.",
    "Put the key of the federation into public_keys_file, or put the metadata down as a file with metadata_file."};
inline constexpr rule metadata_unreachable{
    "saml.metadata-unreachable",
    severity::error,
    "SAML 2.0 Metadata 4.1",
    "De metadata van de partij konden niet worden opgehaald.",
    "The metadata of the party could not be fetched.",
    "Kijk of het adres klopt en bereikbaar is.",
    "See whether the address is right and can be reached."};
inline constexpr rule no_own_key{
    "saml.no-signing-key",
    severity::error,
    "Entree: AuthnRequest is ondertekend",
    "Er is geen eigen sleutel met certificaat ingesteld om verzoeken te ondertekenen.",
    "No key of our own with a certificate is set up to sign requests with.",
    "Stel de sleutel en het certificaat voor SAML in.",
    "Set up the key and the certificate for SAML."};

// ---------------------------------------------------------------- redirect and logout

inline constexpr rule query_signature{
    "saml.query-signature",
    severity::error,
    "SAML 2.0 Bindings 3.4.4.1",
    "De handtekening over het adres ontbreekt of is niet met een bekende sleutel van de partij gezet.",
    "The signature over the address is missing or was not made with a known key of the party.",
    "Laat de afzender redirectberichten ondertekenen (SigAlg en Signature), met SHA-256.",
    "Have the sender sign messages by redirect (SigAlg and Signature), with SHA-256."};
inline constexpr rule response_by_redirect{
    "saml.response-by-redirect",
    severity::error,
    "SAML 2.0 Profiles 4.1.2",
    "Een antwoord op een inlogverzoek mag niet met redirect komen.",
    "An answer to a request to sign in may not come by redirect.",
    "Laat de identiteitsverstrekker HTTP-POST gebruiken.",
    "Have the identity provider use HTTP-POST."};
inline constexpr rule logout{
    "saml.logout",
    severity::error,
    "SAML 2.0 Profiles 4.4.4",
    "Het uitlogbericht noemt niet wie of welke sessie het betreft, of geldt niet meer.",
    "The logout message does not say of whom or of which session it is, or is no longer valid.",
    "NameID is nodig, en NotOnOrAfter moet in de toekomst liggen.",
    "NameID is needed, and NotOnOrAfter must lie in the future."};

std::span<const rule> all(); // signatures have those of adapters/common/xml_signature

} // namespace schakel::saml_entree::fault
