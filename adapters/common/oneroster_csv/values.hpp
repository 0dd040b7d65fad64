// The forms of cells: whether a text has one, and what is meant where it nearly does.
#pragma once

#include <string>
#include <string_view>

namespace schakel::oneroster_csv {

bool is_id(std::string_view text); // 1 to 255 of 0-9 A-Z a-z . - _ / @
bool is_year(std::string_view text);
bool is_integer(std::string_view text);
bool is_number(std::string_view text);
bool is_date(std::string_view text);   // 2026-08-01, a day that exists
bool is_moment(std::string_view text); // 2026-08-01T12:00:00.000Z; 0 to 9 digits of a fraction

// "true" or "false" for TRUE, Yes, 1, waar …; "" when nothing of the kind is meant.
std::string_view boolean_meant(std::string_view text);
// The form of the standard for what is meant; "" for none. See adapters/common/one_edtech/moments.hpp.
std::string date_meant(std::string_view text);
std::string moment_meant(std::string_view text);

// Cuts the next item off a list. False when the list is at its end.
bool next_item(std::string_view& list, std::string_view& item, char separator = ',');
// The next {left:right} of a list, with its comma. False when the list does not go on so.
bool next_pair(std::string_view& list, std::string_view& left, std::string_view& right);

bool is_case_objective(std::string_view text);   // urn:uuid:…
bool is_objective_source(std::string_view text); // a word of lower-case letters and digits

} // namespace schakel::oneroster_csv
