#include "adapters/lti_1_1/names.hpp"
#include "adapters/lti_1_1/outcomes.hpp"
#include "adapters/lti_1_1/rule_catalogue.hpp"
#include "adapters/lti_1_1/signature.hpp"
#include "adapters/lti_1_1/source_side.hpp"
#include "adapters/lti_1_1/target_side.hpp"
#include "gateway/adapter/bundled_schemas.hpp"
#include "gateway/adapter/launch.hpp"
#include "gateway/adapter/launch_quirks.hpp"

#include <array>

namespace schakel {

namespace lti_1_1 {

namespace {

constexpr std::string_view outcomes_scope = "https://purl.imsglobal.org/spec/lti-bo/scope/basicoutcome";
constexpr std::string_view in_namespace = "lti/1.1/outcomes.xsd";
constexpr std::string_view without_namespace = "lti/1.1/outcome_types.xsd";

const adapter_info& description() {
    using enum endpoint::purpose;
    static const adapter_info info{
        .standard = standard_name,
        .family_name = family_name,
        .title = "LTI 1.1: launches, content items and outcomes",
        .specification = "LTI 1.0 to 1.1.1, Content-Item Message 1.0, Basic Outcomes 1.1 (1EdTech)",
        .maturity = maturity::alpha,
        .families = {family::access, family::progress},
        .receives = true,
        .sends = true,
        .media_types = {"application/xml", "text/xml"},
        .schemas = {in_namespace, without_namespace},
        .base_path = base_path,
        .endpoints =
            {{browser, "POST", path::launch, {}},
             {browser, "POST", path::choice, {}},
             {browser, "GET", path::choice, {}},
             {message, "POST", path::outcomes, {}}},
        .hardened_against = {"fuzzed forms, content items and XML", "replayed, altered and re-signed messages"},
        .quirks = {quirk::plain_secret, launch_quirk::no_choice},
        .profiles = {},
        .person_schemes = {model::scheme::lti_user},
        .parameters = {"custom."}};
    return info;
}

const launch_abilities& offered() {
    static const launch_abilities all{
        .from = true,
        .to = true,
        .deep_linking = true,
        .begins = false,
        .launch_path = path::launch,
        .needed_of_source = {"keys"},
        .needed_of_target = {"keys", "launch_url"},
        .algorithms = {"HMAC-SHA1", "HMAC-SHA256"},
        .scopes = {outcomes_scope}};
    return all;
}

// The school of the launch that the message is about.
std::string school_of(const exchange& message, const launch_party& sender, const launching& with) {
    findings ignored;
    const auto document = xml::document::parse(message.body, {}, ignored);
    if (!document || !with.ledger) return {};
    const auto of = with.ledger->find_result(parse_request(document->root()).sourced_id);
    return of && of->target == sender.system ? of->school : std::string();
}

class launches final : public launch_adapter {
public:
    const launch_abilities& abilities() const override { return offered(); }

    // Only a choice that comes back belongs to something that was remembered.
    std::string recall_key(const browser_request& request) const override {
        return request.http.path == path::choice ? std::string(request.http.query_value("k")) : std::string();
    }

    launch_step proceed(const browser_request& request, const launching& with) const override {
        return request.http.path == path::choice ? receive_choice(request, with) : receive_launch(request, with);
    }

    launch_step start(
        const model::launch& what, const launch_party& to, const granted_services& services, const launching& with
    ) const override {
        return start_launch(what, to, services, with);
    }

    launch_step answer(
        const model::content_return& choice, const launch_party& to, const model::launch& asked,
        std::string_view answer_bytes, const launching& with
    ) const override {
        return give_choice_back(choice, to, asked, answer_bytes, with);
    }

    // An LMS that speaks LTI 1.1 has no session that we could end.
    launch_step
    sign_out(const model::launch_session& session, const launch_party& from, const launching&) const override {
        return {signed_out{from.system, session, {logged_out_page{}, {}}}, {}};
    }

    launch_sender_step sender_of(const exchange& message, const launching& with) const override {
        auto by = judge_message(message, with.base_url + message.path, launch_side::target, with);
        if (!by) return {disposition::outcome::unauthenticated, {}};
        return {launch_sender{by->party->system, {}, school_of(message, *by->party, with)}, {by->nonce}};
    }
};

class lti_adapter final : public adapter {
public:
    explicit lti_adapter(const validation::schema_catalogue& schemas)
        : in_namespace_(compile_bundled(std::vector{std::string(in_namespace)}, schemas)),
          without_(compile_bundled(std::vector{std::string(without_namespace)}, schemas)),
          costs_{in_namespace_.cost, without_.cost} {}

    const adapter_info& info() const override { return description(); }
    std::span<const rule> rules() const override { return all_rules(); }
    std::span<const outcome_row> outcome_table() const override { return outcome_rows(); }
    std::span<const compiled_schemas> schemas() const override { return costs_; }

    int recognises(std::string_view bytes) const override {
        const std::string_view start = bytes.substr(0, 4096);
        if (start.find("imsx_POXEnvelopeRequest") == std::string_view::npos) return 0;
        return start.find(outcomes_namespace) != std::string_view::npos ? 100 : 80;
    }

    decoded decode(const exchange& received, const decode_options& options) const override {
        return decode_outcome(received, options, {in_namespace_.schema, without_.schema});
    }
    reply acknowledge(const exchange& received, const disposition& decided) const override {
        return acknowledge_outcome(received, decided);
    }
    encoded encode(std::span<const model::record> records, const encode_options& options) const override {
        return from_model(records, options);
    }
    receipt interpret(const outgoing& sent, const received_answer& answer) const override {
        return interpret_outcome(sent, answer);
    }

    const launch_adapter* launch() const override { return &launches_; }

private:
    bundled_schema<validation::xsd_schema> in_namespace_, without_;
    std::array<compiled_schemas, 2> costs_;
    launches launches_;
};

} // namespace

} // namespace lti_1_1

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_lti_1_1(const validation::schema_catalogue& schemas) {
    return std::make_unique<lti_1_1::lti_adapter>(schemas);
}

} // namespace schakel
