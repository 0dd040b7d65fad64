// M4: the router against a naive interpreter over random routes and messages, and what it explains against what it
// does.
#include "gateway/routing/router.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace schakel;
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
    for (unsigned seed = 1; seed <= 2000; ++seed) {
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
            for (const verdict& one : under_test.explain(of)) {
                ++told;
                if (one.what == verdict::kind::not_matched) {
                    CHECK_FALSE(wants(*one.route, of, one.failed_on));
                    continue;
                }
                CHECK(wants(*one.route, of));
                if (one.what == verdict::kind::won) {
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

TEST_CASE("Only routes that name subjects or levels divide messages") {
    settings::route plain, by_level;
    by_level.levels = {"5"};
    CHECK_FALSE(router({plain}).looks_at_assessments());
    CHECK(router({plain, by_level}).looks_at_assessments());
    CHECK_FALSE(router().looks_at_assessments());
    CHECK(router().match({}) == nullptr);
}
