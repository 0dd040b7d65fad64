#include "adapters/common/goals/file_adapter.hpp"
#include "adapters/common/goals/selection.hpp"
#include "adapters/common/goals/written_text.hpp"
#include "adapters/sssom/translate.hpp"

namespace schakel {

namespace sssom {

namespace {

adapter_info describe() {
    adapter_info info = goal_files::described(
        "sssom", "SSSOM 1.0 (TSV)",
        "Simple Standard for Sharing Ontological Mappings 1.0, TSV with its metadata in front"
    );
    info.media_types = {"text/tab-separated-values"};
    return info;
}

class adapter final : public goal_files::file_adapter {
public:
    adapter() : file_adapter(describe(), ".sssom.tsv") {}

    std::span<const rule> rules() const override { return rule_catalogue(); }

    int recognises(std::string_view bytes) const override {
        const std::string_view start = bytes.substr(0, 4096);
        return start.starts_with('#') && start.find("mapping_set_id:") != start.npos ? 100 : 0;
    }

    goal_reading
    read(const document_input& input, const goal_reading_options& options, goal_sink& into) const override {
        goal_files::notes told(rule_named("sssom.more-findings"));
        goal_reading out;
        out.kind = "sssom";
        const document whole = parse(input.bytes, told);
        out.version = whole.text("mapping_set_version");
        if (!told.rejects()) check(whole, told);
        if (!told.rejects()) {
            to_model(whole, options, into);
            out.trace = trace_of(whole);
        }
        told.finish(out.report);
        return out;
    }

    std::unique_ptr<goal_writer> write(const goal_view& view, const goal_writing_options& options) const override {
        goal_files::written out;
        const auto set = goal_files::select_mapping_set(
            view, options, rule_named("sssom.none"), rule_named("sssom.several"), out.refused
        );
        if (set) out.text = sssom::write(from_model(view, *set, out.fate));
        return goal_files::as_writer(std::move(out));
    }
};

} // namespace

} // namespace sssom

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_sssom() {
    return std::make_unique<sssom::adapter>();
}

} // namespace schakel
