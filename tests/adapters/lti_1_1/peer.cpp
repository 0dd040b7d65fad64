// The adapter as other products meet it: signs launches and judges what they signed, for
// tests/integration/test_lti_1_1_peers.py.
//
// Standard input: a JSON array of orders. Standard output: an array with an answer for each.
//   {"do":"start","url","secret","method","now","title"}                      {"action","fields":[[name,value]…]}
//   {"do":"judge","base","secret","now","fields":[[name,value]…],"query":[…]} {"code"}, "not refused" when it is good
//   {"do":"message","base","secret","now","query","authorization","body"}     {"code"}, "good" or "unauthenticated"
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/crypto/random.hpp"
#include "tests/adapters/lti_1_1/world.hpp"

#include <iostream>
#include <iterator>

namespace {

using namespace schakel;
using namespace schakel::test;

std::string text(json::value order, std::string_view name) {
    return std::string(order.member(name).text());
}

forms::field_list fields_of(json::value list) {
    forms::field_list out;
    for (json::value one = list.first_child(); one; one = one.next_sibling())
        out.emplace_back(std::string(one.at(0).text()), std::string(one.at(1).text()));
    return out;
}

void prepare(launch_world& world, json::value order) {
    world.with.now = instant{std::chrono::seconds(order.member("now").integer().value_or(0))};
    if (order.member("base")) world.with.base_url = text(order, "base");
    world.lms().keys = {{"sleutel", text(order, "secret")}};
    world.publisher().keys = {{"sleutel", text(order, "secret")}};
    world.with.random = [] { return crypto::to_hex(crypto::random_bytes(16)); };
}

void start(launch_world& world, json::value order, json::writer& out) {
    world.publisher().launch_url = text(order, "url");
    world.publisher().algorithms = {text(order, "method")};
    model::launch what;
    what.person.ids = {{"lti.user", "pseudoniem-1", "uitgever"}};
    what.person.name = "Zoë van 't Hof-Çelik";
    what.person.roles = {{model::launch_role::learner, model::role_scope::context, {}}};
    what.resource.id = "les-1";
    what.resource.title = text(order, "title");
    what.resource.description = "regel een\nregel twee";
    what.resource.custom = {{"tekens", "!*'();:@&=+$,/?#[]%~-._ \"<>^`{|}"}};
    granted_services services;
    services.result_handle = "handvat-1";
    const launch_step step = lti().launch()->start(what, world.publisher(), services, world.with);
    const page_form* form = form_of(step);
    if (!form) return void(out.member("code", code_of(step)));
    out.member("action", form->action).name("fields").begin_array();
    for (const auto& [name, value] : form->fields) out.begin_array().text(name).text(value).end_array();
    out.end_array();
}

void judge(launch_world& world, json::value order, json::writer& out) {
    const launch_step step = world.post("/launch", fields_of(order.member("fields")), fields_of(order.member("query")));
    out.member("code", code_of(step));
}

void judge_message(launch_world& world, json::value order, json::writer& out) {
    exchange message;
    message.method = "POST";
    message.path = "/outcomes";
    message.query = fields_of(order.member("query"));
    message.headers = {{"Authorization", text(order, "authorization")}};
    message.body = text(order, "body");
    const launch_sender_step step = lti().launch()->sender_of(message, world.with);
    out.member("code", std::holds_alternative<launch_sender>(step.what) ? "good" : "unauthenticated");
}

} // namespace

int main() {
    const std::string input{std::istreambuf_iterator<char>(std::cin), {}};
    findings wrong;
    const auto orders = json::document::parse(input, {}, wrong);
    if (!orders) return 2;
    json::writer out;
    out.begin_array();
    for (json::value order = orders->root().first_child(); order; order = order.next_sibling()) {
        launch_world world;
        prepare(world, order);
        out.begin_object();
        const std::string what = text(order, "do");
        if (what == "start") start(world, order, out);
        if (what == "judge") judge(world, order, out);
        if (what == "message") judge_message(world, order, out);
        out.end_object();
    }
    out.end_array();
    std::cout << out.finish();
    return 0;
}
