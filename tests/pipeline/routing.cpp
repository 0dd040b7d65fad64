// M4: the router against a naive interpreter over random routes and messages, and what it explains against what it
// does.
#include "gateway/routing/router.hpp"
#include "tests/pipeline/world.hpp"
#include "tests/support/choices.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>

using namespace schakel;
using namespace schakel::test;
using namespace schakel::routing;
using names = std::set<std::string, std::less<>>;

namespace {

class random_case {
public:
    explicit random_case(unsigned seed) : random_(seed) {}

    std::vector<settings::route> routes() {
        std::vector<settings::route> list(1 + at_most(11));
        for (std::size_t i = 0; i < list.size(); ++i) {
            settings::route& one = list[i];
            one.name = "route " + std::to_string(i);
            one.priority = static_cast<std::int64_t>(at_most(30)) - 15;
            for (names* set :
                 {&one.from, &one.schools, &one.families, &one.kinds, &one.standards, &one.subjects, &one.levels})
                fill(*set);
            if (at_most(3) == 0) one.since = moment();
            if (at_most(3) == 0) one.until = moment();
        }
        return list;
    }

    facts message() {
        facts of;
        for (std::string* value : {&of.school, &of.sender, &of.family, &of.kind, &of.standard, &of.subject, &of.level})
            *value = word();
        of.at = moment();
        return of;
    }

private:
    unsigned at_most(unsigned most) { return std::uniform_int_distribution<unsigned>(0, most)(random_); }
    std::string word() { return std::string(1, static_cast<char>('a' + at_most(2))); }
    instant moment() { return instant{} + std::chrono::hours(at_most(5)); }
    void fill(names& set) {
        if (at_most(1) == 0) return;
        for (unsigned i = 0; i <= at_most(2); ++i) set.insert(word());
    }

    std::mt19937 random_;
};

// Written from the manual: a condition without names always holds; the highest priority wins, then the earlier route.
bool wants(const settings::route& route, const facts& of, std::string_view condition) {
    const auto one_of = [](const names& list, const std::string& value) {
        for (const std::string& name : list)
            if (name == value) return true;
        return list.empty();
    };
    if (condition == "from") return one_of(route.from, of.sender);
    if (condition == "school") return one_of(route.schools, of.school);
    if (condition == "family") return one_of(route.families, of.family);
    if (condition == "kind") return one_of(route.kinds, of.kind);
    if (condition == "standard") return one_of(route.standards, of.standard);
    if (condition == "subject") return one_of(route.subjects, of.subject);
    if (condition == "level") return one_of(route.levels, of.level);
    if (condition == "since") return !route.since || *route.since <= of.at;
    if (condition == "until") return !route.until || of.at < *route.until;
    return false;
}

bool wants(const settings::route& route, const facts& of) {
    for (const char* condition : {"from", "school", "family", "kind", "standard", "subject", "level", "since", "until"})
        if (!wants(route, of, condition)) return false;
    return true;
}

std::string winner(const std::vector<settings::route>& routes, const facts& of) {
    const settings::route* best = nullptr;
    for (const settings::route& one : routes)
        if (wants(one, of) && (!best || one.priority > best->priority)) best = &one;
    return best ? best->name : std::string("none");
}

} // namespace

TEST_CASE("M4: the router chooses what a naive reading of the routes chooses, and explains just that") {
    int matched = 0;
    const unsigned count = nightly() ? 100'000 : 2000;
    for (unsigned seed = 1; seed <= count; ++seed) {
        CAPTURE(seed);
        random_case chance(seed);
        const auto routes = chance.routes();
        const router under_test(routes);
        for (int i = 0; i < 10; ++i) {
            const facts of = chance.message();
            const settings::route* chosen = under_test.match(of);
            CHECK((chosen ? chosen->name : std::string("none")) == winner(routes, of));
            matched += chosen != nullptr;

            std::size_t won = 0, told = 0;
            for (const routing::verdict& one : under_test.explain(of)) {
                ++told;
                if (one.what == routing::verdict::kind::not_matched) {
                    CHECK_FALSE(wants(*one.route, of, one.failed_on));
                    continue;
                }
                CHECK(wants(*one.route, of));
                if (one.what == routing::verdict::kind::won) {
                    ++won;
                    CHECK(one.route == chosen);
                }
            }
            CHECK(told == routes.size());
            CHECK(won == (chosen ? 1 : 0));
        }
    }
    CHECK(matched > 1000); // the cases are not all trivial
}

namespace {

using points = std::multiset<std::string>;

// Routes at random over the two receivers of a world, and a message of some sittings: where each one goes.
class sent_message {
public:
    explicit sent_message(choices& from) : from_(from) {}

