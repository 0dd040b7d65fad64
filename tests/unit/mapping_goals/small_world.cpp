#include "tests/unit/mapping_goals/small_world.hpp"

#include <stdexcept>

namespace small_world {

namespace {

template <class Record>
Record& found_or_added(std::vector<std::pair<std::string, std::unique_ptr<Record>>>& in, std::string_view id) {
    for (auto& [key, record] : in) {
        if (key == id) return *record;
    }
    in.emplace_back(id, std::make_unique<Record>());
    in.back().second->id = id;
    return *in.back().second;
}

std::string before_hash(std::string_view id) {
    return std::string(id.substr(0, id.find('#')));
}
std::string after_hash(std::string_view id) {
    const auto hash = id.find('#');
    return hash == std::string_view::npos ? "1" : std::string(id.substr(hash + 1));
}

} // namespace

m::day date(std::string_view text) {
    return parse_date(text).value();
}

m::framework& world::framework(std::string_view id) {
    m::framework& one = found_or_added(frameworks_, id);
    if (one.title.empty()) one.title = "Framework " + std::string(id);
    return one;
}

m::release& world::release(std::string_view id, std::string_view published) {
    framework(before_hash(id));
    m::release& one = found_or_added(releases_, id);
    one.framework = before_hash(id);
    one.label = after_hash(id);
    if (!published.empty()) one.published = date(published);
    return one;
}

m::mapping_set& world::set(std::string_view id) {
    m::mapping_set& one = found_or_added(sets_, id);
    one.name = before_hash(id);
    one.version = after_hash(id);
    return one;
}

m::goal& world::goal(std::string_view release_id, std::string_view id, std::string_view statement) {
    release(release_id);
    goals_.emplace_back(release_id, std::make_unique<m::goal>());
    m::goal& one = *goals_.back().second;
    one.id = id;
    one.framework = before_hash(release_id);
    one.statement = statement.empty() ? "The pupil can do " + std::string(id) : std::string(statement);
    return one;
}

m::association&
world::edge(std::string_view owner, std::string_view subject, m::relation what, std::string_view object) {
    const bool of_release = std::string_view(before_hash(owner)).size() == 1;
    if (of_release)
        release(owner);
    else
        set(owner);
    edges_.emplace_back(owner, std::make_unique<m::association>());
    m::association& one = *edges_.back().second;
    one.subject = subject;
    one.what = what;
    one.object = object;
    one.owner = owner;
    one.id = std::string(owner) + ":" + std::string(subject) + "-" + std::string(m::to_string(what)) + "-" +
             std::string(object);
    return one;
}

m::group& world::group(std::string_view owner, std::string_view id) {
    groups_.emplace_back(owner, std::make_unique<m::group>());
    m::group& one = *groups_.back().second;
    one.id = id;
    one.owner = owner;
    return one;
}

std::vector<world::owned> world::records() const {
    std::vector<owned> all;
    const auto take = [&](const auto& some) {
        for (const auto& [owner, record] : some) all.push_back({owner, *record});
    };
    take(frameworks_);
    take(releases_);
    take(sets_);
    take(goals_);
    take(edges_);
    take(groups_);
    return all;
}

std::shared_ptr<const g::goal_graph> graph_of(const std::vector<world::owned>& records) {
    g::graph_builder builder;
    for (const auto& [owner, what] : records) {
        if (const auto* one = std::get_if<m::framework>(&what)) builder.add(*one);
        if (const auto* one = std::get_if<m::release>(&what)) builder.add(*one);
        if (const auto* one = std::get_if<m::mapping_set>(&what)) builder.add(*one);
        if (const auto* one = std::get_if<m::goal>(&what)) builder.add(*one, owner);
        if (const auto* one = std::get_if<m::association>(&what)) builder.add(*one, owner);
        if (const auto* one = std::get_if<m::group>(&what)) builder.add(*one, owner);
    }
    auto made = builder.finish();
    if (!made) throw std::runtime_error(made.error().message);
    return *made;
}

std::shared_ptr<const g::goal_graph> world::graph() const {
    return graph_of(records());
}

std::string outline(const g::goal_graph& graph, const g::translation& made) {
    if (made.targets.empty()) return std::string(to_string(made.what)) + " " + std::string(to_string(made.why));
    std::string text;
    for (const g::translated_target& one : made.targets) {
        if (!text.empty()) text += " | ";
        text += std::string(to_string(one.what)) + " " + std::string(to_string(one.permitted)) + " " +
                std::string(graph.id(one.goal));
        if (one.why != g::reason::none) text += " " + std::string(to_string(one.why));
    }
    return text;
}

std::string outline(
    const world& of, std::string_view goal, std::string_view target, g::record_kind kind, const g::as_of& when,
    const g::goal_policy& policy
) {
    g::goal_record record;
    record.statement = "statement-1";
    record.goal = goal;
    record.kind = kind;
    record.threshold_means_all = true;
    const auto graph = of.graph();
    return outline(*graph, g::translate_goal(graph, record, target, when, policy));
}

std::string path_of(const g::goal_graph& graph, const g::translation& made) {
    if (made.targets.empty()) return {};
    std::string text(graph.id(made.source));
    for (const g::hop& one : made.path(made.targets.front()))
        text += " -" + std::string(g::code(one.relation)) + (one.via == g::no_edge ? "*" : "") + "-> " +
                std::string(graph.id(one.to));
    return text;
}

} // namespace small_world
