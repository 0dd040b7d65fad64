// Identity constraints while a document streams by: which elements a selector picks, what their fields hold, and the
// tables of keys. Private to the XSD engine.
#pragma once

#include "gateway/core/reused_list.hpp"
#include "gateway/validation/xsd_keys.hpp"
#include "gateway/validation/xsd_sink.hpp"
#include "gateway/validation/xsd_tables.hpp"

#include <array>
#include <cstring>
#include <memory>
#include <unordered_map>

namespace schakel::validation::xsd {

// The matchers alive at one element: a range of identity_check's stack.
struct identity_level {
    std::uint32_t begin = 0, end = 0;
    bool concerned = false; // something has to be done when the element ends
};

// Keys that were found twice. Where each stands first is not known, because sets of keys hold no places; a second walk
// over the document finds out.
class duplicate_keys {
public:
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
    struct entry {
        index constraint = none;
        std::size_t scope = 0; // place of the element that has the constraint
        key_hash::value key;
        std::size_t finding = 0;
        std::size_t first = nowhere;
    };

    bool empty() const { return entries_.empty(); }
    const std::vector<entry>& entries() const { return entries_; }
    void add(index constraint, std::size_t scope, const key_hash::value& key, std::size_t finding);
    void note(index constraint, std::size_t scope, const key_hash::value& key, std::size_t offset); // a key of a walk

private:
    std::vector<entry> entries_;
    std::unordered_multimap<std::uint64_t, std::size_t> places_; // of entries, by hash
};

class identity_check {
public:
    identity_check(const xsd_tables& tables, finding_sink& sink) : tables_(tables), sink_(sink) {}

    // An attribute whose value a field wants; the run answers with set_value.
    struct attribute_request {
        std::uint32_t target, field;
        path_step test;
    };

    // Whether a selector or field that is under way at an element takes a child of that name.
    bool reaches(const identity_level& parent, index name, index space) const {
        for (std::uint32_t i = parent.begin; i < parent.end; ++i)
            if (matchers_[i].next == nullptr || matchers_[i].next->accepts(name, space)) return true;
        return false;
    }

    // At an element with constraints of its own, or inside the reach of others. Fills in `level`, which is empty.
    void start(
        const identity_level& parent, std::uint32_t depth, index name, index space,
        const std::vector<index>& constraints, std::size_t offset, identity_level& level
    );
    const std::vector<attribute_request>& requests() const { return requests_; }

    // An element that was picked for one attribute of its own. The run answers each with enter() where the value
    // is plain to see, with nothing where it may be and is left out, else with select(), which leads to requests.
    struct attribute_key {
        std::uint32_t scope = 0;
        path_step test;
    };
    const reused_list<attribute_key>& attribute_keys() const { return attribute_keys_; }
    // The canonical form is the mark and the value. One that lasts lives as long as this object.
    void enter(std::uint32_t number, std::size_t offset, char mark, std::string_view value, bool lasts) {
        scope& s = scopes_[number];
        const key_tuple tuple{mark, value};
        key_tuple* like = s.partner != none && lasts ? &s.settled[place_of(value)] : nullptr;
        if (like != nullptr && like->mark == mark && like->text == value) return;
        const bool settled = add_tuple(s, offset, tuple);
        if (settled && like != nullptr) *like = tuple;
    }
    bool may_lack(std::uint32_t number) const {
        return tables_.constraints[scopes_[number].constraint].what != constraint::kind::key;
    }
    void select(std::uint32_t number, std::uint32_t depth, std::size_t offset, identity_level& level);
    bool wants_value(std::uint32_t depth) const { return !pending_.empty() && pending_.back().depth == depth; }
    void set_value(std::uint32_t target, std::uint32_t field, std::string_view canonical);
    void no_value(std::uint32_t number) { targets_[number].faulty = true; } // and why has been reported

    // An element that ends, as fields see it.
    struct ended {
        const std::string* canonical; // its value, or null when it has none (not simple, nil, or not wanted)
        bool valid;                   // false: there was a finding already
        bool nillable;                // by its declaration
        bool nil;
        bool surplus;       // there is another one in its place
        bool children_told; // a fault among its children has been reported
    };
    void end(const identity_level& level, std::uint32_t depth, const ended& element);

    duplicate_keys& duplicates() { return duplicates_; }

