// json::document::parse: RapidJSON's iterative reader over a stream of our own, and the handler that fills the node
// array.
#include "gateway/codec/json_faults.hpp"
#include "gateway/codec/json_names.hpp"
#include "gateway/codec/json_nodes.hpp"
#include "gateway/codec/json_rules.hpp"
#include "gateway/codec/utf8.hpp"

#include <rapidjson/reader.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

namespace schakel::json {

namespace {

// RapidJSON's in-situ protocol with a twist: the text stays as it is. A string of plain ASCII is skipped at once and is
// taken from the text; only other strings are decoded, into the arena.
class input {
public:
    using Ch = char;

    explicit input(document_content& content) : content_(content), begin_(content.text.get()), at_(begin_) {}

    char Peek() const { return *at_; }
    char Take() { return *at_++; }
    std::size_t Tell() const { return static_cast<std::size_t>(at_ - begin_); }

    char* PutBegin() {
        plain_ = true;
        put_ = scratch_;
        if (at_ == begin_ || at_[-1] != '"') return put_; // a number: RapidJSON ignores what is returned
        string_offset_ = Tell() - 1;
        const char* end = skip_plain(at_);
        if (*end == '"') {
            at_ = end;
            return put_;
        }
        plain_ = false;
        if (!content_.arena) content_.arena.reset(new char[content_.size + 8]);
        return put_ = content_.arena.get() + arena_size_;
    }
    void Put(char c) { *put_++ = c; }
    std::size_t PutEnd(char* begin) { return static_cast<std::size_t>(put_ - begin); }
    void Flush() {}

    bool plain() const { return plain_; }
    std::size_t string_offset() const { return string_offset_; }
    std::size_t keep(std::size_t length) { return std::exchange(arena_size_, arena_size_ + length); }

private:
    // The first byte that is a quote, a backslash, a control character or not ASCII; eight bytes at a time.
    static const char* skip_plain(const char* at) {
        constexpr std::uint64_t ones = 0x0101010101010101u;
        for (;; at += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, 8);
            const std::uint64_t stop =
                (word | (word - ones * 0x20) | ((word ^ (ones * '"')) - ones) | ((word ^ (ones * '\\')) - ones)) &
                (ones * 0x80);
            if (stop != 0) return at + std::countr_zero(stop) / 8;
        }
    }

    document_content& content_;
    const char* begin_;
    const char* at_;
    char* put_ = nullptr;
    char scratch_[8] = {};
    std::size_t arena_size_ = 0;
    std::size_t string_offset_ = 0;
    bool plain_ = true;
};

enum class magnitude { ordinary, imprecise, too_large };

// The power of ten of the first digit that is not zero decides on which side a number left a double's range.
bool overflows(std::string_view number) {
    const std::size_t e = number.find_first_of("eE");
    const std::string_view mantissa = number.substr(0, e);
    long exponent = 0;
    if (e != std::string_view::npos) {
        std::string_view digits = number.substr(e + 1);
        if (digits.front() == '+') digits.remove_prefix(1);
        if (std::from_chars(digits.data(), digits.data() + digits.size(), exponent).ec != std::errc{})
            exponent = digits.front() == '-' ? -1'000'000'000 : 1'000'000'000;
    }
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    const std::size_t first = mantissa.find_first_of("123456789");
    return first != std::string_view::npos && exponent + static_cast<long>(point) - static_cast<long>(first) > 0;
}

bool survives_double(std::string_view integer, double value) {
    char digits[400];
    const auto [end, fault] = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed);
    return fault == std::errc{} && integer == std::string_view(digits, static_cast<std::size_t>(end - digits));
}

magnitude magnitude_of(std::string_view number) {
    if (number.size() <= 15 && number.find_first_of("eE") == std::string_view::npos) return magnitude::ordinary;
    double value = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
    if (read.ec == std::errc::result_out_of_range)
        return overflows(number) ? magnitude::too_large : magnitude::ordinary;
    if (number.find_first_of(".eE") != std::string_view::npos || std::abs(value) < 9007199254740992.0)
        return magnitude::ordinary;
    return survives_double(number, value) ? magnitude::ordinary : magnitude::imprecise;
}

