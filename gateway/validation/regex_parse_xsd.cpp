// Regular expressions of XML Schema 1.0 part 2, appendix F.
#include "gateway/validation/regex_reader.hpp"
#include "gateway/validation/unicode_categories.hpp"

namespace schakel::validation {

namespace {
// Names as in XML 1.0 fifth edition, which is what the scanner accepts.
code_point_set name_start_set() {
    return {{':', ':'},       {'A', 'Z'},       {'_', '_'},       {'a', 'z'},        {0xC0, 0xD6},     {0xD8, 0xF6},
            {0xF8, 0x2FF},    {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D},  {0x2070, 0x218F}, {0x2C00, 0x2FEF},
            {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
}

code_point_set name_set() {
    code_point_set out = name_start_set();
    out.add({{'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}});
    return out;
}

code_point_set word_set() {
    code_point_set others = *category("P");
    others.add(*category("Z"));
    others.add(*category("C"));
    return others.complement();
}

class xsd_regex_reader final : public regex_reader {
public:
    using regex_reader::regex_reader;

private:
    std::uint32_t atom() override {
        if (take_if('(')) return group_rest();
        if (take_if('[')) return add_set(class_rest());
        if (take_if('.')) return add_set(code_point_set{{'\n', '\n'}, {'\r', '\r'}}.complement());
        if (take_if('\\')) return add_set(escape());
        const char32_t point = peek();
        if (point == '?' || point == '*' || point == '+' || point == '{') refuse("nothing to repeat");
        if (point == '}' || point == ']') refuse("an unescaped closing bracket");
        return add_set(code_point_set::single(take()));
    }

    // After the backslash: one character, a category or one of the multi-character escapes.
    code_point_set escape() {
        const char32_t letter = take();
        if (const auto one = single_escape(letter)) return code_point_set::single(*one);
        if (letter == 'p') return property();
        if (letter == 'P') return property().complement();
        const bool negated = letter >= 'A' && letter <= 'Z';
        const code_point_set set = multi_escape(negated ? letter + ('a' - 'A') : letter);
        return negated ? set.complement() : set;
    }

    static std::optional<char32_t> single_escape(char32_t letter) {
        if (letter == 'n') return '\n';
        if (letter == 'r') return '\r';
        if (letter == 't') return '\t';
        if (letter < 0x80 &&
            std::string_view("\\|.?*+(){}-[]^").find(static_cast<char>(letter)) != std::string_view::npos)
            return letter;
        return std::nullopt;
    }

    code_point_set multi_escape(char32_t letter) {
        switch (letter) {
        case 's': return {{'\t', '\n'}, {'\r', '\r'}, {' ', ' '}};
        case 'd': return *category("Nd");
        case 'w': return word_set();
        case 'i': return name_start_set();
        case 'c': return name_set();
        default: refuse("an escape that XML Schema does not have");
        }
    }

    code_point_set property() {
        if (!take_if('{')) refuse("'{' was expected after \\p");
        const std::string_view name = take_until('}');
        const auto set = name.starts_with("Is") ? block(name.substr(2)) : category(name);
        if (!set || name == "LC") refuse("\\p{" + std::string(name) + "} names no category or block");
        return *set;
    }

    // After "[": the group with its subtraction, up to and including "]".
    code_point_set class_rest() {
        if (++class_depth_ > regex_depth_limit) refuse("classes nested too deep");
        const bool negated = take_if('^');
        code_point_set set = group_members();
        if (negated) set = set.complement();
        if (looking_at("-[")) {
            skip(2);
            set = set.without(class_rest());
        }
        if (!take_if(']')) refuse("missing ']'");
        --class_depth_;
        return set;
    }

    code_point_set group_members() {
        code_point_set set;
        bool first = true;
        while (!looking_at("-[") || first) {
            if (at_end()) refuse("missing ']'");
            if (peek() == ']' && !first) break;
            add_member(set, first);
            first = false;
        }
        return set;
    }

    void add_member(code_point_set& set, bool first) {
        if (peek() == '[' || peek() == ']') refuse("an unescaped bracket in a class");
        const bool dash = peek() == '-';
        if (take_if('\\')) {
            const char32_t letter = peek();
            if (!single_escape(letter)) return set.add(escape());
            add_range(set, *single_escape(take()));
        } else if (dash) {
            take();
            if (!first && !(looking_at("]") || looking_at("-["))) refuse("'-' in the middle of a class");
            set.add('-', '-');
        } else {
            add_range(set, take());
        }
    }

    void add_range(code_point_set& set, char32_t from) {
        if (!looking_at("-") || looking_at("-]") || looking_at("-[")) return set.add(from, from);
        take();
        char32_t to = take();
        if (to == '\\') {
            const auto escaped = single_escape(take());
            if (!escaped) refuse("a range that ends in a class");
            to = *escaped;
        }
        if (to < from) refuse("a range in the wrong order");
        set.add(from, to);
    }

    int class_depth_ = 0;
};
} // namespace

result<regex_tree, regex_refusal> parse_xsd_regex(std::string_view pattern) {
    return xsd_regex_reader(pattern).read();
}

} // namespace schakel::validation
