#include "libxml2.hpp"

#include <cstdlib>
#include <fstream>
#include <string_view>
#include <utility>

namespace schakel::differential {

namespace fs = std::filesystem;

namespace {

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != text.npos;
}

fault_kind kind_of(std::string_view message) {
    if (holds(message, "Missing child element")) return fault_kind::missing_child;
    if (holds(message, "This element is not expected")) return fault_kind::child;
    if (holds(message, "Duplicate key-sequence")) return fault_kind::key;
    if (holds(message, "No match found for key-sequence")) return fault_kind::reference;
    if (holds(message, "[facet ") || holds(message, "is not a valid value of")) return fault_kind::value;
    if (holds(message, ": The attribute '")) return fault_kind::attribute;
    return fault_kind::other;
}

// A message is "LINE: element NAME: Schemas validity error : …".
judgement judgement_of(verdict said, std::string message) {
    const std::size_t line = std::strtoull(message.c_str(), nullptr, 10);
    const fault_kind kind = kind_of(message);
    return {said, kind, line, std::move(message)};
}

} // namespace

fs::path schema_for(
    const fs::path& directory, const std::string& name, const fs::path& folder,
    const std::vector<schema_document>& documents
) {
    if (documents.size() == 1) return fs::canonical(folder / documents.front().file);
    const fs::path all = directory / name;
    std::ofstream schema(all);
    schema << "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n";
    for (const auto& [space, file] : documents)
        schema << "  <xs:import namespace=\"" << space << "\" schemaLocation=\""
               << fs::canonical(folder / file).string() << "\"/>\n";
    schema << "</xs:schema>\n";
    return all;
}

std::vector<judgement>
judge_by_libxml2(const fs::path& schema, const std::vector<fs::path>& files, const fs::path& scratch) {
    fs::create_directories(scratch);
    conformance::judgement told = conformance::judge(conformance::engine::xmllint, {{schema, files}}, scratch).front();
    std::vector<judgement> judgements(files.size());
    for (std::size_t i = 0; i < std::min(files.size(), told.documents.size()); ++i)
        judgements[i] = judgement_of(told.documents[i], std::move(told.messages[i]));
    return judgements;
}

} // namespace schakel::differential
