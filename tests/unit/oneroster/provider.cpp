// Somebody asks: every operation of both versions, pages, filters, sorting, selection, links and refusals.
#include "adapters/common/oneroster/answer.hpp"
#include "adapters/common/oneroster/json_write.hpp"
#include "adapters/common/oneroster/operations.hpp"
#include "adapters/common/oneroster/reply.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/roster/generated_school.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "gateway/validation/json_schema.hpp"
#include "schemas/bundled.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

using namespace schakel;
using namespace schakel::oneroster;

namespace {

class map_memo final : public answer_memo {
public:
    std::shared_ptr<const void> find(std::string_view key) override {
        const auto found = kept_.find(std::string(key));
        hits += found != kept_.end();
        return found == kept_.end() ? nullptr : found->second;
    }
    void keep(std::string key, std::shared_ptr<const void> what, std::size_t bytes) override {
        CHECK(bytes > 0);
        kept_[std::move(key)] = std::move(what);
    }
    std::size_t hits = 0;

private:
    std::map<std::string, std::shared_ptr<const void>> kept_;
};

const validation::json_schema& schema_of(version which) {
    static const auto compile = [](std::string_view name) {
        auto made = validation::json_schema::compile(name, schemas::bundled);
        REQUIRE(made);
        return *std::move(made);
    };
    static const auto older = compile("oneroster/1.1/rostering.schema.json");
    static const auto newer = compile("oneroster/1.2/rostering.schema.json");
    return which == version::v1_1 ? older : newer;
}

struct got {
    int status = 0;
    header_fields headers;
    std::string body;
    std::uint64_t persons = 0, records = 0;

    json::document document() const {
        findings found;
        auto made = json::document::parse(body, {}, found);
        REQUIRE_MESSAGE(made, body.substr(0, 200));
        return *std::move(made);
    }
    std::size_t total() const { return std::stoul(std::string(headers.find("x-total-count"))); }
};

// A school of a few groups behind a provider.
class provider {
public:
    explicit provider(version which, std::size_t pupils = 50) : version_(which) {
        roster::school_options options;
        options.pupils = pupils;
        options.seed = 3;
        options.changes = 3;
        roster::generated_school(options).write(*school_);
    }

    got ask(std::string path, query_parameters query = {}, std::string method = "GET") {
        exchange asked;
        asked.method = std::move(method);
        asked.raw_path = std::move(path);
        asked.query = std::move(query);
        answering options;
        options.base_url = "https://gw.example" + std::string(base_path(version_));
        options.memo = memo;
        const roster_question about = question(version_, asked);
        roster_answer answered = answer(version_, asked, about, about.open ? nullptr : school_, options);
        got made{answered.head.status, answered.head.headers, answered.head.body, 0, 0};
        if (answered.stream) {
            while (answered.stream->next(made.body)) {
            }
            CHECK_FALSE(answered.stream->failed());
        }
        made.persons = answered.tally->persons;
        made.records = answered.tally->records;
        return made;
    }
    std::vector<std::string> ids(const std::string& path, query_parameters query = {}) {
        const got page = ask(path, std::move(query));
        REQUIRE_MESSAGE(page.status == 200, path);
        const auto document = page.document();
        std::vector<std::string> list;
        for (auto one = document.root().first_child().first_child(); one; one = one.next_sibling())
            list.emplace_back(one.member("sourcedId").text());
        return list;
    }
    std::string first(const std::string& path) {
        const auto list = ids(path, {{"limit", "1"}});
        REQUIRE_MESSAGE(!list.empty(), path);
        return list.front();
    }
    std::string school_with_classes() {
        const got page = ask("/classes", {{"limit", "1"}});
        return std::string(page.document().root().find("/classes/0/school/sourcedId").text());
    }

