#include "gateway/mapping/goals/goal_defects.hpp"

#include "gateway/mapping/goals/supersession.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <tuple>

namespace schakel::mapping::goals {

namespace {

constexpr std::array<std::string_view, defect_kind_count> words{
    "dangling-end",     "unknown-owner", "two-exact",         "equal-and-included", "inclusion-circle",
    "unmatched-mapped", "understated",   "succession-circle", "self-mapping",       "doubled-goal"};

// Which goals are joined, by union and find.
class partition {
public:
    explicit partition(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), node{0}); }
    node root(node of) {
        while (parent_[of] != of) of = parent_[of] = parent_[parent_[of]];
        return of;
    }
    void join(node a, node b) {
        const node one = root(a), two = root(b);
        parent_[std::max(one, two)] = std::min(one, two);
    }

private:
    std::vector<node> parent_;
};

partition exact_partition(const goal_graph& graph, const enabled_owners& owners) {
    partition joined(graph.goal_count());
    for (node at = 0; at < graph.goal_count(); ++at) {
        for (const arc& one : graph.arcs(at)) {
            const bool exact = one.relation == set_relation::exact && !one.has(arc::candidate);
            if (exact && one.to > at && owners.lets(one)) joined.join(at, one.to);
        }
    }
    return joined;
}

