// Our own provider and our own consumer: what is served is fetched whole, and served again it is the same.
#include "adapters/common/oneroster/answer.hpp"
#include "adapters/common/oneroster/operations.hpp"
#include "adapters/common/oneroster/pull.hpp"
#include "gateway/roster/generated_school.hpp"
#include "gateway/roster/memory_roster.hpp"

#include <cctype>
#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::oneroster;
using model::roster::record_kind;
using phase = pull_state::phase;

namespace {

std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%' && at + 2 < text.size()) {
            out += static_cast<char>(std::stoi(std::string(text.substr(at + 1, 2)), nullptr, 16));
            at += 2;
        } else {
            out += text[at];
        }
    }
    return out;
}

// Answers for a roster at an address.
class provider {
public:
    provider(version which, std::shared_ptr<const roster_view> view) : version_(which), view_(std::move(view)) {}

    received_answer get(std::string_view target) const {
        exchange asked;
        asked.method = "GET";
        asked.raw_path = target.substr(0, target.find('?'));
        asked.path = decoded(asked.raw_path);
        std::string_view query = asked.raw_path.size() < target.size() ? target.substr(asked.raw_path.size() + 1) : "";
        while (!query.empty()) {
            const std::string_view one = query.substr(0, query.find('&'));
            query.remove_prefix(std::min(one.size() + 1, query.size()));
            const std::size_t equals = one.find('=');
            asked.query.emplace_back(decoded(one.substr(0, equals)), decoded(one.substr(equals + 1)));
        }
        answering options;
        options.base_url = base();
        options.school = view_->head().school;
        const roster_question about = question(version_, asked);
        roster_answer given = answer(version_, asked, about, view_, options);
        received_answer out;
        out.status = given.head.status;
        out.headers = given.head.headers;
        out.body = given.head.body;
        while (given.stream && given.stream->next(out.body)) {
        }
        return out;
    }

    std::string base() const { return "https://sis.example" + std::string(base_path(version_)); }

private:
    version version_;
    std::shared_ptr<const roster_view> view_;
};

struct fetched {
    pull_state state;
    roster_reading reading;
    std::shared_ptr<roster::memory_roster> roster = std::make_shared<roster::memory_roster>();
    std::size_t requests = 0;
};

fetched fetch(version which, const provider& from, std::string watermark = {}, std::string page_size = "100") {
    pull_options options;
    options.base_url = from.base();
    options.watermark = std::move(watermark);
    options.parameters["page_size"] = std::move(page_size);
    fetched out;
    const auto pull = make_pull(which, options);
    while (const auto asked = pull->next()) {
        ++out.requests;
        pull->take(*asked, from.get(asked->path), *out.roster);
    }
    out.state = pull->state();
    out.reading = pull->reading();
    return out;
}

std::shared_ptr<roster::memory_roster> school(std::size_t pupils, std::size_t changes = 0) {
    roster::school_options options;
    options.pupils = pupils;
    options.seed = 5;
    options.changes = changes;
    options.kind = roster::school_options::sector::secondary;
    auto out = std::make_shared<roster::memory_roster>();
    roster::generated_school(options).write(*out);
    return out;
}

std::vector<model::roster::person> persons(const roster_view& view) {
    std::vector<model::roster::person> out;
    view.page({.limit = 100'000, .with_ended = true}, out);
    return out;
}

} // namespace

TEST_CASE("what our provider serves our consumer fetches whole, without a word") {
    for (const version which : {version::v1_1, version::v1_2}) {
        CAPTURE(to_string(which));
        const auto owned = school(300);
        const fetched got = fetch(which, provider(which, owned));
        REQUIRE(got.state.what == phase::complete);
        CHECK(got.reading.report.count(severity::warning) == 0);
        CHECK(got.reading.report.count(severity::error) == 0);
        for (const record_kind kind : {record_kind::person, record_kind::group, record_kind::membership})
            CHECK(got.roster->count(kind) == owned->count(kind));
        std::map<std::string, model::roster::person> by_key;
        for (const auto& one : persons(*got.roster))
            by_key[std::string(model::value_of(one.ids, model::scheme::las_key))] = one;
        for (const auto& one : persons(*owned)) {
            const auto& other = by_key[std::string(model::value_of(one.ids, model::scheme::las_key))];
            CHECK(other.family_name == one.family_name);
            CHECK(other.family_prefix == one.family_prefix);
            CHECK(other.preferred_name == one.preferred_name);
            CHECK(other.levels == one.levels);
            CHECK(other.kind == one.kind);
            CHECK(model::value_of(other.ids, model::scheme::eckid) == model::value_of(one.ids, model::scheme::eckid));
        }
    }
}

TEST_CASE("served again, a fetched roster is the same byte for byte") {
    for (const version which : {version::v1_1, version::v1_2}) {
        const provider owner(which, school(60));
        const provider again(which, fetch(which, owner).roster);
        for (const char* name : {"academicSessions", "orgs", "courses", "classes", "users", "enrollments"}) {
            CAPTURE(name);
            const std::string target = "/" + std::string(name) + "?limit=10000&sort=sourcedId";
            CHECK(again.get(target).body == owner.get(target).body);
        }
    }
}

TEST_CASE("a later fetch asks for changes alone, and brings those who came, changed and left") {
    for (const version which : {version::v1_1, version::v1_2}) {
        const fetched first = fetch(which, provider(which, school(400, 1)));
        REQUIRE(first.state.what == phase::complete);
        const auto later = school(400, 2);
        const fetched delta = fetch(which, provider(which, later), first.state.watermark);
        REQUIRE(delta.state.what == phase::complete);
        CHECK(delta.reading.holds[static_cast<std::size_t>(record_kind::person)] == extent::delta);
        const auto changed = persons(*delta.roster);
        CHECK(changed.size() > 4);
        CHECK(changed.size() < 60);
        CHECK(std::ranges::any_of(changed, [](const auto& one) { return one.ended; }));
        CHECK(delta.state.watermark > first.state.watermark);

        const fetched nothing = fetch(which, provider(which, later), delta.state.watermark);
        CHECK(nothing.state.what == phase::complete); // the overlap brings the last hour again
        CHECK(persons(*nothing.roster).size() < changed.size());
        CHECK(nothing.state.watermark == delta.state.watermark);
        CHECK(fetch(which, provider(which, later), "2027-06-01T00:00:00.000Z").state.what == phase::unchanged);
    }
}

TEST_CASE("the size of pages makes no difference") {
    const provider owner(version::v1_2, school(120));
    const fetched small = fetch(version::v1_2, owner, {}, "7");
    const fetched large = fetch(version::v1_2, owner, {}, "5000");
    CHECK(small.requests > 150);
    CHECK(large.requests == 6);
    const auto bodies = [](const fetched& one) {
        return provider(version::v1_2, one.roster).get("/users?limit=1000&sort=sourcedId").body;
    };
    CHECK(bodies(small) == bodies(large));
}
