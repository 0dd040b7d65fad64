// The state of the strict scan and the steps that need no handler. Private to codec.
//
// Every step reads what it is named after and returns true, or leaves the one fault in the cursor and returns false.
#pragma once

#include "gateway/codec/xml_cursor.hpp"
#include "gateway/codec/xml_known_names.hpp"
#include "gateway/codec/xml_namespaces.hpp"
#include "gateway/codec/xml_scanner.hpp"
#include "gateway/codec/xml_trail.hpp"
#include "gateway/core/reused_list.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::xml {

struct raw_attribute {
    std::string_view name;       // as written
    known_name* known = nullptr; // what is known of the name, if anything
    std::string_view value;      // as written between the quotes
    bool plain = true;           // the value needs no normalisation
};

inline bool is_declaration(std::string_view attribute) {
    return attribute == "xmlns" || attribute.starts_with("xmlns:");
}

struct open_element {
    const known_name* known = nullptr;
    std::size_t namespaces = 0; // what was in force around it
    std::uint32_t scope = 0;
};

class scan_state : public namespace_scope {
public:
    scan_state(std::string_view bytes, const document_limits& limits, const mapped_file* file);

    const finding& fault() const { return *in_.fault(); }

    const std::string_view* find_namespace(std::string_view prefix) const override { return namespaces_.find(prefix); }

protected:
    // Around the root: xml_scan_prolog.cpp.
    bool check_size();
    bool check_encoding();
    bool declaration();
    bool epilog();
    bool misc(); // comments, processing instructions and white space
    bool comment();
    bool instruction();

    // Tags: xml_scan_tags.hpp.
    bool read_start_tag(bool& empty);
    bool read_end_tag();
    void leave(); // the innermost element, after its end

    // A text may run from here to text_stop_.
    void limit_text() {
        const auto left = static_cast<std::size_t>(in_.end - in_.at);
        text_stop_ = left > limits_.value ? in_.at + limits_.value : in_.end;
    }
    bool refuse_long_text() { return in_.fail(scan_rule("xml.limit-value"), in_.at, std::to_string(limits_.value)); }

    bool count_nodes(std::size_t more, const char* place) {
        nodes_ += more;
        return nodes_ <= limits_.nodes || refuse_nodes(place);
    }

    cursor in_;
    const document_limits& limits_;
    reused_list<open_element> open_;
    reused_list<attribute> attributes_; // of the start tag just read
    const char* text_stop_;
    std::string normalised_; // the attribute values that differ from what is written; or one character of a text

private:
    bool declared_encoding(std::string_view encoding);
    bool pseudo_attribute(std::string_view wanted, std::string_view& value);
    bool pseudo_value(std::string_view& value);
    bool run_to(std::string_view mark, const char* start);

    // Tags: xml_scan_tags.hpp.
    known_name* expected_element() const;
    bool read_name(known_name* here, std::string_view& written);
    bool know(std::string_view written, name_role role, known_name*& known);
    bool read_attributes(known_name* element, bool& empty);
    bool attribute_as_written(known_name* expected);
    bool usual_value(raw_attribute& read);
    void expect_next(known_name* element);

    // What tags hold: xml_scan_tags.cpp.
    bool look_up(const written_name& written, name_role role, known_name*& known);
    known_name* unkept_name(name_role role, const name& id, std::string_view written);
    static bool is_kept(const known_name& n) { return n.id.number != 0; }
    bool declare_namespaces(std::size_t mark);
    bool declare_namespace(const raw_attribute& declaration);
    bool resolve_attributes();
    void make_room_for_normalised();
    bool refuse_duplicates();
    bool resolve(const written_name& written, name_role role, name& out);
    bool refuse_end_tag(const char* place);
    bool refuse_nodes(const char* place);

    trail behind_;
    namespace_table namespaces_;
    scope_numbers scopes_;
    known_names names_;
    std::deque<known_name> unkept_; // of open elements, by depth
    known_name before_first_;
    known_name* last_element_ = &before_first_; // of the start tag before
    std::uint32_t scope_ = scope_numbers::outermost;
    reused_list<raw_attribute> written_; // of the start tag being read
    bool declares_ = false;              // one of them declares a namespace
    bool all_plain_ = true;              // none of them needs normalisation
    std::vector<std::size_t> order_;
    std::size_t nodes_ = 0;
};

} // namespace schakel::xml
