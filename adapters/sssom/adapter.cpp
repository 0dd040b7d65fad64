#include "adapters/common/goals/written_text.hpp"
#include "adapters/sssom/translate.hpp"

namespace schakel {

namespace sssom {

namespace {

adapter_info describe() {
    adapter_info info;
    info.standard = "sssom";
    info.family_name = "sssom";
    info.title = "SSSOM 1.0 (TSV)";
    info.specification = "Simple Standard for Sharing Ontological Mappings 1.0, TSV with its metadata in front";
    info.maturity = maturity::alpha;
    info.families = {family::goals};
    info.media_types = {"text/tab-separated-values"};
    info.hardened_against = {"any file from an authenticated sender"};
    return info;
}

class adapter final : public goals_only_adapter {
public:
    adapter() : info_(describe()) {
        abilities_.reads = abilities_.writes = true;
        abilities_.media_type = info_.media_types.front();
        abilities_.file_extension = ".sssom.tsv";
    }

    const adapter_info& info() const override { return info_; }
    std::span<const rule> rules() const override { return rule_catalogue(); }
    const goal_abilities& abilities() const override { return abilities_; }

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
        std::vector<model::goals::mapping_set> sets = view.mapping_sets();
        if (!options.mapping_set.empty())
            std::erase_if(sets, [&](const auto& one) { return one.id != options.mapping_set; });
        goal_files::written out;
        if (sets.empty())
            out.refused.push_back({&rule_named("sssom.none"), {}, {}, {}, {}});
        else if (sets.size() > 1)
            out.refused.push_back({&rule_named("sssom.several"), {}, {}, std::to_string(sets.size()), {}});
        else
            out.text = sssom::write(from_model(view, sets.front(), out.fate));
        return goal_files::as_writer(std::move(out));
    }

private:
    adapter_info info_;
    goal_abilities abilities_;
};

} // namespace

} // namespace sssom

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_sssom() {
    return std::make_unique<sssom::adapter>();
}

} // namespace schakel
