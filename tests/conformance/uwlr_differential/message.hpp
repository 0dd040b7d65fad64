// Valid UWLR 2.2 messages of many shapes.
#pragma once

#include "chance.hpp"
#include "markup.hpp"

#include <string_view>

namespace schakel::differential {

enum class message_kind { results, confirmation, definitions, authorisation, envelope, fault };
constexpr std::size_t message_kinds = 6;
std::string_view name_of(message_kind kind);

// What is optional comes and goes, every choice is taken, references and keys hold.
node make_message(message_kind kind, chance& random);

} // namespace schakel::differential
