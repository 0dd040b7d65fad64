#include "gateway/codec/json_document.hpp"

#include "gateway/codec/json_nodes.hpp"
#include "gateway/codec/json_pointer.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace schakel::json {

namespace {

// Where the text of value `i` ends. A container's end is not stored: it is the last of the brackets behind its last
// descendant.
std::size_t end_of(const document_content& c, std::uint32_t i) {
    if (!c.nodes[i].is_container()) return c.nodes[i].next;
    std::uint32_t last = c.nodes[i].next - 1;
    std::size_t at = c.nodes[last].is_container() ? c.nodes[last].offset + 1 : c.nodes[last].next;
    if (!c.nodes[last].is_container()) last = c.nodes[last].parent;
    for (;; last = c.nodes[last].parent) {
        at = c.bytes().find_first_of("]}", at) + 1; // only white space stands between
        if (last == i) return at;
    }
}

std::uint32_t indexed_member(const document_content& c, std::uint32_t object, std::string_view name) {
    const auto index =
        std::lower_bound(c.indexes.begin(), c.indexes.end(), object, [](const name_index& i, std::uint32_t o) {
            return i.object < o;
        });
    const auto begin = c.sorted_names.begin() + index->first;
    const auto end = begin + c.nodes[object].extra;
    const auto at = std::lower_bound(begin, end, name, [&c](std::uint32_t n, std::string_view wanted) {
        return name_less(c.string(c.nodes[n]), wanted);
    });
    return at != end && c.string(c.nodes[*at]) == name ? *at + 1 : no_node;
}

std::optional<std::size_t> array_index(std::string_view token) {
    if (token.empty() || (token.size() > 1 && token.front() == '0')) return std::nullopt;
    std::size_t index = 0;
    const auto [end, fault] = std::from_chars(token.data(), token.data() + token.size(), index);
    if (fault != std::errc{} || end != token.data() + token.size()) return std::nullopt;
    return index;
}

} // namespace

document::document(std::unique_ptr<document_content> content) : content_(std::move(content)) {}
document::document(document&&) noexcept = default;
document& document::operator=(document&&) noexcept = default;
document::~document() = default;

std::string_view document::bytes() const {
    return content_->bytes();
}

value document::root() const {
    return value(content_.get(), 0);
}

kind value::kind() const {
    return owner_ ? owner_->nodes[index_].kind() : kind::null;
}

std::string_view value::text() const {
    return is(kind::string) ? owner_->string(owner_->nodes[index_]) : std::string_view();
}

std::string_view value::number_text() const {
    return is(kind::number) ? raw() : std::string_view();
}

std::optional<decimal> value::number() const {
    if (!is(kind::number)) return std::nullopt;
    return decimal::parse_number(number_text());
}

double value::approximate() const {
    const std::string_view text = number_text();
    double result = 0; // stays so for what is too small to tell from zero
    std::from_chars(text.data(), text.data() + text.size(), result);
    return result;
}

std::optional<std::int64_t> value::integer() const {
    const std::string_view text = number_text();
    std::int64_t whole = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (!text.empty() && fault == std::errc{} && end == text.data() + text.size()) return whole;
    const auto exact = number();
    return exact ? exact->as_integer() : std::nullopt;
}

bool value::boolean(bool otherwise) const {
    return is(kind::boolean) ? owner_->bytes()[owner_->nodes[index_].offset] == 't' : otherwise;
}

std::size_t value::size() const {
    return owner_ && owner_->nodes[index_].is_container() ? owner_->nodes[index_].extra : 0;
}

value value::first_child() const {
    return owner_ ? value(owner_, owner_->first_child(index_)) : value();
}

value value::next_sibling() const {
    return owner_ ? value(owner_, owner_->sibling(index_)) : value();
}

std::string_view value::name() const {
    return owner_ && owner_->is_member(index_) ? owner_->string(owner_->nodes[index_ - 1]) : std::string_view();
}

value value::name_value() const {
    return owner_ && owner_->is_member(index_) ? value(owner_, index_ - 1) : value();
}

value value::member(std::string_view name) const {
    if (!is(kind::object)) return {};
    if (size() > linear_members) return value(owner_, indexed_member(*owner_, index_, name));
    std::uint32_t child = owner_->first_child(index_);
    while (child != no_node && owner_->string(owner_->nodes[child - 1]) != name) child = owner_->sibling(child);
    return value(owner_, child);
}

value value::at(std::size_t index) const {
    if (!is(kind::array) || index >= size()) return {};
    value child = first_child();
    while (index-- > 0) child = child.next_sibling();
    return child;
}

value value::parent() const {
    return owner_ ? value(owner_, owner_->nodes[index_].parent) : value();
}

value value::find(std::string_view pointer) const {
    value here = *this;
    while (here && !pointer.empty()) {
        if (pointer.front() != '/') return {};
        const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
        const std::string token = token_name(pointer.substr(1, end - 1));
        const auto index = here.is(kind::array) ? array_index(token) : std::nullopt;
        here = index ? here.at(*index) : here.member(token);
        pointer.remove_prefix(end);
    }
    return here;
}

std::string value::pointer() const {
    std::vector<value> chain;
    for (value v = *this; v && v.parent(); v = v.parent()) chain.push_back(v);
    std::string text;
    for (auto v = chain.rbegin(); v != chain.rend(); ++v) {
        if (v->parent().is(kind::object)) {
            append_token(text, v->name());
        } else {
            std::size_t index = 0;
            for (value child = v->parent().first_child(); !(child == *v); child = child.next_sibling()) ++index;
            text += '/' + std::to_string(index);
        }
    }
    return text;
}

std::size_t value::offset() const {
    return owner_ ? owner_->nodes[index_].offset : location::nowhere;
}

std::size_t value::name_offset() const {
    return owner_ && owner_->is_member(index_) ? owner_->nodes[index_ - 1].offset : location::nowhere;
}

location value::where() const {
    if (!owner_) return {};
    findings one(1);
    one.front().where.offset = offset();
    locate(owner_->bytes(), one);
    return std::move(one.front().where);
}

std::string_view value::raw() const {
    return owner_ ? owner_->bytes().substr(offset(), end_of(*owner_, index_) - offset()) : std::string_view();
}

} // namespace schakel::json
