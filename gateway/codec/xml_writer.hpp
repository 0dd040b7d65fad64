// Writes XML: elements in order, everything escaped, UTF-8, never ill-formed whatever the values hold.
#pragma once

#include <string>
#include <string_view>

namespace schakel::xml {

// Streams into a string. Names are given with their prefix as they are to appear ("soap:Envelope"); declare prefixes as
// attributes of the element that introduces them. Characters that XML 1.0 cannot hold are replaced by U+FFFD.
class writer {
public:
    explicit writer(bool pretty = false) : pretty_(pretty) {}

    void declaration(); // <?xml version="1.0" encoding="UTF-8"?>
    void open(std::string_view name);
    void attribute(std::string_view name, std::string_view value); // only directly after open
    void text(std::string_view value);
    void raw(std::string_view well_formed); // an element taken over as it stood
    void close();
    void element(std::string_view name, std::string_view value); // open, text, close

    // The document; every element must have been closed.
    std::string finish();

private:
    void end_start_tag();
    void line_break();

    std::string out_;
    std::string stack_; // names of the open elements, joined with '\0'
    std::size_t depth_ = 0;
    bool in_start_tag_ = false;
    bool had_text_ = false;
    bool pretty_ = false;
};

} // namespace schakel::xml
