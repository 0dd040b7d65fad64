// How catalogues and entitlements come in: uploads, fetches by order, what became of them, and what is held.
#include "gateway/admin/holdings_call.hpp"

#include "gateway/admin/query.hpp"

#include <charconv>

namespace schakel::admin {

namespace {

void decide(const call& asked, transport::responder respond, std::string reason) {
    std::int64_t number = 0;
    const auto read = std::from_chars(asked.id.data(), asked.id.data() + asked.id.size(), number);
    if (read.ec != std::errc{} || read.ptr != asked.id.data() + asked.id.size() || number <= 0)
        return respond(problem_of(asked, 404, "no-such-hold", "nothing is held under this id"));
    answer_from_holdings(
        asked, std::move(respond),
        [number, reason = std::move(reason)](const holding_services& with, const later_problem& refuse) {
            const bool drop = !reason.empty();
            const auto kept =
                drop ? with.store->discard(number, reason, "operator") : with.store->release(number, "operator");
            if (!kept) return refuse(409, "not-decided", kept.error().message);
            json::writer out;
            out.begin_object().member("id", std::to_string(number)).member("decided", drop ? "discarded" : "released");
            return json_answer(200, out.end_object().finish());
        }
    );
}

} // namespace

// The body: a file of any standard that carries catalogues, orders or entitlements.
void upload_holdings(const call& asked, transport::responder respond) {
    query given(asked.request, asked.entry.parameters);
    pipeline::access_upload what;
    what.name = given.text("name");
    what.standard = given.text("standard");
    what.source = given.text("source");
    what.school = given.text("school");
    what.complete = given.flag("complete");
    what.released = given.flag("released");
    if (given.fault()) return respond(bad_value_problem(asked.with->time, asked.request, *given.fault()));
    what.bytes = asked.request.body;
    if (what.bytes.empty()) return respond(bad_value_problem(asked.with->time, asked.request, {"body", "a file", {}}));
    answer_from_holdings(
        asked, std::move(respond),
        [what = std::move(what)](const holding_services& with, const later_problem& refuse) {
            const auto id = with.imports->upload(what, "operator");
            if (!id) return refuse(409, "not-started", id.error().message);
            json::writer out;
            return json_answer(202, out.begin_object().member("id", *id).end_object().finish());
        }
    );
}

// {"system": who has it, "school": only that one's}
void fetch_holdings(const call& asked, transport::responder respond) {
    body_members body(asked);
    if (body.refused) return respond(std::move(*body.refused));
    answer_from_holdings(
        asked, std::move(respond),
        [system = body.text("system"),
         school = body.text("school")](const holding_services& with, const later_problem& refuse) {
            const auto ids = with.imports->fetch(system, school, "operator");
            if (!ids) return refuse(409, "not-started", ids.error().message);
            json::writer out;
            out.begin_object().name("ids").begin_array();
            for (const std::string& one : *ids) out.text(one);
            return json_answer(202, out.end_array().end_object().finish());
        }
    );
}

void list_holding_imports(const call& asked, transport::responder respond) {
    answer_from_holdings(asked, std::move(respond), [](const holding_services& with, const later_problem&) {
        json::writer out;
        out.begin_object().name("imports").begin_array();
        for (const std::string& one : with.imports->tell()) out.raw(one);
        return json_answer(200, out.end_array().end_object().finish());
    });
}

void show_holding_import(const call& asked, transport::responder respond) {
    answer_from_holdings(
        asked, std::move(respond),
        [id = asked.id](const holding_services& with, const later_problem& refuse) {
            auto found = with.imports->tell_one(id);
            if (!found) return refuse(404, "no-such-import", "no import with this id is remembered");
            return json_answer(200, std::move(*found));
        }
    );
}

void list_held_loads(const call& asked, transport::responder respond) {
    answer_from_holdings(asked, std::move(respond), [](const holding_services& with, const later_problem&) {
        json::writer out;
        out.begin_object().name("holds").begin_array();
        for (const entitlement::held_load& one : with.store->holds()) {
            out.begin_object().member("id", std::to_string(one.number)).member("source", one.source);
            out.member_if_present("school", one.school);
            out.member("what", one.catalogue ? "catalogue" : one.school.empty() ? "customers" : "school");
            out.member("since", to_rfc3339_milliseconds(one.since)).name("load").raw(one.summary).end_object();
        }
        return json_answer(200, out.end_array().end_object().finish());
    });
}

void release_held_load(const call& asked, transport::responder respond) {
    decide(asked, std::move(respond), {});
}

// {"reason": text}
void discard_held_load(const call& asked, transport::responder respond) {
    body_members body(asked);
    if (body.refused) return respond(std::move(*body.refused));
    std::string reason = body.text("reason");
    if (reason.empty())
        return respond(bad_value_problem(asked.with->time, asked.request, {"reason", "why it is discarded", {}}));
    decide(asked, std::move(respond), std::move(reason));
}

} // namespace schakel::admin
