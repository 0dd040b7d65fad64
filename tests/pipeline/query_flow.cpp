// Questions about rosters, from credentials to the last byte and the audit.
#include "gateway/crypto/base64.hpp"
#include "gateway/pipeline/query.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/recording_sender.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/toy_rosters.hpp"

#include <doctest/doctest.h>

#include <deque>

using namespace schakel;

namespace {

model::roster::person pupil(const std::string& id) {
    model::roster::person one;
    one.id = id;
    one.ids = {{"eckid", "eck-" + id, {}}, {"las.key", id, {}}};
    one.family_name = "Familienaam";
    one.email = id + "@akker.example";
    return one;
}

settings::school school(std::string id, std::string brin) {
    settings::school out;
    out.id = std::move(id);
    out.identifiers = {{"brin", std::move(brin), {}}};
    return out;
}

settings::settings two_askers() {
    settings::settings all;
    all.releases = settings::built_in_releases();
    all.schools = {school("akker", "99XX"), school("beek", "99YY")};
    settings::system lms;
    lms.id = "lms";
    lms.query.emplace();
    lms.query->basic = settings::basic_login{"lms", "geheim"};
    lms.query->release = std::string(settings::release_to_school);
    lms.query->default_school = "akker";
    settings::system shop;
    shop.id = "shop";
    shop.query.emplace();
    shop.query->client_code = "code";
    shop.query->client_name = "name";
    shop.query->schools = {"akker"};
    shop.query->keys = {{"sleutel", {}, {}}};
    settings::system las;
    las.id = "las";
    las.roster.emplace();
    las.roster->standard = test::toy_rosters;
    las.roster->url = "https://las.example";
    all.systems = {lms, shop, las};
    return all;
}

// Answers at once with what a test wishes, or keeps quiet.
class toy_owner final : public pipeline::roster_fetcher {
public:
    void fetch(
        std::shared_ptr<const pipeline::configuration>, const settings::system&, const adapter&, std::string_view,
        outgoing, std::function<void(received_answer)> done
    ) override {
        ++times;
        if (silent)
            waiting.push_back(std::move(done));
        else
            done(test::answered(status, lines));
    }
    std::string lines = "p1\np2\n";
    int status = 200;
    bool silent = false;
    int times = 0;
    std::deque<std::function<void(received_answer)>> waiting;
};

struct query_bench {
    explicit query_bench(settings::settings with = two_askers()) {
        adapters.add(test::make_toy_rosters());
        apply(std::move(with));
        put_roster(7);
    }
    ~query_bench() { std::fclose(nowhere); }

    void apply(settings::settings with) {
        auto made = pipeline::configuration::create(std::move(with), adapters, time, in_force.get());
        REQUIRE(made);
        in_force = *made;
    }
    void put_roster(int pupils, const std::string& version = "akker:1") {
        auto made = std::make_shared<roster::memory_roster>(time.now(), version);
        for (int i = 0; i < pupils; ++i) made->add(pupil("p" + std::to_string(i)));
        rosters["akker"] = made;
    }

    struct told {
        int status = 0;
        std::string body;
        bool whole = true;
    };
    told ask(exchange asked) {
        asked.received_at = time.now();
        asked.standard = test::toy_rosters;
        pipeline::asked_at where{"https://gateway.example", asked.path, {}, {}, {}};
        for (const auto& [name, value] : asked.query) where.raw_query += name + "=" + value + "&";
        told out;
        pipeline::query(
            std::move(asked), **adapters.begin(), where, in_force, services(),
            [&out](pipeline::query_answer answer) {
                CHECK(out.status == 0); // exactly once
                out.status = answer.head.status;
                out.body = answer.body ? *answer.body : answer.head.body;
                if (!answer.stream) return;
                while (answer.stream->next(out.body)) {
                }
                out.whole = !answer.stream->failed();
            }
        );
        return out;
    }
    static exchange get(std::string path, std::vector<std::pair<std::string, std::string>> query = {}) {
        exchange out;
        out.method = "GET";
        out.path = std::move(path);
        out.query = std::move(query);
        return out;
    }
    told as_lms(std::vector<std::pair<std::string, std::string>> query = {}) {
        exchange asked = get("/persons", std::move(query));
        asked.headers.add("Authorization", "Basic lms:geheim");
        return ask(std::move(asked));
    }
    told as_shop(const std::string& body) {
        exchange asked = get("/persons");
        asked.method = "POST";
        asked.body = body;
        return ask(std::move(asked));
    }

    pipeline::query_services services() {
        return {
            [this](std::string_view of) {
                const auto found = rosters.find(of);
                return found == rosters.end() ? nullptr : found->second;
            },
            live.get(),
            [](std::function<void()> task) { task(); },
            memory,
            audit,
            counts,
            time,
            log};
    }

