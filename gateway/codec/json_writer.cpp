#include "gateway/codec/json_writer.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/codec/utf8.hpp"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <charconv>
#include <cmath>
#include <optional>
#include <stdexcept>

namespace schakel::json {

struct writer::content {
    explicit content(bool pretty) {
        if (pretty) {
            indented.emplace(buffer);
            indented->SetIndent(' ', 2);
        } else {
            compact.emplace(buffer);
        }
    }

    // RapidJSON's two writers have the same members but no virtual ones.
    template <class Action>
    void write(Action action) {
        if (indented)
            action(*indented);
        else
            action(*compact);
    }

    rapidjson::StringBuffer buffer;
    std::optional<rapidjson::Writer<rapidjson::StringBuffer>> compact;
    std::optional<rapidjson::PrettyWriter<rapidjson::StringBuffer>> indented;
    std::size_t depth = 0;
};

namespace {

rapidjson::SizeType size_of(std::string_view text) {
    return static_cast<rapidjson::SizeType>(text.size());
}

// RapidJSON only looks whether this is a name's place; any kind but a string will do.
template <class Writer>
void put_raw(Writer& w, std::string_view json) {
    w.RawValue(json.data(), json.size(), rapidjson::kNumberType);
}

} // namespace

writer::writer(bool pretty) : content_(std::make_unique<content>(pretty)) {}
writer::writer(writer&&) noexcept = default;
writer& writer::operator=(writer&&) noexcept = default;
writer::~writer() = default;

writer& writer::begin_object() {
    ++content_->depth;
    content_->write([](auto& w) { w.StartObject(); });
    return *this;
}

writer& writer::end_object() {
    --content_->depth;
    content_->write([](auto& w) { w.EndObject(); });
    return *this;
}

writer& writer::begin_array() {
    ++content_->depth;
    content_->write([](auto& w) { w.StartArray(); });
    return *this;
}

writer& writer::end_array() {
    --content_->depth;
    content_->write([](auto& w) { w.EndArray(); });
    return *this;
}

writer& writer::name(std::string_view member) {
    return text(member);
}

writer& writer::text(std::string_view value) {
    if (utf8::first_fault(value) != std::string_view::npos) return text(utf8::repaired(value));
    if (value.empty()) value = ""; // RapidJSON wants a pointer that is not null
    content_->write([value](auto& w) { w.String(value.data(), size_of(value)); });
    return *this;
}

writer& writer::number(std::int64_t value) {
    content_->write([value](auto& w) { w.Int64(value); });
    return *this;
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
    content_->write([value](auto& w) { w.Bool(value); });
    return *this;
}

writer& writer::null() {
    content_->write([](auto& w) { w.Null(); });
    return *this;
}

writer& writer::raw(std::string_view json) {
    content_->write([json](auto& w) { put_raw(w, json); });
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
    return {content_->buffer.GetString(), content_->buffer.GetSize()};
}

} // namespace schakel::json
