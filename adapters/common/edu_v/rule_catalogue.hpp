// The rules of the administration services of Edu-V beyond their schemas. Ids are stable; each has a bad case under
// tests/adapters or a test of its own.
#pragma once

#include "adapters/common/edu_v/shared_rules.hpp"

#include <span>

namespace schakel::edu_v::fault {

// ---------------------------------------------------------------- reading

inline constexpr rule user_without_identifier{
    "edu-v.user-without-identifier",
    severity::error,
    "Edu-V administratie 1.1 UserReference",
    "Een persoon heeft geen identificatie; verwacht wordt {expected}.",
    "A person has no identifier; expected {expected}.",
    "Vul userMasterIdentifier met het ECK iD van een leerling, of minstens één userIds, bijvoorbeeld de sleutel uit "
    "het LAS als ASI.",
    "Fill userMasterIdentifier with the ECK iD of a pupil, or at least one of userIds, for instance the key of the "
    "administration as ASI."};
inline constexpr rule organisation_without_identifier{
    "edu-v.organisation-without-identifier",
    severity::error,
    "Edu-V administratie 1.1 SchoolReference",
    "Een school heeft geen identificatie; verwacht wordt {expected}.",
    "A school has no identifier; expected {expected}.",
    "Vul organisationMasterIdentifier (RIO) of minstens één organisationIds.",
    "Fill organisationMasterIdentifier (RIO) or at least one of organisationIds."};
inline constexpr rule place_without_identifier{
    "edu-v.place-without-identifier",
    severity::info,
    "Edu-V administratie 1.1 LocationReference, BoardReference",
    "Een locatie of bestuur heeft alleen een naam; verwacht wordt {expected}. De naam geldt dan als sleutel.",
    "A location or board has a name only; expected {expected}. The name then counts as its key.",
    "Vul de RIO-code, of de VE_CODE van een locatie of de BGE_CODE van een bestuur.",
    "Fill the RIO code, or the VE_CODE of a location or the BGE_CODE of a board."};
inline constexpr rule branch_form{
    "edu-v.branch-form",
    severity::warning,
    "Edu-V administratie 1.1 V_ID, VE_CODE",
    "Een V_ID of VE_CODE heeft de vorm {expected}; gevonden is een waarde als {got}.",
    "A V_ID or VE_CODE has the form {expected}; found a value such as {got}.",
    "Stuur het BRIN-nummer van zes tekens: vier van de school en twee van de vestiging.",
    "Send the BRIN number of six characters: four of the school and two of the location."};
inline constexpr rule eckid_as_secondary{
    "edu-v.eckid-as-secondary",
    severity::warning,
    "Edu-V Identiteiten, eckId",
    "Bij een leerling staat het ECK iD onder userIds; daar is eckId alleen voor medewerkers.",
    "The ECK iD of a pupil stands among userIds, where eckId is for employees only.",
    "Zet het ECK iD van een leerling in userMasterIdentifier.",
    "Put the ECK iD of a pupil into userMasterIdentifier."};
inline constexpr rule object_without_id{
    "edu-v.object-without-id",
    severity::error,
    "Edu-V administratie 1.1, id",
    "Een id is leeg; andere gegevens verwijzen ernaar en afnemers herkennen er het gegeven aan.",
    "An id is empty; other data refer to it and consumers recognise the object by it.",
    "Geef elk gegeven een eigen, blijvende id.",
    "Give every object a lasting id of its own."};
inline constexpr rule duplicate_id{
    "edu-v.duplicate-id",
    severity::error,
    "Edu-V administratie 1.1, id",
    "Twee gegevens van dezelfde soort ({expected}) hebben dezelfde id of sleutel.",
    "Two objects of the same kind ({expected}) have the same id or key.",
    "Een id staat voor één gegeven. Lever elk gegeven eenmaal.",
    "An id stands for one object. Deliver every object once."};
inline constexpr rule shared_identifier{
    "edu-v.shared-identifier",
    severity::warning,
    "Edu-V Identiteiten",
    "Twee personen hebben dezelfde identificatie van de soort {got}; een verwijzing daarmee is niet te volgen.",
    "Two persons have the same identifier of the kind {got}; a reference by it cannot be followed.",
    "Zoek uit van wie de identificatie is en verwijder haar bij de ander.",
    "Find out whose identifier it is and remove it from the other person."};
inline constexpr rule two_persons{
    "edu-v.reference-to-two-persons",
    severity::error,
    "Edu-V administratie 1.1 UserReference",
    "De identificaties in een verwijzing wijzen naar twee verschillende personen.",
    "The identifiers in one reference lead to two different persons.",
    "Herstel de identificaties in het bronsysteem; er wordt nooit geraden wie bedoeld is.",
    "Correct the identifiers in the source system; nobody guesses who is meant."};
inline constexpr rule unknown_reference{
    "edu-v.unknown-reference",
    severity::warning,
    "Edu-V administratie 1.1, verwijzingen",
    "Een verwijzing leidt nergens heen: het bedoelde gegeven staat niet bij {expected}. Wat ernaar verwijst is "
    "weggelaten.",
    "A reference leads nowhere: what is meant is not among {expected}. What refers to it was left out.",
    "Lever ook het gegeven waarnaar verwezen wordt, of haal de verwijzing weg.",
    "Deliver what is referred to as well, or remove the reference."};
inline constexpr rule end_before_begin{
    "edu-v.end-before-begin",
    severity::error,
    "Edu-V administratie 1.1, endDate (exclusief)",
    "De einddatum {got} ligt niet na de begindatum {expected}; de einddatum is de eerste dag waarop iets niet meer "
    "geldt.",
    "The end date {got} does not lie after the first day {expected}; it is the first day on which something no longer "
    "holds.",
    "Zet endDate op de dag na de laatste dag.",
    "Set endDate to the day after the last day."};
inline constexpr rule enrollment_target{
    "edu-v.enrollment-target",
    severity::warning,
    "Edu-V Association 1.1.0 Enrollment",
    "Een inschrijving van de soort {got} noemt geen {expected}.",
    "An enrolment of the kind {got} does not name a {expected}.",
    "Vul study bij een inschrijving in een opleiding en subject bij een inschrijving in een vak.",
    "Fill study for an enrolment in a study and subject for an enrolment in a subject."};
inline constexpr rule assignment_target{
    "edu-v.assignment-target",
    severity::warning,
    "Edu-V Association 1.1.0 Assignment",
    "Een toewijzing van de soort {got} noemt geen {expected} en is weggelaten.",
    "An assignment of the kind {got} does not name a {expected} and was left out.",
    "Vul group bij class-teacher en teacher, en student bij coach.",
    "Fill group for class-teacher and teacher, and student for coach."};
inline constexpr rule assignment_kind{
    "edu-v.assignment-kind",
    severity::warning,
    "Edu-V Association 1.1.0 Assignment",
    "Een toewijzing van de soort {got} hoort niet bij een groep van deze soort; verwacht wordt {expected}.",
    "An assignment of the kind {got} does not go with a group of this kind; expected {expected}.",
    "Gebruik class-teacher bij een stamgroep en teacher bij een lesgroep.",
    "Use class-teacher for a class and teacher for a lesson group."};
inline constexpr rule study_year{
    "edu-v.study-year",
    severity::warning,
    "Edu-V Association 1.1.0 Enrollment, studyYear",
    "Een leerjaar ligt tussen {expected}; gevonden is {got}.",
    "A study year lies within {expected}; found {got}.",
    "Stuur het leerjaar binnen de opleiding: 0 tot en met 8 in het po, 1 tot en met 6 in het vo.",
    "Send the year within the study: 0 to 8 in primary, 1 to 6 in secondary education."};
inline constexpr rule level_without_sector{
    "edu-v.level-without-sector",
    severity::info,
    "Edu-V Association 1.1.0 Enrollment, studyYear",
    "Van een leerjaar is niet te zien of het po of vo is; het is bewaard als leerjaar van Edu-V en niet als jaargroep.",
    "A study year does not tell whether it is of primary or secondary education; it was kept as a study year of Edu-V, "
    "not as a year group.",
    "Vul studyCode van de opleidingen, of stel het profiel po of vo in voor deze bron.",
    "Fill studyCode of the studies, or set the profile po or vo for this source."};
inline constexpr rule several_schools{
    "edu-v.several-schools",
    severity::warning,
    "Edu-V Education 1.1.1 Organisation",
    "Het antwoord bevat {got} scholen; de eerste geldt als de school van dit bestand.",
    "The answer holds {got} schools; the first counts as the school of this roster.",
    "Vraag één school per keer op.",
    "Ask for one school at a time."};
inline constexpr rule other_document{
    "edu-v.other-document",
    severity::error,
    "Edu-V administratie 1.1",
    "Dit is geen antwoord van deze dienst; verwacht wordt {expected}.",
    "This is not an answer of this service; expected {expected}.",
    "Geef de lijst zoals de dienst die levert, of een object met per soort gegeven een lijst.",
    "Give the array as the service delivers it, or an object with an array for each kind of object."};
// ---------------------------------------------------------------- questions

inline constexpr rule question_media{
    "edu-v.question-content-type",
    severity::error,
    "Edu-V administratie 1.1",
    "De vraag kwam met Content-Type {got}; verwacht wordt {expected}.",
    "The question came with Content-Type {got}; expected {expected}.",
    "Stuur Content-Type: application/json mee.",
    "Send Content-Type: application/json."};
inline constexpr rule question_pair{
    "edu-v.question-id-pair",
    severity::error,
    "Edu-V administratie 1.1, orgId en orgIdType",
    "De parameter {got} staat alleen; verwacht wordt ook {expected}.",
    "The parameter {got} stands alone; expected {expected} as well.",
    "Een tweede identificatie van een school of bestuur bestaat uit een waarde en een soort.",
    "A secondary identifier of a school or board consists of a value and a kind."};
inline constexpr rule question_value{
    "edu-v.question-value",
    severity::error,
    "Edu-V administratie 1.1, parameters",
    "De parameter {got} heeft een waarde die niet bestaat; verwacht wordt {expected}.",
    "The parameter {got} has a value that does not exist; expected {expected}.",
    "Gebruik een van de genoemde waarden, precies zo geschreven.",
    "Use one of the values named, written exactly so."};
inline constexpr rule question_filter{
    "edu-v.question-filter",
    severity::error,
    "Edu-V administratie 1.1, filterByOrgId",
    "filterByOrgId=true hoort bij orgId en orgIdType, niet bij orgMasterId.",
    "filterByOrgId=true goes with orgId and orgIdType, not with orgMasterId.",
    "Laat filterByOrgId weg bij orgMasterId.",
    "Leave filterByOrgId out beside orgMasterId."};
// ---------------------------------------------------------------- writing

inline constexpr rule no_family_name{
    "edu-v.person-without-family-name",
    severity::error,
    "Edu-V Students 1.1.0 Student; Employees 1.1.0 Employee",
    "Een persoon zonder achternaam kan niet in Edu-V; de persoon en wat ernaar verwijst zijn weggelaten.",
    "A person without a family name cannot be said in Edu-V; the person and what refers to it were left out.",
    "Vul de achternaam in het bronsysteem, of geef die vrij voor deze afnemer.",
    "Fill the family name in the source system, or release it to this consumer."};
// ---------------------------------------------------------------- fetching

inline constexpr rule service_missing{
    "edu-v.service-missing",
    severity::warning,
    "Edu-V administratie 1.1",
    "De dienst {expected} gaf niets vrij (HTTP {got}); de gegevens ervan ontbreken en wat al bekend was blijft staan.",
    "The service {expected} released nothing (HTTP {got}); its data are missing and what was known stays.",
    "Laat de school de dienst activeren voor deze toepassing, of zet het pad van de dienst op none.",
    "Let the school activate the service for this application, or set the path of the service to none."};
inline constexpr rule filter_unknown{
    "edu-v.filter-unknown",
    severity::info,
    "Edu-V administratie 1.1, filterByOrgId",
    "De bron spreekt versie {got}; filterByOrgId bestaat sinds {expected}, dus het antwoord kan ruimer zijn dan "
    "gevraagd.",
    "The source speaks version {got}; filterByOrgId exists since {expected}, so the answer may be wider than was "
    "asked.",
    "Controleer of de gegevens alleen van deze school zijn.",
    "Check that the data are of this school only."};
inline constexpr rule no_answer{
    "edu-v.not-an-answer",
    severity::error,
    "Edu-V administratie 1.1",
    "De bron antwoordde met HTTP {got}; verwacht wordt {expected}.",
    "The source answered HTTP {got}; expected {expected}.",
    "Controleer het adres van de bron, de paden van de diensten en de toegang.",
    "Check the source's address, the paths of the services and the access."};

// All of these and the shared ones that the administration services use.
std::span<const rule> administration();

} // namespace schakel::edu_v::fault
