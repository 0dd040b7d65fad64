#include "adapters/common/goals/keys.hpp"
#include "adapters/sssom/translate.hpp"
#include "gateway/codec/utf8.hpp"

namespace schakel::sssom {

namespace {

std::string unquoted(std::string_view text) {
    text = goal_files::trimmed(text);
    const bool quoted = text.size() > 1 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
    return std::string(quoted ? text.substr(1, text.size() - 2) : text);
}

// The head is YAML of one level, and curie_map of two; a list counts by its last item.
void read_line(std::string_view line, std::string& section, document& into) {
    line.remove_prefix(1);
    const bool nested = line.starts_with(' ') || line.starts_with('\t');
    const std::size_t colon = line.find(": ") != line.npos ? line.find(": ")
                              : line.ends_with(':')        ? line.size() - 1
                                                           : line.npos;
    if (colon == line.npos) {
        const std::string_view item = goal_files::trimmed(line);
        if (item.starts_with("- ")) into.head[section] = unquoted(item.substr(2));
        return;
    }
    const std::string key(goal_files::trimmed(line.substr(0, colon)));
    std::string value = unquoted(line.substr(colon + 1));
    if (nested && section == "curie_map") {
        into.prefixes[key] = std::move(value);
        return;
    }
    section = key;
    if (!value.empty()) into.head[key] = std::move(value);
}

} // namespace

std::string document::expanded(std::string_view curie) const {
    const std::size_t colon = curie.find(':');
    if (colon == curie.npos || curie.substr(colon + 1).starts_with("//")) return std::string(curie);
    const std::string_view name = curie.substr(0, colon), rest = curie.substr(colon + 1);
    if (const auto known = prefixes.find(name); known != prefixes.end()) return known->second + std::string(rest);
    if (name == "skos") return std::string(skos) + std::string(rest);
    if (name == "semapv") return std::string(semapv) + std::string(rest);
    if (name == "sssom") return "https://w3id.org/sssom/" + std::string(rest);
    return std::string(curie);
}

document parse(std::string_view bytes, goal_files::notes& told) {
    document out;
    std::string section;
    goal_files::table_form form{columns};
    form.separator = '\t';
    form.allowed.mixed_line_ends = true;
    while (bytes.starts_with('#')) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        std::string_view line = bytes.substr(0, end);
        if (utf8::first_fault(line) != line.npos) break; // the reader of the table tells what is wrong with it
        if (line.ends_with('\r')) line.remove_suffix(1);
        read_line(line, section, out);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        ++form.lines_before;
    }
    const goal_files::table_rules rules{
        &rule_named("sssom.missing-column"), &rule_named("sssom.other-column"), &rule_named("sssom.doubled-column"),
        &rule_named("sssom.cells"), nullptr};
    goal_files::table table(bytes, form, rules, told);
    while (table.next()) {
        row& one = out.rows.emplace_back();
        for (std::size_t i = 0; i < columns.size(); ++i) one.cells[i] = goal_files::trimmed(table.cell(i));
        one.where = table.where();
    }
    return out;
}

} // namespace schakel::sssom
