// One validation of one document: a handler of the strict scan that walks the compiled tables. Private to the XSD
// engine.
//
// After a fault the run finds its feet again so that one fault gives one finding: an unknown child is skipped, a child
// that comes too early stands for the elements left out before it, a child out of order is still checked itself.
#pragma once

#include "gateway/codec/xml_scanner.hpp"
#include "gateway/core/reused_list.hpp"
#include "gateway/validation/xsd_identity.hpp"

#include <unordered_map>

namespace schakel::validation::xsd {

// A handler for xml::basic_scanner.
class validation_run final {
public:
    // `file`, when not null, holds the bytes.
    validation_run(
        const xsd_tables& tables, std::string_view bytes, const mapped_file* file, const document_limits& limits,
        findings& found
    );

    // Scans and checks the whole; then orders and places the findings. The scan's own goes to `faults`. False: not
    // well-formed.
    bool run(findings& faults);

    // After a scan that somebody else has driven: orders and places the findings.
    void finish(bool complete);

    // For xml::basic_scanner.
    void scope(const xml::namespace_scope& in_force) { values_.scope = &in_force; }
    bool ignores_blanks() const { return skipped_ > 0 || frames_.empty() || frames_.back().ignores_blanks; }
    void start_element(const xml::name& id, std::span<const xml::attribute> attributes, std::size_t offset);
    void text(std::string_view value, std::size_t offset) {
        const bool whole = skipped_ == 0 && text_.empty() && !frames_.empty() && frames_.back().leaf != nullptr;
        if (whole && lasts(value))
            text_ = value;
        else
            text_closely(value, offset);
    }
    void end_element(const xml::name& id, std::size_t offset);

private:
    struct frame {
        const element_type* type = nullptr;
        const content_model* model = nullptr;
        const element_declaration* declaration = nullptr; // null below a lax wildcard
        const simple_type* leaf = nullptr;                // its values, when nothing but the plan of their type counts
        std::string_view local;
        std::size_t offset = 0;
        std::uint32_t state = 0;
        std::uint32_t counters = 0; // where its counters begin, or the members taken of an all group, as bits
        index last_surplus = none;  // name of the last child reported as out of place
        identity_level level;
        bool nil = false;
        bool told_text = false;      // misplaced text or children have been reported
        bool lenient = false;        // a fault was met: counters no longer count
        bool excuses = false;        // an unknown child was skipped, probably a misspelling of the next expected
        bool surplus = false;        // reported as one too many: adds nothing to keys
        bool ignores_blanks = false; // white space between its children means nothing
    };
    // What opening an element of one declaration comes to.
    struct opening {
        const element_type* type = nullptr; // null: it has to be looked at closely
        const content_model* model = nullptr;
        const simple_type* leaf = nullptr;
        bool has_attributes = false;
        bool ignores_blanks = false;
    };
    // A name of the document as the schema numbers it, and where it led to last.
    struct met_name {
        index name = none, space = none;
        bool met = false;
        bool in_instance_space = false; // one of the four attributes that any element may have
        const content_model* model = nullptr;
        std::uint32_t state = 0;
        const edge* way = nullptr;                   // from that state of the model, which has no counters
        const element_declaration* opened = nullptr; // the declaration that it led to last
        opening opens;
    };
    struct started {
        const xml::name& id;
        std::span<const xml::attribute> attributes;
        std::size_t offset;
        index name, space;
    };

    // xsd_run.cpp
    bool scan(findings& faults);
    void find_first_keys();
    met_name& meet(const xml::name& id) {
        if (id.number < met_.size() && met_[id.number].met && id.number != 0) return met_[id.number];
        return look_up(id);
    }
    met_name& look_up(const xml::name& id);
    const edge* way_to(const frame& f, const started& e, met_name& met);
    index space_of(std::string_view uri);
    void start_root(const started& e);
    void start_child(const started& e, met_name& met);
    void start_by_wildcard(const wildcard& any, const started& e);
    void open(const element_declaration* declaration, index type, const started& e);
    void open_as_before(const element_declaration& declaration, const started& e, met_name& met);
    opening opening_of(const element_declaration& declaration) const;
    index effective_type(const element_declaration* declaration, index type, const started& e, bool& nil);
    index named_type(const xml::attribute& a, const element_declaration* declaration, index declared, const started& e);
    void skip() { skipped_ = 1; }
    void watch(frame& f, const started& e);
    // Whether it lies in the document, not in a buffer of the scan.
    bool lasts(std::string_view value) const {
        return value.data() >= bytes_.data() && value.data() < bytes_.data() + bytes_.size();
    }
    void text_closely(std::string_view value, std::size_t offset);
    void check_text(frame& f, std::string_view value, std::size_t offset);
    void end_closely(frame& f);
    const std::string* check_content(frame& f, bool& valid);
    void check_fixed_mixed(frame& f);
    bool check_simple(const element_type& type, std::string_view text, std::size_t offset, std::string* canonical);
    void report_value(const value_fault& fault, std::string_view text, std::size_t offset);
    void note_ids(std::size_t offset);