    answer_memo* memo = nullptr;

private:
    version version_;
    std::shared_ptr<roster::memory_roster> school_ =
        std::make_shared<roster::memory_roster>(instant{std::chrono::sys_days{std::chrono::year{2026} / 9 / 1}});
};

std::string minor_of(const got& answer, version which) {
    const auto document = answer.document();
    const json::value root = document.root();
    if (which == version::v1_1) return std::string(root.find("/statusInfoSet/0/imsx_codeMinor").text());
    return std::string(root.find("/imsx_CodeMinor/imsx_codeMinorField/0/imsx_codeMinorFieldValue").text());
}

constexpr version both_versions[] = {version::v1_1, version::v1_2};

// An id for each {} of a path.
std::string filled(provider& from, const operation& what) {
    std::string path;
    std::string before;
    std::string_view rest = what.path;
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const std::string_view segment = rest.substr(0, rest.find('/'));
        rest.remove_prefix(segment.size());
        path += '/';
        if (segment != "{}")
            path += segment;
        else
            path += before == "/schools" ? from.school_with_classes() : from.first(before);
        before = segment == "{}" ? std::string{} : "/" + std::string(segment);
        if (before == "/classes" && path.starts_with("/schools/")) before = path;
    }
    return path;
}

} // namespace

TEST_CASE("every operation gives what the schema of its version says") {
    for (const version which : both_versions) {
        provider from(which);
        for (const operation& one : operations()) {
            if (one.returns == object_kind::demographics) continue;
            const bool of_periods =
                one.only == narrowing::grading_periods || one.path.find("terms/{}") != std::string::npos;
            if (of_periods && from.ids("/gradingPeriods").empty() &&
                one.path.find("gradingPeriods/{}") != std::string::npos)
                continue; // the invented school has none
            if (from.ids("/terms").empty() && one.path.find("terms/{}") != std::string::npos) continue;
            CAPTURE(one.path);
            const std::string path = filled(from, one);
            const got answer = from.ask(path);
            CHECK(answer.status == 200);
            const auto document = answer.document();
            CHECK(
                document.root().first_child().name() == (one.single ? word_of(one.returns) : collection_of(one.returns))
            );
            const findings wrong = schema_of(which).validate(document);
            for (const finding& fault : wrong)
                MESSAGE(path, " ", fault.where.path, " ", fault.expected, " ", fault.got);
            CHECK(wrong.empty());
            CHECK(answer.headers.has("x-total-count") == !one.single);
        }
    }
}

TEST_CASE("pages joined are the whole, and the links lead through them") {
    for (const version which : both_versions) {
        provider from(which);
        map_memo memo;
        for (const bool remembering : {false, true}) {
            from.memo = remembering ? &memo : nullptr;
            for (const std::string& path :
                 {"/users", "/enrollments", "/classes", "/orgs", "/academicSessions", "/students"}) {
                CAPTURE(path);
                const auto whole = from.ids(path, {{"limit", "10000"}});
                const std::size_t total = from.ask(path, {{"limit", "1"}}).total();
                CHECK(total == whole.size());
                std::vector<std::string> joined;
                for (std::size_t offset = 0; offset < total; offset += 7) {
                    const auto page = from.ids(path, {{"Limit", "7"}, {"OFFSET", std::to_string(offset)}});
                    joined.insert(joined.end(), page.begin(), page.end());
                }
                CHECK(joined == whole);
                CHECK(std::set<std::string>(whole.begin(), whole.end()).size() == whole.size());
            }
        }
        CHECK(memo.hits > 0);
    }
}

TEST_CASE("links name the page before, after, first and last") {
    provider from(version::v1_2);
    const got page = from.ask("/users", {{"filter", "status='active'"}, {"limit", "10"}, {"offset", "20"}});
    const std::string link(page.headers.find("link"));
    const std::string address =
        "<https://gw.example/ims/oneroster/rostering/v1p2/users?filter=status%3D%27active%27&limit=10&offset=";
    CHECK(link.find(address + "0>; rel=\"first\"") != std::string::npos);
    CHECK(link.find(address + "10>; rel=\"prev\"") != std::string::npos);
    CHECK(link.find(address + "30>; rel=\"next\"") != std::string::npos);
    const std::size_t last = (page.total() - 1) / 10 * 10;
    CHECK(link.find(address + std::to_string(last) + ">; rel=\"last\"") != std::string::npos);
    const std::string at_end(from.ask("/users", {{"offset", "100000"}}).headers.find("link"));
    CHECK(at_end.find("rel=\"next\"") == std::string::npos);
    CHECK(from.ids("/users", {{"offset", "100000"}}).empty());
}

