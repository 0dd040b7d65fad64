#include "adapters/common/goals/file_adapter.hpp"
#include "adapters/common/goals/written_text.hpp"
#include "adapters/nl_lom/translate.hpp"

namespace schakel {

namespace nl_lom {

namespace {

adapter_info describe() {
    adapter_info info = goal_files::described(
        "nl-lom", "NL-LOM 1.0", "NL-LOM 1.0 (Edustandaard), IMS Metadata 1.2.4 and IEEE 1484.12.1 bindings"
    );
    info.media_types = {"application/xml"};
    return info;
}

class adapter final : public goal_files::file_adapter {
public:
    adapter() : file_adapter(describe(), ".xml") {}

    std::span<const rule> rules() const override { return rule_catalogue(); }

    int recognises(std::string_view bytes) const override {
        const std::string_view start = bytes.substr(0, 4096);
        for (const std::string_view mark : {ims, ieee})
            if (start.find(mark) != start.npos) return 80;
        return start.find(oai) != start.npos || start.find("http://www.loc.gov/zing/srw/") != start.npos ? 60 : 0;
    }

    goal_reading
    read(const document_input& input, const goal_reading_options& options, goal_sink& into) const override {
        goal_reading out;
        findings faults;
        const auto text = xml::document::parse(input.bytes, options.document.limits, faults);
        out.report.add(layer::well_formed, std::move(faults));
        if (!text) return out;
        const document whole = parse(text->root());
        out.kind = whole.envelope;
        out.version = "1.0";
        goal_files::notes told(rule_named("nl-lom.more-findings"));
        check(whole, told);
        if (!told.rejects()) {
            to_model(whole, into);
            out.trace = trace_of(whole);
        }
        findings broken = told.take();
        xml::locate(input.bytes, broken);
        out.report.add(layer::rules, std::move(broken));
        return out;
    }

    std::unique_ptr<goal_writer> write(const goal_view& view, const goal_writing_options& options) const override {
        goal_files::written out;
        const document whole = from_model(view, out.fate);
        if (whole.records.empty())
            out.refused.push_back({&rule_named("nl-lom.none"), {}, {}, {}, {}});
        else
            out.text = nl_lom::write(whole, options.document.now);
        return goal_files::as_writer(std::move(out));
    }
};

} // namespace

} // namespace nl_lom

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_nl_lom() {
    return std::make_unique<nl_lom::adapter>();
}

} // namespace schakel
