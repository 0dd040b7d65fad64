#include "gateway/transport/header_syntax.hpp"

#include <algorithm>

namespace schakel::transport {

namespace {

bool is_token_character(char c) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           marks.find(c) != std::string_view::npos;
}

bool breaks_line(std::string_view text) {
    const auto has = [text](char c) { return text.find(c) != std::string_view::npos; };
    return has('\r') || has('\n') || has('\0');
}

} // namespace

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

bool is_well_formed(const http_headers& headers) {
    return std::all_of(headers.begin(), headers.end(), [](const http_header& each) {
        return is_token(each.name) && !breaks_line(each.value);
    });
}

bool is_framing_header(std::string_view name) {
    return same_name(name, "Content-Length") || same_name(name, "Transfer-Encoding") || same_name(name, "Connection");
}

} // namespace schakel::transport