TEST_CASE("filter, sort and fields") {
    provider from(version::v1_2);
    const auto pupils = from.ids("/students", {{"limit", "10000"}});
    CHECK(from.ids("/users", {{"filter", "roles.role='student'"}, {"limit", "10000"}}) == pupils);
    const auto deleted = from.ids("/users", {{"filter", "status='tobedeleted'"}, {"limit", "10000"}});
    CHECK(!deleted.empty());
    CHECK(deleted.size() < pupils.size());

    const got sorted =
        from.ask("/users", {{"sort", "familyName"}, {"orderBy", "desc"}, {"fields", "familyName,sourcedId"}});
    const auto document = sorted.document();
    std::string before = "~";
    for (auto one = document.root().first_child().first_child(); one; one = one.next_sibling()) {
        CHECK(one.size() == 2);
        const std::string name = folded(one.member("familyName").text());
        CHECK(name <= before);
        before = name;
    }
    CHECK(from.ask("/users").persons == 0 + from.ids("/users").size());
}

TEST_CASE("relations name the same objects from both sides") {
    for (const version which : both_versions) {
        provider from(which);
        const std::string group = from.first("/classes");
        const std::string school = from.school_with_classes();
        const auto pupils = from.ids("/classes/" + group + "/students", {{"limit", "10000"}});
        REQUIRE(!pupils.empty());
        for (const std::string& pupil : pupils) {
            const auto groups = from.ids("/students/" + pupil + "/classes", {{"limit", "10000"}});
            CHECK(std::ranges::find(groups, group) != groups.end());
        }
        const auto all = from.ids("/enrollments", {{"filter", "class.sourcedId='" + group + "'"}, {"limit", "10000"}});
        CHECK(all.size() >= pupils.size());
        const auto classes = from.ids("/schools/" + school + "/classes", {{"limit", "10000"}});
        for (const std::string& one : classes) {
            CHECK(from.ask("/schools/" + school + "/classes/" + one + "/enrollments").status == 200);
            CHECK(from.ask("/classes/" + one).status == 200);
        }
    }
}

TEST_CASE("what does not exist, or is of another kind, is not found") {
    for (const version which : both_versions) {
        provider from(which);
        const std::string pupil = from.first("/students"), teacher = from.first("/teachers");
        CHECK(from.ask("/users/" + pupil).status == 200);
        CHECK(from.ask("/students/" + pupil).status == 200);
        for (const std::string& path : std::vector<std::string>{
                 "/users/onbekend", "/teachers/" + pupil, "/students/" + teacher, "/classes/" + pupil,
                 "/terms/" + pupil, "/students/" + teacher + "/classes", "/classes/onbekend/students",
                 "/schools/onbekend/classes", "/niets", "/users/" + pupil + "/niets", "/users/%4", "/users//classes"}) {
            CAPTURE(path);
            const got answer = from.ask(path);
            CHECK(answer.status == 404);
            CHECK(minor_of(answer, which) == "unknownobject");
        }
    }
}

TEST_CASE("an id is one segment of the path, whatever is in it") {
    const auto found = match("/classes/a%20b%2Fc%40d/students");
    REQUIRE(found);
    CHECK(found->what->name == "getStudentsForClass");
    CHECK(found->ids == std::vector<std::string>{"a b/c@d"});
    CHECK(
        href_of("https://gw.example", object_kind::class_object, "a b/c@d") ==
        "https://gw.example/classes/a%20b%2Fc%40d"
    );
}

TEST_CASE("demographics are refused, in each version's own form") {
    for (const version which : both_versions) {
        provider from(which);
        for (const std::string& path :
             std::vector<std::string>{"/demographics", "/demographics/" + from.first("/students")}) {
            const got answer = from.ask(path);
            CHECK(answer.status == 403);
            CHECK(minor_of(answer, which) == (which == version::v1_2 ? "forbidden" : "unauthorisedrequest"));
        }
    }
}

