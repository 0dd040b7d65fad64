// A small standard for launches, as fields of forms, so that a test can write a launch by hand and see at a glance what
// the target gets. Base path /toy. Replies are lines of text: "name value".
//
// Source: POST /arrive  from=SYSTEM user=… role=learner class=… resource=… target=… product=… custom.NAME=… brin=…
//                       deployment=… nonce=… (counts once) return=… given=… choose=1 keys=URL (asks for them first)
//         GET  /login?from=SYSTEM   remembers, and leads to /arrive?state=KEY with the fields above
// Target: start() shows "go KEY", and GET /authorize?hint=KEY then "open …"; quirk "direct": "open …" at once.
//         Deep linking: "choose KEY", and POST /back?back=KEY url=… url=… gives the choice back.
// Source again: the choice is "give URL" per item. GET /members?class=HANDLE and POST /register?token=… are services;
// GET /logout?from=SYSTEM ends a session. Authorization "launch SYSTEM CLASS" names who sends a score:
//   POST /score with "PERSON ITEM POINTS SECONDS".
#pragma once

#include "gateway/adapter/launch.hpp"

#include <memory>

namespace schakel::test {

inline constexpr std::string_view toy_launch = "toy-launch-1.0";
std::unique_ptr<adapter> make_toy_launch();

} // namespace schakel::test
