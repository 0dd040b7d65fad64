#include "adapters/common/uwlr/decode.hpp"

#include "adapters/common/uwlr/envelope.hpp"
#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/parse.hpp"
#include "adapters/common/uwlr/pupil_portions.hpp"
#include "adapters/common/uwlr/quirks.hpp"
#include "adapters/common/uwlr/schema_layer.hpp"
#include "adapters/common/uwlr/trace.hpp"

#include <algorithm>
#include <iterator>

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
        auto checked = check();
        out_.report.add(layer::well_formed, std::move(checked.scan_findings));
        if (!checked.well_formed) return std::move(out_);

        divided_message document =
            has_read_pupils_ ? divided_message(received_.body, along_.reading) : divided_message(received_.body);
        opened_envelope opened = open(document);
        out_.credentials = opened.credentials;
        if (!opened.message) { // one clear finding instead of what the schema makes of it
            add(layer::schema, opened.shape);
            return std::move(out_);
        }
        forgive_foreign_headers(checked.schema_findings, opened);
        if (!document.opened(opened.message) || !(checked.schema_findings.empty() || options_.quirks.empty())) {
            document = divided_message(received_.body, true); // quirks look at elements anywhere
            has_read_pupils_ = false;
            opened = open(document);
            document.opened(opened.message);
        }
        apply_quirks(checked.schema_findings, document.root(), options_.quirks, version_.spoken.own);
        add(layer::schema, std::move(checked.schema_findings));
        read(document, opened);
        return std::move(out_);
    }

private:
    // The pupils of a short message are read by the walk that checks it. Where that finds a fault, or something that
    // takes a tree, they are read from one.
    validation::xsd_schema::outcome check() {
        const document_limits limits = limits_with(options_);
        if (received_.body.size() > divided_message::portion_size) return schema_.validate(received_.body, limits);
        auto checked = schema_.validate(received_.body, limits, along_.reading);
        has_read_pupils_ = checked.well_formed && checked.schema_findings.empty() && along_.reading.complete();
        return checked;
    }

    std::vector<wire::toetsafname>
    read_pupils(const divided_message& document, std::size_t portion, field_trace& trace) {
        if (!has_read_pupils_) return document.read(portion, &trace);
        trace_counts(along_.reading.counts(), trace);
        return std::move(along_.pupils);
    }

    opened_envelope open(const divided_message& document) const {
        return open_envelope(document.root(), results_messages(options_.bare));
    }

    void read(const divided_message& document, const opened_envelope& opened) {
        wire::message message = parse_frame(opened.message);
        if (opened.definitions) out_.kind = "toetsdefinities";
        out_.version = message.school.xsdversie ? message.school.xsdversie.text : std::string(version_.spoken.own);
        out_.school = school_of(message.school);
        findings list = opened.headers;
        check_version(message.school, version_.spoken, list);
        // The rules on content speak only of a message that its schema accepts.
        if (out_.report.rejects()) return add_rules(std::move(list));

        const std::size_t portions = document.portions();
        field_trace trace;
        std::vector<record_key> keys;
        results_check results(message, lists_);
        check_school(message.school, list);
        trace_values(opened.message, trace);
        for (std::size_t i = 0; i < portions; ++i) {
            message.toetsafnames = read_pupils(document, i, trace);
            results.add(message.toetsafnames, list);
            version_.check(message, list);
            std::ranges::move(record_keys(message), std::back_inserter(keys));
        }
        results.finish(list);
        check_tests(message, lists_, list);
        add_rules(std::move(list));
        if (out_.report.rejects()) return;

        trace_credentials(document, trace);
        out_.trace = std::move(trace);
        out_.keys = std::move(keys);
        if (portions > 1) message.toetsafnames = document.read(0);
        out_.records.emplace_back(to_model(message, version_.pupil_ids));
    }

    static void trace_credentials(const divided_message& document, field_trace& trace) {
        const xml::node header = document.root().child(space::soap, "Header");
        if (const xml::node block = header.child(space::authorisation, "autorisatie")) trace_values(block, trace);
    }

    void add_rules(findings list) {
        std::ranges::stable_sort(list, {}, [](const finding& one) { return one.where.offset; });
        add(layer::rules, std::move(list));
    }

    void add(layer which, findings list) { add_placed(out_.report, which, std::move(list), received_.body, options_); }

    const exchange& received_;
    const decode_options& options_;
    const edition& version_;
    const validation::xsd_schema& schema_;
    const code_lists& lists_;
    pupils_read_along along_;
    bool has_read_pupils_ = false;
    decoded out_;
};

} // namespace

decoded decode_message(
    const exchange& received, const decode_options& options, const edition& version,
    const validation::xsd_schema& schema, const code_lists& lists
) {
    return decoding(received, options, version, schema, lists).run();
}

std::shared_ptr<const further_records>
further_pupils(const exchange& received, const decode_options& options, const decoded& first, const edition& version) {
    if (received.body.size() <= divided_message::portion_size) return nullptr; // all of it was read
    if (!options.quirks.empty() && !first.report.at(layer::schema).findings.empty()) return nullptr;
    auto document = std::make_shared<divided_message>(received.body);
    if (document->portions() < 2) return nullptr;
    const opened_envelope opened = open_envelope(document->root(), results_messages(options.bare));
    if (!document->opened(opened.message)) return nullptr;
    return further_pupils(document, parse_frame(opened.message), version.pupil_ids);
}

} // namespace schakel::uwlr
