// Idempotency-Key: asking twice does what asking once does, and is answered so.
#include "gateway/core/id.hpp"
#include "gateway/pipeline/request_key.hpp"
#include "tests/pipeline/world.hpp"

using namespace schakel;
using namespace schakel::test;
using outbox::state;

namespace {

const std::string sender = "client code=klant name=Klant key=geheim\nschool brin=99XX\n";

std::string sitting(int points) {
    return sender + "sitting key=r1 test=rekenen day=2026-11-20 points=" + std::to_string(points) + " las.key=1001\n";
}

settings::settings to_las() {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las"});
    return all;
}

reply ask(world& of, const std::string& body, const std::string& key) {
    auto told = of.receive(body, {}, {{"Idempotency-Key", key}});
    REQUIRE(told.has_value());
    return *told;
}

bool same(const reply& a, const reply& b) {
    return a.status == b.status && a.body == b.body && std::ranges::equal(a.headers, b.headers);
}

} // namespace

TEST_CASE("The same request under the same key is answered as the first time, and does nothing") {
    world of(to_las());
    const reply first = ask(of, sitting(5), "k1");
    CHECK(first.body == "accepted r1");
    CHECK(ask(of, sitting(6), "k2").body == "accepted r1");
    // Without the key this would be a change back to 5.
    const reply again = ask(of, sitting(5), "k1");
    CHECK(same(again, first));
    CHECK(of.store.messages().size() == 2);
    of.run();
    CHECK(of.sender.all.size() == 2);
    CHECK(of.sender.all.back().message.body.find("points=6") != std::string::npos);
}

TEST_CASE("The same request that comes while the first is being stored is answered as that one") {
    world of(to_las());
    const reply first = ask(of, sitting(5), "k1");
    of.store.overlook_records();
    CHECK(same(ask(of, sitting(5), "k1"), first));
    CHECK(of.store.messages().size() == 1);
}

TEST_CASE("A key may be quoted as a structured field is") {
    world of(to_las());
    ask(of, sitting(5), "\"k1\"");
    CHECK(ask(of, sitting(6), "k1").status == 422);
}

TEST_CASE("Another request under a key that is in use is refused, and leaves nothing") {
    world of(to_las());
    const reply first = ask(of, sitting(5), "k1");
    const reply refused = ask(of, sitting(6), "k1");
    CHECK(refused.status == 422);
    CHECK(refused.headers.find("content-type") == "application/problem+json");
    CHECK(refused.body.find("urn:schakel:problem:idempotency-key-reused") != std::string::npos);
    CHECK(of.store.messages().size() == 1);
    CHECK(same(ask(of, sitting(5), "k1"), first));
}

TEST_CASE("A key counts for 24 hours from the first acceptance") {
    world of(to_las());
    ask(of, sitting(5), "k1");
    of.time.advance(23h + 59min);
    CHECK(ask(of, sitting(6), "k1").status == 422);
    of.time.advance(2min);
    CHECK(ask(of, sitting(6), "k1").body == "accepted r1");
    CHECK(ask(of, sitting(5), "k1").status == 422);
}

TEST_CASE("Every sender has its own keys, and so has who sends without one") {
    settings::settings all = to_las();
    settings::system other = system_of(all, "uitgever");
    other.id = "andere";
    other.receive->client_code = "ander";
    all.systems.push_back(other);
    world of(all);
    ask(of, sitting(5), "k1");
    std::string body = sitting(6);
    body.replace(body.find("code=klant"), 10, "code=ander");
    CHECK(ask(of, body, "k1").body == "accepted r1");
    CHECK(of.receive(sitting(7))->body == "accepted r1");
    CHECK(of.store.messages().size() == 3);
}

TEST_CASE("A request that was refused leaves its key free") {
    world of(to_las());
    SUBCASE("for what it says") {
        CHECK(ask(of, sender + "rubbish\n", "k1").status >= 400);
    }
    SUBCASE("because nobody is known by these words") {
        CHECK(ask(of, "client code=x\n", "k1").status >= 400);
    }
    SUBCASE("because the disk is full") {
        of.store.refuse(true);
        CHECK(ask(of, sitting(5), "k1").body.starts_with("unavailable"));
        of.store.refuse(false);
    }
    SUBCASE("because no route wanted it") {
        of.apply(usual_settings());
        CHECK(ask(of, sitting(5), "k1").body.starts_with("unroutable"));
        of.apply(to_las());
    }
    CHECK(ask(of, sitting(6), "k1").body == "accepted r1");
}

TEST_CASE("What was accepted is answered so although no route would take it by now") {
    world of(to_las());
    const reply first = ask(of, sitting(5), "k1");
    of.apply(usual_settings());
    CHECK(same(ask(of, sitting(5), "k1"), first));
}

TEST_CASE("A second request that comes before the first was answered gets the answer of the first") {
    world of(to_las());
    of.store.hold_answers();
    std::vector<reply> told;
    const auto send = [&](int points) {
        exchange in;
        in.id = new_id(of.time);
        in.standard = "toy-1.0";
        in.method = "POST";
        in.headers = {{"Idempotency-Key", "k1"}};
        in.body = sitting(points);
        in.received_at = of.time.now();
        pipeline::process(
            std::move(in), *of.adapters.find("toy-1.0"), of.where, of.in_force, of.services(),
            [&told](reply answer) { told.push_back(std::move(answer)); }
        );
    };
    send(5);
    send(5);
    send(6);
    of.store.answer_all();
    CHECK(of.store.messages().size() == 1);
    std::ranges::sort(told, {}, &reply::status);
    REQUIRE(told.size() == 3);
    CHECK(told[0].body == "accepted r1");
    CHECK(told[1].body == "accepted r1");
    CHECK(told[2].status == 422);
}

TEST_CASE("What cannot be a key is told, before anything is stored") {
    world of(to_las());
    for (const std::string& key :
         {std::string(), std::string("\"\""), std::string(256, 'k'), std::string("a\tb"), std::string("\xc3\xa9")}) {
        CAPTURE(key);
        const reply refused = ask(of, sitting(5), key);
        CHECK(refused.status == 400);
        CHECK(refused.body.find("urn:schakel:problem:idempotency-key-malformed") != std::string::npos);
    }
    const auto twice = of.receive(sitting(5), {}, {{"Idempotency-Key", "a"}, {"Idempotency-Key", "a"}});
    CHECK(twice->status == 400);
    CHECK(of.store.messages().empty());
    CHECK(ask(of, sitting(5), std::string(255, 'k')).body == "accepted r1");
}

TEST_CASE("A request is what is asked where, of whom, and in which words") {
    exchange one;
    one.standard = "toy-1.0";
    one.method = "POST";
    one.path = "/a";
    one.query = {{"x", "1"}};
    one.body = "body";
    const std::string digest = pipeline::request_digest(one);
    for (std::string exchange::*part : {&exchange::standard, &exchange::method, &exchange::path, &exchange::body}) {
        exchange other = one;
        other.*part += "x";
        CHECK(pipeline::request_digest(other) != digest);
    }
    exchange other = one;
    other.query = {{"x1", ""}};
    CHECK(pipeline::request_digest(other) != digest);
    other = one;
    other.headers = {{"Authorization", "Bearer a token that was renewed meanwhile"}};
    other.id = "another";
    CHECK(pipeline::request_digest(other) == digest);
}
