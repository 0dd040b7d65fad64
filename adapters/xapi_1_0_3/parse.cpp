#include "adapters/xapi_1_0_3/wire.hpp"

#include <algorithm>
#include <array>

namespace schakel::xapi_1_0_3 {

namespace {

// Dutch first, then English, then what comes first: the chain reads Dutch.
json::value preferred_text(json::value map) {
    for (const std::string_view wished : {"nl", "en"}) {
        for (json::value one = map.first_child(); one; one = one.next_sibling()) {
            const std::string_view tag = one.name();
            if (tag == wished || (tag.starts_with(wished) && tag.substr(2).starts_with("-"))) return one;
        }
    }
    return map.first_child();
}

std::vector<wire::extension> parse_extensions(json::value object) {
    std::vector<wire::extension> list;
    if (!object.is(json::kind::object)) return list;
    for (json::value one = object.first_child(); one; one = one.next_sibling())
        list.push_back({std::string(one.name()), std::string(one.raw()), one});
    return list;
}

wire::agent parse_agent(json::value from) {
    wire::agent out;
    if (const auto type = from.member("objectType")) out.object_type = type.text();
    out.name = from.member("name").text();
    for (const std::string_view kind : {"mbox", "mbox_sha1sum", "openid"}) {
        if (const json::value value = from.member(kind)) {
            out.identifier = kind;
            out.value = value.text();
        }
    }
    if (const json::value account = from.member("account")) {
        out.identifier = "account";
        out.value = account.member("name").text();
        out.home_page = account.member("homePage").text();
    }
    return out;
}

wire::activity parse_activity(json::value from) {
    wire::activity out;
    out.at = from;
    out.id = from.member("id").text();
    const json::value definition = from.member("definition");
    if (const json::value name = preferred_text(definition.member("name"))) {
        out.name = name.text();
        out.name_language = name.name();
    }
    out.type = definition.member("type").text();
    out.extensions = parse_extensions(definition.member("extensions"));
    return out;
}

std::optional<bool> truth(json::value from) {
    if (!from.is(json::kind::boolean)) return std::nullopt;
    return from.boolean();
}

wire::result parse_result(json::value from) {
    wire::result out;
    if (const json::value score = from.member("score")) {
        out.score = wire::score{
            score.member("scaled").number(), score.member("raw").number(), score.member("min").number(),
            score.member("max").number()};
    }
    out.success = truth(from.member("success"));
    out.completion = truth(from.member("completion"));
    out.response = from.member("response").text();
    out.duration = from.member("duration").text();
    out.extensions = parse_extensions(from.member("extensions"));
    return out;
}

std::vector<wire::activity> parse_activities(json::value one_or_more) {
    std::vector<wire::activity> list;
    if (one_or_more.is(json::kind::object)) list.push_back(parse_activity(one_or_more));
    if (!one_or_more.is(json::kind::array)) return list;
    for (json::value one = one_or_more.first_child(); one; one = one.next_sibling())
        list.push_back(parse_activity(one));
    return list;
}

// Of all four kinds in the order of the text; parents that are no goals say what a part belongs to.
void parse_context_activities(json::value from, wire::statement& out) {
    for (json::value kind = from.first_child(); kind; kind = kind.next_sibling()) {
        for (wire::activity& one : parse_activities(kind)) {
            if (is_goal(one))
                out.goals.push_back(std::move(one));
            else if (kind.name() == "parent")
                out.parents.push_back(std::move(one));
        }
    }
}

} // namespace

wire::statement parse_statement(json::value from) {
    wire::statement out;
    out.at = from;
    out.id = from.member("id").text();
    out.actor = parse_agent(from.member("actor"));
    out.verb = from.member("verb").member("id").text();
    const json::value object = from.member("object");
    const json::value type = object.member("objectType");
    out.object_type = type ? type.text() : std::string_view("Activity");
    out.object.at = object;
    if (out.object_type == "Activity") out.object = parse_activity(object);
    if (const json::value result = from.member("result")) out.result = parse_result(result);
    const json::value context = from.member("context");
    out.registration = context.member("registration").text();
    if (const json::value instructor = context.member("instructor")) out.instructor = parse_agent(instructor);
    if (const json::value activities = context.member("contextActivities")) parse_context_activities(activities, out);
    out.context_extensions = parse_extensions(context.member("extensions"));
    out.timestamp = from.member("timestamp").text();
    return out;
}

std::vector<wire::statement> parse(json::value root) {
    std::vector<wire::statement> list;
    if (root.is(json::kind::object)) list.push_back(parse_statement(root));
    if (!root.is(json::kind::array)) return list;
    list.reserve(root.size());
    for (json::value one = root.first_child(); one; one = one.next_sibling()) list.push_back(parse_statement(one));
    return list;
}

json::value find(const std::vector<wire::extension>& list, std::string_view iri) {
    const auto found = std::ranges::find(list, iri, &wire::extension::iri);
    return found == list.end() ? json::value{} : found->at;
}

} // namespace schakel::xapi_1_0_3
