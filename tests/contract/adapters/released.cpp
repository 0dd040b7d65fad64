// Nothing that was not released gets into what an adapter writes or answers: marks are planted in every field of a
// roster, and searched for in every byte (S5).
#include "tests/contract/adapters/subjects.hpp"

#include "gateway/adapter/roster.hpp"
#include "gateway/pipeline/release.hpp"
#include "gateway/roster/memory_roster.hpp"

#include <algorithm>

using namespace schakel;
using namespace schakel::test;
namespace rec = model::roster;

namespace {

const rec::day marked_day = std::chrono::year(2011) / 11 / 11;

// Every text of a person holds this word and the name of its field.
constexpr std::string_view mark = "merkteken";

std::string marked(std::string_view field) {
    return std::string(mark) + std::string(field);
}

rec::person marked_person(const std::string& id, rec::person_kind kind) {
    rec::person one;
    one.id = id;
    one.ids = {
        {"las.key", marked("key") + id, {}},
        {"eckid", "https://ketenid.nl/pilot/" + std::string(128, 'a'), {}},
        {"oneroster.sourcedid", marked("sourcedid") + id, {}},
        {"eduv.id", marked("eduv") + id, {}},
        {"neppi", marked("neppi") + "@school.example", {}},
        {"nepri", marked("nepri") + "@school.example", {}},
        {"username", marked("account"), {}}};
    one.kind = kind;
    one.family_name = marked("family");
    one.family_prefix = marked("prefix");
    one.given_names = marked("given");
    one.initials = marked("initials");
    one.preferred_name = marked("preferred");
    one.middle_name = marked("middle");
    one.alias = marked("alias");
    one.birth_date = one.begin = one.in_year_3 = marked_day;
    one.sex = rec::gender::female;
    one.user_name = marked("user");
    one.email = marked("mail") + "@school.example";
    one.phone = marked("phone");
    one.roles = {
        {kind == rec::person_kind::pupil ? rec::role::pupil : rec::role::teacher,
         {},
         true,
         {},
         {},
         marked("role"),
         {{"uwlr", "rol", marked("extension")}}}};
    one.extra = {{"uwlr", "toevoegingen", marked("extension")}, {"oneroster", "metadata", marked("extension")}};
    return one;
}

std::shared_ptr<const roster_view> marked_school() {
    auto out = std::make_shared<roster::memory_roster>(instant{}, "test:1");
    rec::head head;
    head.school = {{"brin", "99XX", {}}};
    head.school_name = "De Akker";
    head.school_year = "2026-2027";
    head.author = marked("author");
    head.comment = marked("comment");
    out->head(head);
    rec::group group;
    group.id = "g-1";
    group.ids = {{"las.key", "g-1", {}}};
    group.name = marked("group");
    group.levels = {rec::year_level("5")};
    out->add(group);
    for (const auto& [id, kind] :
         {std::pair{"leerling:1", rec::person_kind::pupil}, {"leerkracht:1", rec::person_kind::employee}}) {
        out->add(marked_person(id, kind));
        rec::membership one;
        one.id = std::string(id) + "|g-1";
        one.ids = {{"oneroster.sourcedid", marked("enrolment") + id, {}}};
        one.person = id;
        one.group = "g-1";
        one.description = marked("member");
        out->add(one);
    }
    return out;
}

std::shared_ptr<const roster_view> for_a_publisher() {
    const auto releases = settings::built_in_releases();
    const auto profile = std::ranges::find(releases, settings::release_to_publisher, &settings::release_profile::name);
    return pipeline::released(marked_school(), std::make_shared<const pipeline::release>(*profile, "", "de-akker"));
}

void check_clean(const std::string& bytes) {
    CHECK(bytes.find(mark) == std::string::npos);
    CHECK(bytes.find("2011-11-11") == std::string::npos);
}

std::string all_of(byte_source& from) {
    std::string out;
    while (from.next(out)) {
    }
    return out;
}

answering anybody(const adapter& by) {
    answering out;
    const auto& scopes = by.roster()->abilities().scopes;
    out.scopes.insert(scopes.begin(), scopes.end());
    out.base_url = "https://gateway.example" + std::string(by.info().base_path);
    out.school = {{"brin", "99XX", {}}};
    return out;
}

} // namespace

TEST_CASE("what is not released is in nothing that an adapter writes") {
    const auto seen = for_a_publisher();
    for (const auto& one : registry()) {
        if (!one->roster() || !one->roster()->abilities().writes) continue;
        CAPTURE(one->info().standard);
        const auto writer = one->roster()->write(*seen, {});
        check_clean(all_of(*writer));
        for (const finding& refused : writer->refused()) {
            check_clean(refused.got + refused.expected + refused.where.path);
        }
    }
}

TEST_CASE("what is not released is in no answer") {
    const auto seen = for_a_publisher();
    for (const auto& one : registry()) {
        if (!one->roster() || !one->roster()->abilities().answers) continue;
        for (const endpoint& at : one->info().endpoints) {
            if (at.use != endpoint::purpose::query || at.method != "GET" || at.path.find('{') != at.path.npos) continue;
            CAPTURE(one->info().standard);
            CAPTURE(at.path);
            exchange asked;
            asked.method = "GET";
            asked.path = at.path;
            const roster_question question = one->roster()->question(asked, {});
            roster_answer told = one->roster()->answer(asked, question, question.open ? nullptr : seen, anybody(*one));
            check_clean(told.head.body + (told.stream ? all_of(*told.stream) : std::string()));
            for (const auto& [name, value] : told.head.headers) check_clean(value);
        }
    }
}
