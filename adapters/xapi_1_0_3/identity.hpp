// Identifiers that a message leaves to us, made from names so that the same name gives the same one everywhere.
//
// All are UUIDs version 5 in one namespace of our own; the name is a list of texts joined by line feeds, preceded by a
// word that says what is named:
//   received      exchange id, position in the batch: the id of a statement that came without one
//   sitting       pupil ("account:" home page "|" name, or scheme ":" value), activity id, version, occasion: the
//                 registration, or the day of the timestamp in Europe/Amsterdam where there is none
//   registration  the same of a sitting that is sent, its moment as the occasion, and its number when that is taken
//   statement     SHA-256 of the statement without its id
// What is sent is named only by what it holds, so that no identifier of a pupil can be guessed back from it that the
// receiver does not have already.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace schakel::xapi_1_0_3 {

std::string mint(std::string_view what, std::initializer_list<std::string_view> parts);

std::string lower(std::string_view uuid);

} // namespace schakel::xapi_1_0_3
