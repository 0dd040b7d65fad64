#include "adapters/lti_1_1/names.hpp"
#include "adapters/lti_1_1/wire.hpp"
#include "gateway/codec/xml_writer.hpp"

namespace schakel::lti_1_1 {

namespace {

void open_envelope(xml::writer& out, std::string_view name) {
    out.declaration();
    out.open(name);
    out.attribute("xmlns", outcomes_namespace);
}

void element_if_present(xml::writer& out, std::string_view name, std::string_view value) {
    if (!value.empty()) out.element(name, value);
}

void write_score(xml::writer& out, std::string_view language, std::string_view score) {
    out.open("resultScore");
    out.element("language", language.empty() ? "en" : language);
    out.element("textString", score);
    out.close();
}

void write_result(xml::writer& out, const wire::request& message) {
    if (!message.score) return;
    out.open("result");
    write_score(out, message.language, *message.score);
    if (!message.text.empty() || !message.url.empty() || !message.launch_url.empty()) {
        out.open("resultData");
        element_if_present(out, "text", message.text);
        element_if_present(out, "url", message.url);
        element_if_present(out, "ltiLaunchUrl", message.launch_url);
        out.close();
    }
    out.close();
}

void write_status(xml::writer& out, const wire::response& message) {
    out.open("imsx_statusInfo");
    out.element("imsx_codeMajor", message.how.major);
    out.element("imsx_severity", message.how.severity);
    element_if_present(out, "imsx_description", message.how.description);
    element_if_present(out, "imsx_messageRefIdentifier", message.answers);
    element_if_present(out, "imsx_operationRefIdentifier", message.operation_name);
    if (!message.how.minor.empty()) {
        out.open("imsx_codeMinor");
        out.open("imsx_codeMinorField");
        out.element("imsx_codeMinorFieldName", "TargetEndSystem");
        out.element("imsx_codeMinorFieldValue", message.how.minor);
        out.close();
        out.close();
    }
    out.close();
}

} // namespace

std::string write(const wire::request& message) {
    xml::writer out;
    open_envelope(out, "imsx_POXEnvelopeRequest");
    out.open("imsx_POXHeader");
    out.open("imsx_POXRequestHeaderInfo");
    out.element("imsx_version", "V1.0");
    out.element("imsx_messageIdentifier", message.message_id);
    out.close();
    out.close();
    out.open("imsx_POXBody");
    out.open(std::string(wire::word_of(message.what)) + "Request");
    out.open("resultRecord");
    out.open("sourcedGUID");
    out.element("sourcedId", message.sourced_id);
    out.close();
    write_result(out, message);
    out.close();
    out.close();
    out.close();
    out.close();
    return out.finish();
}

std::string write(const wire::response& message) {
    xml::writer out;
    open_envelope(out, "imsx_POXEnvelopeResponse");
    out.open("imsx_POXHeader");
    out.open("imsx_POXResponseHeaderInfo");
    out.element("imsx_version", "V1.0");
    element_if_present(out, "imsx_messageIdentifier", message.message_id);
    write_status(out, message);
    out.close();
    out.close();
    out.open("imsx_POXBody");
    if (message.what) {
        out.open(std::string(wire::word_of(*message.what)) + "Response");
        if (*message.what == wire::operation::read) {
            out.open("result");
            write_score(out, "en", message.score.value_or(""));
            out.close();
        }
        out.close();
    }
    out.close();
    out.close();
    return out.finish();
}

} // namespace schakel::lti_1_1
