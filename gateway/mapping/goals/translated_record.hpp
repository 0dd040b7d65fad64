// A translated record in words: what it carries so that it can be explained to a teacher, checked by an auditor and
// made anew when a mapping changes (goal-mapping-practice.md B7). It is derived data: the original is never replaced,
// and this expires when one of its sources does.
#pragma once

#include "gateway/core/finding.hpp"
#include "gateway/mapping/goals/translator.hpp"

#include <string>
#include <vector>

namespace schakel::mapping::goals {

struct goal_label {
    std::string id;
    std::string framework;       // framework id
    std::string framework_title; // its id where it has no title
    std::string release;         // label of the release in which it is read
    std::string code;
    std::string statement; // as that release has it; the title where there is no other text

    friend bool operator==(const goal_label&, const goal_label&) = default;
};

struct translated_hop {
    goal_label from, to;
    set_relation relation = set_relation::unknown; // of `from` to `to`
    revision how = revision::none;                 // of a step of supersession
    bool same_id = false;                          // one id in two frameworks
    bool backward = false;                         // the edge is read from its object to its subject
    bool structural = false;                       // a parent in another framework
    std::string association;                       // id of the edge
    std::string owner;                             // release id or mapping_set id
    std::string owner_title;
    std::string version; // of the mapping set, or label of the release
    std::string author;  // of the edge, else of its owner
    share confidence = whole_share;

    friend bool operator==(const translated_hop&, const translated_hop&) = default;
};

struct translated_record {
    std::string statement; // id of the original
    record_kind kind = record_kind::attained;
    std::string value, scale;
    std::optional<model::goals::day> on;
    goal_label goal, target; // target without id: there is none
    outcome what = outcome::unknown;
    reason why = reason::none;
    claim permitted = claim::nothing;
    set_relation relation = set_relation::unknown;
    std::vector<translated_hop> path, against; // against: the path that contradicts
    share confidence = whole_share;
    unsigned other_paths = 0;
    std::uint8_t losses = 0;          // bits of `loss`
    std::vector<std::string> sources; // releases and mapping sets it rests on
    std::string policy;

    friend bool operator==(const translated_record&, const translated_record&) = default;
};

// One record per target; one without a target when nothing leads anywhere.
std::vector<translated_record>
translated_records(const goal_translator& by, const goal_record& record, const translation& made);

// What happened and why, in sentences for a teacher. The same for the same record, byte for byte.
std::string explain(const translated_record& record, language lang);

// The record with both explanations, as one JSON object; members in a fixed order.
std::string to_json(const translated_record& record);

// "partial", "scale-dropped" … of the bits.
std::vector<std::string_view> loss_words(std::uint8_t losses);

} // namespace schakel::mapping::goals
