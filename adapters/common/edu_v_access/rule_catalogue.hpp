// The rules of the catalogue, delivery, entitlement and usage services of Edu-V beyond their schemas. Ids are stable;
// each has a bad case under tests/adapters or a test of its own.
#pragma once

#include "gateway/core/finding.hpp"

#include <span>

namespace schakel::edu_v_access::fault {

using enum severity;

// ---------------------------------------------------------------- products

inline constexpr rule duplicate_product{
    "edu-v.duplicate-product",
    error,
    "Edu-V Catalogue 2.0.0, productId",
    "Dit productId komt in de lijst al eerder voor.",
    "This productId occurs earlier in the list.",
    "Geef elk product één keer, in zijn laatste stand.",
    "Give every product once, as it is last."};
inline constexpr rule sale_without_ean{
    "edu-v.sale-without-ean",
    warning,
    "Edu-V Catalogue 2.0.0, productId",
    "Een product dat te koop is heeft een EAN of ISBN; gevonden is een ander productId.",
    "A product that is for sale has an EAN or ISBN; found another productId.",
    "Gebruik een EAN of ISBN van dertien cijfers, of zet forSale op false.",
    "Use an EAN or ISBN of thirteen digits, or set forSale to false."};
inline constexpr rule sale_without_price{
    "edu-v.sale-without-price",
    warning,
    "Edu-V Catalogue 2.0.0, price",
    "Een product dat te koop is heeft een prijs; 0 mag.",
    "A product that is for sale has a price; 0 is allowed.",
    "Vul price met minstens één prijs.",
    "Fill price with at least one price."};
inline constexpr rule digital_without{
    "edu-v.digital-product-lacks",
    warning,
    "Edu-V Catalogue 2.0.0, licensePeriod en defaultAccessUrl",
    "Een digitaal product heeft ook {expected}.",
    "A digital product has {expected} as well.",
    "Vul het ontbrekende gegeven; zonder kan een portaal het product niet openen of een aanspraak niet berekenen.",
    "Fill what is missing; without it a portal cannot open the product, or an entitlement cannot be computed."};
inline constexpr rule variant_without_value{
    "edu-v.variant-without-value",
    error,
    "Edu-V Catalogue 2.0.0, licensePeriod en activationPeriod",
    "De gekozen variant vraagt ook om {expected}.",
    "The variant chosen asks for {expected} as well.",
    "Vul het aantal dagen of de datum die bij de variant hoort.",
    "Fill the number of days or the date that belongs to the variant."};
inline constexpr rule price_steps{
    "edu-v.price-steps",
    warning,
    "Edu-V Catalogue 2.0.0, priceType",
    "Bij deze priceType horen staffels in {expected}.",
    "This priceType has its steps in {expected}.",
    "Vul tierPricing bij tier en schoolSizePricing bij schoolSize, en laat de andere weg.",
    "Fill tierPricing for tier and schoolSizePricing for schoolSize, and leave the other out."};
inline constexpr rule ended_without_dates{
    "edu-v.ended-product-lacks",
    warning,
    "Edu-V Catalogue 2.0.0, supportedUntilDate en endOfLifeDate",
    "Een product met deze status heeft ook {expected}.",
    "A product with this status has {expected} as well.",
    "Vul supportedUntilDate en endOfLifeDate.",
    "Fill supportedUntilDate and endOfLifeDate."};
inline constexpr rule physical_info{
    "edu-v.physical-product-info",
    warning,
    "Edu-V Catalogue 2.0.0, /products/info",
    "De lijst voor portalen heeft alleen digitale en gecombineerde producten.",
    "The list for portals holds digital and combined products only.",
    "Laat gedrukte producten weg uit /products/info.",
    "Leave physical products out of /products/info."};
inline constexpr rule web_address{
    "edu-v.access-web-address",
    warning,
    "Edu-V Catalogue 2.0.0, adressen",
    "Een adres begint met {expected}; gevonden is {got}.",
    "An address begins with {expected}; found {got}.",
    "Geef een volledig adres.",
    "Give a complete address."};

// ---------------------------------------------------------------- orders and entitlements

inline constexpr rule kind_spelling{
    "edu-v.delivery-type-spelling",
    warning,
    "Edu-V Delivery 2.0.0, deliveryType",
    "Het soort levering {got} staat zo in de gepubliceerde lijst, maar heet overal elders {expected}.",
    "The delivery type {got} stands so in the published list, but is called {expected} everywhere else.",
    "Schrijf customer-student of customer-activationcode.",
    "Write customer-student or customer-activationcode."};
inline constexpr rule quantities{
    "edu-v.quantities",
    warning,
    "Edu-V Delivery 2.0.0, totalQuantity",
    "De aantallen van de delen zijn samen {got}, en totalQuantity is {expected}.",
    "The quantities of the parts add up to {got}, and totalQuantity is {expected}.",
    "Maak totalQuantity gelijk aan de som van de delen.",
    "Make totalQuantity the sum of the parts."};
inline constexpr rule ended_without_date{
    "edu-v.end-date-missing",
    warning,
    "Edu-V Delivery 2.0.0 en Entitlement 1.1.0, endDate",
    "Wat geannuleerd of geblokkeerd is heeft een endDate.",
    "What was cancelled or blocked has an endDate.",
    "Vul endDate met de dag van annuleren of blokkeren.",
    "Fill endDate with the day of cancelling or blocking."};
inline constexpr rule period_reversed{
    "edu-v.period-reversed",
    error,
    "Edu-V Delivery 2.0.0, Entitlement 1.1.0 en Usage 1.0.0, datums",
    "Deze datum ligt voor {expected}.",
    "This date lies before {expected}.",
    "Controleer de datums: startDate, dan activationUntilDate, dan expirationDate.",
    "Check the dates: startDate, then activationUntilDate, then expirationDate."};
inline constexpr rule specification_missing{
    "edu-v.specification-missing",
    error,
    "Edu-V Entitlement 1.1.0, entitlementSpecification",
    "De aanspraak zegt niet voor wie zij is; verwacht wordt {expected}.",
    "The entitlement does not say for whom it is; expected {expected}.",
    "Vul entitlementSpecification met wat bij het entitlementType hoort.",
    "Fill entitlementSpecification with what belongs to the entitlementType."};
inline constexpr rule empty_code{
    "edu-v.activation-code-empty",
    error,
    "Edu-V, activationCode",
    "De activatiecode is leeg.",
    "The activation code is empty.",
    "Stuur de code die de licentieregistratie uitgaf.",
    "Send the code that the licence office gave out."};
inline constexpr rule code_missing{
    "edu-v.usage-lacks",
    error,
    "Edu-V Usage 1.0.0, entitlementType",
    "Bij dit soort aanspraak hoort {expected}.",
    "This kind of entitlement has {expected}.",
    "Vul de school, gebruiker of activatiecode die bij het soort hoort.",
    "Fill the school, user or activation code that belongs to the kind."};
inline constexpr rule confirmation_without_status{
    "edu-v.confirmation-without-status",
    warning,
    "Edu-V Delivery 2.0.0 en Entitlement 1.1.0, bevestiging",
    "De bevestiging is geslaagd en noemt geen nieuwe status.",
    "The confirmation succeeded and names no new status.",
    "Vul newStatus, newEntitlementStatus of newUrlStatus.",
    "Fill newStatus, newEntitlementStatus or newUrlStatus."};
inline constexpr rule portal_unnamed{
    "edu-v.portal-unnamed",
    warning,
    "Edu-V Entitlement 1.1.0, urlStatuses",
    "Een status van een toegangslink noemt het portaal niet.",
    "The status of an access link does not name the portal.",
    "Vul portal met de identificatie van het portaal.",
    "Fill portal with the identifier of the portal."};

// ---------------------------------------------------------------- documents and questions

inline constexpr rule other_document{
    "edu-v.other-access-document",
    error,
    "Edu-V, documenten van de dienst",
    "Dit is geen bericht van deze dienst; verwacht wordt {expected}.",
    "This is no message of this service; expected {expected}.",
    "Geef één bericht, of een lijst van berichten.",
    "Give one message, or a list of messages."};
inline constexpr rule body_kind{
    "edu-v.other-request",
    error,
    "Edu-V, verzoeken van de dienst",
    "Op dit adres hoort een ander bericht; verwacht wordt {expected}.",
    "Another message belongs at this address; expected {expected}.",
    "Stuur het bericht naar het adres dat erbij hoort.",
    "Send the message to the address that belongs to it."};
inline constexpr rule body_media{
    "edu-v.request-content-type",
    error,
    "Edu-V, application/json",
    "Het verzoek kwam met Content-Type {got}; verwacht wordt {expected}.",
    "The request came with Content-Type {got}; expected {expected}.",
    "Stuur Content-Type: application/json mee.",
    "Send Content-Type: application/json."};
inline constexpr rule filter_value{
    "edu-v.access-question-value",
    error,
    "Edu-V, parameters",
    "De parameter {got} heeft een waarde die niet bestaat; verwacht wordt {expected}.",
    "The parameter {got} has a value that does not exist; expected {expected}.",
    "Gebruik een van de genoemde waarden, precies zo geschreven.",
    "Use one of the values named, written exactly so."};
inline constexpr rule since_too_old{
    "edu-v.since-too-old",
    error,
    "Edu-V Catalogue 2.0.0, since",
    "since ligt meer dan {expected} terug.",
    "since lies more than {expected} back.",
    "Vraag de hele lijst op, zonder since.",
    "Ask for the whole list, without since."};

// ---------------------------------------------------------------- writing and fetching

inline constexpr rule not_expressible{
    "edu-v.record-left-out",
    error,
    "Edu-V, verplichte velden",
    "Een gegeven is weggelaten: {expected} ontbreekt en Edu-V vraagt erom.",
    "A record was left out: {expected} is missing and Edu-V asks for it.",
    "Vul het gegeven in de bron.",
    "Fill it in the source."};
inline constexpr rule source_answer{
    "edu-v.source-answer",
    error,
    "Edu-V, antwoorden",
    "De bron antwoordde met HTTP {got}; verwacht wordt {expected}.",
    "The source answered HTTP {got}; expected {expected}.",
    "Controleer het adres van de bron en de toegang.",
    "Check the source's address and the access."};

// All of these and those of other services of Edu-V that are used here.
std::span<const rule> access();

} // namespace schakel::edu_v_access::fault
