// Writes RFC 4180: CRLF, and quotes only around cells that need them. Appends to a text that the caller empties when it
// likes.
#pragma once

#include <string>
#include <string_view>

namespace schakel::csv {

class writer {
public:
    explicit writer(std::string& out) : out_(out) {}

    writer& cell(std::string_view text);
    writer& blank() { return cell({}); }
    void end_row();

private:
    void quoted(std::string_view text);

    std::string& out_;
    bool within_ = false; // a row that has a cell
};

// Whether a spreadsheet would calculate with the cell rather than show it: it begins with = or @, a tab or a line end,
// or with a + or - that no number or telephone number follows. https://owasp.org/www-community/attacks/CSV_Injection
bool is_formula(std::string_view text);

} // namespace schakel::csv
