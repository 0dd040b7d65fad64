// Rules that hold in every service of Edu-V: how identifiers, times and school years are written.
#pragma once

#include "gateway/core/finding.hpp"

namespace schakel::edu_v::fault {

inline constexpr rule brin_form{
    "edu-v.brin-form",
    severity::error,
    "Edu-V SchoolReference",
    "Een OIE_CODE heeft de vorm {expected}; gevonden is {got}.",
    "An OIE_CODE has the form {expected}; found {got}.",
    "Stuur het BRIN-nummer van vier tekens, zonder het nummer van de vestiging.",
    "Send the BRIN number of four characters, without the number of the location."};
inline constexpr rule eckid_form{
    "edu-v.eckid-form",
    severity::warning,
    "Edu-V Identiteiten, ECK iD",
    "Een ECK iD heeft de vorm {expected}; gevonden is een waarde als {got}.",
    "An ECK iD has the form {expected}; found a value such as {got}.",
    "Neem het ECK iD letterlijk over: kleine letters, geen spaties, en nooit het stampseudoniem.",
    "Take the ECK iD over literally: lower case, no spaces, and never the root pseudonym."};
inline constexpr rule employee_primary_identifier{
    "edu-v.employee-primary-identifier",
    severity::warning,
    "Edu-V Identiteiten, userMasterIdentifier",
    "Een medewerker heeft geen primaire identificatie; de waarde wordt overgeslagen.",
    "An employee has no primary identifier; the value is passed over.",
    "Stuur een medewerker met userIds; userMasterIdentifier is alleen voor leerlingen.",
    "Send an employee with userIds; userMasterIdentifier is for pupils only."};
inline constexpr rule time_not_utc{
    "edu-v.time-not-utc",
    severity::error,
    "Edu-V, tijden volgens RFC 3339 in UTC",
    "Een tijd staat in UTC en eindigt op {expected}; gevonden is {got}.",
    "A time is in UTC and ends in {expected}; found {got}.",
    "Reken de tijd om naar UTC: 2026-11-21T10:30:00+01:00 wordt 2026-11-21T09:30:00Z.",
    "Convert the time to UTC: 2026-11-21T10:30:00+01:00 becomes 2026-11-21T09:30:00Z."};
inline constexpr rule implausible_year{
    "edu-v.implausible-year",
    severity::error,
    "Edu-V, tijden volgens RFC 3339 in UTC",
    "Het jaar {got} kan niet kloppen; verwacht wordt {expected}.",
    "The year {got} cannot be right; expected {expected}.",
    "Laat een onbekende tijd niet als jaar 1 of 9999 reizen; stuur de werkelijke tijd.",
    "Do not let an unknown time travel as year 1 or 9999; send the real time."};
inline constexpr rule modified_before_created{
    "edu-v.modified-before-created",
    severity::error,
    "Edu-V, dateCreated en dateLastModified",
    "dateLastModified ligt voor dateCreated.",
    "dateLastModified lies before dateCreated.",
    "Zet dateLastModified bij het aanmaken gelijk aan dateCreated en bij elke wijziging op dat moment.",
    "Set dateLastModified to dateCreated at first and to the moment of each change later."};
inline constexpr rule school_period_years{
    "edu-v.school-period-years",
    severity::error,
    "Edu-V, schoolPeriodId",
    "Een schooljaar beslaat twee opeenvolgende jaren; gevonden is {got}.",
    "A school year spans two consecutive years; found {got}.",
    "Schrijf een schooljaar als 2026-2027.",
    "Write a school year as 2026-2027."};
inline constexpr rule school_period_form{
    "edu-v.school-period-form",
    severity::warning,
    "Edu-V, schoolPeriodId",
    "De schoolperiode is geen schooljaar en geen UUID van een periode; verwacht wordt {expected}.",
    "The school period is neither a school year nor the UUID of a period; expected {expected}.",
    "Gebruik de schoolPeriodId uit de administratie: 2026-2027 voor een schooljaar, anders de UUID.",
    "Use the schoolPeriodId of the administration: 2026-2027 for a school year, else the UUID."};
inline constexpr rule more_findings{
    "edu-v.more-findings",
    severity::info,
    "Schakel, document_limits",
    "Er zijn nog {got} bevindingen die hier niet staan.",
    "There are {got} more findings that are not shown.",
    "Verbeter de genoemde fouten en controleer het bericht opnieuw.",
    "Correct the faults that are named and check the message again."};

} // namespace schakel::edu_v::fault
