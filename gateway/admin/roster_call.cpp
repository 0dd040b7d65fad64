#include "gateway/admin/roster_call.hpp"

namespace schakel::admin {

using transport::http_response;

std::optional<http_response> no_rosters(const call& asked) {
    if (asked.with->rosters && asked.with->syncs) return std::nullopt;
    return problem_of(asked, 503, "unavailable", "this gateway keeps no rosters");
}

std::optional<http_response> no_school(const call& asked, std::string_view school) {
    if (auto refused = no_rosters(asked)) return refused;
    if (asked.with->in_force()->settings().find_school(school)) return std::nullopt;
    return problem_of(asked, 404, "no-such-school", "no school with this id is configured");
}

void write_version(json::writer& out, const roster::roster_version& of) {
    out.member("version", std::int64_t{of.number}).member("status", outbox::to_string(of.status));
    out.member("source", of.source).member("standard", of.notes.standard).member("way", of.notes.way);
    out.member("loaded_at", to_rfc3339_milliseconds(of.began));
    if (of.settled) out.member("settled_at", to_rfc3339_milliseconds(*of.settled));
    out.member_if_present("reason", of.reason);
    out.name("change").raw(roster::to_json(of.notes.change));
}

} // namespace schakel::admin
