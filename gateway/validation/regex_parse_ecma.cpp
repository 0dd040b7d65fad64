// Regular expressions of ECMA-262 with the u flag, as JSON Schema refers to them.
#include "gateway/validation/regex_reader.hpp"
#include "gateway/validation/unicode_categories.hpp"

namespace schakel::validation {

const code_point_set& ecma_word_set() {
    static const code_point_set set{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
    return set;
}

namespace {
code_point_set space_set() {
    return {{'\t', '\r'},     {' ', ' '},       {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
            {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
}

bool is_syntax_character(char32_t c) {
    return c < 0x80 && std::string_view("^$\\.*+?()[]{}|/").find(static_cast<char>(c)) != std::string_view::npos;
}

class ecma_regex_reader final : public regex_reader {
public:
    using regex_reader::regex_reader;

private:
    std::uint32_t atom() override {
        if (take_if('(')) return group();
        if (take_if('[')) return add_set(class_rest());
        if (take_if('.')) return add_set(code_point_set{{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}}.complement());
        if (take_if('^')) return add_assertion(regex_node::kind::at_start);
        if (take_if('$')) return add_assertion(regex_node::kind::at_end);
        if (take_if('\\')) return escaped_atom();
        const char32_t point = peek();
        if (point == '?' || point == '*' || point == '+') refuse("nothing to repeat");
        if (point == '{' || point == '}' || point == ']') refuse("an unescaped bracket");
        return add_set(code_point_set::single(take()));
    }

    bool can_repeat(std::uint32_t node) const override { return tree_.nodes[node].what < regex_node::kind::at_start; }
    void after_quantifier() override { take_if('?'); } // lazy or greedy: the same language

    std::uint32_t group() {
        if (!take_if('?')) return group_rest();
        if (take_if(':')) return group_rest();
        for (const std::string_view ahead : {"=", "!"})
            if (looking_at(ahead)) return look_around("look-ahead is not supported", ahead);
        for (const std::string_view behind : {"<=", "<!"})
            if (looking_at(behind)) return look_around("look-behind is not supported", behind);
        if (!take_if('<')) refuse("an unknown kind of group");
        group_name();
        return group_rest();
    }

    std::uint32_t look_around(std::string message, std::string_view sign) {
        lacks(std::move(message));
        skip(sign.size());
        return group_rest();
    }

    void group_name() {
        const std::string_view name = take_until('>');
        if (name.empty()) refuse("a group without a name");
        for (const char c : name)
            if (static_cast<unsigned char>(c) < 0x80 && c != '$' && !ecma_word_set().contains(static_cast<char32_t>(c)))
                refuse("a group's name holds letters, digits, _ and $");
    }

    std::uint32_t escaped_atom() {
        if (take_if('b')) return add_assertion(regex_node::kind::at_word_edge);
        if (take_if('B')) return add_assertion(regex_node::kind::inside_word);
        if (at_end()) refuse("a backslash at the end");
        if ((peek() >= '1' && peek() <= '9') || peek() == 'k') return back_reference();
        if (auto set = class_escape()) return add_set(std::move(*set));
        return add_set(code_point_set::single(character_escape()));
    }

    std::uint32_t back_reference() {
        lacks("back references are not supported");
        if (take_if('k')) {
            if (!take_if('<')) refuse("'<' was expected after \\k");
            group_name();
        } else {
            while (!at_end() && peek() >= '0' && peek() <= '9') take();
        }
        return add_set(code_point_set());
    }

    // After the backslash: \d \w \s \p and their negations.
    std::optional<code_point_set> class_escape() {
        switch (peek()) {
        case 'd': take(); return code_point_set{{'0', '9'}};
        case 'D': take(); return code_point_set{{'0', '9'}}.complement();
        case 'w': take(); return ecma_word_set();
        case 'W': take(); return ecma_word_set().complement();
        case 's': take(); return space_set();
        case 'S': take(); return space_set().complement();
        case 'p': take(); return property();
        case 'P': take(); return property().complement();
        default: return std::nullopt;
        }
    }

    code_point_set property() {
        if (!take_if('{')) refuse("'{' was expected after \\p");
        std::string_view name = take_until('}');
        for (const std::string_view prefix : {"gc=", "General_Category="})
            if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
        if (name == "Any") return {{0, last_code_point}};
        if (name == "ASCII") return {{0, 0x7F}};
        if (name == "Assigned") return category("Cn")->complement();
        const auto set = category_by_long_name(name);
        if (set) return *set;
        if (name.empty()) refuse("a property without a name");
        lacks("the property \\p{" + std::string(name) + "} is not supported; general categories are");
        return {};
    }

    // After the backslash: an escape that stands for one code point.
    char32_t character_escape() {
        const char32_t letter = take();
        switch (letter) {
        case 't': return '\t';
        case 'n': return '\n';
        case 'v': return '\v';
        case 'f': return '\f';
        case 'r': return '\r';
        case 'c': return control();
        case 'x': return hex(2);
        case 'u': return unicode();
        case '0':
            if (!at_end() && peek() >= '0' && peek() <= '9') refuse("octal escapes do not exist");
            return 0;
        default:
            if (!is_syntax_character(letter)) refuse("an escape that does not exist");
            return letter;
        }
    }

    char32_t control() {
        const char32_t letter = take();
        if (!((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')))
            refuse("a letter was expected after \\c");
        return letter % 32;
    }

    char32_t hex(int digits) {
        char32_t value = 0;
        for (int i = 0; i < digits; ++i) value = value * 16 + hex_digit(take());
        return value;
    }

    char32_t hex_digit(char32_t c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        if (c >= 'A' && c <= 'F') return c - 'A' + 10;
        refuse("a hexadecimal digit was expected");
    }

    char32_t unicode() {
        if (!take_if('{')) {
            const char32_t high = hex(4);
            if (high < 0xD800 || high > 0xDBFF || !looking_at("\\u")) return high;
            skip(2);
            const char32_t low = hex(4);
            if (low < 0xDC00 || low > 0xDFFF) refuse("a high surrogate without its low surrogate");
            return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        }
        char32_t value = 0;
        do {
            value = value * 16 + hex_digit(take());
            if (value > last_code_point) refuse("a code point above 10FFFF");
        } while (!take_if('}'));
        return value;
    }

    code_point_set class_rest() {
        const bool negated = take_if('^');
        code_point_set set;
        while (!take_if(']')) {
            const auto from = class_atom(set);
            if (!looking_at("-") || looking_at("-]")) {
                if (from) set.add(*from, *from);
                continue;
            }
            take();
            const auto to = class_atom(set);
            if (!from || !to) refuse("a range that begins or ends in a class");
            if (*to < *from) refuse("a range in the wrong order");
            set.add(*from, *to);
        }
        return negated ? set.complement() : set;
    }

    // One code point of a class, or none when it was an escape for several, which are added.
    std::optional<char32_t> class_atom(code_point_set& set) {
        if (!take_if('\\')) return take();
        if (at_end()) refuse("a backslash at the end");
        if (take_if('b')) return '\b';
        if (take_if('-')) return '-';
        if (auto several = class_escape()) {
            set.add(*several);
            return std::nullopt;
        }
        return character_escape();
    }
};
} // namespace

result<regex_tree, regex_refusal> parse_ecma_regex(std::string_view pattern) {
    return ecma_regex_reader(pattern).read();
}

} // namespace schakel::validation
