#include "adapters/xapi_1_0_3/names.hpp"
#include "adapters/xapi_1_0_3/rule_catalogue.hpp"
#include "adapters/xapi_1_0_3/translate.hpp"
#include "adapters/xapi_1_0_3/values.hpp"
#include "gateway/codec/json_writer.hpp"

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

bool keeps_extensions(const encode_options& options) {
    return parameter(options, "context_extensions", {}) == "keep";
}

const removal* removal_of(std::string_view path, const encode_options& options) {
    for (const removal& one : removed) {
        if (!path.starts_with(one.path)) continue;
        return one.path == "context/extensions" && keeps_extensions(options) ? nullptr : &one;
    }
    return nullptr;
}

void tell(const wire::statement& original, const encode_options& options, field_fate& fate) {
    field_trace trace;
    trace_statement(original, {}, trace);
    for (const auto& [entry, count] : trace.entries()) {
        if (entry.field.empty() || entry.path.starts_with("actor/")) continue;
        if (const removal* gone = removal_of(entry.path, options))
            fate.dropped(entry.field, gone->reason, count);
        else
            fate.carried(entry.field, count);
    }
}

void copy_members(json::writer& out, json::value from, std::string_view below, const encode_options& options) {
    for (json::value one = from.first_child(); one; one = one.next_sibling()) {
        if (!removal_of(std::string(below) + std::string(one.name()), options)) out.name(one.name()).copy(one);
    }
}

bool of_one_person(const wire::statement& statement) {
    const bool plain = statement.object_type == "Activity" || statement.object_type == "StatementRef";
    return plain && statement.actor.object_type == "Agent";
}

std::string rewritten(
    const wire::statement& original, const model::activity& activity, const wire::agent& actor,
    const encode_options& options
) {
    json::writer out;
    out.begin_object().member("id", activity.id).name("actor").begin_object().member("objectType", "Agent");
    if (actor.identifier == "account") {
        out.name("account").begin_object().member("homePage", actor.home_page).member("name", actor.value).end_object();
    } else {
        out.member(actor.identifier, actor.value);
    }
    out.end_object();
    for (const std::string_view name : {"verb", "object", "result"}) {
        if (const json::value part = original.at.member(name)) out.name(name).copy(part);
    }
    if (const json::value context = original.at.member("context")) {
        out.name("context").begin_object();
        copy_members(out, context, "context/", options);
        out.end_object();
    }
    out.member("timestamp", original.timestamp.empty() ? write_timestamp(activity.at.at) : original.timestamp);
    return out.end_object().finish();
}

} // namespace

std::string
write_original(const model::activity& activity, const encode_options& options, field_fate& fate, findings& refused) {
    findings ignored;
    const auto document = json::document::parse(activity.original.value, {}, ignored);
    if (!document) return {}; // decode made it, so it can be read
    const wire::statement original = parse_statement(document->root());
    if (!of_one_person(original)) {
        refused.push_back({&fault::several_persons, {}, {}, {}, {}});
        return {};
    }
    const auto actor = write_actor(activity.actor, options, fate);
    if (!actor) {
        refused.push_back({&fault::pupil_without_identifier, {}, {}, {}, {}});
        return {};
    }
    tell(original, options, fate);
    if (original.timestamp.empty()) fate.defaulted("timestamp", "the moment of receipt");
    return rewritten(original, activity, actor->agent, options);
}

} // namespace schakel::xapi_1_0_3
