#include "gateway/pipeline/sync_schedule.hpp"

#include <algorithm>
#include <array>

namespace schakel::pipeline {

namespace {

constexpr std::array retries{
    std::chrono::seconds(60), std::chrono::seconds(300), std::chrono::seconds(900), std::chrono::seconds(3600)};
constexpr auto longest_wish = std::chrono::hours(12);
constexpr auto clock_slip = std::chrono::minutes(1); // the clock was set back further than this

// The first fetch of its day's row that does not lie before `earliest`.
instant in_daily_row(std::chrono::minutes at, std::chrono::milliseconds every, instant earliest) {
    for (auto day = std::chrono::sys_days(date_in_amsterdam(earliest));; day += std::chrono::days(1)) {
        const instant midnight = start_of_day_in_amsterdam(day + std::chrono::days(1));
        for (instant slot = start_of_day_in_amsterdam(day) + at; slot < midnight; slot += every)
            if (slot >= earliest) return slot;
    }
}

} // namespace

instant next_fetch(
    std::chrono::milliseconds every, std::optional<std::chrono::minutes> at, std::optional<instant> last, instant now
) {
    if (!last || *last > now + clock_slip) return now;
    every = std::max(every, std::chrono::milliseconds(1000));
    if (!at) return *last + every;
    const auto days_between = std::max<std::chrono::milliseconds>(every - std::chrono::hours(24), 0ms);
    return in_daily_row(*at, every, *last + days_between + 1min);
}

instant next_fetch(const settings::roster_source& from, std::optional<instant> last, instant now) {
    return next_fetch(from.every, from.at, last, now);
}

std::optional<std::chrono::seconds> retry_delay(unsigned attempts, std::optional<std::chrono::seconds> asked_for) {
    if (attempts == 0 || attempts > retries.size()) return std::nullopt;
    const auto wish = std::min<std::chrono::seconds>(asked_for.value_or(std::chrono::seconds(0)), longest_wish);
    return std::max(retries[attempts - 1], wish);
}

} // namespace schakel::pipeline
