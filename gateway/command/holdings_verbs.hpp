// `schakel access import` and `list`: catalogues and entitlements in the store of a gateway, running or not; `fetch`,
// `imports` and `hold …` of a running one.
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
    void add_gateway_verbs(CLI::App& access, const chosen_verb& chosen);

    struct options;
    std::unique_ptr<options> options_;
};

} // namespace schakel::command
