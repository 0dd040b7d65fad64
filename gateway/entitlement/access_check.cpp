#include "gateway/entitlement/access_check.hpp"

#include "gateway/model/words.hpp"

namespace schakel::entitlement {

namespace {

constexpr model::words<verdict, 3> verdicts{{"allowed", "refused", "unknown"}};
constexpr model::words<access_reason, 11> reasons{
    {"entitled", "licensed", "open-order", "not-entitled", "not-confirmed", "not-begun", "activation-over", "expired",
     "cancelled", "blocked", "nothing-known"}};

} // namespace

std::string_view to_string(verdict value) {
    return verdicts.of(value);
}
std::string_view to_string(access_reason value) {
    return reasons.of(value);
}

verdict verdict_of(access_reason value) {
    if (value <= access_reason::open_order) return verdict::allowed;
    return value == access_reason::nothing_known ? verdict::unknown : verdict::refused;
}

} // namespace schakel::entitlement
