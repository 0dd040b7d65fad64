#include "gateway/admin/call_answers.hpp"

namespace schakel::admin {

using transport::http_response;

http_response problem_of(const call& asked, int status, std::string_view type, std::string_view detail) {
    return problem(asked.with->time, asked.request, status, type, detail);
}

later_problem problem_later(const call& asked) {
    transport::http_request head;
    head.headers = asked.request.headers;
    return [with = asked.with, head = std::move(head)](int status, std::string_view type, std::string_view detail) {
        return problem(with->time, head, status, type, detail);
    };
}

body_members::body_members(const call& asked) {
    if (asked.request.body.empty()) return;
    findings ignored;
    read_ = json::document::parse(asked.request.body, {}, ignored);
    if (!read_ || !read_->root().is(json::kind::object))
        refused = bad_value_problem(asked.with->time, asked.request, {"body", "a JSON object", {}});
}

std::string body_members::text(std::string_view name) const {
    return read_ ? std::string(read_->root().member(name).text()) : std::string();
}

bool body_members::flag(std::string_view name) const {
    return read_ && read_->root().member(name).boolean();
}

} // namespace schakel::admin
