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
        for (const goal_source& one : all_.goal_sources)
            check_source(one, "goal_source", &known_standard::pulls_goals, "goals");
        for (const system& system : all_.systems) {
            for (const access_source& one : system.access) {
                check_source(one, "system.access", &known_standard::pulls_entitlements, "catalogues or entitlements");
                refer(one.schools, school_ids_, one.where, "system.access.schools", "school");
            }
        }
    }

private:
    void check_source(
        const fetched_source& in, const std::string& table, bool known_standard::*pulls, const std::string& what
    ) {
        refer({in.standard}, standard_names_, in.where, table + ".standard", "standard");
        names parameters;
        for (const auto& [name, value] : in.parameters) parameters.insert(name);
        const names of{in.standard};
        refer_option(parameters, &known_standard::parameters, of, in.where, table + ".parameters", "parameter");
        refer_option(in.quirks, &known_standard::quirks, of, in.where, table + ".quirks", "quirk");
        check_url(in.url, in.where, table + ".url");
        const auto known = standards_.find(in.standard);
        if (known == standards_.end() || known->second.*pulls) return;
        add("config.value", in.where, table + ".standard",
            "is \"" + in.standard + "\", of which no " + what + " can be fetched", "a standard that fetches " + what);
    }
};

} // namespace

void check_goal_sources(const settings& all, const known_standards& standards, std::vector<fault>& faults) {
    source_checker(all, standards, faults).run();
}

} // namespace schakel::settings
