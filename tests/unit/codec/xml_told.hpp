// What a scan told, offsets included, for comparing two of them. `schakel` is a macro where the second one is built.
#pragma once

#include "gateway/codec/xml_scanner.hpp"

#include <string>
#include <string_view>

namespace schakel::xml::testing {

struct told_events : scan_handler {
    void start_element(const name& id, std::span<const attribute> attributes, std::size_t offset) override {
        put("S", id, offset);
        for (const attribute& a : attributes) {
            put("@", a.id, a.offset);
            text(a.value, a.offset);
        }
    }
    void text(std::string_view value, std::size_t offset) override {
        told.append("\nT").append(std::to_string(offset)).append(" ").append(value);
    }
    void end_element(const name& id, std::size_t offset) override { put("E", id, offset); }

    void put(const char* what, const name& id, std::size_t offset) {
        told.append("\n").append(what).append(std::to_string(offset)).append(" {").append(id.space).append("}");
        told.append(id.prefix).append(":").append(id.local);
    }

    std::string told;
};

inline std::string told_by_scan(std::string_view document) {
    told_events handler;
    findings found;
    if (scan(document, {}, handler, found)) return handler.told;
    const finding& f = found.at(0);
    return handler.told + "\n" + std::string(f.broken->id) + " at " + std::to_string(f.where.offset) + " line " +
           std::to_string(f.where.line) + ":" + std::to_string(f.where.column) + " " + f.where.path + " " + f.expected +
           " " + f.got;
}

} // namespace schakel::xml::testing
