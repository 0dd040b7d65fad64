// Meaning: between the message as it is written and canonical records, both ways.
#pragma once

#include "adapters/edu_v_results_2_1/values.hpp"
#include "adapters/edu_v_results_2_1/wire.hpp"
#include "gateway/adapter/adapter.hpp"
#include "gateway/model/field.hpp"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <utility>

namespace schakel::edu_v_results_2_1 {

inline constexpr std::string_view standard_name = "edu-v-results-2.1";

// One message, one report with one assessment. The message must have passed schema and rules.
model::progress_report to_model(const wire::message& message);
model::identifiers school_of(const wire::message& message);
// The learning goal that a subject may be: its prefix or its name is the key of one.
std::optional<model::goal_reference> goal_of(const wire::subject& from);

// Where every value of the message goes. Each string, number, boolean and null counts once.
void trace_values(json::value root, field_trace& trace);

// One message per assessment, moment and processor.
encoded from_model(std::span<const model::record> records, const encode_options& options, const result_forms& forms);

// ---------------------------------------------------------------- parts of from_model

// from_model_head.cpp: who and what the messages are about. The fate of each value is told once per report.
wire::reference write_school(const model::progress_report& report, const encode_options& options, field_fate& fate);
wire::reference write_employee(const model::person& processor);
wire::assessment write_assessment(const model::progress_report& report, std::size_t assessment, field_fate& fate);
std::vector<wire::score_scale> write_scales(const std::vector<model::scale>& scales, field_fate& fate);

// from_model_goals.cpp: learning goals as subjects of the test, and sentences about them as additional information.
void write_goals(const model::progress_report& report, std::size_t test, wire::assessment& out, field_fate& fate);
std::string information_on(const model::progress_report& report, std::size_t test);

// from_model_pupil.cpp: one sitting. None with `refused` filled when Edu-V cannot say it.
struct sitting_context {
    sitting_context(const model::progress_report& report, const encode_options& options, const result_forms& forms);

    const model::progress_report& report;
    const encode_options& options;
    const result_forms& forms;
    bool scores_name_scales = false; // some score of the report refers to a scale itself, as in Edu-V
    std::set<std::string_view> scales;
    std::map<std::pair<std::size_t, std::string_view>, const model::assessment_part*> parts; // by assessment and id
};
struct written_sitting {
    wire::pupil_record record;
    field_fate fate;
};
std::optional<written_sitting>
write_sitting(const model::sitting& sitting, const sitting_context& context, finding& refused);

// from_model_loss.cpp: what does not go along, and why.
void drop_sitting(const model::sitting& sitting, std::string_view reason, field_fate& fate);
void drop_assessment(const model::assessment& assessment, std::string_view reason, field_fate& fate);
void drop_scale(const model::scale& scale, std::string_view reason, field_fate& fate);
void drop_fields_without_place(field_fate& fate);

} // namespace schakel::edu_v_results_2_1
