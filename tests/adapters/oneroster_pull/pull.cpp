// Whole fetches, against a source in memory that behaves and misbehaves.
#include "adapters/common/oneroster/pull.hpp"
#include "adapters/common/oneroster/quirks.hpp"
#include "gateway/codec/json_document.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <regex>
#include <sstream>

using namespace schakel;
using namespace schakel::oneroster;
using phase = pull_state::phase;

namespace {

struct collected final : roster_sink {
    std::vector<model::roster::head> heads;
    std::vector<model::roster::record> records;

    void head(model::roster::head what) override { heads.push_back(std::move(what)); }
    void add(model::roster::record&& what) override { records.push_back(std::move(what)); }
    std::size_t count(model::roster::record_kind which) const {
        return static_cast<std::size_t>(std::ranges::count_if(records, [&](const auto& one) {
            return model::roster::kind_of(one) == which;
        }));
    }
};

constexpr const char* early = "2026-08-01T00:00:00.000Z";
constexpr const char* late = "2026-11-01T00:00:00.000Z";

std::string base_of(const std::string& id, const char* modified = early, const char* status = "active") {
    return R"("sourcedId":")" + id + R"(","status":")" + status + R"(","dateLastModified":")" + modified + R"(")";
}
std::string link_to(const std::string& member, const std::string& type, const std::string& id) {
    return "\"" + member + R"(":{"href":"https://sis.example/x","sourcedId":")" + id + R"(","type":")" + type + "\"}";
}

// A school of 1.2 as a source gives it.
struct source {
    std::map<std::string, std::vector<std::string>> objects;
    std::vector<std::string> asked;
    bool filters = true;
    std::function<std::optional<received_answer>(const std::string& target, std::size_t turn)> instead = {};

    explicit source(std::size_t pupils = 250) {
        objects["academicSessions"] = {
            "{" + base_of("y") +
            R"(,"title":"Jaar","startDate":"2026-08-01","endDate":"2027-08-01","type":"schoolYear","schoolYear":"2027"})"};
        objects["orgs"] = {"{" + base_of("o") + R"(,"name":"School","type":"school","identifier":"99XX"})"};
        objects["courses"] = {"{" + base_of("c") + R"(,"title":"Rekenen","courseCode":"rek"})"};
        objects["classes"] = {
            "{" + base_of("k") + R"(,"title":"6a","classType":"homeroom",)" + link_to("course", "course", "c") + "," +
            link_to("school", "org", "o") +
            R"(,"terms":[{"href":"https://sis.example/x","sourcedId":"y","type":"academicSession"}]})"};
        for (std::size_t number = 0; number < pupils; ++number) add_pupil("p" + std::to_string(1000 + number), early);
    }

    void add_pupil(const std::string& id, const char* modified, const char* status = "active") {
        objects["users"].push_back(
            "{" + base_of(id, modified, status) +
            R"(,"enabledUser":"true","givenName":"Noor","familyName":"Test","roles":[{"roleType":"primary","role":"student",)" +
            link_to("org", "org", "o") + "}]}"
        );
        objects["enrollments"].push_back(
            "{" + base_of("e-" + id, modified, status) + "," + link_to("user", "user", id) + "," +
            link_to("class", "class", "k") + "," + link_to("school", "org", "o") + R"(,"role":"student"})"
        );
    }

    received_answer answer(const std::string& target) {
        asked.push_back(target);
        if (instead) {
            if (auto other = instead(target, asked.size())) return *other;
        }
        return plain(target);
    }

    received_answer plain(const std::string& target) const {
        const std::string name = target.substr(1, target.find('?') - 1);
        const auto list = objects.find(name);
        if (list == objects.end()) return {.status = 404, .headers = {}, .body = "<h1>Not found</h1>"};
        std::vector<std::string> kept;
        const bool filtered = filters && target.find("filter=") != std::string::npos;
        for (const std::string& one : list->second)
            if (!filtered || one.find(late) != std::string::npos) kept.push_back(one);
        std::smatch limit, offset;
        std::regex_search(target, limit, std::regex("limit=([0-9]+)", std::regex::icase));
        std::regex_search(target, offset, std::regex("offset=([0-9]+)", std::regex::icase));
        std::string body = "{\"" + name + "\":[";
        bool first = true;
        for (std::size_t at = std::stoul(offset[1]);
             at < std::min(kept.size(), std::stoul(offset[1]) + std::stoul(limit[1])); ++at) {
            body += (first ? "" : ",") + kept[at];
            first = false;
        }
        received_answer out;
        out.status = 200;
        out.headers = {{"Content-Type", "application/json"}, {"X-Total-Count", std::to_string(kept.size())}};
        out.body = body + "]}";
        return out;
    }
};

struct outcome {
    pull_state state;
    roster_reading reading;
    collected got;
    std::vector<std::chrono::seconds> waited;

    bool tells(std::string_view id) const {
        for (const layer which : all_layers)
            for (const finding& one : reading.report.at(which).findings)
                if (one.broken->id == id) return true;
        return false;
    }
};

outcome fetch(source& from, pull_options options = {}, version which = version::v1_2) {
    options.base_url = "https://sis.example/ims/oneroster/rostering/v1p2";
    if (!options.parameters.contains("page_size")) options.parameters["page_size"] = "100";
    outcome out;
    const auto pull = make_pull(which, options);
    for (int turn = 0; turn < 2000; ++turn) {
        if (pull->state().what == phase::running && pull->state().retry_after)
            out.waited.push_back(*pull->state().retry_after);
        const auto asked = pull->next();
        if (!asked) break;
        REQUIRE(asked->method == "GET");
        REQUIRE(asked->path.find("demographics") == std::string::npos);
        pull->take(*asked, from.answer(asked->path), out.got);
    }
    out.state = pull->state();
    out.reading = pull->reading();
    return out;
}

received_answer status(int code, header_fields headers = {}, std::string body = "{}") {
    received_answer out;
    out.status = code;
    out.headers = std::move(headers);
    out.body = std::move(body);
    return out;
}

using model::roster::record_kind;
extent held(const outcome& out, record_kind which) {
    return out.reading.holds[static_cast<std::size_t>(which)];
}

} // namespace

TEST_CASE("a full fetch gives every record once, with what it holds and where to go on") {
    source from;
    const outcome out = fetch(from);
    REQUIRE(out.state.what == phase::complete);
    CHECK(out.got.count(record_kind::person) == 250);
    CHECK(out.got.count(record_kind::membership) == 250);
    CHECK(out.got.count(record_kind::group) == 1);
    CHECK(out.got.heads.size() == 1);
    CHECK(held(out, record_kind::person) == extent::full);
    CHECK(held(out, record_kind::enrolment) == extent::absent);
    CHECK(out.state.watermark == early);
    CHECK(out.state.expected == 504);
    CHECK(out.state.records == 504);
    CHECK(out.reading.report.count(severity::warning) == 0);
    CHECK(out.reading.trace.total() > 0);
    for (const std::string& target : from.asked) CHECK(target.find("sort=sourcedId") != std::string::npos);
}

TEST_CASE("with a watermark only what changed is asked for, an hour back") {
    source from;
    from.add_pupil("new", late);
    from.add_pupil("gone", late, "tobedeleted");
    pull_options options;
    options.watermark = "2026-10-01T12:00:00.000Z";
    const outcome out = fetch(from, options);
    REQUIRE(out.state.what == phase::complete);
    CHECK(held(out, record_kind::person) == extent::delta);
    CHECK(held(out, record_kind::organisation) == extent::full);
    CHECK(out.got.count(record_kind::person) == 2);
    CHECK(out.got.count(record_kind::membership) == 2);
    CHECK(model::roster::tail_of(out.got.records.back()).ended);
    CHECK(out.state.watermark == late);
    bool asked_back = false;
    for (const std::string& target : from.asked)
        asked_back = asked_back || target.find("2026-10-01T11%3A00%3A00.000Z") != std::string::npos;
    CHECK(asked_back);
}

TEST_CASE("a source that ignores the filter gives no more than the delta") {
    source from;
    from.filters = false;
    from.add_pupil("new", late);
    pull_options options;
    options.watermark = "2026-10-01T12:00:00.000Z";
    const outcome out = fetch(from, options);
    REQUIRE(out.state.what == phase::complete);
    CHECK(out.got.count(record_kind::person) == 1);
    CHECK(out.tells("oneroster.pull-filter-ignored"));
}

TEST_CASE("a count that does not know of the filter makes a full fetch") {
    source from;
    from.add_pupil("new", late);
    from.instead = [&](const std::string& target, std::size_t) -> std::optional<received_answer> {
        if (target.find("filter=") == std::string::npos) return std::nullopt;
        received_answer out = from.plain(target);
        out.headers.set("X-Total-Count", "251");
        return out;
    };
    pull_options options;
    options.watermark = "2026-10-01T12:00:00.000Z";
    const outcome out = fetch(from, options);
    REQUIRE(out.state.what == phase::complete);
    CHECK(held(out, record_kind::person) == extent::full);
    CHECK(out.got.count(record_kind::person) >= 251);
    CHECK_FALSE(out.reading.report.rejects());
}

TEST_CASE("nothing new is told as unchanged") {
    source from;
    pull_options options;
    options.watermark = "2026-10-01T12:00:00.000Z";
    CHECK(fetch(from, options).state.what == phase::unchanged);
}

TEST_CASE("a refused filter makes a full fetch, a refused order an unordered one") {
    source from;
    pull_options options;
    options.watermark = "2026-10-01T12:00:00.000Z";
    from.instead = [](const std::string& target, std::size_t) -> std::optional<received_answer> {
        if (target.find("filter=") == std::string::npos && target.find("sort=") == std::string::npos)
            return std::nullopt;
        return status(
            400, {}, R"({"imsx_codeMajor":"failure","imsx_severity":"error",
            "imsx_CodeMinor":{"imsx_codeMinorField":[{"imsx_codeMinorFieldName":"x","imsx_codeMinorFieldValue":"invalid_filter_field"}]}})"
        );
    };
    const outcome out = fetch(from, options);
    REQUIRE(out.state.what == phase::complete);
    CHECK(held(out, record_kind::person) == extent::full);
    CHECK(out.got.count(record_kind::person) == 250);
    CHECK(out.tells("oneroster.pull-sort-refused"));
    CHECK(out.tells("oneroster.pull-filter-refused"));
}

