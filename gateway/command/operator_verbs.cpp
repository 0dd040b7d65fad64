#include "gateway/command/operator_verbs.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/command/admin_answer.hpp"
#include "gateway/command/follow_messages.hpp"
#include "gateway/command/replay_selection.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace schakel::command {

struct operator_verbs::options : admin_options {
    std::vector<std::pair<std::string, std::string>> filter{
        {"status", {}}, {"standard", {}},    {"sender", {}}, {"school", {}},  {"route", {}},
        {"key", {}},    {"destination", {}}, {"text", {}},   {"copy_of", {}}, {"since", {}},
        {"until", {}},  {"after", {}},       {"limit", {}}};
    bool follow = false;
    std::string id, until;
    bool body = false;
    replay_order replay{
        .ids = {},
        .filter =
            {{"status", {}},
             {"standard", {}},
             {"sender", {}},
             {"school", {}},
             {"route", {}},
             {"key", {}},
             {"destination", {}},
             {"text", {}},
             {"since", {}},
             {"until", {}}},
        .dry_run = false,
        .confirmed = {},
        .run = {},
        .to_route = {},
        .to_destination = {},
        .per_minute = 0,
        .stop = {}};
    std::vector<std::pair<std::string, std::string>> facts{{"school", {}}, {"sender", {}},   {"family", {}},
                                                           {"kind", {}},   {"standard", {}}, {"subject", {}},
                                                           {"level", {}},  {"at", {}}};
};

namespace {

constexpr const char* message_line = "%-36s  %-24s  %-14s  %-20s  %-16s  %s\n";

void print_heading() {
    std::printf(message_line, "id", "received", "state", "standard", "sender", "school");
}

void print_line(json::value one) {
    std::printf(
        message_line, text_of(one, "id").c_str(), text_of(one, "received_at").c_str(), text_of(one, "status").c_str(),
        text_of(one, "standard").c_str(), text_of(one, "sender").c_str(), text_of(one, "school").c_str()
    );
}

void print_messages(json::value page) {
    print_heading();
    for (json::value one = page.member("messages").first_child(); one; one = one.next_sibling()) print_line(one);
    const std::string next = text_of(page, "next");
    if (!next.empty()) std::printf("more: --after %s\n", next.c_str());
}

// "goal urn:a -> urn:b (slo:fo): exact none, 30 of 30 results", and the explanation below it.
void print_goal(json::value one) {
    const json::value record = one.member("record"), target = record.member("target");
    const std::string id = text_of(target, "id");
    std::printf(
        "       goal %s -> %s (%s): %s %s, %s of %zu results\n", text_of(one, "reference").c_str(),
        id.empty() ? "nothing" : id.c_str(), text_of(target, "framework").c_str(), text_of(record, "outcome").c_str(),
        text_of(record, "reason").c_str(), number_of(one, "carried").c_str(), one.member("statements").size()
    );
    std::string_view text = record.member("explanation").member("nl").text();
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        std::printf("            %.*s\n", static_cast<int>(line.size()), line.data());
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
}

void print_delivery(json::value one) {
    std::printf(
        "  -> %s (%s, route %s): %s, %s records, attempt %s", text_of(one, "destination").c_str(),
        text_of(one, "standard").c_str(), text_of(one, "route").c_str(), text_of(one, "status").c_str(),
        number_of(one, "records").c_str(), number_of(one, "attempts").c_str()
    );
    const std::string reason = text_of(one, "reason"), next = text_of(one, "next_attempt");
    if (!reason.empty()) std::printf(", %s", reason.c_str());
    if (text_of(one, "status") == "waiting" && !next.empty()) std::printf(", next try %s", next.c_str());
    std::printf("\n");
    for (json::value loss = one.member("loss").member("fields").first_child(); loss; loss = loss.next_sibling()) {
        if (loss.member("outcome").text() == "carried") continue;
        std::printf(
            "       %-9s %4s x %s: %s\n", text_of(loss, "outcome").c_str(), number_of(loss, "count").c_str(),
            text_of(loss, "path").c_str(), text_of(loss, "reason").c_str()
        );
    }
    for (json::value goal = one.member("loss").member("goals").first_child(); goal; goal = goal.next_sibling())
        print_goal(goal);
}

void print_message(json::value about) {
    const json::value message = about.member("message");
    for (const char* name :
         {"id", "received_at", "status", "standard", "kind", "sender", "school", "listener", "replay_of"}) {
        const std::string value = text_of(message, name);
        if (!value.empty()) std::printf("%-12s %s\n", name, value.c_str());
    }
    for (json::value layer = message.member("report").first_child(); layer; layer = layer.next_sibling()) {
        std::printf("%-12s %s\n", text_of(layer, "layer").c_str(), text_of(layer, "verdict").c_str());
        for (json::value one = layer.member("findings").first_child(); one; one = one.next_sibling()) {
            std::printf(
                "  %s:%s %s %s\n", number_of(one, "line").c_str(), number_of(one, "column").c_str(),
                text_of(one, "rule").c_str(), text_of(one, "text").c_str()
            );
        }
    }
    for (json::value one = about.member("deliveries").first_child(); one; one = one.next_sibling()) print_delivery(one);
}

void print_explanation(json::value about) {
    for (json::value one = about.member("routes").first_child(); one; one = one.next_sibling()) {
        std::printf(
            "%-12s %-24s priority %s", text_of(one, "verdict").c_str(), text_of(one, "route").c_str(),
            number_of(one, "priority").c_str()
        );
        const std::string failed = text_of(one, "failed_on");
        if (!failed.empty()) std::printf("  does not hold: %s", failed.c_str());
        std::printf("\n");
    }
}

} // namespace

