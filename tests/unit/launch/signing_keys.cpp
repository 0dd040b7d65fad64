#include "gateway/launch/signing_keys.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/crypto/jwt.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/memory_launch_rows.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include <sys/stat.h>

namespace {

using namespace schakel;
using crypto::algorithm;
using launch::key_phase;
using launch::signing_keys;

const std::string key_encryption_key(32, 'k');

// Elliptic curves: an RSA key takes a tenth of a second to make.
struct bench {
    test::fake_clock time;
    test::memory_launch_rows rows;

    signing_keys node(std::string with = key_encryption_key) {
        return {rows, time, std::move(with), {}, {algorithm::es256}};
    }
};

std::set<std::string> published_ids(const signing_keys& of) {
    std::set<std::string> out;
    findings none;
    const auto document = json::document::parse(of.jwks(), {}, none);
    REQUIRE(document);
    for (auto each = document->root().member("keys").first_child(); each; each = each.next_sibling())
        out.insert(std::string(each.member("kid").text()));
    return out;
}

std::vector<key_phase> phases(const signing_keys& of) {
    std::vector<key_phase> out;
    for (const auto& one : of.list()) out.push_back(one.phase);
    return out;
}

std::string signed_by(const signing_keys& with) {
    return *crypto::sign_token(with.current(algorithm::es256), algorithm::es256, R"({"exp":4102444800})");
}

bool is_good(const std::string& token, const signing_keys& by, const schakel::clock& time) {
    return crypto::verify_token(token, *crypto::key_set::from_jwks(by.jwks()), {}, time).has_value();
}

TEST_CASE("the first key signs at once and is published for its one algorithm") {
    bench on;
    signing_keys keys = on.node();
    CHECK_THROWS_AS(static_cast<void>(keys.current(algorithm::es256)), std::logic_error);
    REQUIRE(keys.follow_schedule());
    CHECK(phases(keys) == std::vector{key_phase::signs});
    CHECK(is_good(signed_by(keys), keys, on.time));
    CHECK(keys.jwks().find(R"("alg":"ES256")") != std::string::npos);
    CHECK(keys.jwks().find(R"("d":)") == std::string::npos);
    CHECK(keys.document().max_age == 15min);
    const std::string etag = keys.document().etag;
    CHECK(keys.document().etag == etag);
    REQUIRE(keys.rotate(false));
    CHECK(keys.document().etag != etag);
}

TEST_CASE("a next key is published a day before it signs, and the former one a day longer than it signed") {
    bench on;
    signing_keys keys = on.node();
    REQUIRE(keys.follow_schedule());
    const std::string first = keys.current(algorithm::es256).id();
    on.time.advance(std::chrono::days(90) - 26h);
    REQUIRE(keys.follow_schedule());
    CHECK(keys.list().size() == 1);

    on.time.advance(1h);
    REQUIRE(keys.follow_schedule());
    CHECK(phases(keys) == std::vector{key_phase::signs, key_phase::next});
    CHECK(published_ids(keys).size() == 2);
    CHECK(keys.current(algorithm::es256).id() == first);
    const std::string last_of_first = signed_by(keys);

    on.time.advance(25h);
    CHECK(phases(keys) == std::vector{key_phase::former, key_phase::signs});
    const std::string second = keys.current(algorithm::es256).id();
    CHECK(second != first);
    CHECK(is_good(last_of_first, keys, on.time));

    on.time.advance(24h);
    REQUIRE(keys.follow_schedule());
    CHECK(is_good(last_of_first, keys, on.time));
    on.time.advance(1h);
    REQUIRE(keys.follow_schedule());
    CHECK(published_ids(keys) == std::set{second});
    CHECK(keys.list().size() == 1);
}

// Every third hour of a year, whoever fetched the keys within the last day can judge what is signed.
TEST_CASE("no launch fails over rotations: a copy of the key set of a day ago knows the key that signs") {
    bench on;
    signing_keys keys = on.node();
    REQUIRE(keys.follow_schedule());
    std::vector<std::set<std::string>> copies(8, published_ids(keys));
    std::set<std::string> signed_with;
    for (std::size_t step = 0; step < 365 * 8; ++step) {
        on.time.advance(3h);
        if (step % 700 == 699) REQUIRE(keys.rotate(false));
        REQUIRE(keys.follow_schedule());
        signed_with.insert(keys.current(algorithm::es256).id());
        auto& oldest = copies[step % copies.size()];
        REQUIRE(oldest.contains(keys.current(algorithm::es256).id()));
        oldest = published_ids(keys);
    }
    CHECK(signed_with.size() > 4);
}

TEST_CASE("a rotation by order keeps the former key valid; a second order changes nothing") {
    bench on;
    signing_keys keys = on.node();
    REQUIRE(keys.follow_schedule());
    const std::string before = signed_by(keys);
    const auto next = keys.rotate(false);
    REQUIRE(next);
    REQUIRE(keys.rotate(false));
    CHECK(phases(keys) == std::vector{key_phase::signs, key_phase::next});
    CHECK(keys.list().back().signs_from == on.time.now() + 25h);
    on.time.advance(25h);
    CHECK(keys.current(algorithm::es256).id() == next->front());
    CHECK(is_good(before, keys, on.time));
}

TEST_CASE("a next key that waits takes over as early as it may when it is ordered") {
    bench on;
    signing_keys keys = on.node();
    REQUIRE(keys.follow_schedule());
    on.time.advance(std::chrono::days(90) - 25h);
    REQUIRE(keys.follow_schedule());
    const instant planned = keys.list().back().signs_from;
    on.time.advance(10h);
    REQUIRE(keys.rotate(false));
    CHECK(keys.list().size() == 2);
    CHECK(keys.list().back().signs_from == planned);
}

TEST_CASE("a key that leaked is gone at once, with what it signed") {
    bench on;
    signing_keys keys = on.node();
    REQUIRE(keys.follow_schedule());
    const std::string leaked = keys.current(algorithm::es256).id();
    const std::string before = signed_by(keys);
    const auto fresh = keys.rotate(true);
    REQUIRE(fresh);
    CHECK(keys.current(algorithm::es256).id() == fresh->front());
    CHECK(published_ids(keys) == std::set{fresh->front()});
    CHECK_FALSE(is_good(before, keys, on.time));
    CHECK(is_good(signed_by(keys), keys, on.time));
}

TEST_CASE("gateways on one store have the same keys, and one of them makes the next") {
    bench on;
    signing_keys one = on.node();
    signing_keys other = on.node();
    REQUIRE(one.follow_schedule());
    REQUIRE(other.follow_schedule());
    CHECK(one.current(algorithm::es256).id() == other.current(algorithm::es256).id());
    on.time.advance(std::chrono::days(90));
    REQUIRE(one.follow_schedule());
    REQUIRE(other.follow_schedule());
    CHECK(one.list().size() == 2);
    CHECK(published_ids(one) == published_ids(other));

    const auto fresh = one.rotate(true);
    REQUIRE(fresh);
    on.time.advance(1s);
    CHECK(other.current(algorithm::es256).id() == fresh->front());
}

TEST_CASE("the store holds no private key that can be read, and another key encryption key opens none") {
    bench on;
    signing_keys keys = on.node();
    REQUIRE(keys.follow_schedule());
    const std::string pem = keys.current(algorithm::es256).private_pem();
    outbox::record_filter all;
    all.kind = 8;
    const auto stored = on.rows.list(all, on.time.now());
    REQUIRE(stored.size() == 1);
    CHECK(stored[0].bytes.find("PRIVATE KEY") == std::string::npos);
    CHECK(stored[0].bytes.find(pem.substr(40, 30)) == std::string::npos);

    signing_keys stranger = on.node(std::string(32, 'x'));
    const auto refused = stranger.follow_schedule();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message == "the key encryption key does not open the signing keys in the store");
    CHECK(on.rows.list(all, on.time.now()).size() == 1);
}

TEST_CASE("an algorithm without keys of its own uses a key that fits") {
    bench on;
    signing_keys keys(on.rows, on.time, key_encryption_key, {}, {algorithm::rs256});
    REQUIRE(keys.follow_schedule());
    CHECK(keys.current(algorithm::ps256).id() == keys.current(algorithm::rs256).id());
    CHECK_THROWS_AS(static_cast<void>(keys.current(algorithm::es256)), std::logic_error);
}

TEST_CASE("the key encryption key is made once, for its owner alone; what is none is refused") {
    const test::temporary_folder folder;
    const auto made = launch::load_key_encryption_key(folder.file("kek"));
    REQUIRE(made);
    CHECK(made->size() == 32);
    struct stat facts {};
    REQUIRE(::stat(folder.file("kek").c_str(), &facts) == 0);
    CHECK((facts.st_mode & 077) == 0);
    CHECK(*launch::load_key_encryption_key(folder.file("kek")) == *made);

    std::ofstream(folder.file("short")) << "c2hvcnQ\n";
    ::chmod(folder.file("short").c_str(), 0600);
    const auto refused = launch::load_key_encryption_key(folder.file("short"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.find("c2hvcnQ") == std::string::npos);
}

} // namespace
