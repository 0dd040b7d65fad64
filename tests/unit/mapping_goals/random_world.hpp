// Random models in which everything that is stated is true: every goal is a set of performances out of twelve, every
// edge holds between its sets, and a pupil masters some performances. What a translation claims can then be checked.
#pragma once

#include "gateway/mapping/goals/goal_graph.hpp"
#include "gateway/mapping/goals/goal_progress.hpp"
#include "gateway/mapping/goals/translator.hpp"
#include "gateway/model/goal.hpp"

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace random_world {

namespace g = schakel::mapping::goals;
namespace m = schakel::model::goals;

// The same numbers on every machine.
class dice {
public:
    explicit dice(std::uint32_t seed) : engine_(seed) {}
    unsigned operator()() { return static_cast<unsigned>(engine_()); }

private:
    std::mt19937 engine_;
};

using performances = unsigned; // as bits
inline constexpr performances all_performances = 0xfff;

struct stated_goal {
    unsigned framework = 0;
    performances demands = 0;
    std::string id;
};

struct stated_edge {
    unsigned set = 0;
    std::size_t subject = 0, object = 0;
    m::relation what = m::relation::related;
    std::string group;
    unsigned confidence = 10000; // in ten-thousandths
};

// n parts that together are the whole, stated as a complete group; or not stated to be complete.
struct stated_group {
    std::string id;
    bool complete = false;
};

struct model {
    static constexpr unsigned frameworks = 3, sets = 3;
    std::vector<stated_goal> goals; // no two of one framework demand the same
    std::vector<stated_edge> edges;
    std::vector<stated_group> groups;
    unsigned dangling = 0; // associations with an end that nobody defines

    std::shared_ptr<const g::goal_graph> graph(unsigned without_set = sets) const;
    // The same records in another order.
    std::shared_ptr<const g::goal_graph> shuffled(dice& chance) const;
};

bool holds(m::relation relation, performances a, performances b);

// Some 4 to 9 goals with true edges; `groups` adds wholes with their parts.
model random_model(dice& chance, bool groups);
// One more true edge; false when chance found none.
bool add_edge(model& to, dice& chance);

// A true record of a pupil on a random goal. Texts live in `texts`.
struct pupil_record {
    std::size_t goal = 0;
    g::record_kind kind = g::record_kind::attained;
    std::string statement;
};
pupil_record random_record(const model& of, performances mastered, bool positive_only, dice& chance);
g::goal_record as_record(const model& of, const pupil_record& record);

// Whether a claim about a goal is true of a pupil.
bool is_true(g::claim what, performances demands, performances mastered);
// How much a claim says in favour of the pupil.
int strength(g::outcome what, g::claim permitted);

std::string framework_id(unsigned number);
std::string set_id(unsigned number);

} // namespace random_world
