// From the objects of CASE to canonical learning goals.
#pragma once

#include "adapters/common/case/wire.hpp"
#include "gateway/adapter/goals.hpp"

#include <string>
#include <string_view>

namespace schakel::cf {

// How an end of an association is titled by those who publish: by its code, else its short statement, else its
// statement.
std::string_view title_of(const wire::item& one);

// `trace` learns when a document turned out to be a mapping set.
void to_model(const wire::package& from, const goal_reading_options& told, goal_sink& into, field_trace& trace);

// Documents of a list: frameworks of which nothing more is known.
model::goals::framework framework_of(const wire::document& from);

} // namespace schakel::cf
