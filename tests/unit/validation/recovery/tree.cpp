#include "tests/unit/validation/recovery/tree.hpp"

#include <algorithm>

namespace recovery {

namespace {

class writer {
public:
    written out;

    void element(const node& n, int depth) {
        put("<");
        note(n.at);
        put(n.name);
        for (const attribute& a : n.attributes) {
            put(" ");
            note(a.at);
            put(a.name + "=\"" + a.value + "\"");
        }
        if (n.text.empty() && n.children.empty()) return put("/>");
        put(">");
        note(n.text_at);
        put(n.text);
        const bool in_lines = n.content != shape::mixed && !n.children.empty();
        for (const node& child : n.children) {
            if (in_lines) put("\n" + std::string(static_cast<std::size_t>(depth) * 2 + 2, ' '));
            element(child, depth + 1);
        }
        if (in_lines) put("\n" + std::string(static_cast<std::size_t>(depth) * 2, ' '));
        put("</" + n.name + ">");
    }

private:
    void put(const std::string& text) {
        out.text += text;
        for (const char c : text) {
            column_ = c == '\n' ? 1 : column_ + 1;
            line_ += c == '\n' ? 1 : 0;
        }
    }
    void note(mark m) {
        if (m != 0) out.places[m].insert(std::to_string(line_) + ":" + std::to_string(column_));
    }
    std::size_t line_ = 1, column_ = 1;
};

} // namespace

written write(const node& root) {
    writer w;
    w.element(root, 0);
    return std::move(w.out);
}

bool has_faults(const node& n) {
    return n.own_taken || n.children_taken || n.text_at != 0 ||
           std::any_of(n.children.begin(), n.children.end(), has_faults);
}

} // namespace recovery
