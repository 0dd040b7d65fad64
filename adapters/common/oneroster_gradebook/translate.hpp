// Meaning: between objects of the gradebook as they are written and canonical records, both ways.
#pragma once

#include "adapters/common/oneroster_gradebook/operations.hpp"
#include "adapters/common/oneroster_gradebook/wire.hpp"
#include "gateway/adapter/adapter.hpp"
#include "gateway/model/progress.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace schakel::oneroster_gradebook {

struct reading {
    version in_version = version::v1_2;
    std::string_view pupil_scheme; // what the sourcedId of a pupil is besides: model::scheme
};

// The profiles that a sender can have, and the scheme of its pupils.
inline constexpr std::string_view student_is_las_key = "student-las-key";
inline constexpr std::string_view student_is_eckid = "student-eckid";
std::string_view pupil_scheme_of(std::string_view profile);

// One message, one report: line items become assessments without sittings, results become sittings of assessments of
// which only the sourcedId is known. The message must have passed schema and rules.
model::progress_report to_model(const wire::message& message, const reading& how);

// Where every value of the message goes. Each string, number, boolean and null counts once.
void trace_values(const wire::message& message, const reading& how, field_trace& trace);

// The value of one of our own members of metadata, "" for none.
std::string own_value(const wire::base& object, std::string_view name);
// The moment in metadata of a result, when it is on the day that scoreDate says.
std::optional<instant> exact_moment(const wire::base& object, std::string_view score_date);
model::score_kind score_kind_of(const wire::base& object); // points unless metadata says otherwise

// For each assessment its line items (of the whole and of parts), then the results of them, each as one PUT.
encoded from_model(version which, std::span<const model::record> records, const encode_options& options);

} // namespace schakel::oneroster_gradebook
