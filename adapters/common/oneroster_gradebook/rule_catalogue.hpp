// What OneRoster's gradebook demands beyond its schema, of both versions. Ids are stable; each has a bad case below
// tests/adapters/oneroster_1_2_gradebook.
#pragma once

#include "gateway/core/finding.hpp"

#include <span>

namespace schakel::oneroster_gradebook::fault {

// ---------------------------------------------------------------- the request

inline constexpr rule content_type{
    "oneroster.gradebook-content-type",
    severity::error,
    "OneRoster 1.2 REST Binding, Content-Type",
    "Het bericht kwam met Content-Type {got}; regels en resultaten van het cijferboek reizen als {expected}.",
    "The message came with Content-Type {got}; line items and results travel as {expected}.",
    "Stuur Content-Type: application/json mee.",
    "Send Content-Type: application/json."};
inline constexpr rule envelope{
    "oneroster.gradebook-envelope",
    severity::error,
    "OneRoster 1.2 Gradebook REST Binding, request payload",
    "Bij dit pad hoort een bericht met {expected}; dit bericht bevat {got}.",
    "A message for this path holds {expected}; this one holds {got}.",
    "Een PUT draagt één object in zijn eigen enkelvoud ({\"result\": {…}}), een POST een lijst ({\"results\": […]}).",
    "A PUT carries one object under its own singular ({\"result\": {…}}), a POST a list ({\"results\": […]})."};
inline constexpr rule path_differs{
    "oneroster.gradebook-path-differs",
    severity::error,
    "OneRoster 1.2 Gradebook REST Binding, path parameters",
    "Het pad noemt een andere {expected} dan het object zelf.",
    "The path names another {expected} than the object does itself.",
    "Zet in het pad dezelfde sourcedId als in het object, met procentcodering voor tekens als / en @.",
    "Put the same sourcedId in the path as in the object, percent-encoded where it has characters such as / and @."};

// ---------------------------------------------------------------- objects

inline constexpr rule duplicate_id{
    "oneroster.gradebook-duplicate-id",
    severity::error,
    "OneRoster 1.2 Information Model, sourcedId",
    "Deze sourcedId komt al voor bij een eerder object in het bericht.",
    "This sourcedId occurs already at an earlier object of the message.",
    "Geef elk object een eigen sourcedId.",
    "Give every object a sourcedId of its own."};
inline constexpr rule id_length{
    "oneroster.gradebook-id-length",
    severity::error,
    "OneRoster 1.2 Information Model, GUID",
    "Een sourcedId heeft {expected} tekens; deze heeft er {got}.",
    "A sourcedId has {expected} characters; this one has {got}.",
    "Geef het object een sourcedId van 1 tot 255 tekens.",
    "Give the object a sourcedId of 1 to 255 characters."};
inline constexpr rule base_absent{
    "oneroster.gradebook-base-absent",
    severity::warning,
    "OneRoster 1.2 Information Model, Base",
    "Het object heeft geen {expected}; het geldt als actief en als zojuist gewijzigd.",
    "The object has no {expected}; it counts as active and as changed just now.",
    "Neem in elk object status en dateLastModified op.",
    "Include status and dateLastModified in every object."};
inline constexpr rule bare_reference{
    "oneroster.gradebook-bare-reference",
    severity::warning,
    "OneRoster 1.2 Information Model, GUIDRef",
    "De verwijzing heeft geen {expected}; alleen de sourcedId telt.",
    "The reference has no {expected}; only its sourcedId counts.",
    "Schrijf verwijzingen volledig: href, sourcedId en type.",
    "Write references in full: href, sourcedId and type."};
inline constexpr rule unknown_member{
    "oneroster.gradebook-unknown-member",
    severity::warning,
    "OneRoster 1.2 Information Model",
    "Het veld {got} bestaat niet in deze versie en blijft achter.",
    "The member {got} does not exist in this version and is left behind.",
    "Zet eigen gegevens in metadata.",
    "Put data of your own in metadata."};
inline constexpr rule boolean_form{
    "oneroster.gradebook-boolean-form",
    severity::warning,
    "OneRoster 1.2 Information Model, Boolean",
    "Een ja of nee staat in OneRoster als tekst: {expected}.",
    "OneRoster writes a boolean as text: {expected}.",
    "Schrijf \"true\" of \"false\" tussen aanhalingstekens.",
    "Write \"true\" or \"false\" between quotes."};
inline constexpr rule number_size{
    "oneroster.gradebook-number-size",
    severity::error,
    "OneRoster 1.2 Information Model, Float",
    "Dit getal heeft meer cijfers dan verwerkt kunnen worden ({expected}).",
    "This number has more digits than can be processed ({expected}).",
    "Rond het getal af.",
    "Round the number."};

// ---------------------------------------------------------------- when

inline constexpr rule time_not_utc{
    "oneroster.gradebook-time-not-utc",
    severity::warning,
    "OneRoster 1.2 Information Model, DateTime",
    "Een tijdstip staat in UTC, als {expected}.",
    "A moment is in UTC, as {expected}.",
    "Reken het tijdstip om naar UTC en sluit af met Z.",
    "Convert the moment to UTC and end it with Z."};
inline constexpr rule implausible_year{
    "oneroster.gradebook-implausible-year",
    severity::error,
    "OneRoster 1.2 Information Model, DateTime",
    "Het jaar {got} kan niet kloppen; verwacht wordt {expected}.",
    "The year {got} cannot be right; expected is {expected}.",
    "Controleer de datum en de klok van het systeem.",
    "Check the date and the clock of the system."};
inline constexpr rule dates_reversed{
    "oneroster.gradebook-dates-reversed",
    severity::warning,
    "OneRoster 1.2 Information Model, LineItem",
    "De inleverdatum ligt voor de datum waarop de opdracht is gegeven.",
    "The due date is before the date of assignment.",
    "Verbeter assignDate of dueDate.",
    "Correct assignDate or dueDate."};
inline constexpr rule score_date_time{
    "oneroster.gradebook-score-date-time",
    severity::warning,
    "OneRoster 1.2 Information Model, Result, scoreDate",
    "scoreDate is een dag ({expected}) zonder tijd.",
    "scoreDate is a day ({expected}) without a time.",
    "Geef alleen de datum.",
    "Give the date only."};

// ---------------------------------------------------------------- scores

inline constexpr rule limits_reversed{
    "oneroster.gradebook-limits-reversed",
    severity::error,
    "OneRoster 1.2 Information Model, LineItem, resultValueMin en resultValueMax",
    "De laagste score ({got}) ligt boven de hoogste ({expected}).",
    "The lowest score ({got}) lies above the highest ({expected}).",
    "Verwissel resultValueMin en resultValueMax.",
    "Swap resultValueMin and resultValueMax."};
inline constexpr rule percentile_range{
    "oneroster.gradebook-percentile-range",
    severity::error,
    "OneRoster 1.2 Information Model, AssessmentResult, scorePercentile",
    "Een percentiel ligt tussen {expected}; hier staat {got}.",
    "A percentile lies between {expected}; this is {got}.",
    "Geef het percentiel als getal van 0 tot en met 100.",
    "Give the percentile as a number from 0 to 100."};
inline constexpr rule graded_without_score{
    "oneroster.gradebook-graded-without-score",
    severity::warning,
    "OneRoster 1.2 Information Model, Result, scoreStatus",
    "Het resultaat is beoordeeld, maar heeft geen score en geen textScore.",
    "The result is graded, yet it has no score and no textScore.",
    "Vul score of textScore, of kies een andere scoreStatus.",
    "Fill score or textScore, or choose another scoreStatus."};
inline constexpr rule exempt_with_score{
    "oneroster.gradebook-exempt-with-score",
    severity::warning,
    "OneRoster 1.2 Information Model, Result, scoreStatus",
    "De leerling is vrijgesteld; de score telt niet.",
    "The pupil is exempt; the score does not count.",
    "Laat de score weg bij een vrijstelling.",
    "Leave out the score where a pupil is exempt."};
inline constexpr rule missing_with_score{
    "oneroster.gradebook-missing-with-score",           severity::warning,
    "OneRoster 1.2 Information Model, Result, missing", "Het resultaat ontbreekt (missing), maar heeft een score.",
    "The result is missing, yet it has a score.",       "Zet missing op \"false\" of laat de score weg.",
    "Set missing to \"false\" or leave out the score."};

// ---------------------------------------------------------------- learning objectives

inline constexpr rule objective_repeated{
    "oneroster.gradebook-objective-repeated",
    severity::error,
    "OneRoster 1.2 Information Model, LearningObjectiveSet",
    "Hetzelfde leerdoel staat tweemaal bij dit object.",
    "The same learning objective occurs twice at this object.",
    "Noem elk leerdoel een keer, met één score.",
    "Name every learning objective once, with one score."};
inline constexpr rule objective_no_case{
    "oneroster.gradebook-objective-no-case",
    severity::warning,
    "OneRoster 1.2 Information Model, LearningObjectiveSet, source",
    "De bron is case, maar {got} is geen identificatie van een CFItem ({expected}).",
    "The source is case, yet {got} is no identifier of a CFItem ({expected}).",
    "Geef het UUID van het CFItem, of kies een andere source.",
    "Give the UUID of the CFItem, or choose another source."};

// ---------------------------------------------------------------- sending

inline constexpr rule pupil_without_id{
    "oneroster.gradebook-pupil-without-id",
    severity::error,
    "OneRoster 1.2 Information Model, Result, student",
    "De leerling heeft geen identificatie waaruit een sourcedId volgt; verwacht wordt {expected}.",
    "The pupil has no identifier from which a sourcedId follows; expected is {expected}.",
    "Zorg dat de school de leerling kent onder een sourcedId of LAS-sleutel, of stel parameter student in.",
    "See to it that the school knows the pupil by a sourcedId or LAS key, or set the parameter student."};
inline constexpr rule reference_unknown{
    "oneroster.gradebook-reference-unknown",
    severity::error,
    "OneRoster 1.2 Information Model, LineItem",
    "Een lineItem noemt een {expected}, en die is niet bekend.",
    "A line item names a {expected}, and none is known.",
    "Stel de parameter {expected} van het ontvangende systeem in.",
    "Set the parameter {expected} of the receiving system."};
inline constexpr rule score_demanded{
    "oneroster.gradebook-score-demanded",
    severity::error,
    "OneRoster 1.1 Information Model, Result, score",
    "Een resultaat in OneRoster 1.1 heeft een score als getal; deze afname heeft er geen.",
    "A result in OneRoster 1.1 has a score that is a number; this sitting has none.",
    "Stuur naar OneRoster 1.2, waar een resultaat ook zonder getal kan.",
    "Send to OneRoster 1.2, where a result can be without a number."};
inline constexpr rule activity_without_result{
    "oneroster.gradebook-activity-without-result",
    severity::error,
    "OneRoster 1.2 Gradebook Service",
    "{got} activiteiten zonder resultaat hebben geen plaats in een cijferboek.",
    "{got} activities without a result have no place in a gradebook.",
    "Stuur activiteiten naar een systeem dat xAPI spreekt.",
    "Send activities to a system that speaks xAPI."};

std::span<const rule> all();

} // namespace schakel::oneroster_gradebook::fault
