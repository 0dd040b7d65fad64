#include "adapters/common/goals/written_text.hpp"
#include "adapters/mapping_set/parse.hpp"
#include "adapters/mapping_set/rules.hpp"
#include "adapters/mapping_set/translate.hpp"

namespace schakel {

namespace mapping_set_file {

namespace {

constexpr std::string_view signing_key = "signing_key";

adapter_info describe() {
    adapter_info info;
    info.standard = "mapping-set";
    info.family_name = "mapping-set";
    info.title = "Mapping set of Schakel";
    info.specification = "schakel-mapping-set/1 (README of this adapter)";
    info.maturity = maturity::alpha;
    info.families = {family::goals};
    info.media_types = {"text/x-schakel-mapping-set"};
    info.hardened_against = {"any file from an authenticated sender"};
    info.parameters = {signing_key};
    return info;
}

class adapter final : public goals_only_adapter {
public:
    adapter() : info_(describe()) {
        abilities_.reads = abilities_.writes = true;
        abilities_.media_type = info_.media_types.front();
        abilities_.file_extension = ".mapping";
    }

    const adapter_info& info() const override { return info_; }
    std::span<const rule> rules() const override { return rule_catalogue(); }
    const goal_abilities& abilities() const override { return abilities_; }

    int recognises(std::string_view bytes) const override {
        const std::string_view start = bytes.substr(0, 4096);
        const std::size_t mark = start.find(fence); // a byte order mark may stand before it
        const bool fenced = mark == 0 || (mark == 3 && start.starts_with("\xEF\xBB\xBF"));
        return fenced && start.find("schakel-mapping-set/") != start.npos ? 100 : 0;
    }

    goal_reading
    read(const document_input& input, const goal_reading_options& options, goal_sink& into) const override {
        goal_files::notes told(rule_named("mapping-set.more-findings"));
        goal_reading out;
        out.kind = "mapping-set";
        const document whole = parse(input.bytes, told);
        out.version = whole.text("version");
        if (!told.rejects()) check(whole, told);
        if (!told.rejects()) {
            const model::goals::mapping_set set = head_to_model(whole, options, told);
            into.add(set);
            rows_to_model(whole, set.id, into);
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
        const auto refuse = [&](std::string_view id, std::string got) {
            out.refused.push_back({&rule_named(id), {}, {}, std::move(got), {}});
        };
        if (sets.empty()) refuse("mapping-set.none", {});
        if (sets.size() > 1) refuse("mapping-set.several", std::to_string(sets.size()));
        if (!out.refused.empty()) return goal_files::as_writer(std::move(out));
        document whole = from_model(view, sets.front(), out.fate);
        const auto& parameters = options.document.parameters;
        if (const auto key = parameters.find(signing_key); key != parameters.end()) {
            if (const auto signed_ = sign(whole, key->second); !signed_)
                refuse("mapping-set.signing-key", signed_.error().message);
        }
        if (out.refused.empty()) out.text = mapping_set_file::write(whole);
        return goal_files::as_writer(std::move(out));
    }

private:
    adapter_info info_;
    goal_abilities abilities_;
};

} // namespace

} // namespace mapping_set_file

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_mapping_set() {
    return std::make_unique<mapping_set_file::adapter>();
}

} // namespace schakel
