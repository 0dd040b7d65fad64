// The members that objects of the gradebook have in each version, and the canonical field that each fills.
#pragma once

#include "adapters/common/oneroster_gradebook/wire.hpp"
#include "gateway/model/field.hpp"

#include <optional>
#include <string_view>

namespace schakel::oneroster_gradebook {

// Of a value at `path` below its object: "title", "class/sourcedId", "learningObjectiveSet/source"; lists have no step
// of their own, and metadata is not among them. None: the version has no such member.
std::optional<model::field::name> field_of(version which, object_kind kind, std::string_view path);

// Whether a member may stand at `path`, be it a value or what holds values.
bool is_member(version which, object_kind kind, std::string_view path);

// Members that refer to another object.
bool is_reference(std::string_view member);

} // namespace schakel::oneroster_gradebook
