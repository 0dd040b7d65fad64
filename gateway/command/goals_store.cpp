#include "gateway/command/goals_store.hpp"

#include "gateway/mapping/goals/graph_builder.hpp"
#include "gateway/service/launch_keeping.hpp"
#include "gateway/service/service.hpp"

#include <filesystem>

namespace schakel::command {

std::optional<found_place> find_place(const goals_place& place, const adapter_source& adapters) {
    if (!place.store.empty()) return found_place{place.store, {}};
    if (place.config.empty()) {
        usage_error("name the gateway's configuration with --config, or the file of its store with --store");
        return std::nullopt;
    }
    const adapter_registry registry = adapters();
    const settings::loaded read = settings::load(place.config, service::known_standards(registry));
    if (!read.good()) {
        print_faults(stderr, read.faults);
        return std::nullopt;
    }
    return found_place{read.settings.gateway.data_directory + "/schakel.db", read.settings.goals.signers};
}

result<open_goals> open_for_import(const std::string& file) {
    outbox::sqlite_settings settings;
    settings.path = file;
    if (auto made = service::make_data_directory(std::filesystem::path(file).parent_path().string()); !made)
        return failure{made.error().message};
    auto opened = outbox::open_sqlite_store(settings, system_clock());
    if (!opened) return failure{opened.error().message};
    open_goals all;
    all.store = std::move(*opened);
    all.goals = std::make_unique<goals::goal_store>(*all.store->goals(), system_clock());
    all.goals->take_back_unfinished();
    return all;
}

result<open_goals> open_for_reading(const std::string& file) {
    auto rows = outbox::read_goal_rows(file);
    if (!rows) return failure{rows.error().message};
    open_goals all;
    all.beside = std::move(*rows);
    all.goals = std::make_unique<goals::goal_store>(*all.beside, system_clock());
    return all;
}

result<std::shared_ptr<const mapping::goals::goal_graph>> graph_of(const goals::goal_store& store) {
    if (store.newest() == 0) return failure{"nothing was imported yet: schakel goals import"};
    mapping::goals::graph_builder builder;
    mapping::goals::graph_sink sink(builder);
    if (auto given = store.replay(sink); !given) return failure{given.error().message};
    return builder.finish();
}

bool read_day(const std::string& text, std::optional<model::goals::day>& into) {
    into.reset();
    if (text.empty()) return true;
    into = parse_date(text);
    if (!into) usage_error("\"" + text + "\" is no day; expected is YYYY-MM-DD");
    return into.has_value();
}

} // namespace schakel::command
