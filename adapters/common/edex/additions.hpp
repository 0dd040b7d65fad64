// toevoegingen: what a sender adds in blocks of types that its own schema defines. Kept as XML that stands on its own,
// so that EDEXML and UWLR can hand it on: local names only, xsi:type with the declaration that it needs. A type of the
// namespace around it is named without prefix; the namespace is left to whoever writes the text into a document.
#pragma once

#include "gateway/codec/xml_scanner.hpp"
#include "gateway/codec/xml_writer.hpp"

#include <span>
#include <string>
#include <string_view>

namespace schakel::edex {

class additions_text {
public:
    void begin(std::string_view space, const xml::namespace_scope& in_force); // namespace of the document's elements
    void start(const xml::name& id, std::span<const xml::attribute> attributes);
    void text(std::string_view value) { out_.text(value); }
    bool end(); // true: that was the outermost element
    std::string take() { return out_.finish(); }

private:
    void write_type(std::string_view written);

    xml::writer out_;
    std::string_view space_;
    const xml::namespace_scope* scope_ = nullptr;
    std::size_t depth_ = 0;
};

} // namespace schakel::edex
