#include "adapters/common/goals/selection.hpp"

namespace schakel::goal_files {

std::optional<selection> select(
    const goal_view& view, const goal_writing_options& options, const rule& absent, const rule& several,
    findings& refused
) {
    const auto refuse = [&](const rule& broken, std::string got = {}) {
        refused.push_back({&broken, {}, {}, std::move(got), {}});
        return std::nullopt;
    };
    std::vector<model::goals::framework> frameworks = view.frameworks();
    if (!options.framework.empty())
        std::erase_if(frameworks, [&](const auto& one) { return one.id != options.framework; });
    if (frameworks.empty()) return refuse(absent);
    if (frameworks.size() > 1) return refuse(several, std::to_string(frameworks.size()));
    std::vector<model::goals::release> releases = view.releases(frameworks.front().id);
    if (!options.release.empty())
        std::erase_if(releases, [&](const auto& one) { return one.label != options.release; });
    if (releases.empty()) return refuse(absent);
    return selection{std::move(frameworks.front()), std::move(releases.back())};
}

std::optional<model::goals::mapping_set> select_mapping_set(
    const goal_view& view, const goal_writing_options& options, const rule& absent, const rule& several,
    findings& refused
) {
    std::vector<model::goals::mapping_set> sets = view.mapping_sets();
    if (!options.mapping_set.empty())
        std::erase_if(sets, [&](const auto& one) { return one.id != options.mapping_set; });
    if (sets.size() == 1) return std::move(sets.front());
    if (sets.empty())
        refused.push_back({&absent, {}, {}, {}, {}});
    else
        refused.push_back({&several, {}, {}, std::to_string(sets.size()), {}});
    return std::nullopt;
}

model::goals::release
told_release(const std::string& framework, const std::string& label, const goal_reading_options& options) {
    model::goals::release one;
    one.framework = framework;
    one.label = options.release.empty() ? label : options.release;
    one.id = framework + "#" + one.label;
    one.published = options.published;
    return one;
}

} // namespace schakel::goal_files
