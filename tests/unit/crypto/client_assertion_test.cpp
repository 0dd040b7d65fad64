#include "gateway/crypto/client_assertion.hpp"

#include "tests/support/fake_clock.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::crypto;

namespace {

const key& ours() {
    static const key made = key::generate(key_kind::ec_p256);
    return made;
}

std::string signed_at(instant when) {
    return *sign_assertion(ours(), algorithm::es256, {"schakel", "https://token.example", "jti-1", when});
}

bool accepted(const std::string& assertion, const assertion_expectations& expected, const schakel::clock& time) {
    return judge_assertion(assertion, key_set({ours()}), expected, time).has_value();
}

} // namespace

TEST_CASE("an assertion of ours is accepted by who judges assertions, once for each jti, until a minute later") {
    test::fake_clock time;
    const assertion_expectations expected{.client_id = "schakel", .audiences = {"https://token.example"}};
    const std::string made = signed_at(time.now());
    const auto judged = judge_assertion(made, key_set({ours()}), expected, time);
    REQUIRE(judged);
    CHECK(judged->jti == "jti-1");
    CHECK(claimed_issuer(made) == "schakel");
    time.advance(59s);
    CHECK(accepted(made, expected, time));
    time.advance(expected.leeway + 2s);
    CHECK_FALSE(accepted(made, expected, time));
}

TEST_CASE("an assertion of ours is of no use to another audience, for another client, or with another key") {
    const test::fake_clock time;
    const std::string made = signed_at(time.now());
    CHECK_FALSE(accepted(made, {.client_id = "schakel", .audiences = {"https://other.example"}}, time));
    CHECK_FALSE(accepted(made, {.client_id = "other", .audiences = {"https://token.example"}}, time));
    const key_set stranger({key::generate(key_kind::ec_p256)});
    CHECK_FALSE(judge_assertion(made, stranger, {.client_id = "schakel", .audiences = {"https://token.example"}}, time)
    );
}

TEST_CASE("a key that cannot sign by an algorithm makes no assertion") {
    CHECK_FALSE(sign_assertion(ours(), algorithm::rs256, {"schakel", "https://token.example", "jti-1", instant{}}));
}
