// Fetching from a CASE service: everything once, then only what changed, one request at a time.
#include "adapters/common/case/pull.hpp"
#include "adapters/common/case/answer.hpp"
#include "adapters/common/case/operations.hpp"
#include "adapters/common/case/watermark.hpp"
#include "tests/unit/case/case_test.hpp"

#include <functional>
#include <map>

using namespace schakel;
using namespace schakel::test;

namespace {

using phase = pull_state::phase;

// A service over our own provider, with what goes wrong in the way of it.
struct source {
    std::shared_ptr<const goal_view> view;
    bool tags = true;
    std::function<std::optional<received_answer>(const outgoing&)> instead = {};
    std::vector<std::string> asked = {};

    received_answer answer(const outgoing& request) {
        asked.push_back(request.path);
        if (instead) {
            if (auto other = instead(request)) return *std::move(other);
        }
        exchange made;
        made.method = request.method;
        made.path = request.path.substr(0, request.path.find('?'));
        if (made.path.size() < request.path.size()) {
            std::stringstream query(request.path.substr(made.path.size() + 1));
            for (std::string one; std::getline(query, one, '&');)
                made.query.emplace_back(one.substr(0, one.find('=')), one.substr(one.find('=') + 1));
        }
        answering options;
        options.base_url = "https://bron.example" + std::string(cf::base_path(version::v1_1));
        auto told = cf::answer(version::v1_1, made, cf::question(version::v1_1, made), view, options);
        received_answer out;
        out.status = told.head.status;
        out.headers = told.head.headers;
        out.body = told.head.body;
        while (told.stream && told.stream->next(out.body)) {
        }
        const std::string_view tag = out.headers.find("etag");
        if (!tags) {
            out.headers.set("ETag", "");
        } else if (!tag.empty() && request.headers.find("if-none-match") == tag) {
            out.status = 304;
            out.body.clear();
        }
        return out;
    }
};

struct fetched {
    pull_state state;
    findings found;
    std::size_t waits = 0;
    goals::memory_goals goals;
};

fetched fetch(
    source& from, const std::string& watermark = {}, std::map<std::string, std::string, std::less<>> parameters = {}
) {
    pull_options options;
    options.base_url = "https://bron.example/ims/case/v1p1";
    options.watermark = watermark;
    options.parameters = std::move(parameters);
    const auto pull = cf::make_pull(version::v1_1, options);
    fetched out;
    int turns = 0;
    while (auto request = pull->next()) {
        CHECK(request->method == "GET");
        CHECK(request->headers.find("accept") == "application/json");
        pull->take(*request, from.answer(*request), out.goals);
        out.waits += pull->state().retry_after.has_value();
        REQUIRE(++turns < 500);
    }
    out.state = pull->state();
    for (const layer each : all_layers)
        for (const finding& one : pull->reading().report.at(each).findings) out.found.push_back(one);
    return out;
}

std::shared_ptr<goals::memory_goals> some_frameworks(int count, std::string version = "some") {
    auto view = std::make_shared<goals::memory_goals>(instant(1h), std::move(version));
    cf::read_document(version::v1_1, nullptr, {full_package(), nullptr, {}, {}}, {}, *view);
    for (int i = 1; i < count; ++i) {
        model::goals::framework one;
        one.id = "https://doelen.example/set/" + std::to_string(i);
        one.title = "Set " + std::to_string(i);
        one.modified = instant(std::chrono::hours(i));
        view->add(one);
    }
    return view;
}

} // namespace

TEST_CASE("a fetch takes every package of the list, page by page") {
    source from{some_frameworks(7)};
    const fetched all = fetch(from, {}, {{"page_size", "3"}});
    CHECK(all.state.what == phase::complete);
    CHECK(all.state.records == 7);
    CHECK(all.goals.frameworks().size() == 7);
    CHECK(all.goals.find_goal("urn:uuid:5d0c1f6e-3a44-4f0e-9d5b-000000000001"));
    CHECK(std::ranges::count_if(from.asked, [](const std::string& one) {
              return one.starts_with("/CFDocuments?");
          }) == 3);
}

