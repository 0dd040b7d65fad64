// The state of the strict scan and its steps. Private to codec.
//
// Every step reads what it is named after and returns true, or leaves the one fault in the cursor and returns false.
#pragma once

#include "gateway/codec/xml_cursor.hpp"
#include "gateway/codec/xml_namespaces.hpp"
#include "gateway/codec/xml_scanner.hpp"
#include "gateway/codec/xml_trail.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::xml {

struct raw_attribute {
    written_name id;
    std::string_view value; // as written between the quotes
    bool plain = true;      // the value needs no normalisation
    bool declares() const { return id.prefix == "xmlns" || id.full == "xmlns"; }
    std::string_view declared_prefix() const { return id.prefix.empty() ? std::string_view{} : id.local; }
};

struct open_element {
    name id;
    std::string_view written;
    std::size_t namespaces = 0; // what was in force around it
};

// One pass over one document.
class scanner final : public namespace_scope {
public:
    scanner(
        std::string_view bytes, const document_limits& limits, scan_handler* handler, const mapped_file* file = nullptr
    )
        : in_(bytes), limits_(limits), handler_(handler), behind_(file) {}

    bool run() {
        if (auto* scoped = dynamic_cast<scoped_scan_handler*>(handler_)) scoped->scope(*this);
        return check_size() && check_encoding() && declaration() && prolog() && content() && epilog();
    }

    const finding& fault() const { return *in_.fault(); }

    const std::string_view* find_namespace(std::string_view prefix) const override { return namespaces_.find(prefix); }

private:
    // Around the root and inside it: xml_scanner.cpp.
    bool check_size();
    bool check_encoding();
    bool declaration();
    bool declared_encoding(std::string_view encoding);
    bool pseudo_attribute(std::string_view wanted, std::string_view& value);
    bool pseudo_value(std::string_view& value);
    bool prolog();
    bool content();
    bool epilog();

    bool misc(); // comments, processing instructions and white space around the root
    bool markup();
    bool comment();
    bool instruction();
    bool cdata();
    bool text();
    void tell(const char* from, const char* to);
    const char* tell_line_end(const char* run);

    // Tags, attributes and namespaces: xml_scan_tags.cpp.
    bool start_tag();
    bool attribute_as_written();
    bool declare_namespaces(std::size_t mark);
    bool declare_namespace(const raw_attribute& declaration);
    bool resolve_attributes();
    bool refuse_duplicates();
    bool resolve(const written_name& written, std::string_view default_space, name& out);
    bool end_tag();
    void close(const char* place);

    bool count_nodes(std::size_t more, const char* place) {
        nodes_ += more;
        if (nodes_ <= limits_.nodes) return true;
        return in_.fail(scan_rule("xml.limit-nodes"), place, std::to_string(limits_.nodes));
    }

    cursor in_;
    const document_limits& limits_;
    scan_handler* handler_; // null: well-formedness only
    trail behind_;
    namespace_table namespaces_;
    std::vector<open_element> open_;
    std::vector<raw_attribute> written_; // of the start tag being read
    std::vector<attribute> attributes_;
    std::vector<std::size_t> order_;
    std::string normalised_; // the attribute values that differ from what is written
    std::size_t nodes_ = 0;
};

} // namespace schakel::xml
