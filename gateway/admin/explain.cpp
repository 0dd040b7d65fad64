// Which route wins for given facts, and why the others do not.
#include "gateway/admin/call.hpp"

#include "gateway/admin/problem.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/core/nearest.hpp"
#include "gateway/validation/report_json.hpp"

#include <algorithm>
#include <array>

namespace schakel::admin {

namespace {

constexpr std::array<std::string_view, 8> fact_names{"school",   "sender",  "family", "kind",
                                                     "standard", "subject", "level",  "at"};

std::string& fact(routing::facts& of, std::string_view name) {
    if (name == "school") return of.school;
    if (name == "sender") return of.sender;
    if (name == "family") return of.family;
    if (name == "kind") return of.kind;
    if (name == "standard") return of.standard;
    return name == "subject" ? of.subject : of.level;
}

result<routing::facts, bad_value> read_facts(json::value from, instant now) {
    if (!from.is(json::kind::object)) return bad_value{"body", "a JSON object with facts of a message", {}};
    routing::facts out;
    out.at = now;
    for (json::value one = from.first_child(); one; one = one.next_sibling()) {
        const std::string name(one.name());
        if (std::ranges::find(fact_names, name) == fact_names.end()) {
            std::string known;
            for (const std::string_view each : fact_names) known.append(known.empty() ? "" : ", ").append(each);
            return bad_value{name, "one of " + known, std::string(nearest(name, fact_names))};
        }
        if (!one.is(json::kind::string)) return bad_value{name, "a text", {}};
        if (name != "at") {
            fact(out, name) = one.text();
            continue;
        }
        const auto at = parse_rfc3339(one.text());
        if (!at) return bad_value{name, "a date-time with zone (2026-11-21T09:30:00+01:00)", {}};
        out.at = *at;
    }
    return out;
}

std::string_view to_string(routing::verdict::kind what) {
    switch (what) {
    case routing::verdict::kind::won: return "won";
    case routing::verdict::kind::shadowed: return "shadowed";
    case routing::verdict::kind::not_matched: return "not-matched";
    }
    return {};
}

std::string explanation_json(const std::vector<routing::verdict>& verdicts) {
    json::writer out;
    out.begin_object().name("routes").begin_array();
    for (const routing::verdict& one : verdicts) {
        out.begin_object().member("verdict", to_string(one.what)).member("route", one.route->name);
        out.member("priority", one.route->priority).member_if_present("failed_on", one.failed_on);
        out.name("to").begin_array();
        for (const std::string& system : one.route->to) out.text(system);
        out.end_array().end_object();
    }
    out.end_array().end_object();
    return out.finish();
}

} // namespace

void explain_routes(const call& asked, transport::responder respond) {
    const admin_services& with = *asked.with;
    findings found;
    const auto body = json::document::parse(asked.request.body, {}, found);
    if (!body) {
        json::locate(asked.request.body, found);
        return respond(problem(with.time, asked.request, 400, "bad-json", "the body is not JSON", [&](auto& out) {
            validation::write_findings(out, found);
        }));
    }
    const auto facts = read_facts(body->root(), with.time.now());
    if (!facts) return respond(bad_value_problem(with.time, asked.request, facts.error()));
    const auto in_force = with.in_force(); // the verdicts point into it
    respond(json_answer(200, explanation_json(in_force->router().explain(*facts))));
}

} // namespace schakel::admin
