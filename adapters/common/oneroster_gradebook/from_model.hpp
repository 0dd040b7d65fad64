// The parts of from_model: what is sent of one assessment and of one sitting.
#pragma once

#include "adapters/common/oneroster_gradebook/translate.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::oneroster_gradebook {

// What all objects of one report share.
struct sending {
    sending(version which, const model::progress_report& report, const encode_options& options, field_fate& fate);

    version in_version;
    const model::progress_report& report;
    const encode_options& options;
    field_fate& fate;
    wire_style style;
    std::string space;   // of minted ids
    std::string school;  // sourcedId
    std::string changed; // dateLastModified of what has no moment of its own

    bool in_1_1() const { return in_version == version::v1_1; }
    std::string_view parameter(std::string_view name) const; // "" for none
    std::string mint(std::string_view kind, std::string_view key) const;
};

// The value of one of our own extensions, "" for none.
std::string_view kept(const model::extensions& list, std::string_view name);
void add_metadata(wire::base& to, std::string_view name, std::string_view text);
// Takes back what the same standard said of an object; the number of extensions that this was.
std::size_t restore_base(const model::extensions& list, wire::base& to);
bool is_plausible(instant when);   // 1990 up to and including 2100, as the rules have it
std::string written(instant when); // "2026-11-20T08:30:00.000Z"

// How the item of an assessment is named, and what its results share.
struct item_plan {
    object_kind kind = object_kind::line_item; // or assessment_line_item
    std::string id;
    std::string class_id;
    std::string category;
    bool mints_category = false; // nobody named one: it goes ahead of the item
    bool defined = true;         // false: the item was sent by itself, only its sourcedId is known
    std::optional<decimal> minimum, maximum;

    object_kind result_kind() const {
        return kind == object_kind::line_item ? object_kind::result : object_kind::assessment_result;
    }
};

// ---------------------------------------------------------------- from_model_item.cpp

// How OneRoster names a goal.
wire::objective objective_for(const model::goal_reference& from);
void add_objective(wire::objective one, std::vector<wire::objective>& to); // unless it is there
void add_sentence(const std::string& sentence, std::string& to);           // unless it is there

// None: the version demands something of the item that nobody knows; `missing` names the parameter.
std::optional<item_plan> plan_item(const model::assessment& test, const sending& with, std::string_view& missing);
// The same for a part, which is an item of its own.
item_plan
plan_part(const item_plan& whole, const model::assessment& test, const std::string& part, const sending& with);
std::string write_category(const item_plan& plan, const sending& with);
// `part` null: the whole.
std::string write_item(
    const model::assessment& test, const model::assessment_part* part, const item_plan& plan, const item_plan& whole,
    const std::vector<const model::sitting*>& sittings, const sending& with
);

// ---------------------------------------------------------------- from_model_groups.cpp

// What a sitting says of the whole, or of one part: the results without goals, and those about single goals.
struct result_group {
    std::string part;
    const model::result* main = nullptr; // may be null
    std::vector<const model::result*> objectives;
    bool first = false;     // of the sitting: it says what the sitting says besides results
    std::size_t number = 1; // more than one when a sitting has several results of the same part
};
// The part that has an item of its own; empty for the whole, and for a learning objective of it.
std::string item_part_of(const model::result& from);
std::vector<result_group> groups_of(const model::sitting& sitting);

// Null for none; `chosen`: the one that stands for the result.
const model::score* score_of_kind(const model::result& from, model::score_kind kind);
const model::score* chosen_score(const model::result& from);
// The bounds that the scores of these sittings name, for the item of the whole or of a part.
void find_bounds(const std::vector<const model::sitting*>& sittings, const std::string& part, item_plan& plan);

std::string student_of(const model::person& pupil, const sending& with); // sourcedId, "" for none
// ---------------------------------------------------------------- from_model_result.cpp

// None: the version cannot say it (1.1 without score).
std::optional<std::string> write_result(
    const model::sitting& sitting, const result_group& group, const model::assessment& test, const item_plan& plan,
    const std::string& student, const std::string& id, const sending& with
);

// ---------------------------------------------------------------- from_model_loss.cpp

void drop_result(const model::result& result, std::string_view reason, field_fate& fate);
void drop_sitting(const model::sitting& sitting, std::string_view reason, field_fate& fate);
void drop_assessment(const model::assessment& test, std::string_view reason, field_fate& fate);
void drop_fields_without_place(version which, field_fate& fate);

} // namespace schakel::oneroster_gradebook
