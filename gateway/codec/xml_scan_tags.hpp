// The part of the strict scan that reads tags, inline because it is most of the work. Private to codec.
#pragma once

#include "gateway/codec/xml_scan_state.hpp"

namespace schakel::xml {

// Afterwards open_.back() and attributes_ hold it.
[[gnu::always_inline]] inline bool scan_state::read_start_tag(bool& empty) {
    const char* place = ++in_.at;
    behind_.passed(in_.offset(place));
    written_name written;
    known_name* known = last_element_->next;
    if (!read_name(known, written)) return false;
    written_.clear();
    if (!in_.at_end() && *in_.at == '>')
        ++in_.at;
    else if (!read_attributes(known, empty))
        return false;
    limit_text();

    if (open_.size() >= limits_.depth)
        return in_.fail(scan_rule("xml.limit-depth"), place, std::to_string(limits_.depth));
    if (!count_nodes(1 + written_.size(), place)) return false;
    const std::size_t namespaces = namespaces_.mark();
    const std::uint32_t scope = scope_;
    attributes_.clear();
    if (written_.empty()) {
        if (!know(written, name_role::element, known)) return false;
    } else if (!declare_namespaces(namespaces) || !know(written, name_role::element, known)) {
        return false;
    }
    open_element& opened = open_.emplace_back();
    opened.known = known;
    opened.namespaces = namespaces;
    opened.scope = scope;
    last_element_->next = is_kept(*known) ? known : nullptr;
    last_element_ = known;
    return written_.empty() || resolve_attributes();
}

// The name that stands here: the expected one without a look at its letters, else any.
[[gnu::always_inline]] inline bool scan_state::read_name(known_name*& expected, written_name& out) {
    if (expected == nullptr || !expected->stands_at(in_.at, in_.end)) {
        expected = nullptr;
        return in_.read_name(out);
    }
    const std::size_t prefix = expected->id.prefix.size();
    out.full = {in_.at, expected->written.size()};
    out.prefix = {in_.at, prefix};
    out.local = {out.full.data() + (prefix == 0 ? 0 : prefix + 1), expected->id.local.size()};
    in_.at += out.full.size();
    return true;
}

// `known` comes in as the name it was met as, if any, and goes out as the name it is here.
[[gnu::always_inline]] inline bool scan_state::know(const written_name& written, name_role role, known_name*& known) {
    const bool meant =
        known != nullptr && (known->scope == scope_ || known->scope == scope_numbers::everywhere) && known->scope != 0;
    return meant || look_up(written, role, known);
}

inline bool scan_state::read_attributes(known_name* element, bool& empty) {
    for (known_name* expected = element != nullptr ? element->first_attribute : nullptr;;) {
        const bool spaced = in_.skip_blanks();
        if (in_.at_end()) return in_.refuse(">");
        if (*in_.at == '>') break;
        if (*in_.at == '/') {
            empty = true;
            ++in_.at;
            if (in_.at_end() || *in_.at != '>') return in_.refuse(">");
            break;
        }
        if (!spaced) return in_.refuse("white space, > or />");
        if (!attribute_as_written(expected)) return false;
        expected = written_.back().known != nullptr ? written_.back().known->next : nullptr;
    }
    ++in_.at;
    return true;
}

[[gnu::always_inline]] inline bool scan_state::attribute_as_written(known_name* expected) {
    if (written_.size() >= limits_.attributes)
        return in_.fail(scan_rule("xml.limit-attributes"), in_.at, std::to_string(limits_.attributes));
    raw_attribute& added = written_.emplace_back();
    added.known = expected;
    if (!read_name(added.known, added.id)) return false;
    in_.skip_blanks();
    if (!in_.expect('=', "=")) return false;
    in_.skip_blanks();
    return in_.read_value(added.value, added.plain);
}

[[gnu::always_inline]] inline bool scan_state::read_end_tag() {
    const char* place = in_.at;
    const known_name& element = *open_.back().known;
    in_.at += 2;
    if (!element.stands_at(in_.at, in_.end)) return refuse_end_tag(place);
    in_.at += element.written.size();
    if (!in_.at_end() && *in_.at == '>') {
        ++in_.at;
        return true;
    }
    in_.skip_blanks();
    return in_.expect('>', ">");
}

[[gnu::always_inline]] inline void scan_state::leave() {
    namespaces_.release(open_.back().namespaces);
    scope_ = open_.back().scope;
    open_.pop_back();
    limit_text();
}

} // namespace schakel::xml
