#include "adapters/common/oneroster_gradebook/from_model.hpp"

#include "adapters/common/oneroster_gradebook/names.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/model/field.hpp"
#include "gateway/model/goal.hpp"

#include <algorithm>

namespace schakel::oneroster_gradebook {

namespace {

namespace field = model::field;

constexpr std::string_view category_title = "Toetsen";

std::string first_of(std::initializer_list<std::string_view> candidates) {
    for (const std::string_view one : candidates) {
        if (!one.empty()) return std::string(one);
    }
    return {};
}

// As it came; else, where the class is known, a line item, because more systems have those.
object_kind kind_of(const model::assessment& test, const item_plan& plan, const sending& with) {
    if (with.in_1_1()) return object_kind::line_item;
    const std::string_view was = kept(test.extra, extra::object);
    if (was == word_of(object_kind::assessment_line_item)) return object_kind::assessment_line_item;
    if (!was.empty() || with.parameter("objects") == "line-items") return object_kind::line_item;
    const bool assessments = with.parameter("objects") == "assessments" || plan.class_id.empty();
    return assessments ? object_kind::assessment_line_item : object_kind::line_item;
}

std::string session_of(const model::assessment& test, const sending& with) {
    return first_of(
        {kept(test.extra, "gradingPeriod"), kept(test.extra, "academicSession"), with.parameter("grading_period")}
    );
}

std::string key_of(const model::assessment& test, std::string_view part) {
    return test.id + "\n" + test.version + "\n" + std::string(part);
}

// ---------------------------------------------------------------- members

void write_times(
    const model::assessment& test, const std::vector<const model::sitting*>& sittings, const sending& with,
    wire::item& to
) {
    to.assign_date = kept(test.extra, "assignDate");
    to.due_date = kept(test.extra, "dueDate");
    if (!to.assign_date.empty() && !to.due_date.empty()) return with.fate.carried(field::extension, 2);
    const auto [first, last] =
        std::ranges::minmax_element(sittings, {}, [](const model::sitting* one) { return one->taken_at.at; });
    to.assign_date = sittings.empty() ? with.changed : written((*first)->taken_at.at);
    to.due_date = sittings.empty() ? with.changed : written((*last)->taken_at.at);
    with.fate.defaulted("lineItem/assignDate", "the first sitting that is known");
    with.fate.defaulted("lineItem/dueDate", "the last sitting that is known");
}

void write_limits(const item_plan& plan, const sending& with, wire::item& to) {
    to.minimum = plan.minimum;
    to.maximum = plan.maximum;
    if (to.minimum && to.maximum && *to.minimum > *to.maximum) to.minimum.reset();
    if (!with.in_1_1() || (to.minimum && to.maximum)) return;
    if (!to.minimum) {
        to.minimum = to.maximum ? std::min(decimal(0), *to.maximum) : decimal(0);
        with.fate.defaulted("lineItem/resultValueMin", "0, because 1.1 demands one");
    }
    if (!to.maximum) {
        to.maximum = std::max(decimal(100), *to.minimum);
        with.fate.defaulted("lineItem/resultValueMax", "100, because 1.1 demands one");
    }
}

// What only a line item has.
void write_line_item(
    const model::assessment& test, const item_plan& plan, const std::vector<const model::sitting*>& sittings,
    const sending& with, wire::item& to
) {
    write_times(test, sittings, with, to);
    to.category = plan.category;
    if (plan.mints_category)
        with.fate.defaulted("lineItem/category", "a category of ours (parameter category)");
    else if (!kept(test.extra, "category").empty())
        with.fate.carried(field::extension);
    const std::string session = session_of(test, with);
    if (with.in_1_1()) {
        to.grading_period = session;
    } else {
        const std::string_view school = kept(test.extra, "school");
        to.school = school.empty() ? with.school : std::string(school);
        if (school.empty()) with.fate.defaulted("lineItem/school", "the sourcedId of the school (parameter school)");
        to.grading_period = kept(test.extra, "gradingPeriod");
        to.academic_session = kept(test.extra, "academicSession");
        if (to.grading_period.empty()) to.grading_period = with.parameter("grading_period");
    }
    const auto sessions = static_cast<std::size_t>(!kept(test.extra, "gradingPeriod").empty()) +
                          static_cast<std::size_t>(!kept(test.extra, "academicSession").empty());
    with.fate.carried(field::extension, with.in_1_1() ? std::min<std::size_t>(sessions, 1) : sessions);
}

wire::objective objective_of(const model::goal_reference& from, std::string_view source) {
    if (!source.empty() && !from.translated()) return {std::string(source), from.goal, {}, {}, {}};
    return objective_for(from);
}

void write_goals(
    const model::goal_references& goals, const model::extensions& extra, field::name of, const sending& with,
    wire::item& to
) {
    if (goals.empty()) return;
    if (with.in_1_1()) return with.fate.dropped(of, "OneRoster 1.1 has no learning objectives", goals.size());
    std::string explanation;
    for (const model::goal_reference& one : goals) {
        add_objective(objective_of(one, kept(extra, std::string(extra::source_prefix) + one.goal)), to.objectives);
        add_sentence(one.explanation, explanation);
    }
    add_metadata(to, own::explanation, explanation);
    with.fate.carried(of, goals.size());
}

void write_title(
    const model::assessment& test, const model::assessment_part* part, const sending& with, wire::item& to
) {
    const std::string whole = test.name.empty() ? test.id : test.name;
    if (test.name.empty())
        with.fate.defaulted("lineItem/title", "the id of the test");
    else if (!part)
        with.fate.carried(field::assessment_name);
    if (!part) {
        to.title = whole;
        return;
    }
    to.title = whole + " – " + (part->name.empty() ? part->id : part->name);
    if (!part->name.empty()) with.fate.mapped(field::part_name, "behind the title of the test");
    with.fate.mapped(field::part_id, "in metadata and in the sourcedId made of it");
    add_metadata(to, own::part_id, part->id);
}

// Where the item comes from, for people and for whoever made it.
void write_origin(const model::assessment& test, bool own, bool of_whole, const sending& with, wire::item& to) {
    if (own) return with.fate.carried(field::assessment_id);
    add_metadata(to, own::assessment_id, test.id);
    add_metadata(to, own::assessment_version, test.version);
    if (!of_whole) return;
    with.fate.mapped(field::assessment_id, "in metadata and in the sourcedId made of it");
    if (!test.version.empty()) with.fate.mapped(field::assessment_version, "in metadata");
}

// What the same standard said of a whole item.
void restore(const model::assessment& test, const item_plan& plan, const sending& with, wire::item& to) {
    std::size_t count = restore_base(test.extra, to);
    const auto take = [&](std::string_view name, bool has_place, std::string& member) {
        const std::string_view value = kept(test.extra, name);
        if (value.empty()) return;
        if (!has_place) return with.fate.dropped(field::extension, "no such member in this object and version");
        member = value;
        ++count;
    };
    const bool assessment = plan.kind == object_kind::assessment_line_item;
    take("description", true, to.description);
    take("parentAssessmentLineItem", assessment, to.parent);
    take("scoreScale", !with.in_1_1(), to.score_scale);
    if (!kept(test.extra, "class").empty()) ++count;
    for (const std::string_view limit : {"resultValueMin", "resultValueMax"}) {
        if (!kept(test.extra, limit).empty()) ++count;
    }
    with.fate.carried(field::extension, count);
}

void tell_school(const sending& with) {
    if (with.in_1_1()) return;
    for (const model::identifier& one : with.report.school) {
        if (one.scheme == model::scheme::oneroster_id)
            with.fate.carried(field::school);
        else if (one.scheme != model::scheme::dependance)
            with.fate.mapped(field::school, "as the sourcedId of the school");
    }
}

} // namespace

// ---------------------------------------------------------------- learning objectives

// A UUID that nothing says otherwise of, and the address of a CFItem, are CASE's; other addresses stay whole.
wire::objective objective_for(const model::goal_reference& from) {
    constexpr std::string_view urn = "urn:uuid:";
    const std::string key = model::goals::uuid_key(from.goal);
    const bool address = from.goal.find("://") != std::string::npos;
    if (!key.empty() && (!address || from.goal.find("/CFItems/") != std::string::npos))
        return {"case", key.substr(urn.size()), {}, {}, {}};
    const auto is_word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    const bool named = !from.framework.empty() && std::ranges::all_of(from.framework, is_word);
    return {named ? from.framework : "unknown", from.goal, {}, {}, {}};
}

void add_objective(wire::objective one, std::vector<wire::objective>& to) {
    if (std::ranges::find(to, one.id, &wire::objective::id) == to.end()) to.push_back(std::move(one));
}

void add_sentence(const std::string& sentence, std::string& to) {
    if (sentence.empty() || to.find(sentence) != std::string::npos) return;
    to += (to.empty() ? "" : " ") + sentence;
}

// ---------------------------------------------------------------- plans

std::optional<item_plan> plan_item(const model::assessment& test, const sending& with, std::string_view& missing) {
    item_plan plan;
    const bool own = !kept(test.extra, extra::object).empty();
    plan.class_id = first_of({kept(test.extra, "class"), with.parameter("class")});
    plan.kind = kind_of(test, plan, with);
    plan.id = own ? test.id : with.mint("lineItem", key_of(test, {}));
    plan.defined = !own || !test.name.empty();
    plan.minimum = decimal::parse(kept(test.extra, "resultValueMin"));
    plan.maximum = decimal::parse(kept(test.extra, "resultValueMax"));
    if (plan.kind != object_kind::line_item || !plan.defined) return plan;

    plan.category = first_of({kept(test.extra, "category"), with.parameter("category")});
    plan.mints_category = plan.category.empty();
    if (plan.mints_category) plan.category = with.mint("category", {});
    if (plan.class_id.empty())
        missing = "class";
    else if (with.in_1_1() && session_of(test, with).empty())
        missing = "grading_period";
    return missing.empty() ? std::optional(std::move(plan)) : std::nullopt;
}

item_plan
plan_part(const item_plan& whole, const model::assessment& test, const std::string& part, const sending& with) {
    item_plan plan = whole;
    plan.id = with.mint("lineItem", key_of(test, part));
    plan.mints_category = false;
    plan.defined = true;
    plan.minimum.reset();
    plan.maximum.reset();
    return plan;
}

// ---------------------------------------------------------------- objects

std::string write_category(const item_plan& plan, const sending& with) {
    wire::other object;
    json::writer out;
    out.begin_object().member("sourcedId", plan.category).member("status", "active");
    out.member("dateLastModified", with.changed).member("title", category_title).end_object();
    object.json = out.finish();
    return write(object, object_kind::category);
}

std::string write_item(
    const model::assessment& test, const model::assessment_part* part, const item_plan& plan, const item_plan& whole,
    const std::vector<const model::sitting*>& sittings, const sending& with
) {
    const bool own = !kept(test.extra, extra::object).empty();
    wire::item to;
    to.id = plan.id;
    to.status = "active";
    to.modified = with.changed;
    write_title(test, part, with, to);
    write_origin(test, own, !part, with, to);
    to.class_id = plan.class_id;
    if (plan.kind == object_kind::line_item) write_line_item(test, plan, sittings, with, to);
    if (plan.kind == object_kind::assessment_line_item && part) to.parent = whole.id;
    write_limits(plan, with, to);
    if (part) {
        write_goals(part->goals, part->extra, field::part_goal, with, to);
    } else {
        if (own) restore(test, plan, with, to);
        write_goals(test.goals, test.extra, field::assessment_goal, with, to);
        tell_school(with);
        if (with.report.assembled_at) with.fate.mapped(field::assembled_at, "as the moment of change");
    }
    return write(to, plan.kind, with.style);
}

} // namespace schakel::oneroster_gradebook
