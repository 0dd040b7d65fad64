#include "adapters/common/edex/codes.hpp"

#include <algorithm>
#include <array>

namespace schakel::edex {

namespace {

using model::roster::gender;
using model::roster::role;

struct role_row {
    std::string_view rol;
    role what;
    std::string_view words;
};

// Of several codes for one role the first is written.
constexpr std::array roles{
    role_row{"LRK", role::teacher, "leerkracht"},
    role_row{"VAK", role::teacher, "vakleerkracht"},
    role_row{"OWA", role::teaching_assistant, "onderwijsassistent"},
    role_row{"KLA", role::teaching_assistant, "klassenassistent"},
    role_row{"LOS", role::teaching_supporter, "lerarenondersteuner"},
    role_row{"STA", role::trainee, "stagiair"},
    role_row{"IB", role::counselor, "intern begeleider"},
    role_row{"RT", role::remedial_teacher, "remedial teacher"},
    role_row{"SMW", role::social_worker, "schoolmaatschappelijk werk"},
    role_row{"DIR", role::principal, "directeur"},
    role_row{"ADJ", role::deputy_principal, "adjunct-directeur"},
    role_row{"LOC", role::location_leader, "locatieleider"},
    role_row{"ADM", role::administrative, "administratie"},
    role_row{"ICT", role::system_administrator, "ICT-coördinator"},
    role_row{"CON", role::caretaker, "conciërge"},
    role_row{"TAL", role::proctor, "toetsafnameleider"},
    role_row{"OUD", role::parent, "ouder"},
    role_row{"", role::pupil, "leerling"},
    role_row{"", role::substitute, "invalkracht"},
    role_row{"", role::mentor, "mentor"},
    role_row{"", role::board_member, "bestuurder"},
    role_row{"", role::site_administrator, "beheerder"},
    role_row{"", role::materials_coordinator, "leermiddelencoördinator"},
    role_row{"", role::privacy_officer, "privacyfunctionaris"},
    role_row{"", role::guardian, "voogd"},
    role_row{"", role::relative, "familielid"},
    role_row{"", role::other, "overig"},
};

constexpr std::array<std::string_view, 22> year_groups{"B",  "D",  "0",  "1",  "2",  "3",  "4", "5", "6", "7", "8",
                                                       "11", "12", "13", "14", "15", "16", "S", "V", "C", "N", "H"};

} // namespace

std::optional<role> role_of(std::string_view rol) {
    const auto found = std::ranges::find(roles, rol, &role_row::rol);
    if (rol.empty() || found == roles.end()) return std::nullopt;
    return found->what;
}

std::string_view rol_for(role what) {
    const auto found = std::ranges::find(roles, what, &role_row::what);
    return found == roles.end() ? std::string_view{} : found->rol;
}

std::string_view rol_at_group_for(role what) {
    return what == role::teacher ? std::string_view{} : rol_for(what);
}

std::string_view words_for(role what) {
    const auto found = std::ranges::find(roles, what, &role_row::what);
    return found == roles.end() ? std::string_view("overig") : found->words;
}

std::optional<gender> gender_of(std::string_view geslacht) {
    if (geslacht == "0") return gender::unknown;
    if (geslacht == "1") return gender::male;
    if (geslacht == "2") return gender::female;
    if (geslacht == "9") return gender::unspecified;
    return std::nullopt;
}

std::string_view geslacht_for(gender what) {
    switch (what) {
    case gender::male: return "1";
    case gender::female: return "2";
    case gender::unspecified:
    case gender::other: return "9";
    case gender::unknown: return "0";
    }
    return "0";
}

bool is_jaargroep(std::string_view code) {
    return std::ranges::find(year_groups, code) != year_groups.end();
}

} // namespace schakel::edex
