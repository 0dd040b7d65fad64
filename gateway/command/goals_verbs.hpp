// `schakel goals …`: learning goals in the store of a gateway. Importing needs the store for itself; everything else
// may be asked beside a running gateway.
#pragma once

#include "gateway/command/admin_answer.hpp"

#include <memory>

namespace schakel::command {

class goals_verbs {
public:
    explicit goals_verbs(const adapter_source& adapters);
    ~goals_verbs();

    void add_to(CLI::App& app, const chosen_verb& chosen);

private:
    struct options;
    std::unique_ptr<options> options_;
};

} // namespace schakel::command