template <class Item>
void make_unique(std::vector<Item>& list) {
    std::ranges::sort(list);
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

// Strongly connected sets of more than one member, by Tarjan's algorithm without recursion.
class circles {
public:
    using neighbours = std::map<node, std::vector<node>>;
    explicit circles(const neighbours& of) : of_(of) {
        for (const auto& [at, next] : of_) {
            if (!known_.contains(at)) visit(at);
        }
    }
    std::vector<std::vector<node>> found;

private:
    struct mark {
        std::size_t number = 0, lowest = 0;
        bool on_stack = false;
    };
    struct frame {
        node at;
        std::size_t next = 0;
    };

    void enter(node at, std::vector<frame>& frames) {
        known_[at] = {count_, count_, true};
        ++count_;
        stack_.push_back(at);
        frames.push_back({at});
    }
    void visit(node start) {
        std::vector<frame> frames;
        enter(start, frames);
        while (!frames.empty()) {
            frame& top = frames.back();
            const auto next = of_.find(top.at);
            if (next != of_.end() && top.next < next->second.size()) {
                const node to = next->second[top.next++];
                const auto known = known_.find(to);
                if (known == known_.end())
                    enter(to, frames);
                else if (known->second.on_stack)
                    known_[top.at].lowest = std::min(known_[top.at].lowest, known->second.number);
                continue;
            }
            const node done = top.at;
            frames.pop_back();
            if (!frames.empty())
                known_[frames.back().at].lowest = std::min(known_[frames.back().at].lowest, known_[done].lowest);
            if (known_[done].lowest == known_[done].number) close(done);
        }
    }
    void close(node at) {
        std::vector<node> members;
        for (node top = no_node; top != at;) {
            top = stack_.back();
            stack_.pop_back();
            known_[top].on_stack = false;
            members.push_back(top);
        }
        if (members.size() < 2) return;
        std::ranges::sort(members);
        found.push_back(std::move(members));
    }

    const neighbours& of_;
    std::map<node, mark> known_;
    std::vector<node> stack_;
    std::size_t count_ = 0;
};

class inspection {
public:
    inspection(const goal_graph& graph, const reading_date& date, const enabled_owners& owners)
        : graph_(graph), date_(date), owners_(owners), classes_(exact_partition(graph, owners)) {}

    std::vector<goal_defect> all() {
        dangling_ends();
        unknown_owners();
        look_at_classes();
        look_at_edges();
        look_at_statements();
        inclusion_circles();
        succession_circles();
        for (goal_defect& one : found_) {
            for (const edge_index at : one.edges) {
                if (graph_.edges()[at].owner != no_owner) one.owners.push_back(graph_.edges()[at].owner);
            }
            make_unique(one.owners);
        }
        std::ranges::sort(found_, {}, [](const goal_defect& one) {
            return std::tie(one.kind, one.goals, one.edges, one.missing, one.owners);
        });
        found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
        return std::move(found_);
    }

private:
    void dangling_ends() {
        for (const dangling_end& one : graph_.dangling())
            found_.push_back({defect_kind::dangling_end, {one.owner}, {}, {}, std::string(graph_.text(one.missing))});
    }

    void unknown_owners() {
        for (std::size_t i = 0; i < graph_.owners().size(); ++i) {
            if (graph_.owners()[i].kind == owner_part::kind_of::unknown)
                found_.push_back({defect_kind::unknown_owner, {static_cast<owner_index>(i)}, {}, {}, {}});
        }
    }

    // A class of equal goals holds at most one of each release.
    void look_at_classes() {
        std::map<std::pair<node, framework_index>, std::vector<node>> members;
        for (node at = 0; at < graph_.goal_count(); ++at) {
            const node root = classes_.root(at);
            const bool alone = root == at && !std::ranges::any_of(graph_.arcs(at), [](const arc& one) {
                                   return one.relation == set_relation::exact;
                               });
            if (!alone && date_.living(graph_, at)) members[{root, graph_.framework_of(at)}].push_back(at);
        }
        for (auto& [key, goals] : members) {
            if (goals.size() < 2) continue;
            goal_defect defect{defect_kind::two_exact, {}, goals, {}, {}};
            for (const node at : goals) add_edges(at, set_relation::exact, defect.edges);
            make_unique(defect.edges);
            found_.push_back(std::move(defect));
        }
    }

    void add_edges(node at, set_relation relation, std::vector<edge_index>& into) const {
        for (const arc& one : graph_.arcs(at)) {
            if (one.relation == relation && owners_.lets(one)) into.push_back(one.via);
        }
    }

    void look_at_edges() {
        for (edge_index i = 0; i < graph_.edges().size(); ++i) {
            const edge& one = graph_.edges()[i];
            if (one.subject == one.object) found_.push_back({defect_kind::self_mapping, {}, {one.subject}, {i}, {}});
        }
        for (node at = 0; at < graph_.goal_count(); ++at) {
            bool unmatched = false;
            for (const arc& one : graph_.arcs(at)) {
                if (one.has(arc::backward) || one.has(arc::candidate) || !owners_.lets(one)) continue;
                const bool same = classes_.root(at) == classes_.root(one.to);
                if (same && (one.relation == set_relation::narrower || one.relation == set_relation::broader))
                    report(defect_kind::equal_and_included, at, one);
                if (same && one.relation == set_relation::overlap) report(defect_kind::understated, at, one);
                unmatched = unmatched || one.relation == set_relation::none;
            }
            if (unmatched) look_at_unmatched(at);
        }
    }

    void report(defect_kind kind, node at, const arc& one) {
        goal_defect defect{kind, {}, {at, one.to}, {one.via}, {}};
        add_edges(at, set_relation::exact, defect.edges);
        add_edges(one.to, set_relation::exact, defect.edges);
        make_unique(defect.edges);
        make_unique(defect.goals);
        found_.push_back(std::move(defect));
    }

    // "No counterpart" beside anything else between the same two goals, or goals equal to them.
    void look_at_unmatched(node at) {
        for (const arc& none : graph_.arcs(at)) {
            if (none.relation != set_relation::none || none.has(arc::backward) || !owners_.lets(none)) continue;
            goal_defect defect{defect_kind::unmatched_mapped, {}, {at, none.to}, {none.via}, {}};
            if (classes_.root(at) == classes_.root(none.to)) {
                add_edges(at, set_relation::exact, defect.edges);
                add_edges(none.to, set_relation::exact, defect.edges);
            }
            for (const arc& other : graph_.arcs(at)) {
                const bool between = other.to == none.to && other.relation != set_relation::none;
                if (between && owners_.lets(other)) defect.edges.push_back(other.via);
            }
            if (defect.edges.size() < 2) continue;
            make_unique(defect.edges);
            make_unique(defect.goals);
            found_.push_back(std::move(defect));
        }
    }

    // "No counterpart anywhere" beside a mapping to the framework that the set is about; and goals told twice.
    void look_at_statements() {
        for (const unmatched_goal& one : graph_.unmatched()) {
            if (!owners_.is_enabled(one.owner)) continue;
            const framework_index about = graph_.owners()[one.owner].object_framework;
            goal_defect defect{defect_kind::unmatched_mapped, {one.owner}, {one.goal}, {}, {}};
            for (const arc& other : graph_.arcs(one.goal)) {
                const bool there = about == no_framework || graph_.framework_of(other.to) == about;
                if (there && carries_content(other.relation) && owners_.lets(other)) defect.edges.push_back(other.via);
            }
            if (defect.edges.empty()) continue;
            make_unique(defect.edges);
            found_.push_back(std::move(defect));
        }
        for (const doubled_goal& one : graph_.doubled())
            found_.push_back({defect_kind::doubled_goal, {one.owner}, {one.goal}, {}, {}});
    }

    void inclusion_circles() {
        circles::neighbours wider;
        for (node at = 0; at < graph_.goal_count(); ++at) {
            for (const arc& one : graph_.arcs(at)) {
                if (one.relation != set_relation::narrower || one.has(arc::candidate) || !owners_.lets(one)) continue;
                const node from = classes_.root(at), to = classes_.root(one.to);
                if (from != to) wider[from].push_back(to);
            }
        }
        for (const auto& roots : circles(wider).found) {
            goal_defect defect{defect_kind::inclusion_circle, {}, {}, {}, {}};
            const auto inside = [&](node at) { return std::ranges::binary_search(roots, classes_.root(at)); };
            for (node at = 0; at < graph_.goal_count(); ++at) {
                if (!inside(at)) continue;
                for (const arc& one : graph_.arcs(at)) {
                    const bool counts = one.relation == set_relation::narrower || one.relation == set_relation::exact;
                    if (!counts || one.has(arc::candidate) || !inside(one.to) || !owners_.lets(one)) continue;
                    defect.edges.push_back(one.via);
                    defect.goals.push_back(at);
                    defect.goals.push_back(one.to);
                }
            }
            make_unique(defect.edges);
            make_unique(defect.goals);
            found_.push_back(std::move(defect));
        }
    }

    void succession_circles() {
        circles::neighbours next;
        for (node at = 0; at < graph_.node_count(); ++at) {
            for (const lineage_arc& one : graph_.lineage(at)) {
                if (one.step == lineage_step::successor) next[at].push_back(one.to);
            }
        }
        for (const auto& goals : circles(next).found) {
            goal_defect defect{defect_kind::succession_circle, {}, goals, {}, {}};
            for (const node at : goals) {
                for (const lineage_arc& one : graph_.lineage(at)) {
                    const bool inside = std::ranges::binary_search(goals, one.to);
                    if (one.step == lineage_step::successor && inside) defect.edges.push_back(one.via);
                }
            }
            make_unique(defect.edges);
            found_.push_back(std::move(defect));
        }
    }

    const goal_graph& graph_;
    const reading_date& date_;
    const enabled_owners& owners_;
    partition classes_;
    std::vector<goal_defect> found_;
};

struct phrase {
    std::string_view nl, en;
};
constexpr std::array<phrase, defect_kind_count> sentences{{
    {"Een koppeling noemt een doel dat in geen enkele uitgave staat",
     "An association names a goal that no release defines"},
    {"Koppelingen horen bij een uitgave of koppelingenset die niet is ingelezen",
     "Associations belong to a release or mapping set that was not imported"},
    {"Twee doelen van dezelfde uitgave zijn volgens de koppelingen gelijk",
     "Two goals of one release are equal by the mappings"},
    {"Doelen zijn gelijk, en toch omvat het ene het andere", "Goals are equal, and yet one includes the other"},
    {"Doelen liggen in een kring in elkaar", "Goals lie in one another in a circle"},
    {"Er is een koppeling, en ook vastgesteld dat er geen tegenhanger is",
     "There is a mapping, and also a statement that there is no counterpart"},
    {"Een overlap is opgegeven tussen doelen die volgens andere koppelingen gelijk zijn",
     "An overlap is stated between goals that are equal by other mappings"},
    {"Opvolgers verwijzen in een kring naar elkaar", "Successors refer to one another in a circle"},
    {"Een doel is met zichzelf gekoppeld", "A goal is mapped to itself"},
    {"Een uitgave zegt van een doel verschillende dingen", "A release says different things of a goal"},
}};

} // namespace

