#include "adapters/lti_1_3/platform_rules.hpp"

#include <array>

namespace schakel::lti_1_3::fault {

std::span<const rule> platform_rules() {
    static constexpr std::array all{
        score_media_type, score_line_item, score_above_maximum, score_not_counted, score_whole_second};
    return all;
}

} // namespace schakel::lti_1_3::fault