    test::fake_clock time;
    test::temporary_folder folder;
    std::FILE* nowhere = std::fopen("/dev/null", "w");
    logger log{nowhere, time};
    adapter_registry adapters;
    std::shared_ptr<const pipeline::configuration> in_force;
    std::map<std::string, std::shared_ptr<const roster_view>, std::less<>> rosters;
    pipeline::query_memory memory;
    pipeline::query_counts counts;
    std::vector<std::string> entries;
    pipeline::query_audit audit{
        time, [this](outbox::audit_entry one) {
            entries.push_back(one.actor + " " + one.action + " " + one.subject + " " + one.detail);
        }};
    toy_owner owner;
    std::vector<std::function<void()>> timers;
    std::shared_ptr<pipeline::live_rosters> live =
        std::make_shared<pipeline::live_rosters>(pipeline::live_rosters::parts{
            owner, adapters, time, [](std::function<void()> task) { task(); },
            [this](std::chrono::milliseconds, std::function<void()> task) { timers.push_back(std::move(task)); }});
};

} // namespace

TEST_CASE("an answer holds what the asking party may have") {
    query_bench on;
    const auto school = on.as_lms();
    CHECK(school.status == 200);
    CHECK(school.body.starts_with("p0 eck-p0 Familienaam p0@akker.example\n"));
    CHECK(std::count(school.body.begin(), school.body.end(), '\n') == 7);
    const auto publisher = on.as_shop("code=code name=name key=sleutel school=99XX");
    CHECK(publisher.status == 200);
    CHECK(publisher.body.starts_with("p0 eck-p0  \n"));
    CHECK(on.counts.of(disposition::outcome::accepted) == 2);
    CHECK(on.counts.persons == 14);
}

TEST_CASE("the audit tells which field set went to whom, and how many persons") {
    query_bench on;
    on.as_lms();
    REQUIRE(on.entries.size() == 1);
    CHECK(on.entries[0].starts_with("system:lms roster.answered akker answered; toy-rosters-1.0 persons; released "
                                    "learning-environment:"));
    CHECK(on.entries[0].ends_with("; persons 7"));
}

TEST_CASE("answers of one kind within a minute become one more line") {
    query_bench on;
    for (int i = 0; i < 5; ++i) on.as_lms({{"page", std::to_string(i)}});
    CHECK(on.entries.size() == 1);
    on.time.advance(59s);
    on.audit.tick();
    CHECK(on.entries.size() == 1);
    on.time.advance(2s);
    on.audit.tick();
    REQUIRE(on.entries.size() == 2);
    CHECK(on.entries[1].ends_with("; persons 28; times 4"));
    on.audit.finish();
    CHECK(on.entries.size() == 2);
}

TEST_CASE("who may not ask is told so in its own protocol") {
    query_bench on;
    CHECK(on.ask(on.get("/persons")).status == 401);
    exchange wrong = on.get("/persons");
    wrong.headers.add("Authorization", "Basic lms:Geheim");
    CHECK(on.ask(wrong).status == 401);
    CHECK(on.as_shop("code=code name=name key=Sleutel school=99XX").status == 401);
    CHECK(on.as_shop("code=code name=name key=sleutel school=99YY").status == 403);
    CHECK(on.as_lms({{"school", "00ZZ"}}).status == 404);
    CHECK(on.as_lms({{"broken", "1"}}).status == 400);
    CHECK(on.counts.of(disposition::outcome::accepted) == 0);
    // Strangers leave no line; a party that is known does.
    for (const std::string& one : on.entries) CHECK(one.find("roster.refused") != std::string::npos);
    CHECK(on.entries.size() == 3);
}

TEST_CASE("a school without a roster is answered later") {
    query_bench on;
    const auto told = on.as_lms({{"school", "99YY"}});
    CHECK(told.status == 503);
}

TEST_CASE("what is open is answered to everybody, also with an old token") {
    query_bench on;
    exchange asked = on.get("/about");
    CHECK(on.ask(asked).body == "about https://gateway.example/toy/rosters\n");
    asked.headers.add("Authorization", "Bearer old");
    CHECK(on.ask(asked).status == 200);
    CHECK(on.entries.empty());
}

TEST_CASE("the same question of the same roster is answered from memory, and no other") {
    query_bench on;
    const auto first = on.as_lms();
    CHECK(on.counts.from_memory == 0);
    CHECK(on.as_lms().body == first.body);
    CHECK(on.counts.from_memory == 1);
    on.as_lms({{"page", "2"}});
    CHECK(on.counts.from_memory == 1);
    on.put_roster(3, "akker:2");
    const auto newer = on.as_lms();
    CHECK(std::count(newer.body.begin(), newer.body.end(), '\n') == 3);
    CHECK(on.counts.from_memory == 1);
    CHECK(on.counts.persons == 7 * 3 + 3);

    auto changed = two_askers();
    changed.hash = "another";
    changed.systems[0].query->release = std::string(settings::release_to_publisher);
    on.apply(changed);
    CHECK(on.as_lms().body.starts_with("p0 eck-p0  \n"));
}

