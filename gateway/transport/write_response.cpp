#include "gateway/transport/write_response.hpp"

#include <algorithm>

namespace schakel::transport {

namespace {

bool is_token_character(char c) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           marks.find(c) != std::string_view::npos;
}

bool is_well_formed_header(const http_header& header) {
    const auto breaks_line = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
    return !header.name.empty() && std::all_of(header.name.begin(), header.name.end(), is_token_character) &&
           std::none_of(header.value.begin(), header.value.end(), breaks_line);
}

bool is_ours(std::string_view name) {
    return same_name(name, "Content-Length") || same_name(name, "Transfer-Encoding") || same_name(name, "Connection") ||
           same_name(name, "Date");
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

bool is_well_formed(const http_response& response) {
    return response.status >= 200 && response.status <= 599 &&
           std::all_of(response.headers.begin(), response.headers.end(), is_well_formed_header);
}

bool may_have_body(int status) {
    return status != 204 && status != 304;
}

void append_head(
    std::string& out, const http_response& response, const response_framing& framing, const std::string& date
) {
    out.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    out.append(reason_phrase(response.status)).append("\r\n");
    append_header(out, "Date", date);
    for (const auto& each : response.headers) {
        if (!is_ours(each.name)) append_header(out, each.name, each.value);
    }
    if (may_have_body(response.status)) append_header(out, "Content-Length", std::to_string(response.body.size()));
    if (!framing.keep_alive) {
        append_header(out, "Connection", "close");
    } else if (framing.say_keep_alive) {
        append_header(out, "Connection", "keep-alive");
    }
    out.append("\r\n");
}

} // namespace schakel::transport
