// Replays of many messages: ordered, told while they run, stopped.
#include "gateway/admin/call_answers.hpp"

#include "gateway/admin/query.hpp"
#include "gateway/core/id.hpp"

#include <algorithm>
#include <array>

namespace schakel::admin {

namespace {

constexpr std::array<std::string_view, 6> order_members{"messages",       "run",        "to_route",
                                                        "to_destination", "per_minute", "confirm"};
constexpr std::size_t confirm_above = 100, results_at_once = 1000, longest_name = 100, fastest = 1'000'000;

std::optional<transport::http_response> no_replays(const call& asked) {
    if (asked.with->replays) return std::nullopt;
    return problem_of(asked, 503, "unavailable", "this gateway replays nothing");
}

void write_counts(json::writer& out, const pipeline::replay_selection& of) {
    out.member("messages", std::uint64_t{of.all()}).member("replayable", std::uint64_t{of.ready.size()});
    out.member("without_body", std::uint64_t{of.without_body.size()});
    out.member("replayed_before", std::uint64_t{of.replayed_before});
}

bool is_name(std::string_view text) {
    return text.size() <= longest_name && text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                                                 "0123456789-._") == std::string_view::npos;
}

bool narrows(const outbox::message_filter& by) {
    const std::array texts{&by.standard, &by.sender, &by.school, &by.destination, &by.route, &by.key, &by.text};
    return by.status || by.since || by.until || !std::ranges::all_of(texts, &std::string::empty);
}

struct wanted_replay {
    pipeline::replay_order order;
    bool dry_run = false;
    std::optional<std::size_t> confirmed;
};

// What is asked for; or the answer that says why it cannot be.
result<wanted_replay, transport::http_response> read_order(const call& asked) {
    const clock& time = asked.with->time;
    query given(asked.request, asked.entry.parameters);
    body_members body(asked);
    body.allow_only(order_members);
    wanted_replay out;
    out.dry_run = given.flag("dry_run");
    out.order.filter = filter_of(given, time.now());
    out.order.messages = body.texts("messages");
    out.order.to = {body.text("to_route"), body.text("to_destination")};
    out.order.per_minute = static_cast<std::uint32_t>(body.number("per_minute", 1, fastest).value_or(0));
    out.confirmed = body.number("confirm", 0, pipeline::most_in_a_run);
    out.order.run = body.text("run");
    if (given.fault()) return bad_value_problem(time, asked.request, *given.fault());
    if (body.refused) return std::move(*body.refused);
    if (!is_name(out.order.run))
        return bad_value_problem(time, asked.request, {"run", "at most 100 letters, digits, '-', '.' and '_'", {}});
    if (out.order.run.empty()) out.order.run = new_id(time);
    if (out.order.messages.empty() == narrows(out.order.filter)) return out;
    return bad_value_problem(time, asked.request, {"messages", "ids of messages, or a filter in the query", {}});
}

} // namespace

// The filter stands in the query as that of the list. {"messages": ids in place of a filter, "run", "to_route",
// "to_destination", "per_minute", "confirm": the number of messages that is expected to be replayed}.
void order_replay(const call& asked, transport::responder respond) {
    if (auto refused = no_replays(asked)) return respond(std::move(*refused));
    auto wanted = read_order(asked);
    if (!wanted) return respond(std::move(wanted.error()));
    auto answer = std::make_shared<transport::responder>(std::move(respond));
    asked.with->work([with = asked.with, answer, refuse = problem_later(asked), wanted = std::move(*wanted)] {
        pipeline::replay_runs& runs = *with->replays;
        auto chosen = runs.look_at(wanted.order);
        if (!chosen) return (*answer)(refuse(404, "no-such-message", chosen.error().message));
        if (wanted.dry_run) {
            json::writer out;
            out.begin_object().member("run", wanted.order.run);
            write_counts(out, *chosen);
            out.end_object();
            return (*answer)(json_answer(200, out.finish()));
        }
        const std::size_t count = chosen->ready.size();
        if (wanted.confirmed.value_or(count) != count || (!wanted.confirmed && count > confirm_above)) {
            const std::string why = "not confirmed: " + std::to_string(count) + " messages would be replayed";
            return (*answer)(refuse(409, "not-confirmed", why));
        }
        runs.begin(wanted.order, std::move(*chosen));
        auto begun = json_answer(202, runs.tell(wanted.order.run, 0, 0).value_or("{}"));
        begun.headers.set("Location", "/admin/v1/replays/" + wanted.order.run);
        (*answer)(std::move(begun));
    });
}

void list_replays(const call& asked, transport::responder respond) {
    if (auto refused = no_replays(asked)) return respond(std::move(*refused));
    respond(json_answer(200, asked.with->replays->tell_all()));
}

void show_replay(const call& asked, transport::responder respond) {
    if (auto refused = no_replays(asked)) return respond(std::move(*refused));
    query given(asked.request, asked.entry.parameters);
    const std::size_t after = given.number("after", 0, 0, pipeline::most_in_a_run);
    if (given.fault()) return respond(bad_value_problem(asked.with->time, asked.request, *given.fault()));
    auto told = asked.with->replays->tell(asked.id, after, results_at_once);
    if (!told) return respond(problem_of(asked, 404, "no-such-replay", "no replay of this name is remembered"));
    respond(json_answer(200, *std::move(told)));
}

void stop_replay(const call& asked, transport::responder respond) {
    if (auto refused = no_replays(asked)) return respond(std::move(*refused));
    if (!asked.with->replays->end(asked.id))
        return respond(problem_of(asked, 404, "no-such-replay", "no replay of this name is remembered"));
    respond(json_answer(202, asked.with->replays->tell(asked.id, 0, 0).value_or("{}")));
}

} // namespace schakel::admin
