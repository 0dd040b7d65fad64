#include "gateway/admin/roster_call.hpp"

namespace schakel::admin {

using transport::http_response;

http_response roster_problem(const call& asked, int status, std::string_view type, std::string_view detail) {
    return problem(asked.with->time, asked.request, status, type, detail);
}

std::optional<http_response> no_rosters(const call& asked) {
    if (asked.with->rosters && asked.with->syncs) return std::nullopt;
    return roster_problem(asked, 503, "unavailable", "this gateway keeps no rosters");
}

std::optional<http_response> no_school(const call& asked, std::string_view school) {
    if (auto refused = no_rosters(asked)) return refused;
    if (asked.with->in_force()->settings().find_school(school)) return std::nullopt;
    return roster_problem(asked, 404, "no-such-school", "no school with this id is configured");
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

void write_version(json::writer& out, const roster::roster_version& of) {
    out.member("version", std::int64_t{of.number}).member("status", outbox::to_string(of.status));
    out.member("source", of.source).member("standard", of.notes.standard).member("way", of.notes.way);
    out.member("loaded_at", to_rfc3339_milliseconds(of.began));
    if (of.settled) out.member("settled_at", to_rfc3339_milliseconds(*of.settled));
    out.member_if_present("reason", of.reason);
    out.name("change").raw(roster::to_json(of.notes.change));
}

later_problem problem_later(const call& asked) {
    transport::http_request head;
    head.headers = asked.request.headers;
    return [with = asked.with, head = std::move(head)](int status, std::string_view type, std::string_view detail) {
        return problem(with->time, head, status, type, detail);
    };
}

} // namespace schakel::admin
