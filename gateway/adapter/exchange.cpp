#include "gateway/adapter/exchange.hpp"

namespace schakel {

namespace {

bool same_name(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

} // namespace

void header_fields::set(std::string_view name, std::string value) {
    for (auto& [known, content] : list_) {
        if (!same_name(known, name)) continue;
        content = std::move(value);
        return;
    }
    list_.emplace_back(std::string(name), std::move(value));
}

std::string_view header_fields::find(std::string_view name) const {
    for (const auto& [known, content] : list_) {
        if (same_name(known, name)) return content;
    }
    return {};
}

bool header_fields::has(std::string_view name) const {
    return std::ranges::any_of(list_, [&](const auto& field) { return same_name(field.first, name); });
}

std::string_view exchange::query_value(std::string_view name) const {
    for (const auto& [key, value] : query) {
        if (key == name) return value;
    }
    return {};
}

} // namespace schakel
