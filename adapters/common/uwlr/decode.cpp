#include "adapters/common/uwlr/decode.hpp"

#include "adapters/common/uwlr/envelope.hpp"
#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/parse.hpp"
#include "adapters/common/uwlr/quirks.hpp"
#include "adapters/common/uwlr/schema_layer.hpp"
#include "adapters/common/uwlr/trace.hpp"

#include <algorithm>

namespace schakel::uwlr {

namespace {

class decoding {
public:
    decoding(
        const exchange& received, const decode_options& options, const edition& version,
        const validation::xsd_schema& schema, const code_lists& lists
    )
        : received_(received), options_(options), version_(version), schema_(schema), lists_(lists) {}

    decoded run() {
        out_.kind = "leerresultaten";
        if (!transport_allows(received_, out_.report)) return std::move(out_);
        auto checked = schema_.validate(received_.body, limits_with(options_));
        out_.report.add(layer::well_formed, std::move(checked.scan_findings));
        if (!checked.well_formed) return std::move(out_);

        const xml::document document = xml::document::parse_scanned(received_.body);
        const opened_envelope opened = open_envelope(document.root(), results_messages(options_.bare));
        out_.credentials = opened.credentials;
        if (!opened.message) { // one clear finding instead of what the schema makes of it
            add(layer::schema, opened.shape);
            return std::move(out_);
        }
        forgive_foreign_headers(checked.schema_findings, opened);
        apply_quirks(checked.schema_findings, document.root(), options_.quirks, version_.spoken.own);
        add(layer::schema, std::move(checked.schema_findings));
        read(document, opened);
        return std::move(out_);
    }

private:
    void read(const xml::document& document, const opened_envelope& opened) {
        const wire::message message = parse_message(opened.message);
        if (opened.definitions) out_.kind = "toetsdefinities";
        out_.version = message.school.xsdversie ? message.school.xsdversie.text : std::string(version_.spoken.own);
        out_.school = school_of(message.school);
        add(layer::rules, rules_on(message, opened));
        if (out_.report.rejects()) return;
        trace(document, opened);
        out_.records.emplace_back(to_model(message, version_.pupil_ids));
        out_.keys = record_keys(message);
    }

    // The rules on content speak only of a message that its schema accepts.
    findings rules_on(const wire::message& message, const opened_envelope& opened) const {
        findings list = opened.headers;
        check_version(message.school, version_.spoken, list);
        if (out_.report.rejects()) return list;
        findings content = check_message(message, lists_);
        list.insert(list.end(), content.begin(), content.end());
        version_.check(message, list);
        std::ranges::stable_sort(list, {}, [](const finding& one) { return one.where.offset; });
        return list;
    }

    void trace(const xml::document& document, const opened_envelope& opened) {
        trace_values(opened.message, out_.trace);
        const xml::node header = document.root().child(space::soap, "Header");
        if (const xml::node block = header.child(space::authorisation, "autorisatie")) trace_values(block, out_.trace);
    }

    void add(layer which, findings list) { add_placed(out_.report, which, std::move(list), received_.body, options_); }

    const exchange& received_;
    const decode_options& options_;
    const edition& version_;
    const validation::xsd_schema& schema_;
    const code_lists& lists_;
    decoded out_;
};

} // namespace

decoded decode_message(
    const exchange& received, const decode_options& options, const edition& version,
    const validation::xsd_schema& schema, const code_lists& lists
) {
    return decoding(received, options, version, schema, lists).run();
}

} // namespace schakel::uwlr
