#include "adapters/eck_id/faults.hpp"

#include <algorithm>
#include <array>

namespace schakel::eck_id {

namespace {

using enum fault_meaning;

constexpr std::array faults{
    known_fault{"NotFinishedException", not_ready, "NotFinishedException: the batch is not ready"},
    known_fault{
        "LimitDailyBatchSubmissionsExceededException", next_day,
        "LimitDailyBatchSubmissionsExceededException: the school's batches of today are used up"},
    known_fault{
        "NotAllowedCallerException", not_allowed,
        "NotAllowedCallerException: the certificate may not ask for this school"},
    known_fault{"InvalidHPgnException", bad_hash, "InvalidHPgnException: the hash is not accepted"},
    known_fault{"BlockedHPgnException", blocked_hash, "BlockedHPgnException: the number was replaced by another"},
    known_fault{"InvalidChainIdException", bad_settings, "InvalidChainIdException: see `chain` in the settings"},
    known_fault{"InvalidSectorIdException", bad_settings, "InvalidSectorIdException: see `sector` in the settings"}};

constexpr known_fault other{"", unknown, "a fault with another name"};

} // namespace

const known_fault& fault_named(std::string_view name) {
    const auto known = std::ranges::find_if(faults, [&](const known_fault& one) {
        const std::size_t before = name.size() - std::min(name.size(), one.name.size());
        return name.ends_with(one.name) &&
               (before == 0 || std::string_view(".:/#").find(name[before - 1]) != std::string_view::npos);
    });
    return known == faults.end() ? other : *known;
}

} // namespace schakel::eck_id