    // xsd_run_attributes.cpp
    void check_attributes(const element_type& type, const started& e);
    bool is_one_plain_attribute(const element_type& type, const started& e);
    bool enter_plain_attribute(const element_type& type, const started& e);
    void check_attribute(const attribute_use& use, const xml::attribute& a);
    void check_other_attribute(const element_type& type, const xml::attribute& a, index name, index space);
    void check_missing_attributes(const element_type& type, const started& e, std::span<const std::uint64_t> seen);
    void enter_attribute_keys(frame& f, const started& e);
    void answer_requests(const element_type& type, const started& e);
    const attribute_use* use_of(const element_type& type, index name) const;
    std::string describe_attributes(const element_type& type, std::string_view got) const;
    bool is_misspelled(const element_type& type, const attribute_use& use, const started& e);

    // xsd_run_content.cpp
    const edge* find_edge(const frame& f, index name, index space) const;
    bool passes(const frame& f, std::uint32_t begin, std::uint32_t end) const;
    void take(frame& f, const edge& e) {
        if (e.steps_begin != e.steps_end) count_steps(f, e);
        f.state = e.to;
    }
    void count_steps(frame& f, const edge& e);
    void take_member(frame& f, const started& e);
    bool is_taken(const frame& f, std::uint32_t position) const;
    void resynchronise(frame& f, const started& e);
    void open_surplus(index declared, const started& e);
    void note_left_out(const frame& f);
    struct way_ahead {
        const edge* via = nullptr;
        std::size_t left_out = 0;
    };
    way_ahead find_ahead(const content_model& model, std::uint32_t from, index name) const;
    index declaration_of(const content_model& model, index name) const;
    bool is_complete(const frame& f) const;
    void report_incomplete(frame& f);

    // xsd_run_report.cpp
    void report_root(const started& e);
    void report_unexpected(const frame& f, const started& e);
    std::vector<index> expected_names(const frame& f, bool required_only) const;
    bool is_skippable(const content_model& model, const content_state& state, const edge& e) const;
    std::vector<index> model_names(const content_model& model) const;
    std::string describe_expected(const frame& f, std::string_view got) const;
    std::string describe_members(const element_declaration& head, std::string_view got) const;
    std::string describe_types(index declared, std::uint8_t blocked, std::string_view got) const;
    std::string shown(const started& e, bool expanded = false) const;

    const xsd_tables& tables_;
    const std::string_view bytes_;
    const mapped_file* const file_;
    const document_limits& limits_;
    finding_sink sink_;
    identity_check identity_;
    value_context values_;
    reused_list<frame> frames_;
    const std::vector<index> no_constraints_; // of what has no declaration
    std::vector<std::uint32_t> counters_;
    std::size_t skipped_ = 0;          // depth inside a part that is not looked at
    bool has_plain_attribute_ = false; // of the element that begins: see is_one_plain_attribute()
    std::string_view text_;            // of the innermost element, when it has simple content
    std::string joined_text_;          // holds text_ when it came in pieces
    std::string canonical_;
    std::vector<met_name> met_; // by the number that the scan gives a name; 0 is used anew for names without one
    const char* last_uri_ = nullptr;
    std::size_t last_uri_size_ = 0;
    index last_space_ = none;
    std::vector<std::pair<std::size_t, index>> left_out_; // depth and name of elements reported as missing
    std::unordered_map<std::string, std::size_t> ids_;
    std::vector<std::pair<std::string, std::size_t>> idrefs_;
};

} // namespace schakel::validation::xsd
