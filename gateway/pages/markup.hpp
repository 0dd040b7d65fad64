// HTML that cannot be ill-formed or hold markup of somebody else: names of elements and attributes are literals of this
// program, and every value that was computed is escaped on its way in.
#pragma once

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace schakel::pages {

// Text that was known when the program was compiled.
class literal {
public:
    template <std::size_t size>
    consteval literal(const char (&text)[size]) : text_(text, size - 1) {}
    constexpr std::string_view view() const { return text_; }

private:
    std::string_view text_;
};

// One attribute of an element. An absent one is not written.
class attribute {
public:
    attribute(literal name, std::string_view value) : name_(name), value_(value) {}
    static attribute mark(literal name, bool present = true);       // `checked`, `hidden`
    static attribute address(literal name, std::string_view value); // absent unless is_address(value)

    bool present() const { return present_; }
    std::string_view name() const { return name_.view(); }
    std::string_view value() const { return value_; }

private:
    literal name_;
    std::string_view value_;
    bool present_ = true;
};

using attributes = std::initializer_list<attribute>;

// "https://…" or "http://…" with a host, or a path of our own that begins with one slash; no control characters and no
// spaces.
bool is_address(std::string_view value);

// "https://host.example:8443": what a browser compares. Empty when the address has none.
std::string origin_of(std::string_view address);
bool is_origin(std::string_view value);

class markup {
public:
    markup();

    markup& text(std::string_view value); // escaped
    markup& element(literal name, attributes list, std::string_view content);
    markup& lone(literal name, attributes list); // without end tag: input, meta
    // Styles and scripts of this program, unescaped. They hold no "</".
    markup& verbatim(literal element, literal content);

    template <std::invocable inside>
    markup& element(literal name, attributes list, inside content) {
        open(name, list);
        content();
        return close(name);
    }

    std::string take() { return std::move(out_); }

private:
    void open(literal name, attributes list);
    markup& close(literal name);

    std::string out_;
};

} // namespace schakel::pages
