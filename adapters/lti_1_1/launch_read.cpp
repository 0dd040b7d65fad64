#include "adapters/common/lti/context_types.hpp"
#include "adapters/common/lti/roles.hpp"
#include "adapters/lti_1_1/accepted_types.hpp"
#include "adapters/lti_1_1/launch_parameters.hpp"
#include "adapters/lti_1_1/lists.hpp"
#include "adapters/lti_1_1/names.hpp"
#include "gateway/codec/utf8.hpp"

#include <charconv>
#include <map>

namespace schakel::lti_1_1 {

namespace {

using namespace model;

using fields = forms::field_list;

std::string text(const fields& from, std::string_view name) {
    return std::string(forms::value_of(from, name));
}

std::optional<int> pixels(const fields& from, std::string_view name) {
    const std::string_view value = forms::value_of(from, name);
    int number = 0;
    const auto [at, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (value.empty() || error != std::errc{} || number < 0) return std::nullopt;
    return number;
}

std::optional<bool> flag(const fields& from, std::string_view name) {
    const std::string_view value = forms::value_of(from, name);
    if (value == "true") return true;
    if (value == "false") return false;
    return std::nullopt;
}

// "nl_NL" is seen where "nl-NL" is meant.
std::string locale(const fields& from) {
    std::string value = text(from, "launch_presentation_locale");
    std::ranges::replace(value, '_', '-');
    return value;
}

void add(identifiers& to, std::string_view scheme, std::string value, std::string_view authority = {}) {
    if (!value.empty()) to.push_back({std::string(scheme), std::move(value), std::string(authority)});
}

// ---------------------------------------------------------------- parts

std::vector<held_role> read_roles(const fields& from) {
    std::vector<held_role> out;
    for (const std::string& word : listed(forms::value_of(from, "roles"))) {
        held_role role = lti::read_role(word);
        if (std::ranges::find(out, role) == out.end()) out.push_back(std::move(role));
    }
    return out;
}

launch_person read_person(const fields& from, std::string_view key) {
    launch_person out;
    add(out.ids, scheme::lti_user, text(from, "user_id"), key);
    add(out.ids, scheme::lis_person, text(from, "lis_person_sourcedid"), key);
    add(out.ids, scheme::user_name, text(from, "ext_user_username"), key);
    out.name = text(from, "lis_person_name_full");
    out.given_name = text(from, "lis_person_name_given");
    out.middle_name = text(from, "lis_person_name_middle");
    out.family_name = text(from, "lis_person_name_family");
    out.email = text(from, "lis_person_contact_email_primary");
    out.picture = text(from, "user_image");
    out.locale = locale(from);
    out.roles = read_roles(from);
    for (const std::string& one : listed(forms::value_of(from, "role_scope_mentor")))
        out.mentors_of.push_back(forms::percent_decode(one, true).value_or(one));
    return out;
}

launch_platform read_platform(const fields& from) {
    return {
        text(from, "tool_consumer_instance_guid"),
        text(from, "tool_consumer_instance_name"),
        text(from, "tool_consumer_instance_description"),
        text(from, "tool_consumer_instance_url"),
        text(from, "tool_consumer_instance_contact_email"),
        text(from, "tool_consumer_info_product_family_code"),
        text(from, "tool_consumer_info_version")};
}

launch_context read_context(const fields& from) {
    launch_context out;
    out.id = text(from, "context_id");
    out.label = text(from, "context_label");
    out.title = text(from, "context_title");
    for (const std::string& type : listed(forms::value_of(from, "context_type")))
        out.types.push_back(lti::context_type_uri(type));
    out.course_offering = text(from, "lis_course_offering_sourcedid");
    out.course_section = text(from, "lis_course_section_sourcedid");
    return out;
}

// "$User.id": a variable that the consumer did not replace, which means that it has no value for it.
bool is_unreplaced(std::string_view value) {
    return value.size() > 1 && value.front() == '$' && value.find('.') != std::string_view::npos &&
           value.find(' ') == std::string_view::npos;
}

launch_resource read_resource(const fields& from) {
    launch_resource out;
    out.id = text(from, "resource_link_id");
    out.title = text(from, "resource_link_title");
    out.description = text(from, "resource_link_description");
    for (const auto& [name, value] : from) {
        if (name.starts_with("custom_") && !is_unreplaced(value)) out.custom.emplace_back(name.substr(7), value);
    }
    return out;
}

launch_presentation read_presentation(const fields& from) {
    return {
        text(from, "launch_presentation_document_target"),
        pixels(from, "launch_presentation_width"),
        pixels(from, "launch_presentation_height"),
        text(from, "launch_presentation_return_url"),
        locale(from),
        text(from, "launch_presentation_css_url")};
}

launch_services read_services(const fields& from) {
    launch_services out;
    std::string url = text(from, "lis_outcome_service_url");
    if (url.empty()) url = text(from, "ext_ims_lis_basic_outcome_url");
    if (!url.empty())
        out.outcomes = outcome_service{
            std::move(url), text(from, "lis_result_sourcedid"),
            listed(forms::value_of(from, "ext_outcome_data_values_accepted"))};
    return out;
}

deep_linking_settings read_choosing(const fields& from) {
    deep_linking_settings out;
    out.return_url = text(from, "content_item_return_url");
    out.accept_media_types = listed(forms::value_of(from, "accept_media_types"));
    out.accept_types = types_of(out.accept_media_types);
    out.accept_targets = listed(forms::value_of(from, "accept_presentation_document_targets"));
    out.accept_multiple = flag(from, "accept_multiple");
    out.auto_create = flag(from, "auto_create");
    out.accept_unsigned = flag(from, "accept_unsigned");
    out.accept_copy_advice = flag(from, "accept_copy_advice");
    out.can_confirm = flag(from, "can_confirm");
    out.title = text(from, "title");
    out.text = text(from, "text");
    if (const std::string* data = forms::find(from, "data")) out.data = *data;
    return out;
}

// ---------------------------------------------------------------- judging

bool is_web_address(std::string_view value) {
    return value.starts_with("https://") || value.starts_with("http://");
}

// "custom_" and "ext_" are not ours to judge, and a sender may send both the old and the new name of one.
bool may_repeat(std::string_view name) {
    return name.starts_with("custom_") || name.starts_with("ext_");
}

// A name that somebody made up may hold anything.
std::string shown(std::string_view name) {
    const bool plain = name.size() < 64 && std::ranges::all_of(name, [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                       });
    return plain ? std::string(name) : masked(name);
}

void check_repeats(const fields& from, findings& list) {
    std::map<std::string_view, std::string_view> first;
    for (const auto& [name, value] : from) {
        const auto [place, is_new] = first.emplace(name, value);
        if (!is_new && place->second != value && !may_repeat(name))
            list.push_back(found(fault::parameter_repeated, shown(name)));
    }
}

void check_encoding(const fields& from, findings& list) {
    for (const auto& [name, value] : from) {
        if (utf8::first_fault(name) != std::string_view::npos || utf8::first_fault(value) != std::string_view::npos)
            list.push_back(found(fault::encoding, shown(name)));
    }
}

void check_present(const fields& from, std::string_view name, findings& list) {
    if (forms::value_of(from, name).empty()) list.push_back(found(fault::parameter_missing, std::string(name)));
}

void check_address(const fields& from, std::string_view name, findings& list) {
    const std::string_view value = forms::value_of(from, name);
    if (!value.empty() && !is_web_address(value))
        list.push_back(found(fault::address, std::string(name), masked(value)));
}

} // namespace

findings check_launch(const forms::field_list& parameters) {
    findings list;
    const std::string_view type = forms::value_of(parameters, "lti_message_type");
    if (type != message::launch && type != message::choosing)
        list.push_back(found(
            fault::message_type, std::string(message::launch) + ", " + std::string(message::choosing), masked(type)
        ));
    if (const auto version = forms::value_of(parameters, "lti_version"); version != version_word)
        list.push_back(found(fault::version, std::string(version_word), masked(version)));
    check_encoding(parameters, list);
    check_repeats(parameters, list);
    if (type == message::launch) check_present(parameters, "resource_link_id", list);
    if (type == message::choosing) {
        check_present(parameters, "content_item_return_url", list);
        check_address(parameters, "content_item_return_url", list);
    }
    check_address(parameters, "launch_presentation_return_url", list);
    check_address(parameters, "lis_outcome_service_url", list);
    return list;
}

launch read_launch(const forms::field_list& parameters, std::string_view consumer_key) {
    launch out;
    const bool choosing = forms::value_of(parameters, "lti_message_type") == message::choosing;
    out.kind = choosing ? launch_kind::deep_linking : launch_kind::resource;
    out.deployment = consumer_key;
    out.platform = read_platform(parameters);
    add(out.school, scheme::lti_deployment, out.deployment, consumer_key);
    add(out.school, scheme::lti_platform, out.platform.guid);
    out.person = read_person(parameters, consumer_key);
    out.context = read_context(parameters);
    out.resource = read_resource(parameters);
    out.services = read_services(parameters);
    out.presentation = read_presentation(parameters);
    if (choosing) out.choosing = read_choosing(parameters);
    for (const auto& [name, value] : parameters) {
        if (name.starts_with("ext_")) out.extra.push_back({std::string(own_extension), name, value});
    }
    return out;
}

} // namespace schakel::lti_1_1
