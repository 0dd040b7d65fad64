#include "adapters/lti_1_1/target_side.hpp"

#include "adapters/common/lti/launch_address.hpp"
#include "adapters/lti_1_1/content_items.hpp"
#include "adapters/lti_1_1/launch_parameters.hpp"
#include "adapters/lti_1_1/names.hpp"
#include "adapters/lti_1_1/refusals.hpp"
#include "adapters/lti_1_1/signature.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>

namespace schakel::lti_1_1 {

namespace {

constexpr std::chrono::hours choosing_takes{4}; // a teacher who looks around in the publisher's material

launch_step refused_choice(std::string code, std::string reason, const std::string& system) {
    return {refused{std::move(code), refusal_advice::again, std::move(reason), system}, {}};
}

findings check_choice(const forms::field_list& parameters, std::string_view data) {
    findings list;
    const std::string_view type = forms::value_of(parameters, "lti_message_type");
    if (type != message::choice) list.push_back(found(fault::message_type, std::string(message::choice), masked(type)));
    const std::string_view version = forms::value_of(parameters, "lti_version");
    if (version != version_word) list.push_back(found(fault::version, std::string(version_word), masked(version)));
    if (!crypto::constant_time_equal(forms::value_of(parameters, "data"), data))
        list.push_back(found(fault::other_choice));
    return list;
}

} // namespace

launch_step start_launch(
    const model::launch& what, const launch_party& to, const granted_services& services, const launching& with
) {
    const std::string address = lti::launch_address(what, to);
    if (to.keys.empty() || address.empty())
        return {
            refused{
                "lti11.not-configured", refusal_advice::ask_school, "the system has no key or no launch address",
                to.system},
            {}};
    model::launch told = what;
    told.resource.custom = lti::custom_parameters(what, to);

    handed_out ours;
    show out;
    if (!services.result_handle.empty()) {
        ours.outcome_url = with.base_url + std::string(path::outcomes);
        ours.sourced_id = services.result_handle;
    }
    if (what.choosing) {
        ours.choice_data = with.random();
        out.remember.push_back({with.random(), ours.choice_data, choosing_takes, {}});
        ours.choice_url = with.base_url + std::string(path::choice) + "?k=" + out.remember.back().key;
    }
    const page_form form = signed_form(address, write_launch(told, ours), to.keys.front(), to, with);
    out.what = opening_page{form, what.resource.title, false, {}};
    return {std::move(out), {}};
}

launch_step receive_choice(const browser_request& request, const launching& with) {
    if (!with.remembered || !with.remembered->launch)
        return refused_choice(
            "lti11.choice-unknown", "the choice belongs to no question under way: unknown, expired, or answered before",
            {}
        );
    const std::string& system = with.remembered->system;
    if (request.http.method == "GET") return {returned{}, {}};

    auto by = judge_form(request, with.base_url + std::string(path::choice), launch_side::target, with);
    if (!by) return {refuse(by.error()), {}};
    if (by->party->system != system)
        return refused_choice("lti11.other-choice", "the choice is signed by another system than was asked", system);
    if (findings broken = check_choice(by->covered, with.remembered->bytes); !broken.empty())
        return {refuse(std::move(broken), system), {by->nonce}};

    constexpr document_limits limits;
    auto items = read_content_items(forms::value_of(by->covered, "content_items"), limits);
    if (!items) return {refuse(items.error(), system), {by->nonce}};
    const auto told = [&](std::string_view name) { return std::string(forms::value_of(by->covered, name)); };
    return {
        returned{{*std::move(items), told("lti_msg"), told("lti_log"), told("lti_errormsg"), told("lti_errorlog")}},
        {by->nonce}};
}

} // namespace schakel::lti_1_1
