// Where every value of an object goes in the canonical model, for the loss report.
#pragma once

#include "adapters/common/edu_v/objects.hpp"
#include "gateway/adapter/loss.hpp"
#include "gateway/codec/json_document.hpp"

#include <string_view>

namespace schakel::edu_v {

// Each string, number, boolean and null of the object counts once, under "<collection>/<members>". `left_out`: why
// nothing was made of the object, "" when something was. An object of which only its id is needed is left out as
// `only_structure`.
void trace_values(object what, json::value at, std::string_view left_out, field_trace& trace);

inline constexpr std::string_view only_structure = "known by its year group";
// An enrolment of which the pupil's own record keeps year group, location and days.
inline constexpr std::string_view kept_with_pupil = "kept with the pupil";

} // namespace schakel::edu_v
