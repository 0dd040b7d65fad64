#include "adapters/mapping_set/translate.hpp"
#include "gateway/codec/csv_writer.hpp"

namespace schakel::mapping_set_file {

namespace {

// A basic string of TOML.
std::string toml_text(std::string_view text) {
    constexpr char hex[] = "0123456789ABCDEF";
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out.append({'\\', c});
        else if (static_cast<unsigned char>(c) < ' ' || c == '\x7F')
            out.append("\\u00").append(
                {hex[static_cast<unsigned char>(c) >> 4], hex[static_cast<unsigned char>(c) & 15]}
            );
        else
            out += c;
    }
    return out + "\"";
}

void write_keys(std::string& out, const texts& of, std::span<const named_field> order) {
    for (const named_field& one : order) {
        const auto found = of.find(one.key);
        if (found == of.end()) continue;
        out.append(one.key).append(" = ");
        out.append(one.key == "rows" ? found->second : toml_text(found->second)).append("\n");
    }
}

} // namespace

std::string write(const document& whole) {
    std::string out(fence);
    out += '\n';
    write_keys(out, whole.head, head_keys);
    for (const texts& group : whole.groups) {
        out += "\n[[group]]\n";
        write_keys(out, group, group_keys);
    }
    out.append(fence).append("\n");
    csv::writer table(out);
    for (const goal_files::column& one : columns) table.cell(one.name);
    table.end_row();
    for (const row& one : whole.rows) {
        for (const std::string& cell : one.cells) table.cell(cell);
        table.end_row();
    }
    return out;
}

} // namespace schakel::mapping_set_file
