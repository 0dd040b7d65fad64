// What a message is found by, and what it is never found by.
#include "gateway/pipeline/search_terms.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace schakel;
using namespace schakel::outbox;

namespace {

decoded some_results() {
    model::progress_report report;
    report.id = "bericht-1";
    report.author = "Toetsprogramma";
    report.comment = "gemaakt door meester Willem";
    report.school = {{std::string(model::scheme::brin), "99ZZ", {}}};
    model::assessment test;
    test.id = "M5";
    test.name = "Begrijpend lezen";
    test.parts = {{"M5-1", "Deel één", {}, {}, {}}};
    report.assessments = {test};
    model::sitting sat;
    sat.pupil.ids = {
        {std::string(model::scheme::eckid), "https://ketenid.nl/pilot/a", {}},
        {std::string(model::scheme::mbox), "mailto:sanne@school.example", {}},
        {std::string(model::scheme::user_name), "sanne", {}}};
    sat.pupil.name = "Sanne Pilot";
    sat.remark = "zieke leerling";
    report.sittings = {sat};
    decoded content;
    content.records = {report};
    return content;
}

bool found(const std::vector<search_term>& among, search_term one) {
    return std::ranges::find(among, one) != among.end();
}

} // namespace

TEST_CASE("A message is found by pupil, test, part, product, school and id, and by the words of its tests") {
    const auto terms = pipeline::search_terms_of(some_results());
    using kind = term_kind;
    CHECK(found(terms, term_of(kind::pupil, "https://ketenid.nl/pilot/a")));
    CHECK(found(terms, term_of(kind::test, "M5")));
    CHECK(found(terms, term_of(kind::test, "M5-1")));
    CHECK(found(terms, term_of(kind::product, "Toetsprogramma")));
    CHECK(found(terms, term_of(kind::message_id, "bericht-1")));
    CHECK(found(terms, term_of(kind::school, "99ZZ")));
    for (const char* word : {"begrijpend", "lezen", "deel", "een"}) CHECK(found(terms, term_of(kind::word, word)));
    CHECK(std::ranges::is_sorted(terms));
}

TEST_CASE("A message is never found by a name, an address, a user name or a remark") {
    const auto terms = pipeline::search_terms_of(some_results());
    for (const char* value : {"mailto:sanne@school.example", "sanne", "Sanne Pilot"})
        for (const search_term each : terms_of_key(value)) CHECK(!found(terms, each));
    for (const char* word : {"sanne", "pilot", "willem", "meester", "zieke", "leerling", "school"})
        CHECK(!found(terms, term_of(term_kind::word, word)));
}
