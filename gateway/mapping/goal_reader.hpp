// Translations of references for one message and one receiver: every distinct one is made once.
#pragma once

#include "gateway/mapping/goal_evidence.hpp"
#include "gateway/mapping/goal_references.hpp"

#include <map>
#include <set>
#include <span>

namespace schakel::mapping {

// What a reference comes to for results of one kind.
struct goal_reading {
    model::goal_references becomes;        // translated ones, or the reference as it came with outcomes
    std::vector<std::size_t> translations; // in the account
    std::vector<bool> carried;             // of each of these, whether its target is among `becomes`
    std::string told;                      // for the loss report
};

class goal_reader {
public:
    goal_reader(
        const goal_wish& wish, std::shared_ptr<const goals::goal_graph> graph, model::goals::day today,
        goal_account& account
    );

    // Lives as long as the reader. `on`: the day of the sitting.
    const goal_reading&
    read(const model::goal_reference& reference, std::span<const goal_evidence> evidence, model::goals::day on);

private:
    struct reader_of_day {
        std::unique_ptr<goals::goal_translator> by;
        bool pinned = true;
    };

    reader_of_day& of_day(model::goals::day day);
    std::vector<goals::translated_record>
    translate(const model::goal_reference& reference, const goal_evidence& evidence, reader_of_day& with) const;
    std::string
    resolve(const model::goal_reference& reference, const goals::goal_translator& by, bool& ambiguous) const;
    std::string address_of(const goals::translated_record& record, const std::string& as_written) const;
    model::goal_reference
    reference_to(const goals::translated_record& record, const model::goal_reference& from, bool carried) const;
    void compose(const model::goal_reference& from, std::size_t evidences, goal_reading& into) const;
    void note(const goals::translated_record& record, const model::goal_reference& from);

    const goal_wish& wish_;
    std::shared_ptr<const goals::goal_graph> graph_;
    model::goals::day today_;
    goal_account& account_;
    goals::framework_index target_ = goals::no_framework;
    std::map<model::goals::day, reader_of_day> readers_;
    std::map<std::string, goal_reading, std::less<>> readings_;
    std::set<std::string> sources_, unknown_;
};

} // namespace schakel::mapping
