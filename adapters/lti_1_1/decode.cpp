#include "adapters/lti_1_1/names.hpp"
#include "adapters/lti_1_1/outcomes.hpp"
#include "adapters/lti_1_1/rule_catalogue.hpp"
#include "gateway/core/decimal.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/model/field.hpp"

#include <algorithm>
#include <array>

namespace schakel::lti_1_1 {

namespace {

namespace field = model::field;

constexpr std::string_view offered = "replaceResult, readResult, deleteResult";

// "application/xml; charset=utf-8" and text/xml; a file has no headers.
findings check_content_type(const exchange& received) {
    if (received.method.empty() && received.content_type().empty()) return {};
    std::string type(received.content_type().substr(0, received.content_type().find(';')));
    while (type.ends_with(' ')) type.pop_back();
    std::ranges::transform(type, type.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (type == "application/xml" || type == "text/xml") return {};
    return {found(fault::content_type, "application/xml", type.empty() ? std::string("-") : masked(type))};
}

finding at(std::size_t offset, finding what) {
    what.where.offset = offset;
    return what;
}

struct traced {
    std::string_view element;
    field::name to;
};
constexpr std::array traces{
    traced{"imsx_version", field::schema_version}, traced{"imsx_messageIdentifier", field::report_id},
    traced{"sourcedId", field::pupil_other_id},    traced{"language", field::structure},
    traced{"textString", field::score_points},     traced{"text", field::sitting_remark},
    traced{"url", field::sitting_review_url},      traced{"ltiLaunchUrl", field::extension}};

void trace_below(xml::node at, const std::string& path, field_trace& trace) {
    const xml::node first = at.first_child();
    for (xml::node one = first; one; one = one.next_sibling())
        trace_below(one, path.empty() ? std::string(one.local()) : path + "/" + std::string(one.local()), trace);
    if (first || at.text().empty()) return;
    const auto known = std::ranges::find(traces, at.local(), &traced::element);
    if (known == traces.end())
        trace.left(path, "not a part of an outcome that is understood here");
    else
        trace.saw(path, known->to);
}

class decoding {
public:
    decoding(const exchange& received, const decode_options& options, const outcome_schemas& schemas)
        : received_(received), options_(options), schemas_(schemas) {}

    decoded run() {
        out_.kind = "outcome";
        add(layer::transport, check_content_type(received_));
        if (out_.report.rejects()) return std::move(out_);
        findings scan;
        const auto document = xml::document::parse(received_.body, options_.limits, scan);
        add(layer::well_formed, std::move(scan));
        if (!document) return std::move(out_);
        if (!has_form(document->root())) return std::move(out_);
        read(parse_request(document->root()), document->root());
        return std::move(out_);
    }

private:
    void add(layer which, findings list) {
        xml::locate(received_.body, list);
        out_.report.add(which, std::move(list));
    }

    // Whether the schema lets it through. An operation that nobody offers is told as that, whatever is in it.
    bool has_form(xml::node envelope) {
        const request_head head = head_of(envelope);
        findings form;
        if (!head.operation_name.empty() && !head.what && envelope.local() == "imsx_POXEnvelopeRequest") {
            form.push_back(at(head.operation_at, found(fault::operation, std::string(offered), head.operation_name)));
        } else {
            const auto& schema = envelope.space().empty() ? schemas_.without : schemas_.in_namespace;
            form = schema.validate(received_.body, options_.limits).schema_findings;
            if (envelope.space().empty())
                form.push_back(at(envelope.offset(), found(fault::no_namespace, std::string(outcomes_namespace))));
        }
        if (head.what) out_.kind = wire::word_of(*head.what);
        add(layer::schema, std::move(form));
        return !out_.report.rejects();
    }

    void read(const wire::request& message, xml::node envelope) {
        const auto where = place_of(message);
        findings broken;
        if (!where) broken.push_back(at(message.sourced_id_at, found(fault::unknown_result)));
        if (message.what == wire::operation::replace) check_score(message, broken);
        add(layer::rules, std::move(broken));
        if (out_.report.rejects()) return;
        out_.version = "1.1";
        if (message.what == wire::operation::read) {
            out_.answer = answer_read(message, score_of(*where));
            return;
        }
        trace_below(envelope, {}, out_.trace);
        out_.records.emplace_back(to_model(message, *where, received_.received_at));
        out_.keys.push_back({message.sourced_id, crypto::sha256_hex(content_of(message))});
        if (!where->of.line_item.empty())
            out_.scores.push_back({where->of.line_item, ledger_form(message, *where, received_.received_at)});
    }

    // A result of another system is as unknown as one that never was.
    std::optional<result_place> place_of(const wire::request& message) const {
        result_place out;
        out.of.handle = message.sourced_id;
        if (!options_.launches) return out;
        auto of = options_.launches->find_result(message.sourced_id);
        if (!of || (!received_.sender.empty() && of->target != received_.sender)) return std::nullopt;
        out.of = *std::move(of);
        if (!out.of.line_item.empty()) out.item = options_.launches->find_line_item(out.of.line_item);
        return out;
    }

    static void check_score(const wire::request& message, findings& broken) {
        const auto value = message.score ? decimal::parse(*message.score) : std::nullopt;
        if (!value || value->is_negative() || *value > decimal(1))
            broken.push_back(
                at(message.score_at, found(fault::score, "0.0 - 1.0", message.score ? masked(*message.score) : "-"))
            );
    }

    static std::string content_of(const wire::request& message) {
        std::string text(wire::word_of(message.what));
        for (const std::string& part : {message.score.value_or(""), message.text, message.url, message.launch_url})
            text.append(1, '\0').append(part);
        return text;
    }

    std::string score_of(const result_place& where) const {
        if (!options_.launches || where.of.line_item.empty()) return {};
        const auto list = options_.launches->results(where.of.line_item, where.of.person, {}, 1);
        if (list.empty() || !list.front().score || list.front().person != where.of.person) return {};
        const double maximum = list.front().maximum.value_or(1);
        if (!(maximum > 0)) return {};
        const double part = std::clamp(*list.front().score / maximum, 0.0, 1.0);
        return decimal::parse_number(std::to_string(part)).value_or(decimal(0)).text();
    }

    const exchange& received_;
    const decode_options& options_;
    const outcome_schemas& schemas_;
    decoded out_;
};

} // namespace

decoded decode_outcome(const exchange& received, const decode_options& options, const outcome_schemas& schemas) {
    return decoding(received, options, schemas).run();
}

} // namespace schakel::lti_1_1
