// json::document::parse: one walk over the text that fills the node array. It keeps no stack but the nodes that are
// open.
#include "gateway/codec/huge_pages.hpp"
#include "gateway/codec/json_characters.hpp"
#include "gateway/codec/json_faults.hpp"
#include "gateway/codec/json_names.hpp"
#include "gateway/codec/json_nodes.hpp"
#include "gateway/codec/json_number.hpp"
#include "gateway/codec/json_rules.hpp"
#include "gateway/codec/json_strings.hpp"
#include "gateway/codec/utf8.hpp"

#include <algorithm>

namespace schakel::json {

namespace {

// Every step returns false to stop; `stopped_` then says why.
class reader {
public:
    reader(document_content& content, const document_limits& limits, fault_list& faults)
        : content_(content), limits_(limits), faults_(faults), begin_(content.text.get()), at_(begin_),
          decoder_(content.bytes(), content.arena) {}

    // The fault that stopped it, if any.
    std::optional<fault> read() {
        const bool done = document();
        content_.names = names_.take();
        return done ? std::nullopt : std::optional(std::move(stopped_));
    }

private:
    struct scope { // an object that is open
        name_set names;
        bool suspect = false; // a name may have come twice
    };

    std::size_t offset() const { return static_cast<std::size_t>(at_ - begin_); }
    std::size_t offset_of(const char* at) const { return static_cast<std::size_t>(at - begin_); }
    void skip() {
        if (static_cast<unsigned char>(*at_) <= ' ') at_ = skip_spaces(at_);
    }

    bool stop(const rule& broken, std::size_t offset, std::string expected = {}, std::string got = {}) {
        stopped_ = {&broken, offset, std::move(expected), std::move(got)};
        return false;
    }
    bool fail(syntax_fault what) {
        stopped_ = explain(what, content_.bytes());
        return false;
    }
    bool fail(syntax what) { return fail({what, offset()}); }

    bool document() {
        skip();
        if (offset() >= content_.size || *at_ == '\0' || *at_ == ']' || *at_ == '}' || *at_ == ',' || *at_ == ':')
            return fail(syntax::no_value);
        if (!value()) return false;
        while (current_ != no_node)
            if (!(content_.nodes[current_].kind() == kind::object ? member() : element())) return false;
        skip();
        return offset() >= content_.size || fail(syntax::second_value);
    }

    // Behind the opening bracket, or behind an element.
    bool element() {
        skip();
        if (*at_ == ']') return close();
        if (content_.nodes[current_].extra != 0) {
            if (*at_ != ',') return fail(syntax::no_array_comma);
            ++at_;
            skip();
        }
        return value();
    }

    // Behind the opening bracket, or behind a member's value.
    bool member() {
        skip();
        if (*at_ == '}') return close_object();
        if (content_.nodes[current_].extra != 0) {
            if (*at_ != ',') return fail(syntax::no_object_comma);
            ++at_;
            skip();
        }
        if (*at_ != '"') return fail(syntax::no_name);
        if (!name()) return false;
        skip();
        if (*at_ != ':') return fail(syntax::no_colon);
        ++at_;
        skip();
        return value();
    }

    bool value() {
        switch (*at_) {
        case '"': return string();
        case '{': return open_object();
        case '[': return open(kind::array);
        case 't': return word("true", kind::boolean);
        case 'f': return word("false", kind::boolean);
        case 'n': return word("null", kind::null);
        default: return number();
        }
    }

    bool count_value(std::size_t offset) {
        if (++values_ > limits_.nodes) return stop(rules::limit_nodes, offset, std::to_string(limits_.nodes));
        if (current_ != no_node) ++content_.nodes[current_].extra;
        return true;
    }

    // A node from there to here.
    node& push(std::uint32_t sort, const char* from) {
        node& n = content_.nodes.emplace_back();
        n.offset = static_cast<std::uint32_t>(offset_of(from));
        n.parent = current_;
        n.next = static_cast<std::uint32_t>(offset());
        n.sort = sort & 7u;
        return n;
    }
    bool scalar(kind sort, const char* from) {
        if (!count_value(offset_of(from))) return false;
        push(static_cast<std::uint32_t>(sort), from);
        return true;
    }

    bool word(std::string_view letters, kind sort) {
        const char* from = at_;
        for (const char c : letters) {
            if (*at_ != c) return fail(syntax::value);
            ++at_;
        }
        return scalar(sort, from);
    }