// Takes RapidJSON's events. Each returns false to stop the reader; `stopped` then says why.
class builder {
public:
    builder(document_content& content, input& in, const document_limits& limits, fault_list& faults)
        : content_(content), in_(in), limits_(limits), faults_(faults) {}

    bool Null() { return scalar(kind::null, in_.Tell() - 4); }
    bool Bool(bool b) { return scalar(kind::boolean, in_.Tell() - (b ? 4u : 5u)); }
    bool RawNumber(const char*, rapidjson::SizeType length, bool) {
        const std::size_t offset = in_.Tell() - length;
        const magnitude size = magnitude_of(content_.bytes().substr(offset, length));
        if (size == magnitude::too_large) return stop(rules::number_range, offset);
        if (size == magnitude::imprecise) faults_.add(rules::integer_precision, offset);
        return scalar(kind::number, offset);
    }
    bool String(const char* text, rapidjson::SizeType length, bool) {
        return count_value(in_.string_offset()) && string(text, length);
    }
    bool Key(const char* text, rapidjson::SizeType length, bool) {
        if (!string(text, length)) return false;
        number_name(content_.nodes.back());
        return true;
    }
    bool StartObject() {
        scopes_.emplace_back();
        return open(kind::object);
    }
    bool StartArray() { return open(kind::array); }
    bool EndArray(rapidjson::SizeType) { return close(); }
    bool EndObject(rapidjson::SizeType) {
        const std::uint32_t object = current_;
        const bool suspect = scopes_.back().suspect || content_.nodes[object].extra > linear_members;
        scopes_.pop_back();
        close();
        if (suspect) check_names(object);
        return true;
    }

    // With numbers as strings RapidJSON calls none of these, but its templates name them.
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(std::int64_t) { return false; }
    bool Uint64(std::uint64_t) { return false; }
    bool Double(double) { return false; }

    const fault& stopped() const { return stopped_; }
    std::vector<std::string_view> take_names() { return numbers_.take(); }

private:
    bool stop(const rule& broken, std::size_t offset, std::string expected = {}, std::string got = {}) {
        stopped_ = {&broken, offset, std::move(expected), std::move(got)};
        return false;
    }

    bool count_value(std::size_t offset) {
        if (++values_ > limits_.nodes) return stop(rules::limit_nodes, offset, std::to_string(limits_.nodes));
        if (current_ != no_node) ++content_.nodes[current_].extra;
        return true;
    }

    void push(kind sort, std::size_t offset, std::size_t next, std::uint32_t extra) {
        node& n = content_.nodes.emplace_back();
        n.offset = static_cast<std::uint32_t>(offset);
        n.parent = current_;
        n.next = static_cast<std::uint32_t>(next);
        n.sort = static_cast<std::uint8_t>(sort) & 7u;
        n.extra = extra & 0x1FFFFFFFu;
    }

    // A name with escapes has no number.
    void number_name(node& n) {
        const std::uint32_t number = n.extra == 0 ? numbers_.number_of(content_.string(n)) : 0;
        if (number == 0 || !scopes_.back().names.add(number)) scopes_.back().suspect = true;
        if (n.extra != 0) return;
        n.sort = name_sort;
        n.extra = number & 0x1FFFFFFFu;
    }

    bool scalar(kind sort, std::size_t offset) {
        if (!count_value(offset)) return false;
        push(sort, offset, in_.Tell(), 0);
        return true;
    }

    bool string(const char* text, std::size_t length) {
        const std::size_t offset = in_.string_offset();
        const bool as_it_stands = in_.plain() || length + 2 == in_.Tell() - offset; // an escape always shrinks
        if (as_it_stands) {
            push(kind::string, offset, in_.Tell(), 0);
            return true;
        }
        if (holds_surrogate({text, length})) {
            const std::size_t at = lone_surrogate(content_.bytes(), offset);
            return stop(rules::surrogate, at, {}, std::string(content_.bytes().substr(at, 6)));
        }
        const std::size_t kept = in_.keep(length);
        content_.unescaped.emplace_back(static_cast<std::uint32_t>(kept), static_cast<std::uint32_t>(length));
        push(kind::string, offset, in_.Tell(), static_cast<std::uint32_t>(content_.unescaped.size()));
        return true;
    }

