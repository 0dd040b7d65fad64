// What libxml2 and our scanner and engine say of a document, in terms that can be compared.
#pragma once

#include "gateway/validation/xsd_schema.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::mutants {

enum class standing {
    ill_formed,         // XML 1.0
    against_namespaces, // well-formed, but not against Namespaces in XML 1.0
    invalid,
    valid // by the schema
};
std::string_view name_of(standing of);

struct opinion {
    standing is = standing::ill_formed;
    std::string why; // the rule broken, or libxml2's first line
};

// One opinion for each file, in order: one process of xmllint for them all.
std::vector<opinion>
judge_by_libxml2(const std::filesystem::path& schema, const std::vector<std::filesystem::path>& files);

opinion judge_by_us(const validation::xsd_schema& schema, std::string_view bytes);

// Why the two may differ, with the clause, or none where they must agree.
const char* reason_to_differ(const opinion& libxml2, const opinion& ours, std::string_view bytes);

} // namespace schakel::mutants
