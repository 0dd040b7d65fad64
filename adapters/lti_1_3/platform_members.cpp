#include "adapters/common/lti/claim_names.hpp"
#include "adapters/common/lti/roles.hpp"
#include "adapters/common/lti/service_url.hpp"
#include "adapters/common/one_edtech/path.hpp"
#include "adapters/lti_1_3/paths.hpp"
#include "adapters/lti_1_3/platform_claims.hpp"
#include "adapters/lti_1_3/platform_services.hpp"
#include "gateway/codec/json_writer.hpp"

#include <array>

namespace schakel::lti_1_3 {

namespace {

constexpr std::size_t most_members = 500; // on a page
constexpr std::array demanded{lti::scope::memberships};

void write_member(json::writer& to, const model::launch_person& who, bool with_message) {
    const bool left = who.roles.empty();
    to.begin_object().member("status", left ? "Deleted" : "Active");
    to.member("user_id", who.ids.empty() ? std::string_view{} : std::string_view(who.ids.front().value));
    to.member_if_present("name", who.name);
    to.member_if_present("given_name", who.given_name);
    to.member_if_present("middle_name", who.middle_name);
    to.member_if_present("family_name", who.family_name);
    to.member_if_present("email", who.email);
    to.member_if_present("picture", who.picture);
    to.member_if_present("lis_person_sourcedid", value_of(who.ids, model::scheme::lis_person));
    to.name("roles").begin_array();
    for (const model::held_role& one : who.roles) {
        if (const std::string uri = lti::uri_of(one); !uri.empty()) to.text(uri);
    }
    to.end_array();
    if (with_message && !left) { // what a launch of the resource link would be (NRPS 2.0, 3.2)
        to.name("message").begin_array().begin_object();
        to.member(lti::claim::message_type, lti::message::resource_link);
        to.member(lti::claim::version, lti::lti_version);
        to.end_object().end_array();
    }
    to.end_object();
}

std::string container(const member_page& page, const launch_class& of, const std::string& id, bool with_messages) {
    json::writer to;
    to.begin_object().member("id", id);
    to.name("context").begin_object().member("id", of.context.id);
    to.member_if_present("label", of.context.label).member_if_present("title", of.context.title).end_object();
    to.name("members").begin_array();
    for (const model::launch_person& one : page.members) write_member(to, one, with_messages);
    to.end_array().end_object();
    return to.finish();
}

// The filter takes URIs and short names (NRPS 2.0, 2.4.1).
member_filter filter_of(const exchange& asked) {
    member_filter out;
    if (const std::string_view role = asked.query_value("role"); !role.empty())
        out.role = to_string(lti::read_role(role).what);
    out.resource_link = asked.query_value("rlid");
    return out;
}

// The next page, and from the last one on what changes after the first page was made (NRPS 2.0, 2.4.2 and 2.4.3).
std::string links(const member_page& page, const exchange& asked, const launching& with, const std::string& of_class) {
    const std::string_view first = asked.query_value("as_of");
    const std::string as_of = first.empty() ? page.version : std::string(first);
    if (!page.next.empty())
        return "<" + own_url(asked, with, {{"after", page.next}, {"as_of", as_of}}) + ">; rel=\"next\"";
    form_fields query;
    for (const auto& [name, value] : asked.query) {
        if (name == "role" || name == "limit" || name == "rlid") query.emplace_back(name, value);
    }
    query.emplace_back("since", as_of);
    return "<" + lti::with_query(of_class, query) + ">; rel=\"differences\"";
}

} // namespace

service_step list_members(const exchange& asked, const launching& with) {
    const auto ids = one_edtech::match_path(path::members, asked.raw_path.empty() ? asked.path : asked.raw_path);
    if (!ids) return {access_refused(disposition::outcome::not_found)};
    const access may = access_to(asked, ids->front(), demanded, with);
    if (const auto* why = std::get_if<disposition::outcome>(&may)) return {access_refused(*why)};
    const launch_class& of = std::get<granted_class>(may).of;

    const auto page = with.members(
        of, filter_of(asked), asked.query_value("since"), asked.query_value("after"), limit_of(asked, most_members)
    );
    if (!page) return {service_refusal(503, "temporarily_unavailable", "the members are not known at the moment")};
    const std::string id = class_url(with, of.handle, "/members");
    reply out{
        200,
        {{"Content-Type", std::string(lti::media_type::memberships)}, {"Cache-Control", "no-store"}},
        container(*page, of, id, !asked.query_value("rlid").empty())};
    out.headers.add("Link", links(*page, asked, with, id));
    return {std::move(out)};
}

} // namespace schakel::lti_1_3
