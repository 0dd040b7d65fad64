// Learning goals over the admin API: imports with the real store, and everything that is asked of the graph.
#include "tests/support/admin_bench.hpp"
#include "tests/support/toy_goals.hpp"
#include "tests/unit/admin/json_body.hpp"

#include "gateway/codec/zip_writer.hpp"

using namespace schakel;

namespace {

constexpr std::string_view first_year = "framework kader Rekenen\n"
                                        "release kader 2025 2025-01-01\n"
                                        "goal kader a kan tellen tot tien\n"
                                        "goal kader b kan rekenen\n"
                                        "child a b\n";
constexpr std::string_view second_year = "framework kader Rekenen\n"
                                         "release kader 2026 2026-01-01\n"
                                         "goal kader a2 kan tellen tot twintig\n"
                                         "goal kader b kan rekenen\n"
                                         "child a2 b\n"
                                         "replaced a a2\n";
constexpr std::string_view other_framework = "framework ander Wiskunde\n"
                                             "release ander 1 2025-01-01\n"
                                             "goal ander x telt tot tien\n";
constexpr std::string_view crossing = "set urn:oversteek 1 kader ander\n"
                                      "maps a exact x\n";

struct goal_bench : test::admin_bench {
    goal_bench() {
        adapters.add(test::make_toy_goals());
        goals = std::make_unique<goals::goal_store>(*store->goals(), time);
        graph = std::make_unique<goals::live_graph>(*goals, log);
        imports = std::make_unique<pipeline::goal_imports>(pipeline::goal_imports::parts{
            .goals = *goals,
            .graph = *graph,
            .store = *store,
            .adapters = adapters,
            .time = time,
            .log = log,
            .in_force = [this] { return configuration; }});
        recomputation = std::make_unique<pipeline::goal_recomputation>(pipeline::goal_recomputation::parts{
            .rows = *store->goals(),
            .goals = *goals,
            .flow = {*store, time, log, [] {}, &counts, [this] { return graph->current(); }},
            .adapters = adapters,
            .in_force = [this] { return configuration; }});
        graph->start();
        listen(
            nullptr, nullptr,
            admin::goal_services{
                goals.get(), graph.get(), imports.get(), recomputation.get(),
                [](const std::function<void()>& task) { task(); }}
        );
    }

    transport::http_response start(std::string body, const std::string& query = {}) {
        auto request = call("POST", "/admin/v1/goals/imports" + query, std::move(body));
        request.headers.set("Content-Type", "application/octet-stream");
        return ask(std::move(request));
    }
    // Answers the import, as the API tells it afterwards.
    json::document bring(std::string_view body, const std::string& query = {}) {
        const auto told = start(std::string(body), query);
        REQUIRE(told.status == 202);
        while (imports->run_one()) {
        }
        return test::json_body(get(std::string(told.headers.get("Location"))));
    }
    void bring_all() {
        bring(first_year);
        bring(other_framework);
        bring(crossing);
        bring(second_year);
    }

    std::unique_ptr<goals::goal_store> goals;
    std::unique_ptr<goals::live_graph> graph;
    std::unique_ptr<pipeline::goal_imports> imports;
    std::unique_ptr<pipeline::goal_recomputation> recomputation;
};

} // namespace

TEST_CASE("an upload is read, published and in use when it is told as ended") {
    goal_bench on;
    test::is_problem(on.get("/admin/v1/goals/goals/a"), 404, "no-goals");
    const auto told = on.bring(first_year, "?name=rekenen.txt");
    CHECK(told.root().member("state").text() == "ended");
    CHECK(told.root().member("source").text() == "rekenen.txt");
    CHECK(told.root().find("/outcome/what").text() == "published");
    CHECK(told.root().find("/outcome/owners/0/id").text() == "kader#2025");
    CHECK(told.root().find("/outcome/owners/0/counts/goal").integer() == 2);
    const auto goal = test::json_body(on.get("/admin/v1/goals/goals/a"));
    CHECK(goal.root().find("/releases/0/statement").text() == "kan tellen tot tien");
    CHECK(goal.root().find("/related/0/relation").text() == "child-of");
    CHECK(goal.root().find("/became/fate").text() == "living");
    const auto all = test::json_body(on.get("/admin/v1/goals/imports"));
    CHECK(all.root().member("imports").size() == 1);
    CHECK(all.root().find("/stored/0/owners/0").text() == "kader#2025");
}

