// A JSON text as a tree of values that know their place. Strict: RFC 8259 with the choices a gateway must make.
//
// Refused with a finding: ill-formed JSON or UTF-8, a byte order mark, comments, trailing commas, trailing
// bytes, NaN and Infinity, duplicate names (compared after unescaping), lone surrogates, numbers beyond a double's
// range, and everything over a limit. Reported as warning: integers beyond 2^53 that a double cannot hold exactly.
#pragma once

#include "gateway/codec/limits.hpp"
#include "gateway/core/decimal.hpp"
#include "gateway/core/finding.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace schakel::json {

enum class kind : std::uint8_t { null, boolean, number, string, array, object };

struct document_content; // private to json_document.cpp; its address is stable when the document moves

// A position in the tree: cheap to copy, valid as long as its document. A value that does not exist is falsy, of kind
// null, and empty in all its parts.
class value {
public:
    value() = default;
    explicit operator bool() const { return owner_ != nullptr; }

    json::kind kind() const;
    bool is(json::kind k) const { return *this && kind() == k; }

    std::string_view text() const;               // a string's value, unescaped; "" for other kinds
    std::string_view number_text() const;        // a number as it was written
    std::optional<decimal> number() const;       // exact when it has at most 30 digits, else none
    double approximate() const;                  // 0 for other kinds
    std::optional<std::int64_t> integer() const; // when it is a whole number of that range ("5", "5.0", "5e0")
    bool boolean(bool otherwise = false) const;

    std::size_t size() const;  // elements or members
    value first_child() const; // element or member value, in document order
    value next_sibling() const;
    std::string_view name() const;             // the member's name, when this is a member
    value name_value() const;                  // that name as a string: only text(), offset() and raw() mean something
    value member(std::string_view name) const; // of an object; linear up to 16 members, a sorted index above
    value at(std::size_t index) const;         // of an array; walks from the first element
    value parent() const;
    value find(std::string_view pointer) const; // RFC 6901

    std::string pointer() const;     // RFC 6901 from the document's root
    std::size_t offset() const;      // of the value's first byte
    std::size_t name_offset() const; // of the member name's opening quote
    location where() const;          // offset, line, column and pointer; for what is reported
    std::string_view raw() const;    // the bytes of the value as it stands in the text

    friend bool operator==(const value& a, const value& b) { return a.owner_ == b.owner_ && a.index_ == b.index_; }

private:
    friend class document;
    friend struct node_access;
    value(const document_content* owner, std::uint32_t index)
        : owner_(index == nowhere ? nullptr : owner), index_(index == nowhere ? 0 : index) {}

    static constexpr std::uint32_t nowhere = 0xFFFFFFFFu;
    const document_content* owner_ = nullptr;
    std::uint32_t index_ = 0;
};

class document {
public:
    // None when the text is refused; `found` then holds the finding(s) with line, column and pointer. Warnings are
    // added too.
    static std::optional<document> parse(std::string_view bytes, const document_limits& limits, findings& found);

    document(document&&) noexcept;
    document& operator=(document&&) noexcept;
    ~document();

    value root() const;
    std::string_view bytes() const;

private:
    explicit document(std::unique_ptr<document_content> content);
    std::unique_ptr<document_content> content_;
};

// Equal as JSON Schema means it: numbers by value (1 = 1.0), objects without order.
bool equal(value a, value b);

// Fills in line and column (and the path where it is empty) of every finding that has an offset, in one walk.
void locate(std::string_view bytes, findings& found);

// The rules this file reports: ids "json.…".
std::span<const rule> parse_rules();

} // namespace schakel::json