TEST_CASE("a wrong query: 1.2 refuses, 1.1 warns where it may") {
    struct wrong {
        std::pair<std::string, std::string> parameter;
        std::string_view older, newer; // minor code; "" means 200
        std::string_view warning;
    };
    const wrong cases[] = {
        {{"filter", "status=active"}, "invalid_filter_field", "invalid_filter_field", ""},
        {{"filter", "bestaatNiet='x'"}, "invalid_filter_field", "invalid_filter_field", ""},
        {{"filter", "dateLastModified>'gisteren'"}, "invalid_filter_field", "invalid_filter_field", ""},
        {{"limit", "0"}, "invaliddata", "invaliddata", ""},
        {{"limit", "-5"}, "invaliddata", "invaliddata", ""},
        {{"offset", "x"}, "invaliddata", "invaliddata", ""},
        {{"sort", "bestaatNiet"}, "", "invaliddata", "invalid_sort_field"},
        {{"orderBy", "omlaag"}, "", "invaliddata", "invalid_sort_field"},
        {{"fields", "givenName,bestaatNiet"}, "", "invalid_selection_field", "invalid_selection_field"}};
    for (const version which : both_versions) {
        provider from(which);
        for (const wrong& one : cases) {
            CAPTURE(one.parameter.second);
            const std::string_view minor = which == version::v1_1 ? one.older : one.newer;
            const got answer = from.ask("/users", {one.parameter});
            CHECK(answer.status == (minor.empty() ? 200 : 400));
            if (!minor.empty()) {
                CHECK(minor_of(answer, which) == minor);
            } else {
                const auto document = answer.document();
                CHECK(document.root().member("users").size() > 0);
                CHECK(minor_of(answer, which) == one.warning);
                CHECK(schema_of(which).validate(document).empty() == (one.parameter.first != "fields"));
            }
        }
    }
}

TEST_CASE("refusals satisfy the status schema of their version") {
    for (const version which : both_versions) {
        const std::string name = "oneroster/" + std::string(to_string(which)) + "/status.schema.json";
        const auto schema = validation::json_schema::compile(name, schemas::bundled);
        REQUIRE(schema);
        using outcome = disposition::outcome;
        const std::pair<outcome, int> expected[] = {
            {outcome::accepted, 500},          {outcome::repeated, 500},
            {outcome::invalid, 400},           {outcome::conflict, 400},
            {outcome::unauthenticated, 401},   {outcome::unknown_client, 401},
            {outcome::forbidden, 403},         {outcome::insufficient_scope, 403},
            {outcome::unknown_school, 404},    {outcome::unroutable, 404},
            {outcome::unsupported_media, 415}, {outcome::too_large, 413},
            {outcome::not_found, 404},         {outcome::method_not_allowed, 405},
            {outcome::overloaded, 429},        {outcome::unavailable, 503},
            {outcome::internal, 500}};
        REQUIRE(std::size(expected) == static_cast<std::size_t>(outcome::internal) + 1); // every one of them
        for (const auto& [what, status] : expected) {
            CAPTURE(static_cast<int>(what));
            const reply made = acknowledge(which, {what, nullptr, {}, {}, language::nl, 30s});
            CHECK(made.status == status);
            CHECK(made.headers.find("retry-after") == "30");
            findings found;
            const auto document = json::document::parse(made.body, {}, found);
            REQUIRE(document);
            CHECK(schema->validate(*document).empty());
        }
    }
}

TEST_CASE("the discovery document is open, under both names") {
    for (const version which : both_versions) {
        provider from(which);
        for (const std::string_view path : discovery_paths(which)) {
            const got answer = from.ask(std::string(path));
            CHECK(answer.status == 200);
            const auto document = answer.document();
            CHECK(document.root().member("paths").size() == operations().size() - 2); // without demographics
            CHECK(document.root().find("/paths/~1schools~1{schoolSourcedId}~1classes~1{classSourcedId}~1students"));
        }
    }
    exchange asked;
    asked.raw_path = discovery_paths(version::v1_2)[0];
    CHECK(question(version::v1_2, asked).open);
    asked.raw_path = "/users";
    CHECK_FALSE(question(version::v1_2, asked).open);
    CHECK(question(version::v1_2, asked).scopes.size() == 2);
}

TEST_CASE("rosters are only read") {
    provider from(version::v1_2);
    const got answer = from.ask("/users", {}, "POST");
    CHECK(answer.status == 405);
    CHECK(answer.headers.find("allow") == "GET");
}
