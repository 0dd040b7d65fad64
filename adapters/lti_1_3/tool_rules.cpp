#include "adapters/lti_1_3/tool_rules.hpp"

#include <array>

namespace schakel::lti_1_3::fault {

std::span<const rule> tool_rules() {
    static constexpr std::array all{no_line_item, no_user, no_result, foreign_link, endless_pages};
    return all;
}

} // namespace schakel::lti_1_3::fault
