#include "adapters/common/goals/file_adapter.hpp"
#include "adapters/common/goals/selection.hpp"
#include "adapters/common/goals/written_text.hpp"
#include "adapters/mapping_set/parse.hpp"
#include "adapters/mapping_set/rules.hpp"
#include "adapters/mapping_set/translate.hpp"

namespace schakel {

namespace mapping_set_file {

namespace {

constexpr std::string_view signing_key = "signing_key";

adapter_info describe() {
    adapter_info info = goal_files::described(
        "mapping-set", "Mapping set of Schakel", "schakel-mapping-set/1 (README of this adapter)"
    );
    info.media_types = {"text/x-schakel-mapping-set"};
    info.parameters = {signing_key};
    return info;
}

class adapter final : public goal_files::file_adapter {
public:
    adapter() : file_adapter(describe(), ".mapping") {}

    std::span<const rule> rules() const override { return rule_catalogue(); }

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
        goal_files::written out;
        const auto set = goal_files::select_mapping_set(
            view, options, rule_named("mapping-set.none"), rule_named("mapping-set.several"), out.refused
        );
        if (!set) return goal_files::as_writer(std::move(out));
        document whole = from_model(view, *set, out.fate);
        const auto& parameters = options.document.parameters;
        if (const auto key = parameters.find(signing_key); key != parameters.end()) {
            if (const auto signed_ = sign(whole, key->second); !signed_)
                out.refused.push_back({&rule_named("mapping-set.signing-key"), {}, {}, signed_.error().message, {}});
        }
        if (out.refused.empty()) out.text = mapping_set_file::write(whole);
        return goal_files::as_writer(std::move(out));
    }
};

} // namespace

} // namespace mapping_set_file

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_mapping_set() {
    return std::make_unique<mapping_set_file::adapter>();
}

} // namespace schakel
