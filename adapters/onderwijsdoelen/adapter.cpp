#include "adapters/common/goals/file_adapter.hpp"
#include "adapters/common/goals/keys.hpp"
#include "adapters/common/goals/written_text.hpp"
#include "adapters/onderwijsdoelen/translate.hpp"
#include "gateway/adapter/bundled_schemas.hpp"

#include <algorithm>

namespace schakel {

namespace onderwijsdoelen {

namespace {

constexpr std::string_view schema_file = "onderwijsdoelen/2026/onderwijsdoelen.json";

adapter_info describe() {
    adapter_info info = goal_files::described(
        "onderwijsdoelen", "Vlaamse onderwijsdoelen",
        "Onderwijsdoelen API and exports of onderwijsdoelen.be, as observed in October 2026"
    );
    info.media_types = {"application/json", "text/csv"};
    info.schemas = {schema_file};
    return info;
}

bool is_json(std::string_view bytes) {
    const std::string_view start = goal_files::trimmed(bytes.substr(0, 64));
    return start.starts_with('{') || start.starts_with('[') || start.empty();
}

class adapter final : public goal_files::file_adapter {
public:
    explicit adapter(const validation::schema_catalogue& bundled)
        : file_adapter(describe(), ".json"), compiled_(compile_bundled(std::string(schema_file), bundled)) {}

    std::span<const rule> rules() const override { return rule_catalogue(); }
    std::span<const compiled_schemas> schemas() const override { return {&compiled_.cost, 1}; }

    int recognises(std::string_view bytes) const override {
        const std::string_view start = bytes.substr(0, 4096);
        for (const std::string_view mark :
             {"onderwijsdoelenset", "\"minimumdoelen\"", "\"richtingdoelen\"", "Type onderwijsdoel"})
            if (start.find(mark) != start.npos) return 100;
        return 0;
    }

    goal_reading
    read(const document_input& input, const goal_reading_options& options, goal_sink& into) const override {
        goal_reading out;
        goal_files::notes told(rule_named("onderwijsdoelen.more-findings"));
        document whole;
        if (is_json(input.bytes)) {
            findings faults;
            const auto text = json::document::parse(input.bytes, options.document.limits, faults);
            out.report.add(layer::well_formed, std::move(faults));
            if (!text) return out;
            out.report.add(layer::schema, compiled_.schema.validate(*text, options.document.limits));
            if (out.report.rejects()) return out;
            whole = parse(text->root());
            judge(whole, told, options, into, out);
            findings broken = told.take();
            json::locate(input.bytes, broken);
            out.report.add(layer::rules, std::move(broken));
        } else {
            whole = parse_table(input.bytes, told);
            if (!told.rejects()) judge(whole, told, options, into, out);
            told.finish(out.report);
        }
        return out;
    }

    std::unique_ptr<goal_writer> write(const goal_view& view, const goal_writing_options& options) const override {
        goal_files::written out;
        const auto what = goal_files::select(
            view, options, rule_named("onderwijsdoelen.none"), rule_named("onderwijsdoelen.several"), out.refused
        );
        if (!what) return goal_files::as_writer(std::move(out));
        const goal_set whole = from_model(view, *what, out.fate);
        const auto nameless = std::ranges::count_if(whole.goals, [](const goal& one) { return !is_number(one.id); });
        if (nameless > 0 || !is_number(whole.id))
            out.refused.push_back({&rule_named("onderwijsdoelen.no-number"), {}, {}, std::to_string(nameless), {}});
        else
            out.text = onderwijsdoelen::write(whole);
        return goal_files::as_writer(std::move(out));
    }

private:
    static void judge(
        const document& whole, goal_files::notes& told, const goal_reading_options& options, goal_sink& into,
        goal_reading& out
    ) {
        out.kind = whole.programmes.empty() ? "onderwijsdoelen" : "richtingdoelen";
        if (whole.sets.size() == 1) out.version = whole.sets.front().version;
        check(whole, told);
        if (told.rejects()) return;
        to_model(whole, options, into);
        out.trace = trace_of(whole);
    }

    bundled_schema<validation::json_schema> compiled_;
};

} // namespace

} // namespace onderwijsdoelen

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_onderwijsdoelen(const validation::schema_catalogue& schemas) {
    return std::make_unique<onderwijsdoelen::adapter>(schemas);
}

} // namespace schakel
