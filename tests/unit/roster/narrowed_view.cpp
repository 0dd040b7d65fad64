// A narrowed view shows what the whole one shows of the records that it is narrowed to.
#include "gateway/adapter/narrowed_view.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "tests/support/random_roster.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace schakel;
using model::roster::record_kind;

namespace {

template <class Record>
std::vector<std::string> ids_of(const roster_view& view, const roster_range& range) {
    std::vector<std::string> ids;
    each<Record>(view, range, [&](const Record& one) {
        ids.push_back(one.id);
        return true;
    });
    return ids;
}

} // namespace

TEST_CASE("pages, kinds and look-ups of a narrowed view") {
    test::chance random(11);
    auto school = std::make_shared<roster::memory_roster>();
    for (model::roster::record& one : test::small_school(200)) school->add(std::move(one));
    for (int round = 0; round < 50; ++round) {
        std::vector<std::string> wanted{"nobody"};
        for (const std::string& id : ids_of<model::roster::person>(*school, {})) {
            if (random.below(4) == 0) wanted.insert(wanted.begin() + static_cast<std::ptrdiff_t>(random.below(2)), id);
        }
        const auto view = narrowed(school, record_kind::person, wanted);
        const std::set<std::string> known(wanted.begin(), wanted.end());
        roster_range range;
        range.limit = 1 + random.below(30);
        if (random.below(2) == 0) range.persons = model::roster::person_kind::pupil;
        std::vector<std::string> expected;
        for (std::string& id : ids_of<model::roster::person>(*school, range)) {
            CHECK(view->find(record_kind::person, id).has_value() == known.contains(id));
            if (known.contains(id)) expected.push_back(std::move(id));
        }
        CHECK(ids_of<model::roster::person>(*view, range) == expected);
        CHECK(ids_of<model::roster::group>(*view, {}) == ids_of<model::roster::group>(*school, {}));
    }
}
