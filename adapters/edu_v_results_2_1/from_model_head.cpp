#include "adapters/edu_v_results_2_1/translate.hpp"

#include <algorithm>
#include <set>

namespace schakel::edu_v_results_2_1 {

namespace {

namespace field = model::field;
namespace scheme = model::scheme;

// Whether the identifier has a place in a SchoolReference; then it stands there.
bool put_school_id(const model::identifier& id, wire::reference& out) {
    if (id.scheme == scheme::rio) {
        if (!out.master.empty()) return false;
        out.master = id.value;
        return true;
    }
    const std::string_view type = edu_v::type_of(id.scheme, edu_v::place::results_school);
    const bool usable = !type.empty() && !id.value.empty() && (id.scheme != scheme::brin || is_brin(id.value));
    if (usable) out.ids.push_back({id.value, std::string(type), {}});
    return usable;
}

void write_subjects(const model::assessment& from, wire::assessment& out, field_fate& fate) {
    for (const model::term& one : from.subjects) {
        const auto is_goal = [&](const model::goal_reference& goal) { return goal.goal == one.vocabulary; };
        const bool prefix = one.vocabulary.find("://") == std::string::npos || std::ranges::any_of(from.goals, is_goal);
        if (!one.value.empty()) fate.carried(field::assessment_subject);
        if (!prefix) {
            const std::string_view reason = "not an SLO prefix; a code list can translate the subject";
            fate.dropped(field::assessment_subject_vocabulary, reason, one.vocabulary_location.empty() ? 1 : 2);
        } else if (!one.vocabulary.empty())
            fate.carried(field::assessment_subject_vocabulary);
        out.subjects.push_back({prefix ? one.vocabulary : std::string(), one.value});
    }
}

// Positions must differ: a repeated or absent one gets the next free number.
void write_parts(const model::assessment& from, wire::assessment& out, field_fate& fate) {
    std::set<std::string_view> ids;
    std::set<std::int64_t> taken;
    for (const model::assessment_part& one : from.parts) {
        if (one.index) taken.insert(*one.index);
    }
    std::int64_t next = 1;
    std::set<std::int64_t> used;
    for (const model::assessment_part& one : from.parts) {
        if (one.id.empty() || !ids.insert(one.id).second) {
            fate.dropped(field::part_id, "a part in Edu-V has an id of its own");
            continue;
        }
        wire::part& part = out.parts.emplace_back();
        part.id = one.id;
        fate.carried(field::part_id);
        part.name = one.name.empty() ? one.id : one.name;
        if (one.name.empty())
            fate.defaulted("assessmentDefinition/parts/name", "the id of the part");
        else
            fate.carried(field::part_name);
        if (one.index && used.insert(*one.index).second) {
            part.index = *one.index;
            fate.carried(field::part_index);
            continue;
        }
        while (taken.contains(next)) ++next;
        part.index = next;
        taken.insert(next);
        if (one.index)
            fate.mapped(field::part_index, "another part has the same position");
        else
            fate.defaulted("assessmentDefinition/parts/index", "the order in which the parts are named");
    }
}

std::vector<wire::scale_entry> write_ranges(const model::scale& from, field_fate& fate) {
    std::vector<wire::scale_entry> entries;
    for (const model::scale_range& one : from.ranges) {
        if (!one.low || (one.high && *one.high < *one.low)) {
            const std::string_view reason =
                one.low ? "the range ends before it begins" : "a range in Edu-V has a lower bound";
            fate.dropped(field::scale_label, reason);
            if (one.low) fate.dropped(field::scale_low, reason);
            if (one.high) fate.dropped(field::scale_high, reason);
            continue;
        }
        entries.push_back({write_range({*one.low, one.high}), one.label, {}});
        fate.carried(field::scale_label);
        fate.carried(field::scale_low);
        if (one.high) fate.carried(field::scale_high);
    }
    return entries;
}

} // namespace

wire::reference write_school(const model::progress_report& report, const encode_options& options, field_fate& fate) {
    wire::reference out;
    for (const model::identifier& id : report.school) {
        if (id.scheme == scheme::dependance) continue;
        if (put_school_id(id, out))
            fate.carried(field::school);
        else
            fate.dropped(field::school, "no identifier of a school in Edu-V: " + id.scheme);
    }
    const model::identifier* rio = model::find(options.school, scheme::rio);
    if (out.master.empty() && rio && put_school_id(*rio, out))
        fate.defaulted("school/organisationMasterIdentifier", "from the settings of the school");
    if (!out.master.empty() || !out.ids.empty()) return out;
    for (const model::identifier& id : options.school) {
        if (put_school_id(id, out)) fate.defaulted("school/organisationIds", "from the settings of the school");
    }
    return out;
}

wire::reference write_employee(const model::person& processor) {
    wire::reference out;
    for (const model::identifier& id : processor.ids) {
        const std::string_view type = edu_v::type_of(id.scheme, edu_v::place::results_employee);
        if (!type.empty() && type != "NEPPI" && !id.value.empty()) out.ids.push_back({id.value, std::string(type), {}});
    }
    return out;
}

wire::assessment write_assessment(const model::progress_report& report, std::size_t assessment, field_fate& fate) {
    const model::assessment& from = report.assessments[assessment];
    wire::assessment out;
    out.id = from.id;
    fate.carried(field::assessment_id);
    out.name = from.name.empty() ? from.id : from.name;
    if (from.name.empty())
        fate.defaulted("assessmentDefinition/name", "the id of the test");
    else
        fate.carried(field::assessment_name);
    out.version = from.version;
    if (!from.version.empty()) fate.carried(field::assessment_version);
    out.study_level = from.study_level;
    if (!from.study_level.empty()) fate.carried(field::assessment_study_level);
    write_subjects(from, out, fate);
    write_parts(from, out, fate);
    write_goals(report, assessment, out, fate);
    return out;
}

std::vector<wire::score_scale> write_scales(const std::vector<model::scale>& scales, field_fate& fate) {
    std::vector<wire::score_scale> out;
    std::set<std::string_view> ids;
    for (const model::scale& one : scales) {
        if (!ids.insert(one.id).second) continue;
        wire::score_scale& scale = out.emplace_back();
        scale.id = one.id;
        fate.carried(field::scale_id);
        scale.name = one.name.empty() ? one.id : one.name;
        if (one.name.empty())
            fate.defaulted("scoreScaleDefinitions/name", "the id of the scale");
        else
            fate.carried(field::scale_name);
        scale.entries = write_ranges(one, fate);
    }
    return out;
}

} // namespace schakel::edu_v_results_2_1
