// Why a record cannot become a score at a platform, and why its members cannot be read.
#pragma once

#include "gateway/core/finding.hpp"

#include <span>

namespace schakel::lti_1_3::fault {

inline constexpr rule no_line_item{
    "lti.score-no-line-item",
    severity::error,
    "LTI AGS 2.0 3.4",
    "De leeromgeving heeft geen cijferkolom waar deze afname bij hoort.",
    "The learning environment has no line item that this sitting belongs to.",
    "Alleen scores van materiaal dat vanuit de leeromgeving is geopend, of waarvoor daar een cijferkolom bestaat, gaan "
    "terug.",
    "Only scores of material that was opened from the learning environment, or that has a line item there, go back."};
inline constexpr rule no_user{
    "lti.score-no-user",
    severity::error,
    "LTI AGS 2.0 3.4.2",
    "Het is niet bekend hoe de leeromgeving deze leerling noemt.",
    "It is not known what the learning environment calls this pupil.",
    "De leerling moet het materiaal minstens een keer vanuit de leeromgeving hebben geopend.",
    "The pupil must have opened the material from the learning environment at least once."};
inline constexpr rule no_result{
    "lti.score-no-result",
    severity::error,
    "LTI AGS 2.0 3.4",
    "Een activiteit zonder resultaat past niet in een cijferkolom.",
    "An activity without a result does not fit a line item.",
    "Stuur activiteiten naar een systeem dat xAPI ontvangt.",
    "Send activities to a system that takes xAPI."};

inline constexpr rule foreign_link{
    "lti.members-foreign-link",
    severity::error,
    "LTI NRPS 2.0 2.4.2",
    "Een adres van leden wijst naar een ander systeem dan de leeromgeving ({expected}).",
    "An address of members leads to another system than the learning environment ({expected}).",
    "Stel het adres van de leeromgeving in de instellingen zo in dat alle adressen van leden daaronder liggen.",
    "Set the address of the learning environment so that all addresses of members lie below it."};
inline constexpr rule endless_pages{
    "lti.members-endless",
    severity::error,
    "LTI NRPS 2.0 2.4.2",
    "De pagina's met leden houden niet op: {expected}.",
    "The pages of members do not end: {expected}.",
    "Laat de leeromgeving de kop Link met rel=next weglaten op de laatste pagina.",
    "Let the learning environment leave out the header Link with rel=next on the last page."};

std::span<const rule> tool_rules();

} // namespace schakel::lti_1_3::fault
