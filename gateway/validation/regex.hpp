// Regular expressions compiled to tables: linear time on any input, refused above a size. Two dialects, one engine.
#pragma once

#include "gateway/core/result.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace schakel::validation {

enum class regex_dialect {
    xsd,  // XML Schema 1.0 part 2 appendix F: whole value, \i \c \p{..} categories and blocks, class subtraction
    ecma, // ECMA-262 with the u flag as JSON Schema uses it: searched for anywhere, ^ $ \b, \d \w \s, \p{..}; no back
          // references, no look-around
};

struct regex_refusal {
    enum class kind {
        syntax,       // no regular expression of the dialect
        not_supported // one that cannot be matched in linear time, or is too large
    } why = kind::syntax;
    std::string message;
};

// Compiled once, shared by threads. Works on code points over UTF-8.
class regex {
public:
    // Refused: syntax errors; constructs that a DFA cannot express (named in the message) and expressions whose table
    // would exceed 20,000 states (counted repetitions of large classes), both as not supported.
    static result<regex, regex_refusal> compile(std::string_view pattern, regex_dialect dialect);

    bool matches(std::string_view utf8) const;

    // One of the shortest values that match, in printable ASCII, to show what the expression asks for. Empty when there
    // is none of at most 40 characters, or when finding it would cost too much.
    std::string example() const;
    const std::string& pattern() const;

private:
    struct tables;
    std::shared_ptr<const tables> tables_;
};

// Whether the expression is one of the dialect, supported or not. Cheaper than compiling it.
bool is_regex(std::string_view pattern, regex_dialect dialect);

} // namespace schakel::validation
