// The rules of ECK DT beyond its schemas. Ids are stable; each has a bad case under tests/adapters or a test of its
// own.
#pragma once

#include "gateway/core/finding.hpp"

#include <span>

namespace schakel::eck_dt::fault {

using enum severity;

inline constexpr rule other_document{
    "eck-dt.other-document",
    error,
    "ECK DT CatalogService",
    "Dit is geen catalogus van deze versie; verwacht wordt {expected}.",
    "This is no catalogue of this version; expected {expected}.",
    "Geef een antwoord ReadCatalogResult, een Entry, of een zoekantwoord van de catalogusservice.",
    "Give an answer ReadCatalogResult, an Entry, or a search result of the catalogue service."};
inline constexpr rule other_version{
    "eck-dt.other-version",
    error,
    "ECK DT CatalogService, namespace",
    "Het bericht is van versie {got}; deze adapter leest {expected}.",
    "The message is of version {got}; this adapter reads {expected}.",
    "Kies de adapter van de versie die de namespace noemt.",
    "Choose the adapter of the version that the namespace names."};
inline constexpr rule element_missing{"eck-dt.element-missing",        error,
                                      "ECK DT CatalogService, Entry",  "Het product mist {expected}.",
                                      "The product lacks {expected}.", "Vul ProductId en Title.",
                                      "Fill ProductId and Title."};
inline constexpr rule element_expected{
    "eck-dt.element-expected",
    warning,
    "ECK DT CatalogService, Entry",
    "Bij het product hoort ook {expected}.",
    "The product should also have {expected}.",
    "Vul het verplichte element; een afnemer kan het product anders weigeren.",
    "Fill the mandatory element; a consumer may refuse the product otherwise."};
inline constexpr rule element_repeated{
    "eck-dt.element-repeated",
    error,
    "ECK DT CatalogService, Entry",
    "{got} staat er meer dan eens; één telt.",
    "{got} occurs more than once; one counts.",
    "Geef elk gegeven één keer.",
    "Give every element once."};
inline constexpr rule product_repeated{
    "eck-dt.product-repeated",
    error,
    "ECK DT CatalogService, ProductId",
    "Dit product komt al eerder voor.",
    "This product occurs earlier.",
    "Geef elk product één keer; controleer waar firstEntry mee begint.",
    "Give every product once; check what firstEntry counts from."};
inline constexpr rule unknown_word{
    "eck-dt.unknown-word",
    warning,
    "ECK DT, waardenlijsten",
    "Het woord in {expected} is niet bekend.",
    "The word in {expected} is not known.",
    "Gebruik een woord uit de waardenlijst, precies zo geschreven.",
    "Use a word of the value list, written exactly so."};
inline constexpr rule joined_sectors{
    "eck-dt.joined-sectors",
    warning,
    "ECK DT, Sector",
    "In één Sector staan er {got}; elk telt apart.",
    "One Sector holds {got} of them; each counts by itself.",
    "Geef elke sector een eigen element.",
    "Give every sector an element of its own."};
inline constexpr rule lists_differ{
    "eck-dt.lists-differ",
    warning,
    "ECK DT 2.5, DEPSectors en CurriculumInfo",
    "De oude lijsten zeggen iets anders dan CurriculumInfo; CurriculumInfo telt.",
    "The old lists say otherwise than CurriculumInfo; CurriculumInfo counts.",
    "Maak de DEP-lijsten gelijk aan CurriculumInfo, of laat ze weg.",
    "Make the DEP lists equal to CurriculumInfo, or leave them out."};
inline constexpr rule currency{
    "eck-dt.currency",
    warning,
    "ECK DT, Currency",
    "Een munt is drie hoofdletters, zoals {expected}.",
    "A currency is three capitals, such as {expected}.",
    "Schrijf EUR.",
    "Write EUR."};
inline constexpr rule item_without_price{
    "eck-dt.item-without-price",
    warning,
    "ECK DT 2.3, Prices",
    "Een product met IsCatalogItem heeft een munt en een prijs.",
    "A product with IsCatalogItem has a currency and a price.",
    "Vul Prices, of zet IsCatalogItem op false.",
    "Fill Prices, or set IsCatalogItem to false."};
inline constexpr rule spelling{
    "eck-dt.spelling",
    warning,
    "ECK DT, LicenseAvailabilityOptions",
    "Het element heet {expected}.",
    "The element is called {expected}.",
    "Schrijf LicenseAvailabilityOptions.",
    "Write LicenseAvailabilityOptions."};
inline constexpr rule entries_counted{
    "eck-dt.entries-counted",
    info,
    "ECK DT CatalogService, numEntries",
    "numEntries zegt {expected} en er staan {got} producten.",
    "numEntries says {expected} and there are {got} products.",
    "Een afnemer die op numEntries vertrouwt stopt te vroeg of te laat.",
    "A consumer that trusts numEntries stops too early or too late."};
inline constexpr rule content_type{
    "eck-dt.content-type",
    error,
    "ECK DT, SOAP 1.1",
    "De vraag kwam met Content-Type {got}; verwacht wordt {expected}.",
    "The question came with Content-Type {got}; expected {expected}.",
    "Stuur text/xml in UTF-8.",
    "Send text/xml in UTF-8."};
inline constexpr rule source_answer{
    "eck-dt.source-answer",
    error,
    "ECK DT CatalogService",
    "De bron antwoordde met HTTP {got}; verwacht wordt {expected}.",
    "The source answered HTTP {got}; expected {expected}.",
    "Controleer het adres van de bron en de toegang.",
    "Check the source's address and the access."};
inline constexpr rule more_findings{
    "eck-dt.more-findings",
    info,
    "Schakel, grens aan bevindingen",
    "Er zijn nog {got} bevindingen die hier niet staan.",
    "There are {got} more findings that are not shown.",
    "Verbeter de genoemde fouten en controleer opnieuw.",
    "Correct the faults that are named and check again."};

std::span<const rule> all();

} // namespace schakel::eck_dt::fault
