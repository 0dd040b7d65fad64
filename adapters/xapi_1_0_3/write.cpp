#include "adapters/xapi_1_0_3/wire.hpp"

#include "gateway/codec/json_writer.hpp"

namespace schakel::xapi_1_0_3 {

namespace {

constexpr std::string_view no_members = "{}";

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

void write_score(json::writer& out, const wire::score& score) {
    out.name("score").begin_object();
    write_number(out, "scaled", score.scaled);
    write_number(out, "raw", score.raw);
    write_number(out, "min", score.minimum);
    write_number(out, "max", score.maximum);
    out.end_object();
}

void write_extensions(json::writer& out, std::string_view object) {
    if (!object.empty() && object != no_members) out.name("extensions").raw(object);
}

std::string write_result(made_result& result) {
    json::writer out;
    out.begin_object();
    if (result.score) write_score(out, *result.score);
    if (result.success) out.member("success", *result.success);
    if (result.completion) out.member("completion", *result.completion);
    out.member_if_present("duration", result.duration);
    write_extensions(out, result.extensions.end_object().finish());
    return out.end_object().finish();
}

void write_activities(json::writer& out, std::string_view kind, std::span<const wire::activity> list) {
    if (list.empty()) return;
    out.name(kind).begin_array();
    for (const wire::activity& one : list) write_activity(out, one);
    out.end_array();
}

std::string_view members_of(std::string_view object) {
    return object.substr(1, object.size() - 2);
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

void write_members(json::writer& out, std::string_view object) {
    if (object != no_members) out.raw(members_of(object));
}

std::string write_context_activities(std::span<const wire::activity> parents, std::span<const wire::activity> goals) {
    json::writer out;
    out.begin_object();
    write_activities(out, "parent", parents);
    write_activities(out, "grouping", goals);
    return out.end_object().finish();
}

// All parts are JSON already, and a message has hundreds of statements: they are put one behind the other.
void write(std::string& out, const made_statement& statement, made_result&& result) {
    const auto add = [&](std::string_view before, std::string_view json) { out.append(before).append(json); };
    add("{\"actor\":", statement.actor);
    add(",\"verb\":", statement.verb);
    add(",\"object\":", statement.object);
    add(",\"result\":", write_result(result));
    add(",\"context\":{", members_of(statement.context));
    if (statement.activities != no_members) add(",\"contextActivities\":", statement.activities);
    if (!statement.extensions.empty() && statement.extensions != no_members)
        add(",\"extensions\":", statement.extensions);
    add("},\"timestamp\":\"", statement.timestamp);
    out += "\"}";
}

std::string write_batch(std::span<const std::string> statements) {
    json::writer out;
    out.begin_array();
    for (const std::string& one : statements) out.raw(one);
    return out.end_array().finish();
}

} // namespace schakel::xapi_1_0_3
