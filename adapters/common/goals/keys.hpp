// Keys of what Dutch metadata names by vocabulary and term: one key, whichever of its addresses a source uses.
#pragma once

#include <string>
#include <string_view>

namespace schakel::goal_files {

inline constexpr std::string_view begrippenkader = "http://purl.edustandaard.nl/begrippenkader";

// A vocabulary or framework. Lists of Edustandaard occur with two hosts, with and without ".xml", or as a bare file
// name: all become "http://purl.edustandaard.nl/" and the name. Other URIs stay, a UUID becomes urn:uuid:…, any other
// name "vdex:" and the name.
std::string vocabulary_key(std::string_view source);

// A term: the vocabulary's key, "/", and the term with percent codes. Terms that are URIs or UUIDs are their own key.
std::string term_key(std::string_view vocabulary, std::string_view term);

// The term that term_key() was made of, where the key is of that vocabulary; else the key itself.
std::string term_of(std::string_view vocabulary, std::string_view key);

std::string percent_decoded(std::string_view text); // what is no percent code stays
std::string percent_encoded(std::string_view text); // all but letters, digits and -._~ of ASCII

std::string_view trimmed(std::string_view text); // blanks and line ends at both sides
std::string collapsed(std::string_view text);    // the same, and runs of them within become one blank

} // namespace schakel::goal_files
