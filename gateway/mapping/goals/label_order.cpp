#include "gateway/mapping/goals/label_order.hpp"

#include <cstddef>

namespace schakel::mapping::goals {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Takes the digits at the front, without the zeros before them.
std::string_view take_number(std::string_view& text) {
    std::size_t size = 0;
    while (size < text.size() && is_digit(text[size])) ++size;
    std::string_view digits = text.substr(0, size);
    text.remove_prefix(size);
    while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
    return digits;
}

} // namespace

int compare_labels(std::string_view a, std::string_view b) {
    std::string_view rest_a = a, rest_b = b;
    while (!rest_a.empty() && !rest_b.empty()) {
        if (is_digit(rest_a.front()) && is_digit(rest_b.front())) {
            const std::string_view number_a = take_number(rest_a), number_b = take_number(rest_b);
            if (number_a.size() != number_b.size()) return number_a.size() < number_b.size() ? -1 : 1;
            if (const int by_value = number_a.compare(number_b); by_value != 0) return by_value;
            continue;
        }
        if (rest_a.front() != rest_b.front())
            return static_cast<unsigned char>(rest_a.front()) < static_cast<unsigned char>(rest_b.front()) ? -1 : 1;
        rest_a.remove_prefix(1);
        rest_b.remove_prefix(1);
    }
    if (rest_a.empty() != rest_b.empty()) return rest_a.empty() ? -1 : 1;
    return a.compare(b);
}

} // namespace schakel::mapping::goals
