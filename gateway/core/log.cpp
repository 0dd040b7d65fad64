#include "gateway/core/log.hpp"

#include "gateway/core/id.hpp"

#include <charconv>
#include <cmath>
#include <string>

namespace schakel {

namespace {

constexpr std::size_t longest_text = 200;

std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

// The length of the well-formed UTF-8 sequence in front, or 0. Overlong forms and surrogates count as ill-formed.
std::size_t code_point_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::size_t length = sequence_length(byte(0));
    if (length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return 0;
    }
    const bool overlong = length > 2 && ((byte(0) == 0xE0 && byte(1) < 0xA0) || (byte(0) == 0xF0 && byte(1) < 0x90));
    const bool outside = length > 2 && ((byte(0) == 0xED && byte(1) > 0x9F) || (byte(0) == 0xF4 && byte(1) > 0x8F));
    return overlong || outside ? 0 : length;
}

void append_escaped_byte(std::string& line, char c) {
    if (c == '"' || c == '\\') {
        line += '\\';
        line += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
        char escape[8];
        std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
        line += escape;
    } else {
        line += c;
    }
}

void append_text(std::string& line, std::string_view text) {
    const std::size_t limit = line.size() + longest_text;
    line += '"';
    while (!text.empty()) {
        const std::size_t length = code_point_length(text);
        if (line.size() + length > limit) {
            line += "…";
            break;
        }
        if (length == 1) append_escaped_byte(line, text.front());
        if (length > 1) line += text.substr(0, length);
        if (length == 0) line += "\uFFFD";
        text.remove_prefix(length == 0 ? 1 : length);
    }
    line += '"';
}

void append_number(std::string& line, double number) {
    if (!std::isfinite(number)) {
        line += "null"; // JSON has no word for it
        return;
    }
    char digits[32];
    const auto written = std::to_chars(digits, digits + sizeof digits, number);
    line.append(digits, written.ptr);
}

void append_member(std::string& line, std::string_view name) {
    line += ",\"";
    line += name;
    line += "\":";
}

void append_field(std::string& line, const log_field& field) {
    append_member(line, field.name.text());
    if (const auto* text = std::get_if<std::string_view>(&field.value)) append_text(line, *text);
    if (const auto* whole = std::get_if<std::int64_t>(&field.value)) line += std::to_string(*whole);
    if (const auto* number = std::get_if<double>(&field.value)) append_number(line, *number);
}

} // namespace

void logger::log_event(log_level level, event_name event, std::initializer_list<log_field> fields) {
    if (level < this->level()) return;
    std::string line = "{\"time\":\"" + to_rfc3339_milliseconds(time_.now()) + '"';
    append_member(line, "level");
    append_text(line, to_string(level));
    append_member(line, "id");
    append_text(line, new_id(time_));
    append_member(line, "event");
    append_text(line, event.text());
    for (const log_field& field : fields) append_field(line, field);
    line += "}\n";
    const std::lock_guard lock(writing_);
    std::fwrite(line.data(), 1, line.size(), out_);
    std::fflush(out_);
}

std::string_view to_string(log_level level) {
    switch (level) {
    case log_level::debug: return "debug";
    case log_level::info: return "info";
    case log_level::warning: return "warning";
    case log_level::error: return "error";
    }
    return "";
}

std::optional<log_level> parse_log_level(std::string_view name) {
    for (const log_level level : {log_level::debug, log_level::info, log_level::warning, log_level::error}) {
        if (name == to_string(level)) return level;
    }
    return std::nullopt;
}

} // namespace schakel
