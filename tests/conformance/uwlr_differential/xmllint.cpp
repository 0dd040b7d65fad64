#include "xmllint.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <unordered_map>

namespace schakel::differential {

namespace {

struct closes_pipe {
    void operator()(FILE* pipe) const { pclose(pipe); }
};

std::string in_quotes(const std::filesystem::path& path) {
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

} // namespace

bool xmllint::available() {
    return std::system("xmllint --version >/dev/null 2>&1") == 0;
}

xmllint::xmllint(
    const std::filesystem::path& directory, const std::string& name, const std::vector<schema_document>& documents
)
    : schema_(directory / name) {
    std::ofstream schema(schema_);
    schema << "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n";
    for (const auto& [space, file] : documents)
        schema << "  <xs:import namespace=\"" << space << "\" schemaLocation=\"" << file.string() << "\"/>\n";
    schema << "</xs:schema>\n";
}

std::vector<xmllint::verdict> xmllint::judge(const std::vector<std::filesystem::path>& files) const {
    std::string command = "xmllint --nonet --noout --schema " + in_quotes(schema_);
    for (const auto& file : files) command += " " + in_quotes(file);
    const std::string output = output_of(command + " 2>&1");

    std::unordered_map<std::string, verdict> told;
    for (std::size_t at = 0; at < output.size();) {
        const std::size_t end = std::min(output.find('\n', at), output.size());
        std::string_view line = std::string_view(output).substr(at, end - at);
        if (take_suffix(line, " fails to validate"))
            told[std::string(line)] = verdict::invalid;
        else if (take_suffix(line, " validates"))
            told[std::string(line)] = verdict::valid;
        at = end + 1;
    }
    std::vector<verdict> verdicts;
    for (const auto& file : files) {
        const auto found = told.find(file.string());
        verdicts.push_back(found == told.end() ? verdict::none : found->second);
    }
    return verdicts;
}

} // namespace schakel::differential