    std::string run() {
        settings::settings all = usual_settings();
        all.routes = routes();
        world of(all);
        facts common{"99XX", "uitgever", "", "results", "toy-1.0", "", "", of.time.now()};
        common.family = to_string(of.adapters.find("toy-1.0")->info().families.front());
        const std::string message = lines(common);
        const auto expected = read_naively(all.routes);
        const bool taken = of.word_for(message).starts_with("accepted");
        of.run();
        if (taken != routed_) return taken ? "taken, and no route wants any of it" : "refused, and a route wants it";
        for (const char* name : {"las", "dashboard"}) {
            const auto there = expected.find(name);
            if (points_at(of, name) != (there == expected.end() ? points() : there->second))
                return std::string(name) + " gets other sittings than the routes say";
        }
        for (const facts& one : sittings_) {
            const settings::route* told = of.in_force->router().match(one);
            if ((told ? told->name : std::string("none")) != winner(all.routes, one))
                return "the simulator tells another route";
        }
        return {};
    }

private:
    void fill(names& set, const std::vector<std::string>& words) {
        if (!from_.one_in(3)) return;
        for (unsigned i = 0; i <= from_.at_most(1); ++i) set.insert(from_.of(words));
    }

    std::vector<settings::route> routes() {
        std::vector<settings::route> list(1 + from_.at_most(7));
        for (std::size_t i = 0; i < list.size(); ++i) {
            settings::route& one = list[i];
            one.name = "route " + std::to_string(i);
            one.priority = static_cast<std::int64_t>(i * 37 % 11);
            fill(one.from, {"uitgever", "las"});
            fill(one.schools, {"99XX", "99YY"});
            fill(one.families, {"progress", "access"});
            fill(one.kinds, {"results", "statements"});
            fill(one.standards, {"toy-1.0", "toy-2.0"});
            fill(one.subjects, subjects_);
            fill(one.levels, levels_);
            for (const char* name : {"las", "dashboard"})
                if (!from_.one_in(3)) one.to.emplace_back(name);
        }
        return list;
    }

    std::string lines(const facts& common) {
        std::string tests, list;
        for (unsigned i = 0; i <= from_.at_most(5); ++i) {
            facts& one = sittings_.emplace_back(common);
            const std::string number = std::to_string(i);
            if (!from_.one_in(4)) {
                one.subject = from_.of(subjects_);
                one.level = from_.of(levels_);
                tests += "assessment id=t" + number + " subject=" + one.subject + " level=" + one.level + "\n";
            }
            list += "sitting key=r" + number + " test=t" + number + " day=2026-11-20 points=" + number +
                    " las.key=100" + std::to_string(from_.at_most(3)) + "\n";
        }
        return tests + list;
    }

    // A message of which no route looks at subject or level goes as a whole.
    std::map<std::string, points> read_naively(const std::vector<settings::route>& all) {
        const bool looks = std::ranges::any_of(all, [](const settings::route& one) {
            return !one.subjects.empty() || !one.levels.empty();
        });
        std::map<std::string, points> expected;
        for (std::size_t i = 0; i < sittings_.size(); ++i) {
            facts seen = sittings_[i];
            if (!looks) seen.subject = seen.level = "";
            for (const settings::route& one : all) {
                if (one.name != winner(all, seen)) continue;
                routed_ = true;
                for (const std::string& to : one.to) expected[to].insert(std::to_string(i));
            }
        }
        return expected;
    }

    static points points_at(const world& of, std::string_view destination) {
        points found;
        for (const auto& one : of.sender.to(destination)) {
            const std::string& body = one.message.body;
            for (std::size_t at = body.find("points="); at != std::string::npos; at = body.find("points=", at + 1))
                found.insert(body.substr(at + 7, body.find(' ', at) - at - 7));
        }
        return found;
    }

    choices& from_;
    std::vector<std::string> subjects_{"rekenen", "taal", "lezen"}, levels_{"5", "6"};
    std::vector<facts> sittings_;
    bool routed_ = false;
};

} // namespace

TEST_CASE("M4: a message goes where the naive reading and the simulator say") {
    const unsigned ran = check_sequences("pipeline/sequences", "m4", {1000, 100'000}, [](choices& from) {
        return sent_message(from).run();
    });
    MESSAGE("shown M4: ", ran, " messages over random routes went where a naive reading and the simulator say");
}

TEST_CASE("Only routes that name subjects or levels divide messages") {
    settings::route plain, by_level;
    by_level.levels = {"5"};
    CHECK_FALSE(router({plain}).looks_at_assessments());
    CHECK(router({plain, by_level}).looks_at_assessments());
    CHECK_FALSE(router().looks_at_assessments());
    CHECK(router().match({}) == nullptr);
}
