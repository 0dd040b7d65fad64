#include "adapters/common/goals/file_adapter.hpp"
#include "adapters/common/goals/written_text.hpp"
#include "adapters/skos/translate.hpp"

namespace schakel {

namespace skos {

namespace {

constexpr std::string_view syntax = "syntax";

adapter_info describe() {
    adapter_info info =
        goal_files::described("skos", "SKOS", "SKOS Reference (W3C, August 2009), as Turtle 1.1 and JSON-LD 1.1");
    info.media_types = {"text/turtle", "application/ld+json"};
    info.parameters = {syntax};
    return info;
}

class adapter final : public goal_files::file_adapter {
public:
    adapter() : file_adapter(describe(), ".ttl") {}

    std::span<const rule> rules() const override { return rule_catalogue(); }

    int recognises(std::string_view bytes) const override {
        return bytes.substr(0, 4096).find(name_space) != std::string_view::npos ? 90 : 0;
    }

    goal_reading
    read(const document_input& input, const goal_reading_options& options, goal_sink& into) const override {
        goal_reading out;
        out.kind = "skos";
        findings faults;
        const document whole = parse(input.bytes, options.document.limits, faults);
        out.report.add(layer::well_formed, std::move(faults));
        if (out.report.rejects()) return out;
        goal_files::notes told(rule_named("skos.more-findings"));
        to_model(whole, options, into, told, out.trace);
        findings broken = told.take();
        json::locate(input.bytes, broken); // those of JSON-LD, which have an offset
        out.report.add(layer::rules, std::move(broken));
        return out;
    }

    std::unique_ptr<goal_writer> write(const goal_view& view, const goal_writing_options& options) const override {
        goal_files::written out;
        const document whole = from_model(view, options, out.fate, out.refused);
        const auto& parameters = options.document.parameters;
        const auto chosen = parameters.find(syntax);
        if (out.refused.empty())
            out.text =
                chosen != parameters.end() && chosen->second == "json-ld" ? write_json_ld(whole) : write_turtle(whole);
        return goal_files::as_writer(std::move(out));
    }
};

} // namespace

} // namespace skos

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_skos() {
    return std::make_unique<skos::adapter>();
}

} // namespace schakel
