#include "adapters/xapi_1_0_3/names.hpp"
#include "adapters/xapi_1_0_3/translate.hpp"
#include "adapters/xapi_1_0_3/values.hpp"
#include "gateway/codec/json_writer.hpp"

#include <algorithm>
#include <array>

namespace schakel::xapi_1_0_3 {

namespace {

namespace field = model::field;

struct removal {
    std::string_view path, reason;
};
constexpr std::array removed{
    removal{"attachments", "attachments are not passed on"},
    removal{"authority", "the receiving store sets its own"},
    removal{"context/instructor", "other persons are not released"},
    removal{"context/team", "other persons are not released"},
    removal{"context/extensions", "may hold more of a person than was released (parameter context_extensions)"},
};

bool keeps(std::string_view extension, const encode_options& options) {
    if (extension == own::pupil_scheme) return false; // said of the actor that was replaced
    return extension.starts_with(own::prefix) || parameter(options, "context_extensions", {}) == "keep";
}

const removal* removal_of(std::string_view path, const encode_options& options) {
    static constexpr std::string_view extensions = "context/extensions";
    for (const removal& one : removed) {
        if (!path.starts_with(one.path)) continue;
        if (one.path != extensions) return &one;
        const std::string_view name = path.substr(std::min(extensions.size() + 1, path.size()));
        return keeps(name, options) ? nullptr : &one;
    }
    return nullptr;
}

void write_extensions(
    json::writer& out, json::value from, const written_actor& actor, const encode_options& options,
    const added_goals& goals
) {
    out.name("extensions").begin_object();
    for (json::value one = from.first_child(); one; one = one.next_sibling()) {
        const bool told_anew = one.name() == own::goals && !goals.told.empty();
        if (keeps(one.name(), options) && !told_anew) out.name(one.name()).copy(one);
    }
    if (!goals.told.empty()) out.name(own::goals).raw(goals_text(goals.told));
    if (!actor.scheme.empty()) out.member(own::pupil_scheme, actor.scheme);
    out.end_object();
}

// The activities as they stood, and the goals that are not among them.
void write_activities(json::writer& out, json::value from, const added_goals& goals) {
    out.name("contextActivities").begin_object();
    for (json::value one = from.first_child(); one; one = one.next_sibling())
        if (one.name() != "grouping") out.name(one.name()).copy(one);
    out.name("grouping").begin_array();
    const json::value grouping = from.member("grouping");
    if (grouping.is(json::kind::object)) out.copy(grouping);
    for (json::value one = grouping.first_child(); grouping.is(json::kind::array) && one; one = one.next_sibling())
        out.copy(one);
    for (const wire::activity& one : goals.activities) out.raw(write(one));
    out.end_array().end_object();
}

void write_context(
    json::writer& out, json::value from, const released& who, const encode_options& options, const added_goals& goals
) {
    if (!from && who.actor.scheme.empty() && goals.told.empty()) return;
    out.name("context").begin_object();
    if (who.instructor) out.name("instructor").raw(write(who.instructor->agent));
    for (json::value one = from.first_child(); one; one = one.next_sibling()) {
        const std::string_view name = one.name();
        const bool activities = name == "contextActivities" && !goals.activities.empty();
        if (name != "instructor" && name != "team" && name != "extensions" && !activities) out.name(name).copy(one);
    }
    if (!goals.activities.empty()) write_activities(out, from.member("contextActivities"), goals);
    const json::value extensions = from.member("extensions");
    if (extensions || !who.actor.scheme.empty() || !goals.told.empty())
        write_extensions(out, extensions, who.actor, options, goals);
    out.end_object();
}

} // namespace

bool is_of_one_person(const wire::statement& original) {
    const bool plain = original.object_type == "Activity" || original.object_type == "StatementRef";
    return plain && original.actor.object_type == "Agent";
}

std::string write_original(
    const wire::statement& original, const released& who, instant at, const encode_options& options,
    const added_goals& goals
) {
    json::writer out;
    out.begin_object().member("id", original.id).name("actor").raw(write(who.actor.agent));
    for (const std::string_view name : {"verb", "object", "result"}) {
        if (const json::value part = original.at.member(name)) out.name(name).copy(part);
    }
    write_context(out, original.at.member("context"), who, options, goals);
    out.member("timestamp", original.timestamp.empty() ? write_timestamp(at) : original.timestamp);
    return out.end_object().finish();
}

void tell_original(
    const wire::statement& original, const released& who, const encode_options& options, field_fate& fate
) {
    const bool result = is_result(original);
    const mention every{result, result && is_part(original), true, true, true, true};
    field_trace trace;
    trace_statement(original, every, trace);
    if (result) {
        fate.carried(field::result_assessment);
        fate.carried(field::result_part);
    }
    for (const auto& [entry, count] : trace.entries()) {
        if (entry.field.empty() || entry.path.starts_with("actor/")) continue;
        const removal* gone = removal_of(entry.path, options);
        if (gone && who.instructor && gone->path == "context/instructor")
            fate.mapped(entry.field, "the identifier that was released", count);
        else if (gone)
            fate.dropped(entry.field, gone->reason, count);
        else
            fate.carried(entry.field, count);
    }
    for (const auto& [entry, count] : trace.second_meanings()) fate.carried(entry.field, count);
}

} // namespace schakel::xapi_1_0_3
