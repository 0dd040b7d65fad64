// Entities of SLO as canonical records.
//
// A goal's sentence is its description where it has one, else its title; of a core objective of 2006 its title. Levels
// and subject areas are fields of the goal; every other reference is an association in the direction of the model: the
// child is the subject of child-of, although SLO lists children with their container. replacedBy is replaced-by;
// replaces, the closed lineage, is inherits.
#pragma once

#include "adapters/slo/rules.hpp"
#include "adapters/slo/trace.hpp"
#include "adapters/slo/wire.hpp"
#include "gateway/adapter/goals.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace schakel::slo {

// One release of one context.
struct release_name {
    std::string context, label;
    std::optional<model::goals::day> published;
};

class model_builder {
public:
    model_builder(goal_sink& into, entity_rules& rules, value_tally& seen) : into_(into), rules_(rules), seen_(seen) {}

    // What is added from here on belongs to this release.
    void begin(const release_name& what);
    void add(const wire::entity& one);

private:
    template <class See>
    void each_key(const wire::entity& from, json::value list, See see);
    model::goals::goal& fill_goal(const wire::entity& one);
    model::goals::association& fill_edge(
        std::string_view subject, model::goals::relation what, std::string_view object, std::string_view predicate
    );
    void texts(const wire::entity& one, model::goals::goal& goal);
    void flags(const wire::entity& one, model::goals::goal& goal);
    void others(const wire::entity& one, model::goals::goal& goal);
    void link(const wire::entity& one, const wire::reference& by, model::goals::goal& goal);
    void succession(const wire::entity& one);
    void add_alias(const wire::entity& one);

    goal_sink& into_;
    entity_rules& rules_;
    value_tally& seen_;
    std::string framework_;
    // Filled again for each record, so that a sink that only looks costs no memory. A sink may take what is in them.
    model::goals::record goal_ = model::goals::goal{}, edge_ = model::goals::association{};
    std::string own_key_, key_; // of the entity, and of what it refers to
};

} // namespace schakel::slo
