// Where `schakel goals …` reads and writes: the store of a gateway, named by its configuration or by its file.
#pragma once

#include "gateway/command/verbs.hpp"
#include "gateway/goals/goal_store.hpp"
#include "gateway/mapping/goals/goal_graph.hpp"
#include "gateway/outbox/store.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace schakel::command {

struct goals_place {
    std::string config; // of a gateway
    std::string store;  // or the file of its store
};

// Whose signatures under mapping sets are trusted: name -> public key in PEM.
using trusted_signers = std::map<std::string, std::string, std::less<>>;

// The file of the store, and the signers of the configuration. None: that was told on standard error.
struct found_place {
    std::string store;
    trusted_signers signers;
};
std::optional<found_place> find_place(const goals_place& place, const adapter_source& adapters);
// A store that is open for importing, or only for reading beside a gateway that holds it.
struct open_goals {
    std::unique_ptr<outbox::store> store; // null: for reading
    std::unique_ptr<outbox::goal_rows> beside;
    std::unique_ptr<goals::goal_store> goals;
};
result<open_goals> open_for_import(const std::string& file);
result<open_goals> open_for_reading(const std::string& file);

// Everything that was imported, as a graph. Failure: nothing was imported, or the store cannot be read.
result<std::shared_ptr<const mapping::goals::goal_graph>> graph_of(const goals::goal_store& store);

// "2026-11-22"; none for an empty text. False: it is no day.
bool read_day(const std::string& text, std::optional<model::goals::day>& into);

} // namespace schakel::command
