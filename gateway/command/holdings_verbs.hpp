// `schakel access import` and `list`: catalogues and entitlements in the store of a gateway that is not running.
#pragma once

#include "gateway/command/admin_answer.hpp"

#include <memory>

namespace schakel::command {

class holdings_verbs {
public:
    explicit holdings_verbs(const adapter_source& adapters);
    ~holdings_verbs();

    // Beside the other verbs of `schakel access`, which were added before.
    void add_to(CLI::App& app, const chosen_verb& chosen);

private:
    int import_file(const common_options& common) const;
    int list() const;

    struct options;
    std::unique_ptr<options> options_;
};

} // namespace schakel::command
