#include "adapters/common/uwlr/envelope.hpp"

#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/rule_catalogue.hpp"
#include "gateway/codec/xml_writer.hpp"

#include <algorithm>
#include <array>

namespace schakel::uwlr {

namespace {

constexpr std::string_view results_roots[]{"leerresultaten_verzoek"};
constexpr std::string_view definitions_root = "Toetsdefinities";

// Namespaces of standards, whose names say nothing about people.
bool is_public(std::string_view space) {
    constexpr std::array public_spaces{
        std::string_view("http://www.edustandaard.nl/"), std::string_view("http://www.w3.org/"),
        std::string_view("http://schemas.xmlsoap.org/"), std::string_view("http://docs.oasis-open.org/")};
    return std::ranges::any_of(public_spaces, [&](std::string_view one) { return space.starts_with(one); });
}

bool has_root(const expected_messages& expected, std::string_view local) {
    return std::ranges::find(expected.roots, local) != expected.roots.end();
}

// Any other name is told only by its shape.
std::string shown_name(const xml::node& element, const expected_messages& expected) {
    const bool known = is_public(element.space()) || has_root(expected, element.local());
    return known ? std::string(element.local()) : masked(element.local());
}

std::string shown_space(std::string_view space) {
    if (space.empty()) return "\"\"";
    return is_public(space) ? std::string(space) : masked(space);
}

bool is_message(const xml::node& element, const expected_messages& expected, bool at_root, opened_envelope& opened) {
    opened.definitions = at_root && expected.definitions && element.is(space::definitions, definitions_root);
    const bool wanted = element.space() == expected.space && has_root(expected, element.local());
    if (!opened.definitions && !wanted) return false;
    opened.message = element;
    return true;
}

// Why an element that should be the message is not.
finding not_the_message(const xml::node& element, const expected_messages& expected) {
    if (has_root(expected, element.local()))
        return found("uwlr.namespace", element.offset(), std::string(expected.space), shown_space(element.space()));
    return found(
        expected.other_root, element.offset(), std::string(expected.roots.front()), shown_name(element, expected)
    );
}

finding not_an_envelope(const xml::node& root, const expected_messages& expected) {
    if (root.is(space::soap_1_2, "Envelope")) return found("uwlr.soap-version", root.offset());
    if (root.local() == "Envelope")
        return found("uwlr.namespace", root.offset(), std::string(space::soap), shown_space(root.space()));
    return found("uwlr.envelope-missing", root.offset(), "Envelope", shown_name(root, expected));
}

void read_credentials(const xml::node& block, presented_credentials& credentials) {
    credentials.kind = presented_credentials::form::key_triple;
    credentials.key = block.child(space::authorisation, "autorisatiesleutel").text();
    credentials.code = block.child(space::authorisation, "klantcode").text();
    credentials.name = block.child(space::authorisation, "klantnaam").text();
}

void read_header(
    const xml::node& header, const xml::node& body, const expected_messages& expected, opened_envelope& opened
) {
    bool authorised = false;
    for (xml::node block = header.first_child(); block; block = block.next_sibling()) {
        if (block.is(space::authorisation, "autorisatie")) {
            if (!authorised) read_credentials(block, opened.credentials);
            authorised = true;
            continue;
        }
        const xml::node next = block.next_sibling();
        opened.foreign.emplace_back(block.offset(), next ? next.offset() : body.offset());
        const bool demanded = block.attribute("mustUnderstand", space::soap) == "1";
        const std::string_view id = demanded ? "uwlr.header-not-understood" : "uwlr.header-ignored";
        opened.headers.push_back(found(id, block.offset(), {}, shown_name(block, expected)));
    }
    const std::size_t place = header ? header.offset() : body.offset();
    if (!authorised) opened.headers.push_back(found("uwlr.authorisation-missing", place, "autorisatie"));
}

void read_body(const xml::node& body, const expected_messages& expected, opened_envelope& opened) {
    const xml::node first = body.first_child();
    if (!first) {
        const std::string wanted(expected.roots.front());
        opened.shape.push_back(found(expected.other_root, body.offset(), wanted, "Body"));
    } else if (!is_message(first, expected, false, opened)) {
        opened.shape.push_back(not_the_message(first, expected));
    } else if (const xml::node second = first.next_sibling()) {
        opened.shape.push_back(found(expected.other_root, second.offset(), "</Body>", shown_name(second, expected)));
        opened.message = {};
    }
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return out;
}

// The value of a media type's parameter, without quotes.
std::string parameter(const std::string& media, std::string_view name) {
    const std::size_t at = media.find(std::string(name) + "=");
    if (at == std::string::npos) return {};
    std::string value = media.substr(at + name.size() + 1);
    value = value.substr(0, value.find(';'));
    std::erase_if(value, [](char c) { return c == '"' || c == ' '; });
    return value;
}

} // namespace

expected_messages results_messages(bool bare) {
    return {space::results, results_roots, "uwlr.body-root", bare, bare};
}

opened_envelope open_envelope(const xml::node& root, const expected_messages& expected) {
    opened_envelope opened;
    if (expected.bare && is_message(root, expected, true, opened)) return opened;
    if (!root.is(space::soap, "Envelope")) {
        const bool near_message = expected.bare && has_root(expected, root.local());
        opened.shape.push_back(near_message ? not_the_message(root, expected) : not_an_envelope(root, expected));
        return opened;
    }
    const xml::node body = root.child(space::soap, "Body");
    if (!body) {
        opened.shape.push_back(found(expected.other_root, root.offset(), "Body", shown_name(root, expected)));
        return opened;
    }
    read_header(root.child(space::soap, "Header"), body, expected, opened);
    read_body(body, expected, opened);
    return opened;
}

findings check_content_type(std::string_view content_type) {
    const std::string media = lower(content_type);
    std::string type = media.substr(0, media.find(';'));
    while (type.ends_with(' ')) type.pop_back();
    if (type == "application/soap+xml") return {found("uwlr.soap-version", location::nowhere, "text/xml", type)};
    if (type != "text/xml") {
        const std::string got = type.size() <= 40 && type.find('/') != std::string::npos ? type : masked(type);
        return {found("uwlr.content-type", location::nowhere, "text/xml", got)};
    }
    const std::string charset = parameter(media, "charset");
    if (!charset.empty() && charset != "utf-8" && charset != "us-ascii") {
        const std::string got = charset.size() <= 20 ? charset : masked(charset);
        return {found("uwlr.charset", location::nowhere, "utf-8", got)};
    }
    return {};
}

std::string enclose(std::string_view message, const presented_credentials& credentials) {
    if (message.starts_with("<?xml")) message.remove_prefix(message.find("?>") + 2);
    xml::writer out;
    out.declaration();
    out.open("soap:Envelope");
    out.attribute("xmlns:soap", space::soap);
    out.open("soap:Header");
    out.open("aut:autorisatie");
    out.attribute("xmlns:aut", space::authorisation);
    out.element("aut:autorisatiesleutel", credentials.key);
    out.element("aut:klantcode", credentials.code);
    out.element("aut:klantnaam", credentials.name);
    out.close();
    out.close();
    out.open("soap:Body");
    out.raw(message);
    out.close();
    out.close();
    return out.finish();
}

} // namespace schakel::uwlr
