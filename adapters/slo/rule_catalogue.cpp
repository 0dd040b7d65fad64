#include "adapters/slo/rules.hpp"

#include <array>

namespace schakel::slo {

namespace {

using enum severity;

constexpr std::array rules{
    rule{
        "slo.no-context", error, "SLO curriculum, context.json",
        "Uit naam en inhoud blijkt niet welke gegevensverzameling van SLO dit is; verwacht wordt {expected}.",
        "Neither name nor contents tell which data set of SLO this is; expected is {expected}.",
        "Lees het bestand met zijn map (fo/data/doelzinnen.json), of noem de verzameling met --framework slo:fo.",
        "Read the file with its folder (fo/data/doelzinnen.json), or name the data set with --framework slo:fo."},
    rule{
        "slo.unknown-type", warning, "SLO curriculum, context.json",
        "\"{got}\" is geen soort die we van SLO kennen; wat eronder valt blijft buiten beschouwing.",
        "\"{got}\" is no type of SLO that we know; what is of it is left out.",
        "Controleer de naam. Is de soort nieuw bij SLO, meld dat dan, zodat we haar kunnen lezen.",
        "Check the name. When the type is new at SLO, tell us, so that it can be read."},
    rule{
        "slo.no-type", error, "SLO curriculum, deprecated",
        "Van deze vervallen entiteit is de soort niet bekend; verwacht wordt {expected}.",
        "The type of this deprecated entity is not known; expected is {expected}.",
        "Noem in types de soort, zoals \"fo_doelzin\".", "Name the type in types, such as \"fo_doelzin\"."},
    rule{
        "slo.no-id", error, "SLO curriculum, id", "Deze entiteit heeft geen id.", "This entity has no id.",
        "Geef elke entiteit haar uuid.", "Give every entity its uuid."},
    rule{
        "slo.id-form", error, "SLO curriculum, id", "Een id is een uuid, als {expected}; hier staat {got}.",
        "An id is a uuid, as {expected}; here stands {got}.", "Gebruik de uuid zoals SLO hem heeft uitgegeven.",
        "Use the uuid as SLO issued it."},
    rule{
        "slo.id-case", warning, "SLO curriculum, id",
        "SLO schrijft een uuid met kleine letters; hoofdletters lezen we als kleine.",
        "SLO writes a uuid in lower case; capitals are read as small letters.", "Schrijf de uuid met kleine letters.",
        "Write the uuid in lower case."},
    rule{
        "slo.duplicate-id", warning, "SLO curriculum, id", "Deze id staat al eerder in het bestand; de laatste geldt.",
        "This id stands in the document before; the last one counts.", "Laat een van beide weg.",
        "Leave one of the two out."},
    rule{
        "slo.no-text", warning, "SLO curriculum, title",
        "Deze entiteit heeft geen titel en geen omschrijving: niemand kan zien wat zij inhoudt.",
        "This entity has no title and no description: nobody can see what it is.", "Geef een titel.", "Give a title."},
    rule{
        "slo.reference-form", warning, "SLO curriculum, uuidArray",
        "Een verwijzing is een lijst van uuids; hier staat er een zonder lijst. We lezen hem als lijst van een.",
        "A reference is an array of uuids; here stands one without an array. It is read as an array of one.",
        "Zet de uuid tussen rechte haken.", "Put the uuid in brackets."},
    rule{
        "slo.reference-id", warning, "SLO curriculum, uuidArray",
        "Een verwijzing noemt een uuid, als {expected}; deze verwijzing blijft buiten beschouwing.",
        "A reference names a uuid, as {expected}; this reference is left out.", "Verbeter de uuid.",
        "Correct the uuid."},
    rule{
        "slo.flag", warning, "SLO curriculum, ce, se, ce_se, keuze",
        "Verwacht wordt {expected}; we lezen wat we herkennen.", "Expected is {expected}; what is recognised is read.",
        "Schrijf 0 of 1, of bij ce_se een van CE, SE en CE;SE.", "Write 0 or 1, or in ce_se one of CE, SE and CE;SE."},
    rule{
        "slo.succeeds-itself", error, "SLO curriculum, replaces en replacedBy",
        "Deze entiteit noemt zichzelf als voorganger of opvolger.",
        "This entity names itself as its predecessor or successor.", "Verwijder die verwijzing.",
        "Remove that reference."},
};

} // namespace

namespace broken {
const rule &no_context = rules[0], &unknown_type = rules[1], &no_type = rules[2], &no_id = rules[3],
           &id_form = rules[4], &id_case = rules[5], &duplicate_id = rules[6], &no_text = rules[7],
           &reference_form = rules[8], &reference_id = rules[9], &flag = rules[10], &succeeds_itself = rules[11];
}

std::span<const rule> slo_rules() {
    return rules;
}

} // namespace schakel::slo
