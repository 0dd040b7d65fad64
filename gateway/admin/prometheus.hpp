// Writes the Prometheus text exposition format, version 0.0.4. Private to admin.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace schakel::admin {

class prometheus_text {
public:
    using labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    // The samples that follow belong to this metric. type: "counter", "gauge" or "histogram".
    prometheus_text& metric(std::string_view name, std::string_view type, std::string_view help);
    prometheus_text& sample(labels of, std::uint64_t value) { return line({}, of, std::to_string(value)); }
    prometheus_text& sample(labels of, double value);
    prometheus_text& sample(std::uint64_t value) { return sample({}, value); }
    // Of a histogram: "_bucket", "_sum", "_count".
    prometheus_text& part(std::string_view suffix, labels of, std::uint64_t value);
    prometheus_text& part(std::string_view suffix, labels of, double value);

    std::string finish() { return std::move(text_); }

    static std::string number(double value);

private:
    prometheus_text& line(std::string_view suffix, labels of, std::string_view value);

    std::string text_, name_;
};

} // namespace schakel::admin
