// The rules of this adapter beyond the schema. Ids are stable; each has a bad case under
// tests/adapters/edu_v_results_2_1.
#pragma once

#include "adapters/common/edu_v/shared_rules.hpp"

#include <span>

namespace schakel::edu_v_results_2_1::fault {

using edu_v::fault::brin_form;
using edu_v::fault::eckid_form;
using edu_v::fault::employee_primary_identifier;
using edu_v::fault::implausible_year;
using edu_v::fault::modified_before_created;
using edu_v::fault::more_findings;
using edu_v::fault::school_period_form;
using edu_v::fault::school_period_years;
using edu_v::fault::time_not_utc;

// ---------------------------------------------------------------- the request

inline constexpr rule content_type{
    "edu-v.content-type",
    severity::error,
    "Edu-V Results 2.1.0 POST /results",
    "Het bericht kwam met Content-Type {got}; resultaten reizen als {expected}.",
    "The message came with Content-Type {got}; results travel as {expected}.",
    "Stuur Content-Type: application/json mee.",
    "Send Content-Type: application/json."};

// ---------------------------------------------------------------- who

inline constexpr rule school_without_identifier{
    "edu-v.school-without-identifier",
    severity::error,
    "Edu-V Results 2.1.0 SchoolReference",
    "De school heeft geen identificatie: gevonden is {got}, verwacht wordt {expected}.",
    "The school has no identifier: found {got}, expected {expected}.",
    "Vul organisationMasterIdentifier (RIO) of minstens één organisationIds met OIE_CODE, BP_ID, DD_ID of AS_ID.",
    "Fill organisationMasterIdentifier (RIO) or at least one of organisationIds with OIE_CODE, BP_ID, DD_ID or AS_ID."};
inline constexpr rule location_as_school{
    "edu-v.location-as-school",
    severity::error,
    "Edu-V Results 2.1.0 SchoolIdEntry",
    "V_ID is geen identificatie van een school in de dienst Leerresultaten; verwacht wordt {expected}.",
    "V_ID does not identify a school in the Results service; expected {expected}.",
    "V_ID bestaat alleen in de diensten voor administratiegegevens. Stuur het RIO-nummer of de OIE_CODE van de school.",
    "V_ID exists in the administration services only. Send the RIO number or the OIE_CODE of the school."};
inline constexpr rule pupil_without_identifier{
    "edu-v.pupil-without-identifier",
    severity::error,
    "Edu-V Results 2.1.0 StudentReference",
    "De leerling heeft geen identificatie die Edu-V kent; verwacht wordt {expected}.",
    "The pupil has no identifier that Edu-V knows; expected {expected}.",
    "Vul userMasterIdentifier (ECK iD) of minstens één userIds, bijvoorbeeld de sleutel uit het LAS als ASI.",
    "Fill userMasterIdentifier (ECK iD) or at least one of userIds, for instance the key of the administration as "
    "ASI."};
inline constexpr rule employee_without_identifier{
    "edu-v.employee-without-identifier",
    severity::warning,
    "Edu-V Results 2.1.0 EmployeeReference",
    "Een medewerker zonder userIds is niemand en wordt overgeslagen.",
    "An employee without userIds is nobody and is passed over.",
    "Vul userIds met een ASI, NEPRI, BPI of eduID, of laat de medewerker weg.",
    "Fill userIds with an ASI, NEPRI, BPI or eduID, or leave the employee out."};
inline constexpr rule several_employees{
    "edu-v.several-employees",
    severity::info,
    "Edu-V Results 2.1.0 AssessmentScoresAndResults",
    "Het bericht noemt {got} medewerkers; alleen de eerste geldt als verwerker van de resultaten.",
    "The message names {got} employees; only the first counts as the one who processed the results.",
    "Stuur een bericht per medewerker als het verschil ertoe doet.",
    "Send one message per employee where the difference matters."};

// ---------------------------------------------------------------- the message

inline constexpr rule empty_id{
    "edu-v.empty-id",
    severity::error,
    "Edu-V Results 2.1.0, id",
    "Een id is leeg; ontvangers herkennen er het bericht, de toets of het resultaat aan.",
    "An id is empty; receivers recognise the message, the test or the result by it.",
    "Geef elk bericht, elke toets en elk resultaat een eigen, blijvende id.",
    "Give every message, test and result a lasting id of its own."};
inline constexpr rule duplicate_record_id{
    "edu-v.duplicate-record-id",
    severity::error,
    "Edu-V Results 2.1.0 StudentScoresAndResults",
    "Twee resultaten in het bericht hebben dezelfde id.",
    "Two results in the message have the same id.",
    "Een id staat voor één resultaat van één leerling; een latere wijziging komt in een volgend bericht.",
    "An id stands for one result of one pupil; a later change belongs in a next message."};
inline constexpr rule same_pupil_twice{
    "edu-v.same-pupil-twice",
    severity::warning,
    "Edu-V Results 2.1.0 StudentScoresAndResults",
    "Dezelfde leerling staat tweemaal in het bericht, met verschillende id's.",
    "The same pupil occurs twice in the message, under different ids.",
    "Neem de scores van één afname op in één resultaat, tenzij de leerling de toets twee keer heeft gemaakt.",
    "Put the scores of one sitting into one record, unless the pupil took the test twice."};
inline constexpr rule no_pupils{
    "edu-v.no-pupils",
    severity::info,
    "Edu-V Results 2.1.0 AssessmentScoresAndResults",
    "Het bericht bevat geen resultaten van leerlingen; er is niets om door te geven.",
    "The message holds no results of pupils; there is nothing to pass on.",
    "Neem studentScoresAndResults op, of stuur het bericht pas als er resultaten zijn.",
    "Include studentScoresAndResults, or send the message once there are results."};
inline constexpr rule sitting_after_message{
    "edu-v.sitting-after-message",
    severity::warning,
    "Edu-V Results 2.1.0 AssessmentScoresAndResults",
    "De toets is afgenomen na het moment waarop het bericht is gemaakt.",
    "The test was taken after the moment at which the message was made.",
    "Controleer de klok en de tijdzone van het toetssysteem.",
    "Check the clock and the time zone of the test system."};
inline constexpr rule review_url{
    "edu-v.review-url",
    severity::warning,
    "Edu-V Results 2.1.0, reviewUrl",
    "reviewUrl is geen webadres; verwacht wordt {expected}.",
    "reviewUrl is no web address; expected {expected}.",
    "Stuur een volledig adres dat met https:// begint, of laat reviewUrl weg.",
    "Send a full address that begins with https://, or leave reviewUrl out."};
inline constexpr rule activity_without_result{
    "edu-v.activity-without-result",
    severity::error,
    "Edu-V Results 2.1.0 AssessmentScoresAndResults",
    "{got} activiteiten zonder resultaat kunnen niet mee: deze dienst kent alleen scores en resultaten.",
    "{got} activities without a result cannot go along: this service knows scores and results only.",
    "Stuur alleen berichten met resultaten langs deze route.",
    "Send only messages with results along this route."};

// ---------------------------------------------------------------- the test

inline constexpr rule duplicate_part{
    "edu-v.duplicate-part",
    severity::error,
    "Edu-V Results 2.1.0 Assessment, parts",
    "Twee onderdelen van de toets hebben dezelfde {got}.",
    "Two parts of the test have the same {got}.",
    "Geef elk onderdeel een eigen id en een eigen index.",
    "Give every part an id and an index of its own."};
inline constexpr rule unknown_part{
    "edu-v.unknown-part",
    severity::error,
    "Edu-V Results 2.1.0, assessmentPartId",
    "assessmentPartId verwijst naar een onderdeel dat niet in assessmentDefinition staat.",
    "assessmentPartId refers to a part that assessmentDefinition does not have.",
    "Neem het onderdeel op in assessmentDefinition.parts of verbeter de verwijzing.",
    "Add the part to assessmentDefinition.parts or correct the reference."};
inline constexpr rule other_assessment{
    "edu-v.other-assessment",
    severity::error,
    "Edu-V Results 2.1.0, assessmentId",
    "assessmentId verwijst naar een andere toets dan assessmentDefinition.",
    "assessmentId refers to another test than assessmentDefinition.",
    "Een bericht gaat over één toets: zet de id van assessmentDefinition in elke score en elk resultaat.",
    "A message is about one test: put the id of assessmentDefinition into every score and result."};
inline constexpr rule duplicate_scale{
    "edu-v.duplicate-scale",
    severity::error,
    "Edu-V Results 2.1.0 ScoreScale",
    "Twee schalen hebben dezelfde id.",
    "Two scales have the same id.",
    "Geef elke schaal een eigen id.",
    "Give every scale an id of its own."};
inline constexpr rule unknown_scale{
    "edu-v.unknown-scale",
    severity::error,
    "Edu-V Results 2.1.0, scoreScaleIds",
    "scoreScaleIds verwijst naar een schaal die niet in scoreScaleDefinitions staat.",
    "scoreScaleIds refers to a scale that scoreScaleDefinitions does not have.",
    "Neem de schaal op in scoreScaleDefinitions of verbeter de verwijzing.",
    "Add the scale to scoreScaleDefinitions or correct the reference."};
inline constexpr rule scale_range_form{
    "edu-v.scale-range-form",
    severity::error,
    "Edu-V Results 2.1.0 ScoreScale, LHS",
    "LHS is geen getal en geen bereik; verwacht wordt {expected}, gevonden is {got}.",
    "LHS is neither a number nor a range; expected {expected}, found {got}.",
    "Schrijf een ondergrens (5.5) of een bereik (5.5-7.4), met een punt in het getal.",
    "Write a lower bound (5.5) or a range (5.5-7.4), with a point in the number."};
inline constexpr rule scale_range_reversed{
    "edu-v.scale-range-reversed",
    severity::error,
    "Edu-V Results 2.1.0 ScoreScale, LHS",
    "Het bereik {got} eindigt voor het begint.",
    "The range {got} ends before it begins.",
    "Zet de laagste waarde vooraan.",
    "Put the lowest value first."};
inline constexpr rule scale_overlap{
    "edu-v.scale-overlap",
    severity::warning,
    "Edu-V Results 2.1.0 ScoreScale, LHS",
    "Twee bereiken van de schaal overlappen, dus een score kan twee betekenissen hebben: {got}.",
    "Two ranges of the scale overlap, so a score can have two meanings: {got}.",
    "Beide grenzen tellen mee: laat een bereik boven het einde van het vorige beginnen.",
    "Both bounds are inclusive: let a range begin above the end of the one before."};
inline constexpr rule scale_gap{
    "edu-v.scale-gap",
    severity::info,
    "Edu-V Results 2.1.0 ScoreScale, LHS",
    "Tussen twee bereiken van de schaal ligt een gat: {got}.",
    "Between two ranges of the scale lies a gap: {got}.",
    "Controleer of er geen bereik is vergeten.",
    "Check that no range was forgotten."};

// ---------------------------------------------------------------- scores and results

inline constexpr rule score_number{
    "edu-v.score-number",
    severity::error,
    "Edu-V Results 2.1.0 ScoreEntry",
    "Een score is een getal; gevonden is {got}.",
    "A score is a number; found {got}.",
    "Schrijf het getal als tekst met een punt: \"7.5\", zonder eenheid.",
    "Write the number as a text with a point: \"7.5\", without a unit."};
inline constexpr rule score_count{
    "edu-v.score-count",
    severity::error,
    "Edu-V Results 2.1.0 ScoreEntry",
    "Een aantal is een heel getal vanaf 0; gevonden is {got}.",
    "A count is a whole number from 0; found {got}.",
    "Stuur het aantal opgaven als heel getal; een percentage hoort in PercentageCorrect.",
    "Send the number of items as a whole number; a percentage belongs in PercentageCorrect."};
inline constexpr rule score_percentage{
    "edu-v.score-percentage",
    severity::error,
    "Edu-V Results 2.1.0 ScoreEntry",
    "Een percentage ligt tussen 0 en 100; gevonden is {got}.",
    "A percentage lies between 0 and 100; found {got}.",
    "Stuur 80 voor tachtig procent, niet 0.8 en geen procentteken.",
    "Send 80 for eighty per cent, not 0.8 and no per cent sign."};
inline constexpr rule negative_duration{
    "edu-v.negative-duration",
    severity::error,
    "Edu-V Results 2.1.0 ScoreEntry",
    "Een tijdsduur is niet negatief; gevonden is {got}.",
    "A duration is not negative; found {got}.",
    "Stuur het aantal seconden tussen begin en einde.",
    "Send the number of seconds between begin and end."};
inline constexpr rule maximum_number{
    "edu-v.maximum-number",
    severity::error,
    "Edu-V Results 2.1.0 ScoreEntry, scoreMaximum",
    "scoreMaximum is een getal; gevonden is {got}.",
    "scoreMaximum is a number; found {got}.",
    "Schrijf het getal als tekst met een punt, of laat scoreMaximum weg.",
    "Write the number as a text with a point, or leave scoreMaximum out."};
inline constexpr rule score_above_maximum{
    "edu-v.score-above-maximum",
    severity::error,
    "Edu-V Results 2.1.0 ScoreEntry, scoreMaximum",
    "De score {got} is hoger dan het maximum {expected}.",
    "The score {got} is above the maximum {expected}.",
    "Controleer of score en maximum bij dezelfde toets of hetzelfde onderdeel horen.",
    "Check that score and maximum belong to the same test or part."};
inline constexpr rule items_do_not_add_up{
    "edu-v.items-do-not-add-up",
    severity::warning,
    "Edu-V Results 2.1.0 ScoreEntry",
    "Er zijn meer opgaven goed en fout ({got}) dan er opgaven zijn ({expected}).",
    "More items are correct and incorrect ({got}) than there are items ({expected}).",
    "Controleer NumberCorrect, NumberIncorrect en NumberItems van dit onderdeel.",
    "Check NumberCorrect, NumberIncorrect and NumberItems of this part."};
inline constexpr rule result_form{
    "edu-v.result-form",
    severity::error,
    "Edu-V Results 2.1.0 ResultEntry",
    "De waarde heeft niet de vorm van haar type; verwacht wordt {expected}, gevonden is {got}.",
    "The value does not have the form of its type; expected {expected}, found {got}.",
    "Kies het type dat bij de waarde hoort of schrijf de waarde in de vorm van het type.",
    "Choose the type that fits the value or write the value in the form of the type."};
inline constexpr rule blank_result{
    "edu-v.blank-result",
    severity::warning,
    "Edu-V Results 2.1.0 ResultEntry",
    "De waarde van het resultaat is leeg.",
    "The value of the result is empty.",
    "Laat een resultaat zonder waarde weg.",
    "Leave out a result without a value."};
inline constexpr rule missing_with_values{
    "edu-v.missing-with-values",
    severity::warning,
    "Edu-V Results 2.1.0 StudentScoresAndResults, missing",
    "De leerling was afwezig (missing), maar heeft wel scores of resultaten.",
    "The pupil was absent (missing), yet has scores or results.",
    "Zet missing op false, of laat de scores en resultaten weg.",
    "Set missing to false, or leave scores and results out."};
inline constexpr rule canceled_with_values{
    "edu-v.canceled-with-values",
    severity::warning,
    "Edu-V Results 2.1.0 StudentScoresAndResults, status",
    "Het resultaat is ingetrokken (Canceled), maar heeft wel scores of resultaten.",
    "The record is withdrawn (Canceled), yet has scores or results.",
    "Een ingetrokken resultaat heeft alleen zijn id nodig; laat scores en resultaten weg.",
    "A withdrawn record needs its id only; leave scores and results out."};
inline constexpr rule nothing_reported{
    "edu-v.nothing-reported",
    severity::warning,
    "Edu-V Results 2.1.0 StudentScoresAndResults",
    "Een definitief resultaat zonder scores en resultaten zegt niets.",
    "A final record without scores and results says nothing.",
    "Stuur de scores mee, zet missing op true bij afwezigheid of gebruik status InProgress.",
    "Send the scores along, set missing to true for absence or use status InProgress."};

std::span<const rule> all();

} // namespace schakel::edu_v_results_2_1::fault
