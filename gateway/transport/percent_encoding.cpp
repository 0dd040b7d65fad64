#include "gateway/transport/http_message.hpp"

namespace schakel::transport {

namespace {

int hexadecimal(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool unreserved(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

std::optional<std::string> decode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::size_t end = i; // what stands for itself goes in one piece
        while (end < text.size() && text[end] != '%' && !(plus_is_space && text[end] == '+')) ++end;
        out.append(text.substr(i, end - i));
        if (end == text.size()) break;
        i = end;
        if (text[i] == '%') {
            if (text.size() - i < 3) return std::nullopt;
            const int high = hexadecimal(text[i + 1]);
            const int low = hexadecimal(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += ' ';
        }
    }
    return out;
}

} // namespace

std::optional<std::string> percent_decode(std::string_view text) {
    return decode(text, false);
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (unreserved(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

std::optional<std::vector<parameter>> parse_form(std::string_view text) {
    std::vector<parameter> out;
    while (!text.empty()) {
        const auto pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(text.size(), pair.size() + 1));
        if (pair.empty()) continue;
        const auto equals = pair.find('=');
        auto name = decode(pair.substr(0, equals), true);
        auto value = decode(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1), true);
        if (!name || !value) return std::nullopt;
        out.push_back({std::move(*name), std::move(*value)});
    }
    return out;
}

std::string write_form(const std::vector<parameter>& parameters) {
    std::string out;
    for (const auto& each : parameters) {
        if (!out.empty()) out += '&';
        out += percent_encode(each.name);
        out += '=';
        out += percent_encode(each.value);
    }
    return out;
}

std::vector<parameter> query_parameters(const http_request& request) {
    return parse_form(request.query).value_or(std::vector<parameter>());
}

std::optional<std::string> query_parameter(const http_request& request, std::string_view name) {
    for (auto& each : query_parameters(request)) {
        if (each.name == name) return std::move(each.value);
    }
    return std::nullopt;
}

std::vector<std::string> path_segments(const http_request& request) {
    std::vector<std::string> out;
    std::string_view path = request.target;
    path = path.substr(0, path.find('?'));
    while (!path.empty() && path.front() == '/') {
        path.remove_prefix(1);
        const auto segment = path.substr(0, path.find('/'));
        path.remove_prefix(segment.size());
        out.push_back(percent_decode(segment).value_or(std::string()));
    }
    return out;
}

} // namespace schakel::transport
