#include "gateway/access/peer_keys.hpp"

#include "tests/support/fake_clock.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>

using namespace schakel;
using access::peer_keys;
using namespace std::chrono_literals;

namespace {

const crypto::key& first_key() {
    static const crypto::key made = crypto::key::generate(crypto::key_kind::ec_p256);
    return made;
}

received_answer good(std::string cache_control = {}) {
    received_answer out;
    out.status = 200;
    if (!cache_control.empty()) out.headers.add("Cache-Control", cache_control);
    out.body = crypto::to_jwks({&first_key(), 1});
    return out;
}

received_answer bad(int status) {
    received_answer out;
    out.status = status;
    return out;
}

struct fixture {
    test::fake_clock time;
    peer_keys keys{time};

    // "known", "failed", "yours" or "awaited".
    std::string look(bool afresh = false, std::string_view url = "https://lms.example/jwks") {
        const auto seen = keys.look(url, afresh, [](const peer_keys::answer&) {});
        if (const auto* known = std::get_if<peer_keys::answer>(&seen)) return **known ? "known" : "failed";
        return std::holds_alternative<peer_keys::yours>(seen) ? "yours" : "awaited";
    }
    void came(const received_answer& what) { keys.came("https://lms.example/jwks", what); }
};

} // namespace

TEST_CASE("keys are fetched by one asker, and everyone who waits is told") {
    fixture on;
    CHECK(on.look() == "yours");
    int told = 0;
    for (int i = 0; i < 3; ++i) {
        const auto seen = on.keys.look("https://lms.example/jwks", false, [&](const peer_keys::answer& what) {
            CHECK((*what)->find(first_key().id(), crypto::algorithm::es256) != nullptr);
            ++told;
        });
        CHECK(std::holds_alternative<peer_keys::awaited>(seen));
    }
    on.came(good());
    CHECK(told == 3);
    CHECK(on.look() == "known");
    CHECK(on.look(false, "https://elders.example/jwks") == "yours");
}

TEST_CASE("keys are kept as long as the peer says, within bounds of ours") {
    const auto kept = [](const std::string& control, std::chrono::seconds until) {
        CAPTURE(control);
        fixture on;
        (void)on.look();
        on.came(good(control));
        on.time.advance(until - 1s);
        CHECK(on.look() == "known");
        on.time.advance(1s);
        CHECK(on.look() == "yours");
    };
    kept("", 1h);
    kept("public, max-age=7200", 2h);
    kept("max-age=1", 5min);
    kept("max-age=99999999", 24h);
    kept("max-age=99999999999999999999", 24h);
    kept("max-age=x", 1h);
    kept("No-Store", 5min);
}

TEST_CASE("an unknown key leads to one fetch a minute, however many tokens name one") {
    fixture on;
    (void)on.look();
    on.came(good());
    on.time.advance(10s);
    CHECK(on.look(true) == "known"); // fetched a moment ago
    on.time.advance(50s);
    CHECK(on.look(true) == "yours");
    CHECK(on.look() == "known"); // those who lack no key need not wait
    CHECK(on.look(true) == "awaited");
    on.came(good());
    CHECK(on.look(true) == "known");
}

TEST_CASE("keys that cannot be renewed serve for a day, and are asked for now and then") {
    fixture on;
    (void)on.look();
    on.came(good());
    on.time.advance(1h);
    CHECK(on.look() == "yours");
    on.came(bad(503));
    CHECK(on.look() == "known");
    on.time.advance(30s);
    CHECK(on.look() == "yours");
    on.came(good());
    on.time.advance(24h);
    CHECK(on.look() == "yours");
    on.came(bad(500));
    CHECK(on.look() == "failed");
}

TEST_CASE("what is no key set is a failure that is remembered for half a minute") {
    for (const received_answer& what :
         {bad(404), bad(200), received_answer{received_answer::transport::not_sent, "dns", 0, {}, {}}}) {
        fixture on;
        (void)on.look();
        on.came(what);
        CHECK(on.look() == "failed");
        on.time.advance(29s);
        CHECK(on.look(true) == "failed");
        on.time.advance(1s);
        CHECK(on.look() == "yours");
    }
}

TEST_CASE("a fetch that never ends does not keep others from trying, and those who wait are told by the next") {
    fixture on;
    CHECK(on.look() == "yours");
    bool told = false;
    (void)on.keys.look("https://lms.example/jwks", false, [&](const peer_keys::answer&) { told = true; });
    on.time.advance(30s);
    CHECK(on.look() == "yours");
    on.came(good());
    CHECK(told);
}

TEST_CASE("there is room for so many addresses, and the longest unused one goes") {
    test::fake_clock time;
    peer_keys keys{time, {.most_addresses = 2}};
    const auto known = [&](std::string_view url) {
        return std::holds_alternative<peer_keys::answer>(keys.look(url, false, {}));
    };
    for (const char* url : {"a", "b"}) {
        CHECK_FALSE(known(url));
        keys.came(url, good());
        time.advance(1s);
    }
    CHECK(known("a"));
    time.advance(1s);
    CHECK_FALSE(known("c"));
    keys.came("c", good());
    CHECK(known("a"));
    CHECK_FALSE(known("b"));
}
