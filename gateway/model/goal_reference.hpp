// A learning goal that a progress record refers to.
//
// A decoder keeps what the sender wrote. The translation of goals adds what it came to in the framework that the
// receiver asks for: then `goal` is a goal of that framework, and the sender's own words stand in `original`. A
// reference that leads to no goal of the framework keeps the sender's goal and gets an outcome: it is evidence, not
// progress.
#pragma once

#include <string>
#include <vector>

namespace schakel::model {

struct goal_reference {
    std::string goal;           // key, address or printed code
    std::string framework = {}; // framework or vocabulary as named, of a translated one the framework id; may be empty
    std::string name = {};      // as shown to a reader; may be empty

    std::string outcome = {};     // "exact", "evidence-only" … (mapping/goals/translation.hpp); empty: not translated
    std::string original = {};    // of a translated reference: `goal` as the sender wrote it
    std::string target = {};      // of one that stayed: the goal that it is evidence for
    std::string claim = {};       // what may be said of the goal or target: "attained", "in-progress" …
    std::string explanation = {}; // sentences for a teacher
    std::string summary = {};     // the same in one short sentence

    bool translated() const { return !original.empty(); }
    friend bool operator==(const goal_reference&, const goal_reference&) = default;
};
using goal_references = std::vector<goal_reference>;

} // namespace schakel::model
