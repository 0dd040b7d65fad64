#include "gateway/admin/prometheus.hpp"

#include <array>
#include <charconv>

namespace schakel::admin {

namespace {

void append_escaped(std::string& out, std::string_view text, bool in_quotes) {
    for (const char c : text) {
        if (c == '\\') {
            out += "\\\\";
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '"' && in_quotes) {
            out += "\\\"";
        } else {
            out += c;
        }
    }
}

} // namespace

prometheus_text& prometheus_text::metric(std::string_view name, std::string_view type, std::string_view help) {
    name_ = name;
    text_.append("# HELP ").append(name).append(" ");
    append_escaped(text_, help, false);
    text_.append("\n# TYPE ").append(name).append(" ").append(type).append("\n");
    return *this;
}

prometheus_text& prometheus_text::sample(labels of, double value) {
    return line({}, of, number(value));
}

prometheus_text& prometheus_text::part(std::string_view suffix, labels of, std::uint64_t value) {
    return line(suffix, of, std::to_string(value));
}

prometheus_text& prometheus_text::part(std::string_view suffix, labels of, double value) {
    return line(suffix, of, number(value));
}

std::string prometheus_text::number(double value) {
    std::array<char, 32> digits;
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} ? std::string(digits.data(), end) : "NaN";
}

prometheus_text& prometheus_text::line(std::string_view suffix, labels of, std::string_view value) {
    text_.append(name_).append(suffix);
    std::string_view before = "{";
    for (const auto& [label, content] : of) {
        text_.append(before).append(label).append("=\"");
        append_escaped(text_, content, true);
        text_ += '"';
        before = ",";
    }
    if (of.size() > 0) text_ += '}';
    text_.append(" ").append(value).append("\n");
    return *this;
}

} // namespace schakel::admin
