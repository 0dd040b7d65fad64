// What scores are held to besides their schema.
#pragma once

#include "gateway/core/finding.hpp"

#include <span>

namespace schakel::lti_1_3::fault {

inline constexpr rule score_media_type{
    "lti.score-media-type",
    severity::error,
    "LTI AGS 2.0 3.4",
    "Een score heeft media type {expected}; dit bericht heeft {got}.",
    "A score has media type {expected}; this message has {got}.",
    "Stuur Content-Type: application/vnd.ims.lis.v1.score+json.",
    "Send Content-Type: application/vnd.ims.lis.v1.score+json."};
inline constexpr rule score_line_item{
    "lti.score-line-item",
    severity::error,
    "LTI AGS 2.0 3.1",
    "Het adres noemt geen line item van deze klas.",
    "The address names no line item of this class.",
    "Gebruik het adres dat in de lancering of bij het line item stond, met /scores achter het pad.",
    "Use the address that the launch or the line item gave, with /scores behind its path."};
inline constexpr rule score_above_maximum{
    "lti.score-above-maximum",
    severity::info,
    "LTI AGS 2.0 3.4.3",
    "scoreGiven is hoger dan scoreMaximum ({expected}); het meerdere telt als bonus en past niet overal.",
    "scoreGiven is above scoreMaximum ({expected}); what is above it counts as extra credit and does not fit "
    "everywhere.",
    "Verhoog scoreMaximum als het geen bonus is.",
    "Raise scoreMaximum if it is no extra credit."};
inline constexpr rule score_not_counted{
    "lti.score-not-counted",
    severity::info,
    "LTI AGS 2.0 3.4.8",
    "scoreGiven telt pas als gradingProgress {expected} is; hier staat {got}.",
    "scoreGiven counts only when gradingProgress is {expected}; this is {got}.",
    "Stuur de score opnieuw met FullyGraded zodra zij vaststaat.",
    "Send the score again with FullyGraded once it is settled."};
inline constexpr rule score_whole_second{
    "lti.score-whole-second",
    severity::warning,
    "LTI AGS 2.0 3.4.1",
    "timestamp heeft geen delen van een seconde; een tweede score in dezelfde seconde wordt geweigerd.",
    "timestamp has no fraction of a second; another score within the same second is refused.",
    "Geef timestamp met milliseconden.",
    "Give timestamp with milliseconds."};

std::span<const rule> platform_rules();

} // namespace schakel::lti_1_3::fault
