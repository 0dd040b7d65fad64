// What the identifiers around the ECK iD look like.
#pragma once

#include <string>
#include <string_view>

namespace schakel::eck_id {

bool is_hash(std::string_view text); // hPGN: 64 hex digits in lower case

// An ECK iD: https://ketenid.nl/, a word, 128 hex digits in lower case. The word of a stampseudoniem begins with "sp".
bool is_chain_id(std::string_view text);
bool is_root(std::string_view text);          // a stampseudoniem as test environments write it
bool may_be_root(std::string_view text);      // also one of production, whose form is not published
bool is_of_production(std::string_view text); // an ECK iD whose word is a year and month: 201703

// Nine digits that pass the test on eleven: a burgerservicenummer, or an onderwijsnummer.
bool is_pupil_number(std::string_view text);
// BRIN, one space, an e-mail address.
bool is_teacher_text(std::string_view text);

bool is_oin(std::string_view text); // 20 characters: 8 digits and 12 digits or capitals
// The value of the parameter "oin" of an address; "" for none.
std::string_view oin_in(std::string_view address);

} // namespace schakel::eck_id
