#include "adapters/common/eck_dt/catalogue_adapter.hpp"

#include "adapters/common/eck_dt/pull.hpp"
#include "adapters/common/eck_dt/reply.hpp"
#include "adapters/common/eck_dt/rule_catalogue.hpp"
#include "adapters/common/eck_dt/write.hpp"
#include "gateway/adapter/bundled_schemas.hpp"

#include <algorithm>

namespace schakel::eck_dt {

namespace {

constexpr std::string_view messages = "/catalogservice";

adapter_info describe(const edition& by) {
    adapter_info info;
    info.standard = by.standard;
    info.family_name = "eck-dt";
    info.title = by.title;
    info.specification = by.specification;
    info.maturity = maturity::alpha;
    info.families = {family::access};
    info.media_types = {"text/xml", "application/xml"};
    info.schemas = by.schemas;
    info.base_path = by.base_path;
    info.endpoints = {{endpoint::purpose::query, "POST", messages, {}}};
    info.hardened_against = {"any bytes in a file, a question or an answer"};
    info.parameters.assign(pull_parameters().begin(), pull_parameters().end());
    return info;
}

entitlement_abilities abilities() {
    entitlement_abilities able;
    able.reads = able.writes = able.answers = able.pulls = true;
    able.kinds[static_cast<std::size_t>(model::access::record_kind::product)] = true;
    able.media_type = "text/xml";
    able.file_extension = ".xml";
    return able;
}

bool is_xml(const exchange& asked) {
    std::string type(asked.content_type().substr(0, asked.content_type().find(';')));
    std::ranges::transform(type, type.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    while (type.ends_with(' ')) type.pop_back();
    return type == "text/xml" || type == "application/xml";
}

class catalogue_adapter final : public entitlements_only_adapter {
public:
    catalogue_adapter(edition by, const validation::schema_catalogue& schemas)
        : by_(std::move(by)), info_(describe(by_)), able_(eck_dt::abilities()),
          schema_(compile_bundled(std::vector<std::string>(by_.schemas.begin(), by_.schemas.end()), schemas)) {}

    const adapter_info& info() const override { return info_; }
    const entitlement_abilities& abilities() const override { return able_; }
    std::span<const rule> rules() const override { return fault::all(); }
    std::span<const compiled_schemas> schemas() const override { return {&schema_.cost, 1}; }

    int recognises(std::string_view bytes) const override {
        const std::string_view start = bytes.substr(0, 4096);
        for (const std::string_view one : by_.spaces) {
            const std::size_t at = start.find(one);
            if (at == std::string_view::npos) continue;
            const char behind = at + one.size() < start.size() ? start[at + one.size()] : '"';
            if (behind == '"' || behind == '\'') return 100;
        }
        const bool bare = by_.bare_entries && start.find("<Entry>") != std::string_view::npos;
        return bare && start.find("<ProductId>") != std::string_view::npos ? 70 : 0;
    }

    reply acknowledge(const exchange&, const disposition& decided) const override {
        return eck_dt::acknowledge(decided);
    }

    void authorise(outgoing& message, const send_credentials& with) const override {
        add_secret(message.body, with.secret);
    }

    entitlement_reading
    read(const document_input& input, const decode_options& options, entitlement_sink& into) const override {
        return read_document(input, by_, schema_.schema, options, into);
    }

    std::unique_ptr<entitlement_writer>
    write(const entitlement_view& view, const entitlement_writing_options& options) const override {
        return write_result(by_, view, options);
    }

    entitlement_question question(const exchange& asked, const decode_options& options) const override {
        entitlement_question out;
        out.kind = "ReadCatalog";
        out.catalogue = true;
        if (!is_xml(asked)) {
            const std::string_view type = asked.content_type();
            const std::string got = type.empty() ? std::string("-") : masked(type);
            out.report.add(layer::transport, {finding{&fault::content_type, {}, "text/xml", got, {}}});
            return out;
        }
        discarding_entitlement_sink nobody;
        opened whole;
        const document_input input{asked.body, nullptr, "text/xml", {}};
        entitlement_reading read = read_document(input, by_, schema_.schema, options, nobody, &whole);
        out.report = std::move(read.report);
        out.credentials = std::move(read.credentials);
        if (out.report.rejects()) return out;
        if (!whole.asked) {
            finding other{&fault::other_document, {0, 1, 1, {}}, "ReadCatalog", {}, {}};
            out.report.add(layer::rules, {std::move(other)});
            return out;
        }
        out.parsed = std::make_shared<const eck_dt::question>(std::move(*whole.asked));
        return out;
    }

    using adapter::answer;
    served_answer answer(
        const exchange&, const entitlement_question& question, std::shared_ptr<const entitlement_view> view,
        const answering& options
    ) const override {
        const auto& asked = *static_cast<const eck_dt::question*>(question.parsed.get());
        served_answer out;
        auto tally = std::make_shared<answer_tally>();
        out.tally = tally;
        out.head.headers.set("Content-Type", "text/xml; charset=utf-8");
        out.stream = answer_source(by_, asked, counts_from(options), std::move(view), options.now, tally);
        return out;
    }

    std::unique_ptr<entitlement_pull> pull(const pull_options& options) const override {
        return make_pull(options, by_, schema_.schema);
    }

private:
    std::int64_t counts_from(const answering& options) const {
        const auto told = options.parameters.find("first_entry");
        if (told == options.parameters.end()) return by_.first;
        return told->second == "1" ? 1 : 0;
    }

    edition by_;
    adapter_info info_;
    entitlement_abilities able_;
    bundled_schema<validation::xsd_schema> schema_;
};

} // namespace

edition edition_of_one_schema(
    std::string_view standard, std::string_view version, std::string_view title, std::string_view specification,
    std::string_view base_path, std::string_view space, std::string_view schema
) {
    edition by;
    by.standard = standard;
    by.version = version;
    by.title = title;
    by.specification = specification;
    by.base_path = base_path;
    by.spaces = {space};
    by.schemas = {"soap/1.1/envelope.xsd", "soap/ws_addressing/addressing.xsd", "sru/1.2/response.xsd", schema};
    return by;
}

std::unique_ptr<adapter> make_catalogue_adapter(edition by, const validation::schema_catalogue& schemas) {
    return std::make_unique<catalogue_adapter>(std::move(by), schemas);
}

} // namespace schakel::eck_dt
