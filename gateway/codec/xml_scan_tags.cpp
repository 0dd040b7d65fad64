// The part of the strict scan that resolves what tags hold: names, namespaces, attribute values.
#include "gateway/codec/xml_scan_tags.hpp"

#include <algorithm>
#include <numeric>

namespace schakel::xml {

namespace {
// Attribute names that no declaration changes.
bool is_fixed(const written_name& written) {
    return written.prefix.empty() || written.prefix == "xmlns";
}

// Of "xmlns:lr": "lr"; of "xmlns": none, for the default namespace.
std::string_view declared_prefix(std::string_view declaration) {
    return taken_apart(declaration).prefix.empty() ? std::string_view{} : taken_apart(declaration).local;
}

bool same_name(const name& a, const name& b) {
    const bool by_number = a.number != 0 && b.number != 0 && a.prefix.empty() && b.prefix.empty();
    return by_number ? a.number == b.number : a == b;
}
} // namespace

// What the name means here: something kept, or new.
bool scan_state::look_up(const written_name& written, name_role role, known_name*& known) {
    const std::uint32_t scope = role == name_role::attribute && is_fixed(written) ? scope_numbers::everywhere : scope_;
    known = names_.find(written.full, scope, role);
    if (known != nullptr) return true;
    name id;
    if (!resolve(written, role, id)) return false;
    known = names_.add(written, scope, role, id);
    if (known == nullptr) known = unkept_name(role, id, written.full);
    return true;
}

// Room for a name that is not kept: one for each open element, and one for the attribute in hand, whose name is copied.
known_name* scan_state::unkept_name(name_role role, const name& id, std::string_view written) {
    const std::size_t place = role == name_role::attribute ? 0 : open_.size() + 1;
    while (unkept_.size() <= place) unkept_.emplace_back();
    unkept_[place] = {};
    unkept_[place].be_written(written);
    unkept_[place].id = id;
    unkept_[place].declares = role == name_role::attribute && is_declaration(written);
    return &unkept_[place];
}

bool scan_state::declare_namespaces(std::size_t mark) {
    for (const raw_attribute& written : written_) {
        if (!(written.known != nullptr ? written.known->declares : is_declaration(written.name))) continue;
        if (namespaces_.declared_since(mark, declared_prefix(written.name)))
            return in_.fail(scan_rule("xml.duplicate-attribute"), written.name.data(), {}, clipped(written.name));
        if (!declare_namespace(written)) return false;
    }
    return true;
}

bool scan_state::declare_namespace(const raw_attribute& declaration) {
    const std::string_view prefix = declared_prefix(declaration.name);
    std::string uri;
    append_normalised(uri, declaration.value);
    const auto refuse = [&](const char* expected) {
        return in_.fail(scan_rule("xml.namespace"), declaration.name.data(), expected, clipped(declaration.name));
    };
    const bool named = !prefix.empty();
    if (named && prefix == "xmlns") return refuse("no declaration of xmlns");
    if ((named && prefix == "xml") != (uri == xml_namespace)) return refuse("xml bound to its own namespace only");
    if (uri == xmlns_namespace) return refuse("another namespace");
    if (named && uri.empty()) return refuse("a namespace that is not empty");
    scope_ = scopes_.inside(scope_, prefix, namespaces_.declare(prefix, uri)->data());
    // The prefix xml is always there and takes no part in the count.
    if (namespaces_.mark() - 1 <= limits_.namespaces && namespaces_.different_uris() - 1 <= limits_.namespaces)
        return true;
    return in_.fail(scan_rule("xml.limit-namespaces"), declaration.name.data(), std::to_string(limits_.namespaces));
}

// A normalised value is never longer, so views into it stay good.
void scan_state::make_room_for_normalised() {
    std::size_t room = 0;
    for (const raw_attribute& written : written_)
        if (!written.plain) room += written.value.size();
    normalised_.clear();
    normalised_.reserve(room);
}

bool scan_state::resolve_attributes() {
    if (!all_plain_) make_room_for_normalised();
    known_name** expected_at = &last_element_->first_attribute;
    for (raw_attribute& written : written_) {
        if (!know(written.name, name_role::attribute, written.known)) return false;
        *expected_at = is_kept(*written.known) ? written.known : nullptr;
        expected_at = &written.known->next;
        if (written.known->declares) continue;
        attribute& added = attributes_.next();
        added.id = written.known->id;
        added.offset = in_.offset(written.name.data());
        added.value = written.value;
        if (written.plain) continue;
        const std::size_t start = normalised_.size();
        append_normalised(normalised_, written.value);
        added.value = std::string_view(normalised_).substr(start);
    }
    return attributes_.size() < 2 || refuse_duplicates();
}

bool scan_state::refuse_duplicates() {
    const attribute* repeated = nullptr;
    if (attributes_.size() <= 8) {
        for (std::size_t i = 1; i < attributes_.size() && repeated == nullptr; ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (same_name(attributes_[i].id, attributes_[j].id)) repeated = &attributes_[i];
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

bool scan_state::resolve(const written_name& written, name_role role, name& out) {
    out.prefix = written.prefix;
    out.local = written.local;
    if (role == name_role::attribute && is_fixed(written)) return true;
    const std::string_view* space = namespaces_.find(written.prefix);
    if (space != nullptr) out.space = *space;
    if (space != nullptr || written.prefix.empty()) return true;
    return in_.fail(scan_rule("xml.prefix-undeclared"), written.full.data(), {}, clipped(written.prefix));
}

bool scan_state::refuse_end_tag(const char* place) {
    const std::string_view expected = open_.back().known->written;
    written_name written;
    if (!in_.read_name(written)) return false;
    if (written.full == expected) return in_.refuse(">");
    return in_.fail(
        scan_rule("xml.tag-mismatch"), place, "</" + clipped(expected) + ">", "</" + clipped(written.full) + ">"
    );
}

} // namespace schakel::xml