    // Makes this the second walk for the duplicates of the first.
    void seek_duplicates_of(identity_check& first) {
        hash_ = first.hash_;
        sought_ = &first.duplicates_;
    }

private:
    // What the fields hold: the mark and the text of the canonical form, where there is one field; else the mark of a
    // tuple, and for each field its canonical form with an end mark behind it.
    struct key_tuple {
        char mark = 0;
        std::string_view text;
    };
    struct reference {
        key_hash::value key;
        std::size_t offset = 0; // in the document
        std::size_t position = 0;
        std::uint32_t size = 0; // of the tuple in texts, its mark included
    };
    struct scope {
        index constraint = none;
        std::uint32_t depth = 0;
        std::size_t offset = 0;               // of its element
        const path_step* attribute = nullptr; // constraint::only_attribute()
        std::uint32_t partner = none;         // of a keyref: the scope of its key on the same element
        std::uint32_t outer_references = 0;   // of a key: keyrefs further out are among so many scopes
        key_set keys;                         // of a key or unique
        key_set imported;                     // of a keyref: keys of constraints that ended below
        std::array<key_tuple, 64> settled;    // of a keyref with a partner: some references that lead to its keys
        std::vector<reference> references;    // of a keyref: those whose key has not been met
        std::string texts;                    // their tuples
    };
    struct matcher {
        const path* way = nullptr;
        std::uint64_t reached = 1;              // bit i: i steps are done at this element
        const path_step* next = nullptr;        // the step that follows; null for paths that begin with ".//"
        const path_step* last = nullptr;        // after the last child step
        std::uint32_t scope = 0;                // of a selector
        std::uint32_t target = none, field = 0; // of a field
    };
    struct field_value {
        std::uint32_t position = 0, size = 0;
        bool set = false;
    };
    struct target {
        std::uint32_t scope = 0, depth = 0, fields = 0;
        std::size_t offset = 0;
        bool faulty = false; // no tuple, and the cause has been reported
    };
    struct pending_field {
        std::uint32_t target, field, depth;
    };

    void matched(const matcher& m, std::uint32_t depth, std::size_t offset);
    void select(std::uint32_t scope, std::uint32_t depth, std::size_t offset);
    // Where a text may stand among those that are settled. Keys differ at their ends, and neighbours share references.
    static std::size_t place_of(std::string_view text) {
        std::uint64_t end = 0;
        if (text.size() < sizeof end)
            end = text.empty() ? 0 : static_cast<unsigned char>(text.back());
        else
            std::memcpy(&end, text.data() + text.size() - sizeof end, sizeof end);
        return static_cast<std::size_t>(end * 0x9E3779B97F4A7C15 >> 58);
    }
    bool add_tuple(scope& s, std::size_t offset, const key_tuple& tuple); // true: a reference to a key that is there
    void begin(matcher m, std::uint32_t depth, std::size_t offset);
    void go_on_by_step(const matcher& above, std::uint32_t depth, std::size_t offset);
    void go_on(matcher m, std::uint32_t depth, std::size_t offset);
    void answer(const pending_field& p, const ended& element);
    void complete(const target& t, bool children_told);
    void link(scope& s, std::uint32_t first);
    void tell_outer_references(const scope& s, const key_hash::value& key);
    bool note_reference(scope& s, const key_hash::value& key, std::size_t offset, const key_tuple& tuple);
    void end_scope(scope& s);
    void report(xsd_rule which, std::size_t offset, std::string expected, const key_tuple& tuple);
    static std::string shown(const key_tuple& tuple);
    static std::string shown_field(char mark, std::string_view text);

    const xsd_tables& tables_;
    finding_sink& sink_;
    reused_list<matcher> matchers_;
    std::vector<scope> scopes_; // the first open_scopes_ are in use; the rest keeps its memory
    std::uint32_t open_scopes_ = 0;
    std::vector<target> targets_;
    std::vector<field_value> values_;
    std::string pool_; // canonical texts of values_
    std::vector<pending_field> pending_;
    std::vector<attribute_request> requests_;
    reused_list<attribute_key> attribute_keys_;
    std::string tuple_;
    std::shared_ptr<const key_hash> hash_; // made when the first constraint is met
    duplicate_keys duplicates_;
    duplicate_keys* sought_ = nullptr;
};

} // namespace schakel::validation::xsd
