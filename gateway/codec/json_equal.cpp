// json::equal: JSON Schema's equality (2020-12 core 4.2.2), without recursion.
#include "gateway/codec/json_document.hpp"

#include <charconv>
#include <utility>
#include <vector>

namespace schakel::json {

namespace {

// A number as sign, significant digits and power of ten, so that any two can be compared exactly.
struct plain_number {
    bool negative = false;
    std::string digits; // without leading and trailing zeros; empty for zero
    long exponent = 0;  // value = 0.digits * 10^exponent

    friend bool operator==(const plain_number&, const plain_number&) = default;
};

plain_number plain(std::string_view text) {
    plain_number n;
    n.negative = text.starts_with('-');
    if (n.negative) text.remove_prefix(1);
    const std::size_t e = std::min(text.find_first_of("eE"), text.size());
    if (e + 1 < text.size()) {
        const std::string_view power = text.substr(e + (text[e + 1] == '+' ? 2 : 1));
        if (std::from_chars(power.data(), power.data() + power.size(), n.exponent).ec != std::errc{})
            n.exponent = power.starts_with('-') ? -1'000'000'000 : 1'000'000'000;
    }
    const std::string_view mantissa = text.substr(0, e);
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    n.digits = mantissa.substr(0, point);
    if (point < mantissa.size()) n.digits += mantissa.substr(point + 1);
    const std::size_t zeros = std::min(n.digits.find_first_not_of('0'), n.digits.size());
    n.exponent += static_cast<long>(point) - static_cast<long>(zeros);
    n.digits.erase(0, zeros);
    n.digits.erase(n.digits.find_last_not_of('0') + 1);
    return n.digits.empty() ? plain_number{} : n;
}

bool same_scalar(value a, value b) {
    switch (a.kind()) {
    case kind::boolean: return a.boolean() == b.boolean();
    case kind::string: return a.text() == b.text();
    case kind::number: return a.number_text() == b.number_text() || plain(a.number_text()) == plain(b.number_text());
    default: return true;
    }
}

using pairs = std::vector<std::pair<value, value>>;

// Adds the pairs of children that have to be equal; false when one has no counterpart.
bool pair_children(value a, value b, pairs& open) {
    value other = b.first_child();
    for (value child = a.first_child(); child; child = child.next_sibling()) {
        if (a.is(kind::object)) other = other && other.name() == child.name() ? other : b.member(child.name());
        if (!other || other.kind() != child.kind()) return false;
        open.emplace_back(child, other);
        other = other.next_sibling();
    }
    return true;
}

} // namespace

bool equal(value a, value b) {
    pairs open{{a, b}};
    while (!open.empty()) {
        const auto [x, y] = open.back();
        open.pop_back();
        if (x.kind() != y.kind() || x.size() != y.size() || !same_scalar(x, y) || !pair_children(x, y, open))
            return false;
    }
    return true;
}

} // namespace schakel::json