namespace {

std::string option_of(std::string name) {
    std::ranges::replace(name, '_', '-');
    return name;
}

std::string about_filter(std::string_view name) {
    if (name == "key") return "pseudonym of a pupil, id of a test, product, message or record, as the sender writes it";
    if (name == "text") return "words in titles of tests and products, broken rules, reasons of deliveries";
    if (name == "copy_of") return "only copies of the message with this id";
    if (name == "since" || name == "until") return "2026-11-21T09:30:00+01:00, 2026-11-21, or a time ago: 30m, 2h, 7d";
    if (name == "after") return "goes on behind the page that ended with this id";
    if (name == "limit") return "so many on a page, at most 1000";
    return "only messages with this " + std::string(name);
}

} // namespace

operator_verbs::operator_verbs() : options_(std::make_unique<options>()) {}
operator_verbs::~operator_verbs() = default;

void operator_verbs::add_to(CLI::App& app, std::function<void(std::function<int(const common_options&)>)> chosen) {
    options* with = options_.get();
    const auto add = [&](CLI::App& parent, const std::string& name, const std::string& about,
                         const std::string& example, std::function<int()> run) {
        return add_admin_verb(parent, name, about, example, *with, chosen, std::move(run));
    };

    CLI::App* messages =
        add(app, "messages", "lists messages, newest first",
            "schakel messages --config schakel.toml --status waiting\n"
            "  schakel messages --config schakel.toml --key https://ketenid.nl/pilot/1 --since 7d\n"
            "  schakel messages --config schakel.toml --text \"begrijpend lezen\" --follow",
            [with] {
                if (with->follow) return follow_messages(with->admin, with->filter, with->json);
                return print_answer(
                    call_admin(with->admin, "GET", "/admin/v1/messages" + query_of(with->filter)), *with, print_messages
                );
            });
    for (auto& [name, value] : with->filter) messages->add_option("--" + option_of(name), value, about_filter(name));
    messages->add_flag("--follow", with->follow, "goes on, and shows messages as they come in, oldest first");

    CLI::App* show =
        add(app, "show", "one message: hops, findings, loss, attempts", "schakel show --config schakel.toml ID",
            [with] {
                const std::string path = "/admin/v1/messages/" + with->id + (with->body ? "?body=true" : "");
                return print_answer(call_admin(with->admin, "GET", path), *with, print_message);
            });
    show->add_option("ID", with->id, "message id")->required();
    show->add_flag("--body", with->body, "with the received message; this is written to the audit log");

    CLI::App* replay =
        add(app, "replay", "sends stored messages through the flow again, as linked copies",
            "schakel replay --config schakel.toml ID ID\n"
            "  schakel replay --config schakel.toml --status rejected --route scores --since 2h --dry-run\n"
            "  schakel replay --config schakel.toml --status rejected --route scores --since 2h --yes 37\n"
            "  schakel replay --config schakel.toml --since 7d --to-destination las --per-minute 600",
            [with] {
                if (with->replay.stop.empty() && with->replay.ids.empty() && query_of(with->replay.filter).empty()) {
                    std::fprintf(stderr, "schakel: which messages? ids, or a filter such as --status rejected\n");
                    return exit_code::usage;
                }
                return replay_selection(with->admin, with->replay, with->json, stdin);
            });
    auto* ids = replay->add_option("ID", with->replay.ids, "message ids");
    for (auto& [name, value] : with->replay.filter)
        replay->add_option("--" + option_of(name), value, about_filter(name))->excludes(ids);
    replay->add_flag("--dry-run", with->replay.dry_run, "counts, and replays nothing");
    replay->add_option("--yes", with->replay.confirmed, "the number of messages, instead of typing it above 100");
    replay->add_option("--run", with->replay.run, "goes on with the run of this name: copies nothing twice");
    replay->add_option(
        "--to-route", with->replay.to_route, "only deliveries by this route; what it does not take stays"
    );
    replay->add_option("--to-destination", with->replay.to_destination, "only deliveries to this system");
    replay->add_option("--per-minute", with->replay.per_minute, "at most so many deliveries by one route in a minute")
        ->check(CLI::Range(1u, 1'000'000u));
    replay->add_option("--stop", with->replay.stop, "the run of this name goes no further; what was copied stays");

    const auto order = [with](const char* act, const std::string& body) {
        const std::string path = "/admin/v1/routes/" + with->id + act;
        return print_answer(call_admin(with->admin, "POST", path, body), *with, [&](json::value told) {
            const std::string until = text_of(told, "paused_until");
            std::printf("%s %s\n", with->id.c_str(), until.empty() ? "goes on" : ("waits until " + until).c_str());
        });
    };
    CLI::App* pause =
        add(app, "pause", "deliveries of a route wait until a moment; what comes in for it is kept",
            "schakel pause --config schakel.toml scores --until 2026-09-01\n"
            "  schakel pause --config schakel.toml scores --until 2h",
            [with, order] {
                json::writer body;
                body.begin_object().member("until", with->until).end_object();
                return order("/pause", body.finish());
            });
    pause->add_option("ROUTE", with->id, "name of a route of the configuration")->required();
    pause->add_option("--until", with->until, "a date-time with zone, a day, or a time from now: 30m, 2h, 7d")
        ->required();
    CLI::App* resume =
        add(app, "resume", "deliveries of a route wait no longer", "schakel resume --config schakel.toml scores",
            [order] { return order("/resume", "{}"); });
    resume->add_option("ROUTE", with->id, "name of a route that is paused")->required();

    CLI::App* route = app.add_subcommand("route", "routing rules");
    route->require_subcommand(1);
    CLI::App* explain =
        add(*route, "explain", "which rule wins for these facts, and why not the others",
            "schakel route explain --config schakel.toml --sender toets --school de-akker --family progress", [with] {
                json::writer facts;
                facts.begin_object();
                for (const auto& [name, value] : with->facts) facts.member_if_present(name, value);
                facts.end_object();
                return print_answer(
                    call_admin(with->admin, "POST", "/admin/v1/routes/explain", facts.finish()), *with,
                    print_explanation
                );
            });
    for (auto& [name, value] : with->facts) explain->add_option("--" + name, value, name + " of the message");
}

} // namespace schakel::command
