// Translates the learning goals that progress records refer to into the framework that a receiver asks for.
//
// A reference comes to stand for a goal of that framework only where every statement of the result (score, passed,
// level …) is permitted of that goal: a score over equal goals alone (goal-mapping-practice.md B2). Anywhere else the
// sender's reference stays, with the outcome and what may be said instead. A result counts once for a goal, however
// many of its references lead there. Explanations hold no value or date of a person, so that equal references of a
// class are equal.
#pragma once

#include "gateway/adapter/loss.hpp"
#include "gateway/mapping/goals/translated_record.hpp"
#include "gateway/model/progress.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace schakel::mapping {

// What a receiver asks.
struct goal_wish {
    std::string framework; // id
    goals::goal_policy policy;
    language explain = language::nl;
    bool as_of_today = false; // else as of the day of the sitting
    std::string release;      // label of the one release that is meant; empty: that of the day
    std::string address;      // goals that are UUIDs are written as this and the UUID
    bool attained_means_all = false;
};

// One translation and the results that it holds for.
struct goal_translation {
    std::string reference, vocabulary; // as the sender wrote them
    std::optional<model::goals::day> as_of;
    goals::translated_record record;     // without statement, value and date
    std::vector<std::string> statements; // keys of the results; of one without key its sitting, "#" and part
    std::size_t carried = 0;             // so many of them go to the receiver as results on the target
};

struct goal_account {
    std::vector<goal_translation> translations; // in order of first use
    std::vector<std::string> sources;           // releases and mapping sets that these rest on, sorted, each once
    std::vector<std::string> unknown; // goals, as written, of which a later import may make more; sorted, each once

    // [{"reference","vocabulary","as_of","statements":[…],"carried","record":{…}}], empty without translations;
    // `record` is goals::to_json.
    std::string to_json() const;
};

class goal_reader; // goal_reader.hpp

// The goals of one message as one receiver asks for them; its records may come in portions. `graph` may be null: then
// every goal is unknown. The wish outlives this.
class goal_translation_for {
public:
    goal_translation_for(
        const goal_wish& wish, std::shared_ptr<const goals::goal_graph> graph, model::goals::day today
    );
    ~goal_translation_for();
    goal_translation_for(const goal_translation_for&) = delete;
    goal_translation_for& operator=(const goal_translation_for&) = delete;

    void translate(std::vector<model::record>& records, field_fate& fate); // changes the references in the records
    goal_account& account() { return account_; }

private:
    const goal_wish& wish_;
    std::shared_ptr<const goals::goal_graph> graph_;
    model::goals::day today_;
    goal_account account_;
    std::unique_ptr<goal_reader> reader_; // once a record names a goal
};

// The same of records that come at once.
goal_account translate_goals(
    std::vector<model::record>& records, const goal_wish& wish, std::shared_ptr<const goals::goal_graph> graph,
    model::goals::day today, field_fate& fate
);

} // namespace schakel::mapping
