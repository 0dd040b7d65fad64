// Verbs that tell how a running gateway is: status, for people and with --watch for a wall; health, for scripts.
#pragma once

#include "gateway/command/admin_answer.hpp"

#include <memory>

namespace schakel::command {

class status_verbs {
public:
    status_verbs();
    ~status_verbs();

    // Adds the verbs; `chosen` is called with the one that the line names.
    void add_to(CLI::App& app, const chosen_verb& chosen);

private:
    struct options;
    std::unique_ptr<options> options_;
};

} // namespace schakel::command
