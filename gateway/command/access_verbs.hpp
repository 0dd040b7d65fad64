// `schakel access …` and `schakel keys …`: asks the running gateway, through its admin API, who may open what and why
// not, and tells it what a person decides about parties, deployments and keys.
#pragma once

#include "gateway/command/admin_answer.hpp"

#include <memory>

namespace schakel::command {

class access_verbs {
public:
    access_verbs();
    ~access_verbs();

    void add_to(CLI::App& app, const chosen_verb& chosen);

private:
    struct options;
    void add_questions(CLI::App& access, const chosen_verb& chosen);
    void add_parties(CLI::App& access, const chosen_verb& chosen);
    void add_keys(CLI::App& app, const chosen_verb& chosen);
    CLI::App*
    add(CLI::App& parent, const std::string& name, const std::string& about, const std::string& example,
        const chosen_verb& chosen, std::function<int()> run);
    int ask(const char* method, const std::string& path, std::string body, void (*print)(json::value));

    std::unique_ptr<options> options_;
};

} // namespace schakel::command