    bool digits() {
        if (!is_digit(*at_)) return false;
        while (is_digit(*at_)) ++at_;
        return true;
    }

    bool number() {
        constexpr std::ptrdiff_t surely_exact = 15; // digits
        const char* from = at_;
        if (*at_ == '-') ++at_;
        if (*at_ == '0')
            ++at_;
        else if (!digits())
            return fail(syntax::value);
        if (*at_ == '.') {
            ++at_;
            if (!digits()) return fail(syntax::digits);
        }
        const bool power = *at_ == 'e' || *at_ == 'E';
        if (power) {
            ++at_;
            if (*at_ == '+' || *at_ == '-') ++at_;
            if (!digits()) return fail(syntax::digits);
        }
        if ((power || at_ - from > surely_exact) && !in_range(from)) return false;
        return scalar(kind::number, from);
    }

    bool in_range(const char* from) {
        const magnitude size = magnitude_of({from, static_cast<std::size_t>(at_ - from)});
        if (size == magnitude::too_large) return stop(rules::number_range, offset_of(from));
        if (size == magnitude::imprecise) faults_.add(rules::integer_precision, offset_of(from));
        return true;
    }

    bool string() {
        const char* from = at_;
        const bool plain = read_plain();
        if (!plain && !decode(from)) return false;
        if (!count_value(offset_of(from))) return false;
        if (!plain && decoder_.half_pair() != std::string_view::npos) return half_pair();
        node& n = push(static_cast<std::uint32_t>(kind::string), from);
        if (!plain && decoder_.escaped()) n.extra = keep() & 0x1FFFFFFFu;
        return true;
    }

    bool name() {
        const char* from = at_;
        if (const std::uint32_t number = names_.expected(at_ + 1, content_.size - offset() - 1)) {
            at_ += names_.size_of(number) + 2;
            take_name(push(name_sort, from), number);
            return true;
        }
        const bool plain = read_plain();
        if (!plain && !decode(from)) return false;
        if (!plain && decoder_.half_pair() != std::string_view::npos) return half_pair();
        if (!plain && decoder_.escaped()) {
            push(static_cast<std::uint32_t>(kind::string), from).extra = keep() & 0x1FFFFFFFu;
            scopes_.back().suspect = true; // it has no number
            return true;
        }
        node& n = push(name_sort, from);
        take_name(n, names_.number_of(content_.string(n)));
        return true;
    }
    void take_name(node& n, std::uint32_t number) {
        n.extra = number & 0x1FFFFFFFu;
        if (number == 0 || !scopes_.back().names.add(number)) scopes_.back().suspect = true;
    }

    // From the opening quote behind the closing one, or to the first byte that is not plain.
    bool read_plain() {
        at_ = skip_plain(at_ + 1);
        if (*at_ != '"') return false;
        ++at_;
        return true;
    }
    bool decode(const char* from) {
        if (!decoder_.read(offset_of(from), offset())) return fail(decoder_.fault());
        at_ = begin_ + decoder_.end();
        return true;
    }
    bool half_pair() {
        const std::size_t at = decoder_.half_pair();
        return stop(rules::surrogate, at, {}, std::string(content_.bytes().substr(at, 6)));
    }
    std::uint32_t keep() {
        content_.unescaped.push_back(decoder_.keep());
        return static_cast<std::uint32_t>(content_.unescaped.size());
    }

    bool open(kind sort) {
        if (++depth_ > limits_.depth) return stop(rules::limit_depth, offset(), std::to_string(limits_.depth));
        if (!count_value(offset())) return false;
        push(static_cast<std::uint32_t>(sort), at_);
        current_ = static_cast<std::uint32_t>(content_.nodes.size() - 1);
        ++at_;
        return true;
    }
    bool open_object() {
        scopes_.emplace_back();
        return open(kind::object);
    }

    bool close() {
        node& n = content_.nodes[current_];
        n.next = static_cast<std::uint32_t>(content_.nodes.size());
        current_ = n.parent;
        --depth_;
        ++at_;
        return true;
    }
    bool close_object() {
        const std::uint32_t object = current_;
        const bool suspect = scopes_.back().suspect || content_.nodes[object].extra > linear_members;
        scopes_.pop_back();
        close();
        if (suspect) check_names(object);
        return true;
    }

