// Names of the extensions by which UWLR reads back what no other standard has. A name is the path from the element that
// owns it;
// "@vocabulaire" behind it is that attribute. Everything has family "uwlr".
#pragma once

#include "gateway/model/progress.hpp"

#include <string_view>

namespace schakel::uwlr::extra {

inline constexpr std::string_view family = "uwlr";

inline constexpr std::string_view hierarchy_entry =
    "toetshierarchie/ingang"; // starts an entry; its attributes follow it
inline constexpr std::string_view hierarchy_level = "toetshierarchie/ingang@niveau";
inline constexpr std::string_view category = "toetscategorie";
inline constexpr std::string_view level = "toetsniveau";
inline constexpr std::string_view weight = "wegingsfactor";
inline constexpr std::string_view red = "normkleur/rood_code";
inline constexpr std::string_view green = "normkleur/groen_code";
inline constexpr std::string_view blue = "normkleur/blauw_code";
inline constexpr std::string_view opacity = "normkleur/transparantie";
inline constexpr std::string_view grade_from = "schoolcijfer_vanaf";
inline constexpr std::string_view grade_until = "schoolcijfer_totenmet";
inline constexpr std::string_view skill_scale = "codevaardigheidsschaal";
inline constexpr std::string_view interval_low = "bivlaag";
inline constexpr std::string_view interval_high = "bivhoog";
inline constexpr std::string_view reference_code = "codereferentiescore"; // a code that no other standard shares
inline constexpr std::string_view result_version = "resultaat/versie";    // the bindings of it
inline constexpr std::string_view empty_oso = "osoresultaat";             // a result that holds an empty block
inline constexpr std::string_view other_result = "anderresultaat";

inline void add(model::extensions& list, std::string_view name, std::string_view value) {
    if (!value.empty()) list.push_back({std::string(family), std::string(name), std::string(value)});
}

inline std::string_view get(const model::extensions& list, std::string_view name) {
    return model::value_of(list, family, name);
}

} // namespace schakel::uwlr::extra
