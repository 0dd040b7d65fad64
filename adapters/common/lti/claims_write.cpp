#include "adapters/common/lti/claims_write.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "adapters/common/lti/roles.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>

namespace schakel::lti {

namespace {

std::int64_t seconds(instant when) {
    return std::chrono::floor<std::chrono::seconds>(when).time_since_epoch().count();
}

std::int64_t expiry(const claims_frame& frame) {
    return seconds(frame.issued) + frame.lifetime.count();
}

void texts(json::writer& to, std::string_view name, const std::vector<std::string>& list) {
    to.name(name).begin_array();
    for (const std::string& one : list) to.text(one);
    to.end_array();
}

// Writes an object with those of its texts that are there; nothing at all when none is.
class object_of_texts {
public:
    object_of_texts(json::writer& to, std::string_view name) : to_(to), name_(name) {}
    ~object_of_texts() {
        if (open_) to_.end_object();
    }
    object_of_texts(const object_of_texts&) = delete;
    object_of_texts& operator=(const object_of_texts&) = delete;

    json::writer& begun() {
        if (!std::exchange(open_, true)) to_.name(name_).begin_object();
        return to_;
    }
    void text(std::string_view name, std::string_view value) {
        if (!value.empty()) begun().member(name, value);
    }
    void number(std::string_view name, const std::optional<int>& value) {
        if (value) begun().member(name, *value);
    }

private:
    json::writer& to_;
    std::string_view name_;
    bool open_ = false;
};

// A sub-role goes with its principal role (LTI Core 1.3, A.2.3).
std::vector<std::string> role_uris(const std::vector<model::held_role>& roles) {
    std::vector<std::string> out;
    const auto add = [&](std::string uri) {
        if (!uri.empty() && std::ranges::find(out, uri) == out.end()) out.push_back(std::move(uri));
    };
    for (const model::held_role& one : roles) {
        add(uri_of(one));
        add(uri_of(model::held_role{one.what, one.where, {}}));
    }
    return out;
}

void write_person(json::writer& to, const model::launch_person& who) {
    if (!who.ids.empty()) to.member("sub", who.ids.front().value);
    to.member_if_present("name", who.name);
    to.member_if_present("given_name", who.given_name);
    to.member_if_present("middle_name", who.middle_name);
    to.member_if_present("family_name", who.family_name);
    to.member_if_present("email", who.email);
    to.member_if_present("picture", who.picture);
    to.member_if_present("locale", who.locale);
    texts(to, claim::roles, role_uris(who.roles));
    if (!who.mentors_of.empty()) texts(to, claim::role_scope_mentor, who.mentors_of);
}

void write_for_user(json::writer& to, const model::launch_person& who) {
    object_of_texts out(to, claim::for_user);
    out.text("user_id", who.ids.empty() ? std::string_view{} : std::string_view(who.ids.front().value));
    out.text("person_sourcedid", value_of(who.ids, model::scheme::lis_person));
    out.text("name", who.name);
    out.text("given_name", who.given_name);
    out.text("family_name", who.family_name);
    out.text("email", who.email);
    if (!who.roles.empty()) texts(out.begun(), "roles", role_uris(who.roles));
}

void write_resource(json::writer& to, const model::launch& what) {
    to.member_if_present(claim::target_link_uri, what.resource.target);
    if (what.kind == model::launch_kind::deep_linking) return;
    object_of_texts out(to, claim::resource_link);
    out.text("id", what.resource.id);
    out.text("title", what.resource.title);
    out.text("description", what.resource.description);
}

void write_context(json::writer& to, const model::launch& what) {
    if (!what.context.empty()) {
        object_of_texts out(to, claim::context);
        out.text("id", what.context.id);
        out.text("label", what.context.label);
        out.text("title", what.context.title);
        if (!what.context.types.empty()) texts(out.begun(), "type", what.context.types);
    }
    object_of_texts lis(to, claim::lis);
    lis.text("person_sourcedid", value_of(what.person.ids, model::scheme::lis_person));
    lis.text("course_offering_sourcedid", what.context.course_offering);
    lis.text("course_section_sourcedid", what.context.course_section);
}

void write_platform(json::writer& to, const model::launch_platform& one) {
    if (one.guid.empty()) return;
    object_of_texts out(to, claim::tool_platform);
    out.text("guid", one.guid);
    out.text("name", one.name);
    out.text("description", one.description);
    out.text("url", one.url);
    out.text("contact_email", one.contact_email);
    out.text("product_family_code", one.family);
    out.text("version", one.version);
}

void write_presentation(json::writer& to, const model::launch_presentation& one) {
    object_of_texts out(to, claim::launch_presentation);
    out.text("document_target", one.target);
    out.number("width", one.width);
    out.number("height", one.height);
    out.text("return_url", one.return_url);
    out.text("locale", one.locale);
    out.text("css_url", one.css_url);
}

void write_custom(json::writer& to, const model::parameters& custom) {
    object_of_texts out(to, claim::custom);
    model::parameters seen; // a member can stand only once: the last value counts
    for (const auto& [name, value] : custom) {
        const auto known = std::ranges::find(seen, name, [](const auto& one) { return one.first; });
        if (known != seen.end())
            known->second = value;
        else
            seen.emplace_back(name, value);
    }
    for (const auto& [name, value] : seen) out.begun().member(name, value);
}

void write_services(json::writer& to, const model::launch_services& granted) {
    if (granted.line_items) {
        to.name(claim::ags).begin_object();
        texts(to, "scope", granted.line_items->scopes);
        to.member_if_present("lineitems", granted.line_items->items_url);
        to.member_if_present("lineitem", granted.line_items->item_url);
        to.end_object();
    }
    if (granted.memberships) {
        to.name(claim::nrps).begin_object().member("context_memberships_url", granted.memberships->url);
        texts(to, "service_versions", granted.memberships->versions);
        to.end_object();
    }
    if (granted.outcomes) {
        object_of_texts out(to, claim::basic_outcome);
        out.text("lis_result_sourcedid", granted.outcomes->sourced_id);
        out.text("lis_outcome_service_url", granted.outcomes->url);
    }
}

void flag(json::writer& to, std::string_view name, const std::optional<bool>& value) {
    if (value) to.member(name, *value);
}

std::string joined(const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& one : list) out += (out.empty() ? "" : ",") + one;
    return out;
}

void write_choosing(json::writer& to, const model::deep_linking_settings& asked, const claims_frame& frame) {
    to.name(deep_linking::settings).begin_object();
    to.member("deep_link_return_url", frame.deep_linking_return_url);
    texts(to, "accept_types", asked.accept_types);
    texts(to, "accept_presentation_document_targets", asked.accept_targets);
    to.member_if_present("accept_media_types", joined(asked.accept_media_types));
    flag(to, "accept_multiple", asked.accept_multiple);
    flag(to, "accept_lineitem", asked.accept_line_item);
    flag(to, "auto_create", asked.auto_create);
    to.member_if_present("title", asked.title);
    to.member_if_present("text", asked.text);
    if (frame.deep_linking_data) to.member("data", *frame.deep_linking_data);
    to.end_object();
}

void write_former(json::writer& to, const model::launch& what, const claims_frame& frame) {
    const former_identity& old = *frame.former;
    const auto unless = [](const std::string& text, std::string_view same) {
        return text == same ? std::string_view{} : std::string_view(text);
    };
    object_of_texts out(to, claim::lti1p1);
    out.text("user_id", unless(old.user_id, what.person.ids.empty() ? std::string() : what.person.ids.front().value));
    out.text("oauth_consumer_key", old.consumer_key);
    if (!old.consumer_key.empty() && !old.secret.empty())
        out.text("oauth_consumer_key_sign", consumer_key_signature(old, frame));
    out.text("context_id", unless(old.context_id, what.context.id));
    out.text("tool_consumer_instance_guid", unless(old.platform_guid, what.platform.guid));
    out.text("resource_link_id", unless(old.resource_link_id, what.resource.id));
}

} // namespace

