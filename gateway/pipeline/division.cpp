#include "gateway/pipeline/division.hpp"

#include <algorithm>

namespace schakel::pipeline {

namespace {

assessment_group group_of(const model::assessment& one) {
    return {one.subjects.empty() ? std::string() : one.subjects.front().value, one.year_level.value};
}

bool holds(const std::vector<assessment_group>& groups, const assessment_group& one) {
    return std::ranges::find(groups, one) != groups.end();
}

model::progress_report only(const model::progress_report& whole, const std::vector<assessment_group>& groups) {
    model::progress_report part = whole;
    part.assessments.clear();
    part.sittings.clear();
    std::vector<std::size_t> new_index(whole.assessments.size(), whole.assessments.size());
    for (std::size_t i = 0; i < whole.assessments.size(); ++i) {
        if (!holds(groups, group_of(whole.assessments[i]))) continue;
        new_index[i] = part.assessments.size();
        part.assessments.push_back(whole.assessments[i]);
    }
    for (const model::sitting& sitting : whole.sittings) {
        if (new_index[sitting.assessment] == whole.assessments.size()) continue;
        part.sittings.push_back(sitting);
        part.sittings.back().assessment = new_index[sitting.assessment];
    }
    return part;
}

} // namespace

std::vector<assessment_group> groups_of(const std::vector<model::record>& records) {
    std::vector<assessment_group> groups;
    const auto add = [&](assessment_group one) {
        if (!holds(groups, one)) groups.push_back(std::move(one));
    };
    for (const model::record& record : records) {
        const auto* report = std::get_if<model::progress_report>(&record);
        if (!report) {
            add({});
            continue;
        }
        for (const model::assessment& one : report->assessments) add(group_of(one));
    }
    if (groups.empty()) groups.emplace_back();
    return groups;
}

std::vector<model::record>
only(const std::vector<model::record>& records, const std::vector<assessment_group>& groups) {
    std::vector<model::record> part;
    for (const model::record& record : records) {
        if (const auto* report = std::get_if<model::progress_report>(&record)) {
            model::progress_report kept = only(*report, groups);
            if (!kept.assessments.empty()) part.emplace_back(std::move(kept));
        } else if (holds(groups, {})) {
            part.push_back(record);
        }
    }
    return part;
}

} // namespace schakel::pipeline
