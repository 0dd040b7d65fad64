// Writes JSON: one value, members in the order written, UTF-8, everything escaped.
#pragma once

#include "gateway/core/decimal.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace schakel::json {

class value;

// Streams into a string through RapidJSON's writer. Ill-formed UTF-8 in a value is replaced by U+FFFD, so the result is
// always JSON.
class writer {
public:
    explicit writer(bool pretty = false);
    writer(writer&&) noexcept;
    writer& operator=(writer&&) noexcept;
    ~writer();

    writer& begin_object();
    writer& end_object();
    writer& begin_array();
    writer& end_array();
    writer& name(std::string_view member);

    writer& text(std::string_view value);
    writer& number(std::int64_t value);
    writer& number(double value); // shortest form that reads back the same; must be finite
    writer& number(const decimal& value);
    writer& boolean(bool value);
    writer& null();
    writer& raw(std::string_view json);     // a complete value, taken over as it stands
    writer& copy(const json::value& value); // a value of a document, taken over

    // name and value in one call.
    writer& member(std::string_view key, std::string_view value) { return name(key).text(value); }
    writer& member(std::string_view key, const char* value) { return name(key).text(value); }
    writer& member(std::string_view key, std::int64_t value) { return name(key).number(value); }
    writer& member(std::string_view key, std::uint64_t value) {
        return name(key).number(static_cast<std::int64_t>(value));
    }
    writer& member(std::string_view key, int value) { return name(key).number(std::int64_t{value}); }
    writer& member(std::string_view key, double value) { return name(key).number(value); }
    writer& member(std::string_view key, const decimal& value) { return name(key).number(value); }
    writer& member(std::string_view key, bool value) { return name(key).boolean(value); }
    writer& member_if_present(std::string_view key, std::string_view value) {
        return value.empty() ? *this : member(key, value);
    }

    std::string finish(); // the text; every object and array must have been ended

private:
    struct content;
    std::unique_ptr<content> content_;
};

} // namespace schakel::json
