#include "adapters/common/goals/file_adapter.hpp"
#include "adapters/common/goals/written_text.hpp"
#include "adapters/obk/translate.hpp"

namespace schakel {

namespace obk {

namespace {

adapter_info describe() {
    adapter_info info = goal_files::described(
        "obk", "OBK crosswalk tables",
        "Kennisnet, tables from VDEX lists to the Onderwijsbegrippenkader (edurep-files, mapping)"
    );
    info.media_types = {"text/csv"};
    return info;
}

class adapter final : public goal_files::file_adapter {
public:
    adapter() : file_adapter(describe(), ".csv") {}

    std::span<const rule> rules() const override { return rule_catalogue(); }

    int recognises(std::string_view bytes) const override {
        return bytes.substr(0, 4096).find("obk.begrip.identifier") != std::string_view::npos ? 100 : 0;
    }

    goal_reading
    read(const document_input& input, const goal_reading_options& options, goal_sink& into) const override {
        goal_files::notes told(rule_named("obk.more-findings"));
        goal_reading out;
        out.kind = "obk";
        const document whole = parse(input.bytes, told);
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
        const document whole = from_model(view, options, out.fate, out.refused);
        if (!has_error(out.refused)) out.text = obk::write(whole);
        return goal_files::as_writer(std::move(out));
    }
};

} // namespace

} // namespace obk

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_obk() {
    return std::make_unique<obk::adapter>();
}

} // namespace schakel
