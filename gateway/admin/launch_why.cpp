// May this person open this product, and if not, why; and the launches that are kept.
#include "gateway/admin/launch_call.hpp"

#include "gateway/admin/query.hpp"
#include "gateway/pipeline/access_why.hpp"

namespace schakel::admin {

namespace {

using pipeline::both_languages;
using pipeline::why_hop;

void write_both(json::writer& out, std::string_view name, const both_languages& texts) {
    if (texts.nl.empty()) return;
    out.name(name).begin_object().member("nl", texts.nl).member("en", texts.en).end_object();
}

void write_hop(json::writer& out, const why_hop& one) {
    out.begin_object().member("hop", one.name).member("verdict", pipeline::to_string(one.what));
    out.member("code", one.code);
    write_both(out, "found", one.found);
    write_both(out, "next", one.next);
    out.end_object();
}

void write_attempt(json::writer& out, const launch::attempt& one) {
    out.begin_object().member("trace", one.trace).member("began_at", to_rfc3339_milliseconds(one.began));
    out.member("changed_at", to_rfc3339_milliseconds(one.changed)).member_if_present("kind", one.kind);
    out.member_if_present("school", one.school).member_if_present("product", one.product);
    out.member_if_present("source", one.source).member_if_present("target", one.target);
    out.member("reached", launch::to_string(one.reached)).member_if_present("outcome", one.outcome);
    out.member_if_present("reason", one.reason).member_if_present("released", one.released).end_object();
}

std::string why_json(const pipeline::why_question& asked, const pipeline::why_answer& told) {
    json::writer out;
    out.begin_object().member("product", asked.product).member_if_present("school", told.school);
    const why_hop* failed = told.first_failed();
    out.member("verdict", failed ? "failed" : "good");
    if (failed) out.member("first_failed", failed->name);
    out.name("hops").begin_array();
    for (const why_hop& one : told.hops) write_hop(out, one);
    out.end_array().name("attempts").begin_array();
    for (const launch::attempt& one : told.attempts) write_attempt(out, one);
    return out.end_array().end_object().finish();
}

} // namespace

// The pseudonym is not repeated in the answer, and the audit log does not have it.
void explain_access(const call& asked, transport::responder respond) {
    const query given(asked.request, asked.entry.parameters);
    const pipeline::why_question question{given.text("person"), given.text("product"), given.text("school")};
    const auto bad = [&](std::string parameter, std::string expected) {
        return respond(
            bad_value_problem(asked.with->time, asked.request, {std::move(parameter), std::move(expected), {}})
        );
    };
    if (question.person.empty()) return bad("person", "a pseudonym: the ECK iD, or what the publisher or source uses");
    if (question.product.empty()) return bad("product", "the code of a product");
    if (!question.school.empty() && !asked.with->in_force()->settings().find_school(question.school))
        return respond(problem_of(asked, 404, "no-such-school", "no school with this id is configured"));
    answer_from_launches(
        asked, std::move(respond),
        [question, all = asked.with](const launch_plane& with, const later_problem&) {
            const auto configured = all->in_force();
            const auto told = pipeline::access_why(
                question, {.in_force = *configured,
                           .launches = with.store->rows,
                           .messages = all->store,
                           .roster = [&](std::string_view school
                                     ) { return all->rosters ? all->rosters->current(school) : nullptr; },
                           .entitlements = *with.entitlements,
                           .time = all->time}
            );
            audit_launches(*all, "access.asked", question.product, "school=" + told.school);
            return json_answer(200, why_json(question, told));
        }
    );
}

void list_launch_attempts(const call& asked, transport::responder respond) {
    query given(asked.request, asked.entry.parameters);
    outbox::attempt_filter which;
    which.school = given.text("school");
    which.product = given.text("product");
    which.source = given.text("source");
    which.target = given.text("target");
    which.outcome = given.text("outcome");
    which.trace = given.text("trace");
    which.after = given.text("after");
    which.since = given.moment("since", asked.with->time.now());
    which.limit = given.number("limit", 50, 1, 1000);
    if (given.fault()) return respond(bad_value_problem(asked.with->time, asked.request, *given.fault()));
    answer_from_launches(asked, std::move(respond), [which](const launch_plane& with, const later_problem&) {
        const auto found = with.store->rows.attempts(which);
        json::writer out;
        out.begin_object().name("attempts").begin_array();
        for (const outbox::launch_attempt& one : found) write_attempt(out, launch::from_row(one));
        out.end_array();
        if (found.size() == which.limit) out.member("next", found.back().trace);
        return json_answer(200, out.end_object().finish());
    });
}

} // namespace schakel::admin
