// Goals, crosswalks and pupils small enough to be read in a test.
#pragma once

#include "gateway/mapping/goals/graph_builder.hpp"
#include "gateway/mapping/goals/translated_record.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace small_world {

using namespace schakel;
namespace m = schakel::model::goals;
namespace g = schakel::mapping::goals;

m::day date(std::string_view text);

// Collects records and makes a graph of them. Frameworks, releases and mapping sets come into being by being named: the
// release "F#2" is release 2 of framework F, a mapping set "S#2" is version 2 of S.
class world {
public:
    m::framework& framework(std::string_view id);
    m::release& release(std::string_view id, std::string_view published = {});
    m::mapping_set& set(std::string_view id);
    m::goal& goal(std::string_view release, std::string_view id, std::string_view statement = {});
    m::association& edge(std::string_view owner, std::string_view subject, m::relation what, std::string_view object);
    m::group& group(std::string_view owner, std::string_view id);

    std::shared_ptr<const g::goal_graph> graph() const;
    // All records with their owners, so that a test can bring them in another order.
    struct owned {
        std::string owner;
        m::record what;
    };
    std::vector<owned> records() const;

private:
    // Pointers stay good while records are added.
    template <class Record>
    using list = std::vector<std::pair<std::string, std::unique_ptr<Record>>>;
    list<m::framework> frameworks_;
    list<m::release> releases_;
    list<m::mapping_set> sets_;
    list<m::goal> goals_;
    list<m::association> edges_;
    list<m::group> groups_;
};

std::shared_ptr<const g::goal_graph> graph_of(const std::vector<world::owned>& records);

// "exact attained B1 | contributes in-progress B2", or outcome and reason where there is no target.
std::string outline(const g::goal_graph& graph, const g::translation& made);
// The same for one record that says "attained", with everything demanded of it attained.
std::string outline(
    const world& of, std::string_view goal, std::string_view target, g::record_kind kind = g::record_kind::attained,
    const g::as_of& when = {}, const g::goal_policy& policy = {}
);
// "A -EQ-> M -SUB-> B" of the best target.
std::string path_of(const g::goal_graph& graph, const g::translation& made);

} // namespace small_world
