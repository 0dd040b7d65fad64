#include "gateway/transport/head_scanner.hpp"

#include <algorithm>

namespace schakel::transport {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool can_begin_a_method(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

} // namespace

void head_scanner::reset() {
    line_start_ = searched_ = lines_ = 0;
    problem_.reset();
}

bool head_scanner::scan(std::string_view bytes) {
    if (!bytes.empty() && !can_begin_a_method(bytes.front())) refuse(refusal::bad_request_line, 400);
    while (!problem_) {
        const auto feed = bytes.find('\n', searched_);
        if (std::min(feed, bytes.size()) >= limits_.header_bytes) {
            refuse(refusal::head_too_large, 431);
            break;
        }
        if (feed == std::string_view::npos) {
            searched_ = bytes.size();
            return false;
        }
        const auto line = bytes.substr(line_start_, feed - line_start_);
        line_start_ = searched_ = feed + 1;
        if (end_of_line(line)) return !problem_;
    }
    return false;
}

// True for the empty line that ends the head.
bool head_scanner::end_of_line(std::string_view line) {
    if (line.empty() || line.back() != '\r') {
        refuse(lines_ == 0 ? refusal::bad_request_line : refusal::bad_header, 400);
        return false;
    }
    line.remove_suffix(1);
    if (lines_++ == 0) {
        check_request_line(line);
        return false;
    }
    if (line.empty()) return true;
    if (line.front() == ' ' || line.front() == '\t') refuse(refusal::bad_header, 400);
    if (lines_ > limits_.header_count + 1) refuse(refusal::head_too_large, 431);
    return false;
}

void head_scanner::check_request_line(std::string_view line) {
    const auto space = line.rfind(' ');
    const auto version = space == std::string_view::npos ? line : line.substr(space + 1);
    if (version == "HTTP/1.1" || version == "HTTP/1.0") return;
    const bool other_http = version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) &&
                            version[6] == '.' && is_digit(version[7]);
    refuse(refusal::bad_version, other_http ? 505 : 400);
}

} // namespace schakel::transport
