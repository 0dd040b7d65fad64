#include "gateway/codec/xml_document.hpp"

#include "gateway/codec/xml_characters.hpp"
#include "gateway/codec/xml_escape.hpp"
#include "gateway/codec/xml_namespaces.hpp"
#include "gateway/codec/xml_prefixes.hpp"
#include "gateway/codec/xml_walk.hpp"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <new>
#include <pugixml.hpp>
#include <stdexcept>
#include <unordered_map>

namespace schakel::xml {

struct document_content {
    std::string kept;                // the bytes, where the document keeps them itself
    std::string_view bytes;          // as received, all of them
    std::unique_ptr<char[]> parsed;  // the copy that pugixml works in, of all or a part
    std::size_t gap_at = 0, gap = 0; // so many bytes were left out of the copy, there
    pugi::xml_document tree;
    prefix_history prefixes;

    // Texts that pugixml holds in pieces, joined when first asked for; the only thing that changes after parsing.
    mutable std::mutex joining;
    mutable std::unordered_map<const void*, std::string> joined;

    std::size_t offset(const pugi::xml_node& element) const {
        const auto at = static_cast<std::size_t>(element.name() - parsed.get());
        return at < gap_at ? at : at + gap;
    }
};

namespace {

bool is_element(const pugi::xml_node& n) {
    return n.type() == pugi::node_element;
}
bool is_text(const pugi::xml_node& n) {
    return n.type() == pugi::node_pcdata || n.type() == pugi::node_cdata;
}

pugi::xml_node element_from(pugi::xml_node n) {
    while (n && !is_element(n)) n = n.next_sibling();
    return n;
}

struct split_name {
    std::string_view prefix;
    std::string_view local;
};

split_name split(std::string_view written) {
    const std::size_t colon = written.find(':');
    if (colon == written.npos) return {{}, written};
    return {written.substr(0, colon), written.substr(colon + 1)};
}

// The prefix of a name whose local part is the wanted one; none when it is another.
std::optional<std::string_view> prefix_before(std::string_view local, std::string_view written) {
    if (!written.ends_with(local)) return std::nullopt;
    const std::string_view rest = written.substr(0, written.size() - local.size());
    if (rest.empty()) return rest;
    if (rest.back() != ':') return std::nullopt;
    return rest.substr(0, rest.size() - 1);
}

bool is_declaration(std::string_view attribute) {
    return attribute == "xmlns" || attribute.starts_with("xmlns:");
}

// The first element after everything inside this one, in document order.
pugi::xml_node element_after(pugi::xml_node n) {
    for (; n; n = n.parent())
        if (const pugi::xml_node next = element_from(n.next_sibling())) return next;
    return {};
}

void note_declarations(document_content& content, const pugi::xml_node& element, std::size_t& seen) {
    for (pugi::xml_attribute one = element.first_attribute(); one; one = one.next_attribute()) {
        if (!is_declaration(one.name())) continue;
        ++seen;
        const split_name name = split(one.name());
        const pugi::xml_node after = element_after(element);
        content.prefixes.declare(
            name.prefix.empty() ? std::string_view{} : name.local, one.value(), content.offset(element),
            after ? content.offset(after) : prefix_history::end_of_document
        );
    }
}

std::size_t occurrences(std::string_view bytes, std::string_view wanted) {
    std::size_t count = 0;
    for (std::size_t at = bytes.find(wanted); at != bytes.npos; at = bytes.find(wanted, at + wanted.size())) ++count;
    return count;
}

// Walks the elements until every "xmlns" in the text is accounted for, which mostly is at the root.
void note_all_declarations(document_content& content, std::size_t expected) {
    std::size_t seen = 0;
    pugi::xml_node at = content.tree.document_element();
    while (at && seen < expected) {
        note_declarations(content, at, seen);
        const pugi::xml_node child = element_from(at.first_child());
        at = child ? child : element_after(at);
    }
    content.prefixes.finish();
}

// Comments, instructions and CDATA split a text; then white space beside them is text as well.
bool may_hold_split_text(std::string_view bytes) {
    if (const std::size_t declaration = bytes.substr(0, 9).find("<?xml"); declaration != bytes.npos)
        bytes.remove_prefix(std::min(bytes.find('>', declaration), bytes.size() - 1) + 1);
    for (const char mark : {'!', '?'})
        for (std::size_t at = bytes.find(mark); at != bytes.npos; at = bytes.find(mark, at + 1))
            if (at > 0 && bytes[at - 1] == '<') return true;
    return false;
}

// Makes the tree of two pieces of text, one behind the other.
void read_tree(document_content& content, std::string_view text, std::string_view rest) {
    const std::size_t size = text.size() + rest.size();
    content.parsed = std::make_unique_for_overwrite<char[]>(size + 1);
    std::ranges::copy(rest, std::ranges::copy(text, content.parsed.get()).out);
    const std::string_view copy(content.parsed.get(), size);
    const std::size_t declarations = occurrences(copy, "xmlns");
    const unsigned flags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_wconv_attribute |
                           (may_hold_split_text(copy) ? pugi::parse_ws_pcdata : pugi::parse_ws_pcdata_single);
    const pugi::xml_parse_result parsed =
        content.tree.load_buffer_inplace(content.parsed.get(), size, flags, pugi::encoding_utf8);
    if (parsed.status == pugi::status_out_of_memory) throw std::bad_alloc();
    if (!parsed) throw std::logic_error("xml::document: the bytes were not scanned");
    note_all_declarations(content, declarations);
}

bool all_blank(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return has_class(c, blank); });
}

