// Small documents to start from, and pieces of markup to put into them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace schakel::mutants {

const std::vector<std::string>& seeds();

// Whole tags, references, declarations, delimiters, characters at the borders of what XML allows, and bytes that are no
// UTF-8.
const std::vector<std::string>& pieces();

// Pieces that mostly leave a document well-formed: values and names, what may stand in content, and attributes.
const std::vector<std::string>& words();
const std::vector<std::string>& contents();
const std::vector<std::string>& attributes();

// Splits a document at the borders of markup: tags, references, quotes, names, texts.
std::vector<std::string> tokens_of(std::string_view document);

} // namespace schakel::mutants
