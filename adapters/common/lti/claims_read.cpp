#include "adapters/common/lti/claims_read.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "adapters/common/lti/context_types.hpp"
#include "adapters/common/lti/json_members.hpp"
#include "adapters/common/lti/roles.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace schakel::lti {

namespace {

using namespace model;

const std::set<std::string_view>& claims_with_a_field() {
    static const std::set<std::string_view> names{
        claim::message_type,
        claim::version,
        claim::deployment_id,
        claim::target_link_uri,
        claim::resource_link,
        claim::roles,
        claim::context,
        claim::tool_platform,
        claim::role_scope_mentor,
        claim::launch_presentation,
        claim::lis,
        claim::custom,
        claim::for_user,
        claim::ags,
        claim::nrps,
        claim::basic_outcome,
        claim::basic_outcome_variant,
        deep_linking::settings};
    return names;
}

launch_kind kind_of(std::string_view message_type) {
    if (message_type == message::resource_link) return launch_kind::resource;
    if (message_type == message::deep_linking) return launch_kind::deep_linking;
    if (message_type == message::submission_review) return launch_kind::submission_review;
    if (message_type == "DataPrivacyLaunchRequest") return launch_kind::data_privacy;
    return launch_kind::other;
}

void add(identifiers& to, std::string_view scheme, std::string value, std::string_view authority = {}) {
    if (!value.empty()) to.push_back({std::string(scheme), std::move(value), std::string(authority)});
}

std::vector<held_role> read_roles(json::value list) {
    std::vector<held_role> out;
    for (const std::string& word : texts(list)) {
        held_role role = read_role(word);
        if (!role.word.empty() && !std::ranges::count(out, role)) out.push_back(std::move(role));
    }
    return out;
}

void read_names(json::value from, launch_person& into) {
    into.name = text_of(from.member("name"));
    into.given_name = text_of(from.member("given_name"));
    into.middle_name = text_of(from.member("middle_name"));
    into.family_name = text_of(from.member("family_name"));
    into.email = text_of(from.member("email"));
    into.picture = text_of(from.member("picture"));
    into.locale = text_of(from.member("locale"));
}

launch_person read_somebody(json::value at, std::string_view id, std::string_view sourcedid, std::string_view issuer) {
    launch_person who;
    add(who.ids, scheme::lti_user, text_or_number(at.member(id)), issuer);
    add(who.ids, scheme::lis_person, text_or_number(at.member(sourcedid)), issuer);
    read_names(at, who);
    who.roles = read_roles(at.member("roles"));
    return who;
}

launch_person read_person(json::value claims, std::string_view issuer) {
    launch_person who = read_somebody(claims, "sub", {}, issuer);
    add(who.ids, scheme::lis_person, text_or_number(claims.member(claim::lis).member("person_sourcedid")), issuer);
    who.roles = read_roles(claims.member(claim::roles));
    who.mentors_of = texts(claims.member(claim::role_scope_mentor));
    return who;
}

// Whose submission is reviewed, whose data is meant.
std::optional<launch_person> read_subject(json::value at, std::string_view issuer) {
    if (!at.is(json::kind::object)) return std::nullopt;
    return read_somebody(at, "user_id", "person_sourcedid", issuer);
}

launch_platform read_platform(json::value at) {
    launch_platform out;
    out.guid = text_or_number(at.member("guid"));
    out.name = text_of(at.member("name"));
    out.description = text_of(at.member("description"));
    out.url = text_of(at.member("url"));
    out.contact_email = text_of(at.member("contact_email"));
    out.family = text_of(at.member("product_family_code"));
    out.version = text_or_number(at.member("version"));
    return out;
}

launch_context read_context(json::value claims) {
    const json::value at = claims.member(claim::context), lis = claims.member(claim::lis);
    launch_context out;
    out.id = text_or_number(at.member("id"));
    out.label = text_or_number(at.member("label"));
    out.title = text_or_number(at.member("title"));
    for (const std::string& type : texts(at.member("type"))) out.types.push_back(context_type_uri(type));
    out.course_offering = text_or_number(lis.member("course_offering_sourcedid"));
    out.course_section = text_or_number(lis.member("course_section_sourcedid"));
    return out;
}

std::optional<std::string> custom_value(json::value at) {
    switch (at.kind()) {
    case json::kind::string: {
        if (is_unreplaced(at.text())) return std::nullopt;
        return std::string(at.text());
    }
    case json::kind::number: return std::string(at.number_text());
    case json::kind::boolean: return at.boolean() ? "true" : "false";
    default: return std::nullopt;
    }
}

parameters read_custom(json::value object) {
    parameters out;
    if (!object.is(json::kind::object)) return out;
    for (json::value one = object.first_child(); one; one = one.next_sibling()) {
        if (auto value = custom_value(one)) out.emplace_back(one.name(), *std::move(value));
    }
    return out;
}

launch_resource read_resource(json::value claims) {
    const json::value at = claims.member(claim::resource_link);
    launch_resource out;
    out.id = text_or_number(at.member("id"));
    out.title = text_of(at.member("title"));
    out.description = text_of(at.member("description"));
    out.target = text_of(claims.member(claim::target_link_uri));
    out.custom = read_custom(claims.member(claim::custom));
    return out;
}

launch_presentation read_presentation(json::value at) {
    launch_presentation out;
    out.target = text_of(at.member("document_target"));
    out.width = pixels(at.member("width"));
    out.height = pixels(at.member("height"));
    out.return_url = text_of(at.member("return_url"));
    out.locale = text_of(at.member("locale"));
    out.css_url = text_of(at.member("css_url"));
    return out;
}

launch_services read_services(json::value claims) {
    launch_services out;
    if (const json::value at = claims.member(claim::ags); at.is(json::kind::object)) {
        out.line_items = line_item_service{
            texts(at.member("scope")), text_of(at.member("lineitems")), text_of(at.member("lineitem"))};
    }
    if (const json::value at = claims.member(claim::nrps); at.is(json::kind::object)) {
        out.memberships =
            membership_service{text_of(at.member("context_memberships_url")), texts(at.member("service_versions"))};
    }
    json::value at = claims.member(claim::basic_outcome);
    if (!at) at = claims.member(claim::basic_outcome_variant);
    if (at.is(json::kind::object)) {
        out.outcomes = outcome_service{
            text_of(at.member("lis_outcome_service_url")), text_or_number(at.member("lis_result_sourcedid")), {}};
    }
    return out;
}

// One text, divided by commas.
std::vector<std::string> listed(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        std::string_view one = text.substr(0, comma);
        while (one.starts_with(' ')) one.remove_prefix(1);
        while (one.ends_with(' ')) one.remove_suffix(1);
        if (!one.empty()) out.emplace_back(one);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return out;
}

std::optional<deep_linking_settings> read_choosing(json::value at) {
    if (!at.is(json::kind::object)) return std::nullopt;
    deep_linking_settings out;
    out.return_url = text_of(at.member("deep_link_return_url"));
    out.accept_types = texts(at.member("accept_types"));
    out.accept_targets = texts(at.member("accept_presentation_document_targets"));
    const json::value media = at.member("accept_media_types");
    out.accept_media_types = media.is(json::kind::array) ? texts(media) : listed(media.text());
    out.accept_multiple = flag(at.member("accept_multiple"));
    out.accept_line_item = flag(at.member("accept_lineitem"));
    out.auto_create = flag(at.member("auto_create"));
    out.title = text_of(at.member("title"));
    out.text = text_of(at.member("text"));
    if (const json::value data = at.member("data"); data.is(json::kind::string)) out.data = text_of(data);
    return out;
}

void read_extensions(json::value claims, extensions& into) {
    for (json::value one = claims.first_child(); one; one = one.next_sibling()) {
        const std::string_view name = one.name();
        if (name.find("://") == std::string_view::npos || claims_with_a_field().contains(name)) continue;
        into.push_back({"lti", std::string(name), std::string(one.raw())});
    }
}

} // namespace

