#include "tests/unit/mapping_goals/random_world.hpp"

#include "gateway/mapping/goals/graph_builder.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <stdexcept>

namespace random_world {

namespace {

using schakel::decimal;

unsigned below(unsigned limit, dice& chance) {
    return chance() % limit;
}

m::goal record_of(const stated_goal& goal) {
    m::goal made;
    made.id = goal.id;
    made.framework = framework_id(goal.framework);
    made.statement = goal.id;
    return made;
}

m::association record_of(const model& of, const stated_edge& edge) {
    m::association made;
    made.subject = of.goals[edge.subject].id;
    made.object = of.goals[edge.object].id;
    made.what = edge.what;
    made.owner = set_id(edge.set);
    made.group = edge.group;
    made.confidence = decimal(edge.confidence).divided_by(decimal(10000), 4);
    made.id = made.owner + made.subject + made.object + std::to_string(static_cast<int>(edge.what)) + edge.group;
    return made;
}

using step = std::function<void(g::graph_builder&)>;

std::vector<step> steps_of(const model& of, unsigned without_set) {
    std::vector<step> steps;
    for (unsigned i = 0; i < model::frameworks; ++i) {
        steps.push_back([i](g::graph_builder& into) {
            m::framework made;
            made.id = framework_id(i);
            into.add(made);
        });
        steps.push_back([i](g::graph_builder& into) {
            m::release made;
            made.framework = framework_id(i);
            made.id = made.framework + "#1";
            made.label = "1";
            into.add(made);
        });
    }
    for (unsigned i = 0; i < model::sets; ++i) {
        if (i == without_set) continue;
        steps.push_back([i](g::graph_builder& into) {
            m::mapping_set made;
            made.id = set_id(i);
            made.name = made.id;
            made.version = "1";
            into.add(made);
        });
    }
    for (const stated_goal& one : of.goals)
        steps.push_back([&one](g::graph_builder& into) { into.add(record_of(one), framework_id(one.framework) + "#1"); }
        );
    for (const stated_group& one : of.groups) {
        steps.push_back([&one](g::graph_builder& into) {
            m::group made;
            made.id = one.id;
            made.owner = set_id(0);
            if (one.complete) made.subjects = m::group::completeness::complete;
            into.add(made);
        });
    }
    for (const stated_edge& one : of.edges) {
        if (one.set != without_set)
            steps.push_back([&of, &one](g::graph_builder& into) { into.add(record_of(of, one)); });
    }
    for (unsigned i = 0; i < of.dangling; ++i) {
        steps.push_back([&of, i](g::graph_builder& into) {
            m::association made;
            made.subject = i % 3 == 2 ? "nobody" : of.goals[i % of.goals.size()].id;
            made.object = "missing" + std::to_string(i / 2);
            made.what = i % 2 == 0 ? m::relation::exact : m::relation::narrower;
            made.owner = set_id(i % model::sets);
            made.id = "dangling" + std::to_string(i);
            into.add(made);
        });
    }
    return steps;
}

std::shared_ptr<const g::goal_graph> made_by(const std::vector<step>& steps) {
    g::graph_builder builder;
    for (const step& one : steps) one(builder);
    auto graph = builder.finish();
    if (!graph) throw std::runtime_error(graph.error().message);
    return *graph;
}

bool is_new(const model& of, unsigned framework, performances demands) {
    return std::ranges::none_of(of.goals, [&](const stated_goal& one) {
        return one.framework == framework && one.demands == demands;
    });
}

std::size_t add_goal(model& to, unsigned framework, performances demands) {
    to.goals.push_back({framework, demands, framework_id(framework) + std::to_string(to.goals.size())});
    return to.goals.size() - 1;
}

// A goal of framework 0 with two or three parts elsewhere that together are it.
void add_whole(model& to, dice& chance) {
    const performances whole = chance() & all_performances;
    const unsigned parts = 2 + below(2, chance);
    std::vector<performances> cut;
    performances left = whole;
    for (unsigned i = 0; i < parts; ++i) {
        const performances some = i + 1 == parts ? left : whole & chance();
        cut.push_back(some);
        left &= ~some;
    }
    const unsigned framework = 1 + below(2, chance);
    const bool fits = std::ranges::all_of(cut, [&](performances part) {
        return part != 0 && part != whole && is_new(to, framework, part);
    });
    const bool differ = std::set<performances>(cut.begin(), cut.end()).size() == cut.size();
    if (!fits || !differ || !is_new(to, 0, whole)) return;
    const bool complete = below(4, chance) != 0;
    const std::string group = "group" + std::to_string(to.groups.size());
    to.groups.push_back({group, complete});
    const std::size_t at = add_goal(to, 0, whole);
    for (const performances part : cut)
        to.edges.push_back({0, add_goal(to, framework, part), at, m::relation::narrower, group, 10000});
}

} // namespace

std::string framework_id(unsigned number) {
    return std::string(1, static_cast<char>('F' + number));
}

std::string set_id(unsigned number) {
    return "set" + std::to_string(number);
}

std::shared_ptr<const g::goal_graph> model::graph(unsigned without_set) const {
    return made_by(steps_of(*this, without_set));
}

std::shared_ptr<const g::goal_graph> model::shuffled(dice& chance) const {
    std::vector<step> steps = steps_of(*this, sets);
    for (std::size_t i = steps.size(); i > 1; --i)
        std::swap(steps[i - 1], steps[below(static_cast<unsigned>(i), chance)]);
    return made_by(steps);
}

// Inclusion is proper: a goal that includes another and is included by it is equal to it, and would be stated so.
bool holds(m::relation relation, performances a, performances b) {
    switch (relation) {
    case m::relation::exact: return a == b;
    case m::relation::narrower: return (a & ~b) == 0 && a != b;
    case m::relation::broader: return (b & ~a) == 0 && a != b;
    case m::relation::overlap: return (a & b) != 0;
    case m::relation::none: return (a & b) == 0;
    default: return true;
    }
}

bool add_edge(model& to, dice& chance) {
    constexpr std::array relations{m::relation::exact,   m::relation::narrower, m::relation::broader,
                                   m::relation::exact,   m::relation::narrower, m::relation::overlap,
                                   m::relation::related, m::relation::precedes, m::relation::none};
    const auto count = static_cast<unsigned>(to.goals.size());
    for (int attempt = 0; attempt < 40; ++attempt) {
        const std::size_t a = below(count, chance);
        const std::size_t b = below(count, chance);
        const m::relation what = relations[below(relations.size(), chance)];
        if (a == b || !holds(what, to.goals[a].demands, to.goals[b].demands)) continue;
        const unsigned set = below(model::sets, chance);
        to.edges.push_back({set, a, b, what, {}, 5000 + below(6, chance) * 1000});
        return true;
    }
    return false;
}

model random_model(dice& chance, bool groups) {
    model made;
    const unsigned goals = 3 + below(5, chance);
    std::vector<performances> known;
    for (unsigned i = 0; i < goals; ++i) {
        // Often the set of another goal, or a part or a whole of one, so that there is something to state.
        performances demands = (chance() | chance()) & all_performances;
        if (!known.empty()) {
            const performances other = known[below(static_cast<unsigned>(known.size()), chance)];
            const unsigned kind = below(4, chance);
            demands = kind == 0 ? other : kind == 1 ? other & demands : kind == 2 ? other | demands : demands;
        }
        const unsigned framework = below(model::frameworks, chance);
        if (demands == 0 || !is_new(made, framework, demands)) continue;
        add_goal(made, framework, demands);
        known.push_back(demands);
    }
    if (made.goals.empty()) add_goal(made, 0, 1);
    if (groups) add_whole(made, chance);
    const unsigned edges = 2 + below(8, chance);
    for (unsigned i = 0; i < edges; ++i) add_edge(made, chance);
    return made;
}

pupil_record random_record(const model& of, performances mastered, bool positive_only, dice& chance) {
    pupil_record made;
    made.goal = below(static_cast<unsigned>(of.goals.size()), chance);
    made.statement = "statement" + std::to_string(below(1000, chance));
    const performances demands = of.goals[made.goal].demands;
    if ((demands & ~mastered) == 0)
        made.kind = g::record_kind::attained;
    else if (!positive_only && below(2, chance) == 0)
        made.kind = g::record_kind::not_attained;
    else
        made.kind = (demands & mastered) != 0 ? g::record_kind::in_progress : g::record_kind::activity;
    return made;
}

g::goal_record as_record(const model& of, const pupil_record& record) {
    g::goal_record made;
    made.statement = record.statement;
    made.goal = of.goals[record.goal].id;
    made.kind = record.kind;
    made.threshold_means_all = true;
    return made;
}

bool is_true(g::claim what, performances demands, performances mastered) {
    switch (what) {
    case g::claim::attained: return (demands & ~mastered) == 0;
    case g::claim::not_attained:
    case g::claim::capped: return (demands & ~mastered) != 0;
    case g::claim::in_progress: return (demands & mastered) != 0;
    default: return true;
    }
}

int strength(g::outcome what, g::claim permitted) {
    if (what == g::outcome::conflict) return -1;
    switch (permitted) {
    case g::claim::attained: return 5;
    case g::claim::likely_attained: return 4;
    case g::claim::in_progress:
    case g::claim::activity: return 3;
    case g::claim::evidence:
    case g::claim::exposure: return 2;
    default: return 0;
    }
}

} // namespace random_world
