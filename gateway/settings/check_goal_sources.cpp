#include "gateway/settings/check.hpp"
#include "gateway/settings/fault_finder.hpp"

namespace schakel::settings {

namespace {

class source_checker : fault_finder {
public:
    source_checker(const settings& all, const known_standards& standards, std::vector<fault>& faults)
        : fault_finder(all, standards, faults) {}

    void run() {
        unique("goal_source.name", all_.goal_sources, [](const goal_source& one) -> std::string_view {
            return one.name;
        });
        for (const goal_source& one : all_.goal_sources) check_source(one);
    }

private:
    void check_source(const goal_source& in) {
        refer({in.standard}, standard_names_, in.where, "goal_source.standard", "standard");
        names parameters;
        for (const auto& [name, value] : in.parameters) parameters.insert(name);
        const names of{in.standard};
        refer_option(parameters, &known_standard::parameters, of, in.where, "goal_source.parameters", "parameter");
        refer_option(in.quirks, &known_standard::quirks, of, in.where, "goal_source.quirks", "quirk");
        check_url(in.url, in.where, "goal_source.url");
        const auto known = standards_.find(in.standard);
        if (known == standards_.end() || known->second.pulls_goals) return;
        add("config.value", in.where, "goal_source.standard",
            "is \"" + in.standard + "\", of which no goals can be fetched", "a standard that fetches goals");
    }
};

} // namespace

void check_goal_sources(const settings& all, const known_standards& standards, std::vector<fault>& faults) {
    source_checker(all, standards, faults).run();
}

} // namespace schakel::settings
