// `schakel goals import`: reads files and folders, tells what is wrong, and publishes all of it at once or nothing.
#pragma once

#include "gateway/command/goals_store.hpp"

#include <string>
#include <vector>

namespace schakel::command {

struct goals_import_options {
    std::vector<std::string> paths;
    std::string standard;  // empty: recognised
    std::string framework; // what the files do not tell themselves
    std::string release;
    std::string published;            // day
    std::vector<std::string> signers; // "Uitgever=keys/uitgever.pem": whose signatures under mapping sets are trusted
    bool dry_run = false;             // reads and judges only
    bool json = false;
};
int import_goals(
    const goals_import_options& options, const goals_place& place, const common_options& common,
    const adapter_source& adapters
);

} // namespace schakel::command
