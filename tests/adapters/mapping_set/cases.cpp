#include "gateway/crypto/ed25519.hpp"
#include "tests/adapters/goal_files.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;
using namespace schakel::model::goals;

TEST_CASE("golden cases of mapping sets") {
    check_goal_cases("mapping-set", {"mapping-set.none", "mapping-set.several", "mapping-set.signing-key"});
}

namespace {

mapping_set set_named(const std::string& name) {
    mapping_set set;
    set.id = name + "#1";
    set.name = name;
    set.version = "1";
    return set;
}

std::string refused(const goal_text& written) {
    REQUIRE(written.refused.size() == 1);
    CHECK(written.bytes.empty());
    return std::string(written.refused.front().broken->id);
}

} // namespace

TEST_CASE("One mapping set is written: none and several are refused unless one is named") {
    CHECK(refused(write_goals("mapping-set", {})) == "mapping-set.none");
    const std::vector<record> two{set_named("https://e.example/a"), set_named("https://e.example/b")};
    CHECK(refused(write_goals("mapping-set", two)) == "mapping-set.several");
    goal_writing_options options;
    options.mapping_set = "https://e.example/b#1";
    CHECK(read_goals("mapping-set", write_goals("mapping-set", two, options).bytes).records.size() == 1);
    options.document.parameters.emplace("signing_key", "no key");
    CHECK(refused(write_goals("mapping-set", two, options)) == "mapping-set.signing-key");
}

TEST_CASE("What was signed on writing is valid on reading, and nothing may change") {
    const crypto::ed25519_key key = crypto::ed25519_key::generate();
    association edge;
    edge.subject = "https://e.example/doel/1";
    edge.what = relation::narrower;
    edge.object = "https://e.example/doel/2";
    edge.owner = "https://e.example/a#1";
    edge.note = "met\neen regeleinde";
    goal_writing_options writing;
    writing.document.parameters.emplace("signing_key", key.private_pem());
    std::string text = write_goals("mapping-set", {set_named("https://e.example/a"), edge}, writing).bytes;
    goal_reading_options reading;
    reading.signers.emplace("Uitgever", key.public_pem());
    const auto sets = read_goals("mapping-set", text, reading).all<mapping_set>();
    REQUIRE(sets.size() == 1);
    CHECK(sets[0].signature == mapping_set::signature_of::valid);
    CHECK(sets[0].signer == "Uitgever");
    text.replace(text.find(",narrower,"), 10, ",broader,");
    collected_goals nobody;
    const auto seen = goal_adapter_named("mapping-set").goals()->read({text, nullptr, {}, {}}, reading, nobody);
    REQUIRE(seen.report.first_error() != nullptr);
    CHECK(seen.report.first_error()->broken->id == "mapping-set.signature");
}
