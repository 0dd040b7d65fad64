// What `schakel access` tells a running gateway of catalogues and entitlements, and asks it about them.
#pragma once

#include "gateway/command/admin_answer.hpp"

#include <string>

namespace schakel::command {

struct holdings_upload {
    std::string file, standard, source, school;
    bool complete = false, released = false;
};

// Each returns when what was begun has ended; the exit code tells how.
int import_through_gateway(const admin_options& gateway, const holdings_upload& what, std::string bytes);
int fetch_through_gateway(const admin_options& gateway, const std::string& system, const std::string& school);

int list_shelves(const admin_options& gateway);
int list_holdings_imports(const admin_options& gateway);
int list_holds(const admin_options& gateway);
int release_hold(const admin_options& gateway, const std::string& id);
int discard_hold(const admin_options& gateway, const std::string& id, const std::string& reason);

} // namespace schakel::command
