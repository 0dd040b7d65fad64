#include "gateway/command/status_verbs.hpp"

#include "gateway/command/input.hpp"
#include "gateway/command/status_page.hpp"

#include <CLI/CLI.hpp>

#include <chrono>
#include <thread>

namespace schakel::command {

struct status_verbs::options : admin_options {
    bool watch = false;
    unsigned every = 2;  // seconds
    std::string fail_on; // "attention": what needs attention is a finding too
};

namespace {

constexpr const char* path = "/admin/v1/status";

// On a terminal the page stays where it is: each line is written over the one before, so nothing flickers. Elsewhere
// pages follow each other; as JSON, one on each line.
void show_again(const std::string& page, bool redraw) {
    if (!redraw) {
        std::printf("%s\n", page.c_str());
    } else {
        std::string drawn = "\x1b[H";
        for (const char one : page) drawn += one == '\n' ? std::string("\x1b[K\n") : std::string(1, one);
        std::printf("%s\x1b[J", drawn.c_str());
    }
    std::fflush(stdout);
}

std::string page_of(const result<admin_answer>& answer, bool as_json, language lang) {
    findings ignored;
    if (!answer) return as_json ? R"({"reached":false})" : answer.error().message + "\n";
    const auto body = json::document::parse(answer->body, {}, ignored);
    if (as_json || !body) return answer->body;
    if (answer->status != 200) return "HTTP " + std::to_string(answer->status) + "\n";
    return status_page(body->root(), lang);
}

// A gateway that is started again is shown again: only the one who watches ends it.
[[noreturn]] void watch(const admin_address& where, bool as_json, unsigned every, language lang) {
    const bool redraw = stdout_is_terminal() && !as_json;
    if (redraw) std::printf("\x1b[2J");
    for (;;) {
        show_again(page_of(call_admin(where, "GET", path), as_json, lang), redraw);
        std::this_thread::sleep_for(std::chrono::seconds(every));
    }
}

int tell_health(const admin_options& with, const std::string& fail_on, language lang) {
    const auto answer = call_admin(with.admin, "GET", path);
    std::string health;
    const int code =
        print_answer(answer, with, [&](json::value status) { std::printf("%s", concerns_page(status, lang).c_str()); });
    if (code != exit_code::fine) return code;
    findings ignored;
    const auto body = json::document::parse(answer->body, {}, ignored);
    if (body) health = text_of(body->root(), "health");
    const bool good = health == "good" || (health == "attention" && fail_on.empty());
    return good ? exit_code::fine : exit_code::findings;
}

} // namespace

status_verbs::status_verbs() : options_(std::make_unique<options>()) {}
status_verbs::~status_verbs() = default;

void status_verbs::add_to(CLI::App& app, const chosen_verb& chosen) {
    options* with = options_.get();
    CLI::App* status = add_admin_verb(
        app, "status", "how the gateway is: every party, what waits and fails, disk, configuration",
        "schakel status --config schakel.toml\n  schakel status --config schakel.toml --watch", *with, chosen,
        [with](const common_options& common) {
            if (with->watch) watch(with->admin, with->json, with->every, common.lang);
            return print_answer(call_admin(with->admin, "GET", path), *with, [&](json::value told) {
                std::printf("%s", status_page(told, common.lang).c_str());
            });
        }
    );
    status->add_flag("--watch", with->watch, "goes on until it is ended; with --json a line each time");
    status->add_option("--every", with->every, "seconds between two looks")->check(CLI::Range(1u, 3600u));
    CLI::App* health = add_admin_verb(
        app, "health", "what needs a person; exit 0 good, 1 trouble, 75 no gateway answers",
        "schakel health --config schakel.toml --fail-on attention", *with, chosen,
        [with](const common_options& common) { return tell_health(*with, with->fail_on, common.lang); }
    );
    health->add_option("--fail-on", with->fail_on, "attention: exit 1 for that too")
        ->check(CLI::IsMember({"attention"}));
}

} // namespace schakel::command
