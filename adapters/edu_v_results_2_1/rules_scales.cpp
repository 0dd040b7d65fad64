#include "adapters/edu_v_results_2_1/rules.hpp"

#include "adapters/edu_v_results_2_1/rule_catalogue.hpp"

#include <algorithm>
#include <set>

namespace schakel::edu_v_results_2_1 {

void check_assessment(const wire::message& message, fault_list& found) {
    std::set<std::string_view> ids;
    std::set<std::int64_t> indexes;
    for (const wire::part& part : message.assessment.parts) {
        if (part.at.member("id").is(json::kind::string) && !ids.insert(part.id).second)
            found.add(fault::duplicate_part, part.at.member("id"), {}, "id");
        if (part.at.member("index").integer() && !indexes.insert(part.index).second)
            found.add(fault::duplicate_part, part.at.member("index"), {}, "index");
    }
}

namespace {

struct placed_range {
    score_range range;
    json::value at;
};

std::vector<placed_range> ranges_of(const wire::score_scale& scale, fault_list& found) {
    std::vector<placed_range> ranges;
    for (const wire::scale_entry& entry : scale.entries) {
        const json::value at = entry.at.member("LHS");
        if (!at.is(json::kind::string)) continue;
        const auto range = parse_range(entry.lhs);
        if (!range)
            found.add(fault::scale_range_form, at, "x, x-y", masked(entry.lhs));
        else if (range->high && *range->high < range->low)
            found.add(fault::scale_range_reversed, at, {}, write_range(*range));
        else
            ranges.push_back({*range, at});
    }
    return ranges;
}

// A range without an end reaches to the next one. Between whole numbers a step of one is no gap.
void check_neighbours(std::vector<placed_range> ranges, fault_list& found) {
    std::ranges::stable_sort(ranges, {}, [](const placed_range& one) { return one.range.low; });
    const decimal step(1);
    for (std::size_t i = 1; i < ranges.size(); ++i) {
        const score_range& before = ranges[i - 1].range;
        const score_range& range = ranges[i].range;
        const decimal reached = before.high.value_or(before.low);
        std::string both = write_range(before) + ", " + write_range(range);
        if (range.low <= reached)
            found.add(fault::scale_overlap, ranges[i].at, {}, std::move(both));
        else if (before.high && range.low.minus(reached) > step)
            found.add(fault::scale_gap, ranges[i].at, {}, std::move(both));
    }
}

} // namespace

void check_scales(const wire::message& message, fault_list& found) {
    std::set<std::string_view> ids;
    for (const wire::score_scale& scale : message.scales) {
        if (scale.at.member("id").is(json::kind::string) && !ids.insert(scale.id).second)
            found.add(fault::duplicate_scale, scale.at.member("id"));
        check_neighbours(ranges_of(scale, found), found);
    }
}

} // namespace schakel::edu_v_results_2_1
