#include "gateway/settings/read_retention.hpp"

#include "gateway/core/nearest.hpp"

#include <algorithm>

namespace schakel::settings {

namespace {

constexpr auto shortest = std::chrono::hours(24);

// A day at least: who asks why something did not arrive, asks the day after.
std::chrono::seconds read_term(section& in, std::string_view key, std::chrono::seconds otherwise) {
    const auto term = std::chrono::ceil<std::chrono::seconds>(in.duration(key, otherwise));
    if (term < shortest) in.complain("config.value", key, "is too short", "a day or more: \"1d\"");
    return term;
}

void read_terms(section& in, retention_terms& out) {
    out.keep = read_term(in, "keep", out.keep);
    out.keep_dead_letters = read_term(in, "keep_dead_letters", std::max(out.keep_dead_letters, out.keep));
    if (out.keep_dead_letters < out.keep)
        in.complain("config.value", "keep_dead_letters", "is shorter than keep", "as long as keep, or longer");
}

retention_rule read_rule(section in, const retention_terms& otherwise) {
    retention_rule out;
    static_cast<retention_terms&>(out) = otherwise;
    out.where = in.where();
    out.route = in.text("route");
    out.standard = in.text("standard");
    if (out.route.empty() && out.standard.empty())
        in.complain("config.missing", "route", "is missing", "a route, a standard, or both");
    read_terms(in, out);
    in.finish();
    return out;
}

std::string nearest_of(const std::string& name, const std::vector<std::string>& known) {
    const std::vector<std::string_view> views(known.begin(), known.end());
    return std::string(nearest(name, views));
}

} // namespace

void read_message_retention(section in, retention& out) {
    out.where = in.where();
    read_terms(in, out);
    for (section& one : in.tables("rule")) out.rules.push_back(read_rule(one, out));
    in.finish();
}

void check_retention(const settings& all, const known_standards& standards, std::vector<fault>& faults) {
    std::vector<std::string> routes, known;
    for (const route& each : all.routes) routes.push_back(each.name);
    for (const auto& [name, what] : standards) known.push_back(name);
    std::size_t index = 0;
    for (const retention_rule& each : all.retention.rules) {
        const std::string key = "retention.rule[" + std::to_string(index++) + "].";
        const auto check = [&](std::string_view what, const std::string& name, const std::vector<std::string>& among) {
            if (name.empty() || std::ranges::find(among, name) != among.end()) return;
            faults.push_back(
                {"config.reference", each.where, key + std::string(what), "\"" + name + "\" does not exist",
                 "a " + std::string(what) + " of this gateway", nearest_of(name, among), true}
            );
        };
        check("route", each.route, routes);
        check("standard", each.standard, known);
    }
}

} // namespace schakel::settings
