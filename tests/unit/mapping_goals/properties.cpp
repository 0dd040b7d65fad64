#include "tests/unit/mapping_goals/properties.hpp"

#include "gateway/mapping/goals/graph_builder.hpp"
#include "gateway/mapping/goals/translated_record.hpp"
#include "tests/unit/mapping_goals/random_world.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace properties {

using namespace random_world;
using schakel::mapping::goals::node;

namespace {

dice chance_of(std::uint32_t seed, std::uint32_t property) {
    return dice(seed * 16 + property);
}

g::framework_index framework_of(const g::goal_graph& graph, unsigned number) {
    return graph.find_framework(framework_id(number));
}

performances demands_of(const model& of, const g::goal_graph& graph, node goal) {
    for (const stated_goal& one : of.goals) {
        if (one.id == graph.id(goal)) return one.demands;
    }
    return 0;
}

// Calls with every goal and framework of a model.
template <class See>
void each_question(const model& of, const g::goal_graph& graph, See&& see) {
    for (std::size_t goal = 0; goal < of.goals.size(); ++goal) {
        for (unsigned framework = 0; framework < model::frameworks; ++framework) {
            const g::framework_index target = framework_of(graph, framework);
            if (target != g::no_framework) see(goal, target);
        }
    }
}

// Everything of a target but its numbers, for comparing across graphs.
std::string told(const g::goal_graph& graph, const g::translation& made, const g::translated_target& one) {
    std::string text = std::string(graph.id(one.goal)) + " " + std::string(to_string(one.what)) + " " +
                       std::string(to_string(one.why)) + " " + std::string(to_string(one.permitted)) + " " +
                       std::string(g::code(one.relation)) + " " + std::to_string(one.confidence);
    for (const g::hop& hop : made.path(one)) text += " " + std::string(graph.id(hop.to));
    return text;
}

std::string all_told(const g::goal_graph& graph, const g::translation& made) {
    std::string text(to_string(made.what));
    for (const g::translated_target& one : made.targets) text += "; " + told(graph, made, one);
    return text;
}

} // namespace

// 1. Random sets of sixty-four performances: what is composed holds, EQ is neutral, and three relations compose alike
// from either side.
violation composition_is_sound(std::uint32_t seed) {
    std::mt19937_64 chance(seed);
    const auto random_set = [&](std::uint64_t other) {
        std::uint64_t made = chance() & chance();
        const auto kind = chance() % 4;
        if (other != 0) made = kind == 0 ? other : kind == 1 ? other & chance() : kind == 2 ? other | made : made;
        return made == 0 ? std::uint64_t{1} : made;
    };
    const auto holds_between = [](g::set_relation what, std::uint64_t a, std::uint64_t b) {
        switch (what) {
        case g::set_relation::exact: return a == b;
        case g::set_relation::narrower: return (a & ~b) == 0;
        case g::set_relation::broader: return (b & ~a) == 0;
        case g::set_relation::overlap: return (a & b) != 0;
        default: return true;
        }
    };
    const std::uint64_t a = random_set(0), m = random_set(a), b = random_set(m);
    for (unsigned i = 0; i < 16; ++i) {
        const auto first = static_cast<g::set_relation>(i / 4), second = static_cast<g::set_relation>(i % 4);
        if (!holds_between(first, a, m) || !holds_between(second, m, b)) continue;
        if (!holds_between(g::compose(first, second), a, b))
            return std::string(g::code(first)) + " then " + std::string(g::code(second));
    }
    const auto random_relation = [&] { return static_cast<g::set_relation>(chance() % g::set_relation_count); };
    const g::set_relation x = random_relation(), y = random_relation(), z = random_relation();
    if (g::carries_content(x) &&
        (g::compose(x, g::set_relation::exact) != x || g::compose(g::set_relation::exact, x) != x))
        return "EQ is not neutral";
    const g::set_relation left = g::compose(g::compose(x, y), z), right = g::compose(x, g::compose(y, z));
    const bool defined = left != g::set_relation::unknown && right != g::set_relation::unknown;
    if (defined && left != right) return "not associative";
    return {};
}

