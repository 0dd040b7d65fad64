#include "adapters/common/goals/file_adapter.hpp"
#include "adapters/common/goals/written_text.hpp"
#include "adapters/vdex/translate.hpp"
#include "gateway/adapter/bundled_schemas.hpp"

namespace schakel {

namespace vdex {

namespace {

constexpr std::string_view schema_file = "vdex/1.0/vdex.xsd";

adapter_info describe() {
    adapter_info info =
        goal_files::described("vdex", "IMS VDEX 1.0", "IMS Vocabulary Definition Exchange 1.0 (February 2004)");
    info.media_types = {"application/xml"};
    info.schemas = {schema_file};
    return info;
}

class adapter final : public goal_files::file_adapter {
public:
    explicit adapter(const validation::schema_catalogue& bundled)
        : file_adapter(describe(), ".vdex"),
          compiled_(compile_bundled(std::vector<std::string>{std::string(schema_file)}, bundled)) {}

    std::span<const rule> rules() const override { return rule_catalogue(); }
    std::span<const compiled_schemas> schemas() const override { return {&compiled_.cost, 1}; }

    int recognises(std::string_view bytes) const override {
        return bytes.substr(0, 4096).find(name_space) != std::string_view::npos ? 100 : 0;
    }

    goal_reading
    read(const document_input& input, const goal_reading_options& options, goal_sink& into) const override {
        goal_reading out;
        out.kind = "vdex";
        out.version = "1.0";
        auto checked = compiled_.schema.validate(input.bytes, options.document.limits);
        out.report.add(layer::well_formed, std::move(checked.scan_findings));
        if (!checked.well_formed) return out;
        out.report.add(layer::schema, std::move(checked.schema_findings));
        if (out.report.rejects()) return out;
        const xml::document text = xml::document::parse_scanned(input.bytes);
        const document whole = parse(text.root());
        goal_files::notes told(rule_named("vdex.more-findings"));
        check(whole, told);
        if (!told.rejects()) {
            to_model(whole, options, into);
            out.trace = trace_of(whole);
        }
        findings broken = told.take();
        xml::locate(input.bytes, broken);
        out.report.add(layer::rules, std::move(broken));
        return out;
    }

    std::unique_ptr<goal_writer> write(const goal_view& view, const goal_writing_options& options) const override {
        goal_files::written out;
        const auto what =
            goal_files::select(view, options, rule_named("vdex.none"), rule_named("vdex.several"), out.refused);
        if (what) out.text = vdex::write(from_model(view, *what, out.fate));
        return goal_files::as_writer(std::move(out));
    }

private:
    bundled_schema<validation::xsd_schema> compiled_;
};

} // namespace

} // namespace vdex

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_vdex(const validation::schema_catalogue& schemas) {
    return std::make_unique<vdex::adapter>(schemas);
}

} // namespace schakel
