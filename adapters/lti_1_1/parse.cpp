#include "adapters/lti_1_1/wire.hpp"

#include <array>

namespace schakel::lti_1_1 {

namespace {

// The element of that name, in the standard's namespace or in none.
xml::node child(xml::node of, std::string_view name) {
    for (xml::node one = of.first_child(); one; one = one.next_sibling()) {
        if (one.local() == name) return one;
    }
    return {};
}

std::string text(xml::node of) {
    return std::string(of.text());
}

std::optional<wire::operation> operation_called(std::string_view name) {
    using enum wire::operation;
    for (const wire::operation one : std::array{replace, read, remove}) {
        if (name == std::string(wire::word_of(one)) + "Request") return one;
    }
    return std::nullopt;
}

} // namespace

std::string_view wire::word_of(operation which) {
    switch (which) {
    case operation::read: return "readResult";
    case operation::remove: return "deleteResult";
    case operation::replace: break;
    }
    return "replaceResult";
}

request_head head_of(xml::node envelope) {
    request_head out;
    const xml::node info = child(child(envelope, "imsx_POXHeader"), "imsx_POXRequestHeaderInfo");
    out.message_id = text(child(info, "imsx_messageIdentifier"));
    const xml::node operation = child(envelope, "imsx_POXBody").first_child();
    out.operation_name = operation.local();
    out.operation_at = operation.offset();
    out.what = operation_called(out.operation_name);
    return out;
}

wire::request parse_request(xml::node envelope) {
    const request_head head = head_of(envelope);
    const xml::node record = child(child(envelope, "imsx_POXBody").first_child(), "resultRecord");
    const xml::node result = child(record, "result"), data = child(result, "resultData");
    wire::request out;
    out.message_id = head.message_id;
    out.what = head.what.value_or(wire::operation::replace);
    const xml::node id = child(child(record, "sourcedGUID"), "sourcedId");
    out.sourced_id = text(id);
    out.sourced_id_at = id.offset();
    out.score_at = record.offset();
    if (const xml::node score = child(result, "resultScore")) {
        out.score = text(child(score, "textString"));
        out.score_at = child(score, "textString").offset();
        out.language = text(child(score, "language"));
    }
    out.text = text(child(data, "text"));
    out.url = text(child(data, "url"));
    out.launch_url = text(child(data, "ltiLaunchUrl"));
    return out;
}

wire::response parse_response(std::string_view body) {
    wire::response out;
    findings ignored;
    const auto document = xml::document::parse(body, {}, ignored);
    if (!document || document->root().local() != "imsx_POXEnvelopeResponse") return out;
    const xml::node header = child(child(document->root(), "imsx_POXHeader"), "imsx_POXResponseHeaderInfo");
    const xml::node status = child(header, "imsx_statusInfo");
    out.message_id = text(child(header, "imsx_messageIdentifier"));
    out.answers = text(child(status, "imsx_messageRefIdentifier"));
    out.operation_name = text(child(status, "imsx_operationRefIdentifier"));
    out.how.major = text(child(status, "imsx_codeMajor"));
    out.how.severity = text(child(status, "imsx_severity"));
    out.how.description = text(child(status, "imsx_description"));
    const xml::node minor = child(child(status, "imsx_codeMinor"), "imsx_codeMinorField");
    out.how.minor = text(child(minor, "imsx_codeMinorFieldValue"));
    const xml::node answer = child(document->root(), "imsx_POXBody").first_child();
    if (const xml::node score = child(child(answer, "result"), "resultScore"))
        out.score = text(child(score, "textString"));
    return out;
}

} // namespace schakel::lti_1_1