// 2. And whatever is claimed of a target is true of the pupil.
violation mastery_needs_equal_or_broader(std::uint32_t seed) {
    dice chance = chance_of(seed, 2);
    const model of = random_model(chance, true);
    const auto graph = of.graph();
    g::goal_translator translator(graph, {}, {});
    const performances mastered = (chance() | chance()) & all_performances;
    std::vector<pupil_record> records;
    for (unsigned i = 0; i < 3; ++i) records.push_back(random_record(of, mastered, false, chance));
    std::vector<g::goal_record> list;
    for (const pupil_record& one : records) list.push_back(as_record(of, one));
    g::translation made;
    for (unsigned framework = 0; framework < model::frameworks; ++framework) {
        const g::framework_index target = framework_of(*graph, framework);
        std::set<node> by_path;
        for (const g::goal_record& record : list) {
            translator.translate(record, target, made);
            for (const g::translated_target& one : made.targets) {
                if (!is_true(one.permitted, demands_of(of, *graph, one.goal), mastered))
                    return "untrue: " + told(*graph, made, one);
                if (one.what == g::outcome::conflict) return "conflict among true edges: " + told(*graph, made, one);
                if (one.permitted != g::claim::attained) continue;
                by_path.insert(one.goal);
                for (const g::hop& hop : made.path(one)) {
                    if (hop.relation != g::set_relation::exact && hop.relation != g::set_relation::broader)
                        return "attained along " + told(*graph, made, one);
                }
            }
        }
        for (const g::goal_progress& one : g::progress_in(translator, list, target)) {
            if (one.what != g::progress::attained || by_path.contains(one.goal)) continue;
            if (!is_true(g::claim::attained, demands_of(of, *graph, one.goal), mastered))
                return "a group claims what is not: " + std::string(graph->id(one.goal));
        }
    }
    return {};
}

// 3. Without a record that denies anything.
violation more_evidence_never_lowers(std::uint32_t seed) {
    dice chance = chance_of(seed, 3);
    model of = random_model(chance, true);
    const auto before = of.graph();
    const performances mastered = (chance() | chance()) & all_performances;
    std::vector<pupil_record> records;
    for (unsigned i = 0; i < 2; ++i) records.push_back(random_record(of, mastered, true, chance));
    const auto progress = [&](const std::shared_ptr<const g::goal_graph>& graph) {
        std::vector<std::pair<std::string, g::goal_progress>> all;
        g::goal_translator translator(graph, {}, {});
        std::vector<g::goal_record> list;
        for (const pupil_record& one : records) list.push_back(as_record(of, one));
        for (unsigned framework = 0; framework < model::frameworks; ++framework) {
            for (g::goal_progress& one : g::progress_in(translator, list, framework_of(*graph, framework)))
                all.emplace_back(graph->id(one.goal), std::move(one));
        }
        return all;
    };
    const auto earlier = progress(before);
    const g::goal_record asked = as_record(of, records.front());
    const auto strengths = [&](const std::shared_ptr<const g::goal_graph>& graph) {
        std::vector<std::pair<std::string, int>> all;
        g::goal_translator translator(graph, {}, {});
        for (unsigned framework = 0; framework < model::frameworks; ++framework) {
            const g::translation made = translator.translate(asked, framework_of(*graph, framework));
            for (const g::translated_target& one : made.targets)
                all.emplace_back(graph->id(one.goal), strength(one.what, one.permitted));
        }
        return all;
    };
    const auto alone = strengths(before);
    if (chance() % 2 == 0)
        add_edge(of, chance);
    else
        records.push_back(random_record(of, mastered, true, chance));
    const auto after = of.graph();
    const auto later = progress(after);
    for (const auto& [goal, was] : earlier) {
        const auto found = std::ranges::find(later, goal, [](const auto& one) { return one.first; });
        if (found == later.end()) return goal + " is gone";
        const g::goal_progress& is = found->second;
        if (is.what < was.what || is.what > g::progress::attained)
            return goal + " became " + std::string(to_string(is.what));
        if (is.attained_parts < was.attained_parts) return goal + " lost a part";
        if (was.complete && (!is.complete || is.of_parts < was.of_parts)) return goal + " lost of its share";
    }
    const auto again = strengths(after);
    for (const auto& [goal, was] : alone) {
        const auto found = std::ranges::find(again, goal, [](const auto& one) { return one.first; });
        if (found == again.end() || found->second < was) return goal + " lost strength";
    }
    return {};
}