    void check_names(std::uint32_t object) {
        const std::uint32_t count = content_.nodes[object].extra;
        if (count < 2) return;
        members_.clear();
        for (std::uint32_t v = content_.first_child(object); v != no_node; v = content_.sibling(v))
            members_.push_back(v - 1);
        if (count > linear_members) return index_names(object);
        for (std::size_t i = 1; i < members_.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (text_of(members_[i]) == text_of(members_[j])) {
                    duplicate(members_[i]);
                    break;
                }
    }

    // Sorting costs the same for every choice of names, so a stranger cannot make them collide.
    void index_names(std::uint32_t object) {
        std::sort(members_.begin(), members_.end(), [this](std::uint32_t a, std::uint32_t b) {
            return name_less(text_of(a), text_of(b)) || (text_of(a) == text_of(b) && a < b);
        });
        for (std::size_t i = 1; i < members_.size(); ++i)
            if (text_of(members_[i]) == text_of(members_[i - 1])) duplicate(members_[i]);
        content_.indexes.push_back({object, static_cast<std::uint32_t>(content_.sorted_names.size())});
        content_.sorted_names.insert(content_.sorted_names.end(), members_.begin(), members_.end());
    }

    std::string_view text_of(std::uint32_t i) const { return content_.string(content_.nodes[i]); }
    void duplicate(std::uint32_t i) {
        faults_.add(rules::duplicate_name, content_.nodes[i].offset, {}, utf8::shortened(text_of(i), 60));
    }

    document_content& content_;
    const document_limits& limits_;
    fault_list& faults_;
    const char* begin_;
    const char* at_;
    string_decoder decoder_;
    name_table names_;
    std::vector<scope> scopes_;
    std::vector<std::uint32_t> members_; // of the object that is checked
    fault stopped_;
    std::uint32_t current_ = no_node; // the innermost that is open
    std::size_t depth_ = 0;
    std::size_t values_ = 0;
};

// No document has more nodes than it has these four characters, plus one: the array never has to grow.
std::size_t most_nodes(std::string_view bytes) {
    std::size_t count = 1;
    for (std::size_t at = 0; at < bytes.size(); at += 128) {
        std::uint8_t part = 0;
        for (const char c : bytes.substr(at, 128))
            part = static_cast<std::uint8_t>(
                part + (c == ',' ? 1 : 0) + (c == ':' ? 1 : 0) + (c == '[' ? 1 : 0) + (c == '{' ? 1 : 0)
            );
        count += part;
    }
    return count;
}

std::unique_ptr<document_content> content_of(std::string_view bytes, const document_limits& limits) {
    constexpr std::size_t padding = 16; // zeros that end the text for the reader and for reads of sixteen bytes
    auto content = std::make_unique<document_content>();
    content->text.reset(new char[bytes.size() + padding]);
    prefer_huge_pages(content->text.get(), bytes.size() + padding);
    if (!bytes.empty()) std::memcpy(content->text.get(), bytes.data(), bytes.size());
    std::memset(content->text.get() + bytes.size(), 0, padding);
    content->size = bytes.size();
    content->nodes.reserve(
        std::min(most_nodes(bytes), limits.nodes < largest_text ? 2 * limits.nodes + 2 : largest_text)
    );
    prefer_huge_pages(content->nodes.data(), content->nodes.capacity() * sizeof(node));
    return content;
}

} // namespace

std::optional<document> document::parse(std::string_view bytes, const document_limits& limits, findings& found) {
    fault_list faults(limits.findings);
    auto content = std::unique_ptr<document_content>();
    if (auto refused = refused_unread(bytes, std::min(limits.bytes, largest_text))) {
        faults.add(std::move(*refused));
    } else {
        content = content_of(bytes, limits);
        if (auto stopped = reader(*content, limits, faults).read()) faults.add(std::move(*stopped));
    }
    findings mine = faults.take();
    if (!mine.empty()) locate(bytes, mine);
    const bool refused = has_error(mine);
    found.insert(found.end(), std::make_move_iterator(mine.begin()), std::make_move_iterator(mine.end()));
    if (refused) return std::nullopt;
    std::sort(content->indexes.begin(), content->indexes.end(), [](auto a, auto b) { return a.object < b.object; });
    return document(std::move(content));
}

} // namespace schakel::json
