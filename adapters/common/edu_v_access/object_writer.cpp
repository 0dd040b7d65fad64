#include "adapters/common/edu_v_access/object_writer.hpp"

#include "adapters/common/edu_v/values.hpp"

namespace schakel::edu_v_access {

void object_writer::time(std::string_view name, const std::optional<instant>& value, field from) {
    if (!value) return;
    out.member(name, edu_v::to_utc(*value));
    carried(from);
}

} // namespace schakel::edu_v_access
