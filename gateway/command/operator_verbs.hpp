// Verbs that ask the running gateway through its admin API: messages, show, replay, route explain.
#pragma once

#include "gateway/command/verbs.hpp"

#include <functional>
#include <memory>

namespace CLI {
class App;
}

namespace schakel::command {

class operator_verbs {
public:
    operator_verbs();
    ~operator_verbs();

    // Adds the verbs; `chosen` is called with the one that the line names.
    void add_to(CLI::App& app, std::function<void(std::function<int(const common_options&)>)> chosen);

private:
    struct options;
    std::unique_ptr<options> options_;
};

} // namespace schakel::command
