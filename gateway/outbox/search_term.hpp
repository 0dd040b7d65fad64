// What a message is found by: numbers made of names and words. A term is a hash, so the index holds nothing that can be
// read, pupils' pseudonyms included; who knows a name finds the messages that have it. Two names may share a number:
// one in 10^12 searches shows a message too many.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::outbox {

using search_term = std::uint64_t;

enum class term_kind : std::uint8_t {
    // Business keys, as the sender wrote them.
    pupil,      // a pseudonym of a pupil
    test,       // an assessment or one of its parts
    product,    // what was used
    message_id, // the sender's own id of the message
    school,     // as the message names it
    word,       // of the text
    // What the store knows itself.
    sender,
    standard,
    own_school, // id of the school in the settings
    route,
    destination,
    copy_of // id of the message that it repeats
};

search_term term_of(term_kind kind, std::string_view value);

// The terms of a business key of whatever kind.
std::vector<search_term> terms_of_key(std::string_view value);

// Words are letters and digits, two at least, without regard to case or accents of western European languages.
void add_words(std::vector<search_term>& to, std::string_view text);

void sort_once(std::vector<search_term>& terms); // each once

} // namespace schakel::outbox
