#include "gateway/codec/json_strings.hpp"

#include "gateway/codec/json_characters.hpp"
#include "gateway/codec/utf8.hpp"

namespace schakel::json {

namespace {

bool is_high(unsigned unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}
bool is_low(unsigned unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

// What stands for the letter behind a backslash; 0 when it is none of the eight.
char unescaped(char letter) {
    switch (letter) {
    case '"':
    case '\\':
    case '/': return letter;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return 0;
    }
}

} // namespace

bool string_decoder::read(std::size_t open, std::size_t at) {
    escaped_ = false;
    half_pair_ = std::string_view::npos;
    put_ = kept_;
    std::size_t from = open + 1;
    for (at_ = at;; at_ = static_cast<std::size_t>(skip_plain(text_.data() + at_) - text_.data())) {
        const char c = text_.data()[at_]; // a zero behind the text
        if (static_cast<unsigned char>(c) >= 0x80) {
            const std::size_t length = utf8::sequence_length(text_, at_);
            if (length == 0) return fail(syntax::encoding, at_);
            at_ += length;
            continue;
        }
        if (c != '"' && c != '\\') return fail(syntax::string, at_);
        escaped_ = escaped_ || c == '\\';
        if (escaped_) put(text_.substr(from, at_ - from));
        if (c == '"') {
            ++at_;
            return true;
        }
        if (!escape()) return false;
        from = at_;
    }
}

std::pair<std::uint32_t, std::uint32_t> string_decoder::keep() {
    const std::size_t begin = std::exchange(kept_, put_);
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(put_ - begin)};
}

bool string_decoder::fail(syntax what, std::size_t at) {
    fault_ = {what, at};
    return false;
}

void string_decoder::put(std::string_view bytes) {
    if (!arena_) arena_.reset(new char[text_.size()]);
    if (!bytes.empty()) std::memcpy(arena_.get() + put_, bytes.data(), bytes.size());
    put_ += bytes.size();
}

bool string_decoder::escape() {
    const std::size_t begin = at_;
    const char letter = text_.data()[begin + 1];
    at_ += 2;
    if (letter == 'u') return code_point(begin);
    const char meant = unescaped(letter);
    if (meant == 0) return fail(syntax::string, begin);
    put({&meant, 1});
    return true;
}

bool string_decoder::code_point(std::size_t escape_at) {
    unsigned unit = 0;
    if (!hex4(at_, unit)) return fail(syntax::hex_digits, escape_at);
    at_ += 4;
    if (is_low(unit) && half_pair_ == std::string_view::npos) half_pair_ = escape_at;
    if (!is_high(unit)) {
        put_code_point(unit);
        return true;
    }
    unsigned low = 0;
    if (text_.substr(at_, 2) != "\\u") return fail(syntax::half_pair, escape_at);
    if (!hex4(at_ + 2, low)) return fail(syntax::hex_digits, escape_at);
    if (!is_low(low)) return fail(syntax::half_pair, escape_at);
    at_ += 6;
    put_code_point(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
    return true;
}

bool string_decoder::hex4(std::size_t at, unsigned& unit) const {
    if (at + 4 > text_.size()) return false;
    for (const char c : text_.substr(at, 4)) {
        const char lower = static_cast<char>(c | 0x20);
        if (!is_digit(c) && (lower < 'a' || lower > 'f')) return false;
        unit = unit * 16 + static_cast<unsigned>(is_digit(c) ? c - '0' : lower - 'a' + 10);
    }
    return true;
}

void string_decoder::put_code_point(unsigned point) {
    char bytes[4];
    std::size_t size = 0;
    const auto add = [&](unsigned byte) { bytes[size++] = static_cast<char>(byte); };
    if (point < 0x80) {
        add(point);
    } else if (point < 0x800) {
        add(0xC0 | point >> 6);
    } else if (point < 0x10000) {
        add(0xE0 | point >> 12);
        add(0x80 | (point >> 6 & 0x3F));
    } else {
        add(0xF0 | point >> 18);
        add(0x80 | (point >> 12 & 0x3F));
        add(0x80 | (point >> 6 & 0x3F));
    }
    if (point >= 0x80) add(0x80 | (point & 0x3F));
    put({bytes, size});
}

} // namespace schakel::json
