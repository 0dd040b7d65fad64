#include "adapters/common/oneroster/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace schakel::oneroster {

namespace {

constexpr std::array<word, 2> statuses{{{"active"}, {"tobedeleted"}}};
constexpr std::array<word, 4> sessions{{{"gradingPeriod"}, {"semester"}, {"schoolYear"}, {"term"}}};
constexpr std::array<word, 6> orgs{{{"department"}, {"district"}, {"local"}, {"national"}, {"school"}, {"state"}}};
constexpr std::array<word, 2> classes{{{"homeroom"}, {"scheduled"}}};
constexpr std::array<word, 2> kinds_of_role{{{"primary"}, {"secondary"}}};
constexpr std::array<word, 13> of_users{
    {{"administrator", in::v1_1},
     {"aide"},
     {"counselor", in::v1_2},
     {"districtAdministrator", in::v1_2},
     {"guardian"},
     {"parent"},
     {"principal", in::v1_2},
     {"proctor"},
     {"relative"},
     {"siteAdministrator", in::v1_2},
     {"student"},
     {"systemAdministrator", in::v1_2},
     {"teacher"}}};
constexpr std::array<word, 8> of_enrollments{
    {{"administrator"},
     {"aide", in::v1_1},
     {"guardian", in::v1_1},
     {"parent", in::v1_1},
     {"proctor"},
     {"relative", in::v1_1},
     {"student"},
     {"teacher"}}};

// What 1.1 calls the roles that only 1.2 has. Counselor and principal lose their meaning.
struct conversion {
    std::string_view from, to;
};
constexpr std::array<conversion, 5> down{
    {{"counselor", "administrator"},
     {"districtAdministrator", "administrator"},
     {"principal", "administrator"},
     {"siteAdministrator", "administrator"},
     {"systemAdministrator", "administrator"}}};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_letters(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

} // namespace

const vocabulary status_words{"status", statuses, false};
const vocabulary session_types{"academicSession type", sessions};
const vocabulary org_types{"org type", orgs};
const vocabulary class_types{"classType", classes};
const vocabulary user_roles{"role", of_users};
const vocabulary role_types{"roleType", kinds_of_role, false};
const vocabulary enrollment_roles{"enrollment role", of_enrollments};

bool is_extension(std::string_view text) {
    constexpr std::string_view prefix = "ext:";
    return text.size() > prefix.size() && text.starts_with(prefix) &&
           std::ranges::all_of(text.substr(prefix.size()), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                      c == '_' || c == '-';
           });
}

bool knows(const vocabulary& list, version which, std::string_view text) {
    const bool listed = std::ranges::any_of(list.words, [&](const word& one) {
        return one.text == text && holds(one.versions, which);
    });
    return listed || (which == version::v1_2 && list.open && is_extension(text));
}

std::string_view nearest_case(const vocabulary& list, version which, std::string_view text) {
    for (const word& one : list.words) {
        if (holds(one.versions, which) && same_letters(one.text, text)) return one.text;
    }
    return {};
}

std::string_view role_for_1_1(std::string_view word) {
    const auto found = std::ranges::find(down, word, &conversion::from);
    if (found != down.end()) return found->to;
    return knows(user_roles, version::v1_1, word) ? word : std::string_view{};
}

std::string_view role_for_1_2(std::string_view word, std::string_view org_type) {
    if (word != "administrator") return word;
    if (org_type == "district") return "districtAdministrator";
    return org_type == "school" ? "siteAdministrator" : "systemAdministrator";
}

} // namespace schakel::oneroster
