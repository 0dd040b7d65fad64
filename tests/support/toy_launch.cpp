#include "tests/support/toy_launch.hpp"

#include "gateway/adapter/document_adapter.hpp"

namespace schakel::test {

namespace {

class toy final : public document_adapter, public launch_adapter {
public:
    toy() {
        using use = endpoint::purpose;
        info_.standard = toy_launch;
        info_.family_name = "toy-launch";
        info_.receives = true;
        info_.base_path = "/toy";
        info_.endpoints = {{use::browser, "POST", "/arrive", {}},   {use::browser, "GET", "/login", {}},
                           {use::browser, "GET", "/authorize", {}}, {use::browser, "POST", "/back", {}},
                           {use::browser, "GET", "/logout", {}},    {use::service, "GET", "/members", {}},
                           {use::service, "POST", "/register", {}}, {use::message, "POST", "/score", {}}};
        abilities_.from = abilities_.to = abilities_.deep_linking = abilities_.begins = true;
        abilities_.launch_path = "/open";
    }

    using adapter::answer; // of the other facet
    const adapter_info& info() const override { return info_; }
    std::span<const rule> rules() const override { return {}; }
    int recognises(std::string_view) const override { return 0; }
    const launch_adapter* launch() const override { return this; }
    const launch_abilities& abilities() const override { return abilities_; }

    decoded decode(const exchange& received, const decode_options& options) const override {
        decoded out;
        const auto words = words_of(received.body);
        if (words.size() != 4 || !options.launches) {
            static constexpr rule wrong{"toy.score", severity::error, "toy", "Fout.", "Wrong.", {}, {}};
            out.report.add(layer::well_formed, {{&wrong, {}, {}, {}, {}}});
            return out;
        }
        out.report.add(layer::well_formed, {});
        out.kind = "score";
        model::progress_report report;
        report.assessments.emplace_back().id = words[1];
        model::sitting sitting;
        sitting.pupil.ids = {{std::string(model::scheme::lti_user), words[0], received.sender}};
        report.sittings.push_back(std::move(sitting));
        out.records.emplace_back(std::move(report));
        out.keys = {{words[0] + "|" + words[1] + "|" + words[3], received.body}};
        given_score score;
        score.person = words[0];
        score.when = instant(std::chrono::seconds(std::stol(words[3])));
        score.score = std::stod(words[2]);
        out.scores.push_back({words[1], std::move(score)});
        return out;
    }

    reply acknowledge(const exchange&, const disposition& decided) const override {
        return {decided.what == disposition::outcome::accepted ? 200 : 400, {}, std::to_string(int(decided.what))};
    }

    std::string recall_key(const browser_request& request) const override {
        for (const std::string_view name : {"state", "hint", "back"}) {
            if (request.has(name)) return std::string(request.value(name));
        }
        return {};
    }

    launch_step proceed(const browser_request& request, const launching& with) const override {
        const std::string& path = request.http.path;
        if (path == "/login") return login(request, with);
        if (path == "/authorize") return authorize(with);
        if (path == "/back") return back(request);
        if (path == "/logout")
            return {
                signed_out{
                    std::string(request.value("from")),
                    {{"toy", std::string(request.value("name")), {}}, {}, {}},
                    {reply{200, {}, "logged out"}, {}, {}}},
                {}};
        return arrive(request, with);
    }

    launch_step begin(const beginning& what, const launching& with) const override {
        const std::string key = with.random();
        return {show{lines("sign-in " + key), {{key, what.target, 600s, {}}}, what.system}, {}};
    }

    launch_step start(
        const model::launch& what, const launch_party& to, const granted_services& services, const launching& with
    ) const override {
        if (to.quirks.contains("direct")) return {show{opened(what, services.class_handle), {}, {}}, {}};
        const std::string key = with.random();
        return {show{lines("go " + key), {{key, services.class_handle, 60s, {}}}, {}}, {}};
    }

    launch_step
    answer(const model::content_return& choice, const launch_party&, const model::launch& asked, std::string_view bytes, const launching&)
        const override {
        std::string body = "to " + asked.choosing->return_url + "\nbytes " + std::string(bytes) + "\n";
        for (const model::content_item& one : choice.items) body += "give " + one.url + "\n";
        return {show{reply{200, {}, body}, {}, {}}, {}};
    }

    launch_step
    sign_out(const model::launch_session& session, const launch_party& from, const launching&) const override {
        return {show{lines("end " + session.name.value + " " + session.index), {}, from.system}, {}};
    }

    service_step serve(const exchange& asked, const launching& with) const override {
        if (asked.path == "/register") {
            service_step out{reply{201, {}, "registered"}};
            registration what;
            what.party.side = launch_side::target;
            what.party.standard = toy_launch;
            what.party.client_id = "told-by-itself";
            what.token_used = asked.query_value("token");
            out.registers = std::move(what);
            out.when_used = reply{401, {}, "used"};
            return out;
        }
        const auto of = with.ledger->find_class(asked.query_value("class"));
        if (!of) return {reply{404, {}, {}}};
        const auto page = with.members(*of, {}, asked.query_value("since"), asked.query_value("after"), 2);
        if (!page) return {reply{403, {}, page.error().message}};
        std::string body;
        for (const model::launch_person& one : page->members)
            body += (one.roles.empty() ? "left " : "member ") + one.ids.front().value + " " + one.given_name + "\n";
        return {reply{200, {}, body + "next " + page->next + "\n"}};
    }

