#include "adapters/common/goals/goal_address.hpp"
#include "adapters/xapi_1_0_3/names.hpp"
#include "adapters/xapi_1_0_3/translate.hpp"

#include <algorithm>
#include <set>

namespace schakel::xapi_1_0_3 {

namespace {

// Goals that a statement names in several places are one reference.
class collector {
public:
    void add(model::goal_reference one) {
        if (one.goal.empty() || !seen_.insert(one.goal).second) return;
        list_.push_back(std::move(one));
    }

    // A translation is never translated again: the reference is to what the sender of the original named.
    void add_own(json::value list) {
        for (json::value one = list.first_child(); one; one = one.next_sibling()) {
            const auto text = [&](std::string_view name) { return std::string(one.member(name).text()); };
            const std::string original = text("original");
            if (original.empty()) {
                add({text("goal"), text("framework"), text("name")});
                continue;
            }
            add({original});
            seen_.insert(text("goal"));
        }
    }

    // Addresses of goals at any depth; the parser bounds it.
    void add_texts(json::value at) {
        if (names_goal(at)) return add({std::string(at.text())});
        if (!at.is(json::kind::object) && !at.is(json::kind::array)) return;
        for (json::value one = at.first_child(); one; one = one.next_sibling()) add_texts(one);
    }

    void add_extensions(const std::vector<wire::extension>& list) {
        for (const wire::extension& one : list) {
            if (one.iri == own::goals)
                add_own(one.at);
            else if (!one.iri.starts_with(own::prefix))
                add_texts(one.at);
        }
    }

    void hide_own(const wire::activity& of) {
        const json::value list = find(of.extensions, own::goals);
        for (json::value one = list.first_child(); one; one = one.next_sibling()) {
            for (const std::string_view name : {"goal", "original"}) seen_.emplace(one.member(name).text());
        }
    }

    // What our own extensions say of the activities stands there; activities of the context repeat it.
    void add_all_extensions(const wire::statement& of) {
        hide_own(of.object);
        for (const wire::activity& parent : of.parents) hide_own(parent);
        add_extensions(of.context_extensions);
        if (of.result) add_extensions(of.result->extensions);
    }

    model::goal_references take() { return std::move(list_); }
    const std::set<std::string, std::less<>>& seen() const { return seen_; }

private:
    model::goal_references list_;
    std::set<std::string, std::less<>> seen_;
};

} // namespace

bool is_goal(const wire::activity& activity) {
    return goal_files::is_goal_address(activity.id) || goal_files::is_goal_type(activity.type);
}

bool names_goal(json::value leaf) {
    return leaf.is(json::kind::string) && goal_files::is_goal_address(leaf.text());
}

model::goal_references goals_of(const wire::activity& activity) {
    collector out;
    if (is_goal(activity)) out.add({activity.id, {}, activity.name});
    out.add_extensions(activity.extensions);
    return out.take();
}

model::goal_references goals_of_result(const wire::statement& statement) {
    collector out;
    out.add_all_extensions(statement);
    for (const wire::activity& one : statement.goals) out.add({one.id, {}, one.name});
    return out.take();
}

std::set<std::string, std::less<>> goals_in_extensions(const wire::statement& statement) {
    collector out;
    out.add_all_extensions(statement);
    return out.seen();
}

} // namespace schakel::xapi_1_0_3