std::string_view to_string(defect_kind which) {
    return words[static_cast<std::size_t>(which)];
}

std::vector<std::vector<node>> exact_classes(const goal_graph& graph, const enabled_owners& owners) {
    partition joined = exact_partition(graph, owners);
    std::map<node, std::vector<node>> members;
    for (node at = 0; at < graph.goal_count(); ++at) members[joined.root(at)].push_back(at);
    std::vector<std::vector<node>> classes;
    for (auto& [root, goals] : members) {
        if (goals.size() > 1) classes.push_back(std::move(goals));
    }
    return classes;
}

std::vector<goal_defect> find_defects(const goal_graph& graph, const reading_date& date, const enabled_owners& owners) {
    return inspection(graph, date, owners).all();
}

std::string describe(const goal_graph& graph, const goal_defect& defect, language lang) {
    const phrase& sentence = sentences[static_cast<std::size_t>(defect.kind)];
    std::string text(lang == language::nl ? sentence.nl : sentence.en);
    std::string named = defect.missing;
    for (const node one : defect.goals) {
        const std::string_view code = graph.is_goal(one) ? graph.text(graph.newest_part(one).code) : std::string_view();
        named += (named.empty() ? "" : ", ") + std::string(graph.id(one));
        if (!code.empty()) named += " (" + std::string(code) + ")";
    }
    if (defect.kind == defect_kind::unknown_owner) named = graph.text(graph.owners()[defect.owners.front()].id);
    return text + ": " + named + ".";
}

} // namespace schakel::mapping::goals
