#include "gateway/goals/memory_goals.hpp"

#include <algorithm>
#include <utility>

namespace schakel::goals {

namespace model = schakel::model::goals;

namespace {

// Puts it in the place of the one with the same id, or behind all.
template <class Record>
void replace_or_append(std::vector<Record>& among, Record&& one) {
    const auto same = std::ranges::find(among, one.id, &Record::id);
    if (same != among.end())
        *same = std::move(one);
    else
        among.push_back(std::move(one));
}

template <class Record>
void page_of(
    const std::map<std::string, Record, std::less<>>& records, const goal_range& range, std::vector<Record>& into
) {
    auto next = range.after.empty() ? records.begin() : records.upper_bound(range.after);
    for (std::size_t taken = 0; taken < range.limit && next != records.end(); ++taken, ++next)
        into.push_back(next->second);
}

template <class Owners>
void page_of_owner(const Owners& owners, const goal_range& range, auto& into) {
    const auto owned = owners.find(range.owner);
    if (owned != owners.end()) page_of(owned->second, range, into);
}

// The day of publication orders what has one; the rest keeps the order in which it came.
bool earlier(const model::release& a, const model::release& b) {
    return a.published && b.published && *a.published < *b.published;
}

// The oldest first.
std::vector<const model::release*> by_age(const std::vector<model::release>& as_they_came) {
    std::vector<const model::release*> ordered;
    for (const model::release& one : as_they_came) {
        const auto behind =
            std::ranges::find_if(ordered, [&](const model::release* other) { return earlier(one, *other); });
        ordered.insert(behind, &one);
    }
    return ordered;
}

} // namespace

void memory_goals::add(model::record&& what) {
    std::visit([this](auto&& one) { take(std::forward<decltype(one)>(one)); }, std::move(what));
}

void memory_goals::take(model::framework&& what) {
    std::string id = what.id;
    frameworks_.insert_or_assign(std::move(id), std::move(what));
}

void memory_goals::take(model::release&& what) {
    owner_ = what.id;
    std::vector<model::release>& of_framework = releases_[what.framework];
    replace_or_append(of_framework, std::move(what));
}

void memory_goals::take(model::mapping_set&& what) {
    owner_ = what.id;
    replace_or_append(mapping_sets_, std::move(what));
}

void memory_goals::take(model::goal&& what) {
    std::string id = what.id;
    goals_[owner_].insert_or_assign(std::move(id), std::move(what));
}

void memory_goals::take(model::association&& what) {
    what.owner = owner_;
    std::string id = what.id;
    associations_[owner_].insert_or_assign(std::move(id), std::move(what));
}

void memory_goals::take(model::group&& what) {
    what.owner = owner_;
    std::string id = what.id;
    groups_[owner_].insert_or_assign(std::move(id), std::move(what));
}

void memory_goals::take(model::definition&& what) {
    std::string id = what.id;
    definitions_[what.framework].insert_or_assign(std::move(id), std::move(what));
}

void memory_goals::take(model::material&& what) {
    std::string id = what.id;
    materials_.insert_or_assign(std::move(id), std::move(what));
}

std::vector<model::framework> memory_goals::frameworks() const {
    std::vector<model::framework> all;
    for (const auto& [id, one] : frameworks_) all.push_back(one);
    return all;
}

std::vector<model::release> memory_goals::releases(std::string_view framework) const {
    std::vector<model::release> all;
    if (const auto found = releases_.find(framework); found != releases_.end()) {
        for (const model::release* one : by_age(found->second)) all.push_back(*one);
    }
    return all;
}

std::vector<model::mapping_set> memory_goals::mapping_sets() const {
    std::vector<model::mapping_set> all = mapping_sets_;
    std::ranges::stable_sort(all, {}, &model::mapping_set::name);
    return all;
}

void memory_goals::page(const goal_range& range, std::vector<model::goal>& into) const {
    page_of_owner(goals_, range, into);
}

void memory_goals::page(const goal_range& range, std::vector<model::association>& into) const {
    page_of_owner(associations_, range, into);
}

void memory_goals::page(const goal_range& range, std::vector<model::group>& into) const {
    page_of_owner(groups_, range, into);
}

void memory_goals::page(const goal_range& range, std::vector<model::definition>& into) const {
    page_of_owner(definitions_, range, into);
}

void memory_goals::page(const goal_range& range, std::vector<model::material>& into) const {
    page_of(materials_, range, into);
}

std::optional<model::goal> memory_goals::find_goal(std::string_view id) const {
    const model::goal* found = nullptr;
    for (const auto& [framework, unused] : frameworks_) {
        const auto published = releases_.find(framework);
        if (published == releases_.end()) continue;
        for (const model::release* one : by_age(published->second)) {
            const auto owned = goals_.find(one->id);
            if (owned == goals_.end()) continue;
            const auto goal = owned->second.find(id);
            if (goal != owned->second.end()) found = &goal->second;
        }
    }
    return found == nullptr ? std::nullopt : std::optional(*found);
}

std::optional<model::association> memory_goals::find_association(std::string_view id) const {
    for (const auto& [owner, owned] : associations_) {
        if (const auto found = owned.find(id); found != owned.end()) return found->second;
    }
    return std::nullopt;
}

std::optional<model::definition> memory_goals::find_definition(std::string_view id) const {
    for (const auto& [framework, owned] : definitions_) {
        if (const auto found = owned.find(id); found != owned.end()) return found->second;
    }
    return std::nullopt;
}

std::vector<model::association> memory_goals::associations_of(std::string_view goal) const {
    std::vector<std::string> owners;
    for (const auto& [framework, unused] : frameworks_) {
        if (const auto all = releases(framework); !all.empty()) owners.push_back(all.back().id);
    }
    for (const model::mapping_set& one : mapping_sets_) owners.push_back(one.id);
    std::vector<model::association> touching;
    for (const std::string& owner : owners) {
        const auto owned = associations_.find(owner);
        if (owned == associations_.end()) continue;
        for (const auto& [id, one] : owned->second) {
            if (one.subject == goal || one.object == goal) touching.push_back(one);
        }
    }
    std::ranges::sort(touching, {}, &model::association::id);
    return touching;
}

} // namespace schakel::goals
