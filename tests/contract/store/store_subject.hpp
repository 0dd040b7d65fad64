// The implementations under test, and short words for what the tests do with them.
#pragma once

#include "gateway/core/id.hpp"
#include "gateway/outbox/store.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/memory_store.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace schakel::outbox {

// A subject opens its store, closes it, and opens the same data again.
struct store_opener {
    test::temporary_folder folder;
    test::fake_clock time;
    std::string vfs;
    std::unique_ptr<store> opened;

    explicit store_opener(std::string file_layer) : vfs(std::move(file_layer)) {}
    void reopen() {
        opened.reset();
        auto made = open_sqlite_store({.path = folder.file("store.db"), .vfs = vfs}, time);
        REQUIRE_MESSAGE(made.has_value(), (made ? std::string() : made.error().message));
        opened = std::move(*made);
    }
};

struct sqlite_subject : store_opener {
    sqlite_subject() : store_opener({}) { reopen(); }
    store& open() { return *opened; }
};

// The store of the pipeline's tests keeps the same promises, so what they show holds for the real one.
struct memory_subject {
    test::fake_clock time;
    test::memory_store kept{time};

    store& open() { return kept; }
    void reopen() { kept.open_again(); }
};

#define SCHAKEL_STORES schakel::outbox::sqlite_subject, schakel::outbox::memory_subject

inline message make_message(const clock& time, std::string body) {
    message m;
    m.id = new_id(time);
    m.standard = "uwlr-2.2";
    m.kind = "leerresultaten";
    m.sender = "toetsuitgever";
    m.school = "99ZZ00";
    m.listener = "data";
    m.method = "POST";
    m.path = "/soap/leerresultaten";
    m.content_type = "text/xml";
    m.body = std::move(body);
    m.received_at = time.now();
    return m;
}

inline delivery make_delivery(const clock& time, std::string destination, std::string order_key, std::string body) {
    delivery d;
    d.id = new_id(time);
    d.destination = std::move(destination);
    d.route = "to-" + d.destination;
    d.order_key = std::move(order_key);
    d.school = "99ZZ00";
    d.standard = "xapi-1.0.3";
    d.method = "POST";
    d.path = "/xapi/statements";
    d.headers = {{"Content-Type", "application/json"}};
    d.body = std::move(body);
    d.records = 4;
    d.created_at = d.next_attempt = time.now();
    return d;
}

inline acceptance make_acceptance(const clock& time, std::string body, std::vector<delivery> deliveries = {}) {
    acceptance what;
    what.message = make_message(time, std::move(body));
    what.deliveries = std::move(deliveries);
    for (delivery& each : what.deliveries) each.message_id = what.message.id;
    what.audit = {time.now(), "system:toetsuitgever", "message.accepted", what.message.id, ""};
    return what;
}

inline commit_outcome commit(store& to, acceptance what) {
    std::promise<commit_outcome> answer;
    to.commit(std::move(what), [&](commit_outcome outcome) { answer.set_value(std::move(outcome)); });
    return answer.get_future().get();
}

inline bool settle(store& in, settlement what) {
    std::promise<bool> answer;
    in.settle(std::move(what), [&](bool stored) { answer.set_value(stored); });
    return answer.get_future().get();
}

inline settlement step(const delivery& of, state status, instant next_attempt = {}) {
    settlement s;
    s.delivery_id = of.id;
    s.status = status;
    s.next_attempt = next_attempt;
    s.reason = "as told by the receiver";
    return s;
}

inline std::vector<std::string> bodies(const std::vector<delivery>& of) {
    std::vector<std::string> all;
    for (const delivery& each : of) all.push_back(each.body);
    return all;
}

} // namespace schakel::outbox
