// Meaning: between statements and canonical records, both ways.
//
// A statement about an activity that holds a score, success or completion is a result; every other statement is an
// activity of its own.
#pragma once

#include "adapters/xapi_1_0_3/wire.hpp"
#include "gateway/adapter/adapter.hpp"
#include "gateway/model/field.hpp"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::xapi_1_0_3 {

// `ids` are those of the statements, in order. Reports come before activities.
struct translated {
    std::vector<model::record> records;
    field_trace trace;
};
translated to_model(std::span<const wire::statement> statements, std::span<const std::string> ids, instant received_at);

bool is_result(const wire::statement& statement);
bool is_part(const wire::statement& statement); // of the activity that is its first parent

// goals.cpp: the learning goals that a statement names beside its object, and those of an activity.
model::goal_references goals_of_result(const wire::statement& statement);
model::goal_references goals_of(const wire::activity& activity);
std::set<std::string, std::less<>> goals_in_extensions(const wire::statement& statement); // also what they came to
bool names_goal(json::value leaf);                                                        // a text in an extension

// The school that our own extension names, empty when there is none.
model::identifiers school_of(const wire::statement& statement);

encoded from_model(std::span<const model::record> records, const encode_options& options);

// ---------------------------------------------------------------- trace.cpp

// What is new in a result: the first mention of a thing is its value, later ones hold the message together.
struct mention {
    bool result = false; // else an activity
    bool part = false;
    bool report = false, assessment = false, part_of_it = false, sitting = false; // first mention
};
void trace_statement(const wire::statement& statement, const mention& first, field_trace& trace);

// ---------------------------------------------------------------- parts of from_model

// from_model_actor.cpp: one identifier as an agent; the others are dropped. None without an identifier that can be
// written. `scheme` tells what an account's name is when it is no account ("las.key").
struct written_actor {
    wire::agent agent;
    std::string scheme;
};
std::optional<written_actor> write_actor(const model::person& pupil, const encode_options& options, field_fate& fate);
void drop_person(const model::person& pupil, std::string_view reason, field_fate& fate);

// from_model_test.cpp
wire::activity write_assessment(const model::assessment& from, const encode_options& options, field_fate* fate);
wire::activity write_part(
    const model::assessment& test, const model::assessment_part& from, const encode_options& options, field_fate* fate
);

// from_model_result.cpp. False when a result holds nothing that a statement can say. The extensions are an object that
// is not ended.
struct result_scope {
    const model::progress_report& report;
    const model::assessment& test;
};
bool write_result(const model::result& from, const result_scope& within, made_result& out, field_fate& fate);
std::string_view verb_of(const model::result& from);

// from_model_goals.cpp: goals as activities of the context, and what is known of them as extensions.
std::string goals_text(const model::goal_references& goals); // as JSON
void add_goals(const model::goal_references& goals, wire::activity& to, model::field::name which, field_fate* fate);
// The activities of goals that a result is about: its own, and those of its part or of the whole assessment.
std::vector<wire::activity>
goal_activities(const model::result& result, const model::assessment& test, const encode_options& options);
// What the translation of goals has to say in a statement that goes on as it came.
model::goal_references translated_goals(const model::result& result, const model::assessment& test);

// from_model_original.cpp: a statement that was received, passed on with only what was released of persons.
struct released {
    written_actor actor;
    std::optional<written_actor> instructor;
};
struct added_goals {
    model::goal_references told;
    std::vector<wire::activity> activities;
};
bool is_of_one_person(const wire::statement& original);
std::string write_original(
    const wire::statement& original, const released& who, instant at, const encode_options& options,
    const added_goals& goals
);
void tell_original(
    const wire::statement& original, const released& who, const encode_options& options, field_fate& fate
);

std::string_view parameter(const encode_options& options, std::string_view name, std::string_view otherwise);
std::string extension_text(std::string_view text); // as JSON

} // namespace schakel::xapi_1_0_3