TEST_CASE("429 and 503 are waited out as the source asks, and not for ever") {
    source from;
    from.instead = [](const std::string&, std::size_t turn) -> std::optional<received_answer> {
        if (turn == 3) return status(429, {{"Retry-After", "7"}});
        if (turn == 6) return status(503);
        return std::nullopt;
    };
    const outcome out = fetch(from);
    CHECK(out.state.what == phase::complete);
    CHECK(out.waited == std::vector<std::chrono::seconds>{std::chrono::seconds(7), std::chrono::seconds(2)});
    CHECK(out.got.count(record_kind::person) == 250);

    source down;
    down.instead = [](const std::string&, std::size_t) { return std::optional(status(502)); };
    const outcome never = fetch(down);
    CHECK(never.state.what == phase::interrupted);
    CHECK(down.asked.size() == 5);

    source busy;
    busy.instead = [](const std::string&, std::size_t) {
        return std::optional(status(429, {{"Retry-After", "3600"}}));
    };
    const outcome later = fetch(busy);
    CHECK(later.state.what == phase::interrupted);
    CHECK(later.state.retry_after == std::chrono::seconds(3600));
    CHECK(busy.asked.size() == 1);
}

TEST_CASE("refusals end the fetch with a reason that repeats nothing of the peer") {
    struct {
        received_answer answer;
        const char* reason;
        std::size_t asked;
    } const cases[] = {
        {status(401), "HTTP 401: credentials refused", 2},
        {status(
             403, {},
             R"({"imsx_codeMajor":"failure","imsx_CodeMinor":{"imsx_codeMinorField":[{"imsx_codeMinorFieldValue":"forbidden"}]}})"
         ),
         "HTTP 403, forbidden", 1},
        {status(404, {}, "<html>Jan Jansen niet gevonden</html>"), "HTTP 404", 1},
        {status(301, {{"Location", "https://elsewhere.example/"}}), "HTTP 301", 1},
        {status(200, {}, R"({"imsx_codeMajor":"failure","imsx_severity":"error","imsx_description":"Jan Jansen"})"),
         "failure within HTTP 200", 1},
        {status(200, {}, R"({"statusInfoSet":[{"imsx_codeMajor":"failure","imsx_codeMinor":"linkfailure"}]})"),
         "failure within HTTP 200", 1},
        {status(200, {}, R"({"error":"invalid_token"})"), "failure within HTTP 200", 1},
        {status(200, {}, "<html>log in, Jan Jansen</html>"), "unreadable answer", 3},
        {status(200, {}, R"({"academicSessions":[{"sourcedId":"a")"), "unreadable answer", 3},
        {status(200, {}, "{}"), "no collection academicSessions", 1}};
    for (const auto& one : cases) {
        source from;
        from.instead = [&](const std::string&, std::size_t) { return std::optional(one.answer); };
        const outcome out = fetch(from);
        CHECK(out.state.what == phase::failed);
        CHECK(out.state.reason == one.reason);
        CHECK(from.asked.size() == one.asked);
        CHECK(out.reading.report.rejects());
        CHECK(out.got.heads.empty());
        for (const layer which : all_layers)
            for (const finding& told : out.reading.report.at(which).findings)
                CHECK(told.text(language::nl).find("Jan") == std::string::npos);
    }
}