std::string_view message_type(const model::launch& what) {
    switch (what.kind) {
    case model::launch_kind::resource: return message::resource_link;
    case model::launch_kind::deep_linking: return message::deep_linking;
    case model::launch_kind::submission_review: return message::submission_review;
    case model::launch_kind::data_privacy: return message::data_privacy;
    case model::launch_kind::other: break;
    }
    return what.message_type;
}

std::string consumer_key_signature(const former_identity& of, const claims_frame& frame) {
    const std::string base = of.consumer_key + "&" + frame.deployment + "&" + frame.issuer + "&" + frame.client_id +
                             "&" + std::to_string(expiry(frame)) + "&" + frame.nonce;
    return crypto::to_base64(crypto::hmac_sha256(of.secret, base));
}

std::string launch_claims(const model::launch& what, const claims_frame& frame) {
    json::writer to;
    to.begin_object();
    to.member("iss", frame.issuer).member("aud", frame.client_id).member("nonce", frame.nonce);
    to.member("iat", seconds(frame.issued)).member("exp", expiry(frame));
    to.member(claim::message_type, message_type(what)).member(claim::version, lti_version);
    to.member(claim::deployment_id, frame.deployment);
    write_person(to, what.person);
    if (what.for_user) write_for_user(to, *what.for_user);
    write_resource(to, what);
    write_context(to, what);
    write_platform(to, what.platform);
    write_presentation(to, what.presentation);
    write_custom(to, what.resource.custom);
    write_services(to, what.services);
    if (what.kind == model::launch_kind::deep_linking && what.choosing) write_choosing(to, *what.choosing, frame);
    if (frame.former) write_former(to, what, frame);
    to.end_object();
    return to.finish();
}

} // namespace schakel::lti
