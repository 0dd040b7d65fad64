// Sets of Unicode code points, and UTF-8 read one code point at a time.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace schakel::validation {

inline constexpr char32_t last_code_point = 0x10FFFF;

// A set as sorted ranges that neither touch nor overlap.
class code_point_set {
public:
    struct range {
        char32_t first;
        char32_t last;
        friend bool operator==(const range&, const range&) = default;
    };

    code_point_set() = default;
    code_point_set(std::initializer_list<range> ranges);
    static code_point_set single(char32_t point) { return {{point, point}}; }

    void add(char32_t first, char32_t last);
    void add(const code_point_set& other);
    code_point_set complement() const;
    code_point_set without(const code_point_set& other) const;

    bool contains(char32_t point) const;
    bool empty() const { return ranges_.empty(); }
    const std::vector<range>& ranges() const { return ranges_; }
    friend bool operator==(const code_point_set&, const code_point_set&) = default;

private:
    void normalise();
    std::vector<range> ranges_;
};

// The code point at `position`, which moves past it. An ill-formed byte counts as U+FFFD and is one byte long.
char32_t next_code_point(std::string_view utf8, std::size_t& position);

bool is_utf8(std::string_view bytes);
std::size_t count_code_points(std::string_view utf8);

} // namespace schakel::validation
