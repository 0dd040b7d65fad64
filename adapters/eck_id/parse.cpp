#include "adapters/eck_id/parse.hpp"

#include "adapters/eck_id/forms.hpp"
#include "adapters/eck_id/rules.hpp"
#include "gateway/codec/xml_document.hpp"

#include <algorithm>
#include <charconv>

namespace schakel::eck_id {

namespace {

using item = chain_id_question::item;

std::string text_of(const xml::node& in, std::string_view name) {
    return std::string(in.child(space::service, name).text());
}

// xs:int may have a sign and blanks around it.
std::int32_t index_of(const xml::node& in) {
    std::string_view text = in.child(space::service, "index").text();
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    text.remove_prefix(std::min(first, text.size()));
    if (text.starts_with('+')) text.remove_prefix(1);
    std::int32_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// A moment without a zone is read as UTC.
instant moment_of(const xml::node& in, std::string_view name) {
    const std::string text = text_of(in, name);
    return parse_rfc3339(text).value_or(parse_rfc3339(text + "Z").value_or(instant{}));
}

std::vector<item> items_of(const xml::node& in, std::string_view list, std::string_view value) {
    std::vector<item> out;
    for (xml::node one = in.child(space::service, list); one; one = one.next(space::service, list))
        out.push_back({index_of(one), text_of(one, value)});
    return out;
}

void add_single(std::vector<item>& to, const xml::node& in, std::string_view name) {
    if (const xml::node one = in.child(space::service, name))
        to.push_back({static_cast<std::int32_t>(to.size()), std::string(one.text())});
}

chain_id_question question_of(const xml::node& header, const xml::node& body, operation what) {
    chain_id_question out;
    out.what = what;
    out.message_id = header.child(space::addressing, "MessageID").text();
    out.to = header.child(space::addressing, "To").text();
    const xml::node from = header.child(space::addressing, "From").child(space::addressing, "Address");
    out.school_oin = oin_in(from.text());
    switch (what) {
    case operation::root_batch: out.items = items_of(body, "hpgnList", "hPgn"); break;
    case operation::id_batch: out.items = items_of(body, "stampseudonymList", "stampseudonym"); break;
    default:
        for (const std::string_view name : {"hpgn", "stampseudonym", "hpgnOld", "hpgnNew"})
            add_single(out.items, body, name);
    }
    out.chain = text_of(body, "chainId");
    out.sector = text_of(body, "sectorId");
    out.batch = text_of(body, "batchIdentifier");
    if (body.child(space::service, "effectiveDate")) out.from = moment_of(body, "effectiveDate");
    return out;
}

void read_choices(const xml::node& body, chain_id_answer& out) {
    for (xml::node one = body.first_child(); one; one = one.next_sibling())
        out.choices.push_back(
            {text_of(one, "id"), text_of(one, "name"), text_of(one, "description"), moment_of(one, "lastEdited")}
        );
}

chain_id_answer answer_of(const xml::node& header, const xml::node& body, operation what) {
    chain_id_answer out;
    out.what = what;
    out.relates_to = header.child(space::addressing, "RelatesTo").text();
    for (const std::string_view name : {"stampseudonym", "eckId"}) add_single(out.items, body, name);
    out.batch = text_of(body, "batchIdentifier");
    if (what == operation::fetch) {
        out.items = items_of(body, "success", "value");
        out.failed = items_of(body, "failed", "errorMessage");
    }
    if (what == operation::chains || what == operation::sectors) read_choices(body, out);
    if (what == operation::ping) {
        const std::string there = text_of(body, "available");
        out.available = there.find("true") != there.npos || there.find('1') != there.npos;
        out.version = text_of(body, "applicationVersion");
        out.at = moment_of(body, "systemTime");
    }
    return out;
}

// The exception is named in faultactor, else in the detail.
chain_id_answer fault_of(const xml::node& header, const xml::node& fault) {
    chain_id_answer out;
    out.with_fault = true;
    out.relates_to = header.child(space::addressing, "RelatesTo").text();
    out.fault = fault.child({}, "faultactor").text();
    if (out.fault.empty()) out.fault = fault.child({}, "detail").first_child().local();
    return out;
}

// What stands in header blocks of others is not ours to judge (SOAP 1.1 4.2).
void forgive_foreign_headers(findings& list, const xml::node& header) {
    for (xml::node block = header.first_child(); block; block = block.next_sibling()) {
        if (block.space() == space::addressing) continue;
        const std::size_t begin = block.offset();
        const std::size_t end = block.next_sibling() ? block.next_sibling().offset() : header.next_sibling().offset();
        std::erase_if(list, [&](const finding& one) { return one.where.offset >= begin && one.where.offset < end; });
    }
}

const operation_words* by_element(const xml::node& body, std::string_view operation_words::*name) {
    const auto known = std::ranges::find(operations, body.local(), name);
    return body.space() == space::service && known != operations.end() ? &*known : nullptr;
}

void add(report& to, layer which, findings list, std::string_view bytes) {
    xml::locate(bytes, list);
    to.add(which, std::move(list));
}

} // namespace

read_message read(std::string_view bytes, const document_limits& limits, const validation::xsd_schema& schema) {
    read_message out;
    auto checked = schema.validate(bytes, limits);
    out.report.add(layer::well_formed, std::move(checked.scan_findings));
    if (!checked.well_formed) return out;
    const xml::document document = xml::document::parse_scanned(bytes);
    const xml::node envelope = document.root(), header = envelope.child(space::soap, "Header");
    const xml::node body = envelope.child(space::soap, "Body").first_child();
    const auto* request = by_element(body, &operation_words::request);
    const auto* response = by_element(body, &operation_words::response);
    const bool fault = body.is(space::soap, "Fault");
    out.kind = body.local();
    if (!envelope.is(space::soap, "Envelope") || (!request && !response && !fault)) {
        const bool old = body.space() == space::superseded || envelope.space() == space::superseded;
        const std::string got(body ? body.local() : envelope.local());
        const std::size_t place = body ? body.offset() : envelope.offset();
        add(out.report, layer::schema,
            {old ? found("eck-id.superseded", place) : found("eck-id.envelope", place, {}, masked(got))}, bytes);
        return out;
    }
    forgive_foreign_headers(checked.schema_findings, header);
    add(out.report, layer::schema, std::move(checked.schema_findings), bytes);
    if (out.report.rejects()) return out;
    findings broken;
    if (request) broken = check_request(header, body, request->what);
    if (response) broken = check_response(header, body);
    add(out.report, layer::rules, std::move(broken), bytes);
    if (out.report.rejects()) return out;
    out.holds = request ? read_message::content::question : read_message::content::answer;
    if (request) out.question = question_of(header, body, request->what);
    if (response) out.answer = answer_of(header, body, response->what);
    if (fault) out.answer = fault_of(header, body);
    return out;
}

} // namespace schakel::eck_id
