#include "adapters/eck_id/write.hpp"

#include "gateway/codec/xml_writer.hpp"

#include <algorithm>

namespace schakel::eck_id {

namespace {

constexpr std::string_view anonymous = "http://www.w3.org/2005/08/addressing/anonymous";

void open_envelope(xml::writer& out) {
    out.declaration();
    out.open("soap:Envelope");
    out.attribute("xmlns:soap", space::soap);
    out.attribute("xmlns:wsa", space::addressing);
    out.attribute("xmlns:eck", space::service);
    out.open("soap:Header");
}

// Header closed, Body and the message opened.
void open_body(xml::writer& out, std::string_view message) {
    out.close();
    out.open("soap:Body");
    out.open(message);
}

std::string closed(xml::writer& out) {
    out.close();
    out.close();
    out.close();
    return out.finish();
}

void demanded(xml::writer& out, std::string_view name, std::string_view value) {
    out.open(name);
    out.attribute("soap:mustUnderstand", "1");
    out.text(value);
    out.close();
}

std::string in_service(std::string_view name) {
    return "eck:" + std::string(name);
}

void write_items(
    xml::writer& out, const std::vector<chain_id_question::item>& items, std::string_view list, std::string_view value
) {
    for (const chain_id_question::item& one : items) {
        out.open(list);
        out.element("eck:index", std::to_string(one.index));
        out.element(value, one.value);
        out.close();
    }
}

void write_purpose(xml::writer& out, const chain_id_question& question) {
    out.element("eck:chainId", question.chain);
    out.element("eck:sectorId", question.sector);
}

void write_content(xml::writer& out, const chain_id_question& question) {
    switch (question.what) {
    case operation::root: return out.element("eck:hpgn", question.items.at(0).value);
    case operation::id:
        out.element("eck:stampseudonym", question.items.at(0).value);
        return write_purpose(out, question);
    case operation::root_batch: return write_items(out, question.items, "eck:hpgnList", "eck:hPgn");
    case operation::id_batch:
        write_items(out, question.items, "eck:stampseudonymList", "eck:stampseudonym");
        return write_purpose(out, question);
    case operation::fetch: return out.element("eck:batchIdentifier", question.batch);
    case operation::replace:
        out.element("eck:hpgnOld", question.items.at(0).value);
        out.element("eck:hpgnNew", question.items.at(1).value);
        if (question.from) out.element("eck:effectiveDate", to_rfc3339(*question.from));
        return;
    case operation::ping:
    case operation::chains:
    case operation::sectors: return;
    }
}

void write_choices(xml::writer& out, const chain_id_answer& answer, std::string_view name) {
    for (const chain_id_answer::choice& one : answer.choices) {
        out.open(name);
        out.element("eck:id", one.id);
        out.element("eck:name", one.name);
        out.element("eck:description", one.description);
        out.element("eck:lastEdited", to_rfc3339(one.edited));
        out.close();
    }
}

void write_content(xml::writer& out, const chain_id_answer& answer) {
    switch (answer.what) {
    case operation::ping:
        out.element("eck:available", answer.available ? "true" : "false");
        out.element("eck:applicationVersion", answer.version);
        return out.element("eck:systemTime", to_rfc3339(answer.at));
    case operation::root:
    case operation::replace: return out.element("eck:stampseudonym", answer.items.at(0).value);
    case operation::id: return out.element("eck:eckId", answer.items.at(0).value);
    case operation::root_batch:
    case operation::id_batch: return out.element("eck:batchIdentifier", answer.batch);
    case operation::fetch:
        write_items(out, answer.items, "eck:success", "eck:value");
        return write_items(out, answer.failed, "eck:failed", "eck:errorMessage");
    case operation::chains: return write_choices(out, answer, "eck:chain");
    case operation::sectors: return write_choices(out, answer, "eck:sector");
    }
}

} // namespace

const operation_words& words_of(operation what) {
    return *std::ranges::find(operations, what, &operation_words::what);
}

std::string action_of(operation what) {
    return std::string(space::service) + "/" + std::string(words_of(what).name);
}

std::string write(const chain_id_question& question) {
    xml::writer out;
    open_envelope(out);
    demanded(out, "wsa:To", question.to);
    demanded(out, "wsa:Action", action_of(question.what));
    out.element("wsa:MessageID", question.message_id);
    out.open("wsa:From");
    out.element("wsa:Address", std::string(anonymous) + "?oin=" + question.school_oin);
    out.close();
    open_body(out, in_service(words_of(question.what).request));
    write_content(out, question);
    return closed(out);
}

std::string write(const chain_id_answer& answer) {
    const operation_words& words = words_of(answer.what);
    xml::writer out;
    open_envelope(out);
    out.element("wsa:Action", std::string(space::service) + "/EckIDPort/" + std::string(words.name) + "Response");
    out.element("wsa:MessageID", answer.relates_to + "-answer");
    if (!answer.relates_to.empty()) out.element("wsa:RelatesTo", answer.relates_to);
    if (answer.with_fault) {
        open_body(out, "soap:Fault");
        out.element("faultcode", "soap:Server");
        out.element("faultstring", "see faultactor");
        out.element("faultactor", answer.fault);
    } else {
        open_body(out, in_service(words.response));
        write_content(out, answer);
    }
    return closed(out);
}

outgoing as_request(const chain_id_question& question) {
    outgoing out;
    out.headers = {{"Content-Type", "text/xml; charset=utf-8"}, {"SOAPAction", "\"" + action_of(question.what) + "\""}};
    out.body = write(question);
    out.records = question.items.size();
    return out;
}

} // namespace schakel::eck_id
