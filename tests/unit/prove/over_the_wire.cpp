// Sender, relay and receiver with each other, without a gateway between them.
#include "gateway/prove/receiver.hpp"
#include "gateway/prove/relay.hpp"
#include "gateway/prove/sender.hpp"

#include <doctest/doctest.h>

using namespace schakel::prove;

namespace {

std::vector<sent_line> send_twenty(std::uint16_t port) {
    sender load(port, 5000, 4);
    load.send_in_all(20);
    load.start();
    while (load.ledger().size() < 20) std::this_thread::yield();
    load.stop();
    return load.ledger();
}

} // namespace

TEST_CASE("what is sent arrives as it was sent, and the ledgers agree") {
    receiver store;
    const auto sent = send_twenty(store.port());
    const verdict told = compare(sent, store.ledger());
    CHECK(told.accepted == 20);
    CHECK(told.nothing_lost_or_altered());
    CHECK(told.out_of_order.empty());
}

TEST_CASE("a receiver misbehaves as it is told") {
    receiver store;
    const auto answer_when = [&](manner how) {
        store.behave(how);
        const auto told = ask(store.port(), request_of({1, 1}));
        return told ? told->status() : -1;
    };
    CHECK(answer_when(manner::fails) == 500);
    CHECK(answer_when(manner::overloaded) == 503);
    CHECK(answer_when(manner::too_many) == 429);
    for (const manner none : {manner::resets, manner::half_answers, manner::garbles, manner::refuses_all})
        CHECK(answer_when(none) <= 0);
    CHECK(store.ledger().empty());
    CHECK(answer_when(manner::well) == 200);
    CHECK(store.ledger().size() == 1);
}

TEST_CASE("a poison message is always refused, and others are not") {
    receiver store;
    store.poison({1, 2});
    CHECK(ask(store.port(), request_of({1, 2}))->status() == 400);
    CHECK(ask(store.port(), request_of({1, 3}))->status() == 200);
    CHECK_FALSE(store.ledger().at(0).confirmed);
}

TEST_CASE("a relay passes everything on in fair weather, and takes away what it is told to") {
    receiver store;
    relay network(store.port());
    CHECK(compare(send_twenty(network.port()), store.ledger()).accepted == 20);
    for (const weather bad : {weather::cuts, weather::resets}) {
        network.turn(bad);
        CHECK_FALSE(ask(network.port(), request_of({1, 100})));
    }
    CHECK(store.ledger().size() == 20);
    network.turn(weather::loses_answer);
    CHECK_FALSE(ask(network.port(), request_of({1, 101})));
    CHECK(store.ledger().size() == 21); // it came, and the sender does not know
    network.turn(weather::fair);
    CHECK(ask(network.port(), request_of({1, 102}))->status() == 200);
}
