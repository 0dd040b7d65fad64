// The platform side of the adapter without the launch flow, for tests with an independent tool: a question on a line of
// standard input, an answer on a line of standard output, both JSON. Whoever runs it speaks HTTP (tests/integration/
// lti_platform.py). Arguments: address that it is reached at, address of the tool.
//
// Questions: {"op": "start" | "keys" | "request", …}. Answers: {"status", "headers", "body"}, or with "form" for a page
// that sends itself, or with "ask" for the address of keys that are needed first.
#include "tests/unit/lti_1_3/publisher.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/random.hpp"

#include <iostream>
#include <set>

using namespace schakel;
using namespace schakel::test;

namespace {

struct peer {
    launch_world world;
    std::string base;
    std::set<std::string, std::less<>> used;
    std::shared_ptr<const model::launch> launch = std::make_shared<model::launch>();

    peer(std::string at, const std::string& tool) : base(std::move(at)) {
        launch_party party = publisher();
        party.issuer = base;
        party.public_keys.clear();
        party.keys_url = tool + "/keys";
        party.login_url = tool + "/login";
        party.launch_url = party.deep_linking_url = tool + "/";
        party.redirect_urls = {tool + "/"};
        party.scopes.insert(ags("lineitem.readonly"));
        launch_class of;
        of.handle = "class-1";
        of.target = party.system;
        of.school = "de-akker";
        of.context = pupil_opens_chapter().context;
        of.scopes = party.scopes;
        world.known = {std::move(party)};
        world.ledger.classes = {std::move(of)};
        world.invitation = "invitation-1";
        for (int i = 1; i <= 5; ++i) {
            model::launch_person one;
            one.ids = {{std::string(model::scheme::lti_user), "pseudo-" + std::to_string(i), {}}};
            one.roles = {learner_role()};
            world.members.push_back(std::move(one));
        }
    }

