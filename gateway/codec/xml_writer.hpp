// Writes XML: elements in order, everything escaped, UTF-8, never ill-formed whatever the values hold.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::xml {

// Streams into a string. Names are given with their prefix as they are to appear ("soap:Envelope") and are the
// program's own, so they are not checked; declare prefixes as attributes of the element that introduces them.
// Characters that XML 1.0 cannot hold and ill-formed UTF-8 in values become U+FFFD; everything else reads back exactly.
// Calls out of order (an attribute after text, a close too many) throw std::logic_error.
class writer {
public:
    explicit writer(bool pretty = false) : pretty_(pretty) {} // pretty: indented, except beside text

    void declaration(); // <?xml version="1.0" encoding="UTF-8"?>
    void open(std::string_view name);
    void attribute(std::string_view name, std::string_view value); // only directly after open
    void text(std::string_view value);
    void raw(std::string_view well_formed); // an element taken over as it stood
    void close();
    void element(std::string_view name, std::string_view value); // open, text, close

    // Moves what was written so far to the end of `into`; elements may be open.
    void drain(std::string& into);

    // The document, or what was not drained of it; every element must have been closed.
    std::string finish();

private:
    struct open_element {
        std::size_t name = 0; // where its name begins in names_
        bool has_text = false;
        bool has_children = false;
    };

    void end_start_tag();
    void line_break();

    std::string out_;
    std::string names_; // of the open elements, end to end
    std::vector<open_element> open_;
    bool in_start_tag_ = false;
    bool pretty_ = false;
    char last_drained_ = '\n';
};

} // namespace schakel::xml