// 3, second half: attained by the records of one pupil and denied by those of another is a conflict, whichever comes
// first.
violation contradiction_is_a_conflict(std::uint32_t seed) {
    dice chance = chance_of(seed, 10);
    const model of = random_model(chance, true);
    const auto graph = of.graph();
    g::goal_translator translator(graph, {}, {});
    std::array<std::vector<pupil_record>, 2> records;
    for (auto& list : records) {
        const performances mastered = (chance() | chance()) & all_performances;
        for (unsigned i = 0; i < 2; ++i) list.push_back(random_record(of, mastered, false, chance));
    }
    for (unsigned framework = 0; framework < model::frameworks; ++framework) {
        const g::framework_index target = framework_of(*graph, framework);
        const auto progress = [&](std::initializer_list<int> which) {
            std::vector<g::goal_record> list;
            for (const int one : which) {
                for (const pupil_record& record : records[static_cast<std::size_t>(one)])
                    list.push_back(as_record(of, record));
            }
            return g::progress_in(translator, list, target);
        };
        const auto first = progress({0}), second = progress({1}), both = progress({0, 1}), turned = progress({1, 0});
        if (both != turned) return "the order of records matters";
        for (const g::goal_progress& one : both) {
            const auto in = [&](const auto& list) {
                const auto found = std::ranges::find(list, one.goal, &g::goal_progress::goal);
                return found == list.end() ? g::goal_progress{} : *found;
            };
            const g::goal_progress a = in(first), b = in(second);
            const bool attained = a.what == g::progress::attained || b.what == g::progress::attained;
            const bool denied = !a.against.empty() || !b.against.empty();
            if (attained && denied && one.what != g::progress::conflict)
                return std::string(graph->id(one.goal)) + " is " + std::string(to_string(one.what));
        }
    }
    return {};
}

// 4.
violation order_does_not_matter(std::uint32_t seed) {
    dice chance = chance_of(seed, 4);
    model of = random_model(chance, true);
    of.dangling = chance() % 3;
    const auto graph = of.graph(), other = of.shuffled(chance);
    if (graph->hash() != other->hash()) return "another hash";
    g::goal_translator one(graph, {}, {}), two(other, {}, {});
    violation found;
    each_question(of, *graph, [&](std::size_t goal, g::framework_index target) {
        const g::goal_record record = as_record(of, {goal, g::record_kind::attained, "statement"});
        if (all_told(*graph, one.translate(record, target)) != all_told(*other, two.translate(record, target)))
            found = "another translation of " + of.goals[goal].id;
    });
    return found;
}

// 5. Also of a translator that has learned its way.
violation explanation_is_repeatable(std::uint32_t seed) {
    dice chance = chance_of(seed, 5);
    const model of = random_model(chance, false);
    const auto graph = of.graph();
    const pupil_record record = random_record(of, chance() & all_performances, false, chance);
    const g::goal_record asked = as_record(of, record);
    const g::framework_index target = framework_of(*graph, chance() % model::frameworks);
    const auto explained = [&](bool learned) {
        g::goal_translator translator(graph, {}, {});
        if (learned) translator.learn(target);
        std::string text;
        for (const g::translated_record& one :
             g::translated_records(translator, asked, translator.translate(asked, target)))
            text += g::explain(one, schakel::language::nl) + g::explain(one, schakel::language::en) +
                    std::to_string(one.other_paths);
        return text;
    };
    const std::string first = explained(false);
    if (first.empty() || explained(false) != first) return "another explanation";
    if (explained(true) != first) return "another explanation after learning";
    return {};
}

