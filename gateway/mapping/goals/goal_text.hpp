// When two texts of goals are the same: word for word, or but for punctuation, markup and prefix words (B5).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::mapping::goals {

// White space of any kind is one space, none at the ends.
std::string normalised_text(std::string_view text);

// What remains when tags, entities, punctuation, letter case and words that only name a state or a number ("Concept –",
// "Definitief concept", "Kerndoel 3:", "Eindterm 12 –") are taken away. Empty when nothing remains.
std::string bare_text(std::string_view text);

// The two as numbers. Equal numbers mean equal texts; `empty` texts equal nothing.
struct text_print {
    std::uint64_t normalised = 0;
    std::uint64_t bare = 0;
};
text_print print_of(std::string_view text);

// A printed code in the form in which codes are compared: lower case, one space between words, no zero before a number
// ("09.01" is "9.1"), no point at the end.
std::string normalised_code(std::string_view code);

// What a printed code consists of, in that form: "PO Kerndoel 03: Spreken" is the words "po" and "kerndoel" before the
// number "3". A code of one word is its number.
struct code_parts {
    std::string whole;               // "po kerndoel 3"
    std::vector<std::string> before; // "po", "kerndoel"
    std::string number;              // "3"; empty: there is no code
};
code_parts parts_of_code(std::string_view code);

} // namespace schakel::mapping::goals
