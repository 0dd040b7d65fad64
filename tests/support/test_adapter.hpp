// A small standard of our own for tests of the flows: one line per thing, so that a test can write a message by hand
// and see at a glance what a receiver gets.
//
//   client code=klant name=Klant key=geheim        credentials inside the message (form key_triple)
//   school brin=99XX                               any scheme = value
//   assessment id=rekenen subject=rekenen level=5
//   sitting key=r1 test=rekenen day=2026-11-20 points=17 las.key=1001 eckid=… account=… home=… name=… goal=… passed=yes
//   written sittings tell what a goal was translated to: goal=B1 outcome=exact original=A1
//   activity id=a1 las.key=1001
//
// A word that is not known is the error toy.word; a sitting with points above 100 is the error toy.points on sending.
#pragma once

#include "gateway/adapter/adapter.hpp"

#include <string>

namespace schakel::test {

struct toy_options {
    std::string standard = "toy-1.0";
    bool credentials_in_header = false; // basic: "user:password" in the header Authorization, or "Bearer token"
    bool repeats_may_differ = true;
    bool batches = false; // sends all sittings of a report in one message, which can be divided
    std::vector<std::string_view> person_schemes{"las.key"};
    bool takes_partner_schemas = false;            // lists of further words, one a line; a line "!" is refused
    std::set<std::string, std::less<>> words = {}; // those of such lists
    std::vector<std::string_view> demanded_scopes = {};
};

// Answers of a receiver: 2xx delivered; 409 check (GET below the same path), 400 and 413 split or reject; the rest as
// interpret_common() says. The check: 200 "same" already there, 200 with anything else rejected, else retry.
// acknowledge() writes the name of the outcome: "accepted r1 r2", "invalid toy.word".
std::unique_ptr<adapter> make_toy_adapter(toy_options options = {});

std::string toy_word(disposition::outcome what); // "accepted", "unknown-client", …

} // namespace schakel::test