TEST_CASE("an answer that was cut off is asked again") {
    source from;
    from.instead = [&](const std::string& target, std::size_t turn) -> std::optional<received_answer> {
        if (turn != 4) return std::nullopt;
        received_answer whole = from.plain(target);
        whole.body.resize(whole.body.size() / 2);
        return whole;
    };
    const outcome out = fetch(from);
    CHECK(out.state.what == phase::complete);
    CHECK(out.got.count(record_kind::person) == 250);
    CHECK_FALSE(out.reading.report.rejects());
}

TEST_CASE("a collection that changes while it is read is read again, and never taken in two halves") {
    source from;
    SUBCASE("somebody is added") {
        from.instead =
            [&, done = false](const std::string& target, std::size_t) mutable -> std::optional<received_answer> {
            if (!done && target.find("/users") == 0 && target.find("offset=200") != std::string::npos) {
                done = true;
                from.add_pupil("p0999", late);
            }
            return std::nullopt;
        };
        const outcome out = fetch(from);
        CHECK(out.state.what == phase::complete);
        CHECK(out.reading.holds[static_cast<std::size_t>(record_kind::person)] == extent::full);
        std::set<std::string> people;
        for (const auto& one : out.got.records)
            if (model::roster::kind_of(one) == record_kind::person) people.insert(model::roster::tail_of(one).id);
        CHECK(people.size() == 251);
    }
    SUBCASE("somebody goes") {
        from.instead =
            [&, done = false](const std::string& target, std::size_t) mutable -> std::optional<received_answer> {
            if (!done && target.find("/users") == 0 && target.find("offset=200") != std::string::npos) {
                done = true;
                from.objects["users"].erase(from.objects["users"].begin());
            }
            return std::nullopt;
        };
        const outcome out = fetch(from);
        CHECK(out.state.what == phase::interrupted);
        CHECK(out.state.retry_after);
    }
}