TEST_CASE("the same again changes nothing, and other content under the same label is refused") {
    goal_bench on;
    on.bring(first_year);
    CHECK(on.bring(first_year).root().find("/outcome/what").text() == "unchanged");
    const auto other = on.bring(std::string(first_year) + "goal kader c kan meten\n");
    CHECK(other.root().find("/outcome/what").text() == "failed");
    CHECK(other.root().find("/outcome/reason").text().find("kader#2025") != std::string_view::npos);
    test::is_problem(on.get("/admin/v1/goals/goals/c"), 404, "no-such-goal");
}

TEST_CASE("a file with faults is told with them, and nothing of the upload is imported") {
    goal_bench on;
    std::string archive;
    zip::writer out(archive);
    for (const auto& [name, text] :
         {std::pair<std::string, std::string>{"map/een.json", std::string(first_year)},
          {"map/twee.json", "framework ander Wiskunde\nonzin\n"},
          {"leesmij.md", "niets"}}) {
        out.begin(name);
        out.write(text);
        out.end();
    }
    out.finish();
    const auto told = on.bring(archive);
    CHECK(told.root().find("/outcome/what").text() == "rejected");
    CHECK(told.root().find("/outcome/findings/0/file").text() == "map/twee.json");
    CHECK(told.root().find("/outcome/findings/0/rule").text() == "toy.goal-line");
    CHECK(told.root().find("/outcome/findings/0/line").integer() == 2);
    CHECK(on.graph->current() == nullptr);
}

TEST_CASE("a dry run reads and judges only") {
    goal_bench on;
    const auto told = on.bring(first_year, "?dry_run=true");
    CHECK(told.root().find("/outcome/what").text() == "read");
    CHECK(told.root().find("/outcome/records").integer() == 5);
    CHECK(on.goals->newest() == 0);
}

TEST_CASE("what cannot be an import is refused at once or told as failed") {
    goal_bench on;
    test::is_problem(on.start("framework x X\n", "?standard=toy-gaols-1.0"), 409, "not-started");
    CHECK(on.start("framework x X\n", "?published=gisteren").status == 400);
    CHECK(on.start("framework x X\n", "?colour=red").status == 400);
    CHECK(on.start("").status == 400);
    CHECK(on.bring("onherkenbaar").root().find("/outcome/what").text() == "failed");
    test::is_problem(on.get("/admin/v1/goals/imports/none"), 404, "no-such-import");
}

TEST_CASE("frameworks are told with their releases, mapping sets with their versions") {
    goal_bench on;
    on.bring_all();
    const auto all = test::json_body(on.get("/admin/v1/goals/frameworks"));
    CHECK(all.root().member("frameworks").size() == 2);
    const auto one = test::json_body(on.get("/admin/v1/goals/frameworks/kader"));
    CHECK(one.root().member("title").text() == "Rekenen");
    CHECK(one.root().member("releases").size() == 2);
    CHECK(one.root().find("/releases/1/release").text() == "2026");
    test::is_problem(on.get("/admin/v1/goals/frameworks/geen"), 404, "no-such-framework");
    const auto sets = test::json_body(on.get("/admin/v1/goals/mapping-sets"));
    CHECK(sets.root().find("/mapping_sets/0/id").text() == "urn:oversteek#1");
}

TEST_CASE("a goal that was replaced tells what became of it") {
    goal_bench on;
    on.bring_all();
    const auto goal = test::json_body(on.get("/admin/v1/goals/goals/a"));
    CHECK(goal.root().find("/became/fate").text() == "replaced");
    CHECK(goal.root().find("/became/ends/0/goal").text() == "a2");
    CHECK(goal.root().find("/became/ends/0/revision").text() == "revised");
    test::is_problem(on.get("/admin/v1/goals/goals/a?framework=geen"), 404, "no-such-goal");
    const auto then = test::json_body(on.get("/admin/v1/goals/resolve?goal=a&as_of=2025-06-01"));
    CHECK(then.root().member("outcome").text() == "living");
    const auto today = test::json_body(on.get("/admin/v1/goals/resolve?goal=a"));
    CHECK(today.root().member("outcome").text() == "replaced");
    CHECK(today.root().find("/goals/0/id").text() == "a2");
    CHECK(on.get("/admin/v1/goals/resolve").status == 400);
}

