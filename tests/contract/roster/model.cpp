// Random loads, deltas, holds and restarts on every implementation at once, against a map that is replaced as a whole.
#include "tests/contract/roster/roster_subject.hpp"
#include "tests/support/chance.hpp"

namespace schakel::roster {

using namespace model::roster;

namespace {

using expected = std::map<std::string, std::string>; // id, name

person random_pupil(test::chance& of) {
    const std::string id = "p" + std::to_string(of.below(40));
    return pupil(id, "naam" + std::to_string(of.below(3)));
}

template <class Subject>
void check_against(Subject& s, const expected& wanted) {
    const auto view = s.store->current(school);
    expected seen;
    if (view)
        each<person>(*view, {.limit = 7}, [&](const person& one) {
            seen[one.id] = one.family_name;
            return true;
        });
    CHECK(seen == wanted);
    if (view) CHECK(view->count(record_kind::person) == wanted.size());
}

} // namespace

TEST_CASE_TEMPLATE(
    "Whatever is loaded, the published roster is the last one that was published", Subject, SCHAKEL_ROSTERS
) {
    test::chance of(7);
    Subject s;
    expected published;
    std::vector<std::pair<std::shared_ptr<const roster_view>, expected>> kept;
    for (int step = 0; step < 60; ++step) {
        CAPTURE(step);
        const bool delta = of.percent(40);
        records coming;
        expected next = delta ? published : expected();
        for (std::size_t i = of.below(30); i > 0; --i) {
            person one = random_pupil(of);
            one.ended = delta && of.percent(30);
            if (one.ended)
                next.erase(one.id);
            else
                next[one.id] = one.family_name;
            coming.push_back(std::move(one));
        }
        const auto staged = s.stage(coming, delta ? extent::delta : extent::full);
        check_against(s, published);
        const std::size_t fate = of.below(10);
        if (staged && fate < 7) {
            REQUIRE(s.store->publish(staged->number, "operator"));
            published = next;
        } else if (staged && fate < 9) {
            REQUIRE(s.store->hold(staged->number, "held", "gateway"));
        } else {
            s.reopen();
            kept.clear();
            CHECK_FALSE((s.store->staged(school) && s.store->staged(school)->notes.change.none()));
        }
        check_against(s, published);
        if (const auto view = s.store->current(school)) kept.emplace_back(view, published);
        for (const auto& [view, wanted] : kept) CHECK(ids(*view).size() == wanted.size());
    }
}

} // namespace schakel::roster
