// What a launch means, in no standard's form: somebody at some place opens some material, perhaps to choose from it.
// What LTI 1.3, LTI 1.1 and SAML share; the rest travels as named extensions that only the same family reads back.
//
// The same struct is used twice: as it arrived from the source, and as released to the target, with other names of the
// person, fewer fields and other addresses of services.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/model/identifier.hpp"
#include "gateway/model/term.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::model {

namespace scheme {
inline constexpr std::string_view lti_user = "lti.user";         // sub or user_id; authority: issuer or consumer key
inline constexpr std::string_view lis_person = "lis.person";     // lis_person_sourcedid
inline constexpr std::string_view entree_uid = "entree.uid";     // SAML uid, hash@realm
inline constexpr std::string_view entree_realm = "entree.realm"; // of a school: what stands behind the "@"
inline constexpr std::string_view lti_deployment = "lti.deployment"; // of a school; authority: issuer
inline constexpr std::string_view lti_platform = "lti.platform";     // of a school: tool_platform.guid
} // namespace scheme

enum class launch_kind : std::uint8_t {
    resource,          // LtiResourceLinkRequest, basic-lti-launch-request, a SAML login for a product
    deep_linking,      // LtiDeepLinkingRequest, ContentItemSelectionRequest
    submission_review, // LtiSubmissionReviewRequest
    data_privacy,      // DataPrivacyLaunchRequest
    other              // the word is in launch::message_type
};
std::string_view to_string(launch_kind which); // "resource", "deep-linking", …
std::optional<launch_kind> parse_launch_kind(std::string_view text);

// ---------------------------------------------------------------- who

enum class launch_role : std::uint8_t {
    learner,
    instructor,
    teaching_assistant,
    content_developer,
    mentor,
    manager,
    administrator,
    staff,
    observer,
    guest,
    member,
    none,
    other
};
std::string_view to_string(launch_role which); // "learner", "teaching-assistant", …
std::optional<launch_role> parse_launch_role(std::string_view text);
enum class role_scope : std::uint8_t { context, institution, system };
std::string_view to_string(role_scope which); // "context", "institution", "system"
std::optional<role_scope> parse_role_scope(std::string_view text);

struct held_role {
    launch_role what = launch_role::other;
    role_scope where = role_scope::context;
    std::string word; // as an LTI 1.3 URI where there is one, so that sub-roles survive; else as the source wrote it

    friend bool operator==(const held_role&, const held_role&) = default;
};

struct launch_person {
    identifiers ids; // the first is what the other side calls them; empty: anonymous
    std::string name, given_name, middle_name, family_name;
    std::string email, picture, locale;
    std::vector<held_role> roles;
    std::vector<std::string> mentors_of; // what the other side calls the learners (role_scope_mentor)
    extensions extra;

    friend bool operator==(const launch_person&, const launch_person&) = default;
};

// Whether they are there to learn: some learner role and no teaching or administrating one in the context.
bool is_learner(const launch_person& who);

// ---------------------------------------------------------------- where and what

struct launch_platform {
    std::string guid, name, description, url, contact_email, family, version;

    friend bool operator==(const launch_platform&, const launch_platform&) = default;
};

// The class or course.
struct launch_context {
    std::string id, label, title;
    std::vector<std::string> types;              // LTI 1.3 URIs where there is one
    std::string course_offering, course_section; // LIS sourcedids

    bool empty() const { return id.empty(); }
    friend bool operator==(const launch_context&, const launch_context&) = default;
};

using parameters = std::vector<std::pair<std::string, std::string>>; // in order; names may repeat

struct launch_resource {
    std::string id; // of the link at the source
    std::string title, description;
    std::string target;  // URL that is asked for: target_link_uri, the launch URL
    std::string product; // EAN or other product code, where one is known
    parameters custom;   // without "custom_"

    friend bool operator==(const launch_resource&, const launch_resource&) = default;
};

struct launch_presentation {
    std::string target; // "iframe", "frame", "window"
    std::optional<int> width, height;
    std::string return_url, locale, css_url;
    bool keeps_data = false; // the embedding page keeps data for tools whose cookies are blocked

    friend bool operator==(const launch_presentation&, const launch_presentation&) = default;
};

// ---------------------------------------------------------------- services that the other side grants

