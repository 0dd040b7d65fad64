#include "adapters/common/lti/context_types.hpp"
#include "adapters/common/lti/roles.hpp"
#include "adapters/lti_1_1/accepted_types.hpp"
#include "adapters/lti_1_1/launch_parameters.hpp"
#include "adapters/lti_1_1/lists.hpp"
#include "adapters/lti_1_1/names.hpp"

#include <optional>

namespace schakel::lti_1_1 {

namespace {

// Absent values are left out: an empty parameter says something else to some tools.
class parameter_writer {
public:
    void add(std::string_view name, std::string_view value) {
        if (!value.empty()) out_.emplace_back(std::string(name), with_line_ends(value));
    }
    void add(std::string_view name, const std::optional<int>& value) {
        if (value) add(name, std::to_string(*value));
    }
    void add(std::string_view name, const std::optional<bool>& value) {
        if (value) add(name, std::string_view(*value ? "true" : "false"));
    }
    forms::field_list take() { return std::move(out_); }

private:
    // A browser sends every line end as CR LF, so that is what has to be signed.
    static std::string with_line_ends(std::string_view value) {
        std::string out;
        out.reserve(value.size());
        for (std::size_t i = 0; i < value.size(); ++i) {
            const bool alone = value[i] == '\r' && (i + 1 == value.size() || value[i + 1] != '\n');
            if (alone || (value[i] == '\n' && (i == 0 || value[i - 1] != '\r')))
                out += "\r\n";
            else
                out += value[i];
        }
        return out;
    }

    forms::field_list out_;
};

void write_person(const model::launch_person& who, parameter_writer& to) {
    if (!who.ids.empty()) to.add("user_id", who.ids.front().value);
    std::vector<std::string> roles;
    for (const model::held_role& one : who.roles) roles.push_back(lti::urn_of(one));
    to.add("roles", joined(roles));
    std::vector<std::string> learners;
    for (const std::string& one : who.mentors_of) learners.push_back(forms::percent_encode(one));
    to.add("role_scope_mentor", joined(learners));
    to.add("lis_person_name_full", who.name);
    to.add("lis_person_name_given", who.given_name);
    to.add("lis_person_name_middle", who.middle_name);
    to.add("lis_person_name_family", who.family_name);
    to.add("lis_person_contact_email_primary", who.email);
    to.add("lis_person_sourcedid", model::value_of(who.ids, model::scheme::lis_person));
    to.add("user_image", who.picture);
}

void write_context(const model::launch_context& of, parameter_writer& to) {
    to.add("context_id", of.id);
    to.add("context_label", of.label);
    to.add("context_title", of.title);
    std::vector<std::string> types;
    for (const std::string& one : of.types) types.push_back(lti::context_type_urn(one));
    to.add("context_type", joined(types));
    to.add("lis_course_offering_sourcedid", of.course_offering);
    to.add("lis_course_section_sourcedid", of.course_section);
}

void write_presentation(const model::launch& what, parameter_writer& to) {
    const model::launch_presentation& how = what.presentation;
    to.add("launch_presentation_locale", how.locale.empty() ? what.person.locale : how.locale);
    to.add("launch_presentation_document_target", how.target);
    to.add("launch_presentation_width", how.width);
    to.add("launch_presentation_height", how.height);
    to.add("launch_presentation_return_url", how.return_url);
    to.add("launch_presentation_css_url", how.css_url);
}

void write_platform(const model::launch_platform& of, parameter_writer& to) {
    to.add("tool_consumer_info_product_family_code", of.family);
    to.add("tool_consumer_info_version", of.version);
    to.add("tool_consumer_instance_guid", of.guid);
    to.add("tool_consumer_instance_name", of.name);
    to.add("tool_consumer_instance_description", of.description);
    to.add("tool_consumer_instance_url", of.url);
    to.add("tool_consumer_instance_contact_email", of.contact_email);
}

void write_resource(const model::launch_resource& of, parameter_writer& to) {
    to.add("resource_link_id", of.id);
    to.add("resource_link_title", of.title);
    to.add("resource_link_description", of.description);
}

void write_choosing(const model::deep_linking_settings& how, const handed_out& ours, parameter_writer& to) {
    to.add("content_item_return_url", ours.choice_url);
    to.add("data", ours.choice_data);
    const bool told = !how.accept_media_types.empty();
    to.add("accept_media_types", joined(told ? how.accept_media_types : media_types_of(how.accept_types)));
    to.add("accept_presentation_document_targets", joined(how.accept_targets));
    to.add("accept_multiple", how.accept_multiple);
    to.add("accept_unsigned", std::optional(false)); // what comes through us is signed by whoever we know
    to.add("accept_copy_advice", how.accept_copy_advice);
    to.add("auto_create", how.auto_create);
    to.add("can_confirm", how.can_confirm);
    to.add("title", how.title);
    to.add("text", how.text);
}

void write_custom(const model::parameters& custom, parameter_writer& to) {
    for (const auto& [name, value] : custom) to.add("custom_" + custom_name(name), value);
}

} // namespace

std::string custom_name(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        out += letter ? c : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : '_';
    }
    return out;
}

forms::field_list write_launch(const model::launch& what, const handed_out& ours) {
    parameter_writer out;
    out.add("lti_message_type", what.choosing ? message::choosing : message::launch);
    out.add("lti_version", version_word);
    if (!what.choosing) write_resource(what.resource, out);
    write_person(what.person, out);
    write_context(what.context, out);
    write_presentation(what, out);
    write_platform(what.platform, out);
    out.add("lis_outcome_service_url", ours.outcome_url);
    out.add("lis_result_sourcedid", ours.sourced_id);
    if (what.choosing) write_choosing(*what.choosing, ours, out);
    write_custom(what.resource.custom, out);
    for (const model::extension& one : what.extra) {
        if (one.standard == own_extension && one.name.starts_with("ext_")) out.add(one.name, one.value);
    }
    return out.take();
}

} // namespace schakel::lti_1_1
