// Collections answered from packed tables are, byte for byte, those answered from the records.
#include "adapters/common/oneroster/answer.hpp"
#include "adapters/common/oneroster/operations.hpp"
#include "adapters/common/oneroster/query.hpp"
#include "adapters/common/oneroster/row_write.hpp"
#include "gateway/pipeline/query_memory.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "tests/support/random_roster.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::oneroster;

namespace {

constexpr version both_versions[] = {version::v1_1, version::v1_2};
constexpr std::string_view collections[] = {"/users",   "/students", "/teachers", "/enrollments",      "/classes",
                                            "/courses", "/orgs",     "/schools",  "/academicSessions", "/terms"};

std::string_view one_of(test::chance& random, std::span<const std::string_view> list) {
    return list[random.below(list.size())];
}

// What JSON and addresses cannot hold as it stands.
void make_odd(model::roster::record& one, test::chance& random) {
    static constexpr std::string_view texts[] = {"O\"B", "back\\slash", "tab\t", "\xff", "é", "a b/c"};
    auto* person = std::get_if<model::roster::person>(&one);
    if (!person || random.below(2) == 0) return;
    person->family_name = one_of(random, texts);
    if (random.below(2) == 0)
        person->ids.push_back({std::string(model::scheme::oneroster_id), person->id + person->family_name, {}});
}

// Records full of anything, and a small school that hangs together.
std::shared_ptr<roster::memory_roster> random_school(test::chance& random) {
    auto made = std::make_shared<roster::memory_roster>(
        instant{std::chrono::sys_days{std::chrono::year{2026} / 9 / 1}},
        "school:" + std::to_string(random.below(1u << 30))
    );
    for (model::roster::record& one : test::small_school(random.below(12))) {
        make_odd(one, random);
        made->add(std::move(one));
    }
    for (std::size_t left = random.below(80); left > 0; --left) made->add(test::random_record(random));
    return made;
}

std::string random_value(test::chance& random) {
    static constexpr std::string_view values[] = {"a",   "",  "active", "2026-09-01", "2026", "e", "student", "primary",
                                                  "org", "-", "true",   "O''B",       "é",    "1", "https"};
    return std::string(one_of(random, values));
}

std::string random_clause(test::chance& random) {
    static constexpr std::string_view fields[] = {
        "sourcedId",
        "status",
        "dateLastModified",
        "givenName",
        "familyName",
        "email",
        "grades",
        "title",
        "name",
        "type",
        "roles.role",
        "roles.org.sourcedId",
        "roles.org.type",
        "roles.beginDate",
        "orgs.sourcedId",
        "userIds.identifier",
        "user.sourcedId",
        "class.type",
        "metadata.x",
        "school.sourcedId",
        "beginDate",
        "enabledUser",
        "primary"};
    static constexpr std::string_view signs[] = {"=", "!=", ">", ">=", "<", "<=", "~"};
    std::string made(one_of(random, fields));
    made += one_of(random, signs);
    return made + "'" + random_value(random) + "'";
}

query_parameters random_query(test::chance& random) {
    static constexpr std::string_view sorts[] = {"sourcedId",      "familyName",         "status", "dateLastModified",
                                                 "title",          "userIds.identifier", "name",   "roles.role",
                                                 "class.sourcedId"};
    static constexpr std::string_view selections[] = {
        "sourcedId,status", "familyName,roles,metadata", "title,name,user"};
    query_parameters made;
    if (random.below(4) != 0) made.emplace_back("limit", std::to_string(1 + random.below(40)));
    if (random.below(3) == 0) made.emplace_back("offset", std::to_string(random.below(60)));
    if (random.below(2) == 0) made.emplace_back("sort", one_of(random, sorts));
    if (random.below(3) == 0) made.emplace_back("orderBy", random.below(2) == 0 ? "asc" : "desc");
    if (random.below(6) == 0) made.emplace_back("fields", one_of(random, selections));
    if (random.below(3) == 0) return made;
    std::string filter = random_clause(random);
    if (random.below(2) == 0) filter += (random.below(2) == 0 ? " AND " : " OR ") + random_clause(random);
    made.emplace_back("filter", filter);
    return made;
}

struct got {
    int status = 0;
    std::string body, total;
    std::uint64_t persons = 0, records = 0;

