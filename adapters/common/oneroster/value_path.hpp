// From a dotted path to the values of an object, and how they compare: shared by `filter` and `sort`.
#pragma once

#include "adapters/common/oneroster/fields.hpp"
#include "gateway/core/clock.hpp"

#include <compare>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::oneroster {

enum class value_kind : std::uint8_t { text, exact, time };

// A value in the form in which it is compared.
struct comparable {
    value_kind kind = value_kind::text;
    std::string text; // folded to small letters unless exact; for `contains` always folded
    instant time{};

    // None: the text is no date or moment.
    static std::optional<comparable> make(value_kind kind, std::string_view text);
    friend std::strong_ordering operator<=>(const comparable& a, const comparable& b);
    friend bool operator==(const comparable& a, const comparable& b) { return std::is_eq(a <=> b); }
};

template <class Object>
class value_path {
public:
    value_path() = default;
    // None when the version has no such field.
    static std::optional<value_path> find(version which, std::string_view path);

    value_kind kind() const { return kind_; }
    // Calls `see` with every value there is; `see` returns true to stop.
    bool each(const Object& object, const std::function<bool(std::string_view)>& see) const;

private:
    enum class part : std::uint8_t {
        self,
        id,
        type,
        identifier,
        word,
        begin,
        end,
        profile,
        vendor,
        application,
        description
    };

    const field<Object>* field_ = nullptr;
    part part_ = part::self;
    bool of_org_ = false; // roles.org.…
    value_kind kind_ = value_kind::text;
    std::string key_; // of metadata
};

std::string folded(std::string_view text); // ASCII capitals made small

} // namespace schakel::oneroster