TEST_CASE("references to objects that were not delivered are told and the rest is kept") {
    source from(3);
    from.objects["enrollments"].push_back(
        "{" + base_of("e-x") + "," + link_to("user", "user", "stranger") + "," + link_to("class", "class", "k") + "," +
        link_to("school", "org", "o") + R"(,"role":"student"})"
    );
    const outcome out = fetch(from);
    CHECK(out.state.what == phase::complete);
    CHECK(out.tells("oneroster.quirk"));
    CHECK(out.got.count(record_kind::membership) == 4);
    bool placed = false;
    for (const finding& one : out.reading.report.at(layer::rules).findings)
        placed = placed || (one.where.path.starts_with("/enrollments page 1: ") &&
                            one.where.path.ends_with(": /enrollments/3/user"));
    CHECK(placed);
}

TEST_CASE("one school of several is fetched through its own collections") {
    source from(5);
    from.objects["schools/o%20%2F1"] = from.objects["orgs"];
    for (const char* name : {"courses", "classes", "enrollments"})
        from.objects["schools/o%20%2F1/" + std::string(name)] = from.objects[name];
    from.objects["schools/o%20%2F1/students"] = from.objects["users"];
    from.objects["schools/o%20%2F1/teachers"] = {};
    from.instead = [&](const std::string& target, std::size_t) -> std::optional<received_answer> {
        const std::string path = target.substr(1, target.find('?') - 1);
        if (!from.objects.contains(path) || path.find('/') == std::string::npos) return std::nullopt;
        std::string body = path == "schools/o%20%2F1" ? R"({"org":)" + from.objects[path][0] + "}" : std::string{};
        if (body.empty()) {
            const std::string last = path.substr(path.rfind('/') + 1);
            body = "{\"" + std::string(last == "students" || last == "teachers" ? "users" : last) + "\":[";
            for (std::size_t at = 0; at < from.objects[path].size(); ++at)
                body += (at ? "," : "") + from.objects[path][at];
            body += "]}";
        }
        received_answer out = status(200, {{"Content-Type", "application/json"}}, body);
        if (target.find("offset=0") == std::string::npos) out.body = out.body.substr(0, out.body.find('[')) + "[]}";
        return out;
    };
    pull_options options;
    options.parameters["school"] = "o /1";
    const outcome out = fetch(from, options);
    CHECK(out.state.what == phase::complete);
    CHECK(out.got.count(record_kind::person) == 5);
    CHECK(out.got.count(record_kind::organisation) == 1);
    for (const std::string& target : from.asked) CHECK(target.find("/users") == std::string::npos);
}

