#include "gateway/command/admin_answer.hpp"

#include "gateway/transport/http_message.hpp"

#include <CLI/CLI.hpp>

namespace schakel::command {

namespace {

// A problem of the admin API, or why there was no answer.
int print_problem(const result<admin_answer>& answer) {
    if (!answer) {
        std::fprintf(stderr, "schakel: %s\n", answer.error().message.c_str());
        return exit_code::try_again;
    }
    findings ignored;
    const auto body = json::document::parse(answer->body, {}, ignored);
    const std::string detail(body ? body->root().member("detail").text() : std::string_view{});
    std::fprintf(stderr, "schakel: HTTP %d %s\n", answer->status, detail.c_str());
    return answer->status >= 500 ? exit_code::try_again : exit_code::findings;
}

bool good(const result<admin_answer>& answer) {
    return answer && answer->status >= 200 && answer->status < 300;
}

} // namespace

CLI::App* add_admin_verb(
    CLI::App& parent, const std::string& name, const std::string& about, const std::string& example,
    admin_options& with, const chosen_verb& chosen, std::function<int(const common_options&)> run
) {
    CLI::App* sub = parent.add_subcommand(name, about);
    sub->footer("Example:\n  " + example);
    sub->add_option("--config", with.admin.config, "configuration of the running gateway: its admin address and token")
        ->check(CLI::ExistingFile);
    sub->add_option("--admin", with.admin.url, "address of the admin API");
    sub->add_option("--token-file", with.admin.token_file, "file with the admin token");
    sub->add_flag("--json", with.json, "output as JSON");
    sub->callback([chosen, run = std::move(run)] { chosen(run); });
    return sub;
}

CLI::App* add_admin_verb(
    CLI::App& parent, const std::string& name, const std::string& about, const std::string& example,
    admin_options& with, const chosen_verb& chosen, std::function<int()> run
) {
    return add_admin_verb(parent, name, about, example, with, chosen, [run = std::move(run)](const common_options&) {
        return run();
    });
}

std::string query_of(const named_values& values) {
    std::vector<transport::parameter> given;
    for (const auto& [name, value] : values) {
        if (!value.empty()) given.push_back({name, value});
    }
    return given.empty() ? std::string() : "?" + transport::write_form(given);
}

std::string text_of(json::value of, std::string_view name) {
    return std::string(of.member(name).text());
}

std::string number_of(json::value of, std::string_view name) {
    return std::string(of.member(name).number_text());
}

int print_answer(
    const result<admin_answer>& answer, const admin_options& with, const std::function<void(json::value)>& print
) {
    if (!good(answer)) return print_problem(answer);
    findings ignored;
    const auto body = json::document::parse(answer->body, {}, ignored);
    if (with.json || !body)
        std::printf("%s\n", answer->body.c_str());
    else
        print(body->root());
    return exit_code::fine;
}

} // namespace schakel::command
