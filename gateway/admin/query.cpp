#include "gateway/admin/query.hpp"

#include "gateway/core/id.hpp"
#include "gateway/core/nearest.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace schakel::admin {

namespace {

constexpr std::array states{outbox::state::accepted,      outbox::state::waiting, outbox::state::delivered,
                            outbox::state::already_there, outbox::state::held,    outbox::state::rejected,
                            outbox::state::quarantined,   outbox::state::expired};

std::vector<std::string_view> state_names() {
    std::vector<std::string_view> names;
    for (const outbox::state one : states) names.push_back(outbox::to_string(one));
    return names;
}

std::string list_of(std::span<const std::string_view> names) {
    std::string list;
    for (const std::string_view one : names) list.append(list.empty() ? "" : ", ").append(one);
    return list;
}

std::optional<std::uint32_t> whole_number(std::string_view text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<std::chrono::seconds> length_of(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const auto count = whole_number(text.substr(0, text.size() - 1));
    if (!count) return std::nullopt;
    switch (text.back()) {
    case 's': return std::chrono::seconds(*count);
    case 'm': return std::chrono::minutes(*count);
    case 'h': return std::chrono::hours(*count);
    case 'd': return std::chrono::days(*count);
    default: return std::nullopt;
    }
}

} // namespace

std::optional<instant> parse_moment_ahead(std::string_view text, instant now) {
    if (const auto ahead = length_of(text)) return now + *ahead;
    if (const auto at = parse_rfc3339(text)) return at;
    if (const auto day = parse_date(text)) return start_of_day_in_amsterdam(*day);
    return std::nullopt;
}

query::query(const transport::http_request& request, std::span<const std::string_view> known) {
    auto read = transport::parse_form(request.query);
    if (!read) {
        complain("query", "percent escapes of two hexadecimal digits");
        return;
    }
    given_ = std::move(*read);
    for (std::size_t i = 0; i < given_.size() && !fault_; ++i) {
        const std::string& name = given_[i].name;
        if (std::ranges::find(known, name) == known.end()) {
            complain(name, known.empty() ? "no parameters" : "one of " + list_of(known), nearest(name, known));
        } else if (std::ranges::count(given_, name, &transport::parameter::name) > 1) {
            complain(name, "one value");
        }
    }
}

std::string query::text(std::string_view name) const {
    const auto found = std::ranges::find(given_, name, &transport::parameter::name);
    return found == given_.end() ? std::string() : found->value;
}

bool query::flag(std::string_view name) {
    const std::string value = text(name);
    if (!value.empty() && value != "true" && value != "false") complain(name, "true or false");
    return value == "true";
}

std::size_t query::number(std::string_view name, std::size_t otherwise, std::size_t least, std::size_t most) {
    const std::string value = text(name);
    if (value.empty()) return otherwise;
    const auto read = whole_number(value);
    if (!read || *read < least || *read > most) {
        complain(name, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        return otherwise;
    }
    return *read;
}

std::optional<outbox::state> query::status(std::string_view name) {
    const std::string value = text(name);
    if (value.empty()) return std::nullopt;
    const auto read = outbox::parse_state(value);
    const auto names = state_names();
    if (!read) complain(name, "one of " + list_of(names), nearest(value, names));
    return read;
}

std::string query::id(std::string_view name) {
    std::string value = text(name);
    if (!value.empty() && !is_uuid(value)) complain(name, "the id of a message");
    return value;
}

std::optional<std::chrono::year_month_day> query::day(std::string_view name) {
    const std::string value = text(name);
    if (value.empty()) return std::nullopt;
    const auto read = parse_date(value);
    if (!read) complain(name, "a day, YYYY-MM-DD");
    return read;
}

std::optional<instant> query::moment(std::string_view name, instant now) {
    const std::string value = text(name);
    if (value.empty()) return std::nullopt;
    if (const auto past = length_of(value)) return now - *past;
    if (const auto at = parse_rfc3339(value)) return at;
    if (const auto day = parse_date(value)) return start_of_day_in_amsterdam(*day);
    complain(name, "a date-time with zone (2026-11-21T09:30:00+01:00), a day (2026-11-21) or a time ago (30m, 2h, 7d)");
    return std::nullopt;
}

void query::complain(std::string_view name, std::string expected, std::string_view nearest) {
    if (!fault_) fault_ = bad_value{std::string(name), std::move(expected), std::string(nearest)};
}

} // namespace schakel::admin
