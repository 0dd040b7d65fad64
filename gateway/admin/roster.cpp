// The roster of a school: what is in it, in counts; who is in it, audited; what its versions changed; and its pause.
#include "gateway/admin/roster_call.hpp"

#include "gateway/admin/query.hpp"

#include <limits>

namespace schakel::admin {

namespace {

using namespace model::roster;
using view_pointer = std::shared_ptr<const roster_view>;

constexpr std::size_t versions_shown = 20;

view_pointer view_of(const call& asked, const std::optional<instant>& moment) {
    const roster::roster_store& rosters = *asked.with->rosters;
    return moment ? rosters.as_of(asked.id, *moment) : rosters.current(asked.id);
}

std::string view_json(const call& asked, const roster_view& view) {
    const roster::roster_store& rosters = *asked.with->rosters;
    const instant now = asked.with->time.now();
    json::writer out;
    out.begin_object().member("school", asked.id).member("version", view.version());
    out.member("changed_at", to_rfc3339_milliseconds(view.changed_at()));
    out.member("age_seconds", std::chrono::duration_cast<std::chrono::seconds>(now - view.changed_at()).count());
    out.member_if_present("school_year", view.head().school_year);
    out.name("counts").begin_object();
    for (const record_kind which : record_kinds) out.member(to_string(which), view.count(which));
    out.end_object();
    if (const auto last = rosters.current_version(asked.id)) {
        out.name("current").begin_object();
        write_version(out, *last);
        out.end_object();
    }
    if (const auto held = rosters.staged(asked.id)) {
        out.name("staged").begin_object();
        write_version(out, *held);
        out.end_object();
    }
    if (const auto until = rosters.paused_until(asked.id, now)) out.member("paused_until", to_rfc3339(*until));
    out.end_object();
    return out.finish();
}

void write_person(json::writer& out, const person& one) {
    out.begin_object().member("id", one.id).member("kind", to_string(one.kind));
    out.member_if_present("family_name", one.family_name).member_if_present("family_prefix", one.family_prefix);
    out.member_if_present("given_names", one.given_names).member_if_present("preferred_name", one.preferred_name);
    out.name("ids").begin_array();
    for (const model::identifier& id : one.ids) {
        out.begin_object().member("scheme", id.scheme).member("value", id.value);
        out.member_if_present("authority", id.authority).end_object();
    }
    out.end_array().end_object();
}

std::string persons_json(const roster_view& view, const roster_range& range) {
    std::vector<person> persons;
    view.page(range, persons);
    json::writer out;
    out.begin_object().name("persons").begin_array();
    for (const person& one : persons) write_person(out, one);
    out.end_array();
    if (persons.size() == range.limit) out.member("next", persons.back().id);
    out.end_object();
    return out.finish();
}

std::string_view to_string(roster::record_change::what how) {
    switch (how) {
    case roster::record_change::what::added: return "added";
    case roster::record_change::what::changed: return "changed";
    case roster::record_change::what::ended: break;
    }
    return "ended";
}

void write_records(json::writer& out, const std::vector<roster::record_change>& changes) {
    out.name("records").begin_array();
    for (const roster::record_change& one : changes) {
        out.begin_object().member("kind", to_string(one.kind)).member("id", one.id);
        out.member("change", to_string(one.how)).end_object();
    }
    out.end_array();
}

// The published version before that one, 0 for none.
roster::version_number before(const roster::roster_store& rosters, std::string_view school, roster::version_number of) {
    for (roster::version_number last = of;;) {
        const auto some = rosters.versions(school, versions_shown, last);
        for (const roster::roster_version& one : some)
            if (one.status == outbox::roster_version::state::published) return one.number;
        if (some.size() < versions_shown) return 0;
        last = some.back().number;
    }
}

// Given out only after the audit entry about it is stored.
void audited(const call& asked, std::string_view action, std::string body, transport::responder respond) {
    auto answer = std::make_shared<transport::responder>(std::move(respond));
    asked.with->store.write_audit(
        {asked.with->time.now(), "operator", std::string(action), asked.id, {}},
        [answer, body = std::move(body), refuse = problem_later(asked)](bool stored) {
            (*answer)(
                stored ? json_answer(200, body) : refuse(503, "unavailable", "the audit entry could not be stored")
            );
        }
    );
}

} // namespace

void show_roster(const call& asked, transport::responder respond) {
    query given(asked.request, asked.entry.parameters);
    const auto moment = given.moment("as_of", asked.with->time.now());
    if (given.fault()) return respond(bad_value_problem(asked.with->time, asked.request, *given.fault()));
    if (auto refused = no_school(asked, asked.id)) return respond(std::move(*refused));
    const view_pointer view = view_of(asked, moment);
    if (!view) return respond(problem_of(asked, 404, "no-roster", "the school has no roster at that moment"));
    respond(json_answer(200, view_json(asked, *view)));
}

void show_roster_persons(const call& asked, transport::responder respond) {
    query given(asked.request, asked.entry.parameters);
    const auto moment = given.moment("as_of", asked.with->time.now());
    roster_range range;
    range.after = given.text("after");
    range.limit = given.number("limit", 100, 1, 1000);
    if (given.fault()) return respond(bad_value_problem(asked.with->time, asked.request, *given.fault()));
    if (auto refused = no_school(asked, asked.id)) return respond(std::move(*refused));
    const view_pointer view = view_of(asked, moment);
    if (!view) return respond(problem_of(asked, 404, "no-roster", "the school has no roster at that moment"));
    audited(asked, "roster.persons-shown", persons_json(*view, range), std::move(respond));
}

// The newest versions with their counts; or one of them with the ids of what it changed.
void show_roster_changes(const call& asked, transport::responder respond) {
    query given(asked.request, asked.entry.parameters);
    const auto number =
        static_cast<roster::version_number>(given.number("version", 0, 0, std::numeric_limits<std::int32_t>::max()));
    const bool with_ids = given.flag("ids");
    const std::size_t limit = given.number("limit", 100, 1, 1000);
    if (given.fault()) return respond(bad_value_problem(asked.with->time, asked.request, *given.fault()));
    if (auto refused = no_school(asked, asked.id)) return respond(std::move(*refused));
    const roster::roster_store& rosters = *asked.with->rosters;
    json::writer out;
    if (number == 0) {
        out.begin_object().name("versions").begin_array();
        for (const roster::roster_version& one : rosters.versions(asked.id, versions_shown)) {
            out.begin_object();
            write_version(out, one);
            out.end_object();
        }
        out.end_array().end_object();
        return respond(json_answer(200, out.finish()));
    }
    const auto version = rosters.version(number);
    if (!version || version->school != asked.id)
        return respond(problem_of(asked, 404, "no-such-version", "the school has no version with this number"));
    out.begin_object();
    write_version(out, *version);
    if (with_ids) write_records(out, rosters.changes(asked.id, before(rosters, asked.id, number), number, limit));
    out.end_object();
    if (!with_ids) return respond(json_answer(200, out.finish()));
    audited(asked, "roster.changes-shown", out.finish(), std::move(respond));
}

// {"until": moment}; without it the pause ends.
void pause_roster(const call& asked, transport::responder respond) {
    if (auto refused = no_school(asked, asked.id)) return respond(std::move(*refused));
    body_members body(asked);
    if (body.refused) return respond(std::move(*body.refused));
    const std::string wanted = body.text("until");
    const auto until = wanted.empty() ? std::optional(asked.with->time.now()) : parse_rfc3339(wanted);
    if (!until)
        return respond(bad_value_problem(asked.with->time, asked.request, {"until", "a date-time with zone", {}}));
    auto answer = std::make_shared<transport::responder>(std::move(respond));
    asked.with->syncs->pause(
        asked.id, *until, "operator",
        [answer, refuse = problem_later(asked), until = *until](const result<done>& kept) {
            if (!kept) return (*answer)(refuse(503, "unavailable", kept.error().message));
            json::writer out;
            out.begin_object().member("paused_until", to_rfc3339(until)).end_object();
            (*answer)(json_answer(200, out.finish()));
        }
    );
}

} // namespace schakel::admin