// ---------------------------------------------------------------- quirks

namespace {

// The corpus of a vendor's 1.1 answers, beside what that school needs besides.
std::optional<source> vendor() {
    const char* shared = std::getenv("SCHAKEL_SHARED");
    const std::filesystem::path folder =
        (shared ? std::filesystem::path(shared) : std::filesystem::path(SCHAKEL_SOURCE_DIR) / "../shared") /
        "corpus/oneroster/json-1p1-vendor-quirks";
    if (!std::filesystem::exists(folder)) return std::nullopt;
    const auto read = [&](const char* name) {
        std::ostringstream out;
        out << std::ifstream(folder / name).rdbuf();
        return out.str();
    };
    source out(0);
    out.objects["courses"].clear();
    out.objects["classes"].clear();
    for (const char* id : {"class_1", "class_2"})
        out.objects["classes"].push_back(
            "{" + base_of(id) + R"(,"title":"Groep",)" + link_to("school", "org", "o") + "}"
        );
    const auto once = [](const std::string& target, const std::string& body) {
        received_answer answer = status(200, {{"Content-Type", "application/json"}}, body);
        if (target.find("offset=0") == std::string::npos)
            answer.body = answer.body.substr(0, answer.body.find('[')) + "[]}";
        return answer;
    };
    const std::string students = read("users-students.json"), teachers = read("users-teachers.json"),
                      enrollments = read("enrollments.json");
    out.instead = [=](const std::string& target, std::size_t) -> std::optional<received_answer> {
        if (target.starts_with("/students")) return once(target, students);
        if (target.starts_with("/teachers")) return once(target, teachers);
        if (target.starts_with("/enrollments")) return once(target, enrollments);
        return std::nullopt;
    };
    return out;
}

} // namespace

