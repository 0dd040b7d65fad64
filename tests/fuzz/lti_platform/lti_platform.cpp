// Any request of a stranger's browser or system to the platform side of LTI 1.3, in any state of a launch. Line 1:
// method, path. Line 2: query or form. The rest: the body. Nothing is shown to an address that is not registered, a
// browser that was asked for proof gets no launch without it, a token is never given without proof, and a score that is
// accepted has every value traced.
#include "gateway/codec/form_fields.hpp"
#include "tests/unit/lti_1_3/publisher.hpp"

#include "adapters/lti_1_3/platform_launch.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace schakel;
using namespace schakel::test;

std::string line_of(std::string_view& text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    return std::string(line);
}

launch_world& world() {
    static launch_world made;
    made.known = {publisher()};
    launch_class of;
    of.handle = "class-1";
    of.target = "uitgever";
    of.scopes = publisher().scopes;
    made.ledger.classes = {of};
    made.ledger.items.clear();
    made.invitation = "invitation-1";
    return made;
}

constexpr std::string_view proof = "p-1";

// k-1: the browser showed no cookie. k-2: nor that, and it was asked for what our page around the tool keeps.
std::optional<recalled> state_of(const std::string& key) {
    if (key != "k-1" && key != "k-2") return std::nullopt;
    lti_1_3::pending_launch pending;
    pending.proof = proof;
    pending.proof_asked = key == "k-2";
    pending.person_hint = "h-1";
    pending.choice_data = "d-1";
    pending.services = all_services();
    return recalled{
        lti_1_3::to_bytes(pending), "uitgever", same_browser::unproven, "",
        std::make_shared<model::launch>(pupil_opens_chapter())};
}

void check_form(const page_form& form) {
    if (form.action != publisher().redirect_urls.front()) std::abort();
}

void check_page(const page& shown, const browser_request& request) {
    if (const auto* opening = std::get_if<opening_page>(&shown)) {
        check_form(opening->form);
        if (request.value("lti_message_hint") == "k-2" && value_of(request.form, "schakel_launch") != proof)
            std::abort();
    } else if (std::get<recall_page>(shown).next.action != world().with().base_url + "/authorize") {
        std::abort(); // proof is for us alone
    }
}

void check_step(const launch_step& step, const browser_request& request) {
    if (const auto* shown = std::get_if<show>(&step.what)) {
        if (const auto* which = std::get_if<page>(&shown->what)) check_page(*which, request);
    } else if (const auto* why = std::get_if<refused>(&step.what)) {
        if (why->code.empty() || why->reason.empty()) std::abort();
        if (why->page_instead) check_form(std::get<opening_page>(*why->page_instead).form);
    } else if (std::holds_alternative<returned>(step.what)) {
        std::abort(); // nobody here can sign for the publisher
    }
}

void pass(const exchange& asked) {
    browser_request request{asked, forms::read(asked.body).value_or(form_fields{})};
    launching with = world().with();
    with.remembered = state_of(lti_adapter().recall_key(request));
    if (request.http.path == "/authorize" || request.http.path == "/choice")
        check_step(lti_adapter().proceed(request, with), request);
}

void serve(const exchange& asked) {
    const service_step step = lti_adapter().serve(asked, world().with());
    const auto* answer = std::get_if<reply>(&step.what);
    const bool open = asked.path == "/jwks" || asked.path == "/.well-known/openid-configuration";
    if (answer && answer->status < 300 && !open && !step.registers) std::abort();
    if (std::holds_alternative<launch_sender>(lti_adapter().sender_of(asked, world().with()).what)) std::abort();
}

void decode(const exchange& asked) {
    const decoded read = lti_adapter().decode(asked, {});
    disposition decided;
    decided.what = read.report.rejects() ? disposition::outcome::invalid : disposition::outcome::accepted;
    decided.report = &read.report;
    lti_adapter().acknowledge(asked, decided);
    if (!read.report.rejects() && read.trace.total() == 0) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view text(reinterpret_cast<const char*>(data), size);
    exchange asked;
    asked.method = line_of(text);
    asked.path = line_of(text);
    asked.query = forms::read(line_of(text)).value_or(form_fields{});
    asked.headers = {
        {"Content-Type", asked.path == "/token" ? "application/x-www-form-urlencoded" : "application/json"},
        {"Authorization", "Bearer invitation-1"}};
    asked.body = text;
    pass(asked);
    serve(asked);
    decode(asked);
    return 0;
}
