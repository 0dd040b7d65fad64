// What a browser or a publisher may bring in LTI 1.1. The first byte chooses: 'f' the parameters of a launch, signed
// with a good key so that they come past the signature; 'u' the same unsigned; 'c' chosen content; 'h' an Authorization
// header; anything else a message about outcomes.
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/launch.hpp"
#include "gateway/codec/form_fields.hpp"
#include "gateway/crypto/oauth1.hpp"
#include "schemas/bundled.hpp"
#include "tests/fuzz/findings_hold.hpp"

#include <cstdint>

namespace {

using namespace schakel;
using fuzz::require;

const adapter& subject() {
    static const std::unique_ptr<adapter> made = make_lti_1_1(schemas::bundled);
    return *made;
}

class one_party final : public launch_parties {
public:
    launch_party source, target;

    one_party() {
        source.system = target.system = "proef";
        source.keys = target.keys = {{"k", "geheim"}};
        source.quirks = target.quirks = {"plain-secret"};
        target.side = launch_side::target;
        target.launch_url = "https://uitgever.example/";
    }
    const launch_party* find(launch_side side, std::string_view) const override {
        return side == launch_side::source ? &source : &target;
    }
    std::vector<const launch_party*> find_by_name(launch_side, std::string_view, std::string_view) const override {
        return {};
    }
    const launch_party* find_by_key(launch_side side, std::string_view key) const override {
        return key == "k" ? find(side, {}) : nullptr;
    }
};

launching world(const one_party& parties) {
    launching with;
    with.base_url = "https://gw.example/lti/1.1";
    with.parties = &parties;
    with.now = instant{std::chrono::seconds(1'800'000'000)};
    with.random = [] { return std::string("toeval"); };
    return with;
}

void sign(std::string_view url, forms::field_list& fields, const forms::field_list& query) {
    std::erase_if(fields, [](const auto& one) { return one.first.starts_with("oauth_"); });
    const forms::field_list oauth{
        {"oauth_consumer_key", "k"},
        {"oauth_nonce", "n"},
        {"oauth_signature_method", "HMAC-SHA1"},
        {"oauth_timestamp", "1800000000"}};
    fields.insert(fields.end(), oauth.begin(), oauth.end());
    forms::field_list covered = query;
    covered.insert(covered.end(), fields.begin(), fields.end());
    const std::string base = crypto::oauth1::signature_base("POST", url, covered);
    fields.emplace_back("oauth_signature", crypto::oauth1::sign("HMAC-SHA1", "geheim", base));
}

// What arrives can be sent on, and what is asked can be answered.
void go_on(const arrived& got, const launching& with) {
    const launch_party& to = *with.parties->find(launch_side::target, {});
    const launch_step out = subject().launch()->start(got.what, to, {}, with);
    require(std::holds_alternative<show>(out.what));
    if (!got.what.choosing) return;
    const launch_party& from = *with.parties->find(launch_side::source, {});
    subject().launch()->answer({}, from, got.what, got.answer_bytes, with);
}

void launch(const std::string& bytes, bool with_signature) {
    const one_party parties;
    const launching with = world(parties);
    browser_request request;
    request.http.method = "POST";
    request.http.path = "/launch";
    request.form = forms::read(bytes).value_or(forms::field_list{});
    if (with_signature) sign(with.base_url + "/launch", request.form, {});
    const launch_step step = subject().launch()->proceed(request, with);
    if (const auto* got = std::get_if<arrived>(&step.what)) go_on(*got, with);
    if (const auto* why = std::get_if<refused>(&step.what)) {
        require(!why->code.empty() && fuzz::is_utf8(why->reason));
        for (const finding& one : why->found) fuzz::require_sound({}, one);
    }
}

void choose(const std::string& bytes) {
    const one_party parties;
    launching with = world(parties);
    with.remembered = recalled{"d", "proef", same_browser::unproven, {}, std::make_shared<model::launch>()};
    browser_request request;
    request.http.method = "POST";
    request.http.path = "/choice";
    request.form = {
        {"lti_message_type", "ContentItemSelection"},
        {"lti_version", "LTI-1p0"},
        {"data", "d"},
        {"content_items", bytes}};
    sign(with.base_url + "/choice", request.form, {});
    const launch_step step = subject().launch()->proceed(request, with);
    const auto* got = std::get_if<returned>(&step.what);
    if (!got) return;
    model::launch asked;
    asked.choosing.emplace().return_url = "https://elo.example/";
    subject().launch()->answer(got->what, parties.source, asked, "k", with);
}

void judge_header(const std::string& bytes) {
    const one_party parties;
    exchange message;
    message.method = "POST";
    message.path = "/outcomes";
    message.headers = {{"Authorization", bytes}};
    const launch_sender_step step = subject().launch()->sender_of(message, world(parties));
    require(std::holds_alternative<disposition::outcome>(step.what)); // nobody guesses a body hash
}

void decode(const std::string& bytes) {
    exchange received;
    received.body = bytes;
    const decoded read = subject().decode(received, {});
    for (const layer which : all_layers)
        for (const finding& one : read.report.at(which).findings) fuzz::require_sound(bytes, one);
    disposition told;
    told.what = read.report.rejects() ? disposition::outcome::invalid : disposition::outcome::accepted;
    told.report = &read.report;
    require(!subject().acknowledge(received, told).body.empty());
    subject().encode(read.records, {});
    received_answer answer;
    answer.status = 200;
    answer.body = bytes;
    subject().interpret({}, answer);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const std::string rest = bytes.empty() ? bytes : bytes.substr(1);
    switch (bytes.empty() ? 'x' : bytes.front()) {
    case 'f': launch(rest, true); break;
    case 'u': launch(rest, false); break;
    case 'c': choose(rest); break;
    case 'h': judge_header(rest); break;
    default: decode(bytes);
    }
    return 0;
}
