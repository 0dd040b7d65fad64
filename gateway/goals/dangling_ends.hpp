// Ends of references that nothing defines, counted while an import passes. They are told and make nobody a goal (B9.9).
#pragma once

#include "gateway/core/finding.hpp"
#include "gateway/model/goal.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::goals {

class dangling_ends {
public:
    // Every record in the order in which it comes; a goal may come after what refers to it.
    void saw(const model::goals::record& one);
    // A goal that is known from elsewhere.
    void knows(std::string_view goal);
    // What was seen apart.
    void append(dangling_ends&& other);

    struct count {
        std::string framework; // or the mapping set
        std::string property;  // the standard's own word: "vakleergebied_id", "exactMatchOf"; level, subject
        std::uint64_t ends = 0;
    };
    // In order of framework and property.
    std::vector<count> missing() const;

private:
    struct end {
        std::uint64_t hash = 0;
        std::uint32_t property = 0; // in properties_
    };
    void refer(std::string_view to, std::string_view property);

    std::uint32_t number_of(const std::string& owner, std::string_view property);

    std::vector<std::uint64_t> known_; // hashes of ids, as they came
    std::vector<end> ends_;
    std::vector<std::vector<end>> appended_;
    std::map<std::pair<std::string, std::string>, std::uint32_t> numbers_;
    std::vector<std::pair<std::string, std::string>> properties_; // framework and property
    std::string owner_;
    std::uint32_t last_ = 0; // of properties_, the one that was used last
};

// One finding for each count.
findings as_findings(const std::vector<dangling_ends::count>& counts);

std::span<const rule> goal_rules(); // ids "goals.…"

} // namespace schakel::goals