    launch_sender_step sender_of(const exchange& message, const launching& with) const override {
        const auto words = words_of(std::string(message.headers.find("authorization")));
        const auto of = words.size() == 3 ? with.ledger->find_class(words[2]) : std::nullopt;
        if (!of || of->target != words[1]) return {disposition::outcome::unauthenticated};
        return {launch_sender{words[1], {}, of->school}};
    }

private:
    static reply lines(const std::string& body) { return {200, {}, body + "\n"}; }

    static std::vector<std::string> words_of(const std::string& text) {
        std::vector<std::string> out;
        std::string word;
        for (const char c : text + " ") {
            if (c != ' ' && c != '\n') {
                word += c;
            } else if (!word.empty()) {
                out.push_back(std::exchange(word, {}));
            }
        }
        return out;
    }

    static refused no(std::string code, refusal_advice advice = refusal_advice::ask_school) {
        refused out;
        out.code = std::move(code);
        out.advice = advice;
        out.reason = "toy";
        return out;
    }

    launch_step login(const browser_request& request, const launching& with) const {
        const std::string key = with.random();
        return {
            show{lines("login " + key), {{key, "at-login", 600s, with.random()}}, std::string(request.value("from"))},
            {}};
    }

    launch_step arrive(const browser_request& request, const launching& with) const {
        if (with.remembered && with.remembered->browser == same_browser::no)
            return {no("toy.other-browser", refusal_advice::nothing), {}};
        const std::string from(request.value("from"));
        const launch_party* party = with.parties->find(launch_side::source, from);
        if (!party) return {no("toy.unknown-source"), {}};
        if (request.has("keys")) {
            const auto* keys = with.keys_at(request.value("keys"), false);
            if (!keys) {
                ask_first ask;
                ask.questions.push_back({launch_question::what::keys, std::string(request.value("keys")), false});
                return {std::move(ask), {}};
            }
            if (!*keys) return {no("toy.no-keys", refusal_advice::other_party), {}};
        }
        launch_step out;
        if (request.has("nonce"))
            out.once.push_back({"nonce|" + from + "|" + std::string(request.value("nonce")), with.now + 600s});
        arrived came{from, launch_of(request, *party), {}};
        came.answer_bytes = "answer-bytes";
        if (with.remembered && came.what.resource.target.empty() && with.remembered->bytes != "at-login")
            came.what.resource.target = with.remembered->bytes; // begun by begin()
        out.what = std::move(came);
        return out;
    }

    static model::launch launch_of(const browser_request& request, const launch_party& party) {
        model::launch out;
        const auto text = [&](std::string_view name) { return std::string(request.value(name)); };
        if (request.has("user")) out.person.ids.push_back({"lti.user", text("user"), party.system});
        out.person.given_name = text("given");
        if (const auto role = model::parse_launch_role(request.value("role")))
            out.person.roles.push_back({*role, model::role_scope::context, {}});
        out.context.id = text("class");
        out.context.title = text("class_title");
        out.resource.id = text("resource");
        out.resource.target = text("target");
        out.resource.product = text("product");
        out.deployment = text("deployment");
        out.presentation.return_url = text("return");
        out.presentation.locale = text("locale");
        if (request.has("session")) {
            out.session.name = {"toy", text("user"), party.system};
            out.session.index = text("session");
        }
        if (request.has("brin")) out.school.push_back({"brin", text("brin"), {}});
        for (const auto& [name, value] : request.form) {
            if (name.starts_with("custom.")) out.resource.custom.emplace_back(name.substr(7), value);
        }
        if (request.has("choose")) {
            out.kind = model::launch_kind::deep_linking;
            out.choosing.emplace().return_url = "https://elo.example/back";
            out.choosing->data = "of-the-source";
        }
        return out;
    }

    static reply opened(const model::launch& what, std::string_view class_handle) {
        std::string body = "open " + what.resource.target + "\n";
        for (const model::identifier& one : what.person.ids) body += "person " + one.scheme + " " + one.value + "\n";
        for (const model::held_role& one : what.person.roles)
            body += "role " + std::string(model::to_string(one.what)) + "\n";
        const auto line = [&](std::string_view name, const std::string& value) {
            if (!value.empty()) body += std::string(name) + " " + value + "\n";
        };
        line("given", what.person.given_name);
        line("class", what.context.id);
        line("class_title", what.context.title);
        line("resource", what.resource.id);
        line("product", what.resource.product);
        line("return", what.presentation.return_url);
        line("handle", std::string(class_handle));
        for (const auto& [name, value] : what.resource.custom) body += "custom." + name + " " + value + "\n";
        return {200, {}, body};
    }

    launch_step authorize(const launching& with) const {
        if (!with.remembered || !with.remembered->launch) return {no("toy.no-hint"), {}};
        const model::launch& what = *with.remembered->launch;
        if (what.kind != model::launch_kind::deep_linking)
            return {show{opened(what, with.remembered->bytes), {}, {}}, {}};
        const std::string key = with.random();
        return {show{lines("choose " + key), {{key, {}, 600s, {}}}, {}}, {}};
    }

    static launch_step back(const browser_request& request) {
        returned out;
        for (const auto& [name, value] : request.form) {
            if (name != "url") continue;
            model::content_item item;
            item.type = "ltiResourceLink";
            item.url = value;
            item.title = "Hoofdstuk";
            item.custom = model::parameters{{"chapter", "3"}};
            out.what.items.push_back(std::move(item));
        }
        return {std::move(out), {}};
    }

    adapter_info info_;
    launch_abilities abilities_;
};

} // namespace

std::unique_ptr<adapter> make_toy_launch() {
    return std::make_unique<toy>();
}

} // namespace schakel::test