bool is_unreplaced(std::string_view value) {
    if (value.size() < 2 || value[0] != '$' || value.find('.') == std::string_view::npos) return false;
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return letter(value[1]) && std::ranges::all_of(value.substr(1), [&](char c) {
               return letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '_';
           });
}

launch read_launch(json::value claims) {
    const std::string issuer = text_of(claims.member("iss"));
    const std::string type = text_of(claims.member(claim::message_type));
    launch out;
    out.kind = kind_of(type);
    if (out.kind == launch_kind::other) out.message_type = type;
    out.deployment = text_or_number(claims.member(claim::deployment_id));
    out.platform = read_platform(claims.member(claim::tool_platform));
    add(out.school, scheme::lti_deployment, out.deployment, issuer);
    add(out.school, scheme::lti_platform, out.platform.guid);
    out.person = read_person(claims, issuer);
    out.for_user = read_subject(claims.member(claim::for_user), issuer);
    out.context = read_context(claims);
    out.resource = read_resource(claims);
    out.services = read_services(claims);
    out.presentation = read_presentation(claims.member(claim::launch_presentation));
    out.choosing = read_choosing(claims.member(deep_linking::settings));
    read_extensions(claims, out.extra);
    return out;
}

launch_person read_member(json::value member, std::string_view issuer) {
    return read_somebody(member, "user_id", "lis_person_sourcedid", issuer);
}

} // namespace schakel::lti
