// Reads the values of a call's query, and remembers the first that is not as it should be. Private to admin.
#pragma once

#include "gateway/admin/problem.hpp"
#include "gateway/outbox/store.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::admin {

// A moment to come: a date-time with zone, a day in Europe/Amsterdam, or after a time: "30m", "2h", "7d".
std::optional<instant> parse_moment_ahead(std::string_view text, instant now);
inline constexpr std::string_view moment_ahead_form =
    "a moment to come: a date-time with zone (2026-09-01T08:00:00+02:00), a day (2026-09-01) or a time (30m, 2h, 7d)";

class query {
public:
    // Every name must be one of `known`, and stand there once.
    query(const transport::http_request& request, std::span<const std::string_view> known);

    std::string text(std::string_view name) const; // empty when absent
    bool flag(std::string_view name);              // "true" or "false"
    std::size_t number(std::string_view name, std::size_t otherwise, std::size_t least, std::size_t most);
    std::optional<outbox::state> status(std::string_view name);
    std::string id(std::string_view name);
    std::optional<std::chrono::year_month_day> day(std::string_view name); // "2026-11-22"
    // A date-time with zone, a day in Europe/Amsterdam, or a time ago: "30m", "2h", "7d".
    std::optional<instant> moment(std::string_view name, instant now);

    const std::optional<bad_value>& fault() const { return fault_; }

private:
    void complain(std::string_view name, std::string expected, std::string_view nearest = {});

    std::vector<transport::parameter> given_;
    std::optional<bad_value> fault_;
};

} // namespace schakel::admin
