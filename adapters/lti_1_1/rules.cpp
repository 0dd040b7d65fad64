#include "adapters/lti_1_1/rule_catalogue.hpp"

#include <array>

namespace schakel::lti_1_1 {

std::span<const rule> all_rules() {
    static const std::array all{
        fault::message_type,
        fault::version,
        fault::parameter_missing,
        fault::parameter_repeated,
        fault::encoding,
        fault::address,
        fault::unsupported_signature,
        fault::unknown_key,
        fault::wrong_signature,
        fault::stale,
        fault::nonce,
        fault::body_hash,
        fault::content_items,
        fault::other_choice,
        fault::content_type,
        fault::no_namespace,
        fault::operation,
        fault::score,
        fault::unknown_result,
        fault::no_score,
        fault::no_place};
    return all;
}

finding found(const rule& broken, std::string expected, std::string got) {
    finding out;
    out.broken = &broken;
    out.expected = std::move(expected);
    out.got = std::move(got);
    return out;
}

} // namespace schakel::lti_1_1
