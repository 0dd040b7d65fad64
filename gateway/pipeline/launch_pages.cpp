// The flow's own end points: beginning by a link, the choice of a publisher, the way back, signing out.
#include "gateway/codec/form_fields.hpp"
#include "gateway/pipeline/launch_choice.hpp"
#include "gateway/pipeline/launch_onward.hpp"
#include "gateway/pipeline/launch_sessions.hpp"

namespace schakel::pipeline {

namespace {

using passage_in_hand = std::shared_ptr<passage>;

constexpr std::string_view start_path = "/launch/start";
constexpr std::string_view choice_path = "/launch/choice";
constexpr std::string_view return_path = "/launch/return";
constexpr std::string_view sign_out_path = "/launch/sign-out";

// A link of ours on a portal or in a catalogue: the person signs in at the source first.
void begin(const passage_in_hand& it) {
    const exchange& asked = it->request.http;
    const settings::system* source = it->around->in_force().settings().find_system(asked.query_value("from"));
    const adapter* by = source && source->launch_from ? it->with.adapters.find(source->launch_from->standard) : nullptr;
    if (!by || !by->launch() || !by->launch()->abilities().begins) {
        return it->refuse(refusal(
            launch_code::party_unknown, refusal_advice::ask_school, "the link names no system that can sign people in"
        ));
    }
    it->of.source = source->id;
    beginning what{source->id, {}, std::string(asked.query_value("product"))};
    what.target = it->around->where().gateway_url + std::string(start_path);
    const std::string_view item = asked.query_value("item");
    if (!item.empty()) what.target += "?item=" + std::string(item);
    if (item.empty() && !what.product.empty()) what.target += "?product=" + what.product;
    it->step(
        *by, [by, what = std::move(what)](const launching& with) { return by->launch()->begin(what, with); },
        [it, by](launch_step made) { go_on(it, *by, std::move(made)); }
    );
}

// Only the browser that was asked may choose.
void choose(const passage_in_hand& it) {
    const std::string_view key = it->request.value("step");
    if (key.empty() || !it->recall(key)) {
        if (key.empty()) it->refuse(refusal(launch_code::step_unknown, refusal_advice::again, "no choice was offered"));
        return;
    }
    if (it->back->kind != remembered_step::what::choice || it->browser() == same_browser::no)
        return it->refuse(refusal(launch_code::step_unknown, refusal_advice::again, "the choice is another browser's"));
    take_choice(it);
}

// The source's address with what the publisher tells of how it went.
std::string with_messages(std::string address, const forms::field_list& query) {
    forms::field_list told;
    for (const auto& [name, value] : query) {
        for (const std::string_view known : {"lti_msg", "lti_errormsg", "lti_log", "lti_errorlog"}) {
            if (name == known) told.emplace_back(name, value);
        }
    }
    if (told.empty()) return address;
    return address + (address.find('?') == std::string::npos ? "?" : "&") + forms::write(told);
}

// Looked at, not used up: a person may come back more than once.
void lead_back(const passage_in_hand& it) {
    const auto bytes = it->with.store.states.look(it->request.http.query_value("to"));
    const auto step = bytes ? decode_step(*bytes) : std::nullopt;
    if (!step || step->kind != remembered_step::what::return_address)
        return it->refuse(refusal(launch_code::step_unknown, refusal_advice::again, "the way back is over"));
    it->lead_back(with_messages(step->bytes, it->request.http.query), step->system);
}

} // namespace

bool is_launch_path(std::string_view path) {
    return path == start_path || path == choice_path || path == return_path || path == sign_out_path;
}

void launch_page(
    exchange request, browser_at where, std::shared_ptr<const configuration> in_force, const launch_services& services,
    std::function<void(reply)> respond
) {
    const std::string path = request.path;
    auto it = std::make_shared<passage>(std::move(request), where, std::move(in_force), services, std::move(respond));
    it->run([it, path] {
        if (path == start_path) return begin(it);
        if (path == choice_path) return choose(it);
        if (path == sign_out_path) return end_session(it);
        lead_back(it);
    });
}

} // namespace schakel::pipeline
