#include "adapters/common/goals/written_text.hpp"
#include "adapters/obk/translate.hpp"

namespace schakel {

namespace obk {

namespace {

adapter_info describe() {
    adapter_info info;
    info.standard = "obk";
    info.family_name = "obk";
    info.title = "OBK crosswalk tables";
    info.specification = "Kennisnet, tables from VDEX lists to the Onderwijsbegrippenkader (edurep-files, mapping)";
    info.maturity = maturity::alpha;
    info.families = {family::goals};
    info.media_types = {"text/csv"};
    info.hardened_against = {"any file from an authenticated sender"};
    return info;
}

class adapter final : public goals_only_adapter {
public:
    adapter() : info_(describe()) {
        abilities_.reads = abilities_.writes = true;
        abilities_.media_type = info_.media_types.front();
        abilities_.file_extension = ".csv";
    }

    const adapter_info& info() const override { return info_; }
    std::span<const rule> rules() const override { return rule_catalogue(); }
    const goal_abilities& abilities() const override { return abilities_; }

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

private:
    adapter_info info_;
    goal_abilities abilities_;
};

} // namespace

} // namespace obk

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_obk() {
    return std::make_unique<obk::adapter>();
}

} // namespace schakel
