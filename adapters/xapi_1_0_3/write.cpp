#include "adapters/xapi_1_0_3/wire.hpp"

#include "gateway/codec/json_writer.hpp"

namespace schakel::xapi_1_0_3 {

namespace {

void write_extensions(json::writer& out, const std::vector<wire::extension>& list) {
    if (list.empty()) return;
    out.name("extensions").begin_object();
    for (const wire::extension& one : list) out.name(one.iri).raw(one.json);
    out.end_object();
}

void write_activity(json::writer& out, const wire::activity& activity) {
    out.begin_object().member("objectType", "Activity").member("id", activity.id);
    if (!activity.name.empty() || !activity.type.empty() || !activity.extensions.empty()) {
        out.name("definition").begin_object();
        if (!activity.name.empty())
            out.name("name").begin_object().member(activity.name_language, activity.name).end_object();
        out.member_if_present("type", activity.type);
        write_extensions(out, activity.extensions);
        out.end_object();
    }
    out.end_object();
}

void write_number(json::writer& out, std::string_view name, const std::optional<decimal>& number) {
    if (number) out.member(name, *number);
}

void write_result(json::writer& out, const wire::result& result) {
    out.name("result").begin_object();
    if (result.score) {
        out.name("score").begin_object();
        write_number(out, "scaled", result.score->scaled);
        write_number(out, "raw", result.score->raw);
        write_number(out, "min", result.score->minimum);
        write_number(out, "max", result.score->maximum);
        out.end_object();
    }
    if (result.success) out.member("success", *result.success);
    if (result.completion) out.member("completion", *result.completion);
    out.member_if_present("response", result.response);
    out.member_if_present("duration", result.duration);
    write_extensions(out, result.extensions);
    out.end_object();
}

void write_activities(json::writer& out, std::string_view kind, const std::vector<wire::activity>& list) {
    if (list.empty()) return;
    out.name(kind).begin_array();
    for (const wire::activity& one : list) write_activity(out, one);
    out.end_array();
}

void write_context(json::writer& out, const wire::statement& statement) {
    out.name("context").begin_object().member_if_present("registration", statement.registration);
    if (!statement.instructor.identifier.empty()) out.name("instructor").raw(write(statement.instructor));
    if (!statement.parents.empty() || !statement.goals.empty()) {
        out.name("contextActivities").begin_object();
        write_activities(out, "parent", statement.parents);
        write_activities(out, "grouping", statement.goals);
        out.end_object();
    }
    write_extensions(out, statement.context_extensions);
    out.end_object();
}

} // namespace

std::string write(const wire::agent& agent) {
    json::writer out;
    out.begin_object().member("objectType", agent.object_type);
    if (agent.identifier == "account") {
        out.name("account").begin_object().member("homePage", agent.home_page).member("name", agent.value).end_object();
    } else {
        out.member(agent.identifier, agent.value);
    }
    return out.end_object().finish();
}

std::string write(const wire::activity& activity) {
    json::writer out;
    write_activity(out, activity);
    return out.finish();
}

std::string write(const wire::statement& statement) {
    json::writer out;
    out.begin_object().member_if_present("id", statement.id);
    out.name("actor").raw(write(statement.actor));
    out.name("verb").begin_object().member("id", statement.verb);
    if (!statement.verb_name.empty())
        out.name("display").begin_object().member(statement.language, statement.verb_name).end_object();
    out.end_object().name("object");
    write_activity(out, statement.object);
    if (statement.result) write_result(out, *statement.result);
    write_context(out, statement);
    out.member_if_present("timestamp", statement.timestamp);
    return out.end_object().finish();
}

std::string write_batch(std::span<const std::string> statements) {
    json::writer out;
    out.begin_array();
    for (const std::string& one : statements) out.raw(one);
    return out.end_array().finish();
}

} // namespace schakel::xapi_1_0_3