// 6. Random histories of one framework: in each release some goals are replaced by one, split, merged or withdrawn. The
// newest release states the closed lineage.
violation supersession_ends(std::uint32_t seed) {
    dice chance = chance_of(seed, 6);
    g::graph_builder builder;
    m::framework framework;
    framework.id = "F";
    builder.add(framework);
    struct living_goal {
        std::string id;
        std::set<std::string> ancestors;
    };
    unsigned number = 0;
    const auto fresh = [&] { return "G" + std::to_string(number++); };
    std::vector<living_goal> living;
    for (unsigned i = 0; i < 3 + chance() % 3; ++i) living.push_back({fresh(), {}});
    std::vector<std::string> all;
    const unsigned releases = 2 + chance() % 4;
    const auto id_of = [](unsigned release) { return "F#" + std::to_string(release); };
    const auto associate = [&](unsigned release, const std::string& a, m::relation what, const std::string& b) {
        m::association made;
        made.subject = a;
        made.object = b;
        made.what = what;
        made.owner = id_of(release);
        made.id = a + b + std::to_string(static_cast<int>(what));
        builder.add(made);
    };
    // In every fifth history one release was never imported: only lineage leads over it.
    const unsigned missing = chance() % 5 == 0 && releases > 2 ? 1 : releases;
    for (unsigned release = 0; release < releases; ++release) {
        m::release made;
        made.id = id_of(release);
        made.framework = "F";
        made.label = std::to_string(release);
        builder.add(made);
        std::vector<living_goal> next;
        for (std::size_t i = 0; release > 0 && i < living.size(); ++i) {
            const unsigned what = chance() % 6;
            const auto replace = [&](const living_goal& one, living_goal& by) {
                if (release != missing) associate(release, one.id, m::relation::replaced_by, by.id);
                by.ancestors.insert(one.ancestors.begin(), one.ancestors.end());
                by.ancestors.insert(one.id);
            };
            if (what == 0) continue; // withdrawn
            if (what == 1) {
                next.push_back(living[i]);
            } else if (what == 2 && i + 1 < living.size()) { // merged with its neighbour
                living_goal by{fresh(), {}};
                replace(living[i], by);
                replace(living[++i], by);
                next.push_back(by);
            } else {
                for (unsigned part = 0; part < (what == 3 ? 2U : 1U); ++part) {
                    living_goal by{fresh(), {}};
                    replace(living[i], by);
                    next.push_back(by);
                }
            }
        }
        if (release > 0) living = next;
        for (const living_goal& one : living) {
            m::goal goal;
            goal.id = one.id;
            goal.framework = "F";
            goal.statement = chance() % 2 == 0 ? "The same words" : one.id;
            if (release != missing) builder.add(goal, id_of(release));
            if (release != missing) all.push_back(one.id);
        }
    }
    for (const living_goal& one : living) {
        for (const std::string& ancestor : one.ancestors)
            associate(releases - 1, one.id, m::relation::inherits, ancestor);
    }
    const auto graph = builder.finish();
    if (!graph) return graph.error().message;
    const g::reading_date date(**graph);
    g::supersession lineage(**graph, date);
    std::vector<g::settled> settled, walked, jumped;
    const auto ends_of = [](const std::vector<g::settled>& list) {
        std::set<node> ends;
        for (const g::settled& one : list) ends.insert(one.end);
        return ends;
    };
    for (const std::string& id : all) {
        const node goal = (*graph)->find(id);
        const g::fate fate = lineage.settle(goal, settled);
        if (fate == g::fate::circular || fate == g::fate::not_yet) return id + " does not end";
        if (fate != g::fate::withdrawn && settled.empty()) return id + " ends nowhere";
        for (const g::settled& one : settled) {
            if (!date.living(**graph, one.end)) return id + " ends at what does not live";
        }
        const g::fate by_walk = lineage.walk(goal, walked), by_jump = lineage.jump(goal, jumped);
        if (missing == releases && (by_walk != fate || ends_of(walked) != ends_of(settled)))
            return id + " walks elsewhere";
        if (by_jump != fate || ends_of(jumped) != ends_of(settled)) return id + " jumps elsewhere";
    }
    return {};
}

