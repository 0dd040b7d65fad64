// Takes records in any order and makes the goal graph of them.
#pragma once

#include "gateway/adapter/goals.hpp"
#include "gateway/core/result.hpp"
#include "gateway/mapping/goals/goal_graph.hpp"
#include "gateway/model/goal.hpp"

#include <memory>
#include <string_view>

namespace schakel::mapping::goals {

class graph_builder {
public:
    graph_builder();
    ~graph_builder();
    graph_builder(const graph_builder&) = delete;
    graph_builder& operator=(const graph_builder&) = delete;

    void add(const model::goals::framework& what);
    void add(const model::goals::release& what);
    void add(const model::goals::mapping_set& what);
    void add(const model::goals::goal& what, std::string_view release); // release id
    // `owner`: release id or mapping_set id, where the record itself names none.
    void add(const model::goals::association& what, std::string_view owner = {});
    void add(const model::goals::group& what, std::string_view owner = {});

    // The builder is empty afterwards. Fails when there is more than the numbers of a graph can count.
    result<std::shared_ptr<const goal_graph>> finish();

private:
    struct content;
    std::unique_ptr<content> content_;
    friend class graph_assembly;
};

// A sink that fills a builder: what follows a release or a mapping set belongs to it.
class graph_sink final : public goal_sink {
public:
    explicit graph_sink(graph_builder& into) : into_(into) {}
    void add(model::goals::record&& what) override;

private:
    graph_builder& into_;
    std::string owner_;
};

// Everything in a view: all releases that were ever imported, and all mapping sets.
result<std::shared_ptr<const goal_graph>> load(const goal_view& all);

} // namespace schakel::mapping::goals