    bool operator==(const got&) const = default;
};

got ask(version which, const std::shared_ptr<const roster_view>& view, const exchange& asked, answer_memo* memo) {
    answering options;
    options.base_url = "https://gw.example/ims";
    options.memo = memo;
    roster_answer answered = answer(which, asked, question(which, asked), view, options);
    got made{answered.head.status, answered.head.body, std::string(answered.head.headers.find("x-total-count")), 0, 0};
    if (answered.stream) {
        while (answered.stream->next(made.body)) {
        }
        CHECK_FALSE(answered.stream->failed());
    }
    made.persons = answered.tally->persons;
    made.records = answered.tally->records;
    return made;
}

} // namespace

TEST_CASE("random questions about random rosters: a table and the records give the same answer") {
    test::chance random(41);
    std::size_t full = 0;
    for (int school = 0; school < 60; ++school) {
        const auto view = random_school(random);
        pipeline::answer_memory memory(32u << 20, 16u << 20);
        pipeline::question_notes notes(memory, view->version());
        for (int i = 0; i < 60; ++i) {
            exchange asked;
            asked.method = "GET";
            asked.raw_path = one_of(random, collections);
            asked.query = random_query(random);
            const version which = both_versions[random.below(2)];
            const got by_records = ask(which, view, asked, nullptr), by_table = ask(which, view, asked, &notes);
            full += by_records.status == 200 && by_records.records > 0;
            if (!(by_records == by_table)) {
                std::string told = asked.raw_path;
                for (const auto& [name, value] : asked.query) told.append(" ").append(name).append("=").append(value);
                FAIL_CHECK(
                    told << "\n"
                         << by_records.total << by_records.body << "\n"
                         << by_table.total << by_table.body
                );
            }
        }
    }
    CHECK(full > 500);
}

TEST_CASE("rows hold whole objects") {
    test::chance random(7);
    std::size_t plain = 0, odd = 0;
    for (int school = 0; school < 20; ++school) {
        const auto view = random_school(random);
        const roster_frame frame(*view, {});
        for (const version which : both_versions) {
            const auto table = object_table<user>::make(*view, frame, which, 1u << 30);
            REQUIRE(table);
            const json_style style{which, "https://gw.example/ims"};
            const row_writer<user> writer(style);
            std::size_t number = 0;
            roster_range all;
            all.with_ended = true;
            each<model::roster::person>(*view, all, [&](const model::roster::person& one) {
                const user made = user_from(one, {frame, which, nullptr});
                json::writer out;
                write(made, style, out);
                std::string written;
                writer.write(*table, number, written);
                CHECK(written == out.finish());
                (table->is_plain(number) ? plain : odd) += 1;
                ++number;
                return true;
            });
            CHECK(number == table->size());
        }
    }
    CHECK(plain > 100);
    CHECK(odd > 50);
}

TEST_CASE("a table that would be too large is not made, and is not tried again") {
    test::chance random(3);
    auto view = std::make_shared<roster::memory_roster>(instant{}, "large:1");
    for (model::roster::record& one : test::small_school(2000)) view->add(std::move(one));
    pipeline::answer_memory memory(400'000, 200'000);
    pipeline::question_notes notes(memory, view->version());
    exchange asked;
    asked.method = "GET";
    asked.raw_path = "/users";
    asked.query = {{"filter", "familyName>='M'"}, {"sort", "familyName"}, {"limit", "10"}};
    const got first = ask(version::v1_2, view, asked, &notes);
    CHECK(first == ask(version::v1_2, view, asked, nullptr));
    CHECK(memory.find("oneroster|table|user|1.2|large:1"));
    CHECK(memory.bytes() <= 400'000);
}

TEST_CASE("while another question makes the table, this one does without") {
    test::chance random(5);
    const auto view = random_school(random);
    pipeline::answer_memory memory(32u << 20);
    pipeline::question_notes notes(memory, view->version());
    const std::string key = "oneroster|table|user|1.2|" + view->version();
    REQUIRE(memory.claim(key));
    exchange asked;
    asked.method = "GET";
    asked.raw_path = "/users";
    CHECK(ask(version::v1_2, view, asked, &notes) == ask(version::v1_2, view, asked, nullptr));
    CHECK_FALSE(memory.find(key));
    memory.yield(key);
    CHECK(ask(version::v1_2, view, asked, &notes).status == 200);
    CHECK(memory.find(key));
}
