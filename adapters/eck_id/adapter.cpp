#include "adapters/eck_id/first_level.hpp"
#include "adapters/eck_id/parse.hpp"
#include "adapters/eck_id/people.hpp"
#include "adapters/eck_id/reply.hpp"
#include "adapters/eck_id/rules.hpp"
#include "adapters/eck_id/talk.hpp"
#include "adapters/eck_id/write.hpp"
#include "gateway/adapter/bundled_schemas.hpp"

namespace schakel {

namespace eck_id {

namespace {

const std::vector<std::string>& schema_files() {
    static const std::vector<std::string> files{
        "soap/1.1/envelope.xsd", "ws_addressing/1.0/addressing.xsd", "eck_id/1.0/eck_id.xsd"};
    return files;
}

adapter_info describe() {
    adapter_info info;
    info.standard = "eck-id";
    info.family_name = "eck-id";
    info.title = "ECK iD service (Nummervoorziening)";
    info.specification =
        "ECK iD service contract 0.7-20171229 and technical prescriptions (Kennisnet), Edukoppeling 1.2";
    info.maturity = maturity::alpha;
    info.families = {family::access};
    info.media_types = {"text/xml"};
    info.schemas = {"eck_id/1.0/eck_id.xsd", "ws_addressing/1.0/addressing.xsd", "soap/1.1/envelope.xsd"};
    info.hardened_against = {"a service that loses, cuts off, mixes up or invents answers"};
    info.person_schemes = {model::scheme::eckid};
    return info;
}

class adapter final : public chain_id_only_adapter {
public:
    explicit adapter(const validation::schema_catalogue& bundled)
        : info_(describe()), compiled_(compile_bundled(schema_files(), bundled)) {}

    const adapter_info& info() const override { return info_; }
    std::span<const rule> rules() const override { return rule_catalogue(); }
    std::span<const compiled_schemas> schemas() const override { return {&compiled_.cost, 1}; }

    int recognises(std::string_view bytes) const override {
        const std::string_view start = bytes.substr(0, 4096);
        return start.find(space::service) != start.npos || start.find(space::superseded) != start.npos ? 100 : 0;
    }

    decoded decode(const exchange& received, const decode_options& options) const override {
        read_message told = read(received.body, options.limits, compiled_.schema);
        decoded out;
        out.report = std::move(told.report);
        out.kind = std::move(told.kind);
        out.version = "1.0";
        return out;
    }

    reply acknowledge(const exchange&, const disposition& decided) const override { return refusal(decided); }

    people_list read_people(std::string_view csv, bool replacing) const override {
        return eck_id::read_people(csv, replacing);
    }

    result<crypto::wiped_text> hash(std::string_view number, std::string_view salt) const override {
        return first_level(number, salt);
    }

    std::unique_ptr<chain_id_talk>
    issue(const chain_id_options& options, std::vector<crypto::wiped_text> hashes, bool in_batches) const override {
        return in_batches ? talk_of_batches(options, std::move(hashes), compiled_.schema)
                          : talk_one_by_one(options, std::move(hashes), compiled_.schema);
    }
    std::unique_ptr<chain_id_talk> resume(const chain_id_options& options, const chain_id_batch& what) const override {
        return talk_of_batch(options, what, compiled_.schema);
    }
    std::unique_ptr<chain_id_talk> replace(
        const chain_id_options& options, crypto::wiped_text former, crypto::wiped_text present,
        std::optional<instant> from
    ) const override {
        return talk_of_replacement(options, std::move(former), std::move(present), from, compiled_.schema);
    }

    outgoing ask(const chain_id_question& question) const override { return as_request(question); }
    chain_id_reading<chain_id_answer>
    read_answer(std::string_view bytes, const document_limits& limits) const override {
        read_message told = read(bytes, limits, compiled_.schema);
        if (told.holds == read_message::content::question)
            told.report.add(layer::meaning, {found("eck-id.other-answer", location::nowhere)});
        return {std::move(told.report), std::move(told.answer)};
    }

    chain_id_reading<chain_id_question> read_question(const exchange& asked) const override {
        read_message told = read(asked.body, {}, compiled_.schema);
        if (told.holds == read_message::content::answer)
            told.report.add(layer::meaning, {found("eck-id.envelope", location::nowhere, {}, told.kind)});
        return {std::move(told.report), std::move(told.question)};
    }
    reply answer_with(const chain_id_answer& answer) const override { return as_reply(answer); }

private:
    adapter_info info_;
    bundled_schema<validation::xsd_schema> compiled_;
};

} // namespace

} // namespace eck_id

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_eck_id(const validation::schema_catalogue& schemas) {
    return std::make_unique<eck_id::adapter>(schemas);
}

} // namespace schakel