TEST_CASE("a record is translated with both explanations") {
    goal_bench on;
    on.bring_all();
    const auto told =
        on.post("/admin/v1/goals/translate", R"({"goal":"a","to":"ander","as_of":"2025-06-01","statement":"toets-1"})");
    REQUIRE(told.status == 200);
    const auto body = test::json_body(told);
    CHECK(body.root().find("/records/0/outcome").text() == "exact");
    CHECK(body.root().find("/records/0/statement").text() == "toets-1");
    CHECK(told.body.find("telt tot tien") != std::string::npos);
    const auto bad = on.post("/admin/v1/goals/translate", R"({"goal":"a","to":"geen"})");
    test::is_problem(bad, 400, "bad-value");
    CHECK(test::json_body(bad).root().member("expected").text().find("ander, kader") != std::string_view::npos);
    CHECK(on.post("/admin/v1/goals/translate", R"({"goal":"a","to":"ander","record":"feeling"})").status == 400);
    CHECK(on.post("/admin/v1/goals/translate", R"({"goal":"a","to":"ander","as_of":"ooit"})").status == 400);
    CHECK(on.post("/admin/v1/goals/translate", R"({"goal":"a","to":"ander","policy":"geen"})").status == 400);
}

TEST_CASE("a diff and defects come in pages") {
    goal_bench on;
    on.bring_all();
    const std::string asked = "/admin/v1/goals/diff?framework=kader&from=2025&to=2026&mapping_set=urn%3Aoversteek%231";
    const auto diff = test::json_body(on.get(asked));
    CHECK(diff.root().find("/counts/revised").integer() == 1);
    CHECK(diff.root().find("/mappings/0/subject_now/0").text() == "a2");
    CHECK_FALSE(diff.root().member("next"));
    test::is_problem(on.get("/admin/v1/goals/diff?framework=kader&from=2024&to=2026"), 404, "no-such-release");
    on.bring("set urn:los 1 kader ander\nmaps weg exact x\nmaps elders exact x\n");
    const auto defects = test::json_body(on.get("/admin/v1/goals/defects?limit=1"));
    CHECK(defects.root().member("count").integer() == 2);
    CHECK(defects.root().member("defects").size() == 1);
    CHECK(defects.root().member("next").integer() == 1);
    const auto rest = test::json_body(on.get("/admin/v1/goals/defects?after=1&limit=1"));
    CHECK(rest.root().find("/defects/0/kind").text() == "dangling-end");
    CHECK_FALSE(rest.root().member("next"));
}

TEST_CASE("a fetch from a source that nobody configured is refused") {
    goal_bench on;
    test::is_problem(on.post("/admin/v1/goals/fetches", R"({"source":"niemand"})"), 409, "not-started");
}

TEST_CASE("a recomputation is ordered and told") {
    goal_bench on;
    CHECK_FALSE(test::json_body(on.get("/admin/v1/goals/recomputation")).root().member("newest"));
    const auto ordered = on.post("/admin/v1/goals/recomputation", R"({"send":true,"source":"kader#2025"})");
    CHECK(ordered.status == 202);
    CHECK(test::json_body(ordered).root().member("waiting").integer() == 1);
    while (on.recomputation->run_one()) {
    }
    const auto told = test::json_body(on.get("/admin/v1/goals/recomputation"));
    CHECK_FALSE(told.root().member("running").boolean());
    CHECK(told.root().find("/newest/sends").boolean());
    CHECK(told.root().find("/newest/deliveries").integer() == 0);
}

TEST_CASE("while the first graph is built, goals are asked for again later") {
    goal_bench on;
    on.bring(first_year);
    goals::live_graph fresh(*on.goals, on.log);
    on.listen(
        nullptr, nullptr,
        admin::goal_services{
            on.goals.get(), &fresh, on.imports.get(), on.recomputation.get(), [](const auto& t) { t(); }}
    );
    test::is_problem(on.get("/admin/v1/goals/goals/a"), 503, "unavailable");
}

TEST_CASE("a gateway without goals says so") {
    test::admin_bench on;
    for (const char* path : {"/admin/v1/goals/frameworks", "/admin/v1/goals/imports", "/admin/v1/goals/goals/a"})
        test::is_problem(on.get(path), 503, "unavailable");
}
