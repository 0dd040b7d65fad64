#include "gateway/command/holdings_gateway.hpp"

#include "gateway/codec/json_writer.hpp"

#include <thread>
#include <vector>

namespace schakel::command {

namespace {

const std::string access_path = "/admin/v1/access/";
constexpr auto between_looks = std::chrono::milliseconds(200);

int ask(
    const admin_options& with, const char* method, const std::string& path, void (*print)(json::value),
    std::string body = {}
) {
    return print_answer(call_admin(with.admin, method, access_path + path, std::move(body)), with, print);
}

std::string place_of(json::value one) {
    const std::string school = text_of(one, "school");
    return school.empty() ? text_of(one, "what") : school;
}

std::string counts_of(json::value load) {
    return number_of(load, "records") + " records, " + number_of(load, "changed") + " changed, " +
           number_of(load, "ended") + " ended";
}

void print_import(json::value one) {
    const json::value outcome = one.member("outcome");
    const std::string reason = text_of(outcome, "reason"), what = text_of(outcome, "what");
    std::printf(
        "%s  %s  %-32s %-7s %s%s%s%s%s\n", text_of(one, "id").c_str(), text_of(one, "asked_at").c_str(),
        text_of(one, "source").c_str(), text_of(one, "way").c_str(),
        what.empty() ? text_of(one, "state").c_str() : what.c_str(), reason.empty() ? "" : ": ", reason.c_str(),
        what.empty() ? "" : ": ", what.empty() ? "" : counts_of(outcome).c_str()
    );
}

void print_imports(json::value of) {
    for (json::value one = of.member("imports").first_child(); one; one = one.next_sibling()) print_import(one);
}

void print_shelves(json::value of) {
    for (json::value one = of.member("shelves").first_child(); one; one = one.next_sibling())
        std::printf(
            "%s\t%s\t%s\t%s%s\n", text_of(one, "source").c_str(), place_of(one).c_str(),
            one.member("published_at") ? text_of(one, "published_at").c_str() : "-",
            one.member("last_load") ? counts_of(one.member("last_load")).c_str() : "",
            one.member("held").boolean() ? "\theld" : ""
        );
}

void print_holds(json::value of) {
    for (json::value one = of.member("holds").first_child(); one; one = one.next_sibling())
        std::printf(
            "%s  %s  %s  since %s: %s\n", text_of(one, "id").c_str(), text_of(one, "source").c_str(),
            place_of(one).c_str(), text_of(one, "since").c_str(), counts_of(one.member("load")).c_str()
        );
}

void print_decided(json::value of) {
    std::printf("%s %s\n", text_of(of, "id").c_str(), text_of(of, "decided").c_str());
}

std::vector<std::string> started(const result<admin_answer>& answer) {
    std::vector<std::string> ids;
    findings ignored;
    const auto body = answer && answer->status == 202 ? json::document::parse(answer->body, {}, ignored) : std::nullopt;
    if (!body) return ids;
    if (body->root().member("id")) ids.push_back(text_of(body->root(), "id"));
    for (json::value one = body->root().member("ids").first_child(); one; one = one.next_sibling())
        ids.emplace_back(one.text());
    return ids;
}

result<admin_answer> ended(const admin_address& gateway, const std::string& id) {
    for (;; std::this_thread::sleep_for(between_looks)) {
        auto answer = call_admin(gateway, "GET", access_path + "imports/" + id);
        findings ignored;
        const auto body = answer ? json::document::parse(answer->body, {}, ignored) : std::nullopt;
        if (!body || answer->status != 200 || body->root().member("state").text() == "ended") return answer;
    }
}

bool is_good(std::string_view what) {
    return what == "published" || what == "unchanged";
}

int follow(const admin_options& gateway, const result<admin_answer>& begun) {
    const auto ids = started(begun);
    if (ids.empty()) return print_answer(begun, gateway, [](json::value) {});
    int worst = exit_code::fine;
    for (const std::string& id : ids) {
        bool good = false;
        const auto answer = ended(gateway.admin, id);
        const int told = print_answer(answer, {gateway.admin, false}, [&](json::value one) {
            good = is_good(text_of(one.member("outcome"), "what"));
            if (gateway.json)
                std::printf("%s\n", std::string(one.raw()).c_str());
            else
                print_import(one);
        });
        worst = std::max({worst, told, good ? exit_code::fine : exit_code::findings});
    }
    return worst;
}

} // namespace

int import_through_gateway(const admin_options& gateway, const holdings_upload& what, std::string bytes) {
    const std::string query = query_of(
        {{"name", what.file},
         {"standard", what.standard},
         {"source", what.source},
         {"school", what.school},
         {"complete", what.complete ? "true" : ""},
         {"released", what.released ? "true" : ""}}
    );
    return follow(gateway, call_admin(gateway.admin, "POST", access_path + "imports" + query, std::move(bytes)));
}

int fetch_through_gateway(const admin_options& gateway, const std::string& system, const std::string& school) {
    json::writer order;
    order.begin_object().member("system", system).member_if_present("school", school).end_object();
    return follow(gateway, call_admin(gateway.admin, "POST", access_path + "fetches", order.finish()));
}

int list_shelves(const admin_options& gateway) {
    return ask(gateway, "GET", "shelves", print_shelves);
}

int list_holdings_imports(const admin_options& gateway) {
    return ask(gateway, "GET", "imports", print_imports);
}

int list_holds(const admin_options& gateway) {
    return ask(gateway, "GET", "holds", print_holds);
}

int release_hold(const admin_options& gateway, const std::string& id) {
    return ask(gateway, "POST", "holds/" + id + "/release", print_decided, "{}");
}

int discard_hold(const admin_options& gateway, const std::string& id, const std::string& reason) {
    json::writer why;
    why.begin_object().member("reason", reason).end_object();
    return ask(gateway, "POST", "holds/" + id + "/discard", print_decided, why.finish());
}

} // namespace schakel::command
