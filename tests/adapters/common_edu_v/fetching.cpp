// A whole roster is fetched from the four services: from our own provider, and from sources that misbehave.
#include "tests/adapters/common_edu_v/subject.hpp"

#include <functional>
#include <map>

using namespace schakel;
using namespace schakel::test;
using phase = pull_state::phase;

namespace {

pull_options usual() {
    pull_options options;
    options.school = {{std::string(model::scheme::rio), "104A158", {}}, {std::string(model::scheme::brin), "99XX", {}}};
    options.school_year = "2026-2027";
    options.now = noon();
    return options;
}

// Answers as our provider does, by the path that a request names.
class provider {
public:
    explicit provider(std::shared_ptr<const roster_view> view) : view_(std::move(view)) {}

    received_answer operator()(const outgoing& request) const {
        for (const std::string_view service : services) {
            const std::string base = "/" + std::string(service) + "/v1";
            if (request.path.starts_with(base)) return answer(service, request.path.substr(base.size()));
        }
        return {.status = 404};
    }

private:
    received_answer answer(std::string_view service, const std::string& target) const {
        exchange question;
        question.method = "GET";
        question.path = target.substr(0, target.find('?'));
        const std::string query = target.substr(target.find('?') + 1);
        CHECK((query.find("orgMasterId=104A158") != std::string::npos) != (query.find("orgId=") != std::string::npos));
        CHECK(
            (query.find("orgId=") != std::string::npos && question.path != "/organisations") ==
            (query.find("filterByOrgId=") != std::string::npos)
        );
        const roster_adapter& by = *eduv(service).roster();
        const roster_question read = by.question(question, {});
        answering options;
        options.now = noon();
        for (const std::string_view scope : by.abilities().scopes) options.scopes.emplace(scope);
        const roster_answer told = by.answer(question, read, view_, options);
        received_answer out;
        out.status = told.head.status;
        out.headers = told.head.headers;
        out.body = told.stream ? all_of(*told.stream) : told.head.body;
        return out;
    }

    std::shared_ptr<const roster_view> view_;
};

struct fetched {
    roster::memory_roster records;
    pull_state state;
    roster_reading reading;
    std::vector<std::string> asked;
};

std::unique_ptr<fetched>
fetch(const pull_options& options, const std::function<received_answer(const outgoing&)>& source) {
    auto out = std::make_unique<fetched>();
    const auto conversation = eduv("students").roster()->pull(options);
    while (auto request = conversation->next()) {
        out->asked.push_back(request->path);
        REQUIRE(out->asked.size() < 100);
        conversation->take(*request, source(*request), out->records);
    }
    out->state = conversation->state();
    out->reading = conversation->reading();
    return out;
}

std::shared_ptr<const roster_view> school(bool secondary) {
    auto made = std::make_shared<roster::memory_roster>(noon());
    roster::generated_school(small(secondary, true)).write(*made);
    return made;
}

} // namespace

TEST_CASE("a roster is fetched whole, and served again it is the same") {
    for (const bool secondary : {false, true}) {
        const auto view = school(secondary);
        const auto first = fetch(usual(), provider(view));
        CHECK(first->state.what == phase::complete);
        CHECK(errors_of(first->reading.report) == "");
        CHECK(first->asked.size() == 9);
        for (const extent one : first->reading.holds) CHECK(one == extent::full);
        CHECK(
            first->records.count(model::roster::record_kind::group) == view->count(model::roster::record_kind::group)
        );
        const auto again = std::make_shared<roster::memory_roster>(noon());
        again->add_all(first->records);
        again->head(first->records.head());
        const auto second = fetch(usual(), provider(again));
        CHECK(written("students", second->records, true) == written("students", first->records, true));
    }
}

TEST_CASE("an unchanged source is told by its answers") {
    const auto view = school(false);
    const auto first = fetch(usual(), provider(view));
    pull_options next = usual();
    next.watermark = first->state.watermark;
    CHECK(fetch(next, provider(view))->state.what == phase::unchanged);
}

TEST_CASE("the school is named by a secondary identifier with filterByOrgId") {
    pull_options options = usual();
    options.parameters["org_id_type"] = "OIE_CODE";
    const auto told = fetch(options, provider(school(false)));
    CHECK(told->state.what == phase::complete);
    CHECK(told->asked.front() == "/education/v1/organisations?orgId=99XX&orgIdType=OIE_CODE");
    CHECK(told->asked[1] == "/education/v1/studyofferings/school?orgId=99XX&orgIdType=OIE_CODE&filterByOrgId=true");
}

TEST_CASE("a service that is not released leaves the rest and is named") {
    const provider source(school(false));
    const auto told = fetch(usual(), [&](const outgoing& request) {
        return request.path.starts_with("/employees") ? received_answer{.status = 403} : source(request);
    });
    CHECK(told->state.what == phase::complete);
    CHECK(told->state.reason == "without employees");
    CHECK(errors_of(told->reading.report).find("edu-v.service-missing") == 0);
    CHECK(told->reading.holds[static_cast<std::size_t>(model::roster::record_kind::person)] == extent::delta);
    pull_options without = usual();
    without.parameters["employees"] = "none";
    const auto agreed = fetch(without, source);
    CHECK(agreed->state.what == phase::complete);
    CHECK(errors_of(agreed->reading.report) == "");
    CHECK(agreed->reading.holds[static_cast<std::size_t>(model::roster::record_kind::person)] == extent::full);
}

TEST_CASE("what a source answers decides how the fetch ends") {
    const auto ends = [](int status, std::string body = {}) {
        return fetch(usual(), [&](const outgoing&) {
            received_answer answer;
            answer.status = status;
            answer.body = body;
            return answer;
        });
    };
    CHECK(ends(401)->state.what == phase::failed);
    CHECK(ends(400, R"({"status":23})")->state.reason.ends_with("the source does not know the school"));
    CHECK(ends(403)->state.what == phase::failed); // nothing came at all
    CHECK(ends(200, "<html/>")->state.what == phase::failed);
    CHECK(ends(200, "[{}]")->state.what == phase::failed);
    CHECK(ends(200, "[")->state.what == phase::failed);
    const auto busy = ends(503);
    CHECK(busy->state.what == phase::interrupted);
    CHECK(busy->asked.size() == 3);
    CHECK(ends(302)->state.what == phase::failed);
}

TEST_CASE("a source of an older version is told of") {
    const provider source(school(false));
    pull_options options = usual();
    options.parameters["org_id_type"] = "OIE_CODE";
    const auto told = fetch(options, [&](const outgoing& request) {
        received_answer answer = source(request);
        answer.headers.set("API-Version", "1.0.2");
        return answer;
    });
    REQUIRE(told->reading.report.at(layer::transport).findings.size() == 1);
    CHECK(told->reading.report.at(layer::transport).findings.front().broken->id == "edu-v.filter-unknown");
}

TEST_CASE("a school without an identifier that Edu-V knows is not asked for") {
    pull_options options = usual();
    options.school = {{"instellingsnummer", "123", {}}};
    const auto told = fetch(options, [](const outgoing&) { return received_answer{}; });
    CHECK(told->state.what == phase::failed);
    CHECK(told->asked.empty());
}