    bool open(kind sort) {
        if (++depth_ > limits_.depth) return stop(rules::limit_depth, in_.Tell(), std::to_string(limits_.depth));
        if (!count_value(in_.Tell())) return false;
        push(sort, in_.Tell(), 0, 0);
        current_ = static_cast<std::uint32_t>(content_.nodes.size() - 1);
        return true;
    }

    bool close() {
        node& n = content_.nodes[current_];
        n.next = static_cast<std::uint32_t>(content_.nodes.size());
        current_ = n.parent;
        --depth_;
        return true;
    }

    void check_names(std::uint32_t object) {
        const std::uint32_t count = content_.nodes[object].extra;
        if (count < 2) return;
        names_.clear();
        for (std::uint32_t v = content_.first_child(object); v != no_node; v = content_.sibling(v))
            names_.push_back(v - 1);
        if (count > linear_members) return index_names(object);
        for (std::size_t i = 1; i < names_.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (name(names_[i]) == name(names_[j])) {
                    duplicate(names_[i]);
                    break;
                }
    }

    // Sorting costs the same for every choice of names, so a stranger cannot make them collide.
    void index_names(std::uint32_t object) {
        std::sort(names_.begin(), names_.end(), [this](std::uint32_t a, std::uint32_t b) {
            return name_less(name(a), name(b)) || (name(a) == name(b) && a < b);
        });
        for (std::size_t i = 1; i < names_.size(); ++i)
            if (name(names_[i]) == name(names_[i - 1])) duplicate(names_[i]);
        content_.indexes.push_back({object, static_cast<std::uint32_t>(content_.sorted_names.size())});
        content_.sorted_names.insert(content_.sorted_names.end(), names_.begin(), names_.end());
    }

    std::string_view name(std::uint32_t i) const { return content_.string(content_.nodes[i]); }
    void duplicate(std::uint32_t i) {
        faults_.add(rules::duplicate_name, content_.nodes[i].offset, {}, utf8::shortened(name(i), 60));
    }

    struct scope { // an object that is open
        name_set names;
        bool suspect = false; // a name may have come twice
    };

    document_content& content_;
    input& in_;
    const document_limits& limits_;
    fault_list& faults_;
    name_table numbers_;
    std::vector<scope> scopes_;
    std::vector<std::uint32_t> names_;
    fault stopped_;
    std::uint32_t current_ = no_node;
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
    constexpr std::size_t padding = 16; // zeros that end the text for the reader and for reads of eight bytes
    auto content = std::make_unique<document_content>();
    content->text.reset(new char[bytes.size() + padding]);
    if (!bytes.empty()) std::memcpy(content->text.get(), bytes.data(), bytes.size());
    std::memset(content->text.get() + bytes.size(), 0, padding);
    content->size = bytes.size();
    content->nodes.reserve(
        std::min(most_nodes(bytes), limits.nodes < largest_text ? 2 * limits.nodes + 2 : largest_text)
    );
    return content;
}

// Runs the reader; the fault that stopped it, if any.
std::optional<fault> read(document_content& content, const document_limits& limits, fault_list& faults) {
    constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag |
                               rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseInsituFlag;
    input in(content);
    builder tree(content, in, limits, faults);
    rapidjson::Reader reader;
    const rapidjson::ParseResult outcome = reader.Parse<flags>(in, tree);
    content.names = tree.take_names();
    if (outcome.Code() == rapidjson::kParseErrorTermination) return tree.stopped();
    if (outcome.IsError()) return explain(outcome.Code(), outcome.Offset(), content.bytes());
    if (in.Tell() < content.size)
        return explain(rapidjson::kParseErrorDocumentRootNotSingular, in.Tell(), content.bytes()); // a NUL byte
    return std::nullopt;
}

} // namespace

std::optional<document> document::parse(std::string_view bytes, const document_limits& limits, findings& found) {
    fault_list faults(limits.findings);
    auto content = std::unique_ptr<document_content>();
    if (auto refused = refused_unread(bytes, std::min(limits.bytes, largest_text))) {
        faults.add(std::move(*refused));
    } else {
        content = content_of(bytes, limits);
        if (auto stopped = read(*content, limits, faults)) faults.add(std::move(*stopped));
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
