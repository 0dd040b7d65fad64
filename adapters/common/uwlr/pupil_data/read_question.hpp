// From a received question to what the gateway must know of it: transport, well-formedness and schema, rules.
#pragma once

#include "adapters/common/uwlr/pupil_data/profile.hpp"
#include "adapters/common/uwlr/pupil_data/question.hpp"
#include "adapters/common/uwlr/rules.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/validation/xsd_schema.hpp"

#include <string_view>

namespace schakel::uwlr::pupil_data {

// What a version brings along to read questions.
struct question_reading {
    const validation::xsd_schema& schema;
    const profiles& known_profiles;
    spoken_versions spoken;
};

// `parsed` of the outcome is a `question`. The profile is the one that the path names ("/smalle-set/leerlinggegevens"),
// or else the one of gegevenssetid.
roster_question read_question(const exchange& asked, const decode_options& options, const question_reading& with);

// The profile in front of the last segment of a path; "" for none.
std::string_view profile_of_path(std::string_view path);

} // namespace schakel::uwlr::pupil_data
