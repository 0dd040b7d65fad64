// A gateway with an LMS and a publisher that speak LTI 1.1, and a browser between them that posts forms.
#pragma once

#include "adapters/all_adapters.hpp"
#include "gateway/adapter/launch.hpp"
#include "gateway/codec/form_fields.hpp"
#include "gateway/crypto/oauth1.hpp"
#include "schemas/bundled.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::test {

// What is under test, and one standard that a score becomes.
inline const adapter_registry& registry() {
    static const adapter_registry list = [] {
        adapter_registry made;
        made.add(make_lti_1_1(schemas::bundled));
        made.add(make_xapi_1_0_3(schemas::bundled));
        return made;
    }();
    return list;
}

inline const adapter& lti() {
    return *registry().find("lti-1.1");
}

class known_parties final : public launch_parties {
public:
    std::vector<launch_party> list;

    const launch_party* find(launch_side side, std::string_view system) const override {
        for (const launch_party& one : list) {
            if (one.side == side && one.system == system) return &one;
        }
        return nullptr;
    }
    std::vector<const launch_party*> find_by_name(launch_side, std::string_view, std::string_view) const override {
        return {};
    }
    const launch_party* find_by_key(launch_side side, std::string_view key) const override {
        for (const launch_party& one : list) {
            const bool has = std::ranges::find(one.keys, key, &shared_key::key) != one.keys.end();
            if (one.side == side && has) return &one;
        }
        return nullptr;
    }
};

inline const instant noon = *parse_rfc3339("2026-11-21T12:00:00Z");
inline constexpr std::string_view lms_secret = "geheimvandeelo", publisher_secret = "geheimvandeuitgever";

struct launch_world {
    known_parties parties;
    launching with;
    int counted = 0;

    launch_world() {
        parties.list.resize(2);
        launch_party& lms = parties.list[0];
        lms.side = launch_side::source;
        lms.system = "elo";
        lms.keys = {{"elo-sleutel", std::string(lms_secret)}, {"elo-tweede", "anders"}};
        launch_party& publisher = parties.list[1];
        publisher.side = launch_side::target;
        publisher.system = "uitgever";
        publisher.keys = {{"schakel", std::string(publisher_secret)}};
        publisher.launch_url = "https://uitgever.example/lti/launch";
        publisher.launch_prefixes = {"https://uitgever.example/boek"};
        with.base_url = "https://gw.example/lti/1.1";
        with.gateway_url = "https://gw.example";
        with.parties = &parties;
        with.now = noon;
        with.random = [this] { return "toeval-" + std::to_string(++counted) + "-abcdefghijklmnopqrstuv"; };
    }
    launch_world(const launch_world&) = delete;
    launch_world& operator=(const launch_world&) = delete;

    launch_party& lms() { return parties.list[0]; }
    launch_party& publisher() { return parties.list[1]; }

    launch_step post(std::string path, forms::field_list form, forms::field_list query = {}) const {
        browser_request request;
        request.http.method = "POST";
        request.http.path = std::move(path);
        request.http.query = std::move(query);
        request.form = std::move(form);
        return lti().launch()->proceed(request, with);
    }
};

// What a consumer or tool of its own making signs: RFC 5849, nothing of the product but the sums.
struct signing {
    std::string_view key = "elo-sleutel", secret = lms_secret;
    std::string_view method = "HMAC-SHA1";
    std::string url = "https://gw.example/lti/1.1/launch";
    std::string nonce = "eenmalig-1";
    instant when = noon;
    bool encode_secret = true;
    forms::field_list query; // of the address, covered too
};

inline forms::field_list signed_fields(forms::field_list fields, const signing& by) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(by.when).time_since_epoch().count();
    fields.insert(
        fields.end(), {{"oauth_consumer_key", std::string(by.key)},
                       {"oauth_signature_method", std::string(by.method)},
                       {"oauth_timestamp", std::to_string(seconds)},
                       {"oauth_nonce", by.nonce},
                       {"oauth_version", "1.0"}}
    );
    forms::field_list covered = by.query;
    covered.insert(covered.end(), fields.begin(), fields.end());
    const std::string base = crypto::oauth1::signature_base("POST", by.url, covered);
    fields.emplace_back("oauth_signature", crypto::oauth1::sign(by.method, by.secret, base, by.encode_secret));
    return fields;
}

inline forms::field_list some_launch() {
    return {
        {"lti_message_type", "basic-lti-launch-request"},
        {"lti_version", "LTI-1p0"},
        {"resource_link_id", "les-12"},
        {"resource_link_title", "Hoofdstuk 3"},
        {"user_id", "leerling-7"},
        {"roles", "Learner, urn:lti:instrole:ims/lis/Student"},
        {"context_id", "klas-3b"},
        {"context_title", "Wiskunde 3B"},
        {"context_type", "CourseSection"},
        {"launch_presentation_locale", "nl_NL"},
        {"launch_presentation_return_url", "https://elo.example/terug?les=12"},
        {"tool_consumer_instance_guid", "elo.example"},
        {"lis_outcome_service_url", "https://elo.example/cijfers"},
        {"lis_result_sourcedid", "{\"data\":{\"instanceid\":\"4\"}}"},
        {"custom_hoofdstuk", "3"},
        {"custom_leeg", "$ResourceLink.title"},
        {"ext_lms", "voorbeeld-2"}};
}

template <class Step>
const Step* as(const launch_step& step) {
    return std::get_if<Step>(&step.what);
}

inline std::string code_of(const launch_step& step) {
    const refused* why = as<refused>(step);
    return why ? why->code : std::string("not refused");
}

// The form that a step sends the browser on with; null when it does not.
inline const page_form* form_of(const launch_step& step) {
    const show* shown = as<show>(step);
    const page* what = shown ? std::get_if<page>(&shown->what) : nullptr;
    const opening_page* opening = what ? std::get_if<opening_page>(what) : nullptr;
    return opening ? &opening->form : nullptr;
}

} // namespace schakel::test
