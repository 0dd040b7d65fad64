// Records what a scan tells, as one readable text.
#pragma once

#include "gateway/codec/xml_scanner.hpp"

#include <string>

namespace schakel::xml::testing {

// "<{urn:a}root id='1'>text</root>": adjacent texts joined, namespaces in braces.
class event_text : public scan_handler {
public:
    void start_element(const name& id, std::span<const attribute> attributes, std::size_t) override {
        told += '<' + shown(id);
        for (const attribute& one : attributes) told += ' ' + shown(one.id) + "='" + std::string(one.value) + '\'';
        told += '>';
    }
    void text(std::string_view value, std::size_t) override { told += value; }
    void end_element(const name& id, std::size_t) override { told += "</" + std::string(id.local) + '>'; }

    std::string told;

private:
    static std::string shown(const name& id) {
        return (id.space.empty() ? "" : '{' + std::string(id.space) + '}') + std::string(id.local);
    }
};

inline std::string events(std::string_view document) {
    event_text handler;
    findings found;
    if (scan(document, {}, handler, found)) return handler.told;
    return "refused: " + std::string(found.at(0).broken->id);
}

inline finding refusal(std::string_view document, const document_limits& limits = {}) {
    findings found;
    if (scan(document, limits, found) || found.size() != 1) return {};
    return found.front();
}

inline std::string refused_by(std::string_view document, const document_limits& limits = {}) {
    const finding fault = refusal(document, limits);
    return fault.broken == nullptr ? "accepted" : std::string(fault.broken->id);
}

} // namespace schakel::xml::testing
