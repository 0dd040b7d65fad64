// The closed and open vocabularies of OneRoster rostering, by version, and what becomes of words of one version in the
// other.
#pragma once

#include "adapters/common/oneroster/objects.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace schakel::oneroster {

// A set of versions.
enum class in : std::uint8_t { none = 0, v1_1 = 1, v1_2 = 2, both = 3 };
constexpr bool holds(in set, version which) {
    return (static_cast<unsigned>(set) & (which == version::v1_1 ? 1u : 2u)) != 0;
}

struct word {
    std::string_view text;
    in versions = in::both;
};

struct vocabulary {
    std::string_view name;
    std::span<const word> words;
    bool open = true; // 1.2 takes "ext:" words too
};

extern const vocabulary status_words, session_types, org_types, class_types, user_roles, role_types, enrollment_roles;

// Whether the version has the word, "ext:…" of 1.2 included.
bool knows(const vocabulary& list, version which, std::string_view text);
// The word of the version that is written so but for capitals: "Scheduled" gives "scheduled"; "" for none.
std::string_view nearest_case(const vocabulary& list, version which, std::string_view text);
bool is_extension(std::string_view text); // "ext:" and one or more of A-Z a-z 0-9 . _ -

// Role words of users, fact sheet section 8: 1.2's twelve as 1.1's eight; "" when 1.1 has none ("ext:…").
std::string_view role_for_1_1(std::string_view word);
// 1.1's eight as 1.2's twelve: `administrator` by the type of the org.
std::string_view role_for_1_2(std::string_view word, std::string_view org_type);

} // namespace schakel::oneroster
