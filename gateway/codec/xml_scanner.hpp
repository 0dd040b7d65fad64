// The strict pass over XML: one walk over the bytes that checks everything pugixml does not, and tells a handler what
// stands where.
//
// Accepts XML 1.0 (fifth edition names) with Namespaces in XML 1.0, encoded in UTF-8 with or without byte order mark.
// Refused with a finding of its own: other encodings (UTF-16, UTF-32, a declared encoding other than UTF-8 or
// US-ASCII), any DOCTYPE, ill-formed UTF-8, control characters, bad or undeclared entity and character references (only
// the five predefined exist), duplicate attributes (also after namespace resolution), undeclared prefixes, misuse of
// xml/xmlns, mismatched tags, content outside the root, a second root, truncation, and everything over a limit.
//
// Ill-formedness is fatal by definition: the scan stops at the first such fault and reports exactly one finding.
#pragma once

#include "gateway/codec/limits.hpp"
#include "gateway/core/finding.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace schakel {
class mapped_file;
}

namespace schakel::xml {

struct name {
    std::string_view space; // namespace URI, empty for none
    std::string_view local;
    std::string_view prefix;
    std::uint32_t number = 0; // small; names of one number are equal and written alike; 0: it has none

    friend bool operator==(const name& a, const name& b) { return a.local == b.local && a.space == b.space; }
};

struct attribute {
    name id;
    std::string_view value; // normalised as XML 1.0 3.3.3 says for CDATA, references resolved
    std::size_t offset = 0; // of the attribute's name
};

// What the scan tells. Views live until the call returns, names and namespace URIs until the scan ends; one URI has one
// address (data pointer) throughout a scan, so handlers may cache by address. Namespace declarations are not attributes
// here.
class scan_handler {
public:
    virtual ~scan_handler() = default;
    // `offset` of the element's name, after '<'.
    virtual void start_element(const name& id, std::span<const attribute> attributes, std::size_t offset) = 0;
    // May come in pieces: references and line ends split it. CDATA is text like any other; line ends are "\n".
    virtual void text(std::string_view value, std::size_t offset) = 0;
    // `offset` of the end tag's '<', or of "/>".
    virtual void end_element(const name& id, std::size_t offset) = 0;
};

class namespace_scope {
public:
    virtual ~namespace_scope() = default;
    // The namespace URI bound to the prefix ("" for the default namespace) at the element being started, its own
    // declarations included; null when there is none.
    virtual const std::string_view* find_namespace(std::string_view prefix) const = 0;
};

// A handler that wants to resolve QNames in values (xsi:type) gets the scope before the first event.
class scoped_scan_handler : public scan_handler {
public:
    virtual void scope(const namespace_scope& in_force) = 0;
};

// Scans the whole document. Returns true when it is well-formed and within the limits; otherwise adds the one finding
// (with offset, line, column and path filled in) and returns false; the handler then has seen a prefix of the document.
bool scan(std::string_view bytes, const document_limits& limits, scan_handler& handler, findings& found);
bool scan(std::string_view bytes, const document_limits& limits, findings& found); // well-formedness only

// The same for a file that need not fit in memory: pages behind the scan are dropped as it goes, a look back fetches
// them again. Afterwards file.changed() tells whether the verdict is about one version of the file.
bool scan(const mapped_file& file, const document_limits& limits, scan_handler& handler, findings& found);

// Fills in line, column and path of every finding that has an offset; none may lie after the fault of an ill-formed
// document. Costs two fast walks up to the last offset, and memory for the findings only.
//
// A path is "/soap:Envelope/soap:Body[1]/lr:score[3]/@id": every element but the root with its number among the
// siblings of the same name, and the attribute when the offset lies in one. "/" stands for the document itself. An
// offset between '<' of the start tag and '>' of the end tag belongs to the element. Paths over 4 KiB and names over
// 100 bytes end in "…".
void locate(std::string_view bytes, findings& found);
void locate(const mapped_file& file, findings& found);

// The rules this file reports: ids "xml.…".
std::span<const rule> scan_rules();

} // namespace schakel::xml
