#include "gateway/transport/write_response.hpp"

#include "gateway/transport/header_syntax.hpp"

namespace schakel::transport {

namespace {

void append_header(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

bool is_well_formed(const http_response& response) {
    return response.status >= 200 && response.status <= 599 && is_well_formed(response.headers);
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
        if (!is_framing_header(each.name) && !same_name(each.name, "Date")) append_header(out, each.name, each.value);
    }
    if (framing.gzip) append_header(out, "Content-Encoding", "gzip");
    if (framing.may_vary) append_header(out, "Vary", "Accept-Encoding");
    if (framing.chunked) append_header(out, "Transfer-Encoding", "chunked");
    if (may_have_body(response.status) && !framing.streamed)
        append_header(out, "Content-Length", std::to_string(response.whole_body().size()));
    if (!framing.keep_alive) {
        append_header(out, "Connection", "close");
    } else if (framing.say_keep_alive) {
        append_header(out, "Connection", "keep-alive");
    }
    out.append("\r\n");
}

} // namespace schakel::transport
