#include "gateway/adapter/bundled_schemas.hpp"

#include "adapters/xapi_1_0_3/decode.hpp"
#include "adapters/xapi_1_0_3/names.hpp"
#include "adapters/xapi_1_0_3/outcome.hpp"
#include "adapters/xapi_1_0_3/reply.hpp"
#include "adapters/xapi_1_0_3/rule_catalogue.hpp"
#include "adapters/xapi_1_0_3/translate.hpp"
#include "gateway/crypto/base64.hpp"

namespace schakel {

namespace xapi_1_0_3 {

namespace {

constexpr std::string_view schema_name = "xapi/1.0.3/statement.schema.json";

const adapter_info& description() {
    using enum endpoint::purpose;
    static const adapter_info info{
        .standard = standard_name,
        .family_name = family_name,
        .title = "xAPI 1.0.3 statements",
        .specification = "Experience API 1.0.3 (ADL), statements resource",
        .maturity = maturity::alpha,
        .families = {family::progress},
        .receives = true,
        .sends = true,
        .media_types = {"application/json", "multipart/mixed"},
        .schemas = {schema_name},
        .base_path = "/xapi",
        .endpoints =
            {{message, "POST", "/statements", {}},
             {message, "PUT", "/statements", {}},
             {question, "GET", "/statements", {}},
             {question, "HEAD", "/statements", {}},
             {question, "GET", "/about", {}},
             {question, "HEAD", "/about", {}}},
        .hardened_against = {"fuzzed input", "truncated and foreign multipart bodies"},
        .kept_headers = {"x-experience-api-version"},
        .quirks = {},
        .profiles = {},
        .person_schemes = {model::scheme::account},
        .parameters = {"activity_base", "account_home_page", "language", "batch_size", "context_extensions"}};
    return info;
}

presented_credentials read_basic(std::string_view encoded) {
    presented_credentials out{presented_credentials::form::basic, {}, {}, {}};
    const auto plain = crypto::from_base64(encoded);
    const std::size_t colon = plain ? plain->find(':') : std::string::npos;
    if (colon == std::string::npos) return out;
    out.code = plain->substr(0, colon);
    out.key = plain->substr(colon + 1);
    return out;
}

// The scheme's name compares without case (RFC 9110 11.1).
bool takes(std::string_view& header, std::string_view scheme) {
    if (header.size() <= scheme.size() || header[scheme.size()] != ' ') return false;
    for (std::size_t i = 0; i < scheme.size(); ++i) {
        if ((header[i] | 0x20) != scheme[i]) return false;
    }
    header.remove_prefix(scheme.size());
    header.remove_prefix(std::min(header.find_first_not_of(' '), header.size()));
    return true;
}

class statements_adapter final : public adapter {
public:
    explicit statements_adapter(const validation::schema_catalogue& schemas)
        : compiled_(compile_bundled(std::string(schema_name), schemas)) {}

    const adapter_info& info() const override { return description(); }
    std::span<const rule> rules() const override { return fault::all(); }
    std::span<const outcome_row> outcome_table() const override { return outcomes(); }
    std::span<const compiled_schemas> schemas() const override { return {&compiled_.cost, 1}; }

    int recognises(std::string_view bytes) const override {
        const std::string_view start = bytes.substr(0, 4096);
        int known = 0;
        for (const std::string_view name : {"\"actor\"", "\"verb\"", "\"object\""}) {
            if (start.find(name) != std::string_view::npos) ++known;
        }
        const bool json = start.find('{') != std::string_view::npos;
        return json && known == 3 ? 90 : json && known == 2 ? 50 : 0;
    }

    presented_credentials credentials(const exchange& received) const override {
        std::string_view header = received.headers.find("authorization");
        if (takes(header, "basic")) return read_basic(header);
        if (takes(header, "bearer")) return {presented_credentials::form::bearer, std::string(header), {}, {}};
        return {presented_credentials::form::basic, {}, {}, {}};
    }

    decoded decode(const exchange& received, const decode_options& options) const override {
        return decode_request(received, options, compiled_.schema);
    }

    reply acknowledge(const exchange& received, const disposition& decided) const override {
        return xapi_1_0_3::acknowledge(received, decided);
    }

    reply answer(const exchange& asked, const message_lookup& lookup) const override {
        return answer_question(asked, lookup);
    }

    encoded encode(std::span<const model::record> records, const encode_options& options) const override {
        return from_model(records, options);
    }

    void authorise(outgoing& message, const send_credentials& credentials) const override {
        const presented_credentials& secret = credentials.secret;
        if (secret.kind == presented_credentials::form::basic)
            message.headers.set("Authorization", "Basic " + crypto::to_base64(secret.code + ":" + secret.key));
        if (secret.kind == presented_credentials::form::bearer)
            message.headers.set("Authorization", "Bearer " + secret.key);
    }

    receipt interpret(const outgoing& sent, const received_answer& answer) const override {
        return interpret_answer(sent, answer);
    }

    receipt interpret_check(const outgoing& sent, const outgoing&, const received_answer& answer) const override {
        return interpret_comparison(sent, answer);
    }

    std::vector<outgoing> split(const outgoing& message) const override { return halves(message); }

private:
    bundled_schema<validation::json_schema> compiled_;
};

} // namespace

} // namespace xapi_1_0_3

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_xapi_1_0_3(const validation::schema_catalogue& schemas) {
    return std::make_unique<xapi_1_0_3::statements_adapter>(schemas);
}

} // namespace schakel