struct line_item_service {
    std::vector<std::string> scopes; // AGS scope URIs
    std::string items_url, item_url; // item_url: exactly one line item belongs to the resource

    friend bool operator==(const line_item_service&, const line_item_service&) = default;
};

struct membership_service {
    std::string url;
    std::vector<std::string> versions;

    friend bool operator==(const membership_service&, const membership_service&) = default;
};

// LTI 1.1 Basic Outcomes, also inside 1.3.
struct outcome_service {
    std::string url, sourced_id;
    std::vector<std::string> accepted; // ext_outcome_data_values_accepted

    friend bool operator==(const outcome_service&, const outcome_service&) = default;
};

struct launch_services {
    std::optional<line_item_service> line_items;
    std::optional<membership_service> memberships;
    std::optional<outcome_service> outcomes;

    friend bool operator==(const launch_services&, const launch_services&) = default;
};

// ---------------------------------------------------------------- choosing content

struct deep_linking_settings {
    std::string return_url;
    std::vector<std::string> accept_types;   // "ltiResourceLink", "link", "file", "html", "image"
    std::vector<std::string> accept_targets; // "iframe", "window", "embed", and the words of 1.1
    std::vector<std::string> accept_media_types;
    std::optional<bool> accept_multiple, accept_line_item, auto_create, accept_unsigned, accept_copy_advice,
        can_confirm;
    std::string title, text;
    std::optional<std::string> data; // returned unchanged

    friend bool operator==(const deep_linking_settings&, const deep_linking_settings&) = default;
};

struct picture_of {
    std::string url;
    std::optional<int> width, height;

    friend bool operator==(const picture_of&, const picture_of&) = default;
};

// Where and how an item is shown: window, iframe or embed of Deep Linking, placementAdvice of Content-Item.
struct item_window {
    std::string target_name, features, src;
    std::optional<int> width, height;

    friend bool operator==(const item_window&, const item_window&) = default;
};

struct period {
    std::optional<instant> from, until;

    friend bool operator==(const period&, const period&) = default;
};

struct item_line {
    double score_maximum = 0;
    std::string label, resource_id, tag;
    std::optional<bool> grades_released;
    std::string submission_review; // the JSON object, "" for none

    friend bool operator==(const item_line&, const item_line&) = default;
};

struct content_item {
    std::string type; // "ltiResourceLink", "link", "file", "html", "image"; other words are kept
    std::string url, title, text;
    std::string html;       // of "html"; embed code of "link"
    std::string media_type; // of a file
    std::optional<instant> expires;
    std::optional<picture_of> icon, thumbnail;
    std::optional<int> width, height; // of an image
    std::optional<item_window> window, iframe;
    std::optional<parameters> custom;
    std::optional<item_line> line_item;
    std::optional<period> available, submission;
    extensions extra; // other members: name, and value as JSON

    friend bool operator==(const content_item&, const content_item&) = default;
};

// What the publisher gave back of a choice.
struct content_return {
    std::vector<content_item> items;                    // none: nothing was chosen
    std::string message, log, error_message, error_log; // for the person; for the log of the platform

    friend bool operator==(const content_return&, const content_return&) = default;
};

// ---------------------------------------------------------------- the whole

// What a later logout refers to.
struct launch_session {
    identifier name;   // NameID; scheme is its format, authority the identity provider
    std::string index; // SessionIndex
    std::optional<instant> until;

    bool empty() const { return name.value.empty() && index.empty(); }
    friend bool operator==(const launch_session&, const launch_session&) = default;
};

struct launch {
    launch_kind kind = launch_kind::resource;
    std::string message_type; // the standard's own word, for kind other
    std::string deployment;   // as the source calls it
    launch_platform platform;
    identifiers school; // as the source claims it; the core decides which school it is
    launch_person person;
    std::optional<launch_person> for_user; // whose submission is reviewed, whose data is meant
    launch_context context;
    launch_resource resource;
    launch_services services;
    launch_presentation presentation;
    std::optional<deep_linking_settings> choosing;
    launch_session session;
    extensions extra; // vendor and migration claims: standard "lti"; attributes: "saml"

    friend bool operator==(const launch&, const launch&) = default;
};

} // namespace schakel::model