// 7.
violation removing_a_set_removes_its_records(std::uint32_t seed) {
    dice chance = chance_of(seed, 7);
    model of = random_model(chance, false);
    for (stated_edge& one : of.edges) { // some untrue edges too, so that there are conflicts
        if (chance() % 8 == 0) one.what = m::relation::exact;
    }
    const unsigned removed = chance() % model::sets;
    const auto whole = of.graph(), rest = of.graph(removed);
    const g::owner_index owner = whole->find_owner(set_id(removed));
    g::goal_translator one(whole, {}, {}), two(rest, {}, {});
    violation found;
    each_question(of, *whole, [&](std::size_t goal, g::framework_index target) {
        const g::goal_record record = as_record(of, {goal, g::record_kind::attained, "statement"});
        const g::translation with = one.translate(record, target), without = two.translate(record, target);
        std::set<std::string> kept, left, touched;
        for (const g::translated_target& each : with.targets) {
            const auto sources = g::sources_of(*whole, with, each);
            const bool rests_on_it = std::ranges::count(sources, owner) != 0;
            if (rests_on_it)
                touched.insert(std::string(whole->id(each.goal)));
            else
                kept.insert(told(*whole, with, each));
        }
        for (const g::translated_target& each : without.targets) {
            const std::string text = told(*rest, without, each);
            left.insert(text);
            if (!kept.contains(text) && !touched.contains(std::string(rest->id(each.goal)))) found = "new: " + text;
        }
        for (const std::string& text : kept) {
            if (!left.contains(text)) found = "gone: " + text;
        }
    });
    return found;
}

// 8.
violation evidence_counts_once(std::uint32_t seed) {
    dice chance = chance_of(seed, 8);
    const model of = random_model(chance, true);
    const auto graph = of.graph();
    g::goal_translator translator(graph, {}, {});
    const performances mastered = (chance() | chance()) & all_performances;
    std::vector<pupil_record> records;
    for (unsigned i = 0; i < 3; ++i) records.push_back(random_record(of, mastered, false, chance));
    std::vector<g::goal_record> once, twice;
    std::set<std::string> statements;
    for (const pupil_record& one : records) {
        once.push_back(as_record(of, one));
        statements.insert(one.statement);
    }
    twice = once;
    twice.insert(twice.end(), once.begin(), once.end());
    for (unsigned framework = 0; framework < model::frameworks; ++framework) {
        const g::framework_index target = framework_of(*graph, framework);
        const auto progress = g::progress_in(translator, once, target);
        if (g::progress_in(translator, twice, target) != progress) return "the same evidence again counts again";
        for (const g::goal_progress& one : progress) {
            const std::set<std::string> each(one.statements.begin(), one.statements.end());
            if (each.size() != one.statements.size() || each.size() > statements.size())
                return "a statement counts twice";
            if (one.attained_parts > one.known_parts) return "more parts attained than there are";
        }
    }
    return {};
}

// 9.
violation dangling_ends_make_no_goals(std::uint32_t seed) {
    dice chance = chance_of(seed, 9);
    model of = random_model(chance, false);
    const auto graph = of.graph();
    of.dangling = 1 + chance() % 6;
    const auto more = of.graph();
    if (more->goal_count() != graph->goal_count() || more->node_count() != graph->node_count()) return "a phantom goal";
    if (more->edge_count() != graph->edge_count()) return "a phantom edge";
    if (more->dangling().size() < of.dangling) return "not reported";
    if (more->find("missing0") != g::no_node || more->find("nobody") != g::no_node) return "a phantom is found";
    g::goal_translator one(graph, {}, {}), two(more, {}, {});
    violation found;
    each_question(of, *graph, [&](std::size_t goal, g::framework_index target) {
        const g::goal_record record = as_record(of, {goal, g::record_kind::attained, "statement"});
        if (all_told(*graph, one.translate(record, target)) != all_told(*more, two.translate(record, target)))
            found = "another translation of " + of.goals[goal].id;
    });
    return found;
}

} // namespace properties
