#include "gateway/command/goals_gateway.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/command/goals_upload.hpp"

#include <optional>
#include <thread>

namespace schakel::command {

namespace {

constexpr const char* recomputation_path = "/admin/v1/goals/recomputation";
constexpr auto between_looks = std::chrono::milliseconds(200);

std::string outcomes(json::value list) {
    std::string text;
    for (json::value one = list.first_child(); one; one = one.next_sibling()) {
        text += (text.empty() ? "" : ", ") + text_of(one, "outcome");
        if (one.member("target")) text += " " + text_of(one, "target");
        text += " (" + text_of(one, "permitted") + ")";
    }
    return text.empty() ? "nothing" : text;
}

void print_message(json::value one) {
    const std::string copy = text_of(one, "copy"), problem = text_of(one, "problem");
    std::printf(
        "%s%s%s%s%s\n", text_of(one, "message").c_str(), copy.empty() ? "" : "  sent as ", copy.c_str(),
        problem.empty() ? "" : "  ", problem.c_str()
    );
    for (json::value part = one.member("deliveries").first_child(); part; part = part.next_sibling()) {
        for (json::value each = part.member("changes").first_child(); each; each = each.next_sibling())
            std::printf(
                "  %s  %s  %s: %s -> %s\n", text_of(part, "destination").c_str(), text_of(each, "statement").c_str(),
                text_of(each, "goal").c_str(), outcomes(each.member("before")).c_str(),
                outcomes(each.member("after")).c_str()
            );
    }
}

void print_recomputation(json::value told) {
    const json::value run = told.member("newest");
    if (!run) return static_cast<void>(std::printf("nothing was translated anew since the gateway started\n"));
    for (json::value one = run.member("messages").first_child(); one; one = one.next_sibling()) print_message(one);
    std::printf(
        "%s (%s): %s deliveries looked at, %s messages changed, %s sent, %s failed\n", text_of(run, "cause").c_str(),
        text_of(run, "began_at").c_str(), number_of(run, "deliveries").c_str(), number_of(run, "changed").c_str(),
        number_of(run, "sent").c_str(), number_of(run, "failed").c_str()
    );
}

bool under_way(const result<admin_answer>& answer) {
    if (!answer || answer->status >= 300) return false;
    findings ignored;
    const auto body = json::document::parse(answer->body, {}, ignored);
    if (!body) return false;
    return body->root().member("running").boolean() || body->root().member("waiting").integer().value_or(0) > 0;
}

} // namespace

int recompute_goals(const goals_recompute_options& options) {
    json::writer order;
    order.begin_object().member("send", options.send).member_if_present("source", options.source).end_object();
    auto answer = options.list ? call_admin(options.admin, "GET", recomputation_path)
                               : call_admin(options.admin, "POST", recomputation_path, order.finish());
    while (!options.list && under_way(answer)) {
        std::this_thread::sleep_for(between_looks);
        answer = call_admin(options.admin, "GET", recomputation_path);
    }
    return print_answer(answer, options, print_recomputation);
}

int fetch_goals(const admin_options& gateway, const std::string& source) {
    json::writer order;
    order.begin_object().member("source", source).end_object();
    return follow_import(
        gateway.admin, call_admin(gateway.admin, "POST", "/admin/v1/goals/fetches", order.finish()), gateway.json
    );
}

} // namespace schakel::command
