// The smallest configuration that says something: one school, a sender and a receiver of the toy standard, no route.
#pragma once

#include <string_view>

namespace schakel::test {

// Valid as it stands, so that a case shows only its own fault.
inline constexpr std::string_view small_configuration = R"([gateway]
data_directory = "data"
[[listener]]
name = "in"
address = "127.0.0.1:8080"
[[school]]
id = "de-akker"
brin = "99XX"
[[system]]
id = "toets"
[system.receive.basic]
user = "toets"
password = "geheim"
[[system]]
id = "las"
[system.send]
standard = "toy-1.0"
url = "https://las.example/in"
)"; // 18 lines: what a case adds begins on line 19

} // namespace schakel::test
