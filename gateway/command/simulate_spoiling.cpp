#include "gateway/command/simulate_spoiling.hpp"

#include "gateway/core/byte_source.hpp"

#include <algorithm>

namespace schakel::command {

namespace {

using transport::http_response;

// "/users/{}" fits "/users/a".
bool fits(std::string_view pattern, std::string_view path) {
    while (!pattern.empty() && !path.empty()) {
        const std::size_t pattern_end = std::min(pattern.find('/', 1), pattern.size());
        const std::size_t path_end = std::min(path.find('/', 1), path.size());
        const std::string_view wanted = pattern.substr(0, pattern_end);
        const std::string_view given = path.substr(0, path_end);
        if (wanted == "/{}" ? given.size() < 2 : wanted != given) return false;
        pattern.remove_prefix(pattern_end);
        path.remove_prefix(path_end);
    }
    return pattern.empty() && path.empty();
}

void leave_out(exchange& asked, std::string_view name) {
    std::erase_if(asked.query, [&](const auto& one) { return transport::same_name(one.first, name); });
}

void cap_limit(exchange& asked) {
    leave_out(asked, "limit");
    asked.query.emplace_back("limit", "50");
}

void replace_first(std::string& text, std::string_view what, std::string_view by) {
    if (const std::size_t at = text.find(what); at != std::string::npos) text.replace(at, what.size(), by);
}

} // namespace

bool is_query(const adapter& by, const exchange& asked) {
    return std::ranges::any_of(by.info().endpoints, [&](const endpoint& one) {
        return one.use == endpoint::purpose::query && one.method == asked.method && fits(one.path, asked.path);
    });
}

void spoil_question(exchange& asked, const misbehaviour_set& misbehaves) {
    if (misbehaves.contains(misbehaviour::ignore_filter)) leave_out(asked, "filter");
    if (misbehaves.contains(misbehaviour::ignore_offset)) leave_out(asked, "offset");
    if (misbehaves.contains(misbehaviour::capped_limit)) cap_limit(asked);
}

void spoil_headers(http_response& answer, const misbehaviour_set& misbehaves, std::size_t question) {
    if (misbehaves.contains(misbehaviour::content_type)) answer.headers.set("Content-Type", "text/html");
    const std::string total(answer.headers.get("X-Total-Count"));
    if (misbehaves.contains(misbehaviour::no_total)) answer.headers.remove("X-Total-Count");
    if (misbehaves.contains(misbehaviour::changing_total) && !total.empty())
        answer.headers.set("X-Total-Count", std::to_string(std::stoul(total) + question));
    if (misbehaves.contains(misbehaviour::no_link)) answer.headers.remove("Link");
    if (misbehaves.contains(misbehaviour::foreign_link) && answer.headers.find("Link")) {
        std::string links = answer.headers.joined("Link");
        for (std::size_t at = 0; (at = links.find("://", at)) != std::string::npos; at += 3)
            links.replace(at + 3, links.find('/', at + 3) - at - 3, "elsewhere.example");
        answer.headers.set("Link", links);
    }
}

void spoil_body(http_response& answer, const misbehaviour_set& misbehaves, bool third) {
    const bool cut = third && misbehaves.contains(misbehaviour::truncated);
    const bool invalid = misbehaves.contains(misbehaviour::invalid);
    const bool failure = misbehaves.contains(misbehaviour::failure_in_success);
    if (!cut && !invalid && !failure) return;
    while (answer.stream && answer.stream->next(answer.body)) {
    }
    answer.stream.reset();
    if (invalid) {
        replace_first(answer.body, "\"status\":\"active\"", "\"status\":\"actief\"");
        replace_first(answer.body, "<geslacht>", "<geslacht>x");
        replace_first(answer.body, "geslacht>1<", "geslacht>m<");
    }
    if (failure)
        answer.body = R"({"imsx_codeMajor":"failure","imsx_severity":"error","imsx_description":"told to fail"})";
    if (cut) answer.body.resize(answer.body.size() / 2);
}

std::optional<http_response> answer_instead(const misbehaviour_set& misbehaves, bool third) {
    const std::string page = "<!DOCTYPE html><html><body><h1>Even geduld</h1></body></html>";
    if (misbehaves.contains(misbehaviour::unauthorised))
        return http_response{401, {{"Content-Type", "text/html"}}, page, {}};
    if (misbehaves.contains(misbehaviour::unavailable))
        return http_response{503, {{"Content-Type", "text/html"}}, page, {}};
    if (misbehaves.contains(misbehaviour::html_page))
        return http_response{200, {{"Content-Type", "text/html"}}, page, {}};
    if (!third) return std::nullopt;
    if (misbehaves.contains(misbehaviour::too_many_requests)) return http_response{429, {{"Retry-After", "1"}}, {}, {}};
    if (misbehaves.contains(misbehaviour::html_error))
        return http_response{502, {{"Content-Type", "text/html"}}, page, {}};
    return std::nullopt;
}

} // namespace schakel::command
