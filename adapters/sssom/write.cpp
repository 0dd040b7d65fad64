#include "adapters/sssom/translate.hpp"

namespace schakel::sssom {

namespace {

// A cell holds no tab and no line end, and a quote at its beginning would open a quoted one.
std::string one_line(std::string_view text) {
    std::string out;
    for (const char c : text) out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    if (out.find('"') == std::string::npos) return out;
    std::string quoted = "\"";
    for (const char c : out) quoted.append(c == '"' ? "\"\"" : std::string(1, c));
    return quoted + "\"";
}

} // namespace

std::string write(const document& whole) {
    std::string out = "#curie_map:\n";
    out.append("#  skos: ")
        .append(skos)
        .append("\n#  semapv: ")
        .append(semapv)
        .append("\n#  sssom: https://w3id.org/sssom/\n");
    for (const auto& [key, value] : whole.head) {
        std::string line;
        for (const char c : value) line += static_cast<unsigned char>(c) < ' ' ? ' ' : c == '"' ? '\'' : c;
        out.append("#").append(key).append(": \"").append(line).append("\"\n");
    }
    for (std::size_t i = 0; i < columns.size(); ++i) out.append(i > 0 ? "\t" : "").append(columns[i].name);
    out += '\n';
    for (const row& one : whole.rows) {
        for (std::size_t i = 0; i < columns.size(); ++i) out.append(i > 0 ? "\t" : "").append(one_line(one.cells[i]));
        out += '\n';
    }
    return out;
}

} // namespace schakel::sssom
