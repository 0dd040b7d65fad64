// The tables of the launch store, and how a connection to it works.
#pragma once

#include "gateway/outbox/launch_rows.hpp"
#include "gateway/outbox/sqlite_connection.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace schakel::outbox {

inline constexpr std::int64_t launch_schema_version = 2;

// Makes the tables in an empty file, accepts a file of this version and throws for every other one. When the machine
// was started since the file was last opened (`boot` differs), states that do not last are forgotten.
void prepare_launch_schema(connection& db, std::string_view boot);

// Like tune() of the message store; waits for other processes in small steps.
void tune_launches(connection& db);

// Names this run of the machine; empty where the machine does not say.
std::string boot_of_the_machine();

launch_attempt take_attempt(const statement& row); // without persons
launch_record take_record(const statement& row);

} // namespace schakel::outbox
