// What the words of OneRoster mean in the model, and which word says what the model means.
#pragma once

#include "adapters/common/oneroster/objects.hpp"
#include "gateway/model/roster.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace schakel::oneroster {

// A word of the standard and whether it says exactly what the model has.
struct told_word {
    std::string_view word;
    bool exact = true;
};

model::roster::organisation::kind_of organisation_kind_of(std::string_view org_type);
told_word org_type_of(model::roster::organisation::kind_of kind);
std::string_view to_string(model::roster::organisation::kind_of kind); // for metadata: "location"
std::optional<model::roster::organisation::kind_of> parse_organisation_kind(std::string_view text);

model::roster::school_period::kind_of period_kind_of(std::string_view session_type);
std::string_view session_type_of(model::roster::school_period::kind_of kind);

std::string_view to_string(model::roster::course::kind_of kind); // for metadata: "study"
model::roster::course::kind_of parse_course_kind(std::string_view text);

model::roster::group::kind_of group_kind_of(std::string_view class_type);
std::string_view class_type_of(model::roster::group::kind_of kind);

// Words of users and of enrollments in both versions. `administrator` means what the type of the org makes of it.
// "ext:…" that is not one of ours and unknown words are role::other.
model::roster::role role_of(std::string_view word, std::string_view org_type = {});
told_word user_role_of(model::roster::role which, version in_version);
told_word enrollment_role_of(model::roster::role which, version in_version);

model::roster::person_kind person_kind_of(std::span<const model::roster::role> roles);

// userIds: our schemes keep their names as type ("las.key", "eckid"), and the types of Edu-V (ASI, BPI …) are known.
// Another type is kept as scheme "oneroster.userid" with the type as authority.
struct id_meaning {
    std::string_view scheme, authority;
};
id_meaning meaning_of_user_id(std::string_view type, std::string_view identifier);
// None for what must not travel: username and sourcedId have fields of their own.
std::optional<user_id> user_id_of(const model::identifier& id);
inline constexpr std::string_view other_user_id = "oneroster.userid";
bool is_eckid(std::string_view text); // begins as the ECK iDs do

// A school's identifiers as one text, the most telling first; and back, by the form of the text: 99XX, 99XX00. None for
// other forms.
std::string_view org_identifier_of(const model::identifiers& ids);
std::optional<model::identifier> school_identifier_of(std::string_view text);

// "2026-2027" as "2027", and back.
std::string ending_year_of(std::string_view school_year);
std::string school_year_ending(std::string_view year);

} // namespace schakel::oneroster
