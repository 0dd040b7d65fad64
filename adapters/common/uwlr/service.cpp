#include "adapters/common/uwlr/service.hpp"

#include "adapters/common/uwlr/names.hpp"
#include "gateway/codec/xml_writer.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

namespace schakel::uwlr {

namespace {

constexpr std::string_view wsdl_space = "https://schakel.example/ns/uwlr/wsdl";
constexpr std::string_view location_mark = "schemaLocation=\"";

std::string resolved(const std::string& from, std::string_view name) {
    return (std::filesystem::path(from).parent_path() / name).lexically_normal().generic_string();
}

// Calls `see(begin, length)` for every schemaLocation in our own schema text.
template <class See>
void each_location(const std::string& text, See see) {
    for (std::size_t at = text.find(location_mark); at != std::string::npos; at = text.find(location_mark, at + 1)) {
        const std::size_t begin = at + location_mark.size();
        see(begin, text.find('"', begin) - begin);
    }
}

void collect(const std::string& name, const validation::schema_catalogue& bundled, std::set<std::string>& names) {
    const auto text = bundled(name);
    if (!text || !names.insert(name).second) return;
    each_location(*text, [&](std::size_t begin, std::size_t length) {
        collect(resolved(name, std::string_view(*text).substr(begin, length)), bundled, names);
    });
}

// References among schemas become questions to this address.
std::string with_questions(const std::string& name, const std::string& text) {
    std::string out;
    std::size_t done = 0;
    each_location(text, [&](std::size_t begin, std::size_t length) {
        out.append(text, done, begin - done);
        out += "?xsd=" + resolved(name, std::string_view(text).substr(begin, length));
        done = begin + length;
    });
    return out.append(text, done);
}

reply xml_reply(std::string body) {
    reply out;
    out.headers.add("Content-Type", "text/xml; charset=utf-8");
    out.body = std::move(body);
    return out;
}

// The address as the caller knows it.
std::string address_of(const exchange& asked, std::string_view base) {
    const bool secure = asked.headers.find("x-forwarded-proto") == "https";
    std::string host(asked.headers.find("host"));
    const bool plain = !host.empty() && host.find_first_of("/?#@\\ \"<>&") == std::string::npos;
    if (!plain) host = "localhost";
    return (secure ? "https://" : "http://") + host + std::string(base);
}

void write_types(xml::writer& out, const std::vector<std::string>& schemas) {
    out.open("w:types");
    out.open("xs:schema");
    for (const std::string& name : schemas) {
        const bool header = name.ends_with("/autorisatie.xsd");
        if (!header && !name.ends_with("/leerresultaten.xsd")) continue;
        out.open("xs:import");
        out.attribute("namespace", header ? space::authorisation : space::results);
        out.attribute("schemaLocation", "?xsd=" + name);
        out.close();
    }
    out.close();
    out.close();
}

void write_message_part(xml::writer& out, std::string_view message, std::string_view part, std::string_view element) {
    out.open("w:message");
    out.attribute("name", message);
    out.open("w:part");
    out.attribute("name", part);
    out.attribute("element", element);
    out.close();
    out.close();
}

void write_reference(xml::writer& out, std::string_view element, std::string_view attribute, std::string_view value) {
    out.open(element);
    out.attribute(attribute, value);
    out.close();
}

void write_port_type(xml::writer& out) {
    out.open("w:portType");
    out.attribute("name", "prtLeerresultaten");
    out.open("w:operation");
    out.attribute("name", "BrengLeerresultaten");
    write_reference(out, "w:input", "message", "t:request");
    write_reference(out, "w:output", "message", "t:confirmation");
    out.close();
    out.close();
}

void write_binding(xml::writer& out) {
    out.open("w:binding");
    out.attribute("name", "bndLeerresultaten");
    out.attribute("type", "t:prtLeerresultaten");
    out.open("soap:binding");
    out.attribute("style", "document");
    out.attribute("transport", "http://schemas.xmlsoap.org/soap/http");
    out.close();
    out.open("w:operation");
    out.attribute("name", "BrengLeerresultaten");
    write_reference(out, "soap:operation", "soapAction", "BrengLeerresultaten");
    out.open("w:input");
    out.open("soap:header");
    out.attribute("message", "t:header");
    out.attribute("part", "autorisatie");
    out.attribute("use", "literal");
    out.close();
    write_reference(out, "soap:body", "use", "literal");
    out.close();
    out.open("w:output");
    write_reference(out, "soap:body", "use", "literal");
    out.close();
    out.close();
    out.close();
}

void write_service(xml::writer& out, const std::string& address) {
    out.open("w:service");
    out.attribute("name", "LeerresultatenService");
    out.open("w:port");
    out.attribute("name", "prtLeerresultatenService");
    out.attribute("binding", "t:bndLeerresultaten");
    write_reference(out, "soap:address", "location", address);
    out.close();
    out.close();
}

std::string wsdl(const std::vector<std::string>& schemas, const std::string& address) {
    xml::writer out(true);
    out.declaration();
    out.open("w:definitions");
    out.attribute("xmlns:w", "http://schemas.xmlsoap.org/wsdl/");
    out.attribute("xmlns:soap", "http://schemas.xmlsoap.org/wsdl/soap/");
    out.attribute("xmlns:xs", "http://www.w3.org/2001/XMLSchema");
    out.attribute("xmlns:aut", space::authorisation);
    out.attribute("xmlns:r", space::results);
    out.attribute("xmlns:t", wsdl_space);
    out.attribute("targetNamespace", wsdl_space);
    out.attribute("name", "Leerresultaten");
    write_types(out, schemas);
    write_message_part(out, "header", "autorisatie", "aut:autorisatie");
    write_message_part(out, "request", "body", "r:leerresultaten_verzoek");
    write_message_part(out, "confirmation", "body", "r:leerresultaten_bevestiging");
    write_port_type(out);
    write_binding(out);
    write_service(out, address);
    out.close();
    return out.finish();
}

bool asks_for(const exchange& asked, std::string_view key) {
    return std::ranges::any_of(asked.query, [&](const auto& one) { return one.first == key; });
}

} // namespace

std::optional<reply> describe_service(
    const exchange& asked, const std::vector<std::string>& schemas, const validation::schema_catalogue& bundled
) {
    if (asks_for(asked, "wsdl")) {
        const std::string version = schemas.front().substr(0, schemas.front().find_last_of('/'));
        return xml_reply(wsdl(schemas, address_of(asked, "/soap/" + version + "/leerresultaten")));
    }
    if (!asks_for(asked, "xsd")) return std::nullopt;
    std::set<std::string> served;
    for (const std::string& name : schemas) collect(name, bundled, served);
    const std::string wanted(asked.query_value("xsd"));
    if (!served.contains(wanted)) return std::nullopt;
    return xml_reply(with_questions(wanted, *bundled(wanted)));
}

} // namespace schakel::uwlr
