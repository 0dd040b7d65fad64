#include "gateway/codec/json_writer.hpp"

#include "gateway/codec/json_characters.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/utf8.hpp"

#include <charconv>
#include <cmath>
#include <stdexcept>

namespace schakel::json {

struct writer::content {
    // Most texts are longer than a few dozen bytes; what grows from nothing is copied at every doubling.
    static constexpr std::size_t usual = 240;

    content() { out.reserve(usual); }

    std::string out;
    std::size_t depth = 0;
    bool pretty = false;

    // What stands last tells what has to come before a value: nothing behind its name or at the beginning of a list, a
    // comma behind another value.
    void place_value() {
        if (depth == 0) return;
        const char last = out.back();
        if (last == ':') {
            if (pretty) out += ' ';
            return;
        }
        if (last != '{' && last != '[') out += ',';
        if (pretty) start_line();
    }

    void begin(char bracket) {
        place_value();
        out += bracket;
        ++depth;
    }

    void end(char bracket) {
        --depth;
        const bool empty = out.back() == '{' || out.back() == '[';
        if (pretty && !empty) start_line();
        out += bracket;
    }

private:
    static constexpr std::size_t indent = 2; // spaces per level, for people

    void start_line() {
        out += '\n';
        out.append(depth * indent, ' ');
    }
};

namespace {

void append_control(std::string& out, char c) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    switch (c) {
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += "\\u00";
    out += digits[byte >> 4];
    out += digits[byte & 15];
}

// What is not plain at `at`: escaped, or as it stands, or replaced where it is no UTF-8. Returns its length.
std::size_t append_special(std::string& out, std::string_view value, std::size_t at) {
    const char c = value[at];
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
        out += '\\';
        out += c;
    } else if (byte < 0x20) {
        append_control(out, c);
    } else if (const std::size_t length = utf8::sequence_length(value, at); length > 0) {
        out.append(value, at, length);
        return length;
    } else {
        out += "\xEF\xBF\xBD";
    }
    return 1;
}

void append_text(std::string& out, std::string_view value) {
    out += '"';
    for (std::size_t at = 0; at < value.size();) {
        const char* const run = value.data() + at;
        const auto plain = static_cast<std::size_t>(skip_plain(run, value.data() + value.size()) - run);
        out.append(run, plain);
        at += plain;
        if (at < value.size()) at += append_special(out, value, at);
    }
    out += '"';
}

} // namespace

writer::writer(bool pretty) : content_(std::make_unique<content>()) {
    content_->pretty = pretty;
}
writer::writer(writer&&) noexcept = default;
writer& writer::operator=(writer&&) noexcept = default;
writer::~writer() = default;

writer& writer::begin_object() {
    content_->begin('{');
    return *this;
}

writer& writer::end_object() {
    content_->end('}');
    return *this;
}

writer& writer::begin_array() {
    content_->begin('[');
    return *this;
}

writer& writer::end_array() {
    content_->end(']');
    return *this;
}

writer& writer::name(std::string_view member) {
    text(member);
    content_->out += ':';
    return *this;
}

writer& writer::text(std::string_view value) {
    content_->place_value();
    append_text(content_->out, value);
    return *this;
}

writer& writer::number(std::int64_t value) {
    char digits[24];
    const auto [end, fault] = std::to_chars(digits, digits + sizeof digits, value);
    return raw({digits, static_cast<std::size_t>(end - digits)});
}

writer& writer::number(double value) {
    if (!std::isfinite(value)) throw std::invalid_argument("JSON has no NaN or Infinity");
    char digits[32];
    const auto [end, fault] = std::to_chars(digits, digits + sizeof digits, value);
    return raw({digits, static_cast<std::size_t>(end - digits)});
}

writer& writer::number(const decimal& value) {
    return raw(value.text());
}

writer& writer::boolean(bool value) {
    return raw(value ? "true" : "false");
}

writer& writer::null() {
    return raw("null");
}

writer& writer::raw(std::string_view json) {
    content_->place_value();
    content_->out += json;
    return *this;
}

writer& writer::copy(const json::value& value) {
    json::value at = value;
    for (;;) {
        if (at != value && at.parent().is(kind::object)) name(at.name());
        switch (at.kind()) {
        case kind::object: begin_object(); break;
        case kind::array: begin_array(); break;
        case kind::string: text(at.text()); break;
        case kind::number: raw(at.number_text()); break;
        case kind::boolean: boolean(at.boolean()); break;
        case kind::null: null(); break;
        }
        json::value next = at.first_child();
        while (!next) { // up to the nearest container that has more
            if (at.is(kind::object)) end_object();
            if (at.is(kind::array)) end_array();
            if (at == value) return *this;
            next = at.next_sibling();
            if (!next) at = at.parent();
        }
        at = next;
    }
}

std::string writer::finish() {
    if (content_->depth != 0) throw std::logic_error("a JSON object or array was not ended");
    std::string& out = content_->out;
    return out.size() < content::usual / 2 ? std::string(out) : std::move(out); // no room that is kept for nothing
}

} // namespace schakel::json