TEST_CASE("an answer that fails on its way is neither kept nor told to be whole") {
    query_bench on;
    CHECK_FALSE(on.as_lms({{"fail", "1"}}).whole);
    CHECK(on.entries.at(0).find(" failed;") != std::string::npos);
    CHECK_FALSE(on.as_lms({{"fail", "1"}}).whole);
    CHECK(on.counts.from_memory == 0);
}

TEST_CASE("a scope is demanded of a token") {
    auto all = two_askers();
    query_bench on(all);
    all.tokens.issuer = "https://gateway.example";
    all.tokens.key_file = on.folder.file("token.pem");
    all.systems[0].query->token = settings::token_client{"lms", {}, {"toy.persons", "other"}, "secret"};
    on.apply(all);
    const auto with_scope = [&](const std::string& scope) {
        const reply granted = on.in_force->tokens()->issue(
            {{"grant_type", "client_credentials"}, {"scope", scope}}, "Basic " + crypto::to_base64("lms:secret")
        );
        const std::size_t at = granted.body.find("access_token\":\"") + 15;
        exchange asked = on.get("/persons");
        asked.headers.add("Authorization", "Bearer " + granted.body.substr(at, granted.body.find('"', at) - at));
        return on.ask(std::move(asked));
    };
    CHECK(with_scope("toy.persons").status == 200);
    const auto refused = with_scope("other");
    CHECK(refused.status == 403);
    CHECK(refused.body == "insufficient scope");
}

namespace {

settings::settings live_lms() {
    auto all = two_askers();
    all.systems[0].query->live = true;
    all.systems[0].query->live_cache = std::chrono::minutes(5);
    return all;
}

} // namespace

TEST_CASE("a live question asks the owner once for all who ask within the time") {
    query_bench on(live_lms());
    CHECK(on.as_lms().body == "p1 eck-p1  \np2 eck-p2  \n");
    CHECK(on.as_lms({{"page", "2"}}).status == 200);
    CHECK(on.owner.times == 1);
    on.time.advance(5min);
    on.owner.lines = "p9\n";
    CHECK(on.as_lms().body == "p9 eck-p9  \n");
    CHECK(on.owner.times == 2);
}

TEST_CASE("an owner that gives the roster of another school is not believed") {
    query_bench on(live_lms());
    on.owner.lines = "school 00AB\np1\n";
    CHECK(on.as_lms().body.starts_with("p0 eck-p0 Familienaam"));
    CHECK(on.counts.owner_silent == 1);
    on.rosters.clear();
    CHECK(on.as_lms().status == 503);
    on.owner.lines = "school 99XX\np1\n";
    CHECK(on.as_lms().body == "p1 eck-p1  \n");
}

TEST_CASE("the last good roster serves when the owner is silent, or refuses") {
    query_bench on(live_lms());
    on.owner.status = 500;
    CHECK(on.as_lms().body.starts_with("p0 eck-p0 Familienaam"));
    CHECK(on.counts.owner_silent == 1);
    on.owner.silent = true;
    pipeline::query_answer late;
    exchange asked = on.get("/persons");
    asked.headers.add("Authorization", "Basic lms:geheim");
    asked.standard = test::toy_rosters;
    int answers = 0;
    pipeline::query(asked, **on.adapters.begin(), {}, on.in_force, on.services(), [&](pipeline::query_answer) {
        ++answers;
    });
    CHECK(answers == 0);
    on.timers.back()();
    CHECK(answers == 1);
    // What comes late serves those who come later.
    on.owner.waiting.front()(test::answered(200, "p5\n"));
    CHECK(answers == 1);
    CHECK(on.as_lms().body == "p5 eck-p5  \n");
    CHECK(on.owner.times == 2);
}

TEST_CASE("who has gone gets no half answer, and nothing is remembered of it") {
    query_bench on;
    exchange asked = on.get("/persons");
    asked.headers.add("Authorization", "Basic lms:geheim");
    asked.standard = test::toy_rosters;
    pipeline::asked_at where{"https://gateway.example", asked.path, {}, {}, [] { return true; }};
    int status = 0;
    pipeline::query(asked, **on.adapters.begin(), where, on.in_force, on.services(), [&](pipeline::query_answer told) {
        status = told.head.status;
    });
    CHECK(status == 503);
    CHECK(on.as_lms().body.starts_with("p0 "));
    CHECK(on.counts.from_memory == 0);
}

TEST_CASE("memory keeps to its budget, and forgets what was used longest ago") {
    pipeline::answer_memory memory(10'000);
    const auto one = std::make_shared<int>(1);
    for (int i = 0; i < 8; ++i) {
        memory.keep("key " + std::to_string(i), one, 1'000);
        CHECK(memory.find("key 0"));
    }
    CHECK(memory.bytes() <= 10'000);
    memory.keep("key 8", one, 1'000);
    CHECK(memory.find("key 0"));
    CHECK_FALSE(memory.find("key 1"));
    memory.keep("too large", one, 5'000);
    CHECK_FALSE(memory.find("too large"));
    memory.keep("key 0", std::make_shared<int>(2), 10);
    CHECK(*std::static_pointer_cast<const int>(memory.find("key 0")) == 2);
}
