// Questions about learning goals: who may ask, what is remembered, and who has the answer already.
#include "gateway/goals/generated_framework.hpp"
#include "gateway/goals/memory_goals.hpp"
#include "gateway/pipeline/goal_query.hpp"
#include "tests/support/fake_clock.hpp"

#include <doctest/doctest.h>

using namespace schakel;

namespace {

// Answers with the titles of the frameworks, as a stream where that is asked for.
class toy_publisher final : public goals_only_adapter {
public:
    toy_publisher() {
        info_.standard = "toy-goals";
        info_.title = info_.specification = "toy";
        info_.families = {family::goals};
        info_.base_path = "/goals";
        info_.parameters = {};
        abilities_.answers = true;
    }
    const adapter_info& info() const override { return info_; }
    std::span<const rule> rules() const override { return {}; }
    int recognises(std::string_view) const override { return 0; }
    const goal_abilities& abilities() const override { return abilities_; }
    presented_credentials credentials(const exchange& asked) const override {
        presented_credentials shown;
        if (asked.headers.find("authorization") == "Basic elo:geheim")
            shown = {presented_credentials::form::basic, "geheim", "elo", {}};
        return shown;
    }
    reply acknowledge(const exchange&, const disposition& decided) const override {
        return {decided.what == disposition::outcome::unavailable ? 503 : 403, {}, "refused"};
    }
    using adapter::answer;
    goal_question question(const exchange& asked, const decode_options&) const override {
        goal_question made;
        made.kind = asked.path;
        made.open = asked.path == "/about";
        return made;
    }
    served_answer answer(
        const exchange& asked, const goal_question&, std::shared_ptr<const goal_view> view, const answering& options
    ) const override {
        ++times;
        std::string body = options.base_url + asked.path;
        if (view) body += " " + view->frameworks().front().title;
        served_answer made{{200, {{"ETag", "\"1\""}}, {}}, nullptr, std::make_shared<answer_tally>()};
        if (asked.path == "/stream")
            made.stream = std::make_unique<text_source>(std::move(body), 5);
        else
            made.head.body = std::move(body);
        return made;
    }
    mutable int times = 0;

private:
    adapter_info info_;
    goal_abilities abilities_;
};

struct flow {
    explicit flow(bool open) {
        auto made = std::make_unique<toy_publisher>();
        publisher = made.get();
        adapters.add(std::move(made));
        settings::settings all;
        if (open) all.goals.serve_open = {"toy-goals"};
        settings::system elo;
        elo.id = "elo";
        elo.query.emplace();
        elo.query->basic = settings::basic_login{"elo", "geheim"};
        all.systems = {elo};
        auto configured = pipeline::configuration::create(std::move(all), adapters, time);
        REQUIRE(configured);
        in_force = *configured;
        publish("1");
    }
    ~flow() { std::fclose(nowhere); }

    void publish(const std::string& version) {
        auto made = std::make_shared<goals::memory_goals>(time.now(), version);
        goals::generate_framework({}, *made);
        view = std::move(made);
    }

    struct told {
        int status = 0;
        std::string body;
        header_fields headers;
    };
    told ask(const std::string& path, header_fields headers = {}) {
        exchange asked;
        asked.method = "GET";
        asked.path = path;
        asked.standard = "toy-goals";
        asked.headers = std::move(headers);
        told out;
        const pipeline::goal_query_services services{
            [this] { return view; },
            {.stored = {},
             .owners = nullptr,
             .work = [](std::function<void()> task) { task(); },
             .memory = memory,
             .audit = audit,
             .counts = counts,
             .time = time,
             .log = log}};
        pipeline::goal_query(
            std::move(asked), *publisher, {"https://gw.example", "/goals" + path, {}, {}}, in_force, services,
            [&](pipeline::query_answer answer) {
                CHECK(out.status == 0); // exactly once
                out.status = answer.head.status;
                out.headers = answer.head.headers;
                out.body = answer.body ? *answer.body : answer.head.body;
                while (answer.stream && answer.stream->next(out.body)) {
                }
            }
        );
        return out;
    }

    test::fake_clock time;
    std::FILE* nowhere = std::fopen("/dev/null", "w");
    logger log{nowhere, time, log_level::error};
    adapter_registry adapters;
    toy_publisher* publisher = nullptr;
    std::shared_ptr<const pipeline::configuration> in_force;
    std::shared_ptr<const goal_view> view;
    pipeline::query_memory memory;
    pipeline::query_counts counts;
    std::vector<std::string> audited;
    pipeline::query_audit audit{time, [this](outbox::audit_entry one) { audited.push_back(one.detail); }};
};

const header_fields elo{{"Authorization", "Basic elo:geheim"}};

} // namespace

TEST_CASE("goals are given to whom the settings let in") {
    flow closed(false), open(true);
    CHECK(closed.ask("/list").status == 403);
    CHECK(closed.ask("/list", elo).status == 200);
    CHECK(closed.ask("/about").status == 200); // tells of the service, not of goals
    CHECK(open.ask("/list").status == 200);
    CHECK(open.ask("/list").body.starts_with("https://gw.example/goals/list Rekenen"));
}

TEST_CASE("nothing was imported: try again later") {
    flow open(true);
    open.view = nullptr;
    CHECK(open.ask("/list").status == 503);
}

TEST_CASE("an answer is made once for all askers, until something else is published") {
    for (const char* path : {"/list", "/stream"}) {
        flow open(true);
        const std::string first = open.ask(path).body;
        CHECK(open.ask(path).body == first);
        CHECK(open.ask(path, elo).body == first);
        CHECK(open.publisher->times == 1);
        CHECK(open.counts.from_memory == 2);
        open.publish("2");
        open.ask(path);
        CHECK(open.publisher->times == 2);
    }
}

TEST_CASE("who has the answer already is told so") {
    for (const char* path : {"/list", "/stream"}) {
        flow open(true);
        for (int i = 0; i < 2; ++i) { // the second from memory
            const auto told = open.ask(path, {{"If-None-Match", "\"0\", \"1\""}});
            CHECK(told.status == 304);
            CHECK(told.body.empty());
            CHECK(told.headers.find("etag") == "\"1\"");
            CHECK(open.ask(path, {{"If-None-Match", "\"2\""}}).status == 200);
        }
    }
}
