// The part of the strict scan that reads tags: attributes, namespaces and which end belongs to which start.
#include "gateway/codec/xml_scan_state.hpp"

#include <algorithm>
#include <numeric>

namespace schakel::xml {

bool scanner::start_tag() {
    const char* place = ++in_.at;
    behind_.passed(in_.offset(place));
    written_name written;
    if (!in_.read_name(written)) return false;
    written_.clear();
    bool empty = false;
    for (;;) {
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
        if (!attribute_as_written()) return false;
    }
    const char* tag_end = in_.at++;

    if (open_.size() >= limits_.depth)
        return in_.fail(scan_rule("xml.limit-depth"), place, std::to_string(limits_.depth));
    if (!count_nodes(1 + written_.size(), place)) return false;
    open_element& element = open_.emplace_back();
    element.written = written.full;
    element.namespaces = namespaces_.mark();
    if (!written_.empty() && !declare_namespaces(element.namespaces)) return false;
    const std::string_view* default_space = namespaces_.find({});
    if (!resolve(written, default_space != nullptr ? *default_space : std::string_view{}, element.id)) return false;
    attributes_.clear();
    if (!written_.empty() && !resolve_attributes()) return false;

    if (handler_ != nullptr) handler_->start_element(element.id, attributes_, in_.offset(place));
    if (empty) close(tag_end - 1);
    return true;
}

bool scanner::attribute_as_written() {
    if (written_.size() >= limits_.attributes)
        return in_.fail(scan_rule("xml.limit-attributes"), in_.at, std::to_string(limits_.attributes));
    raw_attribute& added = written_.emplace_back();
    if (!in_.read_name(added.id)) return false;
    in_.skip_blanks();
    if (!in_.expect('=', "=")) return false;
    in_.skip_blanks();
    return in_.read_value(added.value, added.plain);
}

bool scanner::declare_namespaces(std::size_t mark) {
    for (const raw_attribute& written : written_) {
        if (!written.declares()) continue;
        if (namespaces_.declared_since(mark, written.declared_prefix()))
            return in_.fail(scan_rule("xml.duplicate-attribute"), written.id.full.data(), {}, clipped(written.id.full));
        if (!declare_namespace(written)) return false;
    }
    return true;
}

bool scanner::declare_namespace(const raw_attribute& declaration) {
    const std::string_view prefix = declaration.declared_prefix();
    std::string uri;
    append_normalised(uri, declaration.value);
    const auto refuse = [&](const char* expected) {
        return in_.fail(scan_rule("xml.namespace"), declaration.id.full.data(), expected, clipped(declaration.id.full));
    };
    const bool named = declaration.id.prefix == "xmlns";
    if (named && prefix == "xmlns") return refuse("no declaration of xmlns");
    if ((named && prefix == "xml") != (uri == xml_namespace)) return refuse("xml bound to its own namespace only");
    if (uri == xmlns_namespace) return refuse("another namespace");
    if (named && uri.empty()) return refuse("a namespace that is not empty");
    namespaces_.declare(prefix, uri);
    // The prefix xml is always there and takes no part in the count.
    if (namespaces_.mark() - 1 <= limits_.namespaces && namespaces_.different_uris() - 1 <= limits_.namespaces)
        return true;
    return in_.fail(scan_rule("xml.limit-namespaces"), declaration.id.full.data(), std::to_string(limits_.namespaces));
}

bool scanner::resolve_attributes() {
    std::size_t room = 0;
    for (const raw_attribute& written : written_)
        if (!written.plain) room += written.value.size();
    normalised_.clear();
    normalised_.reserve(room); // a normalised value is never longer, so views into it stay good
    for (const raw_attribute& written : written_) {
        if (written.declares()) continue;
        attribute& added = attributes_.emplace_back();
        if (!resolve(written.id, {}, added.id)) return false;
        added.offset = in_.offset(written.id.full.data());
        added.value = written.value;
        if (written.plain || handler_ == nullptr) continue;
        const std::size_t start = normalised_.size();
        append_normalised(normalised_, written.value);
        added.value = std::string_view(normalised_).substr(start);
    }
    return refuse_duplicates();
}

bool scanner::refuse_duplicates() {
    const attribute* repeated = nullptr;
    if (attributes_.size() <= 8) {
        for (std::size_t i = 1; i < attributes_.size() && repeated == nullptr; ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (attributes_[i].id == attributes_[j].id) repeated = &attributes_[i];
    } else { // sorted, so that hundreds of attributes stay cheap
        order_.resize(attributes_.size());
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
            const name& x = attributes_[a].id;
            const name& y = attributes_[b].id;
            if (const int order = x.local.compare(y.local); order != 0) return order < 0;
            if (const int order = x.space.compare(y.space); order != 0) return order < 0;
            return a < b;
        });
        for (std::size_t i = 1; i < order_.size(); ++i) {
            const attribute& later = attributes_[order_[i]];
            if (attributes_[order_[i - 1]].id == later.id && (repeated == nullptr || later.offset < repeated->offset))
                repeated = &later;
        }
    }
    if (repeated == nullptr) return true;
    return in_.fail(
        scan_rule("xml.duplicate-attribute"), in_.begin + repeated->offset, {}, clipped(repeated->id.local)
    );
}

bool scanner::resolve(const written_name& written, std::string_view default_space, name& out) {
    out.prefix = written.prefix;
    out.local = written.local;
    out.space = default_space;
    if (written.prefix.empty()) return true;
    const std::string_view* space = namespaces_.find(written.prefix);
    if (space == nullptr)
        return in_.fail(scan_rule("xml.prefix-undeclared"), written.full.data(), {}, clipped(written.prefix));
    out.space = *space;
    return true;
}

bool scanner::end_tag() {
    const char* place = in_.at;
    in_.at += 2;
    const std::string_view expected = open_.back().written;
    if (in_.looking_at(expected) && in_.at + expected.size() != in_.end) {
        const char after = in_.at[expected.size()];
        if (after == '>' || has_class(after, blank)) {
            in_.at += expected.size();
            in_.skip_blanks();
            if (!in_.expect('>', ">")) return false;
            close(place);
            return true;
        }
    }
    written_name written;
    if (!in_.read_name(written)) return false;
    if (written.full == expected) return in_.refuse(">");
    return in_.fail(
        scan_rule("xml.tag-mismatch"), place, "</" + clipped(expected) + ">", "</" + clipped(written.full) + ">"
    );
}

void scanner::close(const char* place) {
    if (handler_ != nullptr) handler_->end_element(open_.back().id, in_.offset(place));
    namespaces_.release(open_.back().namespaces);
    open_.pop_back();
}

} // namespace schakel::xml
