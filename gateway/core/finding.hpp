// A finding: one fault in one message, told so that its sender can repair it.
//
// The *rule* (id, severity, clause, texts) is fixed and listed in a catalogue; the *finding* adds where it was seen,
// what was expected and what stood there. Findings never hold personal data: `got` is a name from the standard, or a
// value that went through masked().
#pragma once

#include "gateway/core/location.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel {

enum class severity { info, warning, error };
enum class language { nl, en };

// One entry of a rule catalogue. All members refer to static text.
//
// In the two texts `{expected}` and `{got}` stand for the finding's own. `repair` tells in some sentences what to
// change.
struct rule {
    std::string_view id; // stable, language-free, e.g. "xml.encoding" or "uwlr.norm-overlap"
    severity level = severity::error;
    std::string_view clause; // where the standard says so, e.g. "XML 1.0 2.8", "UWLR 2.2 Leerresultaten, norm"
    std::string_view text_nl;
    std::string_view text_en;
    std::string_view repair_nl = {};
    std::string_view repair_en = {};
};

struct finding {
    const rule* broken = nullptr;
    location where;
    std::string expected;
    std::string got;    // masked where it is a value that a person may have written
    std::string clause; // empty: the rule's own clause

    std::string text(language lang) const;
    std::string_view effective_clause() const { return clause.empty() ? broken->clause : std::string_view(clause); }
};

using findings = std::vector<finding>;

bool has_error(std::span<const finding> list);

// The shape of a value without its content: digits become '#', letters 'x' or 'X', the rest stays; at most 40
// characters and then the length. "Jansen 12" becomes "Xxxxxx ##". Works on UTF-8: every code point outside ASCII
// becomes 'x'.
std::string masked(std::string_view value);

std::string_view to_string(severity level);

} // namespace schakel
