#include "gateway/admin/call_answers.hpp"

#include "gateway/core/nearest.hpp"

#include <algorithm>

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

body_members::body_members(const call& asked) : asked_(asked) {
    if (asked.request.body.empty()) return;
    findings ignored;
    read_ = json::document::parse(asked.request.body, {}, ignored);
    if (!read_ || !read_->root().is(json::kind::object)) refuse({"body", "a JSON object", {}});
}

void body_members::refuse(bad_value what) {
    if (!refused) refused = bad_value_problem(asked_.with->time, asked_.request, what);
}

std::string body_members::text(std::string_view name) const {
    return read_ ? std::string(read_->root().member(name).text()) : std::string();
}

bool body_members::flag(std::string_view name) const {
    return read_ && read_->root().member(name).boolean();
}

void body_members::allow_only(std::span<const std::string_view> known) {
    if (!read_ || refused) return;
    for (json::value one = read_->root().first_child(); one; one = one.next_sibling()) {
        if (std::ranges::find(known, one.name()) != known.end()) continue;
        std::string all;
        for (const std::string_view each : known) all.append(all.empty() ? "" : ", ").append(each);
        return refuse({std::string(one.name()), "one of " + all, std::string(nearest(one.name(), known))});
    }
}

std::vector<std::string> body_members::texts(std::string_view name) {
    std::vector<std::string> all;
    const json::value list = read_ && !refused ? read_->root().member(name) : json::value();
    if (list && !list.is(json::kind::array)) refuse({std::string(name), "a list of texts", {}});
    for (json::value one = list.first_child(); one && !refused; one = one.next_sibling()) {
        if (!one.is(json::kind::string)) refuse({std::string(name), "a list of texts", {}});
        all.emplace_back(one.text());
    }
    return all;
}

std::optional<std::size_t> body_members::number(std::string_view name, std::size_t least, std::size_t most) {
    const json::value given = read_ && !refused ? read_->root().member(name) : json::value();
    if (!given) return std::nullopt;
    const auto value = given.integer();
    if (value && *value >= 0 && std::size_t(*value) >= least && std::size_t(*value) <= most) return std::size_t(*value);
    refuse({std::string(name), "a whole number from " + std::to_string(least) + " to " + std::to_string(most), {}});
    return std::nullopt;
}

} // namespace schakel::admin
