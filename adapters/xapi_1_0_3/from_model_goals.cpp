#include "adapters/xapi_1_0_3/names.hpp"
#include "adapters/xapi_1_0_3/translate.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/model/goal.hpp"

#include <algorithm>
#include <set>

namespace schakel::xapi_1_0_3 {

namespace {

// The goal as the id of an activity; empty when it has no form of an IRI.
std::string iri_of(const std::string& goal) {
    const std::size_t colon = goal.find(':');
    if (colon != std::string::npos && colon > 0 && goal.find_first_of(" \t\r\n<>\"") == std::string::npos) return goal;
    return model::goals::uuid_key(goal);
}

class activities {
public:
    explicit activities(std::string_view language) : language_(language) {}

    // A study level has an extension of its own and is nothing that a pupil works on.
    void add(const model::goal_references& goals, std::string_view study_level = {}) {
        for (const model::goal_reference& one : goals) {
            if (one.goal == study_level) continue;
            add(one.goal, one.name);
            if (one.translated()) add(one.original, {}); // it stays what the evidence is about
        }
    }
    std::vector<wire::activity> take() { return std::move(list_); }

private:
    void add(const std::string& goal, const std::string& name) {
        std::string iri = iri_of(goal);
        if (iri.empty() || !seen_.insert(iri).second) return;
        wire::activity& out = list_.emplace_back();
        out.id = std::move(iri);
        out.name = name;
        out.name_language = language_;
        out.type = activity_type::objective;
    }

    std::string_view language_;
    std::vector<wire::activity> list_;
    std::set<std::string> seen_;
};

// Goals of the part that the result is about, or of the whole.
const model::goal_references& goals_about(const model::result& result, const model::assessment& test) {
    static const model::goal_references none;
    if (result.part_id.empty()) return test.goals;
    const auto part = std::ranges::find(test.parts, result.part_id, &model::assessment_part::id);
    return part == test.parts.end() ? none : part->goals;
}

} // namespace

std::string goals_text(const model::goal_references& goals) {
    json::writer out;
    out.begin_array();
    for (const model::goal_reference& one : goals) {
        out.begin_object().member("goal", one.goal).member_if_present("framework", one.framework);
        out.member_if_present("name", one.name).member_if_present("outcome", one.outcome);
        out.member_if_present("original", one.original).member_if_present("target", one.target);
        out.member_if_present("claim", one.claim).member_if_present("explanation", one.explanation).end_object();
    }
    return out.end_array().finish();
}

void add_goals(const model::goal_references& goals, wire::activity& to, model::field::name which, field_fate* fate) {
    if (goals.empty()) return;
    to.extensions.push_back({std::string(own::goals), goals_text(goals), {}});
    if (fate) fate->carried(which, goals.size());
}

std::vector<wire::activity>
goal_activities(const model::result& result, const model::assessment& test, const encode_options& options) {
    activities out(parameter(options, "language", "nl"));
    out.add(result.goals);
    out.add(goals_about(result, test), test.study_level);
    return out.take();
}

model::goal_references translated_goals(const model::result& result, const model::assessment& test) {
    model::goal_references out;
    for (const model::goal_references* list : {&result.goals, &goals_about(result, test)}) {
        std::ranges::copy_if(*list, std::back_inserter(out), [](const auto& one) { return !one.outcome.empty(); });
    }
    return out;
}

} // namespace schakel::xapi_1_0_3
