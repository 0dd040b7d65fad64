// Canonical roster records as bytes, for the store and for keeping many of them in memory.
//
// The first byte is the version of the form, the second the kind of record. Fields follow in fixed order, each with its
// number and only when it says something; texts have their length before them, numbers take as many bytes as they need.
// decode(encode(x)) is x. Any other bytes decode to nothing or to some record, and never to a crash.
#pragma once

#include "gateway/model/roster.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::roster {

inline constexpr char record_form = 1;

void encode(const model::roster::record& one, std::string& onto);
std::string encode(const model::roster::record& one);
std::string encode(const model::roster::head& one);

// One of the seven records, or the head. False: these are no bytes of such a one.
template <class Record>
bool decode(std::string_view bytes, Record& into);

std::optional<model::roster::record> decode(std::string_view bytes);

// Parts of encoded bytes, without decoding the rest. The links: person and group of a membership, person and course of
// an enrolment, empty for other records. Empty views for bytes that are no record.
std::string_view id_in(std::string_view bytes);
std::array<std::string_view, 2> links_in(std::string_view bytes);

// Sixteen bytes that are equal for records that say the same; when the source last touched a record says nothing.
std::string content_digest(const model::roster::record& one);

} // namespace schakel::roster
