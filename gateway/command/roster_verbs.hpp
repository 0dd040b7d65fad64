// `schakel roster …`: asks the running gateway for rosters, syncs and holds through its admin API.
#pragma once

#include "gateway/command/admin_answer.hpp"

#include <memory>

namespace schakel::command {

class roster_verbs {
public:
    roster_verbs();
    ~roster_verbs();

    void add_to(CLI::App& app, const chosen_verb& chosen);

private:
    struct options;
    std::unique_ptr<options> options_;
};

} // namespace schakel::command
