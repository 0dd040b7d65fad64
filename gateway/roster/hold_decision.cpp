#include "gateway/roster/hold_decision.hpp"

#include <optional>
#include <vector>

namespace schakel::roster {

using namespace model::roster;

namespace {

struct measure {
    std::string_view what;
    std::uint64_t count;
    unsigned limit; // per cent
};

// "pupils: 400 of 1000 ended, more than 10 %"
std::optional<std::string>
too_much(std::string_view kind, const change_count& of, const settings::hold_policy& policy) {
    if (of.before == 0) return std::nullopt;
    for (const measure& one :
         {measure{"ended", of.ended, policy.removed}, measure{"changed", of.changed, policy.changed},
          measure{"added", of.added, policy.added}}) {
        if (one.count < policy.at_least || one.count * 100 <= of.before * one.limit) continue;
        return std::string(kind) + ": " + std::to_string(one.count) + (one.what == "added" ? " added to " : " of ") +
               std::to_string(of.before) + (one.what == "added" ? "" : " " + std::string(one.what)) + ", more than " +
               std::to_string(one.limit) + " %";
    }
    return std::nullopt;
}

} // namespace

hold_decision decide(
    const roster_change& change, const settings::hold_policy& policy, instant now, std::optional<instant> paused_until
) {
    if (change.of(record_kind::person).after() == 0) return {true, "the roster holds nobody"};
    if (change.pupils.before > 0 && change.pupils.after() == 0) return {true, "the roster holds no pupil any more"};
    if (paused_until && now < *paused_until)
        return {true, "an operator has paused the school until " + to_rfc3339(*paused_until)};
    using period = settings::hold_policy::period::kind;
    if (const auto* planned = policy.planned_at(now)) {
        if (planned->what == period::year_change) return {};
        return {true, "a pause is planned until " + to_rfc3339(planned->until)};
    }
    std::string reasons;
    const auto look = [&](std::string_view kind, const change_count& of) {
        if (const auto reason = too_much(kind, of, policy)) reasons += (reasons.empty() ? "" : "; ") + *reason;
    };
    look("pupils", change.pupils);
    look("employees", change.employees);
    look("groups", change.of(record_kind::group));
    look("memberships", change.of(record_kind::membership));
    return {!reasons.empty(), std::move(reasons)};
}

} // namespace schakel::roster
