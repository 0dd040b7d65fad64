// Learning goals in memory: takes records, and shows them as a view. For translations, simulated systems and tests; the
// stored goals of a gateway are another view.
//
// Filling it is for one thread; afterwards any number may read. A record that comes again under its owner, kind and id
// replaces the earlier one. Records that no release or mapping set came before belong to the owner "".
#pragma once

#include "gateway/adapter/goals.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::goals {

class memory_goals final : public goal_sink, public goal_view {
public:
    // Both are told by version() and changed_at().
    explicit memory_goals(instant changed_at = {}, std::string version = "memory")
        : changed_at_(changed_at), version_(std::move(version)) {}

    void add(model::goals::record&& what) override;

    std::string version() const override { return version_; }
    instant changed_at() const override { return changed_at_; }

    std::vector<model::goals::framework> frameworks() const override;
    std::vector<model::goals::release> releases(std::string_view framework) const override;
    std::vector<model::goals::mapping_set> mapping_sets() const override;
    void page(const goal_range& range, std::vector<model::goals::goal>& into) const override;
    void page(const goal_range& range, std::vector<model::goals::association>& into) const override;
    void page(const goal_range& range, std::vector<model::goals::group>& into) const override;
    void page(const goal_range& range, std::vector<model::goals::definition>& into) const override;
    void page(const goal_range& range, std::vector<model::goals::material>& into) const override;
    std::optional<model::goals::goal> find_goal(std::string_view id) const override;
    std::optional<model::goals::association> find_association(std::string_view id) const override;
    std::optional<model::goals::definition> find_definition(std::string_view id) const override;
    std::vector<model::goals::association> associations_of(std::string_view goal) const override;

private:
    template <class Record>
    using by_id = std::map<std::string, Record, std::less<>>;
    template <class Record>
    using by_owner = std::map<std::string, by_id<Record>, std::less<>>;

    void take(model::goals::framework&& what);
    void take(model::goals::release&& what);
    void take(model::goals::mapping_set&& what);
    void take(model::goals::goal&& what);
    void take(model::goals::association&& what);
    void take(model::goals::group&& what);
    void take(model::goals::definition&& what);
    void take(model::goals::material&& what);

    instant changed_at_;
    std::string version_;
    std::string owner_; // of what comes next
    by_id<model::goals::framework> frameworks_;
    std::map<std::string, std::vector<model::goals::release>, std::less<>> releases_; // of a framework, as they came
    std::vector<model::goals::mapping_set> mapping_sets_;
    by_owner<model::goals::goal> goals_;
    by_owner<model::goals::association> associations_;
    by_owner<model::goals::group> groups_;
    by_owner<model::goals::definition> definitions_;
    by_id<model::goals::material> materials_;
};

} // namespace schakel::goals
