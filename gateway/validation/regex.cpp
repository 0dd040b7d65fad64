#include "gateway/validation/regex.hpp"

#include "gateway/validation/regex_automaton.hpp"

namespace schakel::validation {

struct regex::tables {
    std::string pattern;
    regex_table table;
};

namespace {

bool has_prefix(const regex_table& t, std::string_view text) {
    const std::size_t size = t.prefix.size();
    if (text.size() < size) return false;
    bool all = true;
    for (std::size_t i = 0; i < size; ++i)
        all = all && (t.prefix_sets[static_cast<unsigned char>(text[i])] & t.prefix[i]) != 0;
    return all;
}

} // namespace

result<regex> regex::compile(std::string_view pattern, regex_dialect dialect) {
    auto tree = dialect == regex_dialect::xsd ? parse_xsd_regex(pattern) : parse_ecma_regex(pattern);
    if (!tree) return tree.error();
    auto automaton = build_automaton(*tree);
    if (!automaton) return automaton.error();
    auto table = build_table(*tree, *automaton, dialect == regex_dialect::ecma);
    if (!table) return table.error();
    regex out;
    out.tables_ = std::make_shared<const tables>(tables{std::string(pattern), std::move(table.value())});
    return out;
}

// A state that a byte does not change needs no look at the table's next row, which the processor then reads ahead.
bool regex::matches(std::string_view utf8) const {
    const regex_table& t = tables_->table;
    if (!has_prefix(t, utf8)) return false;
    std::uint16_t state = t.behind_prefix;
    for (std::size_t i = t.prefix.size(); i < utf8.size() && state > regex_table::always;) {
        const std::uint16_t* row = t.next.data() + state * std::size_t{t.class_count};
        std::uint16_t next = state;
        while (next == state && i < utf8.size()) {
            const auto byte = static_cast<unsigned char>(utf8[i]);
            if (byte < 128)
                next = row[t.ascii_classes[byte]], ++i;
            else
                next = row[t.class_of(next_code_point(utf8, i))];
        }
        state = next;
    }
    return t.accepts[state] != 0;
}

const std::string& regex::pattern() const {
    return tables_->pattern;
}

} // namespace schakel::validation
