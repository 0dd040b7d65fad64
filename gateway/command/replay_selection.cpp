#include "gateway/command/replay_selection.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <thread>

namespace schakel::command {

namespace {

constexpr std::string_view replays = "/admin/v1/replays";
constexpr std::chrono::milliseconds first_look{20}, longest_look{1000};

std::string body_of(const replay_order& order, const std::string& run, std::optional<std::size_t> confirmed) {
    json::writer out;
    out.begin_object().member_if_present("run", run).member_if_present("to_route", order.to_route);
    out.member_if_present("to_destination", order.to_destination);
    if (order.per_minute != 0) out.member("per_minute", std::uint64_t{order.per_minute});
    if (confirmed) out.member("confirm", std::uint64_t{*confirmed});
    if (!order.ids.empty()) {
        out.name("messages").begin_array();
        for (const std::string& id : order.ids) out.text(id);
        out.end_array();
    }
    out.end_object();
    return out.finish();
}

std::string path_of(const replay_order& order, bool dry_run) {
    named_values query = order.filter;
    if (dry_run) query.emplace_back("dry_run", "true");
    return std::string(replays) + query_of(query);
}

struct preview {
    std::string run;
    std::size_t all = 0, ready = 0, without_body = 0, replayed_before = 0;
};

void print(const preview& of) {
    std::printf(
        "%zu messages, %zu can be replayed, %zu have no body that can be read\n", of.all, of.ready, of.without_body
    );
    if (of.replayed_before != 0)
        std::printf("%zu of them were replayed before: receivers may get those twice\n", of.replayed_before);
}

std::size_t count_of(json::value of, std::string_view name) {
    return static_cast<std::size_t>(of.member(name).integer().value_or(0));
}

// What is ordered is counted first; shown when it is a filter's, or nothing else is asked.
int look_at(const admin_address& where, const replay_order& order, bool as_json, preview& into) {
    const auto answer = call_admin(where, "POST", path_of(order, true), body_of(order, order.run, {}));
    const int code = print_answer(answer, {}, [&](json::value said) {
        into = {
            text_of(said, "run"), count_of(said, "messages"), count_of(said, "replayable"),
            count_of(said, "without_body"), count_of(said, "replayed_before")};
    });
    if (code != exit_code::fine || (!order.ids.empty() && !order.dry_run)) return code;
    if (as_json)
        std::printf("%s\n", answer->body.c_str());
    else
        print(into);
    return code;
}

bool is_confirmed(const replay_order& order, std::size_t count, std::FILE* typed) {
    if (order.confirmed) return *order.confirmed == count;
    if (count <= confirm_above) return true;
    std::fprintf(stderr, "type the number of messages to replay them (%zu): ", count);
    std::array<char, 32> line{};
    if (!std::fgets(line.data(), static_cast<int>(line.size()), typed)) return false;
    std::size_t said = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), said);
    return error == std::errc{} && said == count && (*end == '\n' || *end == '\0');
}

void print_result(json::value one, bool as_json) {
    if (as_json) {
        std::printf("%.*s\n", static_cast<int>(one.raw().size()), one.raw().data());
        return;
    }
    const std::string problem = text_of(one, "problem"), warning = text_of(one, "warning");
    if (!problem.empty()) {
        std::fprintf(stderr, "schakel: %s: %s\n", text_of(one, "message").c_str(), problem.c_str());
        return;
    }
    std::printf(
        "%s -> %s, %s deliveries\n", text_of(one, "message").c_str(), text_of(one, "id").c_str(),
        number_of(one, "deliveries").c_str()
    );
    if (!warning.empty()) std::printf("  %s\n", warning.c_str());
}

// Until it ended. Who goes away meanwhile stops nothing.
int follow(const admin_address& where, const std::string& run, std::size_t messages, bool as_json) {
    std::size_t known = 0, failed = 0;
    std::string state = "running";
    for (auto wait = first_look; state == "running" || known < messages;) {
        const std::size_t before = known;
        const auto answer =
            call_admin(where, "GET", std::string(replays) + "/" + run + query_of({{"after", std::to_string(known)}}));
        const int code = print_answer(answer, {}, [&](json::value said) {
            for (json::value one = said.member("results").first_child(); one; one = one.next_sibling())
                print_result(one, as_json);
            known = count_of(said, "next");
            failed = count_of(said, "failed");
            state = text_of(said, "state");
        });
        if (code != exit_code::fine) {
            std::fprintf(
                stderr, "schakel: %zu of %zu were told; --run %s goes on, and copies nothing twice\n", known, messages,
                run.c_str()
            );
            return exit_code::try_again;
        }
        if (known != before) continue;
        if (state != "running") break;
        std::this_thread::sleep_for(wait);
        wait = std::min(wait * 2, longest_look);
    }
    if (state == "stopped") std::fprintf(stderr, "schakel: stopped after %zu of %zu\n", known, messages);
    return failed == 0 && state == "ended" ? exit_code::fine : exit_code::findings;
}

int stop(const admin_address& where, const std::string& run, bool as_json) {
    admin_options how;
    how.json = as_json;
    return print_answer(
        call_admin(where, "POST", std::string(replays) + "/" + run + "/stop", "{}"), how,
        [&](json::value said) {
            std::printf(
                "%s: %s of %s were copied\n", run.c_str(), number_of(said, "copied").c_str(),
                number_of(said, "replayable").c_str()
            );
        }
    );
}

} // namespace

int replay_selection(const admin_address& where, const replay_order& order, bool as_json, std::FILE* typed) {
    if (!order.stop.empty()) return stop(where, order.stop, as_json);
    preview counted;
    if (const int code = look_at(where, order, as_json, counted); code != exit_code::fine) return code;
    if (order.dry_run) return exit_code::fine;
    if (!is_confirmed(order, counted.ready, typed)) {
        std::fprintf(stderr, "schakel: not confirmed: %zu messages would be replayed; nothing was\n", counted.ready);
        return exit_code::findings;
    }
    const auto begun = call_admin(where, "POST", path_of(order, false), body_of(order, counted.run, counted.ready));
    if (const int code = print_answer(begun, {}, [](json::value) {}); code != exit_code::fine) return code;
    if (order.ids.empty())
        std::fprintf(stderr, "run %s; --stop %s stops it\n", counted.run.c_str(), counted.run.c_str());
    const int code = follow(where, counted.run, counted.ready, as_json);
    return counted.without_body == 0 ? code : std::max<int>(code, exit_code::findings);
}

} // namespace schakel::command
