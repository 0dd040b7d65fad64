// The conversation with the API of SLO.
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/goals.hpp"
#include "gateway/goals/memory_goals.hpp"
#include "schemas/bundled.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using phase = pull_state::phase;

namespace {

constexpr const char* part_of = R"("@isPartOf":"https://opendata.slo.nl/curriculum/api/v1/")";

std::string uuid(int number) {
    const std::string digits = std::to_string(1'000'000 + number);
    return "0" + digits + "-0000-4000-8000-00000" + digits;
}

std::string item(int number) {
    return R"({"uuid":")" + uuid(number) + R"(","prefix":"A","title":"Domein )" + std::to_string(number) + R"("})";
}

received_answer page(const std::vector<int>& numbers, int count) {
    received_answer answer;
    answer.status = 200;
    answer.headers = {{"Content-Type", "application/json; charset=utf-8"}};
    std::string items;
    for (const int one : numbers) items += (items.empty() ? "" : ",") + item(one);
    answer.body = R"({"data":[)" + items + R"(],"page":0,"count":)" + std::to_string(count) + "," + part_of + "}";
    return answer;
}

received_answer status(int code, std::string body = R"({"error":500,"message":"x"})") {
    received_answer answer;
    answer.status = code;
    answer.body = std::move(body);
    return answer;
}

struct subject {
    std::unique_ptr<adapter> slo = make_slo(schemas::bundled);
    goals::memory_goals taken;
    std::unique_ptr<goal_pull> pull;

    explicit subject(std::string contexts = "referentiekader") {
        pull_options options;
        options.base_url = "https://opendata.slo.nl/curriculum/api/v1";
        options.parameters["contexts"] = std::move(contexts);
        options.now = *parse_rfc3339("2026-11-22T10:00:00Z");
        pull = slo->goals()->pull(options);
    }
    outgoing asked() {
        auto out = pull->next();
        REQUIRE(out);
        return *out;
    }
    void answer(const received_answer& with) { pull->take(asked(), with, taken); }
};

} // namespace

TEST_CASE("every list of a context is fetched, page by page, and asked for as JSON only") {
    subject s;
    CHECK(s.asked().path == "/ref_deelonderwerp/?page=0&perPage=1000");
    CHECK(s.asked().headers.find("accept") == "application/json");
    s.answer(page({1, 2}, 3)); // a smaller page than was asked for
    CHECK(s.asked().path == "/ref_deelonderwerp/?page=1&perPage=1000");
    s.answer(page({3}, 3));
    CHECK(s.asked().path == "/ref_domein/?page=0&perPage=1000");
    s.answer(page({4}, 1));
    s.answer(status(404, R"({"error":"not found"})"));
    for (int number = 5; s.pull->state().what == phase::running; ++number) s.answer(page({number}, 1));
    CHECK(s.pull->state().what == phase::complete);
    CHECK_FALSE(s.pull->next());
    const auto releases = s.taken.releases("slo:referentiekader");
    REQUIRE(releases.size() == 1);
    CHECK(releases[0].label == "api-2026-11-22T100000.000Z");
    REQUIRE(s.taken.find_goal("urn:uuid:" + uuid(3)));
    CHECK(s.taken.find_goal("urn:uuid:" + uuid(3))->kind.value == "ref_deelonderwerp");
    CHECK(s.pull->state().records == 7);
}

TEST_CASE("an address below which no list is fails, and does not pass for an empty curriculum") {
    subject s;
    while (s.pull->state().what == phase::running) s.answer(status(404, R"({"error":"not found"})"));
    CHECK(s.pull->state().what == phase::failed);
    CHECK(s.pull->state().reason.find("address") != std::string::npos);
}

TEST_CASE("a list without a count ends with a page that brings nothing new") {
    subject s;
    received_answer endless = page({1, 2}, 0);
    endless.body.erase(endless.body.find(R"("count":0,)"), 10);
    s.answer(endless);
    CHECK(s.asked().path == "/ref_deelonderwerp/?page=1&perPage=1000");
    s.answer(endless);
    CHECK(s.asked().path == "/ref_domein/?page=0&perPage=1000");
}

TEST_CASE("a page of HTML is no answer, whatever its status and type say") {
    for (const char* type : {"text/html; charset=utf-8", "application/json"}) {
        subject s;
        received_answer answer = status(200, "<!DOCTYPE html><html></html>");
        answer.headers = {{"Content-Type", type}};
        s.answer(answer);
        CHECK(s.pull->state().what == phase::failed);
        CHECK(s.pull->state().reason.find("HTML") != std::string::npos);
    }
}

TEST_CASE("refused credentials end the fetch, and a source that is busy is asked again") {
    subject refused;
    refused.answer(status(401));
    CHECK(refused.pull->state().what == phase::failed);

    subject busy;
    received_answer wait = status(503);
    wait.headers = {{"Retry-After", "20"}};
    busy.answer(wait);
    CHECK(busy.pull->state().what == phase::running);
    CHECK(busy.pull->state().retry_after == std::chrono::seconds(20));
    busy.answer(page({1}, 1));
    CHECK_FALSE(busy.pull->state().retry_after);
    for (int i = 0; i < 4; ++i) busy.answer(status(500));
    CHECK(busy.pull->state().what == phase::interrupted);
    CHECK(busy.pull->state().retry_after);
}

TEST_CASE("an answer that cannot be read ends the fetch and is told") {
    subject s;
    s.answer(status(200, R"({"data":[)"));
    CHECK(s.pull->state().what == phase::failed);
    CHECK(s.pull->reading().report.rejects());
    subject other;
    other.answer(status(200, R"({"error":404,"message":"x"})"));
    CHECK(other.pull->state().what == phase::failed);
}

TEST_CASE("a context that SLO does not have is refused before anything is asked") {
    subject s("basis onbekend");
    CHECK(s.pull->state().what == phase::failed);
    CHECK_FALSE(s.pull->next());
}
