// `schakel eckid …`: has ECK iDs issued for persons of a school, from a list with their numbers that is read once and
// kept nowhere.
#pragma once

#include "gateway/command/eckid_order.hpp"

#include <functional>

namespace CLI {
class App;
}

namespace schakel::command {

class eckid_verbs {
public:
    explicit eckid_verbs(const adapter_source& adapters) : adapters_(adapters) {}

    void add_to(CLI::App& app, const std::function<void(std::function<int(const common_options&)>)>& chosen);

private:
    adapter_source adapters_;
    eckid_options options_;
    bool json_ = false;
};

} // namespace schakel::command