bool occurs_as_prefix(std::string_view text, std::string_view prefix) {
    for (std::size_t at = text.find(prefix); at != text.npos; at = text.find(prefix, at + 1))
        if (text.substr(at + prefix.size()).starts_with(':')) return true;
    return false;
}

} // namespace

// ---- node

struct node::access {
    static pugi::xml_node raw(const node& n) { return pugi::xml_node(static_cast<pugi::xml_node_struct*>(n.raw_)); }

    static node make(const document_content* owner, const pugi::xml_node& raw) {
        node made;
        if (!raw || !is_element(raw)) return made;
        made.owner_ = owner;
        made.raw_ = raw.internal_object();
        return made;
    }

    static std::string_view space(const node& n, std::string_view prefix) {
        if (prefix == "xml") return xml_namespace;
        return n.owner_->prefixes.find(prefix, n.offset());
    }

    static node
    named(const document_content* owner, pugi::xml_node raw, std::string_view space, std::string_view local) {
        for (; raw; raw = raw.next_sibling())
            if (const node candidate = make(owner, raw); candidate.is(space, local)) return candidate;
        return {};
    }

    static std::string joined(const pugi::xml_node& raw, bool has_elements) {
        std::string all;
        for (pugi::xml_node child = raw.first_child(); child; child = child.next_sibling())
            if (is_text(child) && !(has_elements && all_blank(child.value()))) all += child.value();
        return all;
    }
};

std::string_view node::local() const {
    return raw_ == nullptr ? std::string_view{} : split(access::raw(*this).name()).local;
}

std::string_view node::space() const {
    return raw_ == nullptr ? std::string_view{} : access::space(*this, split(access::raw(*this).name()).prefix);
}

bool node::is(std::string_view wanted_space, std::string_view wanted_local) const {
    if (raw_ == nullptr) return false;
    const auto prefix = prefix_before(wanted_local, access::raw(*this).name());
    return prefix && access::space(*this, *prefix) == wanted_space;
}

node node::parent() const {
    return access::make(owner_, access::raw(*this).parent());
}

node node::first_child() const {
    return access::make(owner_, element_from(access::raw(*this).first_child()));
}

node node::next_sibling() const {
    return access::make(owner_, element_from(access::raw(*this).next_sibling()));
}

node node::child(std::string_view wanted_space, std::string_view wanted_local) const {
    return access::named(owner_, access::raw(*this).first_child(), wanted_space, wanted_local);
}

node node::next(std::string_view wanted_space, std::string_view wanted_local) const {
    return access::named(owner_, access::raw(*this).next_sibling(), wanted_space, wanted_local);
}

