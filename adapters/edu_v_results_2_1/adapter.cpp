#include "gateway/adapter/bundled_schemas.hpp"

#include "adapters/common/edu_v/status.hpp"
#include "adapters/edu_v_results_2_1/reply.hpp"
#include "adapters/edu_v_results_2_1/rule_catalogue.hpp"
#include "adapters/edu_v_results_2_1/rules.hpp"
#include "adapters/edu_v_results_2_1/translate.hpp"

namespace schakel {

namespace edu_v_results_2_1 {

namespace {

constexpr std::string_view schema_name = "edu_v/results-2.1.0/results.schema.json";

adapter_info describe() {
    adapter_info info;
    info.standard = standard_name;
    info.family_name = "edu-v";
    info.title = "Edu-V Leerresultaten 2.1";
    info.specification = "Edu-V Results API 2.1.0";
    info.maturity = maturity::alpha;
    info.families = {family::progress};
    info.receives = true;
    info.sends = true;
    info.media_types = {"application/json"};
    info.schemas = {schema_name, "edu_v/codelists/result_types.toml"};
    info.base_path = "/edu-v/results/v2";
    info.endpoints = {{endpoint::purpose::message, "POST", "/results", {}}};
    info.hardened_against = {"any bytes from an authenticated sender", "any answer of a receiver"};
    namespace scheme = model::scheme;
    info.person_schemes = {scheme::eckid, scheme::las_key,    scheme::nepri,
                           scheme::neppi, scheme::basispoort, scheme::eduid};
    info.parameters = {"percentile", "scaled", "tool_name"};
    info.demanded_scopes = {"eduv.result"};
    return info;
}

// A file has no method and needs no headers.
findings check_content_type(const exchange& received) {
    if (received.method.empty()) return {};
    const std::string type = edu_v::media_type(received);
    if (type == "application/json") return {};
    return {finding{&fault::content_type, {}, "application/json", type.empty() ? std::string("-") : masked(type), {}}};
}

class edu_v_results final : public adapter {
public:
    explicit edu_v_results(const validation::schema_catalogue& schemas)
        : compiled_(compile_bundled(std::string(schema_name), schemas)), forms_(schemas) {}

    const adapter_info& info() const override { return info_; }
    std::span<const rule> rules() const override { return fault::all(); }
    std::span<const outcome_row> outcome_table() const override { return outcomes(); }
    std::span<const compiled_schemas> schemas() const override { return {&compiled_.cost, 1}; }

    int recognises(std::string_view bytes) const override {
        const std::string_view start = bytes.substr(0, 4096);
        const std::size_t first = start.find_first_not_of(" \t\r\n");
        if (first == std::string_view::npos || start[first] != '{') return 0;
        const bool dated = start.find("\"assessmentDateTime\"") != std::string_view::npos;
        const bool defined = start.find("\"assessmentDefinition\"") != std::string_view::npos;
        const bool results = start.find("\"studentScoresAndResults\"") != std::string_view::npos;
        return dated + defined + results > 1 ? 95 : dated + defined + results == 1 ? 60 : 0;
    }

    presented_credentials credentials(const exchange& received) const override { return edu_v::bearer(received); }

    decoded decode(const exchange& received, const decode_options& options) const override {
        decoded out;
        out.kind = "results";
        out.version = "2.1.0";
        if (findings wrong = check_content_type(received); !wrong.empty()) {
            out.report.add(layer::transport, std::move(wrong));
            return out;
        }
        findings found;
        const auto document = json::document::parse(received.body, options.limits, found);
        out.report.add(layer::well_formed, std::move(found));
        if (!document) return out;

        out.report.add(layer::schema, compiled_.schema.validate(*document, options.limits));
        const wire::message message = parse(document->root());
        fault_list faults(options.limits.findings);
        check(message, forms_, faults);
        out.report.add(layer::rules, std::move(faults).take(document->bytes()));
        out.school = school_of(message);
        if (!out.report.rejects()) fill(message, out);
        return out;
    }

    reply acknowledge(const exchange& received, const disposition& decided) const override {
        return edu_v_results_2_1::acknowledge(received, decided);
    }

    encoded encode(std::span<const model::record> records, const encode_options& options) const override {
        return from_model(records, options, forms_);
    }

    void authorise(outgoing& message, const send_credentials& credentials) const override {
        edu_v::authorise_bearer(message, credentials);
    }

    receipt interpret(const outgoing& sent, const received_answer& answer) const override {
        return edu_v_results_2_1::interpret(sent, answer);
    }

    std::vector<outgoing> split(const outgoing& message) const override {
        findings unread;
        const auto document = json::document::parse(message.body, {}, unread);
        std::vector<outgoing> parts;
        if (!document) return parts;
        for (const wire::message& half : halves(parse(document->root()))) {
            outgoing& part = parts.emplace_back(message);
            part.body = write(half);
            part.records = half.pupils.size();
        }
        return parts;
    }

private:
    static void fill(const wire::message& message, decoded& out) {
        out.records.emplace_back(to_model(message));
        const std::string head = digest(message);
        for (const wire::pupil_record& one : message.pupils) out.keys.push_back({one.id, digest(one, head)});
        trace_values(message.at, out.trace);
    }

    adapter_info info_ = describe();
    bundled_schema<validation::json_schema> compiled_;
    result_forms forms_;
};

} // namespace

} // namespace edu_v_results_2_1

std::unique_ptr<adapter> make_edu_v_results_2_1(const validation::schema_catalogue& schemas) {
    return std::make_unique<edu_v_results_2_1::edu_v_results>(schemas);
}

} // namespace schakel
