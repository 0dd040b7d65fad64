// Records as rows of the store and back. Private to gateway/roster.
#pragma once

#include "gateway/model/roster.hpp"
#include "gateway/outbox/roster_rows.hpp"

#include <string>
#include <string_view>

namespace schakel::roster {

// The head of a roster is a row of its own kind, beside the seven of records.
inline constexpr auto head_kind = static_cast<std::uint8_t>(model::roster::record_kind_count);
inline const outbox::roster_key head_key{head_kind, {}};

// By their first link persons are found by kind; memberships and enrolments by person. By their second link they are
// found by group and by course.
inline constexpr std::size_t by_person = 0, by_person_kind = 0, by_group = 1;

outbox::roster_key key_of(model::roster::record_kind which, std::string_view id);
std::string name_of(const model::identifier& id); // for roster_rows::named()
outbox::roster_row row_of(const model::roster::record& one);
outbox::roster_row row_of(const model::roster::head& one);

} // namespace schakel::roster