std::string_view node::text() const {
    const pugi::xml_node raw = access::raw(*this);
    std::size_t pieces = 0;
    bool has_elements = false;
    std::string_view only;
    for (pugi::xml_node child = raw.first_child(); child; child = child.next_sibling()) {
        has_elements = has_elements || is_element(child);
        if (!is_text(child)) continue;
        only = child.value();
        ++pieces;
    }
    if (pieces < 2) return has_elements && all_blank(only) ? std::string_view{} : only;
    const std::lock_guard lock(owner_->joining);
    const auto [place, added] = owner_->joined.try_emplace(raw_);
    if (added) place->second = access::joined(raw, has_elements);
    return place->second;
}

std::optional<std::string_view> node::attribute(std::string_view wanted, std::string_view wanted_space) const {
    for (pugi::xml_attribute one = access::raw(*this).first_attribute(); one; one = one.next_attribute()) {
        const std::string_view written = one.name();
        const auto prefix = prefix_before(wanted, written);
        if (!prefix || is_declaration(written)) continue;
        const std::string_view space = prefix->empty() ? std::string_view{} : access::space(*this, *prefix);
        if (space == wanted_space) return one.value();
    }
    return std::nullopt;
}

std::size_t node::offset() const {
    return raw_ == nullptr ? location::nowhere : owner_->offset(access::raw(*this));
}

location node::where() const {
    if (raw_ == nullptr) return {};
    findings one(1);
    one.front().where.offset = offset();
    locate(owner_->bytes, one);
    return one.front().where;
}

std::string_view node::written() const {
    if (raw_ == nullptr) return {};
    const std::string_view bytes = owner_->bytes;
    tag_walk walk(bytes, offset() - 1);
    tag here;
    std::size_t depth = 0;
    do {
        if (!walk.next(here)) break;
        if (here.what == tag::kind::start) ++depth;
        if (here.what == tag::kind::end) --depth;
    } while (depth > 0);
    return bytes.substr(offset() - 1, here.end - (offset() - 1));
}

std::string node::outer_xml(declarations added) const {
    if (raw_ == nullptr) return {};
    const std::string_view written = this->written();
    std::string out(written.substr(0, 1 + std::strlen(access::raw(*this).name())));
    const std::size_t name_end = out.size();
    owner_->prefixes.in_force(offset(), [&](std::string_view prefix, std::string_view uri) {
        const std::string declaration = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
        if (access::raw(*this).attribute(declaration.c_str())) return;
        if (added == declarations::needed && !prefix.empty() && !occurs_as_prefix(written, prefix)) return;
        out.append(" ").append(declaration).append("=\"");
        append_escaped(out, uri, escape_for::attribute);
        out.push_back('"');
    });
    return out.append(written.substr(name_end));
}

// ---- document

document::document(std::unique_ptr<document_content> content) : content_(std::move(content)) {}
document::document(document&&) noexcept = default;
document& document::operator=(document&&) noexcept = default;
document::~document() = default;

std::optional<document> document::parse(std::string_view bytes, const document_limits& limits, findings& found) {
    if (!scan(bytes, limits, found)) return std::nullopt;
    return parse_scanned(bytes);
}

document document::parse_scanned(std::string_view bytes) {
    auto content = std::make_unique<document_content>();
    content->kept = bytes;
    content->bytes = content->kept;
    read_tree(*content, bytes, {});
    return document(std::move(content));
}

document document::without(std::string_view bytes, byte_range left_out) {
    auto content = std::make_unique<document_content>();
    content->bytes = bytes;
    content->gap_at = left_out.begin;
    content->gap = left_out.end - left_out.begin;
    read_tree(*content, bytes.substr(0, left_out.begin), bytes.substr(left_out.end));
    return document(std::move(content));
}

document document::part(std::string_view bytes, byte_range which, const node& within) {
    auto content = std::make_unique<document_content>();
    content->bytes = bytes;
    content->gap = which.begin;
    within.owner_->prefixes.in_force(within.offset(), [&](std::string_view prefix, std::string_view uri) {
        content->prefixes.declare(prefix, uri, which.begin, prefix_history::end_of_document);
    });
    read_tree(*content, bytes.substr(which.begin, which.end - which.begin), {});
    return document(std::move(content));
}

node document::root() const {
    return node::access::make(content_.get(), content_->tree.document_element());
}

std::string_view document::bytes() const {
    return content_->bytes;
}

} // namespace schakel::xml
