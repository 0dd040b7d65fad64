#include "gateway/pipeline/goal_changes.hpp"

#include "gateway/codec/json_document.hpp"

#include <algorithm>
#include <map>

namespace schakel::pipeline {

namespace {

using by_record = std::map<std::pair<std::string, std::string>, std::vector<goal_outcome>>;

std::string text_of(json::value of, std::string_view name) {
    return std::string(of.member(name).text());
}

by_record outcomes_in(std::string_view loss) {
    by_record all;
    findings ignored;
    const auto report = json::document::parse(loss, file_limits(), ignored);
    if (!report) return all;
    for (json::value one = report->root().member("goals").first_child(); one; one = one.next_sibling()) {
        const json::value record = one.member("record");
        const goal_outcome outcome{
            text_of(record, "outcome"), text_of(record.member("target"), "id"), text_of(record, "permitted"),
            text_of(record, "relation")};
        for (json::value each = one.member("statements").first_child(); each; each = each.next_sibling())
            all[{std::string(each.text()), text_of(one, "reference")}].push_back(outcome);
    }
    for (auto& [record, outcomes] : all) {
        std::ranges::sort(outcomes);
        outcomes.erase(std::ranges::unique(outcomes).begin(), outcomes.end());
    }
    return all;
}

void write(json::writer& out, std::string_view name, const std::vector<goal_outcome>& outcomes) {
    out.name(name).begin_array();
    for (const goal_outcome& one : outcomes) {
        out.begin_object().member("outcome", one.outcome).member_if_present("target", one.target);
        out.member("permitted", one.permitted).member("relation", one.relation).end_object();
    }
    out.end_array();
}

} // namespace

std::vector<goal_change> goal_changes(std::string_view loss_before, std::string_view loss_after) {
    by_record before = outcomes_in(loss_before), after = outcomes_in(loss_after);
    std::vector<goal_change> changes;
    for (auto& [record, outcomes] : before) {
        auto& now = after[record];
        if (now != outcomes) changes.push_back({record.first, record.second, outcomes, now});
    }
    for (auto& [record, outcomes] : after)
        if (!before.contains(record)) changes.push_back({record.first, record.second, {}, outcomes});
    return changes;
}

void write(json::writer& out, const goal_change& one) {
    out.begin_object().member("statement", one.statement).member("goal", one.goal);
    write(out, "before", one.before);
    write(out, "after", one.after);
    out.end_object();
}

} // namespace schakel::pipeline
