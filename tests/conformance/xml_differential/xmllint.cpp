#include "xmllint.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <unordered_map>

namespace schakel::differential {

namespace fs = std::filesystem;

namespace {

struct closes_pipe {
    void operator()(FILE* pipe) const { pclose(pipe); }
};

std::string in_quotes(const fs::path& path) {
    std::string quoted = "'";
    for (const char c : path.string()) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

std::string output_of(const std::string& command) {
    std::unique_ptr<FILE, closes_pipe> pipe(popen(command.c_str(), "r"));
    std::string all;
    char chunk[1 << 14];
    while (pipe) {
        const std::size_t count = std::fread(chunk, 1, sizeof chunk, pipe.get());
        if (count == 0) break;
        all.append(chunk, count);
    }
    return all;
}

bool take_suffix(std::string_view& line, std::string_view suffix) {
    if (!line.ends_with(suffix)) return false;
    line.remove_suffix(suffix.size());
    return true;
}

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

// Takes apart "FILE:LINE: element NAME: Schemas validity error : …"; file names hold no colons.
void read_fault(std::string_view line, std::unordered_map<std::string, judgement>& told) {
    const std::size_t after_file = line.find(':');
    const std::size_t after_number = line.find(": element ", after_file + 1);
    const std::size_t message = line.find("Schemas validity error : ", after_number);
    if (message == line.npos || after_number == line.npos) return;
    const std::string number(line.substr(after_file + 1, after_number - after_file - 1));
    told[std::string(line.substr(0, after_file))].faults.push_back(
        {kind_of(line.substr(message)), std::strtoull(number.c_str(), nullptr, 10)}
    );
}

} // namespace

bool xmllint::available() {
    return std::system("xmllint --version >/dev/null 2>&1") == 0;
}

xmllint::xmllint(
    const fs::path& directory, const std::string& name, const fs::path& folder,
    const std::vector<schema_document>& documents
) {
    if (documents.size() == 1) {
        schema_ = fs::canonical(folder / documents.front().file);
        return;
    }
    schema_ = directory / name;
    std::ofstream schema(schema_);
    schema << "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n";
    for (const auto& [space, file] : documents)
        schema << "  <xs:import namespace=\"" << space << "\" schemaLocation=\""
               << fs::canonical(folder / file).string() << "\"/>\n";
    schema << "</xs:schema>\n";
}

std::vector<judgement> xmllint::judge(const std::vector<fs::path>& files) const {
    std::string command = "xmllint --nonet --noout --schema " + in_quotes(schema_);
    for (const auto& file : files) command += " " + in_quotes(file);
    const std::string output = output_of(command + " 2>&1");

    std::unordered_map<std::string, judgement> told;
    for (std::size_t at = 0; at < output.size();) {
        const std::size_t end = std::min(output.find('\n', at), output.size());
        std::string_view line = std::string_view(output).substr(at, end - at);
        if (take_suffix(line, " fails to validate"))
            told[std::string(line)].said = verdict::invalid;
        else if (take_suffix(line, " validates"))
            told[std::string(line)].said = verdict::valid;
        else
            read_fault(line, told);
        at = end + 1;
    }
    std::vector<judgement> judgements;
    for (const auto& file : files) judgements.push_back(told[file.string()]);
    return judgements;
}

} // namespace schakel::differential
