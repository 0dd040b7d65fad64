// Schemas and documents as text, for the tests of the XSD engine.
#pragma once

#include "gateway/validation/xsd_schema.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

namespace xsd_case {

using schema_files = std::map<std::string, std::string, std::less<>>;

inline schakel::result<schakel::validation::xsd_schema, schakel::validation::schema_refusal>
compile(const schema_files& files, std::vector<std::string> roots = {"main.xsd"}) {
    return schakel::validation::xsd_schema::compile(roots, [&](std::string_view name) -> std::optional<std::string> {
        const auto found = files.find(name);
        if (found == files.end()) return std::nullopt;
        return found->second;
    });
}

// `body` inside xs:schema for namespace urn:t (prefix t, default namespace too), elements qualified.
inline std::string schema(std::string_view body) {
    return R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" xmlns="urn:t" xmlns:t="urn:t" elementFormDefault="qualified">)" +
           std::string(body) + "</xs:schema>";
}

inline schakel::validation::xsd_schema
compiled(const schema_files& files, std::vector<std::string> roots = {"main.xsd"}) {
    auto made = compile(files, std::move(roots));
    REQUIRE_MESSAGE(made, (made ? "" : made.error().file + ": " + made.error().message));
    return std::move(made.value());
}

inline schakel::validation::xsd_schema compiled(std::string_view body) {
    return compiled({{"main.xsd", schema(body)}});
}

inline schakel::findings validate(const schakel::validation::xsd_schema& by, std::string_view document) {
    auto out = by.validate(document, {});
    REQUIRE_MESSAGE(out.well_formed, document);
    return std::move(out.schema_findings);
}

// "id id id", in the order of the document.
inline std::string ids(const schakel::findings& found) {
    std::string out;
    for (const auto& f : found) out += (out.empty() ? "" : " ") + std::string(f.broken->id);
    return out;
}

struct row {
    std::string document;
    std::string expected; // ids
};

inline void check_rows(const schakel::validation::xsd_schema& by, const std::vector<row>& rows) {
    for (const row& r : rows) {
        CAPTURE(r.document);
        CHECK(ids(validate(by, r.document)) == r.expected);
    }
}

} // namespace xsd_case
