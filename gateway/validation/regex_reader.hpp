// What the two regular expression parsers share: reading code points, groups, branches and quantifiers. A dialect
// derives from it and says what an atom is. Private to the regex engine.
#pragma once

#include "gateway/validation/regex_syntax.hpp"

#include <optional>
#include <string>

namespace schakel::validation {

class regex_reader {
public:
    explicit regex_reader(std::string_view pattern) : pattern_(pattern) {}
    virtual ~regex_reader() = default;
    result<regex_tree, regex_refusal> read();

protected:
    // Throws a regex_refusal, inside a parser only: read() returns it.
    [[noreturn]] void refuse(std::string message, regex_refusal::kind why = regex_refusal::kind::syntax) const;
    // Notes a construct that is well formed and not supported; parsing goes on, so that errors behind it are found.
    void lacks(std::string message);

    bool at_end() const { return position_ == pattern_.size(); }
    char32_t peek() const;
    char32_t take();
    bool take_if(char32_t point);
    bool looking_at(std::string_view text) const { return pattern_.substr(position_).starts_with(text); }
    void skip(std::size_t bytes) { position_ += bytes; }
    std::string_view take_until(char closing); // the text up to `closing`, which is consumed

    std::uint32_t choice();
    std::uint32_t group_rest(); // after the opening parenthesis: branches and ")"
    std::uint32_t add_set(code_point_set set);
    std::uint32_t add_assertion(regex_node::kind what);

    virtual std::uint32_t atom() = 0; // never called at the end or on | or )
    virtual bool can_repeat(std::uint32_t) const { return true; }
    virtual void after_quantifier() {}

private:
    std::uint32_t sequence();
    std::uint32_t repeated(std::uint32_t inner);
    std::optional<std::uint32_t> number();
    std::string placed(std::string message) const;

    std::string_view pattern_;
    std::size_t position_ = 0;
    int depth_ = 0;

protected:
    regex_tree tree_;
};

} // namespace schakel::validation