TEST_CASE("a vendor's deviating 1.1 answers are read with the profile that was agreed, and refused without") {
    auto from = vendor();
    if (!from) {
        MESSAGE("skipped: no shared corpus");
        return;
    }
    pull_options options;
    options.quirks = {"thin-objects"};
    const outcome out = fetch(*from, options, version::v1_1);
    CHECK(out.state.what == phase::complete);
    CHECK_FALSE(out.reading.report.rejects());
    CHECK(out.tells("oneroster.quirk"));
    CHECK(out.got.count(record_kind::person) == 6); // one pupil has no sourcedId
    CHECK(out.got.count(record_kind::membership) == 6);
    std::size_t pupils = 0, ended = 0, primary = 0;
    for (const auto& one : out.got.records) {
        if (const auto* person = std::get_if<model::roster::person>(&one)) {
            pupils += person->kind == model::roster::person_kind::pupil;
            ended += person->ended;
        }
        if (const auto* member = std::get_if<model::roster::membership>(&one)) primary += member->primary;
    }
    CHECK(pupils == 3);
    CHECK(ended == 2);
    CHECK(primary == 3);
    for (const auto& [entry, count] : out.reading.trace.entries()) CHECK(entry.path.find("junk") == std::string::npos);

    auto again = vendor();
    const outcome strict = fetch(*again, {}, version::v1_1);
    CHECK(strict.state.what == phase::failed);
    CHECK(strict.reading.report.rejects());
}

TEST_CASE("every quirk has a name, a text and a place in the list that settings may hold") {
    const auto names = quirk_names();
    std::set<std::string_view> all(names.begin(), names.end());
    CHECK(all.size() == names.size());
    std::size_t at = 0;
    for (const quirk_info& one : quirks()) {
        CHECK(static_cast<std::size_t>(one.which) == at++);
        CHECK_FALSE(one.what.empty());
        CHECK(all.contains(one.name));
        bends agreed({std::string(one.name)});
        CHECK(agreed.has(one.which));
        CHECK(bends({}).has(one.which) == one.always);
        CHECK(agreed.allow(one.which, "/x", "y"));
        CHECK_FALSE(has_error(agreed.take()));
        bends strict({});
        CHECK(strict.allow(one.which, "/x", "y") == one.always);
        CHECK(has_error(strict.take()) == !one.always);
    }
}

TEST_CASE("the page about fetching names every quirk, profile and parameter") {
    std::ostringstream page;
    page << std::ifstream(std::filesystem::path(SCHAKEL_SOURCE_DIR) / "adapters/common/oneroster/README.md").rdbuf();
    const std::string text = page.str();
    for (const quirk_info& one : quirks())
        CHECK(text.find("| `" + std::string(one.name) + "` | " + std::string(one.what)) != std::string::npos);
    for (const quirk_profile& one : quirk_profiles())
        CHECK(text.find("`" + std::string(one.name) + "`") != std::string::npos);
    for (const std::string_view one : pull_parameters())
        CHECK(text.find("| `" + std::string(one) + "` |") != std::string::npos);
}

TEST_CASE("deviations of answers are read when agreed: wrapper, count, names of the query, missing collections") {
    source from(120);
    from.instead = [&](const std::string& target, std::size_t) -> std::optional<received_answer> {
        if (target.find("Limit=") == std::string::npos) return status(400);
        if (target.starts_with("/courses")) return status(404);
        received_answer out = from.plain(target);
        const std::string total(out.headers.find("x-total-count"));
        out.headers = {{"Content-Type", "text/html"}, {"X-Count", total}};
        const std::string name = target.substr(1, target.find('?') - 1);
        out.body = target.starts_with("/users") ? "{\"data\"" + out.body.substr(name.size() + 3) : out.body;
        return out;
    };
    CHECK(fetch(from).state.what == phase::failed);
    pull_options options;
    options.quirks = {"query-case", "x-count", "any-wrapper", "missing-collection"};
    const outcome out = fetch(from, options);
    CHECK(out.state.what == phase::complete);
    CHECK(out.got.count(record_kind::person) == 120);
    CHECK(out.reading.report.count(severity::warning) > 3);
}
