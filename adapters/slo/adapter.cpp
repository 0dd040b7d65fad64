#include "adapters/slo/pull.hpp"
#include "adapters/slo/read.hpp"
#include "adapters/slo/rules.hpp"
#include "gateway/adapter/bundled_schemas.hpp"
#include "gateway/crypto/base64.hpp"

#include <array>

namespace schakel {

namespace {

constexpr std::string_view schema_file = "slo/slo.schema.json";

adapter_info describe() {
    adapter_info info;
    info.standard = "slo";
    info.family_name = "slo";
    info.title = "SLO curriculum";
    info.specification = "Open data of SLO: released JSON of the data sets and API, as of June 2026";
    info.maturity = maturity::alpha;
    info.families = {family::goals};
    info.media_types = {"application/json"};
    info.schemas = {schema_file};
    info.hardened_against = {"any bytes in a file"};
    info.parameters = slo::pull_parameters();
    return info;
}

class slo_adapter final : public goals_only_adapter {
public:
    explicit slo_adapter(const validation::schema_catalogue& bundled)
        : schema_(compile_bundled(std::string(schema_file), bundled)), costs_{schema_.cost}, info_(describe()) {
        abilities_.reads = abilities_.pulls = true;
        abilities_.media_type = "application/json";
        abilities_.file_extension = ".json";
    }

    const adapter_info& info() const override { return info_; }
    const goal_abilities& abilities() const override { return abilities_; }
    std::span<const rule> rules() const override { return slo::slo_rules(); }
    std::span<const compiled_schemas> schemas() const override { return costs_; }

    // Arrays of entities, or members that are named after types; the answers of the API name SLO.
    int recognises(std::string_view bytes) const override {
        const std::string_view start = bytes.substr(0, 4096);
        const std::size_t first = start.find_first_not_of(" \t\r\n");
        if (first == std::string_view::npos || (start[first] != '{' && start[first] != '[')) return 0;
        if (start.find("opendata.slo.nl/curriculum") != std::string_view::npos) return 80;
        return slo::named_in(start);
    }

    goal_reading
    read(const document_input& input, const goal_reading_options& options, goal_sink& into) const override {
        return slo::read_document(schema_.schema, input, options, into);
    }

    std::unique_ptr<goal_pull> pull(const pull_options& options) const override {
        return slo::make_pull(schema_.schema, options);
    }

    // The name of the account and its key.
    void authorise(outgoing& message, const send_credentials& credentials) const override {
        const presented_credentials& secret = credentials.secret;
        if (secret.kind != presented_credentials::form::basic) return;
        message.headers.set("Authorization", "Basic " + crypto::to_base64(secret.code + ":" + secret.key));
    }

private:
    bundled_schema<validation::json_schema> schema_;
    std::array<compiled_schemas, 1> costs_;
    adapter_info info_;
    goal_abilities abilities_;
};

} // namespace

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_slo(const validation::schema_catalogue& schemas) {
    return std::make_unique<slo_adapter>(schemas);
}

} // namespace schakel
