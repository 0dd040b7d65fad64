// What was decided, as an entry of the journal and back: bodies and notes are its texts, so that they can be read from
// their place; everything else is its facts.
#pragma once

#include "gateway/outbox/journal.hpp"
#include "gateway/outbox/record_index.hpp"
#include "gateway/outbox/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace schakel::outbox {

// Bytes in the journal; `digest` is their SHA-256, raw.
struct journal_text {
    journal_place at;
    std::uint32_t length = 0;
    std::string digest;
};

// A delivery, and where its bytes lie.
struct decided_delivery {
    delivery what; // body and loss are empty when it was read from the journal
    packed_id id;
    std::int64_t row = 0;
    std::string place;      // in the order within the message
    bool passes_on = false; // the message's own body, kept once
    journal_text body, loss;
};

struct decided_acceptance {
    std::int64_t number = 0; // of the message, in the order of acceptance
    packed_id id;
    acceptance what; // deliveries and keys stand below; body and report are empty when read from the journal
    journal_text body, report;
    std::vector<decided_delivery> deliveries;
    std::vector<known_record> records;
    std::vector<known_record> key_ids; // keys of records whose values are ids: records once it was accepted
    std::optional<known_record> named; // the request; one of the records once it was accepted
};

struct decided_settlement {
    settlement what; // its parts stand below
    packed_id id;
    std::int64_t row = 0; // of the delivery
    state status = state::waiting;
    instant at{};
    std::vector<decided_delivery> parts;
};

struct decided_audit {
    audit_entry what;
};

using decision = std::variant<decided_acceptance, decided_settlement, decided_audit>;

// The texts are views of what was decided; their places are offsets among them until placed_at() adds where they lie.
draft_entry draft_of(decision& what);
void placed_at(decision& what, const journal_place& texts);

// All entries of a group. Throws std::runtime_error when facts make no sense: the checksum held, so the version is a
// newer one.
std::vector<decision> entries_of(const journal_group& group);

} // namespace schakel::outbox
