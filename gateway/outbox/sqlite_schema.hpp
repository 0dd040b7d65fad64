// The tables of the embedded store, and who may open them.
#pragma once

#include "gateway/outbox/journal.hpp"
#include "gateway/outbox/sqlite_connection.hpp"
#include "gateway/outbox/store.hpp"

#include <cstdint>

namespace schakel::outbox {

inline constexpr std::int64_t schema_version = 11;

// Makes the tables in an empty file, adds to a file of an earlier version what it lacks, accepts one of this version
// and throws for every other one.
void prepare_schema(connection& db, const sqlite_settings& settings);

// How this connection works: log beside the file, synced at every commit, checkpoints on request only.
void tune(connection& db);

// Deliveries of one message lie together: their row number holds the message's in its upper bits.
inline constexpr int delivery_bits = 20;
inline constexpr std::int64_t deliveries_per_message = std::int64_t{1} << delivery_bits;
constexpr std::int64_t first_delivery(std::int64_t message) {
    return message * deliveries_per_message;
}
constexpr std::int64_t message_of(std::int64_t delivery_row) {
    return delivery_row >> delivery_bits;
}

// A state as stored: the worse, the higher, so that a message has the highest of its deliveries. 3 and up need
// attention; an index over those alone finds what is open.
std::int64_t stored_state(state value);
state read_state(std::int64_t stored);
bool is_open(state value);        // waiting, held
bool is_dead_letter(state value); // rejected, quarantined, expired

// A place in the journal as one number: the segment in the upper bits.
std::int64_t stored_place(const journal_place& at);
journal_place read_place(std::int64_t stored);

std::int64_t stored_time(instant when); // microseconds since 1970
instant read_time(std::int64_t stored);

} // namespace schakel::outbox
