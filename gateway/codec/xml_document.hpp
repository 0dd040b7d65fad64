// An XML document as a tree of nodes that know their namespace and their place. For reading; see xml_writer.hpp for
// writing.
//
// A thin layer over pugixml: the bytes must have passed xml::scan, so what pugixml is lenient about cannot occur here.
#pragma once

#include "gateway/codec/xml_scanner.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::xml {

struct document_content; // private to xml_document.cpp; its address is stable when the document moves

// A position in the tree: cheap to copy, valid as long as its document. A node that does not exist is falsy and all its
// parts are empty, so chains like root.child(ns, "school").child(ns, "brincode").text() need no checks. Any number of
// threads may read one document.
class node {
public:
    node() = default;
    explicit operator bool() const { return raw_ != nullptr; }

    std::string_view local() const;
    std::string_view space() const;
    bool is(std::string_view space, std::string_view local) const;

    node parent() const;
    node first_child() const; // elements only
    node next_sibling() const;
    node child(std::string_view space, std::string_view local) const; // the first of that name
    node next(std::string_view space, std::string_view local) const;  // the next sibling of that name

    // All direct text, joined; "" for none. Exact to the last space, except that pieces of white space only do not
    // count in an element that has child elements.
    std::string_view text() const;
    std::optional<std::string_view> attribute(std::string_view local, std::string_view space = {}) const;
    std::string_view attribute_or_empty(std::string_view local) const {
        return attribute(local).value_or(std::string_view{});
    }

    std::size_t offset() const;       // of the element's name in the document's bytes
    location where() const;           // line, column and path; walks the document, so only for what is reported
    std::string_view written() const; // this element as it stands in the document's bytes, from '<' to '>'
    // The same as a document by itself, with declarations in scope added: those that it needs (the default namespace,
    // and prefixes that occur in it), for extensions; or all.
    enum class declarations { needed, all };
    std::string outer_xml(declarations added = declarations::needed) const;

private:
    friend class document;
    struct access;
    const document_content* owner_ = nullptr;
    void* raw_ = nullptr;
};

struct byte_range {
    std::size_t begin = 0, end = 0;
};

class document {
public:
    // Scans and parses. None when the bytes are not well-formed or over a limit; `found` then holds the finding.
    static std::optional<document> parse(std::string_view bytes, const document_limits& limits, findings& found);
    // Parses bytes that a scan (for instance a schema validation) has already accepted; throws std::logic_error where
    // that is visibly untrue.
    static document parse_scanned(std::string_view bytes);

    // The same of a document whose bytes lie somewhere for longer than this: all but a range, which holds whole
    // children of one element; or nothing but such a range, with the namespaces in force `within` that element of the
    // former, which is kept as long. Offsets are those of all the bytes; the root of a range is the first element in
    // it.
    static document without(std::string_view bytes, byte_range left_out);
    static document part(std::string_view bytes, byte_range which, const node& within);

    document(document&&) noexcept;
    document& operator=(document&&) noexcept;
    ~document();

    node root() const;
    std::string_view bytes() const; // as received; parse() and parse_scanned() keep a copy of their own

private:
    explicit document(std::unique_ptr<document_content> content);
    std::unique_ptr<document_content> content_;
};

} // namespace schakel::xml
