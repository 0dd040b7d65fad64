#include "gateway/validation/regex.hpp"

#include "gateway/validation/regex_automaton.hpp"

namespace schakel::validation {

struct regex::tables {
    std::string pattern;
    regex_table table;
};

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

bool regex::matches(std::string_view utf8) const {
    const regex_table& t = tables_->table;
    std::uint16_t state = t.start;
    for (std::size_t i = 0; i < utf8.size() && state > regex_table::always;) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        std::uint16_t cls = 0;
        if (byte < 128) {
            cls = t.ascii_classes[byte];
            ++i;
        } else {
            cls = t.class_of(next_code_point(utf8, i));
        }
        state = t.next[state * std::size_t{t.class_count} + cls];
    }
    return t.accepts[state] != 0;
}

const std::string& regex::pattern() const {
    return tables_->pattern;
}

} // namespace schakel::validation
