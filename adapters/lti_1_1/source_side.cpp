#include "adapters/lti_1_1/source_side.hpp"

#include "adapters/lti_1_1/content_items.hpp"
#include "adapters/lti_1_1/launch_parameters.hpp"
#include "adapters/lti_1_1/names.hpp"
#include "adapters/lti_1_1/refusals.hpp"
#include "adapters/lti_1_1/signature.hpp"

#include <algorithm>

namespace schakel::lti_1_1 {

namespace {

// The address that was asked for, with what of its query the signature covers.
std::string target_of(const browser_request& request, const std::string& url, const signed_by& by) {
    forms::field_list query;
    for (const auto& one : request.http.query) {
        if (std::ranges::find(by.covered, one) != by.covered.end()) query.push_back(one);
    }
    return query.empty() ? url : url + "?" + forms::write(query);
}

void add(forms::field_list& to, std::string_view name, const std::string& value) {
    if (!value.empty()) to.emplace_back(std::string(name), value);
}

forms::field_list choice_parameters(const model::content_return& choice, const model::deep_linking_settings& asked) {
    forms::field_list out{
        {"lti_message_type", std::string(message::choice)}, {"lti_version", std::string(version_word)}};
    if (!choice.items.empty()) out.emplace_back("content_items", write_content_items(choice.items));
    if (asked.data) out.emplace_back("data", *asked.data);
    add(out, "lti_msg", choice.message);
    add(out, "lti_log", choice.log);
    add(out, "lti_errormsg", choice.error_message);
    add(out, "lti_errorlog", choice.error_log);
    return out;
}

} // namespace

launch_step receive_launch(const browser_request& request, const launching& with) {
    const std::string url = with.base_url + std::string(path::launch);
    auto by = judge_form(request, url, launch_side::source, with);
    if (!by) return {refuse(by.error()), {}};
    const std::string& system = by->party->system;
    if (findings broken = check_launch(by->covered); !broken.empty())
        return {refuse(std::move(broken), system), {by->nonce}};

    arrived out{system, read_launch(by->covered, by->key), by->key};
    // Keys are changed now and then, and the persons stay who they are.
    if (!by->party->issuer.empty()) {
        for (model::identifier& one : out.what.person.ids) one.authority = by->party->issuer;
    }
    out.what.resource.target = target_of(request, url, *by);
    return {std::move(out), {by->nonce}};
}

launch_step give_choice_back(
    const model::content_return& choice, const launch_party& to, const model::launch& asked,
    std::string_view answer_bytes, const launching& with
) {
    const auto key = std::ranges::find(to.keys, answer_bytes, &shared_key::key);
    if (key == to.keys.end() || !asked.choosing)
        return {
            refused{
                "lti11.key-gone", refusal_advice::ask_school,
                "the key that the question was signed with is no longer configured", to.system},
            {}};
    const page_form form =
        signed_form(asked.choosing->return_url, choice_parameters(choice, *asked.choosing), *key, to, with);
    opening_page out{form, asked.choosing->title, false, {}};
    out.leaves_frame = true;
    return {show{std::move(out), {}}, {}};
}

} // namespace schakel::lti_1_1
