// `schakel backup`, `restore` and `verify`: a copy of everything that a gateway keeps, beside the running gateway or of
// a stopped one; and whether a store or a copy is whole.
#pragma once

#include "gateway/command/admin_answer.hpp"

#include <memory>

namespace schakel::command {

class backup_verbs {
public:
    explicit backup_verbs(const adapter_source& adapters);
    ~backup_verbs();

    void add_to(CLI::App& app, const chosen_verb& chosen);

private:
    struct options;
    std::unique_ptr<options> options_;
};

} // namespace schakel::command
