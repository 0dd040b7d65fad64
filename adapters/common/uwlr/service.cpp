#include "adapters/common/uwlr/service.hpp"

#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/pupil_data/calls.hpp"
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

constexpr service_operation results_operations[]{
    {"BrengLeerresultaten", "BrengLeerresultaten", "leerresultaten_verzoek", "leerresultaten_bevestiging", ""}};
constexpr service_port results_ports[]{
    {"prtLeerresultatenService", "prtLeerresultaten", "bndLeerresultaten", results_operations}};

// In the words of pupil_data/calls.hpp.
std::span<const service_operation> pupil_operations() {
    static const std::vector<service_operation> all = [] {
        std::vector<service_operation> list;
        for (const pupil_data::call_words& one : pupil_data::calls())
            list.push_back({one.operation, one.soap_action, one.question, one.answer, one.fault});
        return list;
    }();
    return all;
}

std::span<const service_port> pupil_ports() {
    static const service_port all[]{
        {"prtLeerlinggegevensService", "prtLeerlinggegevens", "bndLeerlinggegevens", pupil_operations().first(1)},
        {"prtLeerlinggegevensService-getrapt", "prtGetrapt", "bndLeerlinggegevens-getrapt",
         pupil_operations().subspan(1)}};
    return all;
}

std::span<const service_words> services() {
    static const service_words all[]{
        {"LeerresultatenService", "/leerresultaten", "leerresultaten.xsd", space::results, results_ports},
        {"LeerlinggegevensService", "/leerlinggegevens", "leerlinggegevens.xsd", space::pupil_data, pupil_ports()}};
    return all;
}

void write_types(xml::writer& out, const service_words& service, const std::vector<std::string>& schemas) {
    out.open("w:types");
    out.open("xs:schema");
    for (const std::string& name : schemas) {
        const bool header = name.ends_with("/autorisatie.xsd");
        if (!header && !name.ends_with("/" + std::string(service.schema))) continue;
        out.open("xs:import");
        out.attribute("namespace", header ? space::authorisation : service.space);
        out.attribute("schemaLocation", "?xsd=" + name);
        out.close();
    }
    out.close();
    out.close();
}

// A message is named after the element that it is.
void write_message(xml::writer& out, std::string_view prefix, std::string_view element) {
    out.open("w:message");
    out.attribute("name", element);
    out.open("w:part");
    out.attribute("name", "body");
    out.attribute("element", std::string(prefix) + ":" + std::string(element));
    out.close();
    out.close();
}

void write_messages(xml::writer& out, const service_words& service) {
    write_message(out, "aut", "autorisatie");
    for (const service_port& port : service.ports) {
        for (const service_operation& one : port.operations) {
            write_message(out, "r", one.input);
            write_message(out, "r", one.output);
            if (!one.fault.empty()) write_message(out, "r", one.fault);
        }
    }
}

void write_reference(xml::writer& out, std::string_view element, std::string_view attribute, std::string_view value) {
    out.open(element);
    out.attribute(attribute, value);
    out.close();
}

std::string here(std::string_view name) {
    return "t:" + std::string(name);
}

void write_port_type(xml::writer& out, const service_port& port) {
    out.open("w:portType");
    out.attribute("name", port.port_type);
    for (const service_operation& one : port.operations) {
        out.open("w:operation");
        out.attribute("name", one.name);
        write_reference(out, "w:input", "message", here(one.input));
        write_reference(out, "w:output", "message", here(one.output));
        if (!one.fault.empty()) {
            out.open("w:fault");
            out.attribute("name", "fault");
            out.attribute("message", here(one.fault));
            out.close();
        }
        out.close();
    }
    out.close();
}

void write_operation_binding(xml::writer& out, const service_operation& one) {
    out.open("w:operation");
    out.attribute("name", one.name);
    write_reference(out, "soap:operation", "soapAction", one.soap_action);
    out.open("w:input");
    out.open("soap:header");
    out.attribute("message", "t:autorisatie");
    out.attribute("part", "body");
    out.attribute("use", "literal");
    out.close();
    write_reference(out, "soap:body", "use", "literal");
    out.close();
    out.open("w:output");
    write_reference(out, "soap:body", "use", "literal");
    out.close();
    if (!one.fault.empty()) {
        out.open("w:fault");
        out.attribute("name", "fault");
        out.open("soap:fault");
        out.attribute("name", "fault");
        out.attribute("use", "literal");
        out.close();
        out.close();
    }
    out.close();
}

void write_binding(xml::writer& out, const service_port& port) {
    out.open("w:binding");
    out.attribute("name", port.binding);
    out.attribute("type", here(port.port_type));
    out.open("soap:binding");
    out.attribute("style", "document");
    out.attribute("transport", "http://schemas.xmlsoap.org/soap/http");
    out.close();
    for (const service_operation& one : port.operations) write_operation_binding(out, one);
    out.close();
}

void write_service(xml::writer& out, const service_words& service, const std::string& address) {
    out.open("w:service");
    out.attribute("name", service.name);
    for (const service_port& port : service.ports) {
        out.open("w:port");
        out.attribute("name", port.name);
        out.attribute("binding", here(port.binding));
        write_reference(out, "soap:address", "location", address);
        out.close();
    }
    out.close();
}

std::string wsdl(const service_words& service, const std::vector<std::string>& schemas, const std::string& address) {
    xml::writer out(true);
    out.declaration();
    out.open("w:definitions");
    out.attribute("xmlns:w", "http://schemas.xmlsoap.org/wsdl/");
    out.attribute("xmlns:soap", "http://schemas.xmlsoap.org/wsdl/soap/");
    out.attribute("xmlns:xs", "http://www.w3.org/2001/XMLSchema");
    out.attribute("xmlns:aut", space::authorisation);
    out.attribute("xmlns:r", service.space);
    out.attribute("xmlns:t", wsdl_space);
    out.attribute("targetNamespace", wsdl_space);
    out.attribute("name", service.name);
    write_types(out, service, schemas);
    write_messages(out, service);
    for (const service_port& port : service.ports) write_port_type(out, port);
    for (const service_port& port : service.ports) write_binding(out, port);
    write_service(out, service, address);
    out.close();
    return out.finish();
}

bool asks_for(const exchange& asked, std::string_view key) {
    return std::ranges::any_of(asked.query, [&](const auto& one) { return one.first == key; });
}

} // namespace

const service_words* service_at(std::string_view path) {
    for (const service_words& one : services()) {
        if (path.ends_with(one.path)) return &one;
    }
    return nullptr;
}

std::optional<reply> describe_service(
    const exchange& asked, const std::vector<std::string>& schemas, const validation::schema_catalogue& bundled
) {
    const service_words* service = service_at(asked.path);
    if (!service) return std::nullopt;
    if (asks_for(asked, "wsdl")) {
        const std::string version = schemas.front().substr(0, schemas.front().find_last_of('/'));
        return xml_reply(wsdl(*service, schemas, address_of(asked, "/soap/" + version + asked.path)));
    }
    if (!asks_for(asked, "xsd")) return std::nullopt;
    std::set<std::string> served;
    for (const std::string& name : schemas) collect(name, bundled, served);
    const std::string wanted(asked.query_value("xsd"));
    if (!served.contains(wanted)) return std::nullopt;
    return xml_reply(with_questions(wanted, *bundled(wanted)));
}

} // namespace schakel::uwlr