    launching surroundings(const std::string& recall_key = {}) {
        world.time.advance(system_clock().now() - world.time.now());
        launching with = world.with(recall_key);
        with.gateway_url = base;
        with.base_url = base + "/lti/1.3";
        with.random = [] { return crypto::random_token(24); };
        return with;
    }
};

// ---------------------------------------------------------------- what is answered

std::string told(const reply& what) {
    json::writer to;
    to.begin_object().member("status", what.status).member("body", what.body).name("headers").begin_array();
    for (const auto& [name, value] : what.headers) to.begin_array().text(name).text(value).end_array();
    return to.end_array().end_object().finish();
}

std::string told(const page_form& what) {
    json::writer to;
    to.begin_object().name("form").begin_object().member("action", what.action).member("method", what.method);
    to.name("fields").begin_array();
    for (const auto& [name, value] : what.fields) to.begin_array().text(name).text(value).end_array();
    return to.end_array().end_object().end_object().finish();
}

std::string told(const ask_first& what) {
    return json::writer().begin_object().member("ask", what.questions.front().url).end_object().finish();
}

std::string told(const refused& why) {
    if (why.page_instead) return told(std::get<opening_page>(*why.page_instead).form);
    return told(reply{403, {}, why.code});
}

std::string told(const returned& choice) {
    std::string titles;
    for (const model::content_item& one : choice.what.items) titles += one.title + " " + one.url + "\n";
    return told(reply{200, {}, titles});
}

std::string told(peer& at, const launch_step& step) {
    for (const single_use& one : step.once) {
        if (!at.used.insert(one.what).second) return told(reply{403, {}, "launch.replayed"});
    }
    if (std::holds_alternative<show>(step.what)) {
        const auto& what = at.world.shown(step, "uitgever", at.launch).what;
        if (const auto* plain = std::get_if<reply>(&what)) return told(*plain);
        return told(std::get<opening_page>(std::get<page>(what)).form);
    }
    if (const auto* first = std::get_if<ask_first>(&step.what)) return told(*first);
    if (const auto* choice = std::get_if<returned>(&step.what)) return told(*choice);
    return told(std::get<refused>(step.what));
}

// ---------------------------------------------------------------- what is asked

std::string start(peer& at, bool choosing) {
    model::launch what = pupil_opens_chapter();
    what.resource.target.clear();
    if (choosing) {
        what.kind = model::launch_kind::deep_linking;
        what.choosing.emplace();
        what.choosing->accept_types = {"ltiResourceLink", "link"};
        what.choosing->accept_targets = {"iframe"};
        what.choosing->accept_multiple = true;
    }
    at.launch = std::make_shared<model::launch>(std::move(what));
    granted_services services = all_services();
    services.scopes = at.world.known.front().scopes;
    services.line_item.clear();
    return told(at, lti_adapter().start(*at.launch, at.world.known.front(), services, at.surroundings()));
}

std::string pass(peer& at, const exchange& asked) {
    const browser_request request{asked, forms::read(asked.body).value_or(form_fields{})};
    const auto before = at.world.remembered;
    const launch_step step = lti_adapter().proceed(request, at.surroundings(lti_adapter().recall_key(request)));
    if (std::holds_alternative<ask_first>(step.what)) at.world.remembered = before; // the same request comes again
    return told(at, step);
}

// As the flow does: the ledger takes a score before the message counts.
disposition::outcome take(peer& at, const decoded& read) {
    using enum disposition::outcome;
    if (read.report.rejects()) return invalid;
    const ledger_score& score = read.scores.front();
    auto& known = at.world.ledger.scores[score.line_item];
    const auto former = known.find(score.what.person);
    if (former != known.end() && former->second.when >= score.what.when) return conflict;
    known[score.what.person] = score.what;
    return accepted;
}

std::string score(peer& at, const exchange& message) {
    disposition decided;
    decoded read;
    const launch_sender_step sender = lti_adapter().sender_of(message, at.surroundings());
    if (const auto* why = std::get_if<disposition::outcome>(&sender.what)) {
        decided.what = *why;
    } else {
        decode_options options;
        options.launches = &at.world.ledger;
        read = lti_adapter().decode(message, options);
        decided.what = take(at, read);
        decided.report = &read.report;
    }
    return told(lti_adapter().acknowledge(message, decided));
}

std::string serve(peer& at, const exchange& asked) {
    service_step step = lti_adapter().serve(asked, at.surroundings());
    if (const auto* first = std::get_if<ask_first>(&step.what)) return told(*first);
    for (const single_use& one : step.once) {
        if (!at.used.insert(one.what).second) return told(*step.when_used);
    }
    if (step.registers) at.world.invitation.clear();
    return told(std::get<reply>(step.what));
}

std::string request(peer& at, json::value question) {
    exchange asked;
    asked.method = question.member("method").text();
    asked.path = asked.raw_path = question.member("path").text();
    asked.query = forms::read(question.member("query").text()).value_or(form_fields{});
    asked.body = question.member("body").text();
    for (json::value one = question.member("headers").first_child(); one; one = one.next_sibling())
        asked.headers.add(std::string(one.at(0).text()), std::string(one.at(1).text()));
    if (asked.path == "/authorize" || asked.path == "/choice") return pass(at, asked);
    return asked.path.ends_with("/scores") ? score(at, asked) : serve(at, asked);
}

std::string answer(peer& at, json::value question) {
    const std::string_view what = question.member("op").text();
    if (what == "start") return start(at, question.member("choosing").boolean());
    if (what == "request") return request(at, question);
    at.world.keys_at.insert_or_assign(
        std::string(question.member("url").text()), crypto::key_set::from_jwks(question.member("jwks").text())
    );
    return "{}";
}

} // namespace

int main(int count, char** arguments) {
    if (count != 3) return 2;
    peer at(arguments[1], arguments[2]);
    for (std::string line; std::getline(std::cin, line);) {
        findings none;
        const auto question = json::document::parse(line, {}, none);
        std::cout << (question ? answer(at, question->root()) : std::string("{}")) << std::endl;
    }
}
