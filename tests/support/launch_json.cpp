#include "tests/support/launch_json.hpp"

#include "gateway/codec/json_writer.hpp"

namespace schakel::test {

namespace {

using namespace model;

void put(json::writer& out, std::string_view key, std::string_view text) {
    out.member_if_present(key, text);
}

void put(json::writer& out, std::string_view key, const std::optional<int>& value) {
    if (value) out.member(key, *value);
}

void put(json::writer& out, std::string_view key, const std::optional<bool>& value) {
    if (value) out.member(key, *value);
}

void put(json::writer& out, std::string_view key, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    out.name(key).begin_array();
    for (const std::string& one : texts) out.text(one);
    out.end_array();
}

void put(json::writer& out, std::string_view key, const identifiers& ids) {
    if (ids.empty()) return;
    out.name(key).begin_array();
    for (const identifier& id : ids) {
        out.begin_object().member("scheme", id.scheme).member("value", id.value);
        out.member_if_present("authority", id.authority).end_object();
    }
    out.end_array();
}

void put(json::writer& out, std::string_view key, const extensions& extra) {
    if (extra.empty()) return;
    out.name(key).begin_array();
    for (const extension& one : extra) {
        out.begin_object().member("standard", one.standard).member("name", one.name).member("value", one.value);
        out.end_object();
    }
    out.end_array();
}

void put(json::writer& out, std::string_view key, const launch_person& who) {
    out.name(key).begin_object();
    put(out, "ids", who.ids);
    put(out, "name", who.name);
    put(out, "given_name", who.given_name);
    put(out, "middle_name", who.middle_name);
    put(out, "family_name", who.family_name);
    put(out, "email", who.email);
    put(out, "picture", who.picture);
    put(out, "locale", who.locale);
    out.name("roles").begin_array();
    for (const held_role& role : who.roles) {
        out.begin_object().member("what", to_string(role.what)).member("where", to_string(role.where));
        out.member_if_present("word", role.word).end_object();
    }
    out.end_array();
    put(out, "mentors_of", who.mentors_of);
    put(out, "extra", who.extra);
    out.end_object();
}

void put_platform(json::writer& out, const launch_platform& of) {
    if (of == launch_platform{}) return;
    out.name("platform").begin_object();
    put(out, "guid", of.guid);
    put(out, "name", of.name);
    put(out, "description", of.description);
    put(out, "url", of.url);
    put(out, "contact_email", of.contact_email);
    put(out, "family", of.family);
    put(out, "version", of.version);
    out.end_object();
}

void put_context(json::writer& out, const launch_context& of) {
    if (of == launch_context{}) return;
    out.name("context").begin_object();
    put(out, "id", of.id);
    put(out, "label", of.label);
    put(out, "title", of.title);
    put(out, "types", of.types);
    put(out, "course_offering", of.course_offering);
    put(out, "course_section", of.course_section);
    out.end_object();
}

void put_resource(json::writer& out, const launch_resource& of) {
    out.name("resource").begin_object();
    put(out, "id", of.id);
    put(out, "title", of.title);
    put(out, "description", of.description);
    put(out, "target", of.target);
    put(out, "product", of.product);
    if (!of.custom.empty()) {
        out.name("custom").begin_object();
        for (const auto& [name, value] : of.custom) out.member(name, value);
        out.end_object();
    }
    out.end_object();
}

void put_services(json::writer& out, const launch_services& of) {
    if (of == launch_services{}) return;
    out.name("services").begin_object();
    if (of.line_items) {
        out.name("line_items").begin_object();
        put(out, "scopes", of.line_items->scopes);
        put(out, "items_url", of.line_items->items_url);
        put(out, "item_url", of.line_items->item_url);
        out.end_object();
    }
    if (of.memberships) {
        out.name("memberships").begin_object();
        put(out, "url", of.memberships->url);
        put(out, "versions", of.memberships->versions);
        out.end_object();
    }
    if (of.outcomes) {
        out.name("outcomes").begin_object();
        put(out, "url", of.outcomes->url);
        put(out, "sourced_id", of.outcomes->sourced_id);
        put(out, "accepted", of.outcomes->accepted);
        out.end_object();
    }
    out.end_object();
}

void put_presentation(json::writer& out, const launch_presentation& of) {
    if (of == launch_presentation{}) return;
    out.name("presentation").begin_object();
    put(out, "target", of.target);
    put(out, "width", of.width);
    put(out, "height", of.height);
    put(out, "return_url", of.return_url);
    put(out, "locale", of.locale);
    put(out, "css_url", of.css_url);
    out.end_object();
}

void put_choosing(json::writer& out, const std::optional<deep_linking_settings>& of) {
    if (!of) return;
    out.name("choosing").begin_object();
    put(out, "return_url", of->return_url);
    put(out, "accept_types", of->accept_types);
    put(out, "accept_targets", of->accept_targets);
    put(out, "accept_media_types", of->accept_media_types);
    put(out, "accept_multiple", of->accept_multiple);
    put(out, "accept_line_item", of->accept_line_item);
    put(out, "auto_create", of->auto_create);
    put(out, "accept_unsigned", of->accept_unsigned);
    put(out, "accept_copy_advice", of->accept_copy_advice);
    put(out, "can_confirm", of->can_confirm);
    put(out, "title", of->title);
    put(out, "text", of->text);
    if (of->data) out.member("data", *of->data);
    out.end_object();
}

void put_session(json::writer& out, const launch_session& of) {
    if (of.empty()) return;
    out.name("session").begin_object();
    put(out, "format", of.name.scheme);
    put(out, "name", of.name.value);
    put(out, "index", of.index);
    if (of.until) out.member("until", to_rfc3339_milliseconds(*of.until));
    out.end_object();
}

} // namespace

std::string to_json(const launch& what) {
    json::writer out(true);
    out.begin_object().member("kind", to_string(what.kind));
    put(out, "message_type", what.message_type);
    put(out, "deployment", what.deployment);
    put_platform(out, what.platform);
    put(out, "school", what.school);
    put(out, "person", what.person);
    if (what.for_user) put(out, "for_user", *what.for_user);
    put_context(out, what.context);
    put_resource(out, what.resource);
    put_services(out, what.services);
    put_presentation(out, what.presentation);
    put_choosing(out, what.choosing);
    put_session(out, what.session);
    put(out, "extra", what.extra);
    return out.end_object().finish() + "\n";
}

} // namespace schakel::test
