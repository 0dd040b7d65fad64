// The log: one JSON object per line, for machines first.
//
//   {"time":"2026-11-21T09:30:00.125Z","level":"warning","id":"0193…","event":"delivery.retry","route":"scores-to-lms","attempt":4}
//
// `event` is a fixed name from the source, `id` tells this one line apart. What a line may say is an allow-list: a
// field whose name is not in allowed_log_fields does not compile, and no field holds a body, a name or an identifier of
// a person.
#pragma once

#include "gateway/core/clock.hpp"

#include <array>
#include <atomic>
#include <concepts>
#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <mutex>
#include <optional>
#include <string_view>
#include <variant>

namespace schakel {

enum class log_level { debug, info, warning, error };

std::string_view to_string(log_level level);
std::optional<log_level> parse_log_level(std::string_view name);

// In alphabetical order. A new entry is a privacy decision: it must not hold what a person wrote, or is known by.
inline constexpr std::array<std::string_view, 42> allowed_log_fields{
    "adapter",  "address",  "attempt",  "audit",    "bytes",        "cause",   "client",  "code",   "column",
    "count",    "delivery", "depth",    "exchange", "file",         "finding", "free",    "key",    "layer",
    "limit",    "line",     "listener", "method",   "milliseconds", "of",      "outcome", "peer",   "port",
    "profile",  "reason",   "route",    "rule",     "school",       "seconds", "setting", "signal", "stage",
    "standard", "status",   "system",   "trace",    "verdict",      "version",
};

constexpr bool is_allowed_log_field(std::string_view name) {
    for (const std::string_view allowed : allowed_log_fields) {
        if (allowed == name) return true;
    }
    return false;
}

// The name of an event: lower-case words joined by dots ("delivery.retry"); checked when compiling.
class event_name {
public:
    consteval event_name(const char* name) : text_(name) {
        if (text_.empty() || text_.front() == '.' || text_.back() == '.') throw "an event name is words joined by dots";
        for (const char c : text_) {
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '.' && c != '_') {
                throw "an event name holds lower-case letters, digits, dots and underscores";
            }
        }
    }
    constexpr std::string_view text() const { return text_; }

private:
    std::string_view text_;
};

class field_name {
public:
    consteval field_name(const char* name) : text_(name) {
        if (!is_allowed_log_field(text_)) throw "this field is not in allowed_log_fields";
    }
    constexpr std::string_view text() const { return text_; }

private:
    std::string_view text_;
};

using log_value = std::variant<std::string_view, std::int64_t, double>;

struct log_field {
    template <std::convertible_to<std::string_view> Text>
    log_field(field_name n, const Text& text) : name(n), value(std::string_view(text)) {}
    template <std::integral Number>
        requires(!std::same_as<Number, bool>)
    log_field(field_name n, Number number) : name(n), value(static_cast<std::int64_t>(number)) {}
    log_field(field_name n, double number) : name(n), value(number) {}

    field_name name;
    log_value value;
};

// Writes whole lines, also with many threads; passed by reference to whoever logs. Texts are cut after 200 bytes.
class logger {
public:
    // `out` stays the caller's and must outlive the logger; every line is flushed.
    logger(std::FILE* out, const clock& time, log_level least = log_level::info)
        : out_(out), time_(time), least_(least) {}

    void log_event(log_level level, event_name event, std::initializer_list<log_field> fields = {});

    // May be called at any moment from any thread.
    void set_level(log_level least) { least_.store(least, std::memory_order_relaxed); }
    log_level level() const { return least_.load(std::memory_order_relaxed); }

private:
    std::FILE* out_;
    const clock& time_;
    std::atomic<log_level> least_;
    std::mutex writing_;
};

} // namespace schakel
