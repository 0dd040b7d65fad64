// The part of the strict scan that reads tags, inline because it is most of the work. Private to codec.
#pragma once

#include "gateway/codec/xml_scan_state.hpp"

namespace schakel::xml {

// Afterwards open_.back() and attributes_ hold it.
[[gnu::always_inline]] inline bool scan_state::read_start_tag(bool& empty) {
    const char* place = ++in_.at;
    behind_.passed(in_.offset(place));
    std::string_view written;
    known_name* known = expected_element();
    if (!read_name(known, written)) return false;
    written_.clear();
    declares_ = false;
    all_plain_ = true;
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
    } else if ((declares_ && !declare_namespaces(namespaces)) || !know(written, name_role::element, known)) {
        return false;
    }
    open_element& opened = open_.next();
    opened.known = known;
    opened.namespaces = namespaces;
    opened.scope = scope;
    expect_next(known);
    last_element_ = known;
    return written_.empty() || resolve_attributes();
}

// After the last element came this one.
[[gnu::always_inline]] inline void scan_state::expect_next(known_name* element) {
    if (last_element_->next == element) return;
    last_element_->another = last_element_->next;
    last_element_->next = is_kept(*element) ? element : nullptr;
}

// The name here, which has been seen to be a known one, or is any.
[[gnu::always_inline]] inline bool scan_state::read_name(known_name* here, std::string_view& written) {
    if (here != nullptr) {
        written = {in_.at, here->written.size()};
        in_.at += written.size();
        return true;
    }
    written_name any;
    if (!in_.read_name(any)) return false;
    written = any.full;
    return true;
}

// The element that begins here, if it is one that followed the last element before; else null.
[[gnu::always_inline]] inline known_name* scan_state::expected_element() const {
    for (known_name* guess : {last_element_->next, last_element_->another})
        if (guess != nullptr && guess->stands_at(in_.at, in_.end)) return guess;
    return nullptr;
}

// `known` comes in as the name it was met as, if any, and goes out as the name it is here.
[[gnu::always_inline]] inline bool scan_state::know(std::string_view written, name_role role, known_name*& known) {
    const bool meant =
        known != nullptr && (known->scope == scope_ || known->scope == scope_numbers::everywhere) && known->scope != 0;
    return meant || look_up(taken_apart(written), role, known);
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
    raw_attribute& added = written_.next();
    added.known = expected;
    if (added.known != nullptr && !added.known->stands_at(in_.at, in_.end)) added.known = nullptr;
    if (!read_name(added.known, added.name)) return false;
    declares_ = declares_ || (added.known != nullptr ? added.known->declares : is_declaration(added.name));
    if (usual_value(added)) return true;
    in_.skip_blanks();
    if (!in_.expect('=', "=")) return false;
    in_.skip_blanks();
    if (!in_.read_value(added.value, added.plain)) return false;
    all_plain_ = all_plain_ && added.plain;
    return true;
}

// Reads ="…" with nothing special in it; false: it is something else, and nothing has been read.
[[gnu::always_inline]] inline bool scan_state::usual_value(raw_attribute& read) {
    const char* begin = in_.at + 2;
    if (in_.end - in_.at < 3 || in_.at[0] != '=' || in_.at[1] != '"') return false;
    const bool limited = static_cast<std::size_t>(in_.end - begin) > in_.longest_value;
    const char* stop = limited ? begin + in_.longest_value : in_.end;
    const char* end = skip_plain<'"', '<', '&'>(begin, stop);
    if (end == stop || *end != '"') return false;
    read.value = {begin, end};
    read.plain = true;
    in_.at = end + 1;
    return true;
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