TEST_CASE("what did not change is not fetched again") {
    source from{some_frameworks(4)};
    const fetched first = fetch(from);
    REQUIRE(first.state.what == phase::complete);
    from.asked.clear();
    const fetched again = fetch(from, first.state.watermark);
    CHECK(again.state.what == phase::unchanged);
    CHECK(again.state.watermark == first.state.watermark);
    CHECK(from.asked.size() == 1); // the list tells

    auto changed = some_frameworks(4, "other");
    model::goals::framework one = changed->frameworks().front();
    one.modified = instant(1000h);
    changed->add(one);
    from.view = changed;
    from.asked.clear();
    const fetched more = fetch(from, first.state.watermark);
    CHECK(more.state.what == phase::complete);
    CHECK(from.asked.size() == 2);
    CHECK(more.goals.frameworks().size() == 1);
}

TEST_CASE("named packages are asked for without the list, with the tag that is known of each") {
    source from{some_frameworks(4)};
    const std::map<std::string, std::string, std::less<>> wanted{
        {"frameworks", "5d0c1f6e-3a44-4f0e-9d5b-000000000000"}};
    const fetched first = fetch(from, {}, wanted);
    CHECK(first.state.what == phase::complete);
    CHECK(from.asked == std::vector<std::string>{"/CFPackages/5d0c1f6e-3a44-4f0e-9d5b-000000000000"});
    CHECK(fetch(from, first.state.watermark, wanted).state.what == phase::unchanged); // 304
    from.tags = false;
    CHECK(fetch(from, first.state.watermark, wanted).state.what == phase::complete);
}

TEST_CASE("a busy source is waited for as it asks, and left alone after five times") {
    source from{some_frameworks(2)};
    int busy = 2;
    from.instead = [&](const outgoing&) -> std::optional<received_answer> {
        if (busy-- <= 0) return std::nullopt;
        received_answer made;
        made.status = 429;
        made.headers = {{"Retry-After", "7"}};
        return made;
    };
    const fetched all = fetch(from);
    CHECK(all.state.what == phase::complete);
    CHECK(all.waits == 2);
    busy = 100;
    CHECK(fetch(from).state.what == phase::interrupted);
    CHECK(busy == 95);
}

TEST_CASE("what cannot be read ends the fetch, and so does a refusal") {
    source from{some_frameworks(2)};
    const auto instead = [&](int status, std::string body, const std::string& where) {
        from.instead = [=](const outgoing& request) -> std::optional<received_answer> {
            if (!request.path.starts_with(where)) return std::nullopt;
            received_answer made;
            made.status = status;
            made.body = body;
            return made;
        };
        return fetch(from);
    };
    for (const char* where : {"/CFDocuments", "/CFPackages"}) {
        CHECK(instead(200, "<html></html>", where).state.what == phase::failed);
        CHECK(instead(200, "{\"CFDoc", where).state.what == phase::failed);
        CHECK(instead(200, "{}", where).state.what == phase::failed);
        CHECK(instead(404, "{}", where).state.what == phase::failed);
        CHECK(instead(403, "{}", where).state.what == phase::failed);
        CHECK(instead(401, "{}", where).state.what == phase::failed);
        CHECK(ids_of(instead(404, "{}", where).found) == std::vector<std::string>{"case.pull-refused"});
    }
    CHECK(instead(304, "", "/CFPackages").state.what == phase::failed); // nothing was known of it
}

TEST_CASE("a list without end, or that ignores the offset, does not hold us") {
    source from{some_frameworks(3)};
    from.instead = [&](const outgoing& request) -> std::optional<received_answer> {
        if (!request.path.starts_with("/CFDocuments")) return std::nullopt;
        exchange made;
        made.method = "GET";
        made.path = "/CFDocuments";
        auto told = cf::answer(version::v1_1, made, cf::question(version::v1_1, made), from.view, {});
        received_answer out;
        out.status = 200;
        out.body = told.head.body;
        return out; // always everything, without counts or links
    };
    const fetched all = fetch(from, {}, {{"page_size", "2"}});
    CHECK(all.state.what == phase::complete);
    CHECK(all.goals.frameworks().size() == 3);
}

TEST_CASE("a watermark that is none knows nothing") {
    CHECK(cf::parse_watermark("gisteren").empty());
    CHECK(cf::parse_watermark("").empty());
    const cf::known_packages all{{"a", {"\"x\"", "2026-01-01T00:00:00Z"}}, {"b", {"", "y"}}};
    CHECK(cf::parse_watermark(cf::to_watermark(all)) == all);
}
