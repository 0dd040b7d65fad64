// Messages are found by what they are about: business keys and words.
#include "tests/contract/store/store_subject.hpp"

#include <filesystem>

using namespace schakel;
using namespace schakel::outbox;

namespace {

acceptance about(const schakel::clock& time, std::string_view pupil, std::string_view test, std::string_view title) {
    acceptance what = make_acceptance(time, "body", {make_delivery(time, "lms", new_id(time), "1")});
    what.terms = {term_of(term_kind::pupil, pupil), term_of(term_kind::test, test)};
    add_words(what.terms, title);
    return what;
}

std::vector<std::string> found(store& in, auto set) {
    message_filter filter;
    set(filter);
    std::vector<std::string> all;
    for (const message& each : in.list(filter).messages) all.push_back(each.id);
    return all;
}

} // namespace

TEST_CASE_TEMPLATE(
    "A message is found by its keys and by the words in it, also after a restart", subject, SCHAKEL_STORES
) {
    subject s;
    const acceptance one = about(s.time, "https://ketenid.nl/pilot/a", "M5", "Begrijpend lezen M5");
    commit(s.open(), one);
    s.time.advance(1h);
    const acceptance two = about(s.time, "https://ketenid.nl/pilot/b", "M5", "Rekenen M5");
    commit(s.open(), two);
    const std::vector<std::string> first{one.message.id}, second{two.message.id}, both{two.message.id, one.message.id};
    for (int round = 0; round < 2; ++round) {
        store& in = s.open();
        CHECK(found(in, [](auto& f) { f.key = "https://ketenid.nl/pilot/a"; }) == first);
        CHECK(found(in, [](auto& f) { f.key = "M5"; }) == both);
        CHECK(found(in, [](auto& f) { f.key = "https://ketenid.nl/pilot"; }).empty());
        CHECK(found(in, [](auto& f) { f.text = "lezen"; }) == first);
        CHECK(found(in, [](auto& f) { f.text = "m5 REKENEN"; }) == second);
        CHECK(found(in, [](auto& f) { f.text = "lezen rekenen"; }).empty());
        CHECK(found(in, [](auto& f) { f.text = "?"; }).empty());
        CHECK(found(in, [](auto& f) { f.key = "M5", f.text = "lezen", f.sender = "toetsuitgever"; }) == first);
        CHECK(found(in, [&](auto& f) { f.key = "M5", f.since = s.time.now(); }) == second);
        CHECK(found(in, [&](auto& f) { f.key = "M5", f.until = s.time.now(); }) == first);
        CHECK(found(in, [](auto& f) { f.key = "M5", f.status = state::waiting; }) == both);
        CHECK(found(in, [](auto& f) { f.key = "M5", f.status = state::delivered; }).empty());
        CHECK(found(in, [](auto& f) { f.key = "M5", f.limit = 1; }) == second);
        CHECK(found(in, [&](auto& f) { f.key = "M5", f.after = two.message.id; }) == first);
        s.reopen();
    }
}

TEST_CASE_TEMPLATE("A message is found by why its delivery did not succeed", subject, SCHAKEL_STORES) {
    subject s;
    acceptance one = about(s.time, "p", "t", "Rekenen");
    const std::string id = one.message.id, delivery = one.deliveries.front().id;
    commit(s.open(), std::move(one));
    CHECK(found(s.open(), [](auto& f) { f.text = "certificate"; }).empty());
    s.open().lease(s.time.now(), 1);
    settlement refused;
    refused.delivery_id = delivery;
    refused.status = state::rejected;
    refused.reason = "the certificate of the receiver ended";
    REQUIRE(settle(s.open(), refused));
    const std::vector<std::string> expected{id};
    CHECK(found(s.open(), [](auto& f) { f.text = "certificate"; }) == expected);
    CHECK(found(s.open(), [](auto& f) { f.text = "certificate", f.status = state::rejected; }) == expected);
    s.reopen();
    CHECK(found(s.open(), [](auto& f) { f.text = "certificate rekenen"; }) == expected);
}

TEST_CASE_TEMPLATE("Copies of a message are found by its id", subject, SCHAKEL_STORES) {
    subject s;
    const acceptance one = about(s.time, "p", "t", "Rekenen");
    acceptance copy = about(s.time, "p", "t", "Rekenen");
    copy.message.replay_of = one.message.id;
    commit(s.open(), one);
    commit(s.open(), copy);
    const std::vector<std::string> expected{copy.message.id};
    CHECK(found(s.open(), [&](auto& f) { f.copy_of = one.message.id; }) == expected);
    CHECK(found(s.open(), [&](auto& f) { f.copy_of = copy.message.id; }).empty());
}

TEST_CASE("When the index is lost it is made again from the journal") {
    sqlite_subject s;
    std::vector<std::string> expected;
    for (int i = 0; i < 20; ++i) {
        const acceptance one = about(s.time, "pupil " + std::to_string(i), "t", "Rekenen");
        expected.insert(expected.begin(), one.message.id);
        commit(s.open(), one);
    }
    s.opened.reset();
    for (const auto& each : std::filesystem::directory_iterator(s.folder.path()))
        if (each.path().filename().string().find("-find") != std::string::npos) std::filesystem::remove(each.path());
    s.reopen();
    CHECK(found(s.open(), [](auto& f) { f.text = "rekenen"; }) == expected);
    CHECK(found(s.open(), [](auto& f) { f.route = "to-lms"; }) == expected);
}
