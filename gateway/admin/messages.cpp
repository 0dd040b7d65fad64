// Stored messages: the list, and one with everything that happened to it.
#include "gateway/admin/call.hpp"

#include "gateway/admin/query.hpp"
#include "gateway/codec/utf8.hpp"
#include "gateway/crypto/base64.hpp"

namespace schakel::admin {

namespace {

void write_message(json::writer& out, const outbox::message& one) {
    out.member("id", one.id).member("received_at", to_rfc3339_milliseconds(one.received_at));
    out.member("status", outbox::to_string(one.status)).member("standard", one.standard).member("kind", one.kind);
    out.member("sender", one.sender).member("school", one.school).member("listener", one.listener);
    out.member_if_present("replay_of", one.replay_of);
}

std::string page_json(const outbox::message_page& page) {
    json::writer out;
    out.begin_object().name("messages").begin_array();
    for (const outbox::message& one : page.messages) {
        out.begin_object();
        write_message(out, one);
        out.end_object();
    }
    out.end_array().member_if_present("next", page.next).end_object();
    return out.finish();
}

// Reports and loss reports are JSON that the pipeline wrote; a message without one has null.
void write_stored_json(json::writer& out, std::string_view name, std::string_view stored) {
    out.name(name);
    stored.empty() ? out.null() : out.raw(stored);
}

// Text where it is UTF-8, which every standard we carry asks for; else Base64.
void write_body(json::writer& out, const std::string& body) {
    const bool text = utf8::first_fault(body) == std::string_view::npos;
    out.member("body_encoding", text ? "text" : "base64").member("body", text ? body : crypto::to_base64(body));
}

// The order key and the path's query are left out: they may name a pupil.
void write_delivery(json::writer& out, const outbox::delivery& one) {
    out.begin_object().member("id", one.id).member("destination", one.destination).member("standard", one.standard);
    out.member("route", one.route).member("school", one.school).member("status", outbox::to_string(one.status));
    out.member("records", std::int64_t{one.records}).member("attempts", std::int64_t{one.attempts});
    out.member("created_at", to_rfc3339_milliseconds(one.created_at));
    if (one.status == outbox::state::waiting) out.member("next_attempt", to_rfc3339_milliseconds(one.next_attempt));
    if (one.settled_at) out.member("settled_at", to_rfc3339_milliseconds(*one.settled_at));
    out.member_if_present("reason", one.reason).member("bytes", std::uint64_t{one.body.size()});
    write_stored_json(out, "loss", one.loss);
    out.end_object();
}

void write_attempt(json::writer& out, const outbox::attempt& one) {
    out.begin_object().member("delivery", one.delivery_id).member("number", std::int64_t{one.number});
    out.member("at", to_rfc3339_milliseconds(one.at)).member("milliseconds", std::int64_t{one.milliseconds});
    out.member("status", one.status).member("outcome", one.outcome).member("reason", one.reason).end_object();
}

void write_audit_entry(json::writer& out, const outbox::audit_entry& one) {
    out.begin_object().member("at", to_rfc3339_milliseconds(one.at)).member("actor", one.actor);
    out.member("action", one.action).member("subject", one.subject).member("detail", one.detail).end_object();
}

template <class Item>
void write_list(
    json::writer& out, std::string_view name, const std::vector<Item>& list, void (*write)(json::writer&, const Item&)
) {
    out.name(name).begin_array();
    for (const Item& one : list) write(out, one);
    out.end_array();
}

std::string history_json(const outbox::message_history& all, bool with_body) {
    const outbox::message& message = all.message;
    json::writer out;
    out.begin_object().name("message").begin_object();
    write_message(out, message);
    out.member("method", message.method).member("path", message.path).member("content_type", message.content_type);
    out.member_if_present("trace_parent", message.trace_parent);
    out.member("bytes", std::uint64_t{message.body.size()}).member("sha256", message.digest);
    write_stored_json(out, "report", message.report);
    if (with_body) write_body(out, message.body);
    out.end_object();
    write_list(out, "deliveries", all.deliveries, write_delivery);
    write_list(out, "attempts", all.attempts, write_attempt);
    write_list(out, "audit", all.audit, write_audit_entry);
    out.end_object();
    return out.finish();
}

} // namespace

transport::http_response unreadable_message(const call& asked, const failure& why) {
    const bool unknown = why.message == outbox::no_such_message;
    return problem(
        asked.with->time, asked.request, unknown ? 404 : 500, unknown ? "no-such-message" : "damaged", why.message
    );
}

outbox::message_filter filter_of(query& given, instant now) {
    outbox::message_filter filter;
    filter.status = given.status("status");
    filter.standard = given.text("standard");
    filter.sender = given.text("sender");
    filter.school = given.text("school");
    filter.destination = given.text("destination");
    filter.route = given.text("route");
    filter.key = given.text("key");
    filter.text = given.text("text");
    filter.copy_of = given.id("copy_of");
    filter.since = given.moment("since", now);
    filter.until = given.moment("until", now);
    filter.after = given.id("after");
    filter.limit = given.number("limit", filter.limit, 1, 1000);
    return filter;
}

void list_messages(const call& asked, transport::responder respond) {
    query given(asked.request, asked.entry.parameters);
    const outbox::message_filter filter = filter_of(given, asked.with->time.now());

    if (given.fault()) return respond(bad_value_problem(asked.with->time, asked.request, *given.fault()));
    respond(json_answer(200, page_json(asked.with->store.list(filter))));
}

// A body is given out only after the audit entry about it is stored.
void show_message(const call& asked, transport::responder respond) {
    query given(asked.request, asked.entry.parameters);
    const bool with_body = given.flag("body");
    const admin_services& with = *asked.with;
    if (given.fault()) return respond(bad_value_problem(with.time, asked.request, *given.fault()));
    const auto found = with.store.show(asked.id);
    if (!found) return respond(unreadable_message(asked, found.error()));
    std::string told = history_json(*found, with_body);
    if (!with_body) return respond(json_answer(200, std::move(told)));
    auto unlogged = problem(with.time, asked.request, 503, "unavailable", "the audit entry could not be stored");
    auto answer = std::make_shared<transport::responder>(std::move(respond));
    with.store.write_audit(
        {with.time.now(), "operator", "message.body-shown", asked.id, {}},
        [answer, told = std::move(told), unlogged = std::move(unlogged)](bool stored) {
            (*answer)(stored ? json_answer(200, told) : unlogged);
        }
    );
}

} // namespace schakel::admin
